"""Finding duplicates, held against labelled pairs."""

from datetime import date

import pytest
from matching_set import Entry, kept, pairs

from mitzvah_desk.rules.matching import matching
from mitzvah_desk.rules.matching.matching import Index, Likeness, Who, compare


def who(entry: Entry) -> Who:
    return Who(
        entry.given,
        entry.family,
        emails=(entry.email,) if entry.email else (),
        phones=(entry.phone,) if entry.phone else (),
        address=entry.address,
        postcode=entry.postcode,
        born=date.fromisoformat(entry.born) if entry.born else None,
    )


def test_the_labelled_set_is_what_its_generator_makes() -> None:
    assert kept() == pairs()


def test_precision_and_recall_on_the_labelled_set() -> None:
    index = Index()
    labelled = kept()
    for number, (_, one, _) in enumerate(labelled):
        index.add(number, who(one))
    true = false = missed = sure_false = 0
    for number, (same, _, other) in enumerate(labelled):
        found = dict(index.like(who(other))).get(number)  # through the keys, as in the program
        if found and same:
            true += 1
        elif found:
            false += 1
            sure_false += found.likeness is Likeness.SURE
        elif same:
            missed += 1
    assert true / (true + false) >= 0.99, (true, false, missed)
    assert true / (true + missed) >= 0.9, (true, false, missed)
    assert not sure_false


ANN = Who("Ann", "Cohen", emails=("family@example.org",), phones=("020 7946 0000",), postcode="NW1 1AA")


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (Who("Bob", "Cohen", emails=("family@example.org",), phones=("020 7946 0000",)), Likeness.NO),
        (Who("Annie", "Cohen", emails=("family@example.org",)), Likeness.SURE),
        (Who("Ann", "Cohn", emails=("family@example.org",)), Likeness.SURE),
        (Who("Ann", "Chen", emails=("family@example.org",)), Likeness.PERHAPS),
        (Who("Cohen", "Ann", phones=("+44 20 7946 0000",)), Likeness.SURE),
        (Who("Ann", "Levy", phones=("020 7946 0000",), postcode="NW1 1AA"), Likeness.PERHAPS),
        (Who("Ann", "Cohen"), Likeness.PERHAPS),
        (Who("Ann", "Cohen", emails=("x@example.org",), phones=("020 7946 0999",)), Likeness.NO),
        (Who("Ann", "Cohen", emails=("family@example.org",), child=True), Likeness.SURE),
    ],
)
def test_likeness(other: Who, likeness: Likeness) -> None:
    assert compare(ANN, other).likeness is likeness


def test_a_child_is_not_its_mother_of_the_same_name() -> None:
    mother = Who("Ann", "Cohen", emails=("family@example.org",), child=False)
    child = Who("Ann", "Cohen", emails=("family@example.org",), child=True)
    assert compare(mother, child).likeness is Likeness.NO
    born = Who("Ann", "Cohen", born=date(1970, 4, 3)), Who("Ann", "Cohen", born=date(1999, 12, 31))
    assert compare(*born).likeness is Likeness.NO


def test_somebody_without_a_first_name_is_found_again_by_title_and_home() -> None:
    mrs = Who("", "Levy", title="Mrs", emails=("b@example.org",), postcode="NW11 8QZ")
    assert compare(mrs, mrs).likeness is Likeness.SURE
    assert compare(mrs, Who("", "Levy", title="Mr", emails=("b@example.org",))).likeness is Likeness.NO
    index = Index()
    index.add(1, mrs)
    assert [number for number, _ in index.like(mrs)] == [1]


def test_the_reasons_are_told() -> None:
    found = compare(ANN, Who("Annie", "Cohen", emails=("FAMILY@example.org",)))
    assert found.reasons == ("like name", "same e-mail")


@pytest.mark.parametrize("number", [400, 1600])
def test_a_book_full_of_namesakes_costs_no_more_for_each(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counting(one: Who, other: Who) -> matching.Match:
        nonlocal compared
        compared += 1
        return compare(one, other)

    monkeypatch.setattr(matching, "compare", counting)
    index = Index()
    everybody = [Who("Ann", "Cohen", emails=(f"ann{n}@example.org",)) for n in range(number)]
    for at, one in enumerate(everybody):
        index.add(at, one)
    assert all(index.like(one)[0][0] == at for at, one in enumerate(everybody))
    assert compared <= number * Index.MOST
