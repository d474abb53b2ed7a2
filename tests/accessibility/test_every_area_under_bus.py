"""The program driven through every area by keys and clicks while somebody reads all that it tells."""

import os
import random

from seat import Sitting

from mitzvah_desk.desk.shell.area_entries import ENTRIES

ROUNDS = int(os.environ.get("MITZVAH_ROUNDS", "1"))
"""How often it goes through all areas; a round takes about half a minute."""
KEYS = (
    *("Tab", "Tab", "Tab", "shift+Tab", "Down", "Down", "Up", "Left", "Right", "Right", "Return", "space"),
    *("Home", "End", "Next", "Prior", "a", "e", "1", "Delete", "ctrl+z", "ctrl+y", "alt+Right", "F2"),
)
PAGE = (300, 110, 1290, 690)
"""Where the page is in the window as it comes up: no menus, no title bar."""


def test_every_area_stands_keys_and_clicks(desk: Sitting) -> None:
    hand = random.Random(5786)
    for turn in range(ROUNDS):
        for number in range(1, len(ENTRIES) + 1):
            did = []
            desk.keys(f"ctrl+{number % 10}")
            for _ in range(4):
                keys = hand.choices(KEYS, k=8)
                x, y = hand.randint(PAGE[0], PAGE[2]), hand.randint(PAGE[1], PAGE[3])
                did += [*keys, (x, y)]
                desk.keys(*keys)
                desk.click(x, y)
                assert desk.alive(), (turn, number, did, desk.complaints())
            assert desk.ask("count") > 0, (turn, number, did, desk.complaints())
            desk.keys("Escape", "Escape", "Escape")
            assert desk.alive(), (turn, number, did, desk.complaints())
            assert not desk.complaints(), (turn, number, did)
