"""What came of a check: under way, good, or an error with its one button."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.error_banner import ErrorBanner
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.spinner import Spinner
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.words.error_text import ErrorText


class CheckLine(View):
    """Empty, busy, good or wrong; a screen reader hears each change.

    Signals:
        action_requested(object): The button under an error; carries the ``ActionKind``.
    """

    action_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("account-status")
        self._spinner = Spinner("account-spinner")
        self._sign = plain_label()
        self._text = plain_label("account-status-text", wraps=True)
        self._error = ErrorBanner()
        self._row = QHBoxLayout()
        self._row.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addWidget(self._error)
        self._error.action_requested.connect(self.action_requested)
        self._settle()
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._show("", busy=False, good=False)

    def show_busy(self, text: str) -> None:
        """Say what is under way."""
        self._show(text, busy=True, good=False)

    def show_good(self, text: str) -> None:
        """Say that it went well."""
        self._show(text, busy=False, good=True)

    def show_error(self, error: ErrorText, details: str) -> None:
        """Say what went wrong; there is no message here that might be lost."""
        self._show("", busy=False, good=False)
        self._error.show_error(replace(error, assurance=""), details)
        self._announce(f"{error.title}. {error.cause}")

    def _show(self, text: str, *, busy: bool, good: bool) -> None:
        self._error.show_error(None)
        self._spinner.setVisible(busy)
        self._sign.setVisible(good)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        set_look_property(self._text, "look", "good" if good else "muted")
        self.setAccessibleName(text)
        if text:
            self._announce(text)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _restyle(self) -> None:
        metrics = look().metrics
        self._row.setSpacing(metrics.gap(2))
        self._sign.setPixmap(pixmap("check", look().tokens.added, metrics.icon_px, self.devicePixelRatioF()))
