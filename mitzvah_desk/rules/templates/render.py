"""A piece of the newsletter filled with its facts, without a hole.

What has nothing to say is left out: a clause behind a comma, a sentence whose first clause or all of whose
chips are empty, a line without a sentence, a bold line with nothing beneath it, and a piece that
tells nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mitzvah_desk.rules.templates import markup as wording
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle
from mitzvah_desk.rules.templates.sections import (
    Atom,
    Chip,
    Facts,
    Order,
    Piece,
    SectionEntry,
    Sort,
    chip_sorts,
)

Clause = list[Atom]

_BREAK = re.compile(r"(?P<end>[.!?…][\"'”’)]*\s+)|(?P<clause>[,;]\s)")
_TAIL = re.compile(r"[.!?…:]*[\"'”’)]*\s*$")


def render_section(piece: Piece, chips: Mapping[str, Chip], facts: Facts) -> tuple[LetterLine, ...]:
    """A piece with its facts; empty where none of the chips that are its own says anything."""
    parts: list[LetterLine] = []
    heading: LetterLine | None = None
    tells = passed = False
    for block in _blocks(piece.words, chips):
        sort = block[0].sort
        if sort is Sort.PIECE:
            said, told = _once(block[0], facts.values)
            found = [said] if said is not None else []
        else:
            found, told = _for_each(block, _ordered(facts.entries.get(sort, ()), piece.order), facts.values)
        tells = tells or told
        if sort is Sort.PIECE and block[0].look is LineStyle.BOLD:
            heading, passed = (found[0] if found else None), False
            continue
        if passed and block[0].look is LineStyle.PARAGRAPH:
            heading = None  # what it stood above had nothing to say, and this goes on to something else
        if found and heading is not None:
            parts.append(heading)
        parts += found
        heading, passed = (None if found else heading), True
    return tuple(parts) if tells else ()


@dataclass(frozen=True, slots=True)
class _Line:
    look: LineStyle
    atoms: tuple[Atom, ...]
    sort: Sort


def _blocks(words: str, chips: Mapping[str, Chip]) -> list[list[_Line]]:
    """Lines of one sort that stand together; each line of the whole piece by itself."""
    blocks: list[list[_Line]] = []
    for look, text in wording.parse_lines(words):
        atoms = tuple(wording.parse_runs(text, chips))
        sort = next((sort for sort in chip_sorts(atoms) if sort), Sort.PIECE)
        line = _Line(look, atoms, sort)
        if blocks and sort and blocks[-1][0].sort is sort and not _starts_again(blocks[-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _starts_again(block: Sequence[_Line], line: _Line) -> bool:
    """Whether a bold line begins a new block, as it comes behind lines that are not bold."""
    return line.look is LineStyle.BOLD and any(each.look is not LineStyle.BOLD for each in block)


def _ordered(entries: Sequence[SectionEntry], order: Order) -> list[SectionEntry]:
    def key(entry: SectionEntry) -> tuple[object, ...]:
        by_day = (entry.at, entry.title.casefold())
        if order is Order.KIND:
            return (not entry.kind, entry.kind.casefold(), *by_day)
        return by_day if order is Order.DAY else (entry.title.casefold(), entry.at)

    return sorted(entries, key=key)


def _for_each(
    block: Sequence[_Line], entries: Sequence[SectionEntry], values: Mapping[str, str]
) -> tuple[list[LetterLine], bool]:
    parts: list[LetterLine] = []
    headings: dict[int, LetterLine] = {}
    told = False
    for entry in entries:
        waiting: list[LetterLine] = []
        for number, line in enumerate(block):
            part, tells = _once(line, {**values, **entry.values})
            if part is None:
                continue
            if line.look is LineStyle.BOLD and len(block) > 1:
                if headings.get(number) != part:
                    headings[number] = part
                    waiting.append(part)
                continue
            parts += [*waiting, part]
            waiting, told = [], told or tells
    return parts, told


def _once(line: _Line, values: Mapping[str, str]) -> tuple[LetterLine | None, bool]:
    """A line with its facts, and whether a chip in it tells something; None where nothing is left of it."""
    said: list[tuple[str, bool]] = []
    told = False
    for sentence in _sentences(line.atoms):
        kept = _kept(sentence, values)
        told = told or any(isinstance(atom, Chip) and atom.tells for atom, _ in kept)
        for number, (atom, bold) in enumerate(kept):
            if isinstance(atom, str):
                said.append((atom, bold))
            else:
                value = values[atom.key]
                said.append((_capital(value) if number == 0 else value, bold))
    runs = _tidy(said)
    text = "".join(text for text, _ in runs)
    if not any(c.isalnum() for c in text):
        return None, False
    some = any(bold for _, bold in runs) and line.look is not LineStyle.BOLD
    return LetterLine(line.look, text, tuple(runs) if some else ()), told


def _sentences(atoms: Sequence[Atom]) -> Iterator[list[Clause]]:
    """A line sentence by sentence, each in its clauses; a chip of whole sentences ends one."""
    sentence: list[Clause] = [[]]
    ends = False
    for atom, bold in atoms:
        if not isinstance(atom, str):
            sentence[-1].append((atom, bold))
            ends = isinstance(atom, Chip) and atom.whole
            continue
        at = 0
        if ends:
            at = len(atom) - len(atom.lstrip("\"'”’)*.!?"))
            at += len(atom[at:]) - len(atom[at:].lstrip())
            sentence[-1].append((atom[:at], bold))
            yield sentence
            sentence, ends = [[]], False
        for match in _BREAK.finditer(atom, at):
            cut = match.end() if match["end"] else match.start()
            sentence[-1].append((atom[at:cut], bold))
            at = cut
            if match["end"]:
                yield sentence
                sentence = [[]]
            else:
                sentence.append([])
        if atom[at:]:
            sentence[-1].append((atom[at:], bold))
    yield sentence


def _kept(sentence: Sequence[Clause], values: Mapping[str, str]) -> list[Atom]:
    """What is left of a sentence without the clauses of which a chip has nothing to say."""
    lacking = [any(not isinstance(atom, str) and not values.get(atom.key) for atom, _ in c) for c in sentence]
    chips = [atom for clause in sentence for atom, _ in clause if not isinstance(atom, str)]
    if chips and (lacking[0] or not any(values.get(chip.key) for chip in chips)):
        return []
    kept = [atom for clause, lacks in zip(sentence, lacking, strict=True) if not lacks for atom in clause]
    last = sentence[-1][-1] if sentence[-1] else ("", False)
    if lacking[-1] and isinstance(last[0], str) and (tail := _TAIL.search(last[0])):
        kept.append((tail[0], last[1]))  # the sentence still ends as it did
    return [(atom, bold) for atom, bold in kept if atom != ""]


def _capital(value: str) -> str:
    """A value as it begins a sentence; an address of mail or of the web stays."""
    first = value.partition(" ")[0]
    return value if "@" in first or "." in first else value[:1].upper() + value[1:]


def _tidy(said: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Pieces of text joined where they look alike: one full stop where two meet, no blanks around."""
    runs: list[tuple[str, bool]] = []
    for text, bold in said:
        before = runs[-1][0] if runs else ""
        kept = text
        if text[:1] in {".", "!", "?"} and before.endswith((".", "!", "?", "…")) and text[:2] != "..":
            kept = text[1:]
        if not runs:
            kept = kept.lstrip()
        if runs and runs[-1][1] is bold:
            runs[-1] = (before + kept, bold)
        elif kept:
            runs.append((kept, bold))
    if runs:
        runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
    return [run for run in runs if run[0]]
