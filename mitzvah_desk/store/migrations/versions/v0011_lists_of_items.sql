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

PRAGMA legacy_alter_table = OFF;
