"""Draws the icons that systems want, in their own formats, from the two pictures that are kept."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {
    "mitzvah-desk": ROOT / "resources" / "icons" / "mitzvah-desk.svg",
    "mitzvah-file": ROOT / "packaging" / "icons" / "mitzvah-file.svg",
}
SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024


def draw(picture: Path, size: int) -> Image.Image:
    """A picture, so many pixels wide and high, on nothing."""
    canvas = QImage(size, size, QImage.Format.Format_ARGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    QSvgRenderer(str(picture)).render(painter)
    painter.end()
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(kept, "PNG")
    return Image.open(io.BytesIO(kept.data().data()))


def draw_icons(folder: Path) -> None:
    """Writes ``.ico`` for Windows, ``.icns`` for macOS and a ``.png`` for each size for Linux."""
    app = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        drawn = [draw(picture, size) for size in SIZES]
        for each in drawn:
            each.save(folder / f"{name}-{each.width}.png")
        drawn[-1].save(folder / f"{name}.ico", sizes=[(size, size) for size in SIZES], append_images=drawn)
        draw(picture, LARGEST).save(folder / f"{name}.icns")
    del app
