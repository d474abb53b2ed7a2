"""Use cases: the only door to a file for the desk and the command line, one room a capability.

The guards and follow-ups of capabilities are imported here, so that no way into the office is without them.
"""

import mitzvah_desk.office.core.clock_guard
import mitzvah_desk.office.gift_aid.guard
import mitzvah_desk.office.goods.guard  # registers itself
import mitzvah_desk.office.lists.renames
import mitzvah_desk.office.messages.change_notes
import mitzvah_desk.office.projects.gifts  # noqa: F401
