PRAGMA legacy_alter_table = ON;

ALTER TABLE campaign RENAME TO campaign_before;

CREATE TABLE campaign (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  main_day TEXT NOT NULL,
  theme TEXT NOT NULL,
  note TEXT NOT NULL,
  target_pence INTEGER,
  day_phone TEXT DEFAULT '' NOT NULL,
  sign_up_line TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_campaign_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_campaign_target_not_negative CHECK (target_pence >= 0),
  CONSTRAINT uq_campaign_name UNIQUE (name),
  CONSTRAINT ck_campaign_main_day_is_a_day CHECK (main_day IS date(main_day))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'campaign', seq FROM sqlite_sequence WHERE name = 'campaign_before';

INSERT INTO campaign (id, name, main_day, theme, note, target_pence) SELECT id, name, main_day, theme, note, target_pence FROM campaign_before;

DROP TABLE campaign_before;

ALTER TABLE project_kind RENAME TO project_kind_before;

CREATE TABLE project_kind (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  summary TEXT DEFAULT '' NOT NULL,
  safety TEXT DEFAULT '' NOT NULL,
  serves_food INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT ck_project_kind_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_project_kind_name UNIQUE (name),
  CONSTRAINT ck_project_kind_serves_food_is_yes_or_no CHECK (serves_food IN (0, 1))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'project_kind', seq FROM sqlite_sequence WHERE name = 'project_kind_before';

INSERT INTO project_kind (id, name) SELECT id, name FROM project_kind_before;

DROP TABLE project_kind_before;

ALTER TABLE place RENAME TO place_before;

CREATE TABLE place (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  access TEXT NOT NULL,
  permission_note TEXT NOT NULL,
  partner_id INTEGER,
  emergency_department TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_place_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT fk_place_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'place', seq FROM sqlite_sequence WHERE name = 'place_before';

INSERT INTO place (id, name, address, postcode, access, permission_note, partner_id) SELECT id, name, address, postcode, access, permission_note, partner_id FROM place_before;

DROP TABLE place_before;

CREATE INDEX ix_place_partner_id ON place (partner_id);

ALTER TABLE role RENAME TO role_before;

CREATE TABLE role (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  minimum_age INTEGER,
  skill_id INTEGER,
  dbs_level TEXT NOT NULL,
  deed TEXT DEFAULT '' NOT NULL,
  CONSTRAINT ck_role_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_role_minimum_age_not_negative CHECK (minimum_age >= 0),
  CONSTRAINT uq_role_name UNIQUE (name),
  CONSTRAINT fk_role_skill_id FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE SET NULL,
  CONSTRAINT ck_role_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced'))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'role', seq FROM sqlite_sequence WHERE name = 'role_before';

INSERT INTO role (id, name, minimum_age, skill_id, dbs_level) SELECT id, name, minimum_age, skill_id, dbs_level FROM role_before;

DROP TABLE role_before;

CREATE INDEX ix_role_skill_id ON role (skill_id);

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
  day_phone TEXT DEFAULT '' NOT NULL,
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

INSERT INTO sqlite_sequence (name, seq) SELECT 'project', seq FROM sqlite_sequence WHERE name = 'project_before';

INSERT INTO project (id, campaign_id, title, kind_id, status, coordinator_id, place_id, on_day, summary, note, target_pence, target_count, target_unit, made_count, outcome, serves_food) SELECT id, campaign_id, title, kind_id, status, coordinator_id, place_id, on_day, summary, note, target_pence, target_count, target_unit, made_count, outcome, serves_food FROM project_before;

DROP TABLE project_before;

CREATE INDEX ix_project_campaign_id ON project (campaign_id);

CREATE INDEX ix_project_coordinator_id ON project (coordinator_id);

CREATE INDEX ix_project_kind_id ON project (kind_id);

CREATE INDEX ix_project_place_id ON project (place_id);

CREATE TABLE kind_material (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER,
  CONSTRAINT ck_kind_material_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_kind_material_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_kind_material_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_kind_material_kind_id ON kind_material (kind_id);

CREATE TABLE kind_partner_role (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  CONSTRAINT uq_kind_partner_role_kind_id_role UNIQUE (kind_id, role),
  CONSTRAINT fk_kind_partner_role_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE CASCADE,
  CONSTRAINT ck_kind_partner_role_role_is_known CHECK (role IN ('host', 'co-host', 'beneficiary', 'supplier'))
)
 STRICT;

CREATE INDEX ix_kind_partner_role_kind_id ON kind_partner_role (kind_id);

CREATE TABLE kind_to_do (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  lead_days INTEGER NOT NULL,
  CONSTRAINT ck_kind_to_do_says_what CHECK (trim(what) <> ''),
  CONSTRAINT fk_kind_to_do_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_kind_to_do_kind_id ON kind_to_do (kind_id);

CREATE TABLE kind_shift (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind_id INTEGER NOT NULL,
  role_id INTEGER NOT NULL,
  starts_at TEXT,
  ends_at TEXT,
  minimum INTEGER NOT NULL,
  maximum INTEGER NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_kind_shift_both_times_or_neither CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
  CONSTRAINT ck_kind_shift_starts_at_is_a_clock CHECK (starts_at IS strftime('%H:%M', starts_at)),
  CONSTRAINT ck_kind_shift_ends_at_is_a_clock CHECK (ends_at IS strftime('%H:%M', ends_at)),
  CONSTRAINT ck_kind_shift_maximum_not_under_minimum CHECK (minimum >= 0 AND maximum >= minimum),
  CONSTRAINT fk_kind_shift_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE CASCADE,
  CONSTRAINT fk_kind_shift_role_id FOREIGN KEY(role_id) REFERENCES role (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX ix_kind_shift_kind_id ON kind_shift (kind_id);

CREATE INDEX ix_kind_shift_role_id ON kind_shift (role_id);

CREATE TABLE to_do (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  partner_id INTEGER,
  what TEXT NOT NULL,
  due_on TEXT,
  owner_id INTEGER,
  done_on TEXT,
  note TEXT NOT NULL,
  CONSTRAINT ck_to_do_says_what CHECK (trim(what) <> ''),
  CONSTRAINT fk_to_do_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_to_do_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_to_do_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_to_do_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_to_do_due_on_is_a_day CHECK (due_on IS date(due_on)),
  CONSTRAINT ck_to_do_done_on_is_a_day CHECK (done_on IS date(done_on))
)
 STRICT;

CREATE INDEX ix_to_do_campaign_id ON to_do (campaign_id);

CREATE INDEX ix_to_do_due_on ON to_do (due_on);

CREATE INDEX ix_to_do_owner_id ON to_do (owner_id);

CREATE INDEX ix_to_do_partner_id ON to_do (partner_id);

CREATE INDEX ix_to_do_project_id ON to_do (project_id);

PRAGMA legacy_alter_table = OFF;
