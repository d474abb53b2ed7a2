"""How much of a foreign file is read, and the sentences that refuse one: what is wrong, and what to do."""

MOST_BYTES = 50_000_000
MOST_UNPACKED = 150_000_000
MOST_CELLS = 5_000_000
MOST_COLUMNS = 500
MOST_ROWS = 1_048_576
MOST_LETTERS = 50_000_000
MOST_CARDS = 20_000
MOST_MESSAGES = 5_000
LONGEST_MESSAGE_PART = 2_000_000
LONGEST_CELL = 20_000
LONGEST_LINE = 1_000_000

HARMFUL = "This spreadsheet was made to do harm, so it was not read."
LOCKED = "This file has a password. Save it without one, then choose it again."
TOO_LARGE = "This file is larger than 50 MB. Save only the sheet that is wanted, as CSV."
TOO_MUCH = "This spreadsheet unpacks into far too much. Save only the sheet that is wanted."
DAMAGED = "This spreadsheet is damaged. Open it in Excel or LibreOffice and save it anew."


class UnreadableError(ValueError):
    """A foreign file that cannot be read; the message says why and what to do."""


def require_within_limits(rows: int, columns: int, before: int = 0) -> None:
    """Refuses a sheet that reaches too far.

    Args:
        rows: over how many rows it reaches.
        columns: over how many columns.
        before: how many cells the sheets before it have.

    Raises:
        UnreadableError: all of them have more than ``MOST_CELLS``.
    """
    if before + rows * columns > MOST_CELLS:
        raise UnreadableError(
            f"A sheet of this file reaches over {rows:,} rows and {columns:,} column{'s' * (columns > 1)}."
            " Copy the part that is wanted into a new one."
        )
