"""Builds the program into a folder that needs no Python, and from it what people of this system install.

    python3 .ci/setup.py build             folder, installer, checksums
    python3 .ci/setup.py build --folder    the folder alone

The folder is `build/Mitzvah Desk`; what is given to people lies in `dist`. Each system builds its own:
Windows an installer (Inno Setup 6) and a zip that keeps all it knows beside itself, for a stick; macOS an app
in a disk image; Linux a Debian package and an archive.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from mitzvah_desk import __version__
from mitzvah_desk.user_folders import PORTABLE

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
WORK, DIST = ROOT / "build", ROOT / "dist"
NAME = "Mitzvah Desk"
FOLDER, ICONS = WORK / NAME, WORK / "icons"
MACHINE = platform.machine()
ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(MACHINE, MACHINE)
"""As Debian calls it."""
PATCHED = ("numpy.libs", "pillow.libs")
"""Libraries that were rewritten when their wheel was made; taking more out of them breaks them."""

ICON_PLACES = {
    "mitzvah-desk": ("apps", "mitzvah-desk"),
    "mitzvah-file": ("mimetypes", "application-x-mitzvah-desk"),
}
"""Where Linux looks for the program's icon and for that of its files, and by what name."""


def main() -> int:
    """Builds it all; returns 0, or the exit code of the step that failed."""
    parser = argparse.ArgumentParser(prog="setup.py build", description="Builds what people install.")
    parser.add_argument("--folder", action="store_true", help="the folder that needs no Python, alone")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(HERE))
    from icons import draw_icons

    draw_icons(ICONS)
    try:
        freeze()
        if not arguments.folder:
            shutil.rmtree(DIST, ignore_errors=True)
            DIST.mkdir()
            {"win32": build_for_windows, "darwin": build_for_macos}.get(sys.platform, build_for_linux)()
            write_checksums()
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd[0]} failed.", file=sys.stderr)
        return error.returncode or 1
    for each in (FOLDER, *(sorted(DIST.iterdir()) if not arguments.folder else ())):
        print(f"{size_of(each) / 1e6:8.1f} MB  {each.relative_to(ROOT)}")
    return 0


def freeze() -> None:
    """The folder with the program, its libraries and Python."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    words = ["--noconfirm", "--log-level", "WARN", "--distpath", str(WORK), "--workpath", str(WORK)]
    run(sys.executable, "-m", "PyInstaller", *words, str(HERE / "mitzvah_desk.spec"))
    if sys.platform.startswith("linux") and shutil.which("strip"):
        strip_symbols()
    place(ROOT / "LICENSE", FOLDER / "Licences", "Mitzvah Desk.txt")
    for text in (ROOT / "resources" / "licences").iterdir():
        place(text, FOLDER / "Licences")


def strip_symbols() -> None:
    """Takes out what only somebody who debugs a library would read."""
    for path in FOLDER.rglob("*.so*"):
        if path.is_file() and not path.is_symlink() and not any(each in path.parts for each in PATCHED):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=False, capture_output=True)


def build_for_windows() -> None:
    """The installer and the zip for a stick."""
    compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    given = {"Version": __version__, "Folder": FOLDER, "Icons": ICONS, "Out": DIST, "Root": ROOT}
    words = [f"/D{key}={value}" for key, value in given.items()]
    run(compiler, "/Qp", *words, str(HERE / "windows" / "mitzvah-desk.iss"))
    make_portable("zip")


def build_for_macos() -> None:
    """The app in a disk image, beside a way to Applications. It is not signed: that needs a certificate."""
    image = WORK / "image"
    shutil.rmtree(image, ignore_errors=True)
    image.mkdir()
    shutil.copytree(WORK / f"{NAME}.app", image / f"{NAME}.app", symlinks=True)
    shutil.copy(ICONS / "mitzvah-file.icns", image / f"{NAME}.app" / "Contents" / "Resources")
    (image / "Applications").symlink_to("/Applications")
    out = DIST / f"Mitzvah-Desk-{__version__}-{MACHINE}.dmg"
    run("hdiutil", "create", "-volname", NAME, "-srcfolder", str(image), "-format", "UDZO", str(out))


def build_for_linux() -> None:
    """The Debian package and the archive."""
    package = WORK / "package"
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(FOLDER, package / "opt" / "mitzvah-desk", symlinks=True)
    starter = package / "usr" / "bin" / "mitzvah-desk"
    starter.parent.mkdir(parents=True)
    starter.symlink_to("/opt/mitzvah-desk/mitzvah-desk")
    share = package / "usr" / "share"
    place(HERE / "linux" / "mitzvah-desk.desktop", share / "applications")
    place(HERE / "linux" / "mitzvah-desk.xml", share / "mime" / "packages")
    for picture in ICONS.glob("*.png"):
        name, _, size = picture.stem.rpartition("-")
        kind = (
            ("apps", "mitzvah-desk")
            if name == "mitzvah-desk"
            else ("mimetypes", "application-x-mitzvah-desk")
        )
        folder = share / "icons" / "hicolor" / f"{size}x{size}" / kind[0]
        place(picture, folder, f"{kind[1]}.png")
    place(ROOT / "LICENSE", share / "doc" / "mitzvah-desk", "copyright")
    control = (HERE / "linux" / "control").read_text("utf-8")
    (package / "DEBIAN").mkdir()
    filled = control.format(
        version=__version__, architecture=ARCHITECTURE, kilobytes=size_of(package) // 1024
    )
    (package / "DEBIAN" / "control").write_text(filled, "utf-8")
    if shutil.which("dpkg-deb"):
        out = DIST / f"mitzvah-desk_{__version__}_{ARCHITECTURE}.deb"
        run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(package), str(out))
    make_portable("tar.xz")


def make_portable(kind: str) -> None:
    """The folder packed up, with the place in it that lets the program keep everything beside itself."""
    stick = WORK / "portable" / NAME
    shutil.rmtree(stick.parent, ignore_errors=True)
    shutil.copytree(FOLDER, stick, symlinks=True)
    (stick / PORTABLE).mkdir()
    told = f"While this folder is here, {NAME} keeps its settings, backups and log in it.\n"
    (stick / PORTABLE / "Read me.txt").write_text(told, "utf-8")
    out = DIST / f"Mitzvah-Desk-{__version__}-{sys.platform}-{MACHINE}-portable"
    if kind == "zip":
        shutil.make_archive(str(out), "zip", stick.parent, NAME)
        return
    with tarfile.open(f"{out}.tar.xz", "w:xz", preset=6) as archive:
        archive.add(stick, NAME)


def write_checksums() -> None:
    """`SHA256SUMS`, as `sha256sum --check` reads it."""
    lines = [
        f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in sorted(DIST.iterdir())
    ]
    (DIST / "SHA256SUMS").write_text("".join(lines), "utf-8", newline="\n")


def place(file: Path, folder: Path, name: str = "") -> None:
    """Copies a file into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder / (name or file.name))


def size_of(path: Path) -> int:
    """The bytes of a file, or of all files of a folder."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if not each.is_symlink()]
    return sum(each.stat().st_size for each in files if each.is_file())


def run(*words: str) -> None:
    """Runs something to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    subprocess.run(words, check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
