"""What is written down once something has left: one step, whatever left."""

from collections.abc import Sequence

from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.rules.plurals import count_noun


def note_left(office: Office, notes: Sequence[Action | None]) -> frozenset[str]:
    """Writes down that things have left; nothing where the file is open for reading only.

    Args:
        office: the open file.
        notes: of each thing that left; None where nothing is to be written of it.

    Returns:
        The tables that were written.

    Raises:
        WorldError: the file cannot be written.
        RefusalError: something that left is about a record that is gone.
    """
    said = [each for each in notes if each is not None]
    if office.read_only or not said:
        return frozenset()
    label = f"Printed {count_noun(len(said), 'paper')}"
    with office.batch(label) as batch:
        for each in said:
            batch.execute(each)
    return batch.tables
