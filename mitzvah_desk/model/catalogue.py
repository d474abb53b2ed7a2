"""The catalogue of goods: items, how they are kept and counted, their codes, and what kits hold."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import (
    Base,
    check_constraint,
    enum_column,
    foreign_key_cascade,
    foreign_key_restrict,
    foreign_key_set_null,
)


class Storage(StrEnum):
    """How an item must be kept."""

    UNKNOWN = "unknown"
    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"


class KosherKind(StrEnum):
    """What kosher food may be eaten with."""

    UNKNOWN = "unknown"
    PAREV = "parev"
    MILKY = "milky"
    MEATY = "meaty"


class ItemCategory(Base):
    """A shelf of the catalogue: food, toiletries, clothes. The list is the committee's own."""

    __tablename__ = "item_category"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)


class Item(Base):
    """A catalogue entry, such as tinned tomatoes.

    ``grams_each`` is what one of what it is counted in weighs, where that is known; ``minimum_stock`` is the
    number below which it is short.
    """

    __tablename__ = "item"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("pack_size > 0", "pack_size_positive"),
        check_constraint("grams_each > 0", "grams_each_positive"),
        check_constraint("minimum_stock >= 0", "minimum_stock_not_negative"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    category_id: Mapped[int | None] = foreign_key_set_null("item_category.id")
    unit: Mapped[str] = mapped_column(default="")
    pack_name: Mapped[str] = mapped_column(default="")
    pack_size: Mapped[int | None]
    needs_use_by: Mapped[bool] = mapped_column(default=False)
    kosher: Mapped[bool] = mapped_column(default=False)
    kosher_kind: Mapped[KosherKind] = enum_column(KosherKind, KosherKind.UNKNOWN, added=True)
    kosher_for_pesach: Mapped[bool] = mapped_column(default=False, server_default="0")
    halal: Mapped[bool] = mapped_column(default=False)
    storage: Mapped[Storage] = enum_column(Storage, Storage.UNKNOWN, added=True)
    allergens: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    grams_each: Mapped[int | None]
    minimum_stock: Mapped[int | None]


class ItemCode(Base):
    """A code on an item's packing that a scanner reads, such as an EAN."""

    __tablename__ = "item_code"
    __table_args__ = (check_constraint("trim(code) <> ''", "has_a_code"),)

    item_id: Mapped[int] = foreign_key_cascade("item.id")
    code: Mapped[str] = mapped_column(unique=True)


class KitPart(Base):
    """What one kit holds of an item: a toiletry bag, two soaps."""

    __tablename__ = "kit_part"
    __table_args__ = (
        UniqueConstraint("kit_id", "item_id"),
        check_constraint("kit_id <> item_id", "not_in_itself"),
        check_constraint("quantity > 0", "quantity_positive"),
    )

    kit_id: Mapped[int] = foreign_key_cascade("item.id")
    item_id: Mapped[int] = foreign_key_restrict("item.id")
    quantity: Mapped[int] = mapped_column(default=1)
