"""What a file knows of itself: which one it is, and whether it is a backup."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, check_constraint


class FileIdentity(Base):
    """One row. It is outside the journal, so that no undo makes another file of it.

    Attributes:
        identity: what tells this file from every other; copies and backups share it.
        made_at: when the file was made.
        sweep_due: somebody's details were erased, and the pages that held copies are not yet written anew.
        backup_number: which backup of its pile this file is; None where it is no backup.
        backup_at: when that was made.
        backup_of: the path of the file it is a backup of.
        backup_why: what it was made before; empty where it was made by itself.
    """

    __tablename__ = "file_identity"
    __table_args__ = (
        check_constraint("id = 1", "one_row"),
        check_constraint("(backup_number IS NULL) = (backup_at IS NULL)", "a_backup_has_a_time"),
    )

    identity: Mapped[str]
    made_at: Mapped[datetime]
    sweep_due: Mapped[bool] = mapped_column(default=False, server_default="0")
    backup_number: Mapped[int | None]
    backup_at: Mapped[datetime | None]
    backup_of: Mapped[str] = mapped_column(default="", server_default="")
    backup_why: Mapped[str] = mapped_column(default="", server_default="")
