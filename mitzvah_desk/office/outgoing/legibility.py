"""Whether what leaves can be read: signs that no typeface has, type too small, what its reader will miss."""

from collections.abc import Iterable, Iterator, Sequence

from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm, Progress
from mitzvah_desk.office.outgoing.walk import OutgoingText
from mitzvah_desk.rules.findings import Finding, info_finding, soft_finding
from mitzvah_desk.rules.privacy.disclosure import Audience

_MOST = 60
"""So much of a text is said in a finding."""


def list_illegible(texts: Sequence[OutgoingText]) -> Iterator[Finding]:
    """A finding for each text with signs that no typeface can draw; it says which text and which signs."""
    from mitzvah_desk.documents.layout.text import find_missing_glyphs

    if not find_missing_glyphs("".join(each.text for each in texts)):
        return
    for text in dict.fromkeys(each.text for each in texts):
        if missing := find_missing_glyphs(text):
            short = _short(text)
            said = f"“{short}” cannot be written whole: no typeface here has the sign “{missing}”."
            yield soft_finding("outgoing.no_glyph", short, said, "Write it in other letters too.")


def list_lacking(outgoing: Outgoing, lacking: Iterable[str]) -> Iterator[Finding]:
    """A finding for each thing that the reader needs in vain; the public may not read most of them."""
    if outgoing.audience is Audience.PUBLIC:
        return
    for what in lacking:
        said = f"{outgoing.title}: {what} is missing."
        yield info_finding("outgoing.lacks", outgoing.title, said, "Fill it in, so that nobody has to ask.")


def write_legibly(outgoing: Outgoing, progress: Progress | None) -> tuple[bytes, tuple[Finding, ...]]:
    """Writes it, and says what had to be set smaller than people can read at arm's length."""
    if outgoing.form is not OutgoingForm.PAPER:
        return outgoing.write(outgoing.value, progress), ()
    from mitzvah_desk.documents.layout.notes import collect_small_texts

    with collect_small_texts() as small:
        content = outgoing.write(outgoing.value, progress)
    return content, tuple(
        info_finding(
            "outgoing.small",
            _short(text),
            f"“{_short(text)}” had to be set in {size:.0f} point to fit.",
            "Shorten it, or choose a larger sheet.",
        )
        for text, size in small.items()
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"
