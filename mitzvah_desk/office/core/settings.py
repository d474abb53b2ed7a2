"""The file's settings: one typed value whose defaults document themselves, kept as one row a setting."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.limits import UnreadableError
from mitzvah_desk.model import Setting
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.rules.fields import tidying
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.jewish_calendar import times as jewish_times
from mitzvah_desk.rules.labels import LabelSheet, require_valid_sheets
from mitzvah_desk.rules.privacy.retention import PERIODS, RetentionRule, require_no_longer
from mitzvah_desk.rules.rota.postcode_areas import LONDON, tidy_neighbours
from mitzvah_desk.store.unit_of_work import UnitOfWork

_BIGGEST_LOGO = 5_000_000


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What a committee says once about itself.

    Attributes:
        organisation: the name at the head of its letters.
        address: its address, line by line.
        phone: its telephone number.
        email: its e-mail address.
        website: its address on the web.
        charity_number: its number in the register of charities.
        logo: a PNG or JPEG picture, as base64 text.
        signatory_name: who signs letters.
        signatory_role: what they are: ``Chair, social action committee``.
        safeguarding_name: who leads on safeguarding, for emergency cards.
        safeguarding_phone: their number for that.
        letter_farewell: the words above the signature.
        stop_line: how to get no more e-mails and newsletters; that of ``rules`` where empty.
        overlap_minutes: how long two shifts of one person may overlap before it is told.
        travel_near_minutes: the way between two places of one postcode district, or without a postcode.
        travel_area_minutes: the way between two districts of one postcode area: NW11 and NW7.
        travel_far_minutes: the way between neighbouring areas; beyond, it is asked.
        travel_neighbours: groups of postcode areas that are neighbours: ``N NW HA; LS BD``.
        place_name: the synagogue's town, for the times of Shabbat and Yom Tov.
        latitude: its degrees north.
        longitude: its degrees east.
        time_zone: its time zone: ``Europe/London``.
        candle_minutes: how long before sunset candles are lit.
        shabbat_ends: how nightfall is reckoned: one of ``jewish_calendar.ENDS``, or the like.
        label_sheets: the committee's own sheets of labels, beside those of ``rules.labels``.
        keep_people: how many months people are kept whom nobody has seen; see ``rules.privacy.retention``.
        keep_day: how many days after a campaign the details are kept that were for it.
        keep_conversations: how many months notes of conversations are kept.
    """

    organisation: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    charity_number: str = ""
    logo: str = ""
    signatory_name: str = ""
    signatory_role: str = ""
    safeguarding_name: str = ""
    safeguarding_phone: str = ""
    letter_farewell: str = "With warm thanks,"
    stop_line: str = ""
    overlap_minutes: int = 0
    travel_near_minutes: int = 15
    travel_area_minutes: int = 30
    travel_far_minutes: int = 45
    travel_neighbours: str = LONDON
    place_name: str = "London"
    latitude: float = 51.5074
    longitude: float = -0.1278
    time_zone: str = "Europe/London"
    candle_minutes: int = 18
    shabbat_ends: str = "8.5 degrees"
    label_sheets: tuple[LabelSheet, ...] = ()
    keep_people: int = PERIODS[RetentionRule.PEOPLE].longest
    keep_day: int = PERIODS[RetentionRule.DAY].longest
    keep_conversations: int = PERIODS[RetentionRule.CONVERSATIONS].longest

    def kept_for(self, rule: RetentionRule) -> int:
        """The period of a rule for keeping, in its unit."""
        periods = {
            RetentionRule.PEOPLE: self.keep_people,
            RetentionRule.DAY: self.keep_day,
            RetentionRule.CONVERSATIONS: self.keep_conversations,
        }
        return periods[rule]


_RULES: dict[str, Callable[[Any], Any]] = {
    "email": tidying.normalise_email,
    "phone": tidying.normalise_phone,
    "safeguarding_phone": tidying.normalise_phone,
    "overlap_minutes": tidying.require_non_negative,
    "travel_near_minutes": tidying.require_non_negative,
    "travel_area_minutes": tidying.require_non_negative,
    "travel_far_minutes": tidying.require_non_negative,
    "travel_neighbours": tidy_neighbours,
    "latitude": jewish_times.parse_latitude,
    "longitude": jewish_times.parse_longitude,
    "time_zone": jewish_times.require_time_zone,
    "candle_minutes": jewish_times.require_candle_minutes,
    "shabbat_ends": jewish_times.require_nightfall_rule,
    "label_sheets": require_valid_sheets,
    **{f"keep_{rule}": require_no_longer(rule) for rule in RetentionRule},
}


def read_settings(connection: Connection) -> FileSettings:
    """The file's settings; what was never set has its default, and an unknown one is passed over."""
    known = {field.name for field in fields(FileSettings)}
    rows = connection.execute(select(Setting.key, Setting.value)).all()
    kept = {key: json.loads(value) for key, value in rows if key in known}
    if "label_sheets" in kept:
        kept["label_sheets"] = tuple(map(LabelSheet.read, kept["label_sheets"]))
    return replace(FileSettings(), **kept)


def calendar_place(settings: FileSettings) -> jewish_times.CalendarPlace:
    """The synagogue's place and custom, for the Jewish calendar."""
    return jewish_times.CalendarPlace(
        settings.place_name,
        settings.latitude,
        settings.longitude,
        settings.time_zone,
        settings.candle_minutes,
        settings.shabbat_ends,
    )


def read_logo(path: Path, step: Callable[[int, int], object] = lambda *_: None) -> str:
    """A picture on the disk as the setting that keeps it.

    Args:
        path: the file.
        step: is called many times a second, and may raise to stop it.

    Raises:
        UnreadableError: it cannot be opened, is too large, or no picture that paper can show.
    """
    from mitzvah_desk.documents.layout.logo import is_logo
    from mitzvah_desk.exchange.foreign_files import read_file_bytes, run_isolated

    too_large = "It is larger than 5 MB. Save it smaller, then choose it again."
    content = read_file_bytes(path, _BIGGEST_LOGO, too_large)
    if not run_isolated(is_logo, content, step=step):
        raise UnreadableError(
            "It is no picture that paper can show."
            " Open it in a program for pictures, save it as PNG or JPEG, and choose that."
        )
    return base64.b64encode(content).decode()


_SAID = {
    "organisation": "the name on the letterhead",
    "phone": "the telephone on the letterhead",
    "email": "the e-mail address on the letterhead",
    "address": "the address on the letterhead",
    "signatory_name": "who signs letters",
    "signatory_role": "what stands under who signs letters",
    "letter_farewell": "how letters end",
    "stop_line": "the sentence on how to stop the newsletter",
    "overlap_minutes": "the minutes that shifts may overlap",
    "travel_near_minutes": "the minutes between places near each other",
    "travel_area_minutes": "the minutes between places of one area",
    "travel_far_minutes": "the minutes between places far from each other",
    "travel_neighbours": "which areas are neighbours",
    "place_name": "the town",
    "latitude": "the degrees north",
    "longitude": "the degrees east",
    "candle_minutes": "the minutes before sunset for candles",
    "shabbat_ends": "when Shabbat ends",
    "label_sheets": "the sheets of labels",
    "keep_people": "how long people are kept",
    "keep_day": "how long what the day needs is kept",
    "keep_conversations": "how long conversations are kept",
}
"""How the history names a setting; by its key where that is a word."""


@dataclass(frozen=True)
class ChangeSetting:
    """Sets one setting of the file."""

    key: str
    value: Any

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps it."""
        value = self.value
        if self.key not in {field.name for field in fields(FileSettings)}:
            raise KeyError(self.key)
        try:
            if self.key in _RULES:
                value = _RULES[self.key](value)
            elif isinstance(value, str) and self.key != "logo":
                value = tidying.tidy_text(value)
        except ValueError as error:
            raise RefusalError(
                hard_finding(f"setting.{self.key}", "Settings", str(error), "", field=self.key)
            ) from None
        row = work.session.execute(select(Setting).where(Setting.key == self.key)).scalar_one_or_none()
        if row is None:
            work.session.add(Setting(key=self.key, value=json.dumps(value, ensure_ascii=False)))
        else:
            row.value = json.dumps(value, ensure_ascii=False)
        return Applied(f"Changed {_SAID.get(self.key) or 'the ' + self.key.replace('_', ' ')} in Settings")
