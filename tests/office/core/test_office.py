from datetime import datetime
from pathlib import Path

import pytest
from conftest_office import done

from mitzvah_desk.model import MovementKind, ThankedHow
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.history import list_record_history
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import CorrectQuantity, DonationEntry, Issue, Receive
from mitzvah_desk.office.goods.stock_ledger import on_hand
from mitzvah_desk.office.lists.full_export import export_people
from mitzvah_desk.office.people import queries as people
from mitzvah_desk.office.people import service_history as serving
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.rota.assignments import Assign, ChangeShift, find_campaign_clashes
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks, list_thanks
from tests.gate import release_bytes

AWKWARD = ["O'Brien & <b>Sons</b>", "=cmd|' /C calc'!A0", "רחל כהן", "x" * 200]
TEN, ELEVEN, HALF = datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 11), datetime(2026, 11, 22, 10, 30)


def shift(office: Office, campaign: int, start: datetime = TEN, end: datetime = ELEVEN) -> int:
    project = done(office, Add("project", {"campaign_id": campaign, "title": f"Bulbs {start}"})).id
    role = done(office, Add("role", {"name": f"Planter {start}"})).id
    values = {"project_id": project, "role_id": role, "starts_at": start, "ends_at": end, "maximum": 3}
    return done(office, Add("shift", values)).id


def test_a_removed_person_comes_back_whole_after_a_restart(
    office: Office, campaign: int, tmp_path: Path
) -> None:
    ann = done(office, Add("person", {"given": "Ann", "family": "Cohen"})).id
    done(office, Assign(shift(office, campaign), (ann,)))
    done(office, Receive(campaign, (DonationEntry(12, item_name="Rice"),), TEN, donor=("person", ann)))
    done(office, RecordThanks(campaign, (("person", ann),), ThankedHow.PRINTED, TEN.date()))
    done(office, Remove("person", (ann,)))
    assert office.query(people.list_people) == []
    office.close()
    again = Office.open(tmp_path / "year.mitzvah")
    assert again.undo() is not None
    assert len(again.query(serving.list_service_history, person_id=ann)) == 1
    assert [row.quantity for row in again.query(serving.list_giving_history, person_id=ann)] == [12]
    assert len(again.query(serving.list_thanks_sent, "person", ann)) == 1
    again.close()


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_names_are_kept_as_they_are(office: Office, name: str) -> None:
    made = done(office, Add("person", {"family": name})).id
    facts = office.query(people.read_person, made)
    assert facts is not None
    assert facts.family == name
    text = release_bytes(office, office.query(export_people, "csv")).decode("utf-8-sig")
    assert not any(line.startswith(("=", ",=")) for line in text.splitlines())


def test_an_empty_name_is_refused_with_a_sentence(office: Office) -> None:
    refused = office.execute(Add("person", {"given": " ", "family": ""}))
    assert isinstance(refused, Refused)
    assert "name is needed" in refused.text
    assert office.undo_label() == ""


@pytest.mark.parametrize(
    ("column", "value"), [("email", "nobody@"), ("mobile", "12"), ("email", "two words@example.org")]
)
def test_a_wrong_value_is_refused_beside_its_field(office: Office, column: str, value: str) -> None:
    made = done(office, Add("person", {"given": "Ann"})).id
    refused = office.execute(SetField("person", made, column, value))
    assert isinstance(refused, Refused)
    assert refused.findings[0].field == column
    assert value in refused.text


def test_twice_on_a_shift_is_refused_and_an_overlap_needs_a_reason(office: Office, campaign: int) -> None:
    ann = done(office, Add("person", {"given": "Ann", "family": "Cohen"})).id
    first, second = shift(office, campaign), shift(office, campaign, HALF, ELEVEN)
    done(office, Assign(first, (ann,)))
    assert isinstance(office.execute(Assign(first, (ann,)), "please"), Refused)
    assert isinstance(office.execute(Assign(second, (ann,))), Refused)
    assert office.query(find_campaign_clashes, campaign) == []
    done(office, Assign(second, (ann,)), "She runs fast")
    assert office.query(find_campaign_clashes, campaign) == []


def test_a_shift_that_ends_before_it_starts_is_refused(office: Office, campaign: int) -> None:
    refused = office.execute(ChangeShift(shift(office, campaign), {"ends_at": datetime(2026, 11, 22, 9)}))
    assert isinstance(refused, Refused)
    assert "end must come after the start" in refused.text


def test_stock_is_a_sum_that_never_falls_below_nothing(office: Office, campaign: int) -> None:
    lot = done(office, Receive(campaign, (DonationEntry(10, item_name="Rice"),), TEN)).ids[1]
    done(office, Issue(lot, MovementKind.USED, 4, ELEVEN))
    assert office.query(on_hand, lot) == 6
    assert isinstance(office.execute(Issue(lot, MovementKind.USED, 7, ELEVEN)), Refused)
    assert isinstance(office.execute(CorrectQuantity(lot, 3)), Refused)
    done(office, CorrectQuantity(lot, 4))
    assert office.query(on_hand, lot) == 0
    assert isinstance(office.execute(Issue(lot, MovementKind.WRITTEN_OFF, 1, ELEVEN)), Refused)


def test_an_erased_person_leaves_no_trace_in_the_file(office: Office, campaign: int, tmp_path: Path) -> None:
    ann = done(office, Add("person", {"given": "Annabella", "family": "Zwiebelturm"})).id
    done(office, Assign(shift(office, campaign), (ann,)))
    done(office, ErasePerson(ann))
    office.close()
    assert b"Zwiebelturm" not in (tmp_path / "year.mitzvah").read_bytes()


def test_history_says_what_changed_by_whom(office: Office) -> None:
    ann = done(office, Add("person", {"given": "Ann", "family": "Cohen"})).id
    done(office, SetField("person", ann, "family", "Levy"))
    newest, oldest = office.query(list_record_history, "person", ann)
    assert newest.user_name == "Miriam"
    assert "“Cohen” → “Levy”" in newest.detail
    assert oldest.label == "Added Ann Cohen"


def test_one_letter_a_household_and_nobody_twice(office: Office, campaign: int) -> None:
    home = done(
        office, Add("household", {"name": "Cohen", "address": "1 Elm Road", "postcode": "nw118qz"})
    ).id
    for name in ("Ann", "Bob"):
        person = done(office, Add("person", {"given": name, "family": "Cohen", "household_id": home})).id
        done(office, Receive(campaign, (DonationEntry(3, item_name="Rice"),), TEN, donor=("person", person)))
    (line,) = office.query(list_thanks, campaign)
    assert line.name == "Ann and Bob Cohen"
    assert line.greeting == "Dear Ann and Bob"
    assert line.address == ("1 Elm Road", "NW11 8QZ")
    assert line.reasons == ("6 × rice",)
    done(office, RecordThanks(campaign, (line.key,), ThankedHow.SPOKEN, TEN.date()))
    assert done(office, RecordThanks(campaign, (line.key,), ThankedHow.SPOKEN, TEN.date())).ids == ()
