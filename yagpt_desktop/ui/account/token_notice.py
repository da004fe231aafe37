"""The quiet line over the window that asks for the next token."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.words.account_words import time_left


class TokenNotice(QObject):
    """Comes up when a pasted token is about to end and when it has; takes no focus and asks nothing.

    Signals:
        renewal_requested(): The person wants to paste the next one.
    """

    renewal_requested = Signal()

    def __init__(self, over: QWidget, clearance_px: Callable[[], int] = lambda: 0) -> None:
        super().__init__(over)
        self._toast = Toast(over, clearance_px, "token-notice")
        self._toast.taken.connect(self._on_taken)

    @Slot(int)
    def show_left(self, minutes: int) -> None:
        """Say how many minutes are left."""
        self._toast.offer(f"{time_left(minutes)}.", self.tr("Paste a new one"), None)

    @Slot()
    def show_ended(self) -> None:
        """Say that it is over."""
        self.show_left(0)

    @Slot(object)
    def _on_taken(self, _subject: object) -> None:
        self.renewal_requested.emit()
