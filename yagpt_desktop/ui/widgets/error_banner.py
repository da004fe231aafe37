"""The strip that says what went wrong and offers what helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.words.error_text import ErrorText

from .buttons import Button, IconButton
from .labels import plain_label
from .view import View
from .wrapping_row import WrappingRow

_DETAIL_LINES = 5


class ErrorBanner(View):
    """Title, cause, what became of the person's text, what helps; technical details on demand.

    One button does what helps in most cases; a quiet second one stands under the words.

    Signals:
        action_requested(object): The person pressed one of the buttons; carries the ``ActionKind``.
        dismissed(): The person closed it.
    """

    action_requested = Signal(object)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__(look="error")
        self.setObjectName("error-banner")
        self._error: ErrorText | None = None
        self._sign = plain_label("error-sign")
        self._title = plain_label("error-title", look="error-title", wraps=True)
        self._cause = plain_label("error-cause", wraps=True)
        self._action = Button("error-action")
        self._action.hide()
        self._second = Button("error-second-action", look="link")
        self._second.hide()
        self._details_toggle = Button("error-details", look="link")
        self._details_toggle.setCheckable(True)
        self._copy = Button("error-copy", look="link")
        self._close = IconButton("error-close", "close")
        self._details = QPlainTextEdit()
        self._details.setObjectName("error-details-text")
        self._details.setProperty("look", "details")
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._arrange()
        self._action.clicked.connect(self._on_action)
        self._second.clicked.connect(self._on_second)
        self._details_toggle.toggled.connect(self._on_details)
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self._on_close)
        self._settle()
        self.hide()

    def _arrange(self) -> None:
        self._row = QHBoxLayout(self)
        words = QVBoxLayout()
        words.setSpacing(look().metrics.gap(0.5))
        words.addWidget(self._title)
        words.addWidget(self._cause)
        self._links = WrappingRow()
        self._links.addWidget(self._details_toggle)
        self._links.addWidget(self._copy)
        self._below = WrappingRow()
        words.addLayout(self._below)
        words.addWidget(self._second, 0, Qt.AlignmentFlag.AlignLeft)
        words.addLayout(self._links)
        words.addWidget(self._details)
        top = Qt.AlignmentFlag.AlignTop
        self._row.addWidget(self._sign, 0, top)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._action, 0, top)
        self._row.addWidget(self._close, 0, top)

    def show_error(self, error: ErrorText | None, details: str = "") -> None:
        """Show an error with its technical details (plain text), or nothing."""
        self._error = error
        if error is None:
            self.hide()
            return
        self._title.setText(error.title)
        self._cause.setText(f"{error.cause} {error.assurance}".strip())
        self._action.setText(error.action_label)
        self._action.setAccessibleName(error.action_label)
        self._action.setVisible(error.action is not None)
        self._second.setText(error.second_label)
        self._second.setAccessibleName(error.second_label)
        self._second.setVisible(error.second_action is not None)
        self._details.setPlainText(f"{error.code}\n{details}".strip())
        self._details_toggle.setChecked(False)
        self._on_details(opened=False)
        self._retranslate()
        self.show()

    @Slot()
    def _on_action(self) -> None:
        if self._error is not None and self._error.action is not None:
            self.action_requested.emit(self._error.action)

    @Slot()
    def _on_second(self) -> None:
        if self._error is not None and self._error.second_action is not None:
            self.action_requested.emit(self._error.second_action)

    @Slot(bool)
    def _on_details(self, opened: bool) -> None:
        self._details.setVisible(opened)
        self._copy.setVisible(opened)
        self._retranslate()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())

    @Slot()
    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button under the words where it would leave them too little room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        is_beside = self.width() >= look().metrics.terse_below_px
        if is_beside is (self._row.indexOf(self._action) >= 0):
            return
        if is_beside:
            self._below.removeWidget(self._action)
            self._row.insertWidget(2, self._action, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._row.removeWidget(self._action)
            self._below.addWidget(self._action)

    def _retranslate(self) -> None:
        code = self._error.code if self._error else ""
        shown = self._details_toggle.isChecked()
        toggle = self.tr("Hide details") if shown else self.tr("Details")
        self._details_toggle.setText(toggle if shown or not code else f"{toggle} · {code}")
        self._details_toggle.setAccessibleName(toggle)
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the details"))
        self._close.set_name(self.tr("Close the message"))
        self._details.setAccessibleName(self.tr("Details"))
        name = f"{self._error.title}. {self._cause.text()}" if self._error else self.tr("Error")
        self.setAccessibleName(name)

    def _restyle(self) -> None:
        metrics = look().metrics
        gap = metrics.gap
        self._row.setContentsMargins(gap(3.5), gap(2.5), gap(2), gap(2.5))
        self._row.setSpacing(gap(2.5))
        self._links.setSpacing(gap(4))
        self._make_room()
        self._sign.setPixmap(
            pixmap("warning", look().tokens.removed, metrics.large_icon_px, self.devicePixelRatioF())
        )
        self._details.setFixedHeight(self._details.fontMetrics().lineSpacing() * _DETAIL_LINES)
