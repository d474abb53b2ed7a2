"""The command ``export newsletter``."""

import argparse
from contextlib import closing
from datetime import date
from pathlib import Path

from mitzvah_desk.cli.campaigns import require_campaign
from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    Commands,
    add_command,
    add_file_argument,
    parse_day,
    print_findings,
    print_message,
    require_file_type,
)
from mitzvah_desk.rules.plurals import count_noun

NEWSLETTER_FORMS = ("docx", "html", "md", "txt")
_PIECES = ("whats-on", "still-needed", "thank-you", "what-we-did")
"""Those that the office knows, which is imported late; a test holds the two together."""


def add_to(exporting: Commands) -> None:
    """Adds it."""
    parser = add_command(
        exporting,
        "newsletter",
        _export,
        "what the public may read of a campaign: what is on, what is needed, thanks, what was done",
    )
    add_file_argument(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="OUT.{docx,html,md,txt}")
    parser.add_argument("--campaign", metavar="TEXT", help="a part of its name; the newest where left out")
    parser.add_argument(
        "--piece",
        action="append",
        choices=_PIECES,
        help="a piece, once for each, in their order; all that have something to tell where left out",
    )
    parser.add_argument("--venues", action="store_true", help="say where projects are")
    parser.add_argument(
        "--day", metavar="DAY", help="when it appears, such as 1/11/2026; today where left out"
    )


def _export(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.health_check import needs_attention
    from mitzvah_desk.office.newsletter.compose import NewsletterChoice, compose_newsletter, export_newsletter
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import save_released
    from mitzvah_desk.rules.templates.section_fields import KEYS

    form = require_file_type(arguments.to, NEWSLETTER_FORMS)
    day = parse_day(arguments.day or "") or date.today()
    kinds = tuple(KEYS[key] for key in arguments.piece or _PIECES)
    with closing(open_office(arguments, read_only=True)) as office:
        campaign = require_campaign(
            office, arguments.campaign, "This file has no campaign yet, so there is nothing to tell."
        )
        composed = office.query(compose_newsletter, campaign, NewsletterChoice(kinds, arguments.venues), day)
        checked = check_outgoing(office, export_newsletter(composed.newsletter, form))
    print_findings(composed.findings)
    pieces = len(composed.newsletter.sections)
    if not pieces:
        return print_message("There is nothing to tell yet, so no newsletter was written.", FINDINGS)
    released = checked.release()
    save_released(arguments.to, released)
    print_findings(released.findings)
    print(f"Wrote {count_noun(pieces, 'piece')} to {arguments.to}.")
    told = [*composed.findings, *released.findings]
    return FINDINGS if needs_attention(told) else DONE
