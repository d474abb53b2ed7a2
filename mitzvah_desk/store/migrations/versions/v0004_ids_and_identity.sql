PRAGMA legacy_alter_table = ON;

ALTER TABLE campaign RENAME TO campaign_before;

CREATE TABLE campaign (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  main_day TEXT NOT NULL,
  theme TEXT NOT NULL,
  note TEXT NOT NULL,
  target_pence INTEGER,
  CONSTRAINT ck_campaign_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_campaign_target_not_negative CHECK (target_pence >= 0),
  CONSTRAINT uq_campaign_name UNIQUE (name),
  CONSTRAINT ck_campaign_main_day_is_a_day CHECK (main_day IS date(main_day))
)
 STRICT;

INSERT INTO campaign (id, name, main_day, theme, note, target_pence) SELECT id, name, main_day, theme, note, target_pence FROM campaign_before;

DROP TABLE campaign_before;

CREATE TABLE file_identity (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  identity TEXT NOT NULL,
  made_at TEXT NOT NULL,
  sweep_due INTEGER DEFAULT '0' NOT NULL,
  backup_number INTEGER,
  backup_at TEXT,
  backup_of TEXT DEFAULT '' NOT NULL,
  backup_why TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_file_identity_one_row CHECK (id = 1),
  CONSTRAINT ck_file_identity_a_backup_has_a_time CHECK ((backup_number IS NULL) = (backup_at IS NULL)),
  CONSTRAINT ck_file_identity_made_at_is_a_time CHECK (made_at IS strftime('%Y-%m-%dT%H:%M:%S', made_at)),
  CONSTRAINT ck_file_identity_sweep_due_is_yes_or_no CHECK (sweep_due IN (0, 1)),
  CONSTRAINT ck_file_identity_backup_at_is_a_time CHECK (backup_at IS strftime('%Y-%m-%dT%H:%M:%S', backup_at))
)
 STRICT;

ALTER TABLE household RENAME TO household_before;

CREATE TABLE household (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  salutation TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_household_has_a_name CHECK (trim(name) <> '')
)
 STRICT;

INSERT INTO household (id, name, salutation, address, postcode, phone, note) SELECT id, name, salutation, address, postcode, phone, note FROM household_before;

DROP TABLE household_before;

ALTER TABLE import_profile RENAME TO import_profile_before;

CREATE TABLE import_profile (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  definition TEXT NOT NULL,
  CONSTRAINT ck_import_profile_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_import_profile_name UNIQUE (name),
  CONSTRAINT ck_import_profile_kind_is_known CHECK (kind IN ('people', 'partners', 'donations', 'sign-ups'))
)
 STRICT;

INSERT INTO import_profile (id, name, kind, definition) SELECT id, name, kind, definition FROM import_profile_before;

DROP TABLE import_profile_before;

ALTER TABLE item_category RENAME TO item_category_before;

CREATE TABLE item_category (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  CONSTRAINT ck_item_category_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_item_category_name UNIQUE (name)
)
 STRICT;

INSERT INTO item_category (id, name) SELECT id, name FROM item_category_before;

DROP TABLE item_category_before;

ALTER TABLE journal_step RENAME TO journal_step_before;

CREATE TABLE journal_step (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  user_name TEXT NOT NULL,
  label TEXT NOT NULL,
  areas TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone_at TEXT,
  undone_by TEXT NOT NULL,
  undone_order INTEGER,
  undone_after_step INTEGER,
  CONSTRAINT ck_journal_step_at_is_a_time CHECK (at IS strftime('%Y-%m-%dT%H:%M:%S', at)),
  CONSTRAINT ck_journal_step_undone_at_is_a_time CHECK (undone_at IS strftime('%Y-%m-%dT%H:%M:%S', undone_at))
)
 STRICT;

INSERT INTO journal_step (id, at, user_name, label, areas, reason, undone_at, undone_by, undone_order, undone_after_step) SELECT id, at, user_name, label, areas, reason, undone_at, undone_by, undone_order, undone_after_step FROM journal_step_before;

DROP TABLE journal_step_before;

ALTER TABLE letter_template RENAME TO letter_template_before;

CREATE TABLE letter_template (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  for_whom TEXT DEFAULT 'anybody' NOT NULL,
  subject TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_letter_template_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_letter_template_name UNIQUE (name),
  CONSTRAINT ck_letter_template_kind_is_known CHECK (kind IN ('thank-you', 'other')),
  CONSTRAINT ck_letter_template_for_whom_is_known CHECK (for_whom IN ('anybody', 'volunteer', 'family', 'group leader', 'donor of goods', 'donor of money', 'partner', 'guest of honour'))
)
 STRICT;

INSERT INTO letter_template (id, name, kind, body, for_whom, subject) SELECT id, name, kind, body, for_whom, subject FROM letter_template_before;

DROP TABLE letter_template_before;

ALTER TABLE newsletter_template RENAME TO newsletter_template_before;

CREATE TABLE newsletter_template (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT uq_newsletter_template_kind UNIQUE (kind),
  CONSTRAINT ck_newsletter_template_kind_is_known CHECK (kind IN ('what is on', 'we still need', 'thank you', 'what we did'))
)
 STRICT;

INSERT INTO newsletter_template (id, kind, body) SELECT id, kind, body FROM newsletter_template_before;

DROP TABLE newsletter_template_before;

DROP INDEX ix_partner_parent_id;

ALTER TABLE partner RENAME TO partner_before;

CREATE TABLE partner (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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

INSERT INTO partner (id, name, level, parent_id, what, confidential, code_name, address, postcode, country, phone, email, website, visitor_limit, visiting_from, visiting_until, minimum_age, visiting_rules, food_rules, kosher_only, halal_only, avoids, target_pence, note) SELECT id, name, level, parent_id, what, confidential, code_name, address, postcode, country, phone, email, website, visitor_limit, visiting_from, visiting_until, minimum_age, visiting_rules, food_rules, kosher_only, halal_only, avoids, target_pence, note FROM partner_before;

DROP TABLE partner_before;

CREATE INDEX ix_partner_parent_id ON partner (parent_id);

ALTER TABLE project_kind RENAME TO project_kind_before;

CREATE TABLE project_kind (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  CONSTRAINT ck_project_kind_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_project_kind_name UNIQUE (name)
)
 STRICT;

INSERT INTO project_kind (id, name) SELECT id, name FROM project_kind_before;

DROP TABLE project_kind_before;

ALTER TABLE saved_list RENAME TO saved_list_before;

CREATE TABLE saved_list (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  CONSTRAINT ck_saved_list_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_saved_list_name UNIQUE (name)
)
 STRICT;

INSERT INTO saved_list (id, name, definition) SELECT id, name, definition FROM saved_list_before;

DROP TABLE saved_list_before;

ALTER TABLE setting RENAME TO setting_before;

CREATE TABLE setting (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT uq_setting_key UNIQUE ("key")
)
 STRICT;

INSERT INTO setting (id, "key", value) SELECT id, "key", value FROM setting_before;

DROP TABLE setting_before;

ALTER TABLE skill RENAME TO skill_before;

CREATE TABLE skill (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  CONSTRAINT ck_skill_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_skill_name UNIQUE (name)
)
 STRICT;

INSERT INTO skill (id, name) SELECT id, name FROM skill_before;

DROP TABLE skill_before;

DROP INDEX ix_different_partners_other_id;

DROP INDEX ix_different_partners_partner_id;

ALTER TABLE different_partners RENAME TO different_partners_before;

CREATE TABLE different_partners (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  partner_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  CONSTRAINT ck_different_partners_lower_first CHECK (partner_id < other_id),
  CONSTRAINT uq_different_partners_partner_id_other_id UNIQUE (partner_id, other_id),
  CONSTRAINT fk_different_partners_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_different_partners_other_id FOREIGN KEY(other_id) REFERENCES partner (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO different_partners (id, partner_id, other_id) SELECT id, partner_id, other_id FROM different_partners_before;

DROP TABLE different_partners_before;

CREATE INDEX ix_different_partners_other_id ON different_partners (other_id);

CREATE INDEX ix_different_partners_partner_id ON different_partners (partner_id);

DROP INDEX ix_item_category_id;

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
  halal INTEGER NOT NULL,
  allergens TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_item_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_item_pack_size_positive CHECK (pack_size > 0),
  CONSTRAINT uq_item_name UNIQUE (name),
  CONSTRAINT fk_item_category_id FOREIGN KEY(category_id) REFERENCES item_category (id) ON DELETE SET NULL,
  CONSTRAINT ck_item_needs_use_by_is_yes_or_no CHECK (needs_use_by IN (0, 1)),
  CONSTRAINT ck_item_kosher_is_yes_or_no CHECK (kosher IN (0, 1)),
  CONSTRAINT ck_item_halal_is_yes_or_no CHECK (halal IN (0, 1))
)
 STRICT;

INSERT INTO item (id, name, category_id, unit, pack_name, pack_size, needs_use_by, kosher, halal, allergens, note) SELECT id, name, category_id, unit, pack_name, pack_size, needs_use_by, kosher, halal, allergens, note FROM item_before;

DROP TABLE item_before;

CREATE INDEX ix_item_category_id ON item (category_id);

DROP INDEX ix_journal_row_step_id;

ALTER TABLE journal_row RENAME TO journal_row_before;

CREATE TABLE journal_row (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  step_id INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  "before" TEXT,
  "after" TEXT,
  CONSTRAINT ck_journal_row_has_an_image CHECK (before IS NOT NULL OR after IS NOT NULL),
  CONSTRAINT fk_journal_row_step_id FOREIGN KEY(step_id) REFERENCES journal_step (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO journal_row (id, step_id, table_name, row_id, "before", "after") SELECT id, step_id, table_name, row_id, "before", "after" FROM journal_row_before;

DROP TABLE journal_row_before;

CREATE INDEX ix_journal_row_step_id ON journal_row (step_id);

ALTER TABLE journal_state RENAME TO journal_state_before;

CREATE TABLE journal_state (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  mode TEXT NOT NULL,
  step_id INTEGER,
  CONSTRAINT ck_journal_state_one_row CHECK (id = 1),
  CONSTRAINT ck_journal_state_recording_has_a_step CHECK ((mode = 'recording') = (step_id IS NOT NULL)),
  CONSTRAINT fk_journal_state_step_id FOREIGN KEY(step_id) REFERENCES journal_step (id),
  CONSTRAINT ck_journal_state_mode_is_known CHECK (mode IN ('closed', 'recording', 'replaying'))
)
 STRICT;

INSERT INTO journal_state (id, mode, step_id) SELECT id, mode, step_id FROM journal_state_before;

DROP TABLE journal_state_before;

DROP INDEX ix_person_family;

DROP INDEX ix_person_household_id;

DROP INDEX ix_person_partner_id;

ALTER TABLE person RENAME TO person_before;

CREATE TABLE person (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  household_id INTEGER,
  title TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  known_as TEXT NOT NULL,
  hebrew_name TEXT NOT NULL,
  is_child INTEGER NOT NULL,
  born TEXT,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  mobile TEXT NOT NULL,
  position TEXT NOT NULL,
  partner_id INTEGER,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  dbs_level TEXT NOT NULL,
  dbs_renew_on TEXT,
  emergency_contact TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_person_has_a_name CHECK (trim(given || family) <> ''),
  CONSTRAINT fk_person_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE SET NULL,
  CONSTRAINT fk_person_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_person_is_child_is_yes_or_no CHECK (is_child IN (0, 1)),
  CONSTRAINT ck_person_born_is_a_day CHECK (born IS date(born)),
  CONSTRAINT ck_person_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced')),
  CONSTRAINT ck_person_dbs_renew_on_is_a_day CHECK (dbs_renew_on IS date(dbs_renew_on))
)
 STRICT;

INSERT INTO person (id, household_id, title, given, family, known_as, hebrew_name, is_child, born, email, phone, mobile, position, partner_id, diet, access_needs, dbs_level, dbs_renew_on, emergency_contact, note) SELECT id, household_id, title, given, family, known_as, hebrew_name, is_child, born, email, phone, mobile, position, partner_id, diet, access_needs, dbs_level, dbs_renew_on, emergency_contact, note FROM person_before;

DROP TABLE person_before;

CREATE INDEX ix_person_family ON person (family);

CREATE INDEX ix_person_household_id ON person (household_id);

CREATE INDEX ix_person_partner_id ON person (partner_id);

DROP INDEX ix_place_partner_id;

ALTER TABLE place RENAME TO place_before;

CREATE TABLE place (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  access TEXT NOT NULL,
  permission_note TEXT NOT NULL,
  partner_id INTEGER,
  CONSTRAINT ck_place_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT fk_place_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL
)
 STRICT;

INSERT INTO place (id, name, address, postcode, access, permission_note, partner_id) SELECT id, name, address, postcode, access, permission_note, partner_id FROM place_before;

DROP TABLE place_before;

CREATE INDEX ix_place_partner_id ON place (partner_id);

DROP INDEX ix_role_skill_id;

ALTER TABLE role RENAME TO role_before;

CREATE TABLE role (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  minimum_age INTEGER,
  skill_id INTEGER,
  dbs_level TEXT NOT NULL,
  CONSTRAINT ck_role_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_role_minimum_age_not_negative CHECK (minimum_age >= 0),
  CONSTRAINT uq_role_name UNIQUE (name),
  CONSTRAINT fk_role_skill_id FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE SET NULL,
  CONSTRAINT ck_role_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced'))
)
 STRICT;

INSERT INTO role (id, name, minimum_age, skill_id, dbs_level) SELECT id, name, minimum_age, skill_id, dbs_level FROM role_before;

DROP TABLE role_before;

CREATE INDEX ix_role_skill_id ON role (skill_id);

DROP INDEX ix_contact_log_partner_id;

DROP INDEX ix_contact_log_person_id;

ALTER TABLE contact_log RENAME TO contact_log_before;

CREATE TABLE contact_log (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  partner_id INTEGER NOT NULL,
  person_id INTEGER,
  on_day TEXT NOT NULL,
  how TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  summary TEXT NOT NULL,
  next_step TEXT NOT NULL,
  next_on TEXT,
  next_done INTEGER NOT NULL,
  CONSTRAINT fk_contact_log_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_contact_log_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_contact_log_on_day_is_a_day CHECK (on_day IS date(on_day)),
  CONSTRAINT ck_contact_log_how_is_known CHECK (how IN ('phone', 'email', 'visit', 'meeting', 'letter')),
  CONSTRAINT ck_contact_log_next_on_is_a_day CHECK (next_on IS date(next_on)),
  CONSTRAINT ck_contact_log_next_done_is_yes_or_no CHECK (next_done IN (0, 1))
)
 STRICT;

INSERT INTO contact_log (id, partner_id, person_id, on_day, how, by_whom, summary, next_step, next_on, next_done) SELECT id, partner_id, person_id, on_day, how, by_whom, summary, next_step, next_on, next_done FROM contact_log_before;

DROP TABLE contact_log_before;

CREATE INDEX ix_contact_log_partner_id ON contact_log (partner_id);

CREATE INDEX ix_contact_log_person_id ON contact_log (person_id);

DROP INDEX ix_delivery_campaign_id;

DROP INDEX ix_delivery_driver_id;

DROP INDEX ix_delivery_partner_id;

ALTER TABLE delivery RENAME TO delivery_before;

CREATE TABLE delivery (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  driver_id INTEGER,
  from_at TEXT,
  until_at TEXT,
  by_courier INTEGER NOT NULL,
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  received_by TEXT DEFAULT '' NOT NULL,
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

INSERT INTO delivery (id, campaign_id, partner_id, driver_id, from_at, until_at, by_courier, status, note, received_by) SELECT id, campaign_id, partner_id, driver_id, from_at, until_at, by_courier, status, note, received_by FROM delivery_before;

DROP TABLE delivery_before;

CREATE INDEX ix_delivery_campaign_id ON delivery (campaign_id);

CREATE INDEX ix_delivery_driver_id ON delivery (driver_id);

CREATE INDEX ix_delivery_partner_id ON delivery (partner_id);

DROP INDEX ix_different_people_other_id;

DROP INDEX ix_different_people_person_id;

ALTER TABLE different_people RENAME TO different_people_before;

CREATE TABLE different_people (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  CONSTRAINT ck_different_people_lower_first CHECK (person_id < other_id),
  CONSTRAINT uq_different_people_person_id_other_id UNIQUE (person_id, other_id),
  CONSTRAINT fk_different_people_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_different_people_other_id FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO different_people (id, person_id, other_id) SELECT id, person_id, other_id FROM different_people_before;

DROP TABLE different_people_before;

CREATE INDEX ix_different_people_other_id ON different_people (other_id);

CREATE INDEX ix_different_people_person_id ON different_people (person_id);

DROP INDEX ix_group_leader_id;

DROP INDEX ix_group_partner_id;

ALTER TABLE "group" RENAME TO group_before;

CREATE TABLE "group" (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  leader_id INTEGER,
  partner_id INTEGER,
  adults INTEGER NOT NULL,
  children INTEGER NOT NULL,
  ages TEXT NOT NULL,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_group_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_group_heads_not_negative CHECK (adults >= 0 AND children >= 0),
  CONSTRAINT fk_group_leader_id FOREIGN KEY(leader_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_group_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL
)
 STRICT;

INSERT INTO "group" (id, name, leader_id, partner_id, adults, children, ages, diet, access_needs, note) SELECT id, name, leader_id, partner_id, adults, children, ages, diet, access_needs, note FROM group_before;

DROP TABLE group_before;

CREATE INDEX ix_group_leader_id ON "group" (leader_id);

CREATE INDEX ix_group_partner_id ON "group" (partner_id);

DROP INDEX ix_guardian_adult_id;

DROP INDEX ix_guardian_child_id;

ALTER TABLE guardian RENAME TO guardian_before;

CREATE TABLE guardian (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  child_id INTEGER NOT NULL,
  adult_id INTEGER NOT NULL,
  relation TEXT NOT NULL,
  CONSTRAINT uq_guardian_child_id_adult_id UNIQUE (child_id, adult_id),
  CONSTRAINT ck_guardian_not_oneself CHECK (child_id <> adult_id),
  CONSTRAINT fk_guardian_child_id FOREIGN KEY(child_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_guardian_adult_id FOREIGN KEY(adult_id) REFERENCES person (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO guardian (id, child_id, adult_id, relation) SELECT id, child_id, adult_id, relation FROM guardian_before;

DROP TABLE guardian_before;

CREATE INDEX ix_guardian_adult_id ON guardian (adult_id);

CREATE INDEX ix_guardian_child_id ON guardian (child_id);

DROP INDEX ix_pairing_other_id;

DROP INDEX ix_pairing_person_id;

ALTER TABLE pairing RENAME TO pairing_before;

CREATE TABLE pairing (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  apart INTEGER NOT NULL,
  CONSTRAINT uq_pairing_person_id_other_id UNIQUE (person_id, other_id),
  CONSTRAINT ck_pairing_two_persons CHECK (person_id <> other_id),
  CONSTRAINT fk_pairing_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_pairing_other_id FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_pairing_apart_is_yes_or_no CHECK (apart IN (0, 1))
)
 STRICT;

INSERT INTO pairing (id, person_id, other_id, apart) SELECT id, person_id, other_id, apart FROM pairing_before;

DROP TABLE pairing_before;

CREATE INDEX ix_pairing_other_id ON pairing (other_id);

CREATE INDEX ix_pairing_person_id ON pairing (person_id);

DROP INDEX ix_partner_contact_partner_id;

DROP INDEX ix_partner_contact_person_id;

ALTER TABLE partner_contact RENAME TO partner_contact_before;

CREATE TABLE partner_contact (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  partner_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  is_main INTEGER NOT NULL,
  CONSTRAINT uq_partner_contact_partner_id_person_id UNIQUE (partner_id, person_id),
  CONSTRAINT fk_partner_contact_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_partner_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_partner_contact_is_main_is_yes_or_no CHECK (is_main IN (0, 1))
)
 STRICT;

INSERT INTO partner_contact (id, partner_id, person_id, job, is_main) SELECT id, partner_id, person_id, job, is_main FROM partner_contact_before;

DROP TABLE partner_contact_before;

CREATE INDEX ix_partner_contact_partner_id ON partner_contact (partner_id);

CREATE INDEX ix_partner_contact_person_id ON partner_contact (person_id);

DROP INDEX ix_permission_person_id;

ALTER TABLE permission RENAME TO permission_before;

CREATE TABLE permission (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  given INTEGER NOT NULL,
  given_on TEXT NOT NULL,
  how TEXT NOT NULL,
  CONSTRAINT uq_permission_person_id_purpose UNIQUE (person_id, purpose),
  CONSTRAINT fk_permission_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_permission_purpose_is_known CHECK (purpose IN ('photo', 'name in print', 'newsletter', 'keep my details')),
  CONSTRAINT ck_permission_given_is_yes_or_no CHECK (given IN (0, 1)),
  CONSTRAINT ck_permission_given_on_is_a_day CHECK (given_on IS date(given_on))
)
 STRICT;

INSERT INTO permission (id, person_id, purpose, given, given_on, how) SELECT id, person_id, purpose, given, given_on, how FROM permission_before;

DROP TABLE permission_before;

CREATE INDEX ix_permission_person_id ON permission (person_id);

DROP INDEX ix_person_skill_person_id;

DROP INDEX ix_person_skill_skill_id;

ALTER TABLE person_skill RENAME TO person_skill_before;

CREATE TABLE person_skill (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  skill_id INTEGER NOT NULL,
  level TEXT NOT NULL,
  CONSTRAINT uq_person_skill_person_id_skill_id UNIQUE (person_id, skill_id),
  CONSTRAINT fk_person_skill_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_person_skill_skill_id FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE CASCADE,
  CONSTRAINT ck_person_skill_level_is_known CHECK (level IN ('can', 'teaches'))
)
 STRICT;

INSERT INTO person_skill (id, person_id, skill_id, level) SELECT id, person_id, skill_id, level FROM person_skill_before;

DROP TABLE person_skill_before;

CREATE INDEX ix_person_skill_person_id ON person_skill (person_id);

CREATE INDEX ix_person_skill_skill_id ON person_skill (skill_id);

DROP INDEX ix_project_campaign_id;

DROP INDEX ix_project_coordinator_id;

DROP INDEX ix_project_kind_id;

DROP INDEX ix_project_place_id;

ALTER TABLE project RENAME TO project_before;

CREATE TABLE project (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind_id INTEGER,
  status TEXT NOT NULL,
  coordinator_id INTEGER,
  place_id INTEGER,
  on_day TEXT,
  summary TEXT NOT NULL,
  note TEXT NOT NULL,
  target_pence INTEGER,
  target_count INTEGER,
  target_unit TEXT NOT NULL,
  made_count INTEGER,
  outcome TEXT NOT NULL,
  serves_food INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT ck_project_has_a_title CHECK (trim(title) <> ''),
  CONSTRAINT ck_project_target_pence_not_negative CHECK (target_pence >= 0),
  CONSTRAINT ck_project_target_count_not_negative CHECK (target_count >= 0),
  CONSTRAINT ck_project_made_count_not_negative CHECK (made_count >= 0),
  CONSTRAINT fk_project_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE SET NULL,
  CONSTRAINT fk_project_coordinator_id FOREIGN KEY(coordinator_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_project_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE SET NULL,
  CONSTRAINT ck_project_status_is_known CHECK (status IN ('idea', 'planned', 'confirmed', 'done', 'cancelled')),
  CONSTRAINT ck_project_on_day_is_a_day CHECK (on_day IS date(on_day)),
  CONSTRAINT ck_project_serves_food_is_yes_or_no CHECK (serves_food IN (0, 1))
)
 STRICT;

INSERT INTO project (id, campaign_id, title, kind_id, status, coordinator_id, place_id, on_day, summary, note, target_pence, target_count, target_unit, made_count, outcome, serves_food) SELECT id, campaign_id, title, kind_id, status, coordinator_id, place_id, on_day, summary, note, target_pence, target_count, target_unit, made_count, outcome, serves_food FROM project_before;

DROP TABLE project_before;

CREATE INDEX ix_project_campaign_id ON project (campaign_id);

CREATE INDEX ix_project_coordinator_id ON project (coordinator_id);

CREATE INDEX ix_project_kind_id ON project (kind_id);

CREATE INDEX ix_project_place_id ON project (place_id);

DROP INDEX ix_request_campaign_id;

DROP INDEX ix_request_item_id;

DROP INDEX ix_request_partner_id;

ALTER TABLE request RENAME TO request_before;

CREATE TABLE request (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  partner_id INTEGER NOT NULL,
  campaign_id INTEGER,
  item_id INTEGER NOT NULL,
  quantity INTEGER,
  size TEXT NOT NULL,
  wanted_by TEXT,
  note TEXT NOT NULL,
  closed INTEGER NOT NULL,
  CONSTRAINT ck_request_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_request_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_request_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL,
  CONSTRAINT fk_request_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT,
  CONSTRAINT ck_request_wanted_by_is_a_day CHECK (wanted_by IS date(wanted_by)),
  CONSTRAINT ck_request_closed_is_yes_or_no CHECK (closed IN (0, 1))
)
 STRICT;

INSERT INTO request (id, partner_id, campaign_id, item_id, quantity, size, wanted_by, note, closed) SELECT id, partner_id, campaign_id, item_id, quantity, size, wanted_by, note, closed FROM request_before;

DROP TABLE request_before;

CREATE INDEX ix_request_campaign_id ON request (campaign_id);

CREATE INDEX ix_request_item_id ON request (item_id);

CREATE INDEX ix_request_partner_id ON request (partner_id);

DROP INDEX ix_storage_location_place_id;

ALTER TABLE storage_location RENAME TO storage_location_before;

CREATE TABLE storage_location (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  place_id INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT ck_storage_location_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_storage_location_name UNIQUE (name),
  CONSTRAINT fk_storage_location_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE SET NULL
)
 STRICT;

INSERT INTO storage_location (id, name, place_id, note) SELECT id, name, place_id, note FROM storage_location_before;

DROP TABLE storage_location_before;

CREATE INDEX ix_storage_location_place_id ON storage_location (place_id);

DROP INDEX ix_travel_time_other_id;

DROP INDEX ix_travel_time_place_id;

ALTER TABLE travel_time RENAME TO travel_time_before;

CREATE TABLE travel_time (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  place_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  CONSTRAINT uq_travel_time_place_id_other_id UNIQUE (place_id, other_id),
  CONSTRAINT ck_travel_time_two_places CHECK (place_id <> other_id),
  CONSTRAINT ck_travel_time_minutes_not_negative CHECK (minutes >= 0),
  CONSTRAINT fk_travel_time_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE CASCADE,
  CONSTRAINT fk_travel_time_other_id FOREIGN KEY(other_id) REFERENCES place (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO travel_time (id, place_id, other_id, minutes) SELECT id, place_id, other_id, minutes FROM travel_time_before;

DROP TABLE travel_time_before;

CREATE INDEX ix_travel_time_other_id ON travel_time (other_id);

CREATE INDEX ix_travel_time_place_id ON travel_time (place_id);

DROP INDEX ix_unavailability_person_id;

ALTER TABLE unavailability RENAME TO unavailability_before;

CREATE TABLE unavailability (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT ck_unavailability_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT fk_unavailability_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_unavailability_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at)),
  CONSTRAINT ck_unavailability_ends_at_is_a_time CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%S', ends_at))
)
 STRICT;

INSERT INTO unavailability (id, person_id, starts_at, ends_at, reason) SELECT id, person_id, starts_at, ends_at, reason FROM unavailability_before;

DROP TABLE unavailability_before;

CREATE INDEX ix_unavailability_person_id ON unavailability (person_id);

DROP INDEX ix_wish_kind_id;

DROP INDEX ix_wish_person_id;

ALTER TABLE wish RENAME TO wish_before;

CREATE TABLE wish (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  kind_id INTEGER NOT NULL,
  rather_not INTEGER NOT NULL,
  CONSTRAINT uq_wish_person_id_kind_id UNIQUE (person_id, kind_id),
  CONSTRAINT fk_wish_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_wish_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE CASCADE,
  CONSTRAINT ck_wish_rather_not_is_yes_or_no CHECK (rather_not IN (0, 1))
)
 STRICT;

INSERT INTO wish (id, person_id, kind_id, rather_not) SELECT id, person_id, kind_id, rather_not FROM wish_before;

DROP TABLE wish_before;

CREATE INDEX ix_wish_kind_id ON wish (kind_id);

CREATE INDEX ix_wish_person_id ON wish (person_id);

DROP INDEX ix_donation_campaign_id;

DROP INDEX ix_donation_donor_group_id;

DROP INDEX ix_donation_donor_household_id;

DROP INDEX ix_donation_donor_partner_id;

DROP INDEX ix_donation_donor_person_id;

DROP INDEX ix_donation_project_id;

ALTER TABLE donation RENAME TO donation_before;

CREATE TABLE donation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  donor_person_id INTEGER,
  donor_household_id INTEGER,
  donor_group_id INTEGER,
  donor_partner_id INTEGER,
  received_at TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_donation_one_donor_at_most CHECK ((donor_person_id IS NOT NULL) + (donor_household_id IS NOT NULL) + (donor_group_id IS NOT NULL) + (donor_partner_id IS NOT NULL) <= 1),
  CONSTRAINT fk_donation_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_donation_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_donation_donor_person_id FOREIGN KEY(donor_person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_donation_donor_household_id FOREIGN KEY(donor_household_id) REFERENCES household (id) ON DELETE SET NULL,
  CONSTRAINT fk_donation_donor_group_id FOREIGN KEY(donor_group_id) REFERENCES "group" (id) ON DELETE SET NULL,
  CONSTRAINT fk_donation_donor_partner_id FOREIGN KEY(donor_partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_donation_received_at_is_a_time CHECK (received_at IS strftime('%Y-%m-%dT%H:%M:%S', received_at))
)
 STRICT;

INSERT INTO donation (id, campaign_id, project_id, donor_person_id, donor_household_id, donor_group_id, donor_partner_id, received_at, note) SELECT id, campaign_id, project_id, donor_person_id, donor_household_id, donor_group_id, donor_partner_id, received_at, note FROM donation_before;

DROP TABLE donation_before;

CREATE INDEX ix_donation_campaign_id ON donation (campaign_id);

CREATE INDEX ix_donation_donor_group_id ON donation (donor_group_id);

CREATE INDEX ix_donation_donor_household_id ON donation (donor_household_id);

CREATE INDEX ix_donation_donor_partner_id ON donation (donor_partner_id);

CREATE INDEX ix_donation_donor_person_id ON donation (donor_person_id);

CREATE INDEX ix_donation_project_id ON donation (project_id);

DROP INDEX ix_group_member_group_id;

DROP INDEX ix_group_member_person_id;

ALTER TABLE group_member RENAME TO group_member_before;

CREATE TABLE group_member (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  CONSTRAINT uq_group_member_group_id_person_id UNIQUE (group_id, person_id),
  CONSTRAINT fk_group_member_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT fk_group_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO group_member (id, group_id, person_id) SELECT id, group_id, person_id FROM group_member_before;

DROP TABLE group_member_before;

CREATE INDEX ix_group_member_group_id ON group_member (group_id);

CREATE INDEX ix_group_member_person_id ON group_member (person_id);

DROP INDEX ix_guest_of_honour_host_id;

DROP INDEX ix_guest_of_honour_person_id;

DROP INDEX ix_guest_of_honour_project_id;

ALTER TABLE guest_of_honour RENAME TO guest_of_honour_before;

CREATE TABLE guest_of_honour (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  arrives_at TEXT,
  host_id INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT uq_guest_of_honour_project_id_person_id UNIQUE (project_id, person_id),
  CONSTRAINT fk_guest_of_honour_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_guest_of_honour_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_guest_of_honour_host_id FOREIGN KEY(host_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_guest_of_honour_arrives_at_is_a_time CHECK (arrives_at IS strftime('%Y-%m-%dT%H:%M:%S', arrives_at))
)
 STRICT;

INSERT INTO guest_of_honour (id, project_id, person_id, arrives_at, host_id, note) SELECT id, project_id, person_id, arrives_at, host_id, note FROM guest_of_honour_before;

DROP TABLE guest_of_honour_before;

CREATE INDEX ix_guest_of_honour_host_id ON guest_of_honour (host_id);

CREATE INDEX ix_guest_of_honour_person_id ON guest_of_honour (person_id);

CREATE INDEX ix_guest_of_honour_project_id ON guest_of_honour (project_id);

DROP INDEX ix_guest_party_project_id;

ALTER TABLE guest_party RENAME TO guest_party_before;

CREATE TABLE guest_party (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  heads INTEGER NOT NULL,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  CONSTRAINT ck_guest_party_has_a_label CHECK (trim(label) <> ''),
  CONSTRAINT ck_guest_party_heads_not_negative CHECK (heads >= 0),
  CONSTRAINT fk_guest_party_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO guest_party (id, project_id, label, heads, diet, access_needs) SELECT id, project_id, label, heads, diet, access_needs FROM guest_party_before;

DROP TABLE guest_party_before;

CREATE INDEX ix_guest_party_project_id ON guest_party (project_id);

DROP INDEX ix_letter_campaign_id;

DROP INDEX ix_letter_group_id;

DROP INDEX ix_letter_household_id;

DROP INDEX ix_letter_partner_id;

DROP INDEX ix_letter_person_id;

ALTER TABLE letter RENAME TO letter_before;

CREATE TABLE letter (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  household_id INTEGER,
  person_id INTEGER,
  group_id INTEGER,
  partner_id INTEGER,
  thanked_on TEXT NOT NULL,
  how TEXT NOT NULL,
  reasons TEXT NOT NULL,
  CONSTRAINT ck_letter_one_addressee CHECK ((household_id IS NOT NULL) + (person_id IS NOT NULL) + (group_id IS NOT NULL) + (partner_id IS NOT NULL) = 1),
  CONSTRAINT fk_letter_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_letter_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
  CONSTRAINT fk_letter_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_letter_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT fk_letter_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT ck_letter_kind_is_known CHECK (kind IN ('thank-you', 'other')),
  CONSTRAINT ck_letter_thanked_on_is_a_day CHECK (thanked_on IS date(thanked_on)),
  CONSTRAINT ck_letter_how_is_known CHECK (how IN ('printed', 'e-mailed', 'by hand', 'spoken'))
)
 STRICT;

INSERT INTO letter (id, campaign_id, kind, household_id, person_id, group_id, partner_id, thanked_on, how, reasons) SELECT id, campaign_id, kind, household_id, person_id, group_id, partner_id, thanked_on, how, reasons FROM letter_before;

DROP TABLE letter_before;

CREATE INDEX ix_letter_campaign_id ON letter (campaign_id);

CREATE INDEX ix_letter_group_id ON letter (group_id);

CREATE INDEX ix_letter_household_id ON letter (household_id);

CREATE INDEX ix_letter_partner_id ON letter (partner_id);

CREATE INDEX ix_letter_person_id ON letter (person_id);

DROP INDEX ix_material_project_id;

ALTER TABLE material RENAME TO material_before;

CREATE TABLE material (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER,
  ready INTEGER NOT NULL,
  CONSTRAINT ck_material_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_material_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_material_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT ck_material_ready_is_yes_or_no CHECK (ready IN (0, 1))
)
 STRICT;

INSERT INTO material (id, project_id, name, quantity, ready) SELECT id, project_id, name, quantity, ready FROM material_before;

DROP TABLE material_before;

CREATE INDEX ix_material_project_id ON material (project_id);

DROP INDEX ix_money_gift_campaign_id;

DROP INDEX ix_money_gift_donor_group_id;

DROP INDEX ix_money_gift_donor_household_id;

DROP INDEX ix_money_gift_donor_partner_id;

DROP INDEX ix_money_gift_donor_person_id;

DROP INDEX ix_money_gift_partner_id;

DROP INDEX ix_money_gift_project_id;

ALTER TABLE money_gift RENAME TO money_gift_before;

CREATE TABLE money_gift (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  partner_id INTEGER,
  donor_person_id INTEGER,
  donor_household_id INTEGER,
  donor_group_id INTEGER,
  donor_partner_id INTEGER,
  amount_pence INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  method TEXT NOT NULL,
  gift_aid INTEGER NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_money_gift_amount_positive CHECK (amount_pence > 0),
  CONSTRAINT ck_money_gift_one_donor_at_most CHECK ((donor_person_id IS NOT NULL) + (donor_household_id IS NOT NULL) + (donor_group_id IS NOT NULL) + (donor_partner_id IS NOT NULL) <= 1),
  CONSTRAINT fk_money_gift_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_money_gift_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_money_gift_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT fk_money_gift_donor_person_id FOREIGN KEY(donor_person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_money_gift_donor_household_id FOREIGN KEY(donor_household_id) REFERENCES household (id) ON DELETE SET NULL,
  CONSTRAINT fk_money_gift_donor_group_id FOREIGN KEY(donor_group_id) REFERENCES "group" (id) ON DELETE SET NULL,
  CONSTRAINT fk_money_gift_donor_partner_id FOREIGN KEY(donor_partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_money_gift_on_day_is_a_day CHECK (on_day IS date(on_day)),
  CONSTRAINT ck_money_gift_method_is_known CHECK (method IN ('cash', 'cheque', 'card', 'transfer', 'online')),
  CONSTRAINT ck_money_gift_gift_aid_is_yes_or_no CHECK (gift_aid IN (0, 1))
)
 STRICT;

INSERT INTO money_gift (id, campaign_id, project_id, partner_id, donor_person_id, donor_household_id, donor_group_id, donor_partner_id, amount_pence, on_day, method, gift_aid, note) SELECT id, campaign_id, project_id, partner_id, donor_person_id, donor_household_id, donor_group_id, donor_partner_id, amount_pence, on_day, method, gift_aid, note FROM money_gift_before;

DROP TABLE money_gift_before;

CREATE INDEX ix_money_gift_campaign_id ON money_gift (campaign_id);

CREATE INDEX ix_money_gift_donor_group_id ON money_gift (donor_group_id);

CREATE INDEX ix_money_gift_donor_household_id ON money_gift (donor_household_id);

CREATE INDEX ix_money_gift_donor_partner_id ON money_gift (donor_partner_id);

CREATE INDEX ix_money_gift_donor_person_id ON money_gift (donor_person_id);

CREATE INDEX ix_money_gift_partner_id ON money_gift (partner_id);

CREATE INDEX ix_money_gift_project_id ON money_gift (project_id);

DROP INDEX ix_programme_item_group_id;

DROP INDEX ix_programme_item_project_id;

ALTER TABLE programme_item RENAME TO programme_item_before;

CREATE TABLE programme_item (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  starts_at TEXT,
  minutes INTEGER,
  title TEXT NOT NULL,
  performer TEXT NOT NULL,
  group_id INTEGER,
  places INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT ck_programme_item_has_a_title CHECK (trim(title) <> ''),
  CONSTRAINT ck_programme_item_minutes_positive CHECK (minutes > 0),
  CONSTRAINT ck_programme_item_places_not_negative CHECK (places >= 0),
  CONSTRAINT fk_programme_item_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_programme_item_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE SET NULL,
  CONSTRAINT ck_programme_item_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at))
)
 STRICT;

INSERT INTO programme_item (id, project_id, position, starts_at, minutes, title, performer, group_id, places, note) SELECT id, project_id, position, starts_at, minutes, title, performer, group_id, places, note FROM programme_item_before;

DROP TABLE programme_item_before;

CREATE INDEX ix_programme_item_group_id ON programme_item (group_id);

CREATE INDEX ix_programme_item_project_id ON programme_item (project_id);

DROP INDEX ix_project_partner_partner_id;

DROP INDEX ix_project_partner_project_id;

ALTER TABLE project_partner RENAME TO project_partner_before;

CREATE TABLE project_partner (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  CONSTRAINT uq_project_partner_project_id_partner_id_role UNIQUE (project_id, partner_id, role),
  CONSTRAINT fk_project_partner_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_partner_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE RESTRICT,
  CONSTRAINT ck_project_partner_role_is_known CHECK (role IN ('host', 'co-host', 'beneficiary', 'supplier'))
)
 STRICT;

INSERT INTO project_partner (id, project_id, partner_id, role) SELECT id, project_id, partner_id, role FROM project_partner_before;

DROP TABLE project_partner_before;

CREATE INDEX ix_project_partner_partner_id ON project_partner (partner_id);

CREATE INDEX ix_project_partner_project_id ON project_partner (project_id);

DROP INDEX ix_quotation_campaign_id;

DROP INDEX ix_quotation_person_id;

DROP INDEX ix_quotation_project_id;

ALTER TABLE quotation RENAME TO quotation_before;

CREATE TABLE quotation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  person_id INTEGER,
  words TEXT NOT NULL,
  said_by TEXT NOT NULL,
  may_print INTEGER NOT NULL,
  CONSTRAINT ck_quotation_has_words CHECK (trim(words) <> ''),
  CONSTRAINT fk_quotation_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_quotation_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_quotation_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_quotation_may_print_is_yes_or_no CHECK (may_print IN (0, 1))
)
 STRICT;

INSERT INTO quotation (id, campaign_id, project_id, person_id, words, said_by, may_print) SELECT id, campaign_id, project_id, person_id, words, said_by, may_print FROM quotation_before;

DROP TABLE quotation_before;

CREATE INDEX ix_quotation_campaign_id ON quotation (campaign_id);

CREATE INDEX ix_quotation_person_id ON quotation (person_id);

CREATE INDEX ix_quotation_project_id ON quotation (project_id);

DROP INDEX ix_shift_place_id;

DROP INDEX ix_shift_project_id;

DROP INDEX ix_shift_role_id;

DROP INDEX ix_shift_starts_at;

ALTER TABLE shift RENAME TO shift_before;

CREATE TABLE shift (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL,
  role_id INTEGER NOT NULL,
  starts_at TEXT,
  ends_at TEXT,
  open_ended INTEGER NOT NULL,
  place_id INTEGER,
  minimum INTEGER NOT NULL,
  maximum INTEGER NOT NULL,
  note TEXT NOT NULL,
  override_reason TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_shift_maximum_not_under_minimum CHECK (minimum >= 0 AND maximum >= minimum),
  CONSTRAINT ck_shift_ends_after_start CHECK ((open_ended = 1 AND starts_at IS NULL AND ends_at IS NULL) OR (open_ended = 0 AND starts_at IS NOT NULL AND ends_at IS NOT NULL AND ends_at > starts_at)),
  CONSTRAINT fk_shift_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_shift_role_id FOREIGN KEY(role_id) REFERENCES role (id) ON DELETE RESTRICT,
  CONSTRAINT fk_shift_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE SET NULL,
  CONSTRAINT ck_shift_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at)),
  CONSTRAINT ck_shift_ends_at_is_a_time CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%S', ends_at)),
  CONSTRAINT ck_shift_open_ended_is_yes_or_no CHECK (open_ended IN (0, 1))
)
 STRICT;

INSERT INTO shift (id, project_id, role_id, starts_at, ends_at, open_ended, place_id, minimum, maximum, note, override_reason) SELECT id, project_id, role_id, starts_at, ends_at, open_ended, place_id, minimum, maximum, note, override_reason FROM shift_before;

DROP TABLE shift_before;

CREATE INDEX ix_shift_place_id ON shift (place_id);

CREATE INDEX ix_shift_project_id ON shift (project_id);

CREATE INDEX ix_shift_role_id ON shift (role_id);

CREATE INDEX ix_shift_starts_at ON shift (starts_at);

DROP INDEX ix_stocktake_location_id;

ALTER TABLE stocktake RENAME TO stocktake_before;

CREATE TABLE stocktake (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  location_id INTEGER,
  began_at TEXT NOT NULL,
  finished_at TEXT,
  CONSTRAINT fk_stocktake_location_id FOREIGN KEY(location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT ck_stocktake_began_at_is_a_time CHECK (began_at IS strftime('%Y-%m-%dT%H:%M:%S', began_at)),
  CONSTRAINT ck_stocktake_finished_at_is_a_time CHECK (finished_at IS strftime('%Y-%m-%dT%H:%M:%S', finished_at))
)
 STRICT;

INSERT INTO stocktake (id, name, location_id, began_at, finished_at) SELECT id, name, location_id, began_at, finished_at FROM stocktake_before;

DROP TABLE stocktake_before;

CREATE INDEX ix_stocktake_location_id ON stocktake (location_id);

DROP INDEX ix_assignment_group_id;

DROP INDEX ix_assignment_person_id;

DROP INDEX ix_assignment_shift_id;

ALTER TABLE assignment RENAME TO assignment_before;

CREATE TABLE assignment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  shift_id INTEGER NOT NULL,
  person_id INTEGER,
  group_id INTEGER,
  adults INTEGER NOT NULL,
  children INTEGER NOT NULL,
  status TEXT NOT NULL,
  reserve INTEGER NOT NULL,
  minutes_served INTEGER,
  override_reason TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT uq_assignment_shift_id_person_id UNIQUE (shift_id, person_id),
  CONSTRAINT uq_assignment_shift_id_group_id UNIQUE (shift_id, group_id),
  CONSTRAINT ck_assignment_person_or_group CHECK ((person_id IS NULL) <> (group_id IS NULL)),
  CONSTRAINT ck_assignment_heads_not_negative CHECK (adults >= 0 AND children >= 0),
  CONSTRAINT ck_assignment_minutes_not_negative CHECK (minutes_served >= 0),
  CONSTRAINT fk_assignment_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id) ON DELETE CASCADE,
  CONSTRAINT fk_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_assignment_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT ck_assignment_status_is_known CHECK (status IN ('invited', 'confirmed', 'declined', 'attended', 'absent')),
  CONSTRAINT ck_assignment_reserve_is_yes_or_no CHECK (reserve IN (0, 1))
)
 STRICT;

INSERT INTO assignment (id, shift_id, person_id, group_id, adults, children, status, reserve, minutes_served, override_reason, note) SELECT id, shift_id, person_id, group_id, adults, children, status, reserve, minutes_served, override_reason, note FROM assignment_before;

DROP TABLE assignment_before;

CREATE INDEX ix_assignment_group_id ON assignment (group_id);

CREATE INDEX ix_assignment_person_id ON assignment (person_id);

CREATE INDEX ix_assignment_shift_id ON assignment (shift_id);

DROP INDEX ix_lot_donation_id;

DROP INDEX ix_lot_item_id;

DROP INDEX ix_lot_location_id;

DROP INDEX ix_lot_project_id;

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
  CONSTRAINT ck_lot_state_is_known CHECK (state IN ('received', 'sorted', 'ready'))
)
 STRICT;

INSERT INTO lot (id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, note, state, recalled) SELECT id, item_id, donation_id, project_id, location_id, condition, size, use_by, best_before, note, state, recalled FROM lot_before;

DROP TABLE lot_before;

CREATE INDEX ix_lot_donation_id ON lot (donation_id);

CREATE INDEX ix_lot_item_id ON lot (item_id);

CREATE INDEX ix_lot_location_id ON lot (location_id);

CREATE INDEX ix_lot_project_id ON lot (project_id);

DROP INDEX ix_allocation_lot_id;

DROP INDEX ix_allocation_request_id;

ALTER TABLE allocation RENAME TO allocation_before;

CREATE TABLE allocation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  request_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  CONSTRAINT ck_allocation_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_allocation_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE,
  CONSTRAINT fk_allocation_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE RESTRICT
)
 STRICT;

INSERT INTO allocation (id, request_id, lot_id, quantity) SELECT id, request_id, lot_id, quantity FROM allocation_before;

DROP TABLE allocation_before;

CREATE INDEX ix_allocation_lot_id ON allocation (lot_id);

CREATE INDEX ix_allocation_request_id ON allocation (request_id);

DROP INDEX ix_stocktake_count_lot_id;

DROP INDEX ix_stocktake_count_stocktake_id;

ALTER TABLE stocktake_count RENAME TO stocktake_count_before;

CREATE TABLE stocktake_count (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stocktake_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  counted INTEGER,
  CONSTRAINT ck_stocktake_count_expected_not_negative CHECK (expected >= 0),
  CONSTRAINT ck_stocktake_count_counted_not_negative CHECK (counted >= 0),
  CONSTRAINT uq_stocktake_count_stocktake_id_lot_id UNIQUE (stocktake_id, lot_id),
  CONSTRAINT fk_stocktake_count_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES stocktake (id) ON DELETE CASCADE,
  CONSTRAINT fk_stocktake_count_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE CASCADE
)
 STRICT;

INSERT INTO stocktake_count (id, stocktake_id, lot_id, expected, counted) SELECT id, stocktake_id, lot_id, expected, counted FROM stocktake_count_before;

DROP TABLE stocktake_count_before;

CREATE INDEX ix_stocktake_count_lot_id ON stocktake_count (lot_id);

CREATE INDEX ix_stocktake_count_stocktake_id ON stocktake_count (stocktake_id);

DROP INDEX ix_delivery_line_allocation_id;

DROP INDEX ix_delivery_line_delivery_id;

DROP INDEX ix_delivery_line_lot_id;

ALTER TABLE delivery_line RENAME TO delivery_line_before;

CREATE TABLE delivery_line (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  delivery_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  allocation_id INTEGER,
  quantity INTEGER NOT NULL,
  delivered INTEGER,
  outcome TEXT NOT NULL,
  note TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_delivery_line_quantity_positive CHECK (quantity > 0),
  CONSTRAINT ck_delivery_line_delivered_not_negative CHECK (delivered >= 0),
  CONSTRAINT fk_delivery_line_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id) ON DELETE CASCADE,
  CONSTRAINT fk_delivery_line_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE RESTRICT,
  CONSTRAINT fk_delivery_line_allocation_id FOREIGN KEY(allocation_id) REFERENCES allocation (id) ON DELETE SET NULL,
  CONSTRAINT ck_delivery_line_outcome_is_known CHECK (outcome IN ('planned', 'all', 'part', 'refused'))
)
 STRICT;

INSERT INTO delivery_line (id, delivery_id, lot_id, allocation_id, quantity, delivered, outcome, note) SELECT id, delivery_id, lot_id, allocation_id, quantity, delivered, outcome, note FROM delivery_line_before;

DROP TABLE delivery_line_before;

CREATE INDEX ix_delivery_line_allocation_id ON delivery_line (allocation_id);

CREATE INDEX ix_delivery_line_delivery_id ON delivery_line (delivery_id);

CREATE INDEX ix_delivery_line_lot_id ON delivery_line (lot_id);

DROP INDEX ix_movement_delivery_line_id;

DROP INDEX ix_movement_project_id;

DROP INDEX ix_movement_stock;

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
  CONSTRAINT ck_movement_kind_is_known CHECK (kind IN ('received', 'made', 'moved', 'allocated', 'picked', 'delivered', 'returned', 'used', 'written off', 'counted more', 'counted less')),
  CONSTRAINT ck_movement_at_is_a_time CHECK (at IS strftime('%Y-%m-%dT%H:%M:%S', at))
)
 STRICT;

INSERT INTO movement (id, lot_id, kind, quantity, at, from_location_id, to_location_id, project_id, delivery_line_id, reason) SELECT id, lot_id, kind, quantity, at, from_location_id, to_location_id, project_id, delivery_line_id, reason FROM movement_before;

DROP TABLE movement_before;

CREATE INDEX ix_movement_delivery_line_id ON movement (delivery_line_id);

CREATE INDEX ix_movement_project_id ON movement (project_id);

CREATE INDEX ix_movement_stock ON movement (lot_id, kind, quantity);

PRAGMA legacy_alter_table = OFF;

INSERT INTO sqlite_sequence (name, seq)
  SELECT DISTINCT table_name, 0 FROM journal_row
  WHERE table_name IN (SELECT name FROM sqlite_schema WHERE type = 'table')
  AND table_name NOT IN (SELECT name FROM sqlite_sequence);

UPDATE sqlite_sequence SET seq = max(seq, coalesce(
  (SELECT max(row_id) FROM journal_row WHERE table_name = sqlite_sequence.name), 0));
