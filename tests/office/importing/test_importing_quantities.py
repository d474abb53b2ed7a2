"""Lists of donations say how many as people say it; what is not known is asked, and nothing is guessed."""

import pytest
from conftest_rota import Year
from lists_in import bulbs_and_tea, fates, take

from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.queries import list_donations, list_stock, read_item
from mitzvah_desk.office.importing.plan import RowOutcome

HEAD = "Donor,Date,Item,Quantity\n"
ROWS = (
    "The Felix Project,6/4/26,Flour,2.5 kg",
    "The Felix Project,6/4/26,Peas,3 cases of 12",
    "The Felix Project,6/4/26,Peas,½ case",
    "The Felix Project,6/4/26,Eggs,a dozen",
    "The Felix Project,6/4/26,Oil,2 litres",
    "The Felix Project,6/4/26,Flour,500g",
    'The Felix Project,6/4/26,Cans of soup,"1,024"',
    "The Felix Project,6/4/26,24 tins beans,",
    "The Felix Project,6/4/26,Blanket,",
)
ASKED = {
    "The Felix Project,6/4/26,Flour,5": "5 kg, or 5 g",
    "The Felix Project,6/4/26,Rusks,3 cases": "How many are in one case?",
    "The Felix Project,6/4/26,Blanket,2.5 kg": "counted in single things",
    "The Felix Project,6/4/26,Blanket,0": "at least 1",
    "The Felix Project,6/4/26,Blanket,some": "",
}


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return bulbs_and_tea(office, campaign)


def stock(year: Year) -> dict[str, tuple[int, str]]:
    return {row.name: (row.left, row.unit) for row in year.office.query(list_stock) if row.left}


def test_a_list_is_read_as_the_line_at_the_door_is(year: Year) -> None:
    year.add("partner", name="The Felix Project")
    before = stock(year)
    text = HEAD + "\n".join((*ROWS, *ASKED)) + "\n"
    plan = take(year.office, "gifts.csv", text.encode(), ImportOf.DONATIONS, campaign=year.campaign)
    assert fates(plan) == [RowOutcome.NEW] * len(ROWS) + [RowOutcome.PROBLEM] * len(ASKED)
    for row, says in zip(plan.rows[len(ROWS) :], ASKED.values(), strict=True):
        assert says in row.detail
    assert plan.rows[0].detail.startswith("2.5 kg Flour on")
    assert plan.rows[1].detail.startswith("36 Peas on")
    found = {name: much for name, much in stock(year).items() if before.get(name) != much}
    assert found == {
        "Flour": (3000, "g"),
        "Peas": (42, ""),
        "Eggs": (12, ""),
        "Oil": (2000, "ml"),
        "Cans of soup": (1024, ""),
        "beans": (24, "tins"),
        "Blanket": (1, ""),
    }
    peas = next(row.id for row in year.office.query(list_stock) if row.name == "Peas")
    facts = year.office.query(read_item, peas)
    assert facts is not None
    assert (facts.pack_name, facts.pack_size) == ("case", 12)
    (given,) = (row for row in year.office.query(list_donations, year.campaign) if "Oil" in row.what)
    assert given.things.short == "1,103, 3 kg and 2 litres"
    year.office.undo()
    assert stock(year) == before
