PRAGMA legacy_alter_table = ON;

ALTER TABLE item RENAME TO item_before;

CREATE TABLE item (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  category_id INTEGER,
  unit TEXT NOT NULL,
  pack_name TEXT NOT NULL,
  pack_size INTEGER,
  needs_use_by INTEGER NOT NULL,
  kosher INTEGER NOT NULL,
  kosher_kind TEXT DEFAULT 'unknown' NOT NULL,
  kosher_for_pesach INTEGER DEFAULT '0' NOT NULL,
  halal INTEGER NOT NULL,
  storage TEXT DEFAULT 'unknown' NOT NULL,
  allergens TEXT NOT NULL,
  note TEXT NOT NULL,
  grams_each INTEGER,
  minimum_stock INTEGER,
  CONSTRAINT ck_item_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_item_pack_size_positive CHECK (pack_size > 0),
  CONSTRAINT ck_item_grams_each_positive CHECK (grams_each > 0),
  CONSTRAINT ck_item_minimum_stock_not_negative CHECK (minimum_stock >= 0),
  CONSTRAINT uq_item_name UNIQUE (name),
  CONSTRAINT fk_item_category_id FOREIGN KEY(category_id) REFERENCES item_category (id) ON DELETE SET NULL,
  CONSTRAINT ck_item_needs_use_by_is_yes_or_no CHECK (needs_use_by IN (0, 1)),
  CONSTRAINT ck_item_kosher_is_yes_or_no CHECK (kosher IN (0, 1)),
  CONSTRAINT ck_item_kosher_kind_is_known CHECK (kosher_kind IN ('unknown', 'parev', 'milky', 'meaty')),
  CONSTRAINT ck_item_kosher_for_pesach_is_yes_or_no CHECK (kosher_for_pesach IN (0, 1)),
  CONSTRAINT ck_item_halal_is_yes_or_no CHECK (halal IN (0, 1)),
  CONSTRAINT ck_item_storage_is_known CHECK (storage IN ('unknown', 'ambient', 'chilled', 'frozen'))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'item', seq FROM sqlite_sequence WHERE name = 'item_before';

INSERT INTO item (id, name, category_id, unit, pack_name, pack_size, needs_use_by, kosher, kosher_kind, kosher_for_pesach, halal, storage, allergens, note) SELECT id, name, category_id, unit, pack_name, pack_size, needs_use_by, kosher, kosher_kind, kosher_for_pesach, halal, storage, allergens, note FROM item_before;

DROP TABLE item_before;

CREATE INDEX ix_item_category_id ON item (category_id);

ALTER TABLE lot RENAME TO lot_before;

CREATE TABLE lot (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  donation_id INTEGER,
  project_id INTEGER,
  location_id INTEGER,
  condition TEXT NOT NULL,
  size TEXT NOT NULL,
  use_by TEXT,
  best_before TEXT,
  frozen_on TEXT,
  note TEXT NOT NULL,
  state TEXT DEFAULT 'received' NOT NULL,
  recalled TEXT DEFAULT '' NOT NULL,
  to_check TEXT DEFAULT '' NOT NULL,
  batch TEXT DEFAULT '' NOT NULL,
  CONSTRAINT fk_lot_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT,
  CONSTRAINT fk_lot_donation_id FOREIGN KEY(donation_id) REFERENCES donation (id) ON DELETE CASCADE,
  CONSTRAINT fk_lot_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_lot_location_id FOREIGN KEY(location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT ck_lot_condition_is_known CHECK (condition IN ('new', 'good', 'to repair', 'repaired', 'unfit')),
  CONSTRAINT ck_lot_use_by_is_a_day CHECK (use_by IS date(use_by)),
  CONSTRAINT ck_lot_best_before_is_a_day CHECK (best_before IS date(best_before)),
  CONSTRAINT ck_lot_frozen_on_is_a_day CHECK (frozen_on IS date(frozen_on)),
  CONSTRAINT ck_lot_state_is_known CHECK (state IN ('received', 'sorted', 'ready'))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'lot', seq FROM sqlite_sequence WHERE name = 'lot_before';

INSERT INTO lot (id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, frozen_on, note, state, recalled) SELECT id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, frozen_on, note, state, recalled FROM lot_before;

DROP TABLE lot_before;

CREATE INDEX ix_lot_donation_id ON lot (donation_id);

CREATE INDEX ix_lot_item_id ON lot (item_id);

CREATE INDEX ix_lot_location_id ON lot (location_id);

CREATE INDEX ix_lot_project_id ON lot (project_id);

ALTER TABLE movement RENAME TO movement_before;

CREATE TABLE movement (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  lot_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  at TEXT NOT NULL,
  from_location_id INTEGER,
  to_location_id INTEGER,
  project_id INTEGER,
  delivery_line_id INTEGER,
  reason TEXT NOT NULL,
  CONSTRAINT ck_movement_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_movement_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE CASCADE,
  CONSTRAINT fk_movement_from_location_id FOREIGN KEY(from_location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT fk_movement_to_location_id FOREIGN KEY(to_location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT fk_movement_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_movement_delivery_line_id FOREIGN KEY(delivery_line_id) REFERENCES delivery_line (id) ON DELETE SET NULL,
  CONSTRAINT ck_movement_kind_is_known CHECK (kind IN ('received', 'made', 'moved', 'allocated', 'picked', 'delivered', 'returned', 'used', 'written off', 'counted more', 'counted less', 'split off', 'split in')),
  CONSTRAINT ck_movement_at_is_a_time CHECK (at IS strftime('%Y-%m-%dT%H:%M:%S', at))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'movement', seq FROM sqlite_sequence WHERE name = 'movement_before';

INSERT INTO movement (id, lot_id, kind, quantity, at, from_location_id, to_location_id, project_id, delivery_line_id, reason) SELECT id, lot_id, kind, quantity, at, from_location_id, to_location_id, project_id, delivery_line_id, reason FROM movement_before;

DROP TABLE movement_before;

CREATE INDEX ix_movement_delivery_line_id ON movement (delivery_line_id);

CREATE INDEX ix_movement_project_id ON movement (project_id);

CREATE INDEX ix_movement_stock ON movement (lot_id, kind, quantity);

CREATE TABLE item_code (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  CONSTRAINT ck_item_code_has_a_code CHECK (trim(code) <> ''),
  CONSTRAINT fk_item_code_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE,
  CONSTRAINT uq_item_code_code UNIQUE (code)
)
 STRICT;

CREATE INDEX ix_item_code_item_id ON item_code (item_id);

CREATE TABLE kit_part (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kit_id INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  CONSTRAINT uq_kit_part_kit_id_item_id UNIQUE (kit_id, item_id),
  CONSTRAINT ck_kit_part_not_in_itself CHECK (kit_id <> item_id),
  CONSTRAINT ck_kit_part_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_kit_part_kit_id FOREIGN KEY(kit_id) REFERENCES item (id) ON DELETE CASCADE,
  CONSTRAINT fk_kit_part_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX ix_kit_part_item_id ON kit_part (item_id);

CREATE INDEX ix_kit_part_kit_id ON kit_part (kit_id);

CREATE TABLE recall_call (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  lot_id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  rung_at TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT uq_recall_call_lot_id_partner_id UNIQUE (lot_id, partner_id),
  CONSTRAINT fk_recall_call_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE CASCADE,
  CONSTRAINT fk_recall_call_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT ck_recall_call_rung_at_is_a_time CHECK (rung_at IS strftime('%Y-%m-%dT%H:%M:%S', rung_at))
)
 STRICT;

CREATE INDEX ix_recall_call_lot_id ON recall_call (lot_id);

CREATE INDEX ix_recall_call_partner_id ON recall_call (partner_id);

PRAGMA legacy_alter_table = OFF;
