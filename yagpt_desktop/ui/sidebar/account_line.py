"""The line at the foot of the sidebar: who pays, and whether it works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from yagpt_desktop.domain.account import Account
from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_caption
from yagpt_desktop.ui.widgets.popups import popup_holder
from yagpt_desktop.ui.widgets.view import set_look_property
from yagpt_desktop.ui.words.account_words import account_entry, minutes_more, time_left

SHOWN_BELOW_MINUTES = 60


class AccountState(StrEnum):
    """What the dot says."""

    NONE = "none"
    DEMO = "demo"
    CHECKING = "checking"
    CONNECTED = "connected"
    SESSION_ONLY = "session-only"
    EXPIRED = "expired"
    TROUBLE = "trouble"


_DOT_TONES = {
    AccountState.NONE: "control",
    AccountState.DEMO: "warning",
    AccountState.CHECKING: "control",
    AccountState.CONNECTED: "added",
    AccountState.SESSION_ONLY: "added",
    AccountState.EXPIRED: "removed",
    AccountState.TROUBLE: "removed",
}


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """What is known about the account in use.

    Attributes:
        folder: The folder's name, or its id where the name is not known.
        name: What the person calls the account; "" where there is but one.
        minutes_left: How long a pasted token still works, at most; None for what renews itself.
    """

    state: AccountState = AccountState.NONE
    folder: str = ""
    name: str = ""
    minutes_left: int | None = None


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
    """Dot, state and folder; a press leads to the account page.  Several accounts come with a menu.

    Signals:
        account_chosen(str): Use this account (id) from now on.
    """

    account_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("account-line", look="account")
        self._status = AccountStatus()
        self._accounts: tuple[Account, ...] = ()
        self._account_id = ""
        self._compact = False
        self._low = False
        self._switch = IconButton("account-switch", "chevron-up")
        self._switch.clicked.connect(self.open_menu)
        self._switch.hide()
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
        row.addWidget(self._switch)
        for part in (self._dot, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_status(self, status: AccountStatus) -> None:
        """Show another state."""
        self._status = status
        self._dot.tone = "warning" if self._is_ending() else _DOT_TONES[status.state]
        self._dot.update()
        self.retranslate()

    def show_accounts(self, accounts: Sequence[Account], account_id: str) -> None:
        """Offer a choice where there are several."""
        self._accounts, self._account_id = tuple(accounts), account_id
        self._switch.setVisible(len(accounts) > 1 and not self._compact)

    def show_compact(self, *, compact: bool) -> None:
        """Show the dot alone, or the words too."""
        self._compact = compact
        self._words.setHidden(compact)
        self._switch.setVisible(len(self._accounts) > 1 and not compact)

    def show_low(self, *, low: bool) -> None:
        """Take the height of one line where the window is low: the folder is on the page it leads to."""
        set_look_property(self, "low", low)
        self._low = low
        self.retranslate()

    @Slot()
    def open_menu(self) -> None:
        """Show all accounts; the one in use is marked."""
        menu = QMenu(popup_holder(self))
        menu.setObjectName("account-menu")
        for account in self._accounts:
            words = account_entry(account, self._accounts)
            action = QAction(plain_caption(words), menu)
            action.setData(account.id)
            action.setIconVisibleInMenu(True)
            if account.id == self._account_id:
                action.setIcon(icon("check", "accent_text"))
                menu.setActiveAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._on_menu)
        menu.aboutToHide.connect(menu.deleteLater)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self.mapToGlobal(above))

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        if action.data() != self._account_id:
            self.account_chosen.emit(action.data())

    def _is_ending(self) -> bool:
        minutes = self._status.minutes_left
        working = self._status.state in {AccountState.CONNECTED, AccountState.SESSION_ONLY}
        return working and minutes is not None and minutes <= SHOWN_BELOW_MINUTES

    def retranslate(self) -> None:
        """Put the words."""
        self._title.setText(self.tr("The key works") if self._is_ending() else self._state_text())
        self._folder.setText(self._folder_text())
        self._folder.setVisible(bool(self._folder_text()) and not self._low)
        state = time_left(self._status.minutes_left or 0) if self._is_ending() else self._state_text()
        self.setAccessibleName(self.tr("Account: {state}").format(state=state))
        self.setAccessibleDescription(self._folder_text())
        self._switch.set_name(self.tr("Switch to another account"))

    def _state_text(self) -> str:
        return {
            AccountState.NONE: self.tr("No account"),
            AccountState.DEMO: self.tr("Demo"),
            AccountState.CHECKING: self.tr("Checking…"),
            AccountState.CONNECTED: self.tr("Connected"),
            AccountState.SESSION_ONLY: self.tr("Connected until closing"),
            AccountState.EXPIRED: time_left(0),
            AccountState.TROUBLE: self.tr("Not connected"),
        }[self._status.state]

    def _folder_text(self) -> str:
        if self._status.state is AccountState.NONE:
            return self.tr("connect Yandex Cloud")
        if self._status.state is AccountState.DEMO:
            return self.tr("all on this computer")
        if self._status.state is AccountState.EXPIRED:
            return self.tr("press to paste a new one")
        if self._is_ending():
            left = minutes_more(self._status.minutes_left or 0)
            return " · ".join(part for part in (left, self._status.name) if part)
        folder = self._status.folder and self.tr("folder “{name}”").format(name=self._status.folder)
        return " · ".join(part for part in (self._status.name, folder) if part)
