"""What a picker offers: the records of a lookup query in which every typed word occurs."""

from collections.abc import Callable, Sequence

from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.rules.matching.folding import fold_text

Search = Callable[[str], Sequence[tuple[int, str, str]]]


def make_search(read: Callable[[], Sequence[Option]]) -> Search:
    """A search for a picker over what ``read`` answers; names that begin with the first word come first."""

    def search(text: str) -> list[tuple[int, str, str]]:
        words = fold_text(text).split()
        found = [
            option
            for option in read()
            if all(word in fold_text(f"{option.label} {option.detail}") for word in words)
        ]
        if words:
            found.sort(key=lambda option: not fold_text(option.label).startswith(words[0]))
        return [(option.id, option.label, option.detail) for option in found]

    return search
