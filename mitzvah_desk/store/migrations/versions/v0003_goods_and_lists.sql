PRAGMA legacy_alter_table = ON;

ALTER TABLE lot RENAME TO lot_before;

DROP INDEX ix_lot_donation_id;

DROP INDEX ix_lot_item_id;

DROP INDEX ix_lot_location_id;

DROP INDEX ix_lot_project_id;

CREATE TABLE lot (
  id INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  donation_id INTEGER,
  project_id INTEGER,
  location_id INTEGER,
  condition TEXT NOT NULL,
  size TEXT NOT NULL,
  use_by TEXT,
  best_before TEXT,
  note TEXT NOT NULL,
  state TEXT DEFAULT 'received' NOT NULL,
  recalled TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_lot PRIMARY KEY (id),
  CONSTRAINT fk_lot_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT,
  CONSTRAINT fk_lot_donation_id FOREIGN KEY(donation_id) REFERENCES donation (id) ON DELETE CASCADE,
  CONSTRAINT fk_lot_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_lot_location_id FOREIGN KEY(location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT ck_lot_condition_is_known CHECK (condition IN ('new', 'good', 'to repair', 'repaired', 'unfit')),
  CONSTRAINT ck_lot_use_by_is_a_day CHECK (use_by IS date(use_by)),
  CONSTRAINT ck_lot_best_before_is_a_day CHECK (best_before IS date(best_before)),
  CONSTRAINT ck_lot_state_is_known CHECK (state IN ('received', 'sorted', 'ready'))
)
 STRICT;

INSERT INTO lot (id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, note)
SELECT id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, note FROM lot_before;

DROP TABLE lot_before;

CREATE INDEX ix_lot_donation_id ON lot (donation_id);

CREATE INDEX ix_lot_item_id ON lot (item_id);

CREATE INDEX ix_lot_location_id ON lot (location_id);

CREATE INDEX ix_lot_project_id ON lot (project_id);

ALTER TABLE delivery RENAME TO delivery_before;

DROP INDEX ix_delivery_campaign_id;

DROP INDEX ix_delivery_driver_id;

DROP INDEX ix_delivery_partner_id;

CREATE TABLE delivery (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  driver_id INTEGER,
  from_at TEXT,
  until_at TEXT,
  by_courier INTEGER NOT NULL,
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  received_by TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_delivery PRIMARY KEY (id),
  CONSTRAINT ck_delivery_until_after_from CHECK (until_at > from_at),
  CONSTRAINT fk_delivery_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_delivery_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE RESTRICT,
  CONSTRAINT fk_delivery_driver_id FOREIGN KEY(driver_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_delivery_from_at_is_a_time CHECK (from_at IS strftime('%Y-%m-%dT%H:%M:%S', from_at)),
  CONSTRAINT ck_delivery_until_at_is_a_time CHECK (until_at IS strftime('%Y-%m-%dT%H:%M:%S', until_at)),
  CONSTRAINT ck_delivery_by_courier_is_yes_or_no CHECK (by_courier IN (0, 1)),
  CONSTRAINT ck_delivery_status_is_known CHECK (status IN ('planned', 'on the way', 'delivered'))
)
 STRICT;

INSERT INTO delivery (id, campaign_id, partner_id, driver_id, from_at, until_at, by_courier, status, note)
SELECT id, campaign_id, partner_id, driver_id, from_at, until_at, by_courier, status, note FROM delivery_before;

DROP TABLE delivery_before;

CREATE INDEX ix_delivery_campaign_id ON delivery (campaign_id);

CREATE INDEX ix_delivery_driver_id ON delivery (driver_id);

CREATE INDEX ix_delivery_partner_id ON delivery (partner_id);

ALTER TABLE delivery_line RENAME TO delivery_line_before;

DROP INDEX ix_delivery_line_allocation_id;

DROP INDEX ix_delivery_line_delivery_id;

DROP INDEX ix_delivery_line_lot_id;

CREATE TABLE delivery_line (
  id INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  allocation_id INTEGER,
  quantity INTEGER NOT NULL,
  delivered INTEGER,
  outcome TEXT NOT NULL,
  note TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_delivery_line PRIMARY KEY (id),
  CONSTRAINT ck_delivery_line_quantity_positive CHECK (quantity > 0),
  CONSTRAINT ck_delivery_line_delivered_not_negative CHECK (delivered >= 0),
  CONSTRAINT fk_delivery_line_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id) ON DELETE CASCADE,
  CONSTRAINT fk_delivery_line_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE RESTRICT,
  CONSTRAINT fk_delivery_line_allocation_id FOREIGN KEY(allocation_id) REFERENCES allocation (id) ON DELETE SET NULL,
  CONSTRAINT ck_delivery_line_outcome_is_known CHECK (outcome IN ('planned', 'all', 'part', 'refused'))
)
 STRICT;

INSERT INTO delivery_line (id, delivery_id, lot_id, allocation_id, quantity, delivered, outcome)
SELECT id, delivery_id, lot_id, allocation_id, quantity, delivered, outcome FROM delivery_line_before;

DROP TABLE delivery_line_before;

CREATE INDEX ix_delivery_line_allocation_id ON delivery_line (allocation_id);

CREATE INDEX ix_delivery_line_delivery_id ON delivery_line (delivery_id);

CREATE INDEX ix_delivery_line_lot_id ON delivery_line (lot_id);

ALTER TABLE letter_template RENAME TO letter_template_before;

CREATE TABLE letter_template (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  for_whom TEXT DEFAULT 'anybody' NOT NULL,
  subject TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_letter_template PRIMARY KEY (id),
  CONSTRAINT ck_letter_template_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_letter_template_name UNIQUE (name),
  CONSTRAINT ck_letter_template_kind_is_known CHECK (kind IN ('thank-you', 'other')),
  CONSTRAINT ck_letter_template_for_whom_is_known CHECK (for_whom IN ('anybody', 'volunteer', 'family', 'group leader', 'donor of goods', 'donor of money', 'partner', 'guest of honour'))
)
 STRICT;

INSERT INTO letter_template (id, name, kind, body)
SELECT id, name, kind, body FROM letter_template_before;

DROP TABLE letter_template_before;

ALTER TABLE partner RENAME TO partner_before;

DROP INDEX ix_partner_parent_id;

CREATE TABLE partner (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  parent_id INTEGER,
  what TEXT NOT NULL,
  confidential INTEGER NOT NULL,
  code_name TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  website TEXT NOT NULL,
  visitor_limit INTEGER,
  visiting_from TEXT,
  visiting_until TEXT,
  minimum_age INTEGER,
  visiting_rules TEXT NOT NULL,
  food_rules TEXT NOT NULL,
  kosher_only INTEGER DEFAULT '0' NOT NULL,
  halal_only INTEGER DEFAULT '0' NOT NULL,
  avoids TEXT DEFAULT '' NOT NULL,
  target_pence INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT pk_partner PRIMARY KEY (id),
  CONSTRAINT ck_partner_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_partner_not_its_own_parent CHECK (parent_id <> id),
  CONSTRAINT ck_partner_visitor_limit_positive CHECK (visitor_limit > 0),
  CONSTRAINT ck_partner_visiting_ends_after_start CHECK (visiting_until > visiting_from),
  CONSTRAINT ck_partner_minimum_age_not_negative CHECK (minimum_age >= 0),
  CONSTRAINT ck_partner_target_not_negative CHECK (target_pence >= 0),
  CONSTRAINT ck_partner_confidential_has_a_code_name CHECK (confidential = 0 OR trim(code_name) <> ''),
  CONSTRAINT fk_partner_parent_id FOREIGN KEY(parent_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_partner_level_is_known CHECK (level IN ('organisation', 'site', 'home')),
  CONSTRAINT ck_partner_confidential_is_yes_or_no CHECK (confidential IN (0, 1)),
  CONSTRAINT ck_partner_kosher_only_is_yes_or_no CHECK (kosher_only IN (0, 1)),
  CONSTRAINT ck_partner_halal_only_is_yes_or_no CHECK (halal_only IN (0, 1))
)
 STRICT;

INSERT INTO partner (id, name, level, parent_id, what, confidential, code_name, address, postcode, country, phone, email, website, visitor_limit, visiting_from, visiting_until, minimum_age, visiting_rules, food_rules, target_pence, note)
SELECT id, name, level, parent_id, what, confidential, code_name, address, postcode, country, phone, email, website, visitor_limit, visiting_from, visiting_until, minimum_age, visiting_rules, food_rules, target_pence, note FROM partner_before;

DROP TABLE partner_before;

CREATE INDEX ix_partner_parent_id ON partner (parent_id);

DROP INDEX ix_movement_lot_id;

CREATE INDEX ix_movement_stock ON movement (lot_id, kind, quantity);

CREATE TABLE stocktake (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  location_id INTEGER,
  began_at TEXT NOT NULL,
  finished_at TEXT,
  CONSTRAINT pk_stocktake PRIMARY KEY (id),
  CONSTRAINT fk_stocktake_location_id FOREIGN KEY(location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT ck_stocktake_began_at_is_a_time CHECK (began_at IS strftime('%Y-%m-%dT%H:%M:%S', began_at)),
  CONSTRAINT ck_stocktake_finished_at_is_a_time CHECK (finished_at IS strftime('%Y-%m-%dT%H:%M:%S', finished_at))
)
 STRICT;

CREATE INDEX ix_stocktake_location_id ON stocktake (location_id);

CREATE TABLE stocktake_count (
  id INTEGER NOT NULL,
  stocktake_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  counted INTEGER,
  CONSTRAINT pk_stocktake_count PRIMARY KEY (id),
  CONSTRAINT ck_stocktake_count_expected_not_negative CHECK (expected >= 0),
  CONSTRAINT ck_stocktake_count_counted_not_negative CHECK (counted >= 0),
  CONSTRAINT uq_stocktake_count_stocktake_id_lot_id UNIQUE (stocktake_id, lot_id),
  CONSTRAINT fk_stocktake_count_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES stocktake (id) ON DELETE CASCADE,
  CONSTRAINT fk_stocktake_count_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_stocktake_count_lot_id ON stocktake_count (lot_id);

CREATE INDEX ix_stocktake_count_stocktake_id ON stocktake_count (stocktake_id);

CREATE TABLE import_profile (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  definition TEXT NOT NULL,
  CONSTRAINT pk_import_profile PRIMARY KEY (id),
  CONSTRAINT ck_import_profile_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_import_profile_name UNIQUE (name),
  CONSTRAINT ck_import_profile_kind_is_known CHECK (kind IN ('people', 'partners', 'donations', 'sign-ups'))
)
 STRICT;

CREATE TABLE saved_list (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  CONSTRAINT pk_saved_list PRIMARY KEY (id),
  CONSTRAINT ck_saved_list_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_saved_list_name UNIQUE (name)
)
 STRICT;

CREATE TABLE different_people (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  CONSTRAINT pk_different_people PRIMARY KEY (id),
  CONSTRAINT ck_different_people_lower_first CHECK (person_id < other_id),
  CONSTRAINT uq_different_people_person_id_other_id UNIQUE (person_id, other_id),
  CONSTRAINT fk_different_people_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_different_people_other_id FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_different_people_other_id ON different_people (other_id);

CREATE INDEX ix_different_people_person_id ON different_people (person_id);

CREATE TABLE different_partners (
  id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  CONSTRAINT pk_different_partners PRIMARY KEY (id),
  CONSTRAINT ck_different_partners_lower_first CHECK (partner_id < other_id),
  CONSTRAINT uq_different_partners_partner_id_other_id UNIQUE (partner_id, other_id),
  CONSTRAINT fk_different_partners_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_different_partners_other_id FOREIGN KEY(other_id) REFERENCES partner (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_different_partners_other_id ON different_partners (other_id);

CREATE INDEX ix_different_partners_partner_id ON different_partners (partner_id);

CREATE TABLE newsletter_template (
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_newsletter_template PRIMARY KEY (id),
  CONSTRAINT uq_newsletter_template_kind UNIQUE (kind),
  CONSTRAINT ck_newsletter_template_kind_is_known CHECK (kind IN ('what is on', 'we still need', 'thank you', 'what we did'))
)
 STRICT;

PRAGMA legacy_alter_table = OFF;
