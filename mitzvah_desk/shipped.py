"""Where the shipped files are: fonts, icons, templates, sample data, styles."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def shipped_folder() -> Traversable:
    """The folder of shipped files: inside the wheel, or the checkout's own when installed editable."""
    inside = resources.files("mitzvah_desk") / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def find_shipped_file(*parts: str) -> Path:
    """The path of a shipped file, such as ``find_shipped_file("fonts", "Heebo-Regular.ttf")``.

    Raises:
        FileNotFoundError: if it was not shipped; the installation is broken.
    """
    place = shipped_folder().joinpath(*parts)
    path = Path(str(place))
    if not path.exists():
        raise FileNotFoundError(
            f"Mitzvah Desk's own file {'/'.join(parts)} is missing; please install again."
        )
    return path
