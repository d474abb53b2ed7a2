"""A person out of a text that was copied: read, looked up in the book, and written as a typed line is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.lookup import list_partner_options
from mitzvah_desk.office.importing.composer import Decisions, Prepared
from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.plan import REJECTED, ImportPlan, RowOutcome, Write
from mitzvah_desk.office.importing.preview import prepare_import
from mitzvah_desk.office.importing.typed_table import compose_typed_plan, make_typed_source
from mitzvah_desk.rules.fields.registry import field_noun
from mitzvah_desk.rules.fields.signature_block import read_signature
from mitzvah_desk.rules.matching.partners import core_name

LINE = 1
"""The number of the only line."""


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """What a text says of a person.

    Attributes:
        cells: texts by what columns of an import mean: ``given``, ``email``, ``note``.
        partner_id: the partner at whom they are, where the committee knows it.
        organisation: where they are, as the text says it.
    """

    cells: Mapping[str, str]
    partner_id: int | None = None
    organisation: str = ""


def read_pasted_person(connection: Connection, text: str) -> PastedPerson:
    """Reads the signature of an e-mail; what has no field of its own stands in the note.

    Args:
        connection: the file, for its partners.
        text: what was copied.
    """
    partners = {core_name(option.label): option.id for option in list_partner_options(connection)}
    found = read_signature(text, lambda name: bool(core_name(name)) and core_name(name) in partners)
    partner = partners.get(core_name(found.organisation)) if found.organisation else None
    note = [f"Works at {found.organisation}"] if found.organisation and partner is None else []
    note += [f"Other e-mail: {email}" for email in found.emails[1:]]
    note += [f"Other telephone: {number}" for number in (*found.mobiles[1:], *found.phones[1:])]
    note += found.rest
    cells = {
        "title": found.title,
        "given": found.given,
        "family": found.family,
        "honours": found.honours,
        "position": found.position,
        "email": next(iter(found.emails), ""),
        "mobile": next(iter(found.mobiles), ""),
        "phone": next(iter(found.phones), ""),
        "address": found.address,
        "postcode": found.postcode,
        "note": "\n".join(note),
    }
    return PastedPerson(cells, partner, found.organisation)


def look_at_person(
    cells: Mapping[str, str], partner_id: int | None, known: ExistingRecords, decisions: Decisions
) -> tuple[Prepared, ImportPlan]:
    """What would become of a person: somebody new, or somebody known of whom something is filled in.

    Args:
        cells: texts by what columns mean.
        partner_id: at which partner they are; None where at none.
        known: what the office knows.
        decisions: what the user decided of line ``LINE``.
    """
    source = make_typed_source(ImportOf.PEOPLE, list(cells), [(LINE, list(cells.values()))])
    prepared = prepare_import(source, known)
    plan = compose_typed_plan(prepared, decisions)
    if partner_id is None or plan.count(*REJECTED):
        return prepared, plan
    return prepared, _put_at(partner_id, prepared, plan, decisions)


def _put_at(partner_id: int, prepared: Prepared, plan: ImportPlan, decisions: Decisions) -> ImportPlan:
    """The plan with the partner at whom the person is; one who is known elsewhere stays there."""
    writes = list(plan.writes)
    at = next((n for n, write in enumerate(writes) if write.record == "person"), None)
    decided = decisions.get(LINE)
    who = writes[at].id if at is not None else decided if isinstance(decided, int) else None
    if who is None:
        who = next((entry.target for entry in prepared.rows[0].found if entry.target is not None), None)
    if who is None or (who > 0 and prepared.known.persons[who]["partner_id"] is not None):
        return plan
    if at is None:
        writes.append(Write("person", who, {"partner_id": partner_id}))
    else:
        writes[at] = replace(writes[at], values={**writes[at].values, "partner_id": partner_id})
    rows = plan.rows
    if who > 0:
        said = ", ".join(filter(None, (rows[0].detail, field_noun("person", "partner_id"))))
        detail = said if rows[0].fate is RowOutcome.UPDATE else field_noun("person", "partner_id")
        rows = (replace(rows[0], fate=RowOutcome.UPDATE, detail=detail),)
    return replace(plan, writes=tuple(writes), rows=rows)
