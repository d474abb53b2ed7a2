"""A file that is dropped onto a list is taken in there: the import opens with it, of the right kind."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent

from mitzvah_desk.desk.importing.button import open_import_dialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.model import ImportOf

_DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DroppedLists(QObject):
    """Takes files that are dropped onto a list. What is no list is told by the import, which reads it.

    Args:
        session: the open file.
        page: the list; it keeps this.
        kind: what lists that are dropped there tell of.
    """

    def __init__(self, session: FileSession, page: ListPage[Any], kind: ImportOf) -> None:
        super().__init__(page)
        self._session, self._page, self._kind = session, page, kind
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a file is dragged over the list, or dropped there."""
        if event.type() in _DRAGGED and isinstance(event, QDropEvent) and _list_files(event.mimeData()):
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            files = _list_files(event.mimeData())
            if files:
                event.acceptProposedAction()
                self._take(files)
                return True
        return super().eventFilter(watched, event)

    def _take(self, files: list[Path]) -> None:
        if self._session.office.read_only:
            self._session.status_message.emit(
                "This file is open for reading only, so nothing can be taken in."
            )
            return
        if len(files) > 1:
            self._session.status_message.emit(
                f"One list at a time: {files[0].name} is opened. Drop the others after it."
            )
        open_import_dialog(self._session, self._page, self._kind).read(files[0])


def _list_files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
