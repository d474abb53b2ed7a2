PRAGMA legacy_alter_table = ON;

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
  arrived_at TEXT,
  left_at TEXT,
  collected_by TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_assignment_shift_id_person_id UNIQUE (shift_id, person_id),
  CONSTRAINT uq_assignment_shift_id_group_id UNIQUE (shift_id, group_id),
  CONSTRAINT ck_assignment_person_or_group CHECK ((person_id IS NULL) <> (group_id IS NULL)),
  CONSTRAINT ck_assignment_heads_not_negative CHECK (adults >= 0 AND children >= 0),
  CONSTRAINT ck_assignment_minutes_not_negative CHECK (minutes_served >= 0),
  CONSTRAINT ck_assignment_left_after_arriving CHECK (left_at >= arrived_at),
  CONSTRAINT fk_assignment_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id) ON DELETE CASCADE,
  CONSTRAINT fk_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_assignment_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT ck_assignment_status_is_known CHECK (status IN ('invited', 'confirmed', 'declined', 'attended', 'absent')),
  CONSTRAINT ck_assignment_reserve_is_yes_or_no CHECK (reserve IN (0, 1)),
  CONSTRAINT ck_assignment_arrived_at_is_a_time CHECK (arrived_at IS strftime('%Y-%m-%dT%H:%M:%S', arrived_at)),
  CONSTRAINT ck_assignment_left_at_is_a_time CHECK (left_at IS strftime('%Y-%m-%dT%H:%M:%S', left_at))
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'assignment', seq FROM sqlite_sequence WHERE name = 'assignment_before';

INSERT INTO assignment (id, shift_id, person_id, group_id, adults, children, status, reserve, minutes_served, override_reason, note) SELECT id, shift_id, person_id, group_id, adults, children, status, reserve, minutes_served, override_reason, note FROM assignment_before;

DROP TABLE assignment_before;

CREATE INDEX ix_assignment_group_id ON assignment (group_id);

CREATE INDEX ix_assignment_person_id ON assignment (person_id);

CREATE INDEX ix_assignment_shift_id ON assignment (shift_id);

CREATE TABLE shift_notice (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER,
  group_id INTEGER,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  shift_number INTEGER,
  title TEXT NOT NULL,
  starts_at TEXT,
  ends_at TEXT,
  place_id INTEGER,
  how TEXT NOT NULL,
  CONSTRAINT uq_shift_notice_person_id_shift_number UNIQUE (person_id, shift_number),
  CONSTRAINT uq_shift_notice_group_id_shift_number UNIQUE (group_id, shift_number),
  CONSTRAINT ck_shift_notice_person_or_group CHECK ((person_id IS NULL) <> (group_id IS NULL)),
  CONSTRAINT fk_shift_notice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_shift_notice_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT fk_shift_notice_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_shift_notice_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_shift_notice_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE SET NULL,
  CONSTRAINT ck_shift_notice_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at)),
  CONSTRAINT ck_shift_notice_ends_at_is_a_time CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%S', ends_at)),
  CONSTRAINT ck_shift_notice_how_is_known CHECK (how IN ('said yes', 'printed', 'exported', 'called off'))
)
 STRICT;

CREATE INDEX ix_shift_notice_campaign_id ON shift_notice (campaign_id);

CREATE INDEX ix_shift_notice_group_id ON shift_notice (group_id);

CREATE INDEX ix_shift_notice_person_id ON shift_notice (person_id);

CREATE INDEX ix_shift_notice_place_id ON shift_notice (place_id);

CREATE INDEX ix_shift_notice_project_id ON shift_notice (project_id);

CREATE INDEX ix_shift_notice_shift_number ON shift_notice (shift_number);

CREATE TABLE print_notice (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER,
  group_id INTEGER,
  project_id INTEGER NOT NULL,
  shift_number INTEGER NOT NULL,
  starts_at TEXT,
  ends_at TEXT,
  place_id INTEGER,
  printed_at TEXT NOT NULL,
  CONSTRAINT uq_print_notice_person_id_shift_number UNIQUE (person_id, shift_number),
  CONSTRAINT uq_print_notice_group_id_shift_number UNIQUE (group_id, shift_number),
  CONSTRAINT ck_print_notice_person_or_group CHECK ((person_id IS NULL) <> (group_id IS NULL)),
  CONSTRAINT fk_print_notice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_print_notice_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT fk_print_notice_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_print_notice_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE SET NULL,
  CONSTRAINT ck_print_notice_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at)),
  CONSTRAINT ck_print_notice_ends_at_is_a_time CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%S', ends_at)),
  CONSTRAINT ck_print_notice_printed_at_is_a_time CHECK (printed_at IS strftime('%Y-%m-%dT%H:%M:%S', printed_at))
)
 STRICT;

CREATE INDEX ix_print_notice_group_id ON print_notice (group_id);

CREATE INDEX ix_print_notice_person_id ON print_notice (person_id);

CREATE INDEX ix_print_notice_place_id ON print_notice (place_id);

CREATE INDEX ix_print_notice_project_id ON print_notice (project_id);

CREATE INDEX ix_print_notice_shift_number ON print_notice (shift_number);

CREATE TABLE calendar_notice (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  person_id INTEGER,
  shift_number INTEGER,
  title TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT,
  exported_at TEXT NOT NULL,
  CONSTRAINT uq_calendar_notice_uid UNIQUE (uid),
  CONSTRAINT fk_calendar_notice_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_calendar_notice_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_calendar_notice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_calendar_notice_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at)),
  CONSTRAINT ck_calendar_notice_ends_at_is_a_time CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%S', ends_at)),
  CONSTRAINT ck_calendar_notice_exported_at_is_a_time CHECK (exported_at IS strftime('%Y-%m-%dT%H:%M:%S', exported_at))
)
 STRICT;

CREATE INDEX ix_calendar_notice_campaign_id ON calendar_notice (campaign_id);

CREATE INDEX ix_calendar_notice_person_id ON calendar_notice (person_id);

CREATE INDEX ix_calendar_notice_project_id ON calendar_notice (project_id);

CREATE INDEX ix_calendar_notice_shift_number ON calendar_notice (shift_number);

CREATE TABLE project_wish (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  CONSTRAINT uq_project_wish_person_id_project_id UNIQUE (person_id, project_id),
  CONSTRAINT ck_project_wish_rank_from_one CHECK (rank >= 1),
  CONSTRAINT fk_project_wish_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_wish_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_project_wish_person_id ON project_wish (person_id);

CREATE INDEX ix_project_wish_project_id ON project_wish (project_id);

PRAGMA legacy_alter_table = OFF;
