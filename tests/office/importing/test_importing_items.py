"""Lists of the catalogue: taken in as they are written, matched with what is there, and never doubled."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from conftest_office import done
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lists_in import fates, plan_of, source, take

from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.model import ImportOf, KosherKind, Storage
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import find_item_by_code, list_item_codes
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.queries import ItemFacts, list_stock, read_item
from mitzvah_desk.office.importing.accept import WritePlan
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import LEAVE, NEW, REJECTED, Decision, ImportPlan, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import find_profile, list_profiles, open_sheet, profile_action
from mitzvah_desk.office.importing.typed_table import compose_typed_plan, make_typed_source, problem_cells
from mitzvah_desk.rules.fields.columns import guess_import_kind
from mitzvah_desk.rules.goods.item_names import fold_item_name

LIST = """Food bank shopping list,,,,,,,,,
Item,Category,Unit,Net weight (g),Case size,Min. stock,Barcode,Allergen info,Kosher,Storage
Tinned tomatoes,Tins,tins,400,12,3 cases,5 012345 678900,,KLBD,Ambient
Flour,Baking,kg,,25 kg,50 kg,,gluten,parev,Dry store
Semi-skimmed milk,Dairy,litres,,,20 litres,,milk,milky,Fridge
Nappies size 4,Toiletries,pack of 44,,,,,n/a,,
"""


def find(office: Office, name: str) -> ItemFacts:
    number = next(o.id for o in office.query(lookup.list_item_options) if o.label == name)
    facts = office.query(read_item, number)
    assert facts is not None
    return facts


def names(office: Office) -> list[str]:
    return [option.label for option in office.query(lookup.list_item_options)]


def plan(office: Office, text: str, decisions: dict[int, Decision] | None = None) -> ImportPlan:
    return plan_of(office, source("list.csv", text.encode(), ImportOf.ITEMS), decisions=decisions)


def lay(office: Office, name: str, **values: Any) -> int:
    return done(office, Add("item", {"name": name, **values})).id


def test_a_list_as_a_food_bank_keeps_it(office: Office) -> None:
    told = take(office, "list.csv", LIST.encode(), ImportOf.ITEMS)
    assert fates(told) == [RowOutcome.NEW] * 4
    assert told.label == "Imported items from list.csv"
    tomatoes, flour, milk = (find(office, n) for n in ("Tinned tomatoes", "Flour", "Semi-skimmed milk"))
    assert (tomatoes.unit, tomatoes.grams_each, tomatoes.pack_name, tomatoes.pack_size) == (
        "tins",
        400,
        "case",
        12,
    )
    assert (tomatoes.minimum_stock, tomatoes.kosher, tomatoes.note) == (36, True, "Kosher: KLBD")
    assert [row.code for row in office.query(list_item_codes, tomatoes.id)] == ["5012345678900"]
    assert (flour.unit, flour.pack_size, flour.minimum_stock) == ("g", 25_000, 50_000)
    assert (flour.allergens, flour.kosher_kind, flour.storage) == (
        "gluten",
        KosherKind.PAREV,
        Storage.AMBIENT,
    )
    assert (milk.unit, milk.minimum_stock, milk.storage) == ("ml", 20_000, Storage.CHILLED)
    nappies = find(office, "Nappies size 4")
    assert (nappies.pack_name, nappies.pack_size, nappies.allergens) == ("pack", 44, "")
    kinds = {option.label for option in office.query(lookup.list_category_options)}
    assert kinds == {"Tins", "Baking", "Dairy", "Toiletries"}
    office.undo()
    assert names(office) == []
    assert office.query(lookup.list_category_options) == []
    assert office.query(find_item_by_code, "5012345678900") is None


def test_what_is_there_is_matched_and_only_filled_in(office: Office) -> None:
    rice = lay(office, "Rice", unit="packets", minimum_stock=5, note="Long grain")
    done(office, Add("item_category", {"name": "Tin"}))
    told = take(
        office,
        "list.csv",
        b"Product,Kind,Counted in,Minimum,Notes,Halal\nrices,tins,Packet,10,Basmati,yes\nRICE,,,,,\n",
        ImportOf.ITEMS,
    )
    assert fates(told) == [RowOutcome.UPDATE, RowOutcome.SAME]
    assert told.rows[0].detail == "Rice: kind, minimum stock, halal and note"
    facts = office.query(read_item, rice)
    assert facts is not None
    assert (facts.name, facts.unit, facts.minimum_stock, facts.halal) == ("Rice", "packets", 10, True)
    assert facts.note == "Long grain\nBasmati"
    assert [row.category for row in office.query(list_stock)] == ["Tin"]
    assert len(names(office)) == 1


def test_what_is_nearly_so_called_is_asked_about(office: Office) -> None:
    lay(office, "Tinned tomatoes")
    text = "Item,Minimum\nTinned tomatos,12\nTined tomatos,6\n"
    (first, second) = plan(office, text).rows
    assert (first.fate, second.fate) == (RowOutcome.ASK, RowOutcome.ASK)
    assert first.detail == "Perhaps Tinned tomatoes: a similar name. Decide whether it is."
    asked = plan(office, text, {2: first.candidates[0].id})
    assert fates(asked) == [RowOutcome.UPDATE, RowOutcome.ASK]
    new = plan(office, text, {2: NEW})
    assert new.rows[0].fate is RowOutcome.NEW
    labels = [candidate.label for candidate in new.rows[1].candidates]
    assert labels == ["Tinned tomatoes", "that of row 2"]
    both = plan(office, text, {2: NEW, 3: -2})
    assert fates(both) == [RowOutcome.NEW, RowOutcome.UPDATE]
    done(office, WritePlan(both))
    assert sorted(names(office)) == ["Tinned tomatoes", "Tinned tomatos"]
    assert find(office, "Tinned tomatos").minimum_stock == 6
    alone = plan(office, text, {2: LEAVE, 3: -2})
    assert alone.rows[1].fate is not RowOutcome.NEW, "it was said to be the same as one that stays out"


def test_a_name_that_is_there_is_never_given_again(office: Office) -> None:
    lay(office, "Rice")
    (row,) = plan(office, "Item\nrice\n", {2: NEW}).rows
    assert row.fate is RowOutcome.PROBLEM
    assert row.detail.startswith("There is already an item called “rice”.")


def test_rows_about_one_thing_are_one_item(office: Office) -> None:
    told = take(office, "l.csv", b"Item,Unit,Allergens\nPeas,tins,\nPea,,none\npeas,,\n", ImportOf.ITEMS)
    assert fates(told) == [RowOutcome.NEW, RowOutcome.UPDATE, RowOutcome.SAME]
    assert names(office) == ["Peas"]
    assert find(office, "Peas").allergens == "none"


def test_a_code_says_what_a_thing_is(office: Office) -> None:
    beans = lay(office, "Baked beans")
    lay(office, "Peas")
    done(office, Add("item_code", {"item_id": beans, "code": "50184453"}))
    told = plan(
        office,
        "Item,EAN\nBakd beans,50184453\nHeinz beans,50184453\nPeas,50184453\nSoup,50000001\nBroth,50000001\n",
    )
    assert fates(told) == [
        RowOutcome.SAME, RowOutcome.ASK, RowOutcome.PROBLEM, RowOutcome.NEW, RowOutcome.ASK,
    ]  # fmt: skip
    assert told.rows[1].detail == "Perhaps Baked beans: the same barcode. Decide whether it is."
    assert told.rows[2].detail == "The barcode 50184453 is on Baked beans already."
    assert told.rows[4].candidates[0].label == "that of row 5"


@pytest.mark.parametrize(
    ("headings", "cells", "says"),
    [
        ("Allergens", "nuts", "The catalogue says “gluten” of Oats under “Allergens”, and this row “nuts”."),
        ("Counted in", "sacks", "under “Counted in”, and this row “sacks”"),
        ("Halal", "no", "The catalogue says yes of Oats under “Halal”, and this row no."),
        ("Weight of one", "400", "Weight of one: “400” says no measure. Write 400 g or 400 kg."),
        ("Weight of one", "500 ml", "no weight"),
        ("Minimum", "some", ""),
        ("Minimum", "3 cases", "Short below: How many are in one case?"),
        ("Minimum", "2.5 kg", "counted in packets"),
        ("Barcode", "123", "8 to 14 digits"),
        ("Kosher", "perhaps", "Write yes, no or parev."),
        ("Storage", "attic", "ambient, chilled or frozen"),
        ("Size of pack", "lots", "Size of pack: “lots” does not say"),
        ("Kosher,Diets", "no,kosher", "says two things about kosher"),
    ],
)
def test_what_cannot_be_taken_in_stays_out_with_the_reason(
    office: Office, headings: str, cells: str, says: str
) -> None:
    number = lay(office, "Oats", unit="packets", allergens="gluten", halal=True)
    before = office.query(read_item, number)
    told = plan(office, f"Item,{headings}\nOats,{cells}\nBran,\n")
    assert fates(told) == [RowOutcome.PROBLEM, RowOutcome.NEW]
    assert says in told.rows[0].detail
    assert told.rejected == [(told.rows[0].cells, told.rows[0].detail)]
    done(office, WritePlan(told))
    assert office.query(read_item, number) == before


def test_the_very_cell_that_is_refused_is_told(office: Office) -> None:
    lay(office, "Flour", unit="g")
    keys = ("name", "grams_each", "minimum_stock", "code")
    lines = [(4, ("Rice", "400", "", "")), (7, ("Flour", "", "5", "")), (9, ("Tea", "", "", "12"))]
    prepared = prepare_import(
        make_typed_source(ImportOf.ITEMS, keys, lines), office.query(read_existing_records, None)
    )
    told = problem_cells(prepared, compose_typed_plan(prepared, {}))
    assert {line: list(cells) for line, cells in told.items()} == {
        4: ["grams_each"], 7: ["minimum_stock"], 9: ["code"],
    }  # fmt: skip


def test_what_is_in_stock_in_pieces_is_not_weighed_by_a_list(office: Office, campaign: int) -> None:
    done(office, Receive(campaign, (DonationEntry(12, item_name="Flour"),), datetime(2026, 11, 22, 10)))
    (row,) = plan(office, "Item,Unit\nFlour,kg\n").rows
    assert (row.fate, list(row.refused)) == (RowOutcome.PROBLEM, ["unit"])
    assert "single things" in row.detail


def test_what_is_counted_in_whole_kilos_stays_so(office: Office) -> None:
    flour = lay(office, "Flour", unit="kg")
    (row,) = plan(office, "Item,Unit,Minimum,Size of pack\nFlour,kilos,5 kg,25 kg\n").rows
    assert row.detail == "number in a pack and minimum stock"
    done(office, WritePlan(plan(office, "Item,Unit,Minimum,Size of pack\nFlour,kilos,5 kg,25 kg\n")))
    facts = office.query(read_item, flour)
    assert facts is not None
    assert (facts.unit, facts.minimum_stock, facts.pack_size) == ("kg", 5, 25)
    (row,) = plan(office, "Item,Minimum\nFlour,2.5 kg\n").rows
    assert row.detail.startswith("Short below: Flour is counted in whole kg so far.")


def test_a_row_without_a_name_or_with_only_a_number_is_told(office: Office) -> None:
    told = plan(office, "Item,Unit\n,tins\n24,tins\n5012345678900,tins\n")
    assert [row.fate for row in told.rows] == [RowOutcome.PROBLEM] * 3
    assert told.rows[0].detail == "There is no name in this row."


def test_typed_lines_are_one_step_called_by_what_they_add(office: Office) -> None:
    keys = ("name", "unit", "minimum_stock")
    lines = [(1, ("Rice", "kg", "5 kg")), (2, ("Tea", "boxes", "")), (3, ("Jam", "jars", "6"))]
    prepared = prepare_import(
        make_typed_source(ImportOf.ITEMS, keys, lines), office.query(read_existing_records, None)
    )
    told = compose_typed_plan(prepared, {})
    assert told.label == "Added 3 items"
    done(office, WritePlan(told))
    assert office.undo_label() == "Added 3 items"
    office.undo()
    assert names(office) == []


def test_how_a_list_of_items_was_matched_is_remembered(office: Office) -> None:
    given_in = source("list.csv", b"Bezeichnung,Unit\nRice,kg\n", ImportOf.ITEMS).matching(0, "name")
    done(office, office.query(profile_action, given_in, "The wholesaler"))
    known = office.query(list_profiles, ImportOf.ITEMS)
    again = open_sheet("list.csv", given_in.sheet, ImportOf.ITEMS, find_profile(known, given_in))
    assert again.matched == {0: "name", 1: "unit"}


def test_what_a_file_tells_of_is_seen_by_its_headings() -> None:
    assert guess_import_kind([("Item", "Category", "Unit", "Barcode", "Min stock")]) is ImportOf.ITEMS
    assert guess_import_kind([("Donor", "Item", "Qty", "Date")]) is ImportOf.DONATIONS
    assert guess_import_kind([("Charity", "Type", "Website")]) is ImportOf.PARTNERS


def test_numbers_of_donations_bear_the_measure_of_their_heading_too(office: Office, campaign: int) -> None:
    text = b"Donor,Date,Item,Quantity (kg)\nThe Felix Project,6/4/26,Flour,2.5\n"
    take(office, "gifts.csv", text, ImportOf.DONATIONS, campaign=campaign)
    assert [(row.left, row.unit) for row in office.query(list_stock)] == [(2500, "g")]


NAMES = st.sampled_from(
    (
        "Rice",
        "rice",
        "Rices",
        "Brown rice",
        "Tinned tomatoes",
        "Tinned tomatos",
        "tined tomatos",
        "Soap",
        "Tea",
        "",
    )
)
ROWS = st.tuples(
    NAMES,
    st.sampled_from(("", "tins", "kg", "each", "£2")),
    st.sampled_from(("", "5", "5 kg", "2 cases of 6", "many")),
    st.sampled_from(("", "50184453", "50000001", "12")),
    st.sampled_from(("", "none", "nuts")),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(NAMES.filter(bool), max_size=3, unique_by=fold_item_name),
    st.lists(ROWS, min_size=1, max_size=7),
    st.dictionaries(st.integers(2, 8), st.sampled_from((NEW, LEAVE, 1, -2, -3)), max_size=3),
)
def test_no_row_is_lost_and_no_item_doubled(
    office: Office, known: list[str], rows: Sequence[tuple[str, ...]], decided: dict[int, Decision]
) -> None:
    steps = [office.execute(Add("item", {"name": name}), "another") for name in known]
    decided = {line: said for line, said in decided.items() if said != 1 or known}
    decided = {line: first_id(office) if said == 1 else said for line, said in decided.items()}
    before, codes = names(office), len(office.query(read_existing_records, None).item_codes)
    titles = ["Name", "Unit", "Minimum", "Barcode", "Allergens"]
    given_in = source("list.csv", table_bytes("csv", titles, rows), ImportOf.ITEMS)
    prepared = prepare_import(given_in, office.query(read_existing_records, None))
    told = compose_plan(prepared, decided)
    assert told.count(*RowOutcome) == len(given_in.rows)
    assert all(row.detail for row in told.rows if row.fate in REJECTED)
    result = done(office, WritePlan(told))
    after = names(office)
    assert len(after) == len(before) + told.count(RowOutcome.NEW)
    assert len({name.casefold() for name in after}) == len(after)
    new = [row.who for row in told.rows if row.fate is RowOutcome.NEW]
    assert sorted(new + before) == sorted(after)
    if not decided:
        folded = [fold_item_name(name) for name in after]
        assert len(set(folded)) == len(folded)
        taken = [row for row in told.rows if row.fate not in REJECTED]
        assert all(fold_item_name(row.who) in folded or row.candidates for row in taken)
    again = compose_plan(prepare_import(given_in, office.query(read_existing_records, None)), decided)
    assert not again.count(RowOutcome.NEW)
    if result.step:
        office.undo()
    assert names(office) == before
    assert len(office.query(read_existing_records, None).item_codes) == codes
    for _ in steps:
        office.undo()


def first_id(office: Office) -> int:
    return office.query(lookup.list_item_options)[0].id
