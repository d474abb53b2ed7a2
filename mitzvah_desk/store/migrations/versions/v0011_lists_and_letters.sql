PRAGMA legacy_alter_table = ON;

ALTER TABLE import_profile RENAME TO import_profile_before;

CREATE TABLE import_profile (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  definition TEXT NOT NULL,
  CONSTRAINT ck_import_profile_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_import_profile_name UNIQUE (name),
  CONSTRAINT ck_import_profile_kind_is_known CHECK (kind IN ('people', 'partners', 'donations', 'sign-ups', 'items'))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'import_profile', seq FROM sqlite_sequence WHERE name = 'import_profile_before';

INSERT INTO import_profile (id, name, kind, definition) SELECT id, name, kind, definition FROM import_profile_before;

DROP TABLE import_profile_before;

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
  CONSTRAINT ck_letter_template_for_whom_is_known CHECK (for_whom IN ('anybody', 'volunteer', 'family', 'group leader', 'donor of goods', 'donor of money', 'partner', 'host', 'co-host', 'supplier', 'guest of honour'))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'letter_template', seq FROM sqlite_sequence WHERE name = 'letter_template_before';

INSERT INTO letter_template (id, name, kind, body, for_whom, subject) SELECT id, name, kind, body, for_whom, subject FROM letter_template_before;

DROP TABLE letter_template_before;

PRAGMA legacy_alter_table = OFF;
