"""The Print area: choose a paper, for whom and how, with the paper itself beside it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.preview import Preview
from mitzvah_desk.desk.widgets.fields import CheckField, ChoiceField, PickField
from mitzvah_desk.desk.widgets.labels import plain
from mitzvah_desk.office.actions import Area
from mitzvah_desk.office.office import WorldError
from mitzvah_desk.office.printing import Job, Sheet, project_rota, thank_you_letters
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.rules.disclosure import Audience

_ROTA, _LETTERS = "rota", "letters"
_AUDIENCES = (
    (Audience.COMMITTEE, "The committee: everything"),
    (Audience.VOLUNTEERS, "Volunteers: names, no telephones"),
    (Audience.PUBLIC, "Everybody: no names, no places"),
)


class PrintArea(AreaPage):
    """Papers with their preview."""

    watches = frozenset(Area)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        ask = bridge.office.ask
        self.document = ChoiceField(
            "Paper", self._changed, [(_ROTA, "A project's rota"), (_LETTERS, "Thank-you letters still owed")]
        )
        self.project = PickField(
            "Project", self._changed, search_in(lambda: ask(lookup.projects, bridge.campaign_id or 0))
        )
        self.audience = ChoiceField("For", self._changed, _AUDIENCES)
        self.paper_size = ChoiceField("Size", self._changed, [(size, size) for size in ("A4", "A3", "A5")])
        self.landscape = CheckField("Landscape", self._changed)
        self.large = CheckField("Large print (18 point)", self._changed)
        self.document.load(_ROTA)
        self.audience.load(Audience.COMMITTEE)
        self.paper_size.load("A4")
        self.landscape.load(False)
        self.large.load(False)
        left = QWidget()
        left.setMaximumWidth(self.fontMetrics().averageCharWidth() * 38)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for field in (
            self.document,
            self.project,
            self.audience,
            self.paper_size,
            self.landscape,
            self.large,
        ):
            column.addWidget(field)
        column.addStretch(1)
        self.preview = Preview(bridge)
        body = QHBoxLayout()
        body.setSpacing(self.fontMetrics().height())
        body.addWidget(left, 1)
        body.addWidget(self.preview, 3)
        page = QWidget()
        em = self.fontMetrics().height()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.addWidget(plain("Print", "title"))
        layout.addLayout(body, 1)
        self.addWidget(page)

    def reload(self) -> None:
        """Draws the chosen paper again."""
        rota = self.document.value == _ROTA
        self.project.setVisible(rota)
        self.audience.setVisible(rota)
        self.landscape.setVisible(rota)
        try:
            self.preview.show_job(self._job())
        except WorldError:
            self.project.load(None)
            self.preview.show_job(None)

    def show_record(self, record: str, record_id: int) -> None:  # noqa: ARG002  # rotas only
        """Shows a project's rota."""
        self.document.load(_ROTA)
        self.project.load(record_id)
        self.reload()

    def _on_campaign(self) -> None:
        self.project.load(None)  # it belongs to the campaign before
        super()._on_campaign()

    def start(self) -> None:
        """Puts the keyboard on the first choice."""
        self.document.setFocus()

    def _changed(self, _: object) -> str:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self.reload)  # once the field has taken its new value
        return ""

    def _job(self) -> Job | None:
        sheet = Sheet(self.paper_size.value, bool(self.landscape.value), bool(self.large.value))
        if self.document.value == _LETTERS:
            campaign = self.bridge.campaign_id
            if campaign is None:
                return None
            job = thank_you_letters(self.bridge.office, campaign, sheet=sheet)
            return job if job.count else None
        if self.project.value is None:
            return None
        return project_rota(
            self.bridge.office, int(self.project.value), audience=self.audience.value, sheet=sheet
        )
