"""What the scenarios look up, each for the project named by its one value."""

from collections.abc import Callable

Look = Callable[..., list[tuple[object, ...]]]
ONE = "(SELECT id FROM project WHERE title = ?)"
HEADS = (
    "SELECT a.adults, a.children FROM assignment a JOIN shift s ON s.id = a.shift_id"
    f" WHERE a.group_id IS NOT NULL AND s.project_id = {ONE}"
)
PARTS = (
    "SELECT p.name, pp.role FROM project_partner pp JOIN partner p ON p.id = pp.partner_id"
    f" WHERE pp.project_id = {ONE}"
)
MADE = (
    "SELECT i.name, m.quantity FROM movement m JOIN lot l ON l.id = m.lot_id JOIN item i ON i.id = l.item_id"
    f" WHERE m.kind = 'made' AND m.project_id = {ONE}"
)
