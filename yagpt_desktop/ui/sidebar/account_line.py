"""The line at the foot of the sidebar: who pays, and whether it works."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import ElidedLabel


class AccountState(StrEnum):
    """What the dot says."""

    NONE = "none"
    DEMO = "demo"
    CHECKING = "checking"
    CONNECTED = "connected"
    SESSION_ONLY = "session-only"
    TROUBLE = "trouble"


_DOT_TONES = {
    AccountState.NONE: "control",
    AccountState.DEMO: "warning",
    AccountState.CHECKING: "control",
    AccountState.CONNECTED: "added",
    AccountState.SESSION_ONLY: "added",
    AccountState.TROUBLE: "removed",
}


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """What is known about the account in use.

    Attributes:
        folder: The folder's name, or its id where the name is not known.
    """

    state: AccountState = AccountState.NONE
    folder: str = ""


class StatusDot(QWidget):
    """A small round light; its meaning always stands beside it in words."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = "control"

    def sizeHint(self) -> QSize:
        """Room for the dot."""
        edge_px = look().metrics.gap(2)
        return QSize(edge_px, edge_px)

    def minimumSizeHint(self) -> QSize:
        """As large as the hint."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(look().tokens, self.tone)))
        radius = look().metrics.gap(1)
        painter.drawEllipse(QRectF(self.rect()).center() + QPointF(0, 0), radius, radius)


class AccountLine(Button):
    """Dot, state and folder; a press leads to the account page."""

    def __init__(self) -> None:
        super().__init__("account-line", look="account")
        self._status = AccountStatus()
        self._dot = StatusDot()
        self._title = ElidedLabel("account-state", look="small-text")
        self._folder = ElidedLabel("account-folder-name", look="small")
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._folder)
        row = QHBoxLayout(self)
        step = look().metrics.gap(1)
        row.setContentsMargins(step, 0, step, 0)
        row.setSpacing(2 * step)
        row.addWidget(self._dot)
        row.addWidget(self._words, 1)
        for part in (self._dot, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_status(self, status: AccountStatus) -> None:
        """Show another state."""
        self._status = status
        self._dot.tone = _DOT_TONES[status.state]
        self._dot.update()
        self.retranslate()

    def show_compact(self, *, compact: bool) -> None:
        """Show the dot alone, or the words too."""
        self._words.setHidden(compact)

    def retranslate(self) -> None:
        """Put the words."""
        self._title.setText(self._state_text())
        self._folder.setText(self._folder_text())
        self._folder.setVisible(bool(self._folder_text()))
        self.setAccessibleName(self.tr("Account: {state}").format(state=self._state_text()))
        self.setAccessibleDescription(self._folder_text())

    def _state_text(self) -> str:
        return {
            AccountState.NONE: self.tr("No account"),
            AccountState.DEMO: self.tr("Demo"),
            AccountState.CHECKING: self.tr("Checking…"),
            AccountState.CONNECTED: self.tr("Connected"),
            AccountState.SESSION_ONLY: self.tr("Connected until closing"),
            AccountState.TROUBLE: self.tr("Not connected"),
        }[self._status.state]

    def _folder_text(self) -> str:
        if self._status.state is AccountState.NONE:
            return self.tr("connect Yandex Cloud")
        if self._status.state is AccountState.DEMO:
            return self.tr("all on this computer")
        if not self._status.folder:
            return ""
        return self.tr("folder “{name}”").format(name=self._status.folder)
