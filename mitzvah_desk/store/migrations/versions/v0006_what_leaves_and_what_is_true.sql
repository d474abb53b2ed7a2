PRAGMA legacy_alter_table = ON;

ALTER TABLE household RENAME TO household_before;

CREATE TABLE household (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  salutation TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_household_has_a_name CHECK (trim(name) <> '')
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'household', seq FROM sqlite_sequence WHERE name = 'household_before';

INSERT INTO household (id, name, salutation, address, postcode, phone, note) SELECT id, name, salutation, address, postcode, phone, note FROM household_before;

DROP TABLE household_before;

ALTER TABLE person RENAME TO person_before;

CREATE TABLE person (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  household_id INTEGER,
  title TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  known_as TEXT NOT NULL,
  pronouns TEXT DEFAULT '' NOT NULL,
  hebrew_name TEXT NOT NULL,
  is_child INTEGER NOT NULL,
  born TEXT,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  mobile TEXT NOT NULL,
  position TEXT NOT NULL,
  honours TEXT DEFAULT '' NOT NULL,
  partner_id INTEGER,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  dbs_level TEXT NOT NULL,
  dbs_renew_on TEXT,
  recruited_on TEXT,
  also_volunteers INTEGER DEFAULT '0' NOT NULL,
  emergency_contact TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_person_has_a_name CHECK (trim(given || family) <> ''),
  CONSTRAINT fk_person_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE SET NULL,
  CONSTRAINT fk_person_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_person_is_child_is_yes_or_no CHECK (is_child IN (0, 1)),
  CONSTRAINT ck_person_born_is_a_day CHECK (born IS date(born)),
  CONSTRAINT ck_person_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced')),
  CONSTRAINT ck_person_dbs_renew_on_is_a_day CHECK (dbs_renew_on IS date(dbs_renew_on)),
  CONSTRAINT ck_person_recruited_on_is_a_day CHECK (recruited_on IS date(recruited_on)),
  CONSTRAINT ck_person_also_volunteers_is_yes_or_no CHECK (also_volunteers IN (0, 1))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'person', seq FROM sqlite_sequence WHERE name = 'person_before';

INSERT INTO person (id, household_id, title, given, family, known_as, pronouns, hebrew_name, is_child, born, email, phone, mobile, position, partner_id, diet, access_needs, dbs_level, dbs_renew_on, emergency_contact, note) SELECT id, household_id, title, given, family, known_as, pronouns, hebrew_name, is_child, born, email, phone, mobile, position, partner_id, diet, access_needs, dbs_level, dbs_renew_on, emergency_contact, note FROM person_before;

DROP TABLE person_before;

CREATE INDEX ix_person_family ON person (family);

CREATE INDEX ix_person_household_id ON person (household_id);

CREATE INDEX ix_person_partner_id ON person (partner_id);

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
  CONSTRAINT ck_item_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_item_pack_size_positive CHECK (pack_size > 0),
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

INSERT INTO item (id, name, category_id, unit, pack_name, pack_size, needs_use_by, kosher, halal, allergens, note) SELECT id, name, category_id, unit, pack_name, pack_size, needs_use_by, kosher, halal, allergens, note FROM item_before;

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

INSERT INTO lot (id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, note, state, recalled) SELECT id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, note, state, recalled FROM lot_before;

DROP TABLE lot_before;

CREATE INDEX ix_lot_donation_id ON lot (donation_id);

CREATE INDEX ix_lot_item_id ON lot (item_id);

CREATE INDEX ix_lot_location_id ON lot (location_id);

CREATE INDEX ix_lot_project_id ON lot (project_id);

ALTER TABLE guest_party RENAME TO guest_party_before;

CREATE TABLE guest_party (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  heads INTEGER NOT NULL,
  programme_item_id INTEGER,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  CONSTRAINT ck_guest_party_has_a_label CHECK (trim(label) <> ''),
  CONSTRAINT ck_guest_party_heads_not_negative CHECK (heads >= 0),
  CONSTRAINT fk_guest_party_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_guest_party_programme_item_id FOREIGN KEY(programme_item_id) REFERENCES programme_item (id) ON DELETE SET NULL
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'guest_party', seq FROM sqlite_sequence WHERE name = 'guest_party_before';

INSERT INTO guest_party (id, project_id, label, heads, diet, access_needs) SELECT id, project_id, label, heads, diet, access_needs FROM guest_party_before;

DROP TABLE guest_party_before;

CREATE INDEX ix_guest_party_programme_item_id ON guest_party (programme_item_id);

CREATE INDEX ix_guest_party_project_id ON guest_party (project_id);

ALTER TABLE journal_step RENAME TO journal_step_before;

CREATE TABLE journal_step (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  user_name TEXT NOT NULL,
  label TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone_at TEXT,
  undone_by TEXT NOT NULL,
  undone_order INTEGER,
  undone_after_step INTEGER,
  CONSTRAINT ck_journal_step_at_is_a_time CHECK (at IS strftime('%Y-%m-%dT%H:%M:%S', at)),
  CONSTRAINT ck_journal_step_undone_at_is_a_time CHECK (undone_at IS strftime('%Y-%m-%dT%H:%M:%S', undone_at))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'journal_step', seq FROM sqlite_sequence WHERE name = 'journal_step_before';

INSERT INTO journal_step (id, at, user_name, label, reason, undone_at, undone_by, undone_order, undone_after_step) SELECT id, at, user_name, label, reason, undone_at, undone_by, undone_order, undone_after_step FROM journal_step_before;

DROP TABLE journal_step_before;

PRAGMA legacy_alter_table = OFF;

CREATE TABLE gift_recipient (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  partner_id INTEGER,
  label TEXT NOT NULL,
  wish TEXT NOT NULL,
  giver TEXT NOT NULL,
  wrapped INTEGER NOT NULL,
  given INTEGER NOT NULL,
  CONSTRAINT uq_gift_recipient_project_id_partner_id_label UNIQUE (project_id, partner_id, label),
  CONSTRAINT ck_gift_recipient_has_a_label CHECK (trim(label) <> ''),
  CONSTRAINT fk_gift_recipient_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_gift_recipient_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_gift_recipient_wrapped_is_yes_or_no CHECK (wrapped IN (0, 1)),
  CONSTRAINT ck_gift_recipient_given_is_yes_or_no CHECK (given IN (0, 1))
)
 STRICT;

CREATE INDEX ix_gift_recipient_partner_id ON gift_recipient (partner_id);

CREATE INDEX ix_gift_recipient_project_id ON gift_recipient (project_id);

CREATE TABLE settled_finding (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  facts TEXT NOT NULL,
  reason TEXT NOT NULL,
  settled_at TEXT NOT NULL,
  CONSTRAINT uq_settled_finding_rule_subject UNIQUE (rule, subject),
  CONSTRAINT ck_settled_finding_has_a_reason CHECK (trim(reason) <> ''),
  CONSTRAINT ck_settled_finding_settled_at_is_a_time CHECK (settled_at IS strftime('%Y-%m-%dT%H:%M:%S', settled_at))
)
 STRICT;
