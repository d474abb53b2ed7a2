"""How a sentence names a field that is not declared, or whose column is called otherwise than people say.

``field_noun`` asks here; history, merges and findings speak so: *Changed the start of Baker, 10:00*.
"""

_NOUNS = {
    "answered_on": "day of the answer",
    "arrived_at": "time of arrival",
    "arrives_at": "time of arrival",
    "asked_on": "day of asking",
    "batch": "maker’s lot number",
    "best_before": "best-before date",
    "body": "words",
    "by_courier": "mark for a courier",
    "by_whom": "person who spoke",
    "collected_by": "person who collected them",
    "day_phone": "telephone for the day",
    "dbs_renew_on": "day for renewing the DBS check",
    "decided_on": "day of the decision",
    "done_on": "day it was done",
    "due_on": "day it is due",
    "ends_at": "end",
    "for_whom": "addressees",
    "from_at": "time it leaves",
    "frozen_on": "day it was frozen",
    "given_on": "day of the answer",
    "heads": "number of guests",
    "hebrew_name": "Hebrew name",
    "is_main": "mark as the main contact",
    "label": "name",
    "lead_days": "number of days before",
    "left_at": "time of leaving",
    "location_id": "place in store",
    "made_count": "number reached",
    "maximum": "most people",
    "may_print": "leave to print",
    "minimum": "fewest people",
    "minutes_served": "time served",
    "mobile": "mobile telephone",
    "needs_use_by": "need of a date",
    "next_done": "mark of the next step",
    "next_on": "day of the next step",
    "on_day": "day",
    "open_ended": "choice of a fixed time",
    "outcome": "account of how it went",
    "override_reason": "reason",
    "pack_name": "name of a pack",
    "pack_size": "number in a pack",
    "phone": "telephone",
    "rather_not": "mark for rather not",
    "ready": "mark as ready",
    "received_at": "time it came",
    "received_by": "person who took it",
    "returned_on": "day it came back",
    "serves_food": "mark for food",
    "sign_up_line": "sentence on signing up",
    "starts_at": "start",
    "target_count": "number hoped for",
    "target_pence": "money hoped for",
    "target_unit": "unit that is counted",
    "thanked_on": "day of the thanks",
    "to_check": "mark for checking",
    "until_at": "end",
    "use_by": "use-by date",
    "visiting_from": "start of visiting",
    "visiting_until": "end of visiting",
    "wanted_by": "day it is wanted by",
}
_OF_RECORDS = {
    ("person", "phone"): "home telephone",
}


def column_noun(record: str, column: str) -> str:
    """How a sentence names a column of a record; the column's own words where nothing better is known."""
    known = _OF_RECORDS.get((record, column)) or _NOUNS.get(column)
    return known or column.removesuffix("_id").removesuffix("_pence").replace("_", " ")
