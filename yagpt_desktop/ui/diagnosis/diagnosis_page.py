"""The page of diagnostics."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.scroll import plain_scroll
from yagpt_desktop.ui.widgets.spinner import Spinner
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow

from .finding_row import FindingRow
from .finding_words import topic_title

_TROUBLES = QT_TRANSLATE_NOOP("DiagnosisPage", "%n problem(s) found.")


class DiagnosisPage(View):
    """Shows findings one by one as they come.

    Signals:
        opened(): It came into view.
        left(): It went out of view.
        again_requested(): Look at everything once more.
        save_requested(): Write the report into a file.
    """

    opened = Signal()
    left = Signal()
    again_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="surface")
        self.setObjectName("diagnosis-page")
        self._findings: list[Finding] = []
        self._busy = False
        self._notice = ""
        self._notice_look = "muted"
        self._title = plain_label("diagnosis-title", look="title")
        self._again = Button("diagnosis-again")
        self._save = Button("diagnosis-save")
        self._spinner = Spinner("diagnosis-spinner")
        self._summary = plain_label("diagnosis-summary", look="subheading", wraps=True)
        self._intro = plain_label("diagnosis-intro", look="muted", wraps=True)
        self._sections: dict[Topic, QVBoxLayout] = {}
        self._heads: dict[Topic, QLabel] = {}
        self._rows: list[FindingRow] = []
        self._arrange()
        self._again.clicked.connect(self.again_requested)
        self._save.clicked.connect(self.save_requested)
        self.setFocusProxy(self._again)
        self._settle()
        self._tell()

    def _arrange(self) -> None:
        self._head_frame = QFrame()
        self._head_frame.setProperty("look", "header")
        self._header = WrappingRow()
        self._head_frame.setLayout(self._header)
        self._header.add_words(self._title)
        self._header.addWidget(self._save)
        self._header.addWidget(self._again)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._summary_row = QHBoxLayout()
        self._summary_row.addWidget(self._spinner)
        self._summary_row.addWidget(self._summary, 1)
        self._column.addLayout(self._summary_row)
        self._column.addWidget(self._intro)
        for topic in Topic:
            self._heads[topic] = plain_label(look="subheading")
            self._sections[topic] = QVBoxLayout()
            self._column.addWidget(self._heads[topic])
            self._column.addLayout(self._sections[topic])
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head_frame)
        outer.addWidget(plain_scroll("diagnosis-scroll", self._content), 1)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Diagnostics")

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks through."""
        return [self._head_frame, self._content]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return tuple(self._findings)

    def begin(self) -> None:
        """Everything is looked at anew; what was found before goes."""
        self._findings.clear()
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        self._busy = True
        self._notice = ""
        self._tell()

    def add(self, finding: Finding) -> None:
        """Show one more finding."""
        self._findings.append(finding)
        row = FindingRow(finding)
        self._rows.append(row)
        self._sections[finding.topic].addWidget(row)
        self._tell()

    def end(self) -> None:
        """Nothing more comes."""
        self._busy = False
        self._tell()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._summary.text()))

    def show_notice(self, text: str, *, good: bool) -> None:
        """Say something under the summary until the next look: that the report is saved, or why it is not."""
        self._notice = text
        self._notice_look = "good" if good else "error-title"
        self._tell()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _tell(self) -> None:
        troubles = sum(finding.state is FindingState.TROUBLE for finding in self._findings)
        self._spinner.setVisible(self._busy)
        self._again.setEnabled(not self._busy)
        self._save.setEnabled(not self._busy and bool(self._findings))
        if self._busy:
            self._summary.setText(self.tr("Looking…"))
        elif not self._findings:
            self._summary.setText(self.tr("Nothing has been looked at yet."))
        elif troubles:
            self._summary.setText(counted("DiagnosisPage", _TROUBLES, troubles))
        else:
            self._summary.setText(self.tr("Everything works."))
        self._intro.setText(
            self._notice or self.tr("No key and no message is sent, and none is in the report.")
        )
        set_look_property(self._intro, "look", self._notice_look if self._notice else "muted")
        for topic, head in self._heads.items():
            head.setVisible(any(finding.topic is topic for finding in self._findings))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Diagnostics"))
        self._again.setText(self.tr("Look again"))
        self._save.setText(self.tr("Save the report…"))
        for button in (self._again, self._save):
            button.setAccessibleName(button.text())
        for topic, head in self._heads.items():
            head.setText(topic_title(topic))
        self._tell()

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(2))
        self._summary_row.setSpacing(metrics.gap(2))
        self._header.setContentsMargins(metrics.gap(5), metrics.gap(2), metrics.gap(5), metrics.gap(2))
        self._header.setSpacing(metrics.gap(2))
        self._head_frame.setMinimumHeight(metrics.header_px)
        for head in self._heads.values():
            head.setContentsMargins(0, metrics.gap(4), 0, 0)
        for section in self._sections.values():
            section.setSpacing(metrics.gap(3))
        self._keep_column()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reading column in the middle."""
        super().resizeEvent(event)
        self._keep_column()

    def _keep_column(self) -> None:
        metrics = look().metrics
        side = max(metrics.gap(5), (self.width() - metrics.column_px) // 2)
        self._column.setContentsMargins(side, metrics.gap(5), side, metrics.gap(5))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is in view."""
        super().showEvent(event)
        if not event.spontaneous():
            self.opened.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is out of view."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()
