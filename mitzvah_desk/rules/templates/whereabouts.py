"""Where a gift of goods really is, in a sentence of a letter."""

from collections.abc import Mapping

from mitzvah_desk.rules.people.addressing import join_words, lower_article


def describe_whereabouts(gave: int, gone: Mapping[str, int], used: Mapping[str, int], kept: int) -> str:
    """Where a gift is: ``Your gift has gone to Rose.``; empty where there is nothing good to say of it.

    What was written off, is past its date or was refused is told of nowhere: then the sentence speaks of a
    part of the gift, or there is none.

    Args:
        gave: how many things were given.
        gone: how many of them partners took and kept, by the partner as it may be shown.
        used: how many were used, by the project that used them; under an empty name, elsewhere.
        kept: how many are in stock and may still be given.
    """
    to, at = (
        [name for name, many in gone.items() if many > 0],
        [name for name, many in used.items() if many > 0],
    )
    told = (
        (f"gone to {join_words(map(lower_article, to))}", sum(gone[name] for name in to)),
        (
            " at ".join(("been used", *filter(None, (join_words(filter(None, at)),)))),
            sum(used[n] for n in at),
        ),
        ("kept ready for those who need it", kept),
    )
    found = [(words, many) for words, many in told if many > 0]
    if not found:
        return ""
    clauses = [f"{'is' if words.startswith('kept') else 'has'} {words}" for words, _ in found]
    if len(found) == 1 and found[0][1] >= gave:
        return f"Your gift {clauses[0]}."
    first, *rest = clauses
    return f"{join_words((f'Part of your gift {first}', *(f'part {each}' for each in rest)))}."
