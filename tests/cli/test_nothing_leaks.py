"""Whatever the command line writes: a confidential partner's name, place and telephone are in none of it."""

import argparse
import zipfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from mitzvah_desk.cli import _parser, main
from mitzvah_desk.model import PartnerRole, ProjectStatus
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.vocabulary import Subject

SECRETS = ("Saffron", "99 Hidden Lane", "ZZ9 9ZZ", "020 7946 0666", "secret@example.org", "saffron.example")
CODE = "Partner Marigold"
WAYS = {
    "people": (["people"], ("csv", "xlsx", "ods", "vcf")),
    "partners": (["partners"], ("csv", "xlsx", "ods")),
    "list": (["list", "Everybody we help"], ("csv", "xlsx", "ods")),
    "newsletter": (["newsletter", "--venues"], ("docx", "html", "md", "txt")),
    "sign-up": (["sign-up", "--venues", "--day", "1/11/2026"], ("html",)),
    "calendar": (["calendar"], ("ics",)),
    "donations": (["donations"], ("csv", "xlsx", "ods")),
    "deliveries": (["deliveries"], ("csv", "xlsx", "ods")),
}


@pytest.fixture(scope="module", params=["itself", "by what stands above it"])
def refuge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which a refuge hosts, gave, asked and was given something."""
    path = tmp_path_factory.mktemp("leaks") / "refuge.mitzvah"
    with closing(Office.new(path)) as office:

        def done(action: Action, reason: str = "for the test") -> Done:
            result = office.execute(action, reason)
            assert isinstance(result, Done), result
            return result

        done(ChangeSetting("email", "desk@example.org"))
        campaign = done(Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)})).id
        hidden: dict[str, object] = {"code_name": CODE, "confidential": True}
        if request.param != "itself":
            trust = done(Add("partner", {"name": "Saffron Trust", **hidden})).id
            hidden = {"parent_id": done(Add("partner", {"name": "Saffron West", "parent_id": trust})).id}
        facts = {"name": "Saffron House", "address": SECRETS[1], **hidden}
        facts |= {"postcode": SECRETS[2], "phone": SECRETS[3], "email": SECRETS[4], "website": SECRETS[5]}
        house = done(Add("partner", facts)).id
        site = {
            "name": "Saffron's garden",
            "address": SECRETS[1],
            "postcode": SECRETS[2],
            "partner_id": house,
        }
        place = done(Add("place", site)).id
        values = {
            "campaign_id": campaign,
            "title": "Toiletries",
            "status": ProjectStatus.DONE,
            "place_id": place,
        }
        project = done(Add("project", values)).id
        done(Add("project_partner", {"project_id": project, "partner_id": house, "role": PartnerRole.HOST}))
        role = done(Add("role", {"name": "Packer"})).id
        times = {"starts_at": datetime(2026, 11, 22, 10), "ends_at": datetime(2026, 11, 22, 12)}
        done(Add("shift", {"project_id": project, "role_id": role, "place_id": place, **times}))
        to_come = {**values, "title": "Parcels", "status": ProjectStatus.CONFIRMED}
        parcels = done(Add("project", to_come)).id
        done(Add("project_partner", {"project_id": parcels, "partner_id": house, "role": PartnerRole.HOST}))
        done(Add("shift", {"project_id": parcels, "role_id": role, "place_id": place, **times}))
        given = Receive(
            campaign,
            (DonationEntry(9, item_name="Soap"),),
            datetime(2026, 11, 22, 9),
            ("partner", house),
            project,
        )
        lot = done(given).ids[1]
        item = office.query(lambda c: c.exec_driver_sql("SELECT item_id FROM lot").scalar_one())
        wish = {"partner_id": house, "campaign_id": campaign, "item_id": item, "quantity": 5}
        wanted = done(Add("request", wish)).id
        done(Allocate(((wanted, lot, 5),), date(2026, 11, 20)))
        delivery = done(PlanDelivery(campaign, house)).id
        (line,) = office.query(list_delivery_lines, delivery)
        done(HandOver(delivery, ((line.id, 5, ""),), datetime(2026, 11, 22, 15)))
        kept = format_definition(ListDefinition(Subject.PARTNERS))
        done(Add("saved_list", {"name": "Everybody we help", "definition": kept}))
    return path


def told(path: Path) -> str:
    """Everything that a file says, unpacked where it is packed."""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8", errors="replace").replace("\r\n ", "")
    with zipfile.ZipFile(path) as packed:
        return "\n".join(packed.read(name).decode("utf-8", errors="replace") for name in packed.namelist())


def test_every_export_is_looked_at() -> None:
    """A new export has to be named above before this passes."""
    nested = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    exports = next(a for a in nested.choices["export"]._actions if isinstance(a, argparse._SubParsersAction))
    assert set(exports.choices) == set(WAYS)


@pytest.mark.parametrize(
    ("what", "kind"), [(what, kind) for what, (_, kinds) in WAYS.items() for kind in kinds]
)
def test_nothing_of_a_refuge_is_written(refuge: Path, tmp_path: Path, what: str, kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    assert main(["export", *WAYS[what][0], str(refuge), "--to", str(out)]) in {0, 1}
    text = told(out)
    for secret in SECRETS:
        assert secret not in text
    if what in {"partners", "list", "newsletter", "people"}:
        assert CODE not in text, "it is in no list at all"
    if what in {"calendar", "newsletter"}:
        assert "Toiletries" in text
