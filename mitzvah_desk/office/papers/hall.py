"""Papers for the hall and the store: signs, box labels, the test page of a sheet of labels."""

from datetime import timedelta
from typing import Any

from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.stock_queries import LotRow, list_lots
from mitzvah_desk.office.goods.stocktaking import stocktake_queries
from mitzvah_desk.office.outgoing.outgoing import Outgoing, Progress
from mitzvah_desk.office.papers.label_job import make_label_job
from mitzvah_desk.office.papers.print_request import PrintRequest, find_label_sheet
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.goods.cold_chain import ONCE_THAWED, describe_date, describe_handling
from mitzvah_desk.rules.goods.weights import format_amount_times
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.store.errors import WorldError

_SOON = timedelta(days=7)


def make_signs(office: Office, asked: PrintRequest) -> Outgoing:
    """A sign of the words asked for; each paragraph after an empty line is a sign of its own.

    Raises:
        WorldError: there are no words, or the text to be scanned is too long.
    """
    from mitzvah_desk.documents.signs import Arrow, HallSign, render_signs

    texts = [part.strip() for part in asked.sign.words.replace("\r\n", "\n").split("\n\n") if part.strip()]
    if not texts and not asked.sign.code:
        raise WorldError("This sign has no words yet.", "Type what it shall say.")
    made = [
        HallSign(tuple(line.strip() for line in text.splitlines()), Arrow(asked.sign.arrow), asked.sign.code)
        for text in texts or [""]
    ]

    def draw(values: Any, _: Progress | None) -> bytes:  # noqa: ANN401  # the pair below
        try:
            return render_signs(
                values[0], values[1], asked.paper, printed_at=asked.now, audience=asked.audience
            )
        except ValueError as error:
            raise WorldError(str(error), "") from error

    return Outgoing(
        "Signs",
        asked.audience,
        (made, read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]),
        draw,
        file_name(f"Sign {texts[0].splitlines()[0] if texts else ''}"),
        count=len(made),
    )


def make_box_labels(office: Office, asked: PrintRequest) -> Outgoing:
    """A label for every lot that is in stock; what must go within a week says so."""
    from mitzvah_desk.documents.labels import BoxLabel

    labels = []
    for lot in office.query(list_lots):
        end = lot.ends if lot.frozen_on is None else None
        dated = describe_date(lot.use_by, lot.best_before, lot.frozen_on)
        facts = (
            lot.barred(asked.now.date()).partition(":")[0].upper(),
            describe_handling(lot.storage, lot.frozen_on, lot.kosher_kind),
            dated[:1].upper() + dated[1:],
            ONCE_THAWED if lot.frozen_on else "",
            lot.size,
            " · ".join(part for part in (lot.place, f"lot {lot.id}") if part),
            lot.project,
        )
        urgent = end is not None and end <= asked.now.date() + _SOON
        labels.append(BoxLabel(_box_words(lot), tuple(f for f in facts if f), urgent))
    return make_label_job(office, asked, labels, "L7163", "Box labels")


def _box_words(lot: LotRow) -> str:
    """How many of what is in a box: ``24 × Rice``, ``2.5 kg Flour``."""
    return format_amount_times(lot.left, lot.unit, lot.item)


def make_count_sheet(office: Office, asked: PrintRequest) -> Outgoing:
    """The sheet for the stocktake that is open, else for everything in stock."""
    from mitzvah_desk.documents.count_sheet import Shelf
    from mitzvah_desk.documents.count_sheet import render_count_sheet as document

    facts = office.query(stocktake_queries.read_current_stocktake)
    if facts is not None and facts.finished_at is None:
        title = facts.name
        rows = office.query(stocktake_queries.list_stocktake_counts, facts.id)
    else:
        title = "Everything in stock"
        rows = office.query(stocktake_queries.list_as_if_counted)
    donors = asked.audience is Audience.COMMITTEE
    shelves = [Shelf(row.place, row.what, row.end, row.lot, row.origin(with_donor=donors)) for row in rows]
    return Outgoing(
        "Count sheet",
        asked.audience,
        (title, shelves, read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]),
        lambda values, _: document(
            values[0], values[1], values[2], asked.paper, audience=asked.audience, printed_at=asked.now
        ),
        file_name(f"Count sheet {title}"),
        count=len(shelves),
    )


def make_weighing_sheet(office: Office, asked: PrintRequest) -> Outgoing:
    """Empty lines for the scales where goods come in."""
    from mitzvah_desk.documents.count_sheet import render_weighing_sheet as document

    campaigns = office.query(lookup.list_campaign_options)
    title = next((each.label for each in campaigns if each.id == asked.campaign_id), "Goods that come in")
    return Outgoing(
        "Weighing sheet",
        asked.audience,
        (title, read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]),
        lambda values, _: document(
            values[0], values[1], asked.paper, audience=asked.audience, printed_at=asked.now
        ),
        file_name(f"Weighing sheet {title}"),
    )


def make_test_page(office: Office, asked: PrintRequest) -> Outgoing:
    """Shows on plain paper where the labels of a sheet will lie."""
    from mitzvah_desk.documents.label_sheets import render_alignment_page

    settings = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[1]
    sheet = find_label_sheet(settings, asked, "L7160")
    return Outgoing(
        "Test page",
        asked.audience,
        (sheet, settings.organisation),
        lambda values, _: render_alignment_page(values[0], author=values[1], printed_at=asked.now),
        file_name(f"Test page {sheet.key}"),
    )
