"""Kind, key and folder: the fields of the account page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.services.accounts import FolderGroup, YcAccount
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.spinner import Spinner
from yagpt_desktop.ui.widgets.view import View, set_look_property

from .account_form import AccountForm
from .folder_line import FolderLine
from .kind_card import KindChoice
from .reading import Reading, read, read_folder
from .secret_line import SecretLine, prepared

_FOUND = QT_TRANSLATE_NOOP("CredentialForm", "%n folder(s) found: choose one.")


class CredentialForm(View):
    """One field that recognises what it is given, a field for the folder, a card for each kind of key.

    Signals:
        edited(): Something was typed, pasted or chosen.
        credential_changed(): Another key, or another kind of key, is filled in.
        submitted(): Enter was pressed in a field and the form is filled.
        file_requested(): Let the person choose a key file.
    """

    edited = Signal()
    credential_changed = Signal()
    submitted = Signal()
    file_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stored_kind: CredentialKind | None = None
        self._yc: YcAccount | None = None
        self._reading = Reading()
        self._folder_reading = Reading()
        self._folder_words = ""
        self._length = 0
        self.kinds = KindChoice()
        self._secret_name = plain_label(look="label")
        self.secret = SecretLine("account-secret")
        self._secret_name.setBuddy(self.secret)
        self._file = Button("account-file", icon_name="file")
        self._secret_hint = plain_label("account-recognised", look="hint", wraps=True)
        self._folder_name = plain_label(look="label")
        self.folder = FolderLine("account-folder")
        self._folder_name.setBuddy(self.folder)
        self._spinner = Spinner("account-folders-spinner")
        self._folder_hint = plain_label("account-folder-hint", look="hint", wraps=True)
        self._spinner.hide()
        self._arrange()
        self._connect()
        self._settle()

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._key = QWidget()
        key = self._key_column = QVBoxLayout(self._key)
        key.setContentsMargins(0, 0, 0, 0)
        self._secret_row = QHBoxLayout()
        self._secret_row.addWidget(self.secret, 1)
        self._secret_row.addWidget(self._file)
        key.addWidget(self._secret_name)
        key.addLayout(self._secret_row)
        self._hint_row = QHBoxLayout()
        self._hint_row.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignTop)
        self._hint_row.addWidget(self._folder_hint, 1)
        for part in (self.kinds, self._key, self._secret_hint, self._folder_name, self.folder):
            self._column.addWidget(part)
        self._column.addLayout(self._hint_row)

    def insert_after_kinds(self, part: QWidget) -> None:
        """Put something between the cards and the fields."""
        self._column.insertWidget(1, part, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        for card in self.kinds.cards.values():
            card.toggled.connect(self._on_kind)
        self.secret.pasted.connect(self.take_text)
        self.secret.textChanged.connect(self._on_secret)
        self.folder.textChanged.connect(self._on_folder)
        self.secret.returnPressed.connect(self._on_return)
        self.folder.returnPressed.connect(self._on_return)
        self._file.clicked.connect(self.file_requested)

    def form(self) -> AccountForm:
        """Return what is filled in."""
        kind = self.kinds.kind()
        secret = "" if kind is CredentialKind.YC_CLI else self.secret.text()
        return AccountForm(kind, secret, self.folder.folder_id(), self.folder.folder_name())

    def is_filled(self) -> bool:
        """Whether there is enough to try it."""
        kind = self.kinds.kind()
        needs_nothing = kind is self._stored_kind or kind is CredentialKind.YC_CLI
        return bool(self.folder.text().strip()) and (needs_nothing or bool(self.secret.text().strip()))

    def show_stored(
        self, kind: CredentialKind | None, folder_id: str, folder_name: str, *, has_key: bool = True
    ) -> None:
        """Show a stored account without its secret; None for an empty form.

        Where its key is gone, a new one is needed.
        """
        self._stored_kind = kind if has_key else None
        self.kinds.choose(kind or CredentialKind.API_KEY)
        self.kinds.fold(folded=kind is not None)
        self.clear_secret()
        self.folder.put(folder_id, folder_name)
        self._retranslate()

    def show_kept(self) -> None:
        """What is filled in is stored from now on; the secret leaves the field."""
        self._stored_kind = self.kinds.kind()
        self.kinds.fold(folded=True)
        self.clear_secret()
        self._retranslate()

    def clear_secret(self) -> None:
        """Empty the field for the key and mask what comes next."""
        self.secret.clear()
        self.secret.hide_signs()

    @Slot(str)
    def take_text(self, text: str) -> None:
        """Take a text that was pasted, dropped or read from a file: whatever is in it finds its place."""
        reading = read(text)
        self.secret.setText(reading.secret or prepared(text))
        # Of the text as it was: the field holds one secret of it at most.
        self._take(reading)

    def show_yc(self, yc: YcAccount | None) -> None:
        """Offer the account of ``yc``; None where it is not on this machine."""
        self._yc = yc
        self.kinds.offer_yc(offered=yc is not None)

    def show_folders_busy(self) -> None:
        """The folders are looked for."""
        self._say_folders(self.tr("Looking for folders…"), busy=True)

    def show_folders(self, groups: Sequence[FolderGroup]) -> None:
        """Offer the folders that the key may see; the only one is taken."""
        self.folder.show_groups(groups)
        only = self.folder.only_folder_id()
        if only and not self.folder.text().strip():
            self.folder.put(only)
        self._say_folders("", busy=False)

    def forget_folders(self) -> None:
        """This key lists no folders; an id is typed."""
        self.folder.show_groups(())
        self._say_folders("", busy=False)

    def _say_folders(self, words: str, *, busy: bool) -> None:
        self._folder_words = words
        self._spinner.setVisible(busy)
        self._put_hints()

    @Slot(bool)
    def _on_kind(self, chosen: bool) -> None:
        if not chosen:
            return
        if self.kinds.kind() is CredentialKind.YC_CLI and self._yc is not None and self._yc.folder_id:
            self.folder.put(self._yc.folder_id)
        self._retranslate()
        self.edited.emit()
        self.credential_changed.emit()

    @Slot(str)
    def _on_secret(self, text: str) -> None:
        came_at_once = abs(len(text) - self._length) > 1
        self._length = len(text)
        reading = read(text)
        if came_at_once:
            self._take(reading)
            return
        # While somebody types nothing is taken away from under the cursor.
        self._show_reading(reading)

    def _take(self, reading: Reading) -> None:
        if reading.folder_id:
            self.folder.put(reading.folder_id)
        if reading.kind is None and (reading.folder_id or reading.is_wrong):
            with QSignalBlocker(self.secret):
                self.secret.clear()  # it is no key; what it is stands below
            self._length = 0
        self._show_reading(reading)

    def _show_reading(self, reading: Reading) -> None:
        self._reading = reading
        if reading.kind is not None and reading.kind is not self.kinds.kind():
            self.kinds.choose(reading.kind)
        self._put_hints()
        self.edited.emit()
        self.credential_changed.emit()

    @Slot(str)
    def _on_folder(self, text: str) -> None:
        reading = Reading() if self.folder.is_named(text) else read_folder(text)
        if reading.kind is not None:
            with QSignalBlocker(self.folder):
                self.folder.clear()
            self.take_text(text)  # a key in the wrong field, and readable there
            return
        if reading.folder_id and reading.folder_id != text.strip() and not text.strip().isalnum():
            self.folder.put(reading.folder_id)  # an address gives way to its folder
            return
        self._folder_reading = reading
        self._put_hints()
        self.edited.emit()

    @Slot()
    def _on_return(self) -> None:
        if not self.folder.text().strip():
            self.folder.setFocus()
        elif self.is_filled():
            self.submitted.emit()

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be changed while it is being checked or saved."""
        for part in (self.kinds, self.secret, self.folder, self._file):
            part.setEnabled(not busy)

    def _put_hints(self) -> None:
        self._secret_hint.setText(self._reading.words)
        self._secret_hint.setVisible(bool(self._reading.words))
        set_look_property(self._secret_hint, "look", "wrong" if self._reading.is_wrong else "hint")
        words, wrong = self._folder_text()
        self._folder_hint.setText(words)
        set_look_property(self._folder_hint, "look", "wrong" if wrong else "hint")

    def _folder_text(self) -> tuple[str, bool]:
        if self._folder_words:
            return self._folder_words, False
        if self._folder_reading.words:
            return self._folder_reading.words, self._folder_reading.is_wrong
        cloud = self.folder.cloud_name_of(self.folder.folder_id())
        if cloud is not None:
            sentence = self.tr("This is the number of the cloud “{name}”; a folder in it is needed.")
            return sentence.format(name=cloud), True
        return self._folder_name_text() or self._folder_advice(), False

    def _folder_name_text(self) -> str:
        """The other half of what stands in the line: the id of a name, the name of an id."""
        folder_id = self.folder.folder_id()
        label = self.folder.label_of(folder_id)
        if not label:
            return ""
        if self.folder.is_named(self.folder.text()):
            return self.tr("Folder number: {id}").format(id=folder_id)
        return self.tr("This is the folder “{name}”.").format(name=label)

    def _folder_advice(self) -> str:
        if self.folder.count and not self.folder.text().strip():
            return counted("CredentialForm", _FOUND, self.folder.count)
        return self.tr("Paste the address of the folder's page in the console, or its number: b1g…")

    def _retranslate(self) -> None:
        kind = self.kinds.kind()
        names = {
            CredentialKind.API_KEY: self.tr("API key"),
            CredentialKind.SERVICE_ACCOUNT_KEY: self.tr("Key file"),
            CredentialKind.YC_CLI: "",
            CredentialKind.IAM_TOKEN: self.tr("IAM token"),
            CredentialKind.OAUTH_TOKEN: self.tr("OAuth token"),
        }
        self._key.setVisible(kind is not CredentialKind.YC_CLI)
        self._secret_name.setText(names[kind])
        self.secret.set_name(names[kind])
        is_file = kind is CredentialKind.SERVICE_ACCOUNT_KEY
        self._file.setVisible(is_file)
        self._file.setText(self.tr("Choose a file…"))
        self._file.setAccessibleName(self._file.text())
        known = kind is self._stored_kind
        empty = self.tr("drop the file or paste its text") if is_file else self.tr("paste it here")
        self.secret.setPlaceholderText(self.tr("stored; type to replace it") if known else empty)
        self.secret.name_eye(self.tr("Show the key"), self.tr("Hide the key"))
        self._folder_name.setText(self.tr("Folder"))
        self.folder.set_name(self.tr("Folder"))
        self.folder.name_list(self.tr("Show all folders"))
        self.folder.setPlaceholderText(self.tr("for example, b1g…"))
        self._put_hints()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(2))
        self._key_column.setSpacing(gap(2))
        self._secret_row.setSpacing(gap(2))
        self._hint_row.setSpacing(gap(2))
        for part in (self._secret_name, self._folder_name):
            part.setContentsMargins(0, gap(2), 0, 0)
