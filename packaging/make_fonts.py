"""Makes the shipped Noto faces: the signs of people's names, out of npm's ``@expo-google-fonts/noto-*``.

Arabic comes from Debian's ``fonts-noto-core``, where a letter and its dots are one glyph: newer ones draw
them apart, and no reader of PDFs puts such words together again. Needs Debian, npm and fonttools:
``uv run --no-project --with fonttools packaging/make_fonts.py`` writes ``resources/fonts/Noto*.ttf`` and
``OFL-Noto.txt``. The faces keep their licence, the SIL Open Font License 1.1.
"""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
JOINERS = {0x200C, 0x200D}
DOTTED_CIRCLE = 0x25CC
# Newer given names and surnames that stand in none of the three national sets.
NAMES = (
    "玥珺昇燚煊喆堃晞玹淏祎赟垚犇翀旸昉玙珩璟甯禤缑芃苡菡晔瑀瑢芸旻槿筠鋆嫄媞珮瑨珵彧祺禛禕俣鳯髙﨑栞澪凜遙"
)


def codes(*spans: tuple[int, int]) -> set[int]:
    """The code points of some spans, first and last among them."""
    return {code for first, last in spans for code in range(first, last + 1)}


def encoded(codec: str, leads: Iterable[int]) -> set[int]:
    """The characters that a double-byte ``codec`` encodes with one of the lead bytes."""
    both = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    texts = (pair.decode(codec, errors="ignore") for pair in both)
    return {ord(text) for text in texts if len(text) == 1 and ord(text) > 0x2E80}


def indic(first: int) -> set[int]:
    """The block of an Indian script with what its words also need."""
    return codes((first, first + 0x7F), (0x964, 0x965)) | JOINERS | {DOTTED_CIRCLE, 0x20B9}


LATIN = codes(
    (0x20, 0x24F), (0x259, 0x259), (0x2B0, 0x36F), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x2070, 0x20C0)
)
GREEK_AND_CYRILLIC = codes((0x370, 0x52F), (0x1F00, 0x1FFF), (0x2100, 0x214F)) | {DOTTED_CIRCLE}
# GB 2312, the first level of Big5 and of JIS X 0208, and kana: 9,500 of the 30,000 of the whole face.
HAN = (
    encoded("gb2312", range(0xB0, 0xF8))
    | encoded("big5", range(0xA4, 0xC7))
    | encoded("euc_jp", range(0xB0, 0xD0))
    | codes((0x3000, 0x30FF), (0xFF01, 0xFFEF))
    | {ord(sign) for sign in "←↑→↓⇒≈≠≤≥★☆♡✓"}
    | {ord(char) for char in NAMES}
)
FACES = {
    "NotoSans": LATIN | GREEK_AND_CYRILLIC,
    "NotoSansHebrew": codes((0x590, 0x5FF), (0xFB1D, 0xFB4F)) | {DOTTED_CIRCLE},
    "NotoNaskhArabic": codes((0x600, 0x6FF), (0x750, 0x77F))
    | JOINERS
    | {DOTTED_CIRCLE, 0xFDF2, 0xFDFA, 0xFDFB},
    "NotoSansDevanagari": indic(0x900),
    "NotoSansBengali": indic(0x980),
    "NotoSansGurmukhi": indic(0xA00),
    "NotoSansGujarati": indic(0xA80),
    "NotoSansTamil": indic(0xB80),
    "NotoSansThai": codes((0xE00, 0xE7F)) | {DOTTED_CIRCLE},
    "NotoSansGeorgian": codes((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "NotoSansArmenian": codes((0x530, 0x58F), (0xFB13, 0xFB17)),
    "NotoSansEthiopic": codes((0x1200, 0x139F)),
    "NotoSansSC": HAN,
    "NotoSansKR": encoded("euc_kr", range(0xB0, 0xC9)) | codes((0x3130, 0x318F)),
    "NotoEmoji": codes((0x203C, 0x3299), (0x1F000, 0x1FAFF)) | {0x200D},
}
DEBIAN = ("NotoNaskhArabic",)
# Where weight tells most; the others are thickened by the pen.
BOLD = ("NotoSans", "NotoNaskhArabic", "NotoSansDevanagari")


def main() -> None:
    """Writes every face and the licence of all."""
    notices: dict[str, list[str]] = {}
    licence = ""
    with tempfile.TemporaryDirectory() as folder:
        debian = unpack_debian(Path(folder))
        for name, wanted in FACES.items():
            if name in DEBIAN:
                files = {weight: debian / f"{name}-{weight}.ttf" for weight in ("Regular", "Bold")}
                notice = TTFont(files["Regular"])["name"].getDebugName(0).partition(" This")[0]
            else:
                package = unpack_npm(name, Path(folder))
                notice, _, licence = (package / "LICENSE_FONT").read_text("utf-8").partition("\n")
                (regular,) = package.glob("400Regular/*_400Regular.ttf")
                (bold,) = package.glob("700Bold/*_700Bold.ttf")
                files = {"Regular": regular, "Bold": bold}
            notices.setdefault(notice.strip(), []).append(name)
            for weight, source in files.items():
                if weight == "Regular" or name in BOLD:
                    write(source, wanted, FONTS / f"{name}-{weight}.ttf")
    head = "".join(f"{', '.join(names)}: {notice}\n" for notice, names in notices.items())
    (FONTS / "OFL-Noto.txt").write_text(head + licence, "utf-8")


def unpack_npm(name: str, folder: Path) -> Path:
    """Downloads and unpacks the npm package of a face into ``folder``; the package's own folder."""
    package = (
        name.replace("Noto", "noto").replace("Sans", "-sans-").replace("Emoji", "-emoji").rstrip("-").lower()
    )
    place = folder / package
    place.mkdir()
    subprocess.run(["npm", "pack", "--silent", f"@expo-google-fonts/{package}"], cwd=place, check=True)
    (archive,) = place.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    return place / "package"


def unpack_debian(folder: Path) -> Path:
    """Downloads and unpacks Debian's package into ``folder``; the folder of its fonts."""
    subprocess.run(["apt-get", "download", "-q", "fonts-noto-core"], cwd=folder, check=True)
    (archive,) = folder.glob("fonts-noto-core_*.deb")
    subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
    return folder / "usr/share/fonts/truetype/noto"


def write(source: Path, wanted: set[int], target: Path) -> None:
    """A face with no more than the signs ``wanted`` and what shapes them."""
    options = Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["BASE", "GlyphOrder", "STAT", "gasp", "meta", "prep", "vhea", "vmtx"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    main()
