"""The papers by name: what each is for, and how it is found."""

from mitzvah_desk import shipped
from mitzvah_desk.rules.paper_kinds import PAPERS, PaperGroup, find_papers, list_group

MOST_BYTES = 12_000


def test_every_paper_has_a_key_of_its_own() -> None:
    letters = [facts.letter for facts in PAPERS.values()]
    assert len(set(letters)) == len(letters)
    assert all(len(letter) == 1 and (letter.islower() or letter.isdigit()) for letter in letters)


def test_one_letter_finds_its_paper_first() -> None:
    for key, facts in PAPERS.items():
        assert find_papers(facts.letter)[0] == key
        assert find_papers(facts.letter.upper())[0] == key


def test_words_find_papers_by_name_before_those_that_only_speak_of_it() -> None:
    assert find_papers("delivery")[:2] == ["pick-list", "delivery-note"]
    assert find_papers("sign-in")[0] == "sign-in"
    assert find_papers("deliv driver") == ["delivery-sheet"]
    assert find_papers("zebra") == []


def test_nothing_typed_finds_all_of_them_group_by_group() -> None:
    found = find_papers("  ")
    assert sorted(found) == sorted(PAPERS)
    assert found == [key for group in PaperGroup for key in list_group(group)]


def test_every_paper_has_a_small_picture_and_a_sentence() -> None:
    for key, facts in PAPERS.items():
        picture = shipped.find_shipped_file("pictures", "papers", f"{key}.png")
        assert picture.stat().st_size < MOST_BYTES, key
        assert facts.purpose.endswith("."), key
    folder = shipped.find_shipped_file("pictures", "papers")
    assert {path.stem for path in folder.iterdir()} == set(PAPERS)
