"""The accounts of this computer: which one is in use, what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.account import Account
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.account_words import account_title, folder_words, kind_words

from .kind_card import ChoiceCard

_LONGEST_NAME = 60


class AccountCard(ChoiceCard):
    """One account; F2, a double click or the pencil renames it in place.

    Signals:
        renamed(str): The person gave it another name.
    """

    renamed = Signal(str)

    def __init__(self, account: Account, among: Sequence[Account]) -> None:
        """Take the account, and all of them: a default name tells it from the others."""
        super().__init__(f"account-card-{account.id}")
        self.account = account
        self._among = tuple(among)
        self._pencil = IconButton(f"account-rename-{account.id}", "edit", parent=self)
        self._line = LineEdit(f"account-name-{account.id}")
        self._line.setParent(self)
        self._line.setMaxLength(_LONGEST_NAME)
        self._line.hide()
        self._pencil.clicked.connect(self.begin_renaming)
        self._line.editingFinished.connect(self._on_finished)
        self._line.installEventFilter(self)
        self.retranslate()
        self.restyle()

    def retranslate(self) -> None:
        """Put the words."""
        account, title = self.account, self._title()
        self.put(title, f"{kind_words(account.kind)} · {folder_words(account)}")
        self._pencil.set_name(self.tr("Rename “{name}”").format(name=title))
        self._line.set_name(self.tr("Name of the account"))

    def _title(self) -> str:
        return account_title(self.account, self._among)

    @Slot()
    def begin_renaming(self) -> None:
        """Let the person type another name over the present one."""
        self._line.setText(self._title())
        self._place()
        self._line.show()
        self._line.raise_()
        self._line.setFocus()
        self._line.selectAll()

    @Slot()
    def _on_finished(self) -> None:
        if self._line.isHidden():
            return
        name = " ".join(self._line.text().split())
        self._line.hide()
        if name and name != self._title():
            self.renamed.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the old name."""
        if (
            watched is self._line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._line.hide()
            self.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename by F2."""
        if event.key() == Qt.Key.Key_F2:
            self.begin_renaming()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename by a double click."""
        super().mouseDoubleClickEvent(event)
        self.begin_renaming()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pencil at the end of the card."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = look().metrics.gap
        self._pencil.adjustSize()
        self._pencil.move(self.width() - self._pencil.width() - gap(2), gap(2))
        left = gap(10)
        width = self._pencil.x() - left - gap(2)
        self._line.setGeometry(left, gap(1), max(gap(20), width), self._line.sizeHint().height())


class AccountList(View):
    """All accounts, one of them in use, and the way to another one.

    Signals:
        chosen(str): Use this account (id) from now on.
        renamed(str, str): An account (id) has another name.
        add_requested(): Show an empty form for one more.
    """

    chosen = Signal(str)
    renamed = Signal(str, str)
    add_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("account-list")
        self.cards: dict[str, AccountCard] = {}
        self._add = Button("account-add", look="text-link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.clicked.connect(self.add_requested)
        self._settle()

    def show_accounts(self, accounts: Sequence[Account], account_id: str) -> None:
        """Show these accounts, one of them in use; "" for none, which is while another is being added."""
        if tuple(card.account for card in self.cards.values()) != tuple(accounts):
            self._rebuild(accounts)
        for card in self.cards.values():
            card.setAutoExclusive(False)
            card.setChecked(card.account.id == account_id)
            card.setAutoExclusive(True)
        self.setVisible(bool(accounts))
        self._add.setVisible(bool(account_id))

    def _rebuild(self, accounts: Sequence[Account]) -> None:
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = {account.id: AccountCard(account, accounts) for account in accounts}
        for place, card in enumerate(self.cards.values()):
            self._column.insertWidget(place, card)
            card.clicked.connect(self._on_clicked)
            card.renamed.connect(self._on_renamed)

    @Slot()
    def _on_clicked(self) -> None:
        card = next(card for card in self.cards.values() if card is self.sender())
        self.chosen.emit(card.account.id)

    @Slot(str)
    def _on_renamed(self, name: str) -> None:
        card = next(card for card in self.cards.values() if card is self.sender())
        self.renamed.emit(card.account.id, name)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Accounts"))
        self._add.setText(self.tr("Add another account"))
        self._add.setAccessibleName(self._add.text())
        for card in self.cards.values():
            card.retranslate()

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(2))
        for card in self.cards.values():
            card.restyle()
