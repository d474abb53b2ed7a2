PRAGMA legacy_alter_table = ON;

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
  told_age INTEGER,
  told_on TEXT,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  mobile TEXT NOT NULL,
  position TEXT NOT NULL,
  honours TEXT DEFAULT '' NOT NULL,
  partner_id INTEGER,
  contact_status TEXT DEFAULT 'in touch' NOT NULL,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  dbs_level TEXT NOT NULL,
  dbs_renew_on TEXT,
  recruited_on TEXT,
  also_volunteers INTEGER DEFAULT '0' NOT NULL,
  emergency_contact TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT ck_person_has_a_name CHECK (trim(given || family) <> ''),
  CONSTRAINT ck_person_told_age_is_an_age CHECK (told_age BETWEEN 0 AND 120),
  CONSTRAINT fk_person_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE SET NULL,
  CONSTRAINT fk_person_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_person_is_child_is_yes_or_no CHECK (is_child IN (0, 1)),
  CONSTRAINT ck_person_born_is_a_day CHECK (born IS date(born)),
  CONSTRAINT ck_person_told_on_is_a_day CHECK (told_on IS date(told_on)),
  CONSTRAINT ck_person_contact_status_is_known CHECK (contact_status IN ('in touch', 'moved away', 'wants no contact', 'died')),
  CONSTRAINT ck_person_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced')),
  CONSTRAINT ck_person_dbs_renew_on_is_a_day CHECK (dbs_renew_on IS date(dbs_renew_on)),
  CONSTRAINT ck_person_recruited_on_is_a_day CHECK (recruited_on IS date(recruited_on)),
  CONSTRAINT ck_person_also_volunteers_is_yes_or_no CHECK (also_volunteers IN (0, 1))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'person', seq FROM sqlite_sequence WHERE name = 'person_before';

INSERT INTO person (id, household_id, title, given, family, known_as, pronouns, hebrew_name, is_child, born, email, phone, mobile, position, honours, partner_id, diet, access_needs, dbs_level, dbs_renew_on, recruited_on, also_volunteers, emergency_contact, note) SELECT id, household_id, title, given, family, known_as, pronouns, hebrew_name, is_child, born, email, phone, mobile, position, honours, partner_id, diet, access_needs, dbs_level, dbs_renew_on, recruited_on, also_volunteers, emergency_contact, note FROM person_before;

DROP TABLE person_before;

CREATE INDEX ix_person_family ON person (family);

CREATE INDEX ix_person_household_id ON person (household_id);

CREATE INDEX ix_person_partner_id ON person (partner_id);

PRAGMA legacy_alter_table = OFF;
