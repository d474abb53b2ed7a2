"""Several of our own PDFs in one, each found by its bookmark.

They hold plain objects under one table, as ``begin_pdf`` writes them, so that their objects need only other
numbers; what is alike in several, such as a typeface or a logo, is kept once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)
"""A reference to an object; or a string, in which none is looked for."""
_STREAM = re.compile(rb">>\s*stream\r?\n")
_NAMES = ("Root", "Info", "Pages", "Outlines", "Count", "Kids")
_KEY = {name: re.compile(rb"/%s (?:\[\s*)?(-?\d+)" % name.encode()) for name in _NAMES}
_CATALOG_TREES = re.compile(rb"/(?:Pages|Outlines) \d+ 0 R\s*|/PageMode /\w+\s*")


@dataclass(frozen=True, slots=True)
class _Part:
    """One PDF taken apart: the bodies of its objects by number, and its end, which says where to begin."""

    words: str
    objects: dict[int, bytes]
    trailer: bytes

    @classmethod
    def of(cls, words: str, content: bytes) -> "_Part":
        """Takes a PDF apart.

        Raises:
            ValueError: it is none of ours.
        """
        end = content.rindex(b"startxref")
        table = int(content[end:].split()[1])
        xref, trailer = content[table:end].split(b"trailer", 1)
        if not xref.startswith(b"xref\n0 "):
            raise ValueError("This PDF was not written by the program itself.")
        offsets = [int(line[:10]) for line in xref.split(b"\n")[2:] if line[17:18] == b"n"]
        ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], table], strict=True))
        objects = {
            number: content[start : ends[start]].split(b"obj", 1)[1].rsplit(b"endobj", 1)[0].strip()
            for number, start in enumerate(offsets, start=1)
        }
        return cls(words, objects, trailer)

    def find(self, key: str, text: bytes) -> int:
        """The number that stands after a key; 0 where it is not there."""
        found = _KEY[key].search(text)
        return int(found[1]) if found else 0

    @property
    def root(self) -> int:
        return self.find("Root", self.trailer)

    @property
    def pages(self) -> int:
        return self.find("Pages", self.objects[self.root])

    @property
    def outlines(self) -> int:
        return self.find("Outlines", self.objects[self.root])


class _Volume:
    """The objects of one PDF, which are numbered as they come."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []
        self._known: dict[bytes, int] = {}

    def add(self, body: bytes = b"") -> int:
        self.objects.append(body)
        return len(self.objects)

    def take(self, part: _Part) -> dict[int, int]:
        """Takes a part's objects in; returns their new numbers."""
        numbers: dict[int, int] = {}
        own = []
        for number, body in part.objects.items():
            head, stream = _split_stream(body)
            if any(found[1] for found in _REFERENCE.finditer(head)):
                own.append((number, head, stream))
                numbers[number] = self.add()
                continue
            digest = sha256(body).digest()
            if digest not in self._known:
                self._known[digest] = self.add(body)
            numbers[number] = self._known[digest]

        def renumber(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % numbers[int(found[1])] if found[1] else found[0]

        for number, head, stream in own:
            self.objects[numbers[number] - 1] = _REFERENCE.sub(renumber, head) + stream
        return numbers

    def extend(self, number: int, entries: bytes) -> None:
        """Puts entries into a dictionary."""
        self.objects[number - 1] = self.objects[number - 1].replace(b"<<", b"<< " + entries, 1)

    def write(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, body in enumerate(self.objects, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start, size, digest = len(out), len(offsets) + 1, sha256(out).hexdigest()[:32].encode()
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer\n<< /ID [<%b> <%b>] /Info %d 0 R /Root %d 0 R /Size %d >>\n" % (
            digest,
            digest,
            info,
            root,
            size,
        )
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def bind_pdfs(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF of several that the program wrote; it says of itself what the first of them says.

    Args:
        parts: each with the words of its bookmark, in their order; the bookmarks of its own come under it.
    """
    volume = _Volume()
    pages, outlines = volume.add(), volume.add()
    marks, kids, count = [], [], 0
    root = info = 0
    for words, content in parts:
        part = _Part.of(words, content)
        numbers = volume.take(part)
        if not root:
            root = volume.add(_CATALOG_TREES.sub(b"", volume.objects[numbers[part.root] - 1]))
            info = numbers[part.find("Info", part.trailer)]
        kids.append(numbers[part.pages])
        tree = part.objects[part.pages]
        count += part.find("Count", tree)
        volume.extend(kids[-1], b"/Parent %d 0 R " % pages)
        marks.append(_add_mark(volume, part, numbers, numbers[part.find("Kids", tree)]))
    for number, mark in enumerate(marks):
        beside = b"/Prev %d 0 R " % marks[number - 1] if number else b""
        beside += b"/Next %d 0 R " % marks[number + 1] if number + 1 < len(marks) else b""
        volume.extend(mark, b"/Parent %d 0 R %b" % (outlines, beside))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    volume.objects[pages - 1] = b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (count, listed)
    volume.objects[outlines - 1] = b"<< /Type /Outlines /Count %d /First %d 0 R /Last %d 0 R >>" % (
        len(marks),
        marks[0],
        marks[-1],
    )
    volume.extend(root, b"/Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines " % (pages, outlines))
    return volume.write(root, info)


def _add_mark(volume: _Volume, part: _Part, numbers: dict[int, int], page: int) -> int:
    """The bookmark of a part; its own ones lie under it, folded away."""
    title = (b"\xfe\xff" + part.words.encode("utf-16-be")).hex().encode()
    mark = b"/Dest [ %d 0 R /Fit ] /Title <%b> " % (page, title)
    of_its_own = part.outlines and part.find("Count", part.objects[part.outlines])
    if not of_its_own:
        return volume.add(b"<< %b>>" % mark)
    number = numbers[part.outlines]
    body = volume.objects[number - 1].replace(b"/Type /Outlines", b"")
    volume.objects[number - 1] = _KEY["Count"].sub(b"/Count -%d" % abs(of_its_own), body)
    volume.extend(number, mark)
    return number


def _split_stream(body: bytes) -> tuple[bytes, bytes]:
    """An object's dictionary, and its stream where it has one."""
    found = _STREAM.search(body)
    return (body[: found.start()], body[found.start() :]) if found else (body, b"")
