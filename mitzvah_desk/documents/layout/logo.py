"""A logo as it came from the user, made fit for paper."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from mitzvah_desk.documents.layout.fonts import Untyped

_picture: Untyped = ImageReader
_KINDS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
"""Other kinds may be programs, which somebody else's program would have to run."""
_MOST_PIXELS = 80_000_000
_SIDE = 480  # pixels: 300 dpi at the size a letterhead shows


@lru_cache(maxsize=2)
def load_logo(data: bytes | None) -> Untyped:
    """The logo, small and on white; None where there is none or it cannot be read."""
    if not data:
        return None
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            opened.draft("RGB", (_SIDE * 2, _SIDE * 2))
            opened.thumbnail((_SIDE, _SIDE))
            seen = opened.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return _picture(paper)


def is_logo(data: bytes) -> bool:
    """Whether paper can show a file as a logo; it is asked where no harm can come of it."""
    return load_logo(data) is not None


def fit_picture(picture: Untyped, wide: float, tall: float) -> tuple[float, float]:
    """Width and height of a picture that is as large as a frame of points allows, its shape kept."""
    across, down = map(float, picture.getSize())
    scale = min(wide / across, tall / down)
    return across * scale, down * scale
