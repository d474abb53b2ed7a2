PRAGMA legacy_alter_table = ON;

ALTER TABLE project RENAME TO project_before;

DROP INDEX ix_project_campaign_id;

DROP INDEX ix_project_coordinator_id;

DROP INDEX ix_project_kind_id;

DROP INDEX ix_project_place_id;

CREATE TABLE project (
  id INTEGER NOT NULL,
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
  CONSTRAINT pk_project PRIMARY KEY (id),
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

INSERT INTO project (id, campaign_id, title, kind_id, status, coordinator_id, place_id, on_day, summary, note, target_pence, target_count, target_unit, made_count, outcome)
SELECT id, campaign_id, title, kind_id, status, coordinator_id, place_id, on_day, summary, note, target_pence, target_count, target_unit, made_count, outcome FROM project_before;

DROP TABLE project_before;

CREATE INDEX ix_project_campaign_id ON project (campaign_id);

CREATE INDEX ix_project_coordinator_id ON project (coordinator_id);

CREATE INDEX ix_project_kind_id ON project (kind_id);

CREATE INDEX ix_project_place_id ON project (place_id);

ALTER TABLE shift RENAME TO shift_before;

DROP INDEX ix_shift_place_id;

DROP INDEX ix_shift_project_id;

DROP INDEX ix_shift_role_id;

DROP INDEX ix_shift_starts_at;

CREATE TABLE shift (
  id INTEGER NOT NULL,
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
  CONSTRAINT pk_shift PRIMARY KEY (id),
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

INSERT INTO shift (id, project_id, role_id, starts_at, ends_at, open_ended, place_id, minimum, maximum, note)
SELECT id, project_id, role_id, starts_at, ends_at, open_ended, place_id, minimum, maximum, note FROM shift_before;

DROP TABLE shift_before;

CREATE INDEX ix_shift_place_id ON shift (place_id);

CREATE INDEX ix_shift_project_id ON shift (project_id);

CREATE INDEX ix_shift_role_id ON shift (role_id);

CREATE INDEX ix_shift_starts_at ON shift (starts_at);

CREATE TABLE travel_time (
  id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  CONSTRAINT pk_travel_time PRIMARY KEY (id),
  CONSTRAINT uq_travel_time_place_id_other_id UNIQUE (place_id, other_id),
  CONSTRAINT ck_travel_time_two_places CHECK (place_id <> other_id),
  CONSTRAINT ck_travel_time_minutes_not_negative CHECK (minutes >= 0),
  CONSTRAINT fk_travel_time_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE CASCADE,
  CONSTRAINT fk_travel_time_other_id FOREIGN KEY(other_id) REFERENCES place (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_travel_time_other_id ON travel_time (other_id);

CREATE INDEX ix_travel_time_place_id ON travel_time (place_id);

CREATE TABLE wish (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  kind_id INTEGER NOT NULL,
  rather_not INTEGER NOT NULL,
  CONSTRAINT pk_wish PRIMARY KEY (id),
  CONSTRAINT uq_wish_person_id_kind_id UNIQUE (person_id, kind_id),
  CONSTRAINT fk_wish_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_wish_kind_id FOREIGN KEY(kind_id) REFERENCES project_kind (id) ON DELETE CASCADE,
  CONSTRAINT ck_wish_rather_not_is_yes_or_no CHECK (rather_not IN (0, 1))
)
 STRICT;

CREATE INDEX ix_wish_kind_id ON wish (kind_id);

CREATE INDEX ix_wish_person_id ON wish (person_id);

CREATE TABLE pairing (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  apart INTEGER NOT NULL,
  CONSTRAINT pk_pairing PRIMARY KEY (id),
  CONSTRAINT uq_pairing_person_id_other_id UNIQUE (person_id, other_id),
  CONSTRAINT ck_pairing_two_persons CHECK (person_id <> other_id),
  CONSTRAINT fk_pairing_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_pairing_other_id FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_pairing_apart_is_yes_or_no CHECK (apart IN (0, 1))
)
 STRICT;

CREATE INDEX ix_pairing_other_id ON pairing (other_id);

CREATE INDEX ix_pairing_person_id ON pairing (person_id);

PRAGMA legacy_alter_table = OFF;
