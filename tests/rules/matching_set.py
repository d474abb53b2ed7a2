"""Makes ``matching_pairs.csv``: 2,000 labelled pairs of entries, half of them one person written twice.

Run ``python tests/rules/matching_set.py`` to write it anew; it is the same every time. A pair that is one
person has been through what lists go through: typing errors, pet names, marriages, moves, missing columns.
The others are the hard ones: spouses, siblings, twins, namesakes, neighbours, a son's wife with his mother's
name, all with the addresses, telephones and e-mail addresses that families share.
"""

import csv
import random
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).with_name("matching_pairs.csv")
FEMALE = """
Ann Sarah Rachel Rebecca Leah Miriam Hannah Deborah Ruth Esther Judith Naomi Susan Elizabeth Margaret
Katherine Jacqueline Philippa Michelle Natalie Lauren Chloe Freya Tamsin Orla Ayala Shira Noa Maya Talia
""".split()  # noqa: SIM905
MALE = """
David Daniel Michael Jonathan Benjamin Samuel Joseph Jacob Isaac Abraham Robert William Stephen Anthony
Lawrence Maurice Solomon Nathan Aaron Simon Toby Gareth Rory Kieran Lior Eitan Amir Yuval Asher Ravi
""".split()  # noqa: SIM905
PET = {
    "Sarah": "Sally", "Rebecca": "Becky", "Hannah": "Ann", "Deborah": "Debbie", "Judith": "Judy",
    "Susan": "Sue", "Elizabeth": "Liz", "Margaret": "Peggy", "Katherine": "Kate", "Jacqueline": "Jackie",
    "Philippa": "Pippa", "David": "Dave", "Daniel": "Danny", "Michael": "Mike", "Jonathan": "Jonny",
    "Benjamin": "Ben", "Samuel": "Sam", "Joseph": "Joe", "Jacob": "Yaakov", "Isaac": "Yitzchak",
    "Abraham": "Abe", "Robert": "Bob", "William": "Bill", "Stephen": "Steve", "Anthony": "Tony",
    "Lawrence": "Larry", "Solomon": "Shlomo", "Rachel": "Rochel", "Leah": "Lea", "Miriam": "Mimi",
    "Esther": "Esti", "Naomi": "Nomi", "Nathan": "Nat", "Maurice": "Morris",
}  # fmt: skip
FAMILIES = """
Cohen Levy Goldberg Rosenberg Friedman Katz Klein Schwartz Goldstein Bernstein Abrahams Jacobs Shapiro Kaplan
Rubin Feldman Greenberg Silverman Lewis Harris Davis Phillips Marks Samuels Freeman Brown Green White Stone
Mendoza Sassoon Franks Montefiore Pinto Nahum Khalili Winterbotham Okafor Patel Murphy
""".split()  # noqa: SIM905
SPELT = {"Cohen": "Kohn", "Levy": "Levi", "Schwartz": "Schwarz", "Friedman": "Freedman", "Klein": "Kline"}
STREETS = (
    "High Street",
    "Park Road",
    "The Avenue",
    "Mill Lane",
    "Elm Close",
    "Station Road",
    "Brook Gardens",
)
_CHANGES = (
    "typo", "given typo", "pet", "spelt", "married", "moved", "new email", "email typo", "new phone",
    "initial", "double", "middle", "turned", "careless", "none",
)  # fmt: skip
_UNLIKE = (
    "spouse", "sibling", "twin", "child", "namesake", "neighbour", "in-law", "strangers", "near name",
    "like names",
)  # fmt: skip
ALIKE = (
    ("Daniel", "Danielle"), ("Michael", "Michelle"), ("Noa", "Noah"), ("Eli", "Ellie"), ("Joel", "Joelle"),
    ("Maya", "Mia"), ("Gabriel", "Gabriella"), ("Leo", "Leah"), ("Adam", "Ada"), ("Rachel", "Raphael"),
    ("Shira", "Sheila"), ("Ariel", "Uriel"), ("Dan", "Dov"), ("Amir", "Amit"), ("Hannah", "Dinah"),
)  # fmt: skip
"""Names of brothers and sisters, which no typing error makes of each other."""
AREAS = ("NW1 1", "NW11 7", "N2 9", "HA8 6", "M7 4", "LS17 8", "B15 2", "G46 6")


@dataclass(frozen=True)
class Entry:
    given: str
    family: str
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    born: str = ""


def entry(dice: random.Random, given: str = "", family: str = "", born: date | None = None) -> Entry:
    """Somebody, with everything known."""
    given = given or dice.choice(FEMALE + MALE)
    family = family or dice.choice(FAMILIES)
    number = dice.randint(1, 99)
    local = dice.choice((f"{given}.{family}", f"{given[0]}{family}", f"the{family}s", f"{family}{number}"))
    return Entry(
        given,
        family,
        f"{local.lower()}@example.{dice.choice(('org', 'com', 'net'))}",
        f"07700 9{dice.randint(0, 99999):05d}",
        f"{dice.randint(1, 180)} {dice.choice(STREETS)}",
        f"{dice.choice(AREAS)}{dice.choice('ABDEFGHJ')}{dice.choice('ABDEFGHJ')}",
        str(born or date(1940, 1, 1) + timedelta(days=dice.randrange(29000))),
    )


def mistyped(dice: random.Random, word: str) -> str:
    """A word with one letter doubled, left out, wrong, or turned round with the next."""
    at = dice.randrange(1, len(word) - 1) if len(word) > 2 else 1
    return dice.choice(
        (
            word[:at] + word[at:][1:],
            word[:at] + word[at - 1] + word[at:],
            word[:at] + dice.choice("aeionrst") + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )


def again(dice: random.Random, one: Entry) -> Entry:  # noqa: C901 - one branch for each change
    """The same person, written a second time by somebody else."""
    other = one
    for what in dice.sample(_CHANGES, dice.choice((1, 1, 2))):
        if what == "typo":
            other = replace(other, family=mistyped(dice, other.family))
        elif what == "given typo":
            other = replace(other, given=mistyped(dice, other.given))
        elif what == "email typo" and other.email:
            name, _, place = other.email.partition("@")
            other = replace(other, email=f"{mistyped(dice, name)}@{place}")
        elif what == "careless":
            street = other.address.replace("Road", "Rd").replace("Street", "St.").lower()
            other = replace(other, given=other.given.lower(), family=other.family.upper(), address=street)
            other = replace(other, email=other.email.title())
        elif what == "pet":
            other = replace(other, given=PET.get(other.given, other.given))
        elif what == "spelt":
            other = replace(other, family=SPELT.get(other.family, other.family))
        elif what == "married" and one.given in FEMALE:
            other = replace(other, family=dice.choice(FAMILIES))
        elif what == "moved":
            home = entry(dice)
            other = replace(other, address=home.address, postcode=home.postcode)
        elif what == "new email":
            other = replace(other, email=entry(dice, one.given, one.family).email)
        elif what == "new phone":
            other = replace(other, phone=entry(dice).phone)
        elif what == "initial" and dice.random() < 0.3:
            other = replace(other, given=other.given[0])
        elif what == "double":
            other = replace(other, family=f"{other.family}-{dice.choice(FAMILIES)}")
        elif what == "middle":
            other = replace(other, given=f"{other.given} {dice.choice(FEMALE + MALE)[0]}")
        elif what == "turned" and dice.random() < 0.3:
            other = replace(other, given=other.family, family=other.given)
    kept_one = dice.choice(("born", "address", "phone", "email")) if dice.random() < 0.3 else ""
    return thinned(dice, other, kept_one)


def thinned(dice: random.Random, one: Entry, kept: str = "") -> Entry:
    """An entry of a list that did not ask for everything; mostly nobody asks for a date of birth."""
    gone = {"born"} if dice.random() < 0.8 else set()
    gone |= {part for part in ("email", "phone", "address") if dice.random() < 0.2} - {kept}
    if {"email", "phone", "address"} <= gone:
        gone.discard("email")
    if "address" in gone:
        gone.add("postcode")
    return replace(one, **dict.fromkeys(gone, ""))


def unlike(dice: random.Random) -> tuple[Entry, Entry]:
    """Two people whom a hasty eye takes for one."""
    one = entry(dice)
    kind = dice.choice(_UNLIKE)
    home = {"family": one.family, "address": one.address, "postcode": one.postcode}
    shared = {"phone": one.phone if dice.random() < 0.6 else entry(dice).phone}
    shared["email"] = one.email if dice.random() < 0.5 else entry(dice, family=one.family).email
    names = [n for n in FEMALE + MALE if n != one.given and PET.get(n, n) != PET.get(one.given, one.given)]
    names = [n for n in names if {n, PET.get(n)} & {one.given, PET.get(one.given, "-")} == set()]
    given = dice.choice(names)
    other = entry(dice, given)
    if kind in {"spouse", "sibling", "child"}:
        other = replace(other, **home, **shared)
    elif kind == "twin":
        alike = [n for n in names if n[0] == one.given[0]] or names
        other = replace(other, given=dice.choice(alike), born=one.born, **home, **shared)
    elif kind in {"namesake", "in-law"}:  # such as a son's wife with his mother's first name
        other = entry(dice, one.given, one.family)
        local = f"{other.given[0]}{other.family}{dice.randint(100, 999)}".lower()
        other = replace(other, email=f"{local}@example.org")
    elif kind == "like names":
        pair = dice.choice(ALIKE)
        one = replace(one, given=pair[0])
        other = replace(other, given=pair[1], **home, **shared)
    elif kind == "neighbour":
        other = replace(other, address=one.address, postcode=one.postcode)
    elif kind == "near name":
        other = replace(other, family=one.family, postcode=one.postcode)
    return one, other


def pairs() -> list[tuple[bool, Entry, Entry]]:
    """The labelled pairs."""
    dice = random.Random(5787)
    made = []
    for number in range(2000):
        if number % 2:
            one, other = unlike(dice)
            made.append((False, thinned(dice, one), thinned(dice, other)))
        else:
            one = entry(dice)
            made.append((True, thinned(dice, one), again(dice, one)))
    return made


def kept() -> list[tuple[bool, Entry, Entry]]:
    """The pairs as they are kept beside this module."""
    names = [field.name for field in fields(Entry)]
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def side(row: dict[str, str], which: str) -> Entry:
        return Entry(*(row[f"{which} {name}"] for name in names))

    return [(row["same"] == "yes", side(row, "one"), side(row, "other")) for row in rows]


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as out:
        names = [field.name for field in fields(Entry)]
        writer = csv.writer(out)
        writer.writerow(["same", *(f"{side} {name}" for side in ("one", "other") for name in names)])
        for same, one, other in pairs():
            writer.writerow(["yes" if same else "no", *asdict(one).values(), *asdict(other).values()])
