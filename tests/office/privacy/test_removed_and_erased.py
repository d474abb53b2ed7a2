"""Somebody with everything that can hang on a person: removed and brought back, or erased without a trace."""

import shutil
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import Purpose, ThankedHow
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.core.history import list_record_history
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import CorrectQuantity, DonationEntry, Receive
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks
from mitzvah_desk.store.errors import UndoConflictError
from mitzvah_desk.store.journal import SCRUBBED, list_journalled_tables

DAY, TEN = date(2026, 11, 22), datetime(2026, 11, 22, 10)
NAME = "Zwiebelturm"
ANN, CHILD, OTHER = 1, 2, 3

START: list[Action] = [
    Add("campaign", {"name": "Day", "main_day": DAY}),
    Add("household", {"name": NAME, "address": f"{NAME} Villa"}),
    Add("person", {"given": "Ann", "family": NAME, "household_id": 1, "email": f"ann@{NAME}.example.org"}),
    Add("person", {"given": "Bea", "family": "Lerner", "is_child": True}),
    Add("person", {"given": "Dan", "family": "Lerner"}),
    Add("partner", {"name": "Rubens House"}),
    Add("group", {"name": "Scouts"}),
    Add("skill", {"name": "Driving"}),
    Add("project_kind", {"name": "Garden"}),
    Add("project", {"campaign_id": 1, "title": "Bulbs"}),
    Add("role", {"name": "Planter"}),
    Add(
        "shift",
        {
            "project_id": 1,
            "role_id": 1,
            "starts_at": TEN,
            "ends_at": TEN + timedelta(hours=1),
            "maximum": 5,
        },
    ),
]
ALL: list[Action] = [
    Assign(1, (ANN,)),
    Receive(
        1,
        (DonationEntry(12, item_name="Rice"), DonationEntry(3, item_name="Soap")),
        TEN,
        donor=("person", ANN),
    ),
    Add("money_gift", {"campaign_id": 1, "donor_person_id": ANN, "amount_pence": 500, "on_day": DAY}),
    RecordThanks(1, (("person", ANN),), ThankedHow.PRINTED, DAY),
    Add(
        "permission",
        {"person_id": ANN, "purpose": Purpose.PHOTO, "given": True, "given_on": DAY, "how": f"By {NAME}"},
    ),
    Add("guardian", {"child_id": CHILD, "adult_id": ANN, "relation": "aunt"}),
    Add(
        "permission",
        {"person_id": CHILD, "purpose": Purpose.PHOTO, "given": False, "given_on": DAY, "guardian_id": ANN},
    ),
    Add("consent_form", {"person_id": ANN, "printed_on": DAY, "note": f"Rang {NAME}"}),
    Add("subject_request", {"person_id": ANN, "asked_on": DAY, "note": f"{NAME} wrote"}),
    Add("retention_hold", {"person_id": ANN, "reason": f"{NAME} asked for it", "decided_on": DAY}),
    Add(
        "gift_aid_declaration",
        {"person_id": ANN, "given": "Ann", "family": NAME, "address": "1 Wood Lane", "made_on": DAY},
    ),
    Add("group_member", {"group_id": 1, "person_id": ANN}),
    SetField("group", 1, "leader_id", ANN),
    Add("person_skill", {"person_id": ANN, "skill_id": 1}),
    Add("unavailability", {"person_id": ANN, "starts_at": TEN, "ends_at": TEN + timedelta(hours=1)}),
    Add("wish", {"person_id": ANN, "kind_id": 1}),
    Add("project_wish", {"person_id": ANN, "project_id": 1}),
    Add("shift_notice", {"person_id": ANN, "campaign_id": 1, "shift_number": 1, "title": f"Tea with {NAME}"}),
    Add("print_notice", {"person_id": ANN, "project_id": 1, "shift_number": 1, "printed_at": TEN}),
    Add(
        "calendar_notice",
        {
            "uid": "one",
            "campaign_id": 1,
            "person_id": ANN,
            "title": "x",
            "starts_at": TEN,
            "exported_at": TEN,
        },
    ),
    Add("to_do", {"campaign_id": 1, "what": f"Ring {NAME}", "owner_id": ANN, "due_on": DAY}),
    Add("pairing", {"person_id": ANN, "other_id": OTHER}),
    Add("pairing", {"person_id": OTHER, "other_id": ANN, "apart": True}),
    Add("partner_contact", {"partner_id": 1, "person_id": ANN, "job": "Driver"}),
    Add("contact_log", {"partner_id": 1, "person_id": ANN, "on_day": DAY, "summary": "All well"}),
    SetField("project", 1, "coordinator_id", ANN),
    Add("guest_of_honour", {"project_id": 1, "person_id": ANN, "host_id": OTHER}),
    Add("guest_of_honour", {"project_id": 1, "person_id": OTHER, "host_id": ANN}),
    Add("quotation", {"campaign_id": 1, "person_id": ANN, "words": "Again!", "said_by": f"Ann {NAME}"}),
    Add("delivery", {"campaign_id": 1, "partner_id": 1, "driver_id": ANN}),
    SetFields("person", ANN, {"note": f"{NAME}s are kind", "diet": "Vegan", "given": "Annabella"}),
    CorrectQuantity(1, 20),
    Add("different_people", {"person_id": ANN, "other_id": OTHER}),
    Remove("group", (1,)),
]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("person") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        for action in START:
            done(office, action)
    return path


def everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    names = [table.name for table in list_journalled_tables()]
    sql = 'SELECT * FROM "{}" ORDER BY id'
    return office.query(lambda c: {n: [tuple(r) for r in c.exec_driver_sql(sql.format(n))] for n in names})


def test_every_link_to_a_person_is_tried() -> None:
    """A new table that leads to a person must come into the play above."""
    linked = {
        table.name
        for table in list_journalled_tables()
        if any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    added = {action.record for action in ALL if isinstance(action, Add)}
    assert linked <= added | {"assignment", "donation", "letter", "group", "project"}


def test_all_that_hung_on_a_removed_person_is_back_after_a_restart(start: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(start, tmp_path / "year.mitzvah"))
    with closing(Office.open(path)) as office:
        for action in ALL[:-1]:
            done(office, action, "on purpose")
        before, findings = everything(office), office.query(check_file)
        done(office, Remove("person", (ANN,)))
        after = everything(office)
        assert len([name for name in before if before[name] != after[name]]) >= 15
    with closing(Office.open(path)) as office:
        assert office.undo_label() == f"Removed Annabella {NAME}"
        office.undo()
        assert everything(office) == before
        newest, *_ = office.query(list_record_history, "person", ANN)
        assert newest.undone
    with closing(Office.open(path)) as office:
        office.redo()
        assert everything(office) == after
        office.undo()
        assert everything(office) == before
        assert office.query(check_file) == findings


@settings(max_examples=15)
@given(st.lists(st.sampled_from(ALL), max_size=14), st.integers(0, 3))
def test_an_erased_person_is_nowhere_in_the_file(start: Path, plan: list[Action], undos: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(start, Path(folder) / "year.mitzvah"))
        with closing(Office.open(path)) as office:
            for action in plan:
                office.execute(action, f"{NAME} is needed" if isinstance(action, Assign) else "on purpose")
            for _ in range(min(undos, len(plan) // 4)):
                office.undo()
            assert isinstance(office.execute(ErasePerson(ANN)), Done)
            assert office.undo_label() != "Erased a person's details"
            with suppress(UndoConflictError):  # what a step without images left may lean on an earlier one
                while office.undo():
                    assert NAME not in str(everything(office))
            while office.redo():
                pass
            assert NAME not in str(everything(office))
        kept = path.read_bytes()
        assert NAME.encode() not in kept
        assert NAME.lower().encode() not in kept
        assert [file.name for file in path.parent.iterdir()] == ["year.mitzvah"]


@pytest.mark.parametrize(
    ("others", "kept"), [((), False), ((SetField("person", OTHER, "household_id", 1),), True)]
)
def test_a_home_goes_with_the_last_who_lived_there(
    start: Path, tmp_path: Path, others: tuple[Action, ...], kept: bool
) -> None:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))) as office:
        for action in others:
            done(office, action)
        done(office, ErasePerson(ANN))
        assert bool(everything(office)["household"]) == kept
        assert everything(office)["person"][0][0] == CHILD


def test_what_an_erased_person_said_stays_without_a_name(start: Path, tmp_path: Path) -> None:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))) as office:
        done(office, next(each for each in ALL if isinstance(each, Add) and each.record == "quotation"))
        done(office, ErasePerson(ANN))
        assert "Again!" in str(everything(office)["quotation"])
        labels = office.query(lambda c: list(c.exec_driver_sql("SELECT label FROM journal_step").scalars()))
        assert labels.count(SCRUBBED) >= 3
        assert labels[-1] == "Erased a person's details"


def test_an_erased_person_is_asked_for_in_vain(start: Path, tmp_path: Path) -> None:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))) as office:
        done(office, ErasePerson(ANN))
        refused = office.execute(ErasePerson(ANN))
        assert isinstance(refused, Refused)
        assert "removed in the meantime" in refused.text
