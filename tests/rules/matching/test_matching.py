"""Finding duplicates, held against labelled pairs."""

from datetime import date

import pytest
from matching_set import Entry, kept, pairs

from mitzvah_desk.rules.matching import matching
from mitzvah_desk.rules.matching.matching import Index, MatchConfidence, PersonToMatch, compare_people


def who(entry: Entry) -> PersonToMatch:
    return PersonToMatch(
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
            sure_false += found.likeness is MatchConfidence.SURE
        elif same:
            missed += 1
    assert true / (true + false) >= 0.99, (true, false, missed)
    assert true / (true + missed) >= 0.9, (true, false, missed)
    assert not sure_false


ANN = PersonToMatch(
    "Ann", "Cohen", emails=("family@example.org",), phones=("020 7946 0000",), postcode="NW1 1AA"
)


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (
            PersonToMatch("Bob", "Cohen", emails=("family@example.org",), phones=("020 7946 0000",)),
            MatchConfidence.NO,
        ),
        (PersonToMatch("Annie", "Cohen", emails=("family@example.org",)), MatchConfidence.SURE),
        (PersonToMatch("Ann", "Cohn", emails=("family@example.org",)), MatchConfidence.SURE),
        (PersonToMatch("Ann", "Chen", emails=("family@example.org",)), MatchConfidence.PERHAPS),
        (PersonToMatch("Cohen", "Ann", phones=("+44 20 7946 0000",)), MatchConfidence.SURE),
        (
            PersonToMatch("Ann", "Levy", phones=("020 7946 0000",), postcode="NW1 1AA"),
            MatchConfidence.PERHAPS,
        ),
        (PersonToMatch("Ann", "Cohen"), MatchConfidence.PERHAPS),
        (
            PersonToMatch("Ann", "Cohen", emails=("x@example.org",), phones=("020 7946 0999",)),
            MatchConfidence.NO,
        ),
        (PersonToMatch("Ann", "Cohen", emails=("family@example.org",), child=True), MatchConfidence.SURE),
    ],
)
def test_likeness(other: PersonToMatch, likeness: MatchConfidence) -> None:
    assert compare_people(ANN, other).likeness is likeness


def test_a_child_is_not_its_mother_of_the_same_name() -> None:
    mother = PersonToMatch("Ann", "Cohen", emails=("family@example.org",), child=False)
    child = PersonToMatch("Ann", "Cohen", emails=("family@example.org",), child=True)
    assert compare_people(mother, child).likeness is MatchConfidence.NO
    born = (
        PersonToMatch("Ann", "Cohen", born=date(1970, 4, 3)),
        PersonToMatch("Ann", "Cohen", born=date(1999, 12, 31)),
    )
    assert compare_people(*born).likeness is MatchConfidence.NO


def test_somebody_without_a_first_name_is_found_again_by_title_and_home() -> None:
    mrs = PersonToMatch("", "Levy", title="Mrs", emails=("b@example.org",), postcode="NW11 8QZ")
    assert compare_people(mrs, mrs).likeness is MatchConfidence.SURE
    assert (
        compare_people(mrs, PersonToMatch("", "Levy", title="Mr", emails=("b@example.org",))).likeness
        is MatchConfidence.NO
    )
    index = Index()
    index.add(1, mrs)
    assert [number for number, _ in index.like(mrs)] == [1]


def test_the_reasons_are_told() -> None:
    found = compare_people(ANN, PersonToMatch("Annie", "Cohen", emails=("FAMILY@example.org",)))
    assert found.reasons == ("like name", "same e-mail")


@pytest.mark.parametrize("number", [400, 1600])
def test_a_book_full_of_namesakes_costs_no_more_for_each(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counting(one: PersonToMatch, other: PersonToMatch) -> matching.Match:
        nonlocal compared
        compared += 1
        return compare_people(one, other)

    monkeypatch.setattr(matching, "compare_people", counting)
    index = Index()
    everybody = [PersonToMatch("Ann", "Cohen", emails=(f"ann{n}@example.org",)) for n in range(number)]
    for at, one in enumerate(everybody):
        index.add(at, one)
    assert all(index.like(one)[0][0] == at for at, one in enumerate(everybody))
    assert compared <= number * Index.MOST
