from itertools import pairwise

from scenario_looks import HEADS, MADE, ONE, PARTS, Look

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.search import list_searchable_records
from mitzvah_desk.office.partners.queries import list_partners
from mitzvah_desk.office.projects.details import list_programme
from mitzvah_desk.office.projects.gifts import describe_progress, list_gifts
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks


def test_row_01_a_class_sings_and_decorates_biscuits_in_a_home(look: Look) -> None:
    assert look(HEADS, "Songs and biscuits at Rubens House") == [(3, 18)]
    acts = look(
        f"SELECT title FROM programme_item WHERE project_id = {ONE} ORDER BY position",
        "Songs and biscuits at Rubens House",
    )
    assert acts == [("Songs of our own",), ("Decorating biscuits together",)]
    assert look(
        f"SELECT count(*) FROM material WHERE project_id = {ONE}", "Songs and biscuits at Rubens House"
    ) == [(3,)]
    assert look("SELECT visitor_limit FROM partner WHERE name = 'Rubens House'") == [(25,)]


def test_row_02_several_visits_to_one_home_on_one_day_never_meet(look: Look) -> None:
    times = look(
        "SELECT s.starts_at, s.ends_at FROM shift s JOIN role r ON r.id = s.role_id"
        " JOIN project p ON p.id = s.project_id JOIN place l ON l.id = p.place_id"
        " WHERE l.name = 'Rubens House' AND r.name = 'Visitor' AND p.on_day = '2026-11-22' ORDER BY 1"
    )
    assert len(times) == 3
    assert all(str(first[1]) <= str(second[0]) for first, second in pairwise(times))


def test_row_03_a_second_organisation_is_co_host_at_a_partners_sit(look: Look) -> None:
    assert ("Stories Together", "co-host") in look(PARTS, "Story time and crafts at Orchard View")


def test_row_04_acts_follow_each_other_at_two_homes_of_one_centre(look: Look) -> None:
    assert (
        len(
            look(
                f"SELECT 1 FROM programme_item WHERE project_id = {ONE}", "An afternoon of acts at Larchwood"
            )
        )
        == 3
    )
    above = look(
        "SELECT o.name, s.name FROM partner h JOIN partner s ON s.id = h.parent_id"
        " JOIN partner o ON o.id = s.parent_id WHERE h.name = 'Cedar House'"
    )
    assert above == [("Larchwood Care", "Larchwood Centre")]


def test_row_05_residents_of_one_home_volunteer_for_another_partne(look: Look) -> None:
    group = look(
        'SELECT p.name FROM "group" g JOIN partner p ON p.id = g.partner_id'
        " WHERE g.name = 'Residents of Ashgrove House'"
    )
    assert group == [("Ashgrove House",)]
    assert ("St Brigid's Hospice", "beneficiary") in look(PARTS, "Bulbs for the hospice garden")


def test_row_06_blood_is_given_in_appointments_by_two_communities(look: Look) -> None:
    slots = look(
        f"SELECT starts_at, maximum FROM shift s JOIN role r ON r.id = s.role_id"
        f" WHERE r.name = 'Donor appointment' AND s.project_id = {ONE}",
        "Giving blood with the Noor Centre",
    )
    assert len(slots) == 12
    assert {most for _, most in slots} == {4}


def test_row_07_the_same_groups_do_two_tasks_in_a_row(look: Look) -> None:
    done = look(
        f"SELECT r.name, count(*) FROM assignment a JOIN shift s ON s.id = a.shift_id"
        f" JOIN role r ON r.id = s.role_id WHERE a.group_id IS NOT NULL"
        f" AND s.project_id = {ONE} GROUP BY r.name ORDER BY 1",
        "Cooking for Warm Hands, then the food bank",
    )
    assert done == [("Cook", 2), ("Sorter", 2)]


def test_row_08_money__teaching_and_a_collection_in_one_project(look: Look) -> None:
    (target,) = look(
        f"SELECT target_pence FROM project WHERE id = {ONE}", "Learning and giving for Warm Hands"
    )
    assert target == (300000,)
    assert look(
        f"SELECT sum(amount_pence) > 0 FROM money_gift WHERE project_id = {ONE}",
        "Learning and giving for Warm Hands",
    ) == [(1,)]


def test_row_09_one_event_for_several_beneficiaries__what_is_made(look: Look) -> None:
    assert [role for _, role in look(PARTS, "The great collection for refugees")].count("beneficiary") == 3
    assert look(MADE, "The great collection for refugees") == [("Greeting card", 140), ("Potted bulb", 60)]


def test_row_10_an_interfaith_tea_with_musicians_and_diets(look: Look) -> None:
    (diet,) = look(f"SELECT diet FROM guest_party WHERE project_id = {ONE}", "Tea for all ages and faiths")
    assert all(word in str(diet[0]) for word in ("halal", "kosher", "nut"))


def test_row_11_helpers_of_another_synagogue_come_as_a_group_with(look: Look) -> None:
    leader = look(
        'SELECT p.family FROM "group" g JOIN person p ON p.id = g.leader_id'
        " WHERE g.name = 'Helpers from Kol Shira'"
    )
    assert leader == [("Marks",)]


def test_row_12_classes_with_places_for_guests_and_access_needs(look: Look, sample: Office) -> None:
    assert look(
        f"SELECT title, places FROM programme_item WHERE project_id = {ONE} ORDER BY position",
        "Tai chi and pilates for people with MS",
    ) == [("Tai chi", 12), ("Pilates", 12)]
    (project,) = look(f"SELECT {ONE}", "Tai chi and pilates for people with MS")
    acts = sample.query(list_programme, int(str(project[0])))
    assert [(act.title, act.taken) for act in acts] == [
        ("Tai chi", "12 of 12 places"),
        ("Pilates", "12 of 12 places"),
    ]


def test_row_13_gifts_are_sorted_at_a_charity_shop(look: Look) -> None:
    assert look(
        f"SELECT count(*) FROM shift s JOIN role r ON r.id = s.role_id WHERE r.name = 'Sorter'"
        f" AND s.project_id = {ONE}",
        "Sorting at the children's hospice shop",
    ) == [(1,)]


def test_row_14_a_building_campaign_has_its_target(look: Look) -> None:
    assert look("SELECT target_pence FROM partner WHERE name LIKE 'St Brigid%'") == [(2500000,)]
    assert look("SELECT count(DISTINCT coalesce(project_id, 0)) > 1 FROM money_gift") == [(1,)]


def test_row_15_a_hundred_and_fifty_volunteers_on_parallel_tasks(look: Look) -> None:
    (heads,) = look(
        f"SELECT sum(CASE WHEN a.group_id IS NULL THEN 1 ELSE a.adults + a.children END)"
        f" FROM assignment a JOIN shift s ON s.id = a.shift_id WHERE s.project_id = {ONE}",
        "A hundred and fifty at the Sunrise Family Centre",
    )
    assert int(str(heads[0])) >= 150


def test_row_16_guests_of_honour_have_a_time_and_a_host__messages(look: Look) -> None:
    assert look(
        f"SELECT count(*) FROM guest_of_honour WHERE arrives_at IS NOT NULL"
        f" AND host_id IS NOT NULL AND project_id = {ONE}",
        "Guests of honour on the day",
    ) == [(3,)]
    assert look("SELECT count(*) FROM quotation WHERE may_print = 0") == [(1,)]


def test_row_17_a_wish_to_do_it_all_again_is_kept(look: Look) -> None:
    assert look("SELECT may_print FROM quotation WHERE words LIKE 'I can''t wait%'") == [(1,)]


def test_row_18_snack_bags_made_in_one_project_are_used_up_in_anot(look: Look) -> None:
    used = look(
        "SELECT p.title, m.quantity FROM movement m JOIN project p ON p.id = m.project_id"
        " JOIN lot l ON l.id = m.lot_id JOIN item i ON i.id = l.item_id"
        " WHERE i.name = 'Snack bag' AND m.kind = 'used'"
    )
    assert used == [("Giving blood with the Noor Centre", 55)]


def test_row_19_residents_make_cards_for_ill_children(look: Look) -> None:
    assert look(MADE, "Festival cards from Orchard View") == [("Festival card", 85)]


def test_row_20_families_and_youth_movements_wrap_gifts_together(look: Look, sample: Office) -> None:
    assert look(HEADS, "Cards and gifts, family by family") == [(24, 30)]
    (project,) = look(f"SELECT {ONE}", "Cards and gifts, family by family")
    gifts = sample.query(list_gifts, int(str(project[0])))
    assert describe_progress(gifts) == "104 of 120 wrapped, none given"
    assert len({(gift.partner, gift.label) for gift in gifts}) == 120


def test_row_21_twenty_schools_make_cards__and_no_childs_name_is_k(look: Look) -> None:
    assert look("SELECT count(*) FROM \"group\" WHERE name LIKE '% School'") == [(20,)]
    assert look("SELECT count(*) FROM group_member") == [(0,)]


def test_row_22_a_thousand_bulbs_are_received__used_and_left(look: Look, sample: Office) -> None:
    stock = look(
        "SELECT sum(CASE kind WHEN 'received' THEN quantity ELSE -quantity END), sum(quantity) FILTER (WHERE kind = 'received') FROM movement m JOIN lot l ON l.id = m.lot_id JOIN item i ON i.id = l.item_id WHERE i.name = 'Crocus bulb'"
    )
    assert stock == [(60, 1000)]
    (rotary,) = [line for line in sample.query(list_thanks, 1) if line.name == "Finchley Rotary"]
    assert "1,000 crocus bulbs for A thousand crocuses" in rotary.reasons


def test_row_23_households_that_give_get_one_letter_each(look: Look, sample: Office) -> None:
    keys = [line.key for line in sample.query(list_thanks, 1)]
    assert len(keys) == len(set(keys))
    assert any(kind == "household" for kind, _ in keys)


def test_row_24_thirty_women_knit_hats_in_sizes__a_nurse_teaches_i(look: Look) -> None:
    assert look("SELECT adults FROM \"group\" WHERE name = 'The knitting circle'") == [(30,)]
    assert look(
        "SELECT p.given FROM person p JOIN person_skill k ON k.person_id = p.id WHERE k.level = 'teaches'"
    ) == [("Irit",)]
    assert len(look(MADE, "Tiny hats for tiny babies")) == 3


def test_row_25_a_whole_school_does_many_things_in_one_day(look: Look) -> None:
    assert look(
        f"SELECT count(*) FROM assignment a JOIN shift s ON s.id = a.shift_id"
        f" WHERE a.group_id IS NOT NULL AND s.project_id = {ONE}",
        "The whole school's Mitzvah Day",
    ) == [(3,)]
    assert look("SELECT country FROM partner WHERE name = 'Hearts Abroad'") == [("Belgium",)]


def test_row_26_kinds_of_project_are_the_committees_own(look: Look) -> None:
    assert len(look("SELECT 1 FROM project_kind")) >= 10


def test_row_27_a_brunch_for_refugees_counts_guests_and_keeps_no_n(look: Look) -> None:
    assert look(f"SELECT sum(heads) FROM guest_party WHERE project_id = {ONE}", "Brunch for refugees") == [
        (63,)
    ]
    assert ("Turning Wheels", "co-host") in look(PARTS, "Brunch for refugees")


def test_row_28_seventy_members_go_out_together__and_a_next_step_i(look: Look) -> None:
    assert look(HEADS, "To the exhibition at the Noor Centre") == [(70, 0)]
    assert look("SELECT next_step FROM contact_log WHERE next_on = '2027-01-15'") == [
        ("Plan a joint project for next year",)
    ]


def test_row_29_pairs_collect_food_outside_a_shop(look: Look) -> None:
    pairs = look(
        f"SELECT minimum, maximum FROM shift WHERE note LIKE 'Pair%' AND project_id = {ONE}",
        "Food drive with the Noor Centre",
    )
    assert pairs == [(2, 2)] * 3
    assert look("SELECT count(*) > 0 FROM lot WHERE use_by IS NOT NULL") == [(1,)]


def test_row_30_one_project_on_three_sites_for_a_refuge_that_is_ne(look: Look, sample: Office) -> None:
    assert look(
        f"SELECT count(*) FROM project_partner WHERE role = 'host' AND project_id = {ONE}",
        "Five faiths for safe houses",
    ) == [(3,)]
    names = {row.name for row in sample.query(list_partners)}
    assert "Partner Olive" in names
    assert not any("Hope House" in name for name in names)
    assert not any("Hope House" in found.label for found in sample.query(list_searchable_records))
