"""The words of the newsletter's pieces, shipped or the committee's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, delete, select

from mitzvah_desk import shipped
from mitzvah_desk.model import NewsletterKind, NewsletterTemplate
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.rules.fields import tidying as fields
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.templates import sections as pieces
from mitzvah_desk.rules.templates.section_fields import CHIPS, HEADINGS, KEYS
from mitzvah_desk.rules.templates.sections import Piece
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewsletterWords:
    """The words of a piece.

    Attributes:
        kind: which piece.
        piece: its heading, order and words.
        own: whether they are the committee's own.
    """

    kind: NewsletterKind
    piece: Piece
    own: bool = False


@cache
def default_newsletter_words() -> dict[NewsletterKind, Piece]:
    """The words that come with the program."""
    return {
        kind: pieces.parse_section(
            shipped.find_shipped_file("templates", "newsletter", f"{key}.txt").read_text("utf-8")
        )
        for key, kind in KEYS.items()
    }


def list_newsletter_words(connection: Connection) -> dict[NewsletterKind, NewsletterWords]:
    """The words of every piece: the committee's own, else those shipped."""
    own = {
        row.kind: NewsletterWords(row.kind, pieces.parse_section(row.body), own=True)
        for row in connection.execute(select(NewsletterTemplate.kind, NewsletterTemplate.body))
    }
    return {
        kind: own.get(kind) or NewsletterWords(kind, piece)
        for kind, piece in default_newsletter_words().items()
    }


@dataclass(frozen=True)
class ChangeWords:
    """Gives a piece other words, another heading or another order."""

    kind: NewsletterKind
    piece: Piece

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses words that hold what no newsletter has."""
        try:
            pieces.require_valid_section(self.piece, CHIPS[self.kind])
        except ValueError as error:
            return [hard_finding("newsletter.words", HEADINGS[self.kind], str(error), "", field="words")]
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps them as the committee's own."""
        kept = pieces.require_valid_section(self.piece, CHIPS[self.kind])
        body = pieces.format_section(
            Piece(fields.tidy_text(kept.heading), kept.order, fields.tidy_text(kept.words))
        )
        row = work.session.execute(
            select(NewsletterTemplate).where(NewsletterTemplate.kind == self.kind)
        ).scalar_one_or_none()
        if row is None:
            row = NewsletterTemplate(kind=self.kind, body=body)
            work.session.add(row)
        row.body = body
        work.session.flush()
        return Applied(f"Changed the words of “{HEADINGS[self.kind]}”", (row.id,))


@dataclass(frozen=True)
class ShippedWordsAgain:
    """Goes back to the words that come with the program."""

    kind: NewsletterKind

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Drops the committee's own."""
        gone = work.session.execute(delete(NewsletterTemplate).where(NewsletterTemplate.kind == self.kind))
        name = HEADINGS[self.kind]
        if getattr(gone, "rowcount", 0) == 0:
            text = f"“{name}” has the shipped words already."
            raise RefusalError(hard_finding("newsletter.shipped", name, text, ""))
        return Applied(f"Took the shipped words of “{name}” again")
