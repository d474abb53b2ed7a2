"""What a document is printed on, without the PDF library, so that whoever asks for a paper may know it."""

from dataclasses import dataclass

MM = 72 / 25.4
"""A millimetre in points."""
_SIZES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210)}


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is printed on.

    Attributes:
        size: ``A3``, ``A4`` or ``A5``.
        landscape: the long side lies below.
        large_print: 18 point instead of 12, for readers who need it.
    """

    size: str = "A4"
    landscape: bool = False
    large_print: bool = False

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points.

        Raises:
            ValueError: no such size.
        """
        if self.size not in _SIZES:
            raise ValueError(f"There is no paper of size {self.size}; choose A3, A4 or A5.")
        short, long = (side * MM for side in _SIZES[self.size])
        return (long, short) if self.landscape else (short, long)

    @property
    def margin(self) -> float:
        """On every side, in points."""
        return 12 * MM if self.size == "A5" else 18 * MM
