PRAGMA legacy_alter_table = ON;

ALTER TABLE permission RENAME TO permission_before;

CREATE TABLE permission (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  given INTEGER NOT NULL,
  given_on TEXT NOT NULL,
  how TEXT NOT NULL,
  basis TEXT DEFAULT 'consent' NOT NULL,
  guardian_id INTEGER,
  CONSTRAINT fk_permission_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_permission_guardian_id FOREIGN KEY(guardian_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_permission_purpose_is_known CHECK (purpose IN ('photo', 'name in print', 'newsletter', 'keep my details')),
  CONSTRAINT ck_permission_given_is_yes_or_no CHECK (given IN (0, 1)),
  CONSTRAINT ck_permission_given_on_is_a_day CHECK (given_on IS date(given_on)),
  CONSTRAINT ck_permission_basis_is_known CHECK (basis IN ('consent', 'charitable soft opt-in', 'legitimate interest'))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'permission', seq FROM sqlite_sequence WHERE name = 'permission_before';

INSERT INTO permission (id, person_id, purpose, given, given_on, how) SELECT id, person_id, purpose, given, given_on, how FROM permission_before;

DROP TABLE permission_before;

CREATE INDEX ix_permission_guardian_id ON permission (guardian_id);

CREATE INDEX ix_permission_newest ON permission (person_id, purpose, given_on);

PRAGMA legacy_alter_table = OFF;

CREATE TABLE confidential_view (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  partner_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT fk_confidential_view_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT ck_confidential_view_at_is_a_time CHECK (at IS strftime('%Y-%m-%dT%H:%M:%S', at))
)
 STRICT;

CREATE INDEX ix_confidential_view_partner_id ON confidential_view (partner_id);

CREATE TABLE consent_form (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  household_id INTEGER,
  person_id INTEGER,
  printed_on TEXT NOT NULL,
  returned_on TEXT,
  note TEXT NOT NULL,
  CONSTRAINT ck_consent_form_for_one CHECK ((household_id IS NULL) <> (person_id IS NULL)),
  CONSTRAINT fk_consent_form_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
  CONSTRAINT fk_consent_form_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_consent_form_printed_on_is_a_day CHECK (printed_on IS date(printed_on)),
  CONSTRAINT ck_consent_form_returned_on_is_a_day CHECK (returned_on IS date(returned_on))
)
 STRICT;

CREATE INDEX ix_consent_form_household_id ON consent_form (household_id);

CREATE INDEX ix_consent_form_person_id ON consent_form (person_id);

CREATE TABLE gift_aid_declaration (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER,
  title TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  made_on TEXT NOT NULL,
  scope TEXT NOT NULL,
  how TEXT NOT NULL,
  cancelled_on TEXT,
  CONSTRAINT ck_gift_aid_declaration_has_a_name CHECK (trim(family) <> ''),
  CONSTRAINT ck_gift_aid_declaration_has_an_address CHECK (trim(address) <> ''),
  CONSTRAINT fk_gift_aid_declaration_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_gift_aid_declaration_made_on_is_a_day CHECK (made_on IS date(made_on)),
  CONSTRAINT ck_gift_aid_declaration_scope_is_known CHECK (scope IN ('this gift only', 'this gift and future ones', 'the past four years, this gift and future ones')),
  CONSTRAINT ck_gift_aid_declaration_cancelled_on_is_a_day CHECK (cancelled_on IS date(cancelled_on))
)
 STRICT;

CREATE INDEX ix_gift_aid_declaration_person_id ON gift_aid_declaration (person_id);

CREATE TABLE retention_hold (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  CONSTRAINT uq_retention_hold_person_id UNIQUE (person_id),
  CONSTRAINT ck_retention_hold_has_a_reason CHECK (trim(reason) <> ''),
  CONSTRAINT fk_retention_hold_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_retention_hold_decided_on_is_a_day CHECK (decided_on IS date(decided_on))
)
 STRICT;

CREATE TABLE subject_request (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER,
  kind TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  answered_on TEXT,
  note TEXT NOT NULL,
  CONSTRAINT fk_subject_request_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_subject_request_kind_is_known CHECK (kind IN ('to see what is held', 'to correct it', 'to erase it', 'to stop a use of it')),
  CONSTRAINT ck_subject_request_asked_on_is_a_day CHECK (asked_on IS date(asked_on)),
  CONSTRAINT ck_subject_request_answered_on_is_a_day CHECK (answered_on IS date(answered_on))
)
 STRICT;

CREATE INDEX ix_subject_request_person_id ON subject_request (person_id);

CREATE TABLE tidy_up (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  done_on TEXT NOT NULL,
  confirmed_on TEXT,
  CONSTRAINT ck_tidy_up_done_on_is_a_day CHECK (done_on IS date(done_on)),
  CONSTRAINT ck_tidy_up_confirmed_on_is_a_day CHECK (confirmed_on IS date(confirmed_on))
)
 STRICT;
