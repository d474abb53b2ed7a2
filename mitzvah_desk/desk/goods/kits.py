"""What belongs to an item on its page: what one of it holds, and the codes on its packing."""

from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.goods.catalogue import ItemCodeRow, KitPartRow, list_item_codes, list_kit_parts

_PARTS: tuple[Column[KitPartRow], ...] = (
    Column("item", "What", lambda r: r.item, width_chars=40),
    Column("quantity", "How many in one", lambda r: r.amount, lambda r: r.quantity, True, width_chars=20),
)
_CODES: tuple[Column[ItemCodeRow], ...] = (Column("code", "Code", lambda r: r.code, width_chars=24),)


def make_kit_table(session: FileSession) -> EditableRows[KitPartRow]:
    """What one of an item holds, where it is a kit such as a toiletry bag."""
    table: EditableRows[KitPartRow] = EditableRows(
        session,
        "kit_part",
        "kit_id",
        "What one holds",
        _PARTS,
        {
            "item_id": (lambda commit: RecordField(session, "item", "What", commit), 40),
            "quantity": (
                lambda commit: AmountField(
                    session, "How many in one", commit, lambda: table.fields["item_id"].value
                ),
                24,
            ),
        },
        list_kit_parts,
        empty="Nothing. Where this is made up of other goods, such as a toiletry bag, type what one holds.",
        then="quantity",
        names={"item_id": "item"},
    )
    return table


def make_code_table(session: FileSession) -> EditableRows[ItemCodeRow]:
    """The codes that a scanner reads on the packing of an item."""
    return EditableRows(
        session,
        "item_code",
        "item_id",
        "Codes on the packing",
        _CODES,
        {"code": (lambda commit: TextField("Code", commit, hint="Scan it, or type its digits"), 40)},
        list_item_codes,
        empty="None yet. Scan one where goods come in, or here.",
    )
