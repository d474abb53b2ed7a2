"""What the builds are made of: the same files everywhere, and scripts that speak of what is there."""

import re
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image

from mitzvah_desk.shipped import shipped_folder

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SHIPPED: dict[str, str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
NOT_SHIPPED = {"pictures"}
"""Pictures of the README; but those that Print shows are shipped."""


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_folder_of_resources_is_shipped_or_for_the_readme() -> None:
    folders = {path.name for path in (ROOT / "resources").iterdir()}
    assert folders - NOT_SHIPPED == {place.split("/")[1] for place in SHIPPED if place.count("/") == 1}


def test_whatever_the_program_asks_for_is_shipped() -> None:
    asked = set()
    for module in (ROOT / "mitzvah_desk").rglob("*.py"):
        for words in re.findall(r"find_shipped_file\(([^)]*)\)", module.read_text("utf-8")):
            folders = re.match(r"\"(\w+)\"(?:, \"(\w+)\")?,", words)
            if folders:
                asked.add("/".join(("resources", *filter(None, folders.groups()))))
    assert asked >= {"resources/fonts", "resources/pictures/papers"}
    missing = [place for place in asked if place not in SHIPPED and place.rpartition("/")[0] not in SHIPPED]
    assert not missing


def test_a_wheel_has_the_same_files_as_this_checkout(tmp_path: Path) -> None:
    words = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = "mitzvah_desk/resources/"
    with zipfile.ZipFile(wheel) as packed:
        names = {name.removeprefix(inside) for name in packed.namelist() if name.startswith(inside)}
    wanted = {
        f"{place.removeprefix('resources/')}/{name}" for place in SHIPPED for name in files_of(ROOT / place)
    }
    assert names == wanted
    assert {name for name in wanted if not (Path(str(shipped_folder())) / name).is_file()} == set()


def test_the_windows_installer_speaks_of_what_is_there() -> None:
    script = (PACKAGING / "windows" / "mitzvah-desk.iss").read_text("utf-8")
    build = (PACKAGING / "build.py").read_text("utf-8")
    handed_in = set(re.findall(r'"(\w+)": \w', re.search(r"given = \{(.*)\}", build)[1]))  # type: ignore[index]
    defined = set(re.findall(r"^#define (\w+)", script, re.MULTILINE))
    asked = set(re.findall(r"\{#(\w+)\}", script))
    assert asked == handed_in | defined
    assert (ROOT / "LICENSE").is_file()
    spec = (PACKAGING / "mitzvah_desk.spec").read_text("utf-8")
    assert 'NAME = "Mitzvah Desk"' in spec
    assert 'Program "Mitzvah Desk.exe"' in script  # what the spec calls its start without a console
    assert "PrivilegesRequired=lowest" in script
    assert not re.search(r"HKLM|HKCR", script)


def test_linux_knows_the_program_and_its_files() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / "mitzvah-desk.desktop", "utf-8")
    (kind,) = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    mime = ET.parse(PACKAGING / "linux" / "mitzvah-desk.xml").getroot()
    (told,) = mime
    assert told.get("type") == kind
    names = {each.get("name") or each.get("pattern") for each in told}
    assert {"*.mitzvah", kind.replace("/", "-")} <= names
    control = (PACKAGING / "linux" / "control").read_text("utf-8")
    assert "Version: 1.2" in control.format(version="1.2", architecture="amd64", kilobytes=1)


def test_icons_are_drawn_in_each_systems_own_form(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from icons import draw_icons; draw_icons(Path({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=PACKAGING, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    for name in ("mitzvah-desk", "mitzvah-file"):
        with Image.open(tmp_path / f"{name}.ico") as icon:
            assert icon.info["sizes"] == {(size, size) for size in (16, 24, 32, 48, 64, 128, 256)}
        with Image.open(tmp_path / f"{name}.icns") as icon:
            assert max(icon.info["sizes"])[0] >= 512
        with Image.open(tmp_path / f"{name}-48.png") as icon:
            assert icon.size == (48, 48)
            assert len(icon.getcolors(48 * 48) or ()) > 3
