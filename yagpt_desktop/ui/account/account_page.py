"""The page on which a person connects Yandex Cloud, and the first one they ever see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.scroll import plain_scroll
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import ErrorText

from .check_line import CheckLine
from .key_steps import KeySteps
from .kind_card import KindChoice
from .secret_line import SecretLine, cleaned


class Keeping(StrEnum):
    """Where secrets are kept on this machine."""

    KEYRING = "keyring"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class AccountForm:
    """What the person filled in.  The secret is in no ``repr``.

    Attributes:
        secret: As typed; ``Credential.cleaned`` makes a credential of it.  "" keeps the stored one.
    """

    kind: CredentialKind
    secret: str
    folder_id: str

    def __repr__(self) -> str:
        return f"AccountForm(kind={self.kind!r}, folder_id={self.folder_id!r})"


class AccountPage(View):
    """Kind, key, folder; check, save, or try without an account.

    Signals:
        check_requested(AccountForm): See whether this key opens this folder.
        save_requested(AccountForm): Keep it and begin.
        demo_requested(): Go on with the built-in demo.
        forget_requested(): Delete the stored account.
        error_action_requested(object): The button under an error; carries the ``ActionKind``.
        link_activated(str): Open this address in the browser.
    """

    check_requested = Signal(object)
    save_requested = Signal(object)
    demo_requested = Signal()
    forget_requested = Signal()
    error_action_requested = Signal(object)
    link_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__(look="window")
        self.setObjectName("account-page")
        self._known = False
        self._busy = False
        self._keeping = Keeping.KEYRING
        self._title = plain_label("account-title", look="heading", wraps=True)
        self._intro = plain_label("account-intro", look="muted", wraps=True)
        self._kinds = KindChoice()
        self._secret_name = plain_label(look="label")
        self._secret = SecretLine("account-secret")
        self._secret_name.setBuddy(self._secret)
        self._folder_name = plain_label(look="label")
        self._folder = LineEdit("account-folder")
        self._folder_name.setBuddy(self._folder)
        self._folder_hint = plain_label("account-folder-hint", look="hint", wraps=True)
        self._steps = KeySteps()
        self._check_line = CheckLine()
        self._keeping_line = plain_label("account-keeping", look="hint", wraps=True)
        self._demo = Button("account-demo")
        self._forget = Button("account-forget")
        self._check = Button("account-check")
        self._save = Button("account-save", look="primary")
        self._arrange()
        self._connect()
        self._settle()
        self._enable()

    def _arrange(self) -> None:
        self._card = View(look="account-card")
        self._card.setObjectName("account-card")
        self._fill(QVBoxLayout(self._card))
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        # Stretches, not an alignment: a layout asks an aligned card for its height at the full width.
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._card)
        centred.addStretch(1)
        self._middle.addLayout(centred)
        self._middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(plain_scroll("account-scroll", middle))
        self.setFocusProxy(self._secret)

    def _fill(self, column: QVBoxLayout) -> None:
        self._column = column
        parts: list[QWidget] = [self._title, self._intro, self._kinds, self._steps]
        parts += [self._secret_name, self._secret, self._folder_name, self._folder, self._folder_hint]
        for part in (*parts, self._check_line, self._keeping_line):
            column.addWidget(part)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others, self._main = QHBoxLayout(), QHBoxLayout()
        self._others.addWidget(self._demo)
        self._others.addWidget(self._forget)
        self._others.addStretch(1)
        self._main.addStretch(1)
        self._main.addWidget(self._check)
        self._main.addWidget(self._save)
        self._buttons.addLayout(self._others)
        self._buttons.addLayout(self._main)
        column.addLayout(self._buttons)

    def _connect(self) -> None:
        for card in self._kinds.cards.values():
            card.toggled.connect(self._on_kind)
        self._secret.textChanged.connect(self._on_edited)
        self._folder.textChanged.connect(self._on_edited)
        self._secret.returnPressed.connect(self._on_return)
        self._folder.returnPressed.connect(self._on_return)
        self._check.clicked.connect(self._on_check)
        self._save.clicked.connect(self._on_save)
        self._demo.clicked.connect(self.demo_requested)
        self._forget.clicked.connect(self.forget_requested)
        self._steps.link_activated.connect(self.link_activated)
        self._check_line.action_requested.connect(self.error_action_requested)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Account")

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks through."""
        return [self._card]

    def form(self) -> AccountForm:
        """Return what is filled in."""
        return AccountForm(self._kinds.kind(), self._secret.text(), cleaned(self._folder.text()))

    def show_account(self, kind: CredentialKind | None, folder_id: str = "") -> None:
        """Show a stored account without its secret; None for none, which makes this the welcome page."""
        self._known = kind is not None
        self._kinds.choose(kind or CredentialKind.API_KEY)
        self._secret.clear()
        self._secret.hide_signs()
        self._folder.setText(folder_id)
        self._check_line.clear()
        self._retranslate()
        self._enable()

    def show_keeping(self, keeping: Keeping) -> None:
        """Say where the secret will be kept."""
        self._keeping = keeping
        self._retranslate()

    def show_demo_offer(self, *, offered: bool) -> None:
        """Offer the demo, or not where it is running already."""
        self._demo.setVisible(offered)

    def show_checking(self) -> None:
        """A check is under way; nothing can be pressed twice."""
        self._busy = True
        self._check_line.show_busy(self.tr("Checking the key…"))
        self._enable()

    def show_saving(self) -> None:
        """The keyring is asked to keep the secret; it may ask for its password in a window of its own."""
        self._busy = True
        self._check_line.show_busy(self.tr("Saving the key…"))
        self._enable()

    def show_good(self) -> None:
        """The key opens the folder."""
        self._finish()
        self._check_line.show_good(self.tr("The key works."))

    def show_saved(self, keeping: Keeping) -> None:
        """The account is in force; the secret leaves the field."""
        self._finish()
        self._known = True
        self._keeping = keeping
        self._secret.clear()
        self._secret.hide_signs()
        self._retranslate()
        self._enable()
        self._check_line.show_good(
            self.tr("Saved in the system keyring.")
            if keeping is Keeping.KEYRING
            else self.tr("The key works until the program is closed.")
        )

    def show_error(self, error: ErrorText, details: str = "") -> None:
        """The check or the saving failed; what was filled in stays."""
        self._finish()
        self._check_line.show_error(error, details)
        if error.action is ActionKind.CHECK_FOLDER:
            self._folder.setFocus()
            self._folder.selectAll()
        elif error.action is ActionKind.ENTER_KEY:
            self._secret.setFocus()
            self._secret.selectAll()

    def _finish(self) -> None:
        self._busy = False
        self._enable()

    @Slot(bool)
    def _on_kind(self, chosen: bool) -> None:
        if chosen:
            self._check_line.clear()
            self._retranslate()

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        text = self._secret.text().strip()
        if text:
            self._guess_kind(text)
        self._check_line.clear()
        self._enable()

    def _guess_kind(self, secret: str) -> None:
        """A token tells itself by its beginning; a key does not, so the person's choice stands."""
        if CredentialKind.of(secret) is CredentialKind.IAM_TOKEN:
            self._kinds.choose(CredentialKind.IAM_TOKEN)

    @Slot()
    def _on_return(self) -> None:
        if not self._folder.text().strip():
            self._folder.setFocus()
        elif self._save.isEnabled():
            self._on_save()

    @Slot()
    def _on_check(self) -> None:
        self.check_requested.emit(self.form())

    @Slot()
    def _on_save(self) -> None:
        self.save_requested.emit(self.form())

    def _enable(self) -> None:
        filled = bool(self._folder.text().strip()) and (self._known or bool(self._secret.text().strip()))
        self._check.setEnabled(filled and not self._busy)
        self._save.setEnabled(filled and not self._busy)
        self._forget.setEnabled(not self._busy)
        self._forget.setVisible(self._known)
        for part in (self._kinds, self._secret, self._folder):
            part.setEnabled(not self._busy)

    def _retranslate(self) -> None:
        is_key = self._kinds.kind() is CredentialKind.API_KEY
        self._title.setText(self.tr("Account") if self._known else self.tr("Welcome"))
        self._intro.setText(
            self.tr("YandexGPT answers through your Yandex Cloud.")
            if self._known
            else self.tr("To talk with YandexGPT, connect a Yandex Cloud account.")
        )
        name = self.tr("API key") if is_key else self.tr("IAM token")
        self._secret_name.setText(name)
        self._secret.set_name(name)
        self._secret.setPlaceholderText(self.tr("stored; type to replace it") if self._known else "")
        self._secret.name_eye(self.tr("Show the key"), self.tr("Hide the key"))
        self._folder_name.setText(self.tr("Folder id"))
        self._folder.set_name(self.tr("Folder id"))
        self._folder.setPlaceholderText(self.tr("for example, b1g…"))
        self._folder_hint.setText(self.tr("It stands in the console beside the folder's name."))
        self._keeping_line.setText(self._keeping_text())
        self._put_buttons()

    def _keeping_text(self) -> str:
        if self._keeping is Keeping.KEYRING:
            return self.tr("The key is kept in the system keyring only.")
        return self.tr("This system has no keyring: the key will be forgotten when the program is closed.")

    def _put_buttons(self) -> None:
        texts = {
            self._demo: self.tr("Try without an account"),
            self._forget: self.tr("Delete the key"),
            self._check: self.tr("Check"),
            self._save: self.tr("Save") if self._known else self.tr("Begin"),
        }
        for button, text in texts.items():
            button.setText(text)
            button.setAccessibleName(text)
        self._fit_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card inside a narrow window."""
        super().resizeEvent(event)
        self._fit_card()

    def _fit_card(self) -> None:
        metrics = look().metrics
        gap = metrics.gap
        width = min(metrics.card_px, max(gap(60), self.width() - gap(10)))
        side = gap(8) if width > gap(100) else gap(4)
        self._card.setFixedWidth(width)
        self._column.setContentsMargins(side, gap(7), side, gap(7))
        top = gap(17) if self.height() > gap(190) else gap(5)
        self._middle.setContentsMargins(gap(4), top, gap(4), gap(5))
        needed = self._others.sizeHint().width() + self._main.sizeHint().width() + gap(2)
        beside = needed <= width - 2 * side
        self._buttons.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(2))
        for row in (self._buttons, self._others, self._main):
            row.setSpacing(gap(2))
        for part in (self._secret_name, self._folder_name, self._keeping_line):
            part.setContentsMargins(0, gap(2), 0, 0)
        self._fit_card()
