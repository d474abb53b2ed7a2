CREATE TABLE campaign (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  main_day TEXT NOT NULL,
  theme TEXT NOT NULL,
  note TEXT NOT NULL,
  target_pence INTEGER,
  CONSTRAINT pk_campaign PRIMARY KEY (id),
  CONSTRAINT ck_campaign_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_campaign_target_not_negative CHECK (target_pence >= 0),
  CONSTRAINT uq_campaign_name UNIQUE (name),
  CONSTRAINT ck_campaign_main_day_is_a_day CHECK (main_day IS date(main_day))
)
 STRICT;

CREATE TABLE household (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  salutation TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT pk_household PRIMARY KEY (id),
  CONSTRAINT ck_household_has_a_name CHECK (trim(name) <> '')
)
 STRICT;

CREATE TABLE item_category (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT pk_item_category PRIMARY KEY (id),
  CONSTRAINT ck_item_category_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_item_category_name UNIQUE (name)
)
 STRICT;

CREATE TABLE journal_step (
  id INTEGER NOT NULL,
  at TEXT NOT NULL,
  user_name TEXT NOT NULL,
  label TEXT NOT NULL,
  areas TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone_at TEXT,
  undone_by TEXT NOT NULL,
  undone_order INTEGER,
  undone_after_step INTEGER,
  CONSTRAINT pk_journal_step PRIMARY KEY (id),
  CONSTRAINT ck_journal_step_at_is_a_time CHECK (at IS strftime('%Y-%m-%dT%H:%M:%S', at)),
  CONSTRAINT ck_journal_step_undone_at_is_a_time CHECK (undone_at IS strftime('%Y-%m-%dT%H:%M:%S', undone_at))
)
 STRICT;

CREATE TABLE letter_template (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_letter_template PRIMARY KEY (id),
  CONSTRAINT ck_letter_template_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_letter_template_name UNIQUE (name),
  CONSTRAINT ck_letter_template_kind_is_known CHECK (kind IN ('thank-you', 'other'))
)
 STRICT;

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
  CONSTRAINT ck_partner_confidential_is_yes_or_no CHECK (confidential IN (0, 1))
)
 STRICT;

CREATE INDEX ix_partner_parent_id ON partner (parent_id);

CREATE TABLE project_kind (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT pk_project_kind PRIMARY KEY (id),
  CONSTRAINT ck_project_kind_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_project_kind_name UNIQUE (name)
)
 STRICT;

CREATE TABLE setting (
  id INTEGER NOT NULL,
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (id),
  CONSTRAINT uq_setting_key UNIQUE ("key")
)
 STRICT;

CREATE TABLE skill (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT pk_skill PRIMARY KEY (id),
  CONSTRAINT ck_skill_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_skill_name UNIQUE (name)
)
 STRICT;

CREATE TABLE item (
  id INTEGER NOT NULL,
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
  CONSTRAINT pk_item PRIMARY KEY (id),
  CONSTRAINT ck_item_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_item_pack_size_positive CHECK (pack_size > 0),
  CONSTRAINT uq_item_name UNIQUE (name),
  CONSTRAINT fk_item_category_id FOREIGN KEY(category_id) REFERENCES item_category (id) ON DELETE SET NULL,
  CONSTRAINT ck_item_needs_use_by_is_yes_or_no CHECK (needs_use_by IN (0, 1)),
  CONSTRAINT ck_item_kosher_is_yes_or_no CHECK (kosher IN (0, 1)),
  CONSTRAINT ck_item_halal_is_yes_or_no CHECK (halal IN (0, 1))
)
 STRICT;

CREATE INDEX ix_item_category_id ON item (category_id);

CREATE TABLE journal_row (
  id INTEGER NOT NULL,
  step_id INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  "before" TEXT,
  "after" TEXT,
  CONSTRAINT pk_journal_row PRIMARY KEY (id),
  CONSTRAINT ck_journal_row_has_an_image CHECK (before IS NOT NULL OR after IS NOT NULL),
  CONSTRAINT fk_journal_row_step_id FOREIGN KEY(step_id) REFERENCES journal_step (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_journal_row_step_id ON journal_row (step_id);

CREATE TABLE journal_state (
  id INTEGER NOT NULL,
  mode TEXT NOT NULL,
  step_id INTEGER,
  CONSTRAINT pk_journal_state PRIMARY KEY (id),
  CONSTRAINT ck_journal_state_one_row CHECK (id = 1),
  CONSTRAINT ck_journal_state_recording_has_a_step CHECK ((mode = 'recording') = (step_id IS NOT NULL)),
  CONSTRAINT fk_journal_state_step_id FOREIGN KEY(step_id) REFERENCES journal_step (id),
  CONSTRAINT ck_journal_state_mode_is_known CHECK (mode IN ('closed', 'recording', 'replaying'))
)
 STRICT;

CREATE TABLE person (
  id INTEGER NOT NULL,
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
  CONSTRAINT pk_person PRIMARY KEY (id),
  CONSTRAINT ck_person_has_a_name CHECK (trim(given || family) <> ''),
  CONSTRAINT fk_person_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE SET NULL,
  CONSTRAINT fk_person_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL,
  CONSTRAINT ck_person_is_child_is_yes_or_no CHECK (is_child IN (0, 1)),
  CONSTRAINT ck_person_born_is_a_day CHECK (born IS date(born)),
  CONSTRAINT ck_person_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced')),
  CONSTRAINT ck_person_dbs_renew_on_is_a_day CHECK (dbs_renew_on IS date(dbs_renew_on))
)
 STRICT;

CREATE INDEX ix_person_family ON person (family);

CREATE INDEX ix_person_household_id ON person (household_id);

CREATE INDEX ix_person_partner_id ON person (partner_id);

CREATE TABLE place (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  access TEXT NOT NULL,
  permission_note TEXT NOT NULL,
  partner_id INTEGER,
  CONSTRAINT pk_place PRIMARY KEY (id),
  CONSTRAINT ck_place_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT fk_place_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL
)
 STRICT;

CREATE INDEX ix_place_partner_id ON place (partner_id);

CREATE TABLE role (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  minimum_age INTEGER,
  skill_id INTEGER,
  dbs_level TEXT NOT NULL,
  CONSTRAINT pk_role PRIMARY KEY (id),
  CONSTRAINT ck_role_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_role_minimum_age_not_negative CHECK (minimum_age >= 0),
  CONSTRAINT uq_role_name UNIQUE (name),
  CONSTRAINT fk_role_skill_id FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE SET NULL,
  CONSTRAINT ck_role_dbs_level_is_known CHECK (dbs_level IN ('none', 'basic', 'standard', 'enhanced'))
)
 STRICT;

CREATE INDEX ix_role_skill_id ON role (skill_id);

CREATE TABLE contact_log (
  id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  person_id INTEGER,
  on_day TEXT NOT NULL,
  how TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  summary TEXT NOT NULL,
  next_step TEXT NOT NULL,
  next_on TEXT,
  next_done INTEGER NOT NULL,
  CONSTRAINT pk_contact_log PRIMARY KEY (id),
  CONSTRAINT fk_contact_log_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_contact_log_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_contact_log_on_day_is_a_day CHECK (on_day IS date(on_day)),
  CONSTRAINT ck_contact_log_how_is_known CHECK (how IN ('phone', 'email', 'visit', 'meeting', 'letter')),
  CONSTRAINT ck_contact_log_next_on_is_a_day CHECK (next_on IS date(next_on)),
  CONSTRAINT ck_contact_log_next_done_is_yes_or_no CHECK (next_done IN (0, 1))
)
 STRICT;

CREATE INDEX ix_contact_log_partner_id ON contact_log (partner_id);

CREATE INDEX ix_contact_log_person_id ON contact_log (person_id);

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

CREATE INDEX ix_delivery_campaign_id ON delivery (campaign_id);

CREATE INDEX ix_delivery_driver_id ON delivery (driver_id);

CREATE INDEX ix_delivery_partner_id ON delivery (partner_id);

CREATE TABLE "group" (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  leader_id INTEGER,
  partner_id INTEGER,
  adults INTEGER NOT NULL,
  children INTEGER NOT NULL,
  ages TEXT NOT NULL,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT pk_group PRIMARY KEY (id),
  CONSTRAINT ck_group_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_group_heads_not_negative CHECK (adults >= 0 AND children >= 0),
  CONSTRAINT fk_group_leader_id FOREIGN KEY(leader_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_group_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE SET NULL
)
 STRICT;

CREATE INDEX ix_group_leader_id ON "group" (leader_id);

CREATE INDEX ix_group_partner_id ON "group" (partner_id);

CREATE TABLE guardian (
  id INTEGER NOT NULL,
  child_id INTEGER NOT NULL,
  adult_id INTEGER NOT NULL,
  relation TEXT NOT NULL,
  CONSTRAINT pk_guardian PRIMARY KEY (id),
  CONSTRAINT uq_guardian_child_id_adult_id UNIQUE (child_id, adult_id),
  CONSTRAINT ck_guardian_not_oneself CHECK (child_id <> adult_id),
  CONSTRAINT fk_guardian_child_id FOREIGN KEY(child_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_guardian_adult_id FOREIGN KEY(adult_id) REFERENCES person (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_guardian_adult_id ON guardian (adult_id);

CREATE INDEX ix_guardian_child_id ON guardian (child_id);

CREATE TABLE partner_contact (
  id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  is_main INTEGER NOT NULL,
  CONSTRAINT pk_partner_contact PRIMARY KEY (id),
  CONSTRAINT uq_partner_contact_partner_id_person_id UNIQUE (partner_id, person_id),
  CONSTRAINT fk_partner_contact_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_partner_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_partner_contact_is_main_is_yes_or_no CHECK (is_main IN (0, 1))
)
 STRICT;

CREATE INDEX ix_partner_contact_partner_id ON partner_contact (partner_id);

CREATE INDEX ix_partner_contact_person_id ON partner_contact (person_id);

CREATE TABLE permission (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  given INTEGER NOT NULL,
  given_on TEXT NOT NULL,
  how TEXT NOT NULL,
  CONSTRAINT pk_permission PRIMARY KEY (id),
  CONSTRAINT uq_permission_person_id_purpose UNIQUE (person_id, purpose),
  CONSTRAINT fk_permission_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_permission_purpose_is_known CHECK (purpose IN ('photo', 'name in print', 'newsletter', 'keep my details')),
  CONSTRAINT ck_permission_given_is_yes_or_no CHECK (given IN (0, 1)),
  CONSTRAINT ck_permission_given_on_is_a_day CHECK (given_on IS date(given_on))
)
 STRICT;

CREATE INDEX ix_permission_person_id ON permission (person_id);

CREATE TABLE person_skill (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  skill_id INTEGER NOT NULL,
  level TEXT NOT NULL,
  CONSTRAINT pk_person_skill PRIMARY KEY (id),
  CONSTRAINT uq_person_skill_person_id_skill_id UNIQUE (person_id, skill_id),
  CONSTRAINT fk_person_skill_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_person_skill_skill_id FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE CASCADE,
  CONSTRAINT ck_person_skill_level_is_known CHECK (level IN ('can', 'teaches'))
)
 STRICT;

CREATE INDEX ix_person_skill_person_id ON person_skill (person_id);

CREATE INDEX ix_person_skill_skill_id ON person_skill (skill_id);

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
  CONSTRAINT ck_project_on_day_is_a_day CHECK (on_day IS date(on_day))
)
 STRICT;

CREATE INDEX ix_project_campaign_id ON project (campaign_id);

CREATE INDEX ix_project_coordinator_id ON project (coordinator_id);

CREATE INDEX ix_project_kind_id ON project (kind_id);

CREATE INDEX ix_project_place_id ON project (place_id);

CREATE TABLE request (
  id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  campaign_id INTEGER,
  item_id INTEGER NOT NULL,
  quantity INTEGER,
  size TEXT NOT NULL,
  wanted_by TEXT,
  note TEXT NOT NULL,
  closed INTEGER NOT NULL,
  CONSTRAINT pk_request PRIMARY KEY (id),
  CONSTRAINT ck_request_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_request_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
  CONSTRAINT fk_request_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL,
  CONSTRAINT fk_request_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT,
  CONSTRAINT ck_request_wanted_by_is_a_day CHECK (wanted_by IS date(wanted_by)),
  CONSTRAINT ck_request_closed_is_yes_or_no CHECK (closed IN (0, 1))
)
 STRICT;

CREATE INDEX ix_request_campaign_id ON request (campaign_id);

CREATE INDEX ix_request_item_id ON request (item_id);

CREATE INDEX ix_request_partner_id ON request (partner_id);

CREATE TABLE storage_location (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  place_id INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT pk_storage_location PRIMARY KEY (id),
  CONSTRAINT ck_storage_location_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT uq_storage_location_name UNIQUE (name),
  CONSTRAINT fk_storage_location_place_id FOREIGN KEY(place_id) REFERENCES place (id) ON DELETE SET NULL
)
 STRICT;

CREATE INDEX ix_storage_location_place_id ON storage_location (place_id);

CREATE TABLE unavailability (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT pk_unavailability PRIMARY KEY (id),
  CONSTRAINT ck_unavailability_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT fk_unavailability_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT ck_unavailability_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at)),
  CONSTRAINT ck_unavailability_ends_at_is_a_time CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%S', ends_at))
)
 STRICT;

CREATE INDEX ix_unavailability_person_id ON unavailability (person_id);

CREATE TABLE donation (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  donor_person_id INTEGER,
  donor_household_id INTEGER,
  donor_group_id INTEGER,
  donor_partner_id INTEGER,
  received_at TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT pk_donation PRIMARY KEY (id),
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

CREATE INDEX ix_donation_campaign_id ON donation (campaign_id);

CREATE INDEX ix_donation_donor_group_id ON donation (donor_group_id);

CREATE INDEX ix_donation_donor_household_id ON donation (donor_household_id);

CREATE INDEX ix_donation_donor_partner_id ON donation (donor_partner_id);

CREATE INDEX ix_donation_donor_person_id ON donation (donor_person_id);

CREATE INDEX ix_donation_project_id ON donation (project_id);

CREATE TABLE group_member (
  id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  CONSTRAINT pk_group_member PRIMARY KEY (id),
  CONSTRAINT uq_group_member_group_id_person_id UNIQUE (group_id, person_id),
  CONSTRAINT fk_group_member_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE CASCADE,
  CONSTRAINT fk_group_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_group_member_group_id ON group_member (group_id);

CREATE INDEX ix_group_member_person_id ON group_member (person_id);

CREATE TABLE guest_of_honour (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  arrives_at TEXT,
  host_id INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT pk_guest_of_honour PRIMARY KEY (id),
  CONSTRAINT uq_guest_of_honour_project_id_person_id UNIQUE (project_id, person_id),
  CONSTRAINT fk_guest_of_honour_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_guest_of_honour_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_guest_of_honour_host_id FOREIGN KEY(host_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_guest_of_honour_arrives_at_is_a_time CHECK (arrives_at IS strftime('%Y-%m-%dT%H:%M:%S', arrives_at))
)
 STRICT;

CREATE INDEX ix_guest_of_honour_host_id ON guest_of_honour (host_id);

CREATE INDEX ix_guest_of_honour_person_id ON guest_of_honour (person_id);

CREATE INDEX ix_guest_of_honour_project_id ON guest_of_honour (project_id);

CREATE TABLE guest_party (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  heads INTEGER NOT NULL,
  diet TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  CONSTRAINT pk_guest_party PRIMARY KEY (id),
  CONSTRAINT ck_guest_party_has_a_label CHECK (trim(label) <> ''),
  CONSTRAINT ck_guest_party_heads_not_negative CHECK (heads >= 0),
  CONSTRAINT fk_guest_party_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_guest_party_project_id ON guest_party (project_id);

CREATE TABLE letter (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  household_id INTEGER,
  person_id INTEGER,
  group_id INTEGER,
  partner_id INTEGER,
  thanked_on TEXT NOT NULL,
  how TEXT NOT NULL,
  reasons TEXT NOT NULL,
  CONSTRAINT pk_letter PRIMARY KEY (id),
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

CREATE INDEX ix_letter_campaign_id ON letter (campaign_id);

CREATE INDEX ix_letter_group_id ON letter (group_id);

CREATE INDEX ix_letter_household_id ON letter (household_id);

CREATE INDEX ix_letter_partner_id ON letter (partner_id);

CREATE INDEX ix_letter_person_id ON letter (person_id);

CREATE TABLE material (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER,
  ready INTEGER NOT NULL,
  CONSTRAINT pk_material PRIMARY KEY (id),
  CONSTRAINT ck_material_has_a_name CHECK (trim(name) <> ''),
  CONSTRAINT ck_material_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_material_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT ck_material_ready_is_yes_or_no CHECK (ready IN (0, 1))
)
 STRICT;

CREATE INDEX ix_material_project_id ON material (project_id);

CREATE TABLE money_gift (
  id INTEGER NOT NULL,
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
  CONSTRAINT pk_money_gift PRIMARY KEY (id),
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

CREATE INDEX ix_money_gift_campaign_id ON money_gift (campaign_id);

CREATE INDEX ix_money_gift_donor_group_id ON money_gift (donor_group_id);

CREATE INDEX ix_money_gift_donor_household_id ON money_gift (donor_household_id);

CREATE INDEX ix_money_gift_donor_partner_id ON money_gift (donor_partner_id);

CREATE INDEX ix_money_gift_donor_person_id ON money_gift (donor_person_id);

CREATE INDEX ix_money_gift_partner_id ON money_gift (partner_id);

CREATE INDEX ix_money_gift_project_id ON money_gift (project_id);

CREATE TABLE programme_item (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  starts_at TEXT,
  minutes INTEGER,
  title TEXT NOT NULL,
  performer TEXT NOT NULL,
  group_id INTEGER,
  places INTEGER,
  note TEXT NOT NULL,
  CONSTRAINT pk_programme_item PRIMARY KEY (id),
  CONSTRAINT ck_programme_item_has_a_title CHECK (trim(title) <> ''),
  CONSTRAINT ck_programme_item_minutes_positive CHECK (minutes > 0),
  CONSTRAINT ck_programme_item_places_not_negative CHECK (places >= 0),
  CONSTRAINT fk_programme_item_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_programme_item_group_id FOREIGN KEY(group_id) REFERENCES "group" (id) ON DELETE SET NULL,
  CONSTRAINT ck_programme_item_starts_at_is_a_time CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%S', starts_at))
)
 STRICT;

CREATE INDEX ix_programme_item_group_id ON programme_item (group_id);

CREATE INDEX ix_programme_item_project_id ON programme_item (project_id);

CREATE TABLE project_partner (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  CONSTRAINT pk_project_partner PRIMARY KEY (id),
  CONSTRAINT uq_project_partner_project_id_partner_id_role UNIQUE (project_id, partner_id, role),
  CONSTRAINT fk_project_partner_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_partner_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE RESTRICT,
  CONSTRAINT ck_project_partner_role_is_known CHECK (role IN ('host', 'co-host', 'beneficiary', 'supplier'))
)
 STRICT;

CREATE INDEX ix_project_partner_partner_id ON project_partner (partner_id);

CREATE INDEX ix_project_partner_project_id ON project_partner (project_id);

CREATE TABLE quotation (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  project_id INTEGER,
  person_id INTEGER,
  words TEXT NOT NULL,
  said_by TEXT NOT NULL,
  may_print INTEGER NOT NULL,
  CONSTRAINT pk_quotation PRIMARY KEY (id),
  CONSTRAINT ck_quotation_has_words CHECK (trim(words) <> ''),
  CONSTRAINT fk_quotation_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_quotation_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_quotation_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT ck_quotation_may_print_is_yes_or_no CHECK (may_print IN (0, 1))
)
 STRICT;

CREATE INDEX ix_quotation_campaign_id ON quotation (campaign_id);

CREATE INDEX ix_quotation_person_id ON quotation (person_id);

CREATE INDEX ix_quotation_project_id ON quotation (project_id);

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

CREATE INDEX ix_shift_place_id ON shift (place_id);

CREATE INDEX ix_shift_project_id ON shift (project_id);

CREATE INDEX ix_shift_role_id ON shift (role_id);

CREATE INDEX ix_shift_starts_at ON shift (starts_at);

CREATE TABLE assignment (
  id INTEGER NOT NULL,
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
  CONSTRAINT pk_assignment PRIMARY KEY (id),
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

CREATE INDEX ix_assignment_group_id ON assignment (group_id);

CREATE INDEX ix_assignment_person_id ON assignment (person_id);

CREATE INDEX ix_assignment_shift_id ON assignment (shift_id);

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
  CONSTRAINT pk_lot PRIMARY KEY (id),
  CONSTRAINT fk_lot_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT,
  CONSTRAINT fk_lot_donation_id FOREIGN KEY(donation_id) REFERENCES donation (id) ON DELETE CASCADE,
  CONSTRAINT fk_lot_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL,
  CONSTRAINT fk_lot_location_id FOREIGN KEY(location_id) REFERENCES storage_location (id) ON DELETE SET NULL,
  CONSTRAINT ck_lot_condition_is_known CHECK (condition IN ('new', 'good', 'to repair', 'repaired', 'unfit')),
  CONSTRAINT ck_lot_use_by_is_a_day CHECK (use_by IS date(use_by)),
  CONSTRAINT ck_lot_best_before_is_a_day CHECK (best_before IS date(best_before))
)
 STRICT;

CREATE INDEX ix_lot_donation_id ON lot (donation_id);

CREATE INDEX ix_lot_item_id ON lot (item_id);

CREATE INDEX ix_lot_location_id ON lot (location_id);

CREATE INDEX ix_lot_project_id ON lot (project_id);

CREATE TABLE allocation (
  id INTEGER NOT NULL,
  request_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  CONSTRAINT pk_allocation PRIMARY KEY (id),
  CONSTRAINT ck_allocation_quantity_positive CHECK (quantity > 0),
  CONSTRAINT fk_allocation_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE,
  CONSTRAINT fk_allocation_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX ix_allocation_lot_id ON allocation (lot_id);

CREATE INDEX ix_allocation_request_id ON allocation (request_id);

CREATE TABLE delivery_line (
  id INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  allocation_id INTEGER,
  quantity INTEGER NOT NULL,
  delivered INTEGER,
  outcome TEXT NOT NULL,
  CONSTRAINT pk_delivery_line PRIMARY KEY (id),
  CONSTRAINT ck_delivery_line_quantity_positive CHECK (quantity > 0),
  CONSTRAINT ck_delivery_line_delivered_not_negative CHECK (delivered >= 0),
  CONSTRAINT fk_delivery_line_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id) ON DELETE CASCADE,
  CONSTRAINT fk_delivery_line_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id) ON DELETE RESTRICT,
  CONSTRAINT fk_delivery_line_allocation_id FOREIGN KEY(allocation_id) REFERENCES allocation (id) ON DELETE SET NULL,
  CONSTRAINT ck_delivery_line_outcome_is_known CHECK (outcome IN ('planned', 'all', 'part', 'refused'))
)
 STRICT;

CREATE INDEX ix_delivery_line_allocation_id ON delivery_line (allocation_id);

CREATE INDEX ix_delivery_line_delivery_id ON delivery_line (delivery_id);

CREATE INDEX ix_delivery_line_lot_id ON delivery_line (lot_id);

CREATE TABLE movement (
  id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  at TEXT NOT NULL,
  from_location_id INTEGER,
  to_location_id INTEGER,
  project_id INTEGER,
  delivery_line_id INTEGER,
  reason TEXT NOT NULL,
  CONSTRAINT pk_movement PRIMARY KEY (id),
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

CREATE INDEX ix_movement_delivery_line_id ON movement (delivery_line_id);

CREATE INDEX ix_movement_lot_id ON movement (lot_id);

CREATE INDEX ix_movement_project_id ON movement (project_id);
