"""What keeps something from leaving, with a way to put each thing right where it was typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip, make_label
from mitzvah_desk.desk.widgets.notice import DecisionDialog, announce
from mitzvah_desk.office.core.settled import SettleFinding
from mitzvah_desk.office.outgoing.code_names import PutCodeName
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing, Obstacle
from mitzvah_desk.office.outgoing.outgoing import Outgoing, Released
from mitzvah_desk.office.outgoing.typed_places import find_page

_HEADING = "This may not leave yet"
_WHY = (
    "It tells what its readers may not see. Put it right where it was typed, or say why it is a false alarm;"
    " then it is made."
)


class GatePanel(QWidget):
    """The obstacles, one a line, and what can be done about the one that is chosen.

    Signals:
        leaving: a page is about to be opened, so that a dialog around this one closes.
        righted: one of them (``Obstacle``) was put right, by writing its field anew (true) or settling it.
    """

    leaving = Signal()
    righted = Signal(object, bool)

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._obstacles: tuple[Obstacle, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("role", "findings")
        self.list.setProperty("choosing", True)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_HEADING)
        self.list.currentRowChanged.connect(self._offer)
        self.list.itemActivated.connect(lambda _: self._open())
        self.open_button = QPushButton(theme.load_icon("external-link"), "Open where it stands")
        self.replace_button = QPushButton(theme.load_icon("check"), "")
        self.settle_button = QPushButton(theme.load_icon("info-circle"), "It is a false alarm because…")
        self.open_button.clicked.connect(self._open)
        self.replace_button.clicked.connect(self._replace)
        self.settle_button.clicked.connect(self._settle)
        buttons = QHBoxLayout()
        for button in (self.open_button, self.replace_button, self.settle_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(make_label(_HEADING, "heading"))
        layout.addWidget(make_label(_WHY, "muted", wraps=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def show_obstacles(self, obstacles: Sequence[Obstacle]) -> None:
        """Shows these, the first one chosen."""
        self._obstacles = tuple(obstacles)
        self.list.clear()
        for each in self._obstacles:
            words = f"{each.finding.text} {each.finding.do}".strip()
            item = QListWidgetItem(theme.load_icon("alert-circle", "bad"), words)
            item.setToolTip(escape_tooltip(words))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if self._obstacles:
            announce(self, f"{_HEADING}. {self._obstacles[0].finding.text}")

    @property
    def _chosen(self) -> Obstacle | None:
        row = self.list.currentRow()
        return self._obstacles[row] if 0 <= row < len(self._obstacles) else None

    def _offer(self, _row: int) -> None:
        chosen = self._chosen
        typed = chosen is not None and chosen.place is not None
        self.open_button.setEnabled(typed)
        self.replace_button.setEnabled(typed)
        self.replace_button.setText(
            "Make the name short there" if chosen and chosen.person_id else "Put the code name there"
        )
        self.settle_button.setEnabled(chosen is not None)

    def _open(self) -> None:
        chosen = self._chosen
        if chosen is None or chosen.place is None:
            return
        page = self._session.office.query(find_page, chosen.place)
        if page is None:
            self._session.status_message.emit(f"{chosen.finding.subject} has no page of its own.")
            return
        self.leaving.emit()
        self._session.open_requested.emit(*page)

    def _replace(self) -> None:
        chosen = self._chosen
        if chosen is not None and chosen.place is not None:
            action = PutCodeName(chosen.place, chosen.partner_id, chosen.person_id)
            if self._session.execute(action, self) is not None:
                self.righted.emit(chosen, True)

    def _settle(self) -> None:
        chosen = self._chosen
        reason = DecisionDialog.ask(self, [chosen.finding]) if chosen is not None else None
        if chosen is None or reason is None:
            return
        if (
            self._session.execute(SettleFinding(chosen.settlement, reason, chosen.finding.subject), self)
            is not None
        ):
            self.righted.emit(chosen, False)


class GateDialog(QDialog):
    """Tells why something was not made, until all of it is put right or the user leaves it."""

    def __init__(self, session: FileSession, checked: CheckedOutgoing, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session, self._title = session, checked.title
        self._left = list(checked.refusals)
        self.setWindowTitle(checked.title)
        self.panel = GatePanel(session)
        self.panel.show_obstacles(self._left)
        self.panel.leaving.connect(self.reject)
        self.panel.righted.connect(self._go_on)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.panel, 1)
        layout.addWidget(buttons)
        em = self.fontMetrics().height()
        self.resize(em * 46, em * 22)

    def _go_on(self, righted: Obstacle, rewritten: bool) -> None:  # noqa: FBT001  # a signal's
        """Shows what is left, and closes where nothing is: then it can be made of what the file holds now."""
        self._left = [
            each
            for each in self._left
            if each.settlement != righted.settlement and not (rewritten and _is_same_field(each, righted))
        ]
        self.panel.show_obstacles(self._left)
        if not self._left:
            self._session.status_message.emit(f"Put right. {self._title} can be made now.")
            self.accept()


def _is_same_field(one: Obstacle, other: Obstacle) -> bool:
    """Whether what was put right for one of them is written anew for the other too."""
    if one.place is None or other.place is None or one.partner_id != other.partner_id:
        return False
    return one.place == other.place


def check_leaving(session: FileSession, outgoing: Outgoing, parent: QWidget) -> CheckedOutgoing | None:
    """What the gate says of something that is to leave; where it refuses, it is told and can be put right.

    Args:
        session: the open file.
        outgoing: what was gathered.
        parent: the window that it is about.

    Returns:
        What may leave; None where it may not. What was put right is to be gathered anew by asking again.
    """
    checked = session.check_outgoing(outgoing)
    if not checked.refusals:
        return checked
    dialog = GateDialog(session, checked, parent)
    dialog.exec()
    dialog.deleteLater()
    return None


def release(session: FileSession, outgoing: Outgoing, parent: QWidget) -> Released | None:
    """The bytes of what may leave; None where it may not, which was told."""
    checked = check_leaving(session, outgoing, parent)
    return checked.release() if checked is not None else None
