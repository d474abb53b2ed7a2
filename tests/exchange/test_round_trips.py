"""Lists at random survive each kind of spreadsheet: how many columns, what types, every letter of a text."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mitzvah_desk.exchange.cells import Cell, format_cell
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.rules.fields.tidying import tidy_text

SPECIAL = (
    *(
        "007",
        "=1+1",
        "'tis",
        "'=x",
        "-",
        "+44 20",
        "@x",
        "\tx",
        "\nx",
        "a\tb",
        "two  blanks",
        " ends ",
        "כהן",
    ),
    *("שָׁלוֹם", "a\n\nb", 'say "so"', "a;b;c", "a|b", "a,b", "_x0041_", "<b>&amp;</b>", "1e5", "01/02"),
    *("TRUE", "5'", '6"', "\u2028", "a\x85b", "🎗"),
)
UNKEPT = [*map(chr, range(9)), *map(chr, range(11, 32)), "\ufffe", "\uffff"]  # what XML cannot hold
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters=UNKEPT)
TEXTS = st.one_of(
    st.sampled_from(SPECIAL), st.text(LETTERS, max_size=12), st.text("=+-@'\"; ,\t\n|ab", max_size=6)
)
FILLED = TEXTS.filter(lambda text: bool(tidy_text(text)))  # blanks alone are an empty cell
FLOATS = st.integers(-(10**12), 10**12).map(lambda number: number / 100)  # a spreadsheet keeps fifteen digits
NUMBERS = st.integers(-(10**18), 10**18) | FLOATS
TIMES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 30)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
MOMENTS = TIMES.filter(lambda at: bool(at.hour or at.minute))  # at midnight Excel shows a day only
CELLS = st.one_of(FILLED, FILLED, st.none(), NUMBERS, st.dates(), MOMENTS)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[Cell]]]:
    wide = draw(st.integers(1, 5))
    titles = draw(st.lists(FILLED, min_size=wide, max_size=wide))
    return titles, draw(st.lists(st.lists(CELLS, min_size=wide, max_size=wide), max_size=5))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@given(tables())
@example((["Name"], [["a;b"], ["c;d"]]))
@example((["007", "0\t\n", '"\t0'], []))
@example((["a;1", "b"], [["x;y;z", "1"], ["x;y;z", "2"]]))
def test_every_letter_comes_back(kind: str, table: tuple[list[str], list[list[Cell]]]) -> None:
    titles, rows = table
    (sheet,) = read_sheets(f"a.{kind}", table_bytes(kind, titles, rows))
    filled = [row for row in rows if any(map(format_cell, row))]
    assert [list(cells) for _, cells in sheet.rows] == [
        titles,
        *([format_cell(cell) for cell in row] for row in filled),
    ]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@given(st.lists(st.one_of(FILLED, st.integers(-(10**14), 10**14), st.dates(date(1900, 3, 1)), FLOATS),
                min_size=1, max_size=6))  # fmt: skip
def test_types_come_back(kind: str, row: list[Cell]) -> None:
    made = table_bytes(kind, [f"T{number}" for number in range(len(row))], [row])
    _, back = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    assert [type(cell) for cell in back] == [float if isinstance(cell, int) else type(cell) for cell in row]
    assert [cell for cell in back if not isinstance(cell, str)] == [c for c in row if not isinstance(c, str)]
    assert [c for c in back if isinstance(c, str)] == [c for c in row if isinstance(c, str)]


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
<style:style style:name="h"><style:table-properties table:display="false"/></style:style>
<table:table table:name="Secret" table:style-name="h"><table:table-row><table:table-cell>
<text:p>no</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="Helpers">
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/>
</table:table-row><table:table-row>
<table:table-cell table:number-rows-spanned="3"><text:p>Cohen</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"><text:p>9:30 am</text:p>
</table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-04-03">
<text:p>4/3/26</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p>
</table:table-cell><table:table-cell office:value-type="percentage" office:value="0.5">
<text:p>50%</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:covered-table-cell/>
<table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation>
<text:p>a<text:tab/><text:span>b</text:span>  c<text:s text:c="2"/>d<text:line-break/>e</text:p>
<text:p>f</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7700900123"/>
</table:table-row>
<table:table-row><table:table-cell><text:p>Levy</text:p></table:table-cell></table:table-row>
</table:table></office:document-content>"""


def test_an_opendocument_sheet_of_another_program() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("content.xml", ODS)
    (sheet,) = read_sheets("a.ods", out.getvalue())
    again = ("Cohen", "a\tb c  d\ne\nf", "7700900123", "7700900123", "")
    assert sheet.name == "Helpers"
    assert sheet.rows == (
        (3, ("Cohen", "09:30", "03/04/2026", "yes", "0.5")),
        (4, again),
        (5, again),
        (6, ("Levy", "", "", "", "")),
    )
