"""The page on which a person connects Yandex Cloud, and the first one they ever see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.proxy_line import ProxyLine
from yagpt_desktop.ui.widgets.scroll import plain_scroll
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import ErrorText

from .account_form import AccountForm, Keeping, keeping_words, kept_words, page_words
from .account_list import AccountList
from .check_line import CheckLine
from .credential_form import CredentialForm
from .file_offer import FileOffer
from .form_buttons import FormButtons
from .key_steps import KeySteps
from .step_table import Field


class AccountPage(View):
    """Accounts, kind, key, folder; check, save, or try without an account; the way to a key beside it.

    Signals:
        check_requested(AccountForm): See whether this key opens this folder.
        save_requested(AccountForm): Keep it and begin.
        credential_changed(AccountForm): Another key is filled in; its folders may be looked for.
        file_offered(str): Read this file as a key file (path).
        account_chosen(str): Use another account (id).
        account_renamed(str, str): An account (id) has another name.
        add_requested(): Enter one more account.
        demo_requested(): Go on with the built-in demo.
        forget_requested(): Delete the account in view.
        undo_requested(): Take the last deletion back.
        undo_passed(): It cannot be taken back any more.
        error_action_requested(object): The button under an error; carries the ``ActionKind``.
        link_activated(str): Open this address in the browser.
        opened(): The page came into view.
    """

    check_requested = Signal(object)
    save_requested = Signal(object)
    credential_changed = Signal(object)
    file_offered = Signal(str)
    account_chosen = Signal(str)
    account_renamed = Signal(str, str)
    add_requested = Signal()
    demo_requested = Signal()
    forget_requested = Signal()
    undo_requested = Signal()
    undo_passed = Signal()
    error_action_requested = Signal(object)
    link_activated = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__(look="window")
        self.setObjectName("account-page")
        self._known = self._has_accounts = self._busy = False
        self._keeping = Keeping.UNKNOWN
        self._title = plain_label("account-title", look="heading", wraps=True)
        self._intro = plain_label("account-intro", look="muted", wraps=True)
        self.accounts = AccountList()
        self._fields_name = plain_label("account-fields", look="subheading", wraps=True)
        self.fields = CredentialForm()
        self._steps_toggle = Button("account-steps-toggle", look="text-link")
        self.steps = KeySteps()
        self._files = FileOffer(self)
        self._check_line = CheckLine()
        self._keeping_line = plain_label("account-keeping", look="hint", wraps=True)
        self.proxy = ProxyLine()
        self._buttons = FormButtons()
        self._arrange()
        self._connect()
        self.steps.hide()
        self.accounts.hide()
        # The room that an error takes is known only when its words are laid out.
        self._revealing = QTimer(self, singleShot=True, interval=0)
        self._revealing.timeout.connect(self._reveal_verdict)
        self._toast = Toast(self, object_name="account-toast")
        self._toast.taken.connect(self._on_undo)
        self._toast.gone.connect(self._on_undo_passed)
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
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for card in (self._card, self.steps):
            column = QVBoxLayout()
            column.addWidget(card)
            column.addStretch(1)
            self._beside.addLayout(column)
        centred.addStretch(1)
        centred.addLayout(self._beside)
        centred.addStretch(1)
        self._middle.addLayout(centred)
        self._middle.addStretch(1)
        self._scroll = plain_scroll("account-scroll", middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.setFocusProxy(self.fields.secret)

    def _fill(self, column: QVBoxLayout) -> None:
        self._column = column
        self.fields.insert_after_kinds(self._steps_toggle)
        parts: list[QWidget] = [self._title, self._intro, self.accounts, self._fields_name, self.fields]
        for part in (*parts, self._check_line, self._keeping_line, self.proxy, self._buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.fields.edited.connect(self._on_edited)
        self.fields.credential_changed.connect(self._on_credential)
        self.fields.submitted.connect(self._on_save)
        self.fields.file_requested.connect(self._files.choose)
        self._files.path_offered.connect(self._on_path)
        self._files.text_offered.connect(self._on_text)
        self.accounts.chosen.connect(self.account_chosen)
        self.accounts.renamed.connect(self.account_renamed)
        self.accounts.add_requested.connect(self.add_requested)
        self._buttons.check_requested.connect(self._on_check)
        self._buttons.save_requested.connect(self._on_save)
        self._buttons.demo_requested.connect(self.demo_requested)
        self._buttons.forget_requested.connect(self.forget_requested)
        self._steps_toggle.clicked.connect(self.toggle_steps)
        self.steps.close_requested.connect(self.toggle_steps)
        self.steps.link_activated.connect(self.link_activated)
        self.steps.field_requested.connect(self._on_field)
        self.steps.check_requested.connect(self._on_step_done)
        self._check_line.action_requested.connect(self.error_action_requested)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Account")

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks through."""
        return [self._card, self.steps]

    def form(self) -> AccountForm:
        """Return what is filled in."""
        return self.fields.form()

    def show_accounts(self, accounts: Sequence[Account], account_id: str) -> None:
        """Show which accounts there are and which one is in view; "" for one that is being entered."""
        self._has_accounts = bool(accounts)
        self.accounts.show_accounts(accounts, account_id)
        self._retranslate()

    def show_account(
        self, kind: CredentialKind | None, folder_id: str = "", folder_name: str = "", *, has_key: bool = True
    ) -> None:
        """Show a stored account without its secret; None for an empty form.

        An empty form where no account is stored is the welcome page.  Without ``has_key`` the stored
        account's key went with an earlier session, and it is asked for.
        """
        self._known = kind is not None
        self._busy = False
        self.fields.show_stored(kind, folder_id, folder_name, has_key=has_key)
        self._check_line.clear()
        self._retranslate()
        self._enable()

    @property
    def keeping(self) -> Keeping:
        """Where the secret will be kept, as the page says it."""
        return self._keeping

    def show_keeping(self, keeping: Keeping) -> None:
        """Say where the secret will be kept."""
        self._keeping = keeping
        self._retranslate()

    def show_demo_offer(self, *, offered: bool) -> None:
        """Offer the demo, or not where it is running already."""
        self._buttons.offer_demo(offered=offered)

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
        self.fields.show_kept()
        self._retranslate()
        self._enable()
        self._check_line.show_good(kept_words(keeping))

    def show_deleted(self, *, can_be_undone: bool) -> None:
        """The account is gone from this computer: it was deleted and looked for."""
        self._finish()
        words = self.tr("The account is deleted from this computer.")
        if can_be_undone:
            self._toast.offer(words, self.tr("Undo"), None)
        else:
            self._check_line.show_good(words)

    def show_error(self, error: ErrorText, details: str = "") -> None:
        """The check or the saving failed; what was filled in stays."""
        self._finish()
        self._check_line.show_error(error, details)
        self._revealing.start()
        if error.action is ActionKind.CHECK_FOLDER:
            self.focus_folder()
        elif error.action is ActionKind.ENTER_KEY:
            self.focus_secret()

    def show_outcome(self, error: YaGptError | None) -> None:
        """Mark the steps that a check of the key has proved right or wrong."""
        self.steps.show_outcome(error)

    def ask_for_key(self, kind: CredentialKind | None = None) -> None:
        """Lead to the field for the key, with its kind chosen if it is told."""
        if kind is not None:
            self.fields.kinds.choose(kind)
        self._check_line.clear()
        self.focus_secret()

    def focus_secret(self) -> None:
        """Put the cursor where the key belongs."""
        self._lead_to(self.fields.secret)

    def focus_folder(self) -> None:
        """Put the cursor where the folder belongs."""
        self._lead_to(self.fields.folder)

    def _lead_to(self, line: QLineEdit) -> None:
        line.setFocus()
        line.selectAll()
        self._scroll.ensureWidgetVisible(line)

    @Slot()
    def choose_file(self) -> None:
        """Let the person choose a key file."""
        self._files.choose()

    def open_steps(self) -> None:
        """Show the way to a key, if it is not in view."""
        if self.steps.isHidden():
            self.toggle_steps()

    @Slot()
    def toggle_steps(self) -> None:
        """Show the way to a key, or put it away; what was ticked stays ticked."""
        opened = self.steps.isHidden()
        self.steps.setVisible(opened)
        self._retranslate()
        if opened:
            self._middle.activate()
            self._scroll.ensureWidgetVisible(self.steps.rows[0])
            self.steps.rows[0].mark.setFocus()

    def _finish(self) -> None:
        self._busy = False
        self._enable()

    @Slot()
    def _reveal_verdict(self) -> None:
        self._scroll.ensureWidgetVisible(self._check_line)

    @Slot()
    def _on_edited(self) -> None:
        if self._busy:
            return  # the list of folders came in while something else is under way
        self._check_line.clear()
        self.steps.forget_outcome()
        self.steps.show_folder(self.fields.folder.folder_id())
        self._enable()

    @Slot()
    def _on_credential(self) -> None:
        self.credential_changed.emit(self.form())

    @Slot()
    def _on_check(self) -> None:
        self.check_requested.emit(self.form())

    @Slot()
    def _on_step_done(self) -> None:
        if self._buttons.can_save:
            self._on_check()

    @Slot()
    def _on_save(self) -> None:
        if self._buttons.can_save:
            self.save_requested.emit(self.form())

    @Slot(object)
    def _on_field(self, field: Field) -> None:
        self._lead_to(self.fields.folder if field is Field.FOLDER else self.fields.secret)

    @Slot(str)
    def _on_path(self, path: str) -> None:
        if not self._busy:
            self.file_offered.emit(path)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        if not self._busy:
            self.fields.take_text(text)

    @Slot(object)
    def _on_undo(self, _subject: object) -> None:
        self.undo_requested.emit()

    @Slot(object)
    def _on_undo_passed(self, _subject: object) -> None:
        self.undo_passed.emit()

    def _enable(self) -> None:
        self._buttons.show_state(known=self._known, filled=self.fields.is_filled(), busy=self._busy)
        self.accounts.setEnabled(not self._busy)
        self.fields.set_busy(busy=self._busy)

    def _retranslate(self) -> None:
        title, intro = page_words(known=self._known, has_accounts=self._has_accounts)
        self._title.setText(title)
        self._intro.setText(intro)
        self._fields_name.setText(self.tr("Key and folder"))
        self._fields_name.setVisible(self._known)
        self._steps_toggle.setText(
            self.tr("Where do I get a key?") if self.steps.isHidden() else self.tr("Hide the steps")
        )
        self._steps_toggle.setAccessibleName(self._steps_toggle.text())
        self._keeping_line.setText(keeping_words(self._keeping))
        self._fit_cards()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is in view."""
        super().showEvent(event)
        if not event.spontaneous():
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cards inside a narrow window."""
        super().resizeEvent(event)
        self._fit_cards()

    def _fit_cards(self) -> None:
        metrics = look().metrics
        gap = metrics.gap
        room = self.width() - gap(10)
        width = min(metrics.card_px, max(gap(60), room))
        steps_px = gap(100)
        beside = room >= width + steps_px + gap(4)
        self._beside.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._card.setFixedWidth(width)
        self.steps.setFixedWidth(steps_px if beside else width)
        side = gap(8) if width > gap(100) else gap(4)
        self._column.setContentsMargins(side, gap(7), side, gap(7))
        top = gap(17) if self.height() > gap(210) else gap(5)
        self._middle.setContentsMargins(gap(4), top, gap(4), gap(5))
        self._buttons.fit(width - 2 * side)

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(2))
        self._beside.setSpacing(gap(4))
        self._keeping_line.setContentsMargins(0, gap(2), 0, 0)
        self._fields_name.setContentsMargins(0, gap(3), 0, 0)
        self._fit_cards()
