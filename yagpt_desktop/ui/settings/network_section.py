"""The part of the settings page about the way to the service: proxy and certificates."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce, ProxyMode, ProxySource, read_proxy
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow
from yagpt_desktop.ui.words.error_text import ErrorText


@dataclass(frozen=True, slots=True)
class ProxyEntry:
    """What the person filled in.

    Attributes:
        password: None where the field was not touched; "" forgets the one that is kept.
    """

    mode: ProxyMode
    address: str = ""
    user: str = ""
    password: str | None = field(default=None, repr=False)


class NetworkSection(View):
    """Shows a person's network settings and what is in force; never a password that is kept.

    Signals:
        entered(ProxyEntry): The person wants this proxy.
        file_requested(): The person wants to choose a file of certificates.
        file_forgotten(): The person wants no file of certificates.
        opened(): It came into view.
    """

    entered = Signal(object)
    file_requested = Signal()
    file_forgotten = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("network-section")
        self._wish = NetworkWish()
        self._in_force: ProxyInForce | None = None
        self._notice, self._notice_look = "", "muted"
        self._is_busy = False
        self._mode = SegmentedControl("proxy-mode", [mode.value for mode in ProxyMode])
        self._address = LineEdit("proxy-address")
        self._user = LineEdit("proxy-user")
        self._password = LineEdit("proxy-password")
        self._save = Button("proxy-save")
        self._file = Button("ca-file-choose")
        self._forget_file = Button("ca-file-forget")
        self._state = plain_label("proxy-state", look="muted", wraps=True)
        self._file_state = plain_label("ca-file-state", look="muted", wraps=True)
        self._names = {
            name: plain_label(wraps=True) for name in ("mode", "address", "user", "password", "file")
        }
        self._rows: dict[str, QWidget] = {}
        self._set_up()
        self._arrange()
        self._connect()
        self._settle()
        self._show_fields()

    def _set_up(self) -> None:
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._password.setDragEnabled(False)
        for line in (self._address, self._user, self._password):
            line.setMaxLength(500)

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._add_row("mode", self._mode)
        self._add_row("address", self._address)
        self._add_row("user", self._user)
        self._add_row("password", self._password)
        foot = WrappingRow()
        foot.add_words(self._state)
        foot.addWidget(self._save)
        self._column.addLayout(foot)
        buttons = QWidget()
        row = WrappingRow()
        buttons.setLayout(row)
        row.addWidget(self._forget_file)
        row.addWidget(self._file)
        self._add_row("file", buttons)
        self._names["file"].setBuddy(self._file)
        self._column.addWidget(self._file_state)

    def _add_row(self, name: str, control: QWidget) -> None:
        self._names[name].setBuddy(control)
        self._rows[name] = QWidget()
        row = WrappingRow()
        self._rows[name].setLayout(row)
        row.add_words(self._names[name])
        row.addWidget(control)
        control.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._column.addWidget(self._rows[name])

    def _connect(self) -> None:
        self._mode.chosen.connect(self._on_mode)
        self._save.clicked.connect(self._on_save)
        for line in (self._address, self._user, self._password):
            line.returnPressed.connect(self._on_save)
        self._password.textEdited.connect(self._on_password_edited)
        self._file.clicked.connect(self.file_requested)
        self._forget_file.clicked.connect(self.file_forgotten)

    def show_wish(self, wish: NetworkWish) -> None:
        """Show the person's settings; what he is typing is lost only where the settings have changed."""
        if wish == self._wish:
            return
        self._wish = wish
        self._mode.choose(wish.proxy_mode.value)
        self._address.setText(wish.proxy_address)
        self._user.setText(wish.proxy_user)
        self._forget_password()
        self._show_fields()
        self._retranslate()

    def show_in_force(self, in_force: ProxyInForce) -> None:
        """Show what was decided, and by whom."""
        self._in_force = in_force
        self._show_fields()
        self._retranslate()

    def show_busy(self, *, busy: bool) -> None:
        """Let nothing be saved twice at once."""
        self._is_busy = busy
        self._save.setEnabled(not busy)

    def show_saved(self) -> None:
        """Say that it is done, and let go of the typed password."""
        self._forget_password()
        self._show_notice(self.tr("Saved. The next question takes this way."), "good")

    def show_error(self, error: ErrorText) -> None:
        """Say why it cannot be kept or used."""
        self._show_notice(f"{error.title}. {error.cause}", "error-title")

    def show_not_an_address(self) -> None:
        """Say what the address should look like."""
        self._show_notice(self.tr("Write the address with its port, as proxy.example:3128."), "error-title")
        self._address.setFocus()

    def show_no_certificates(self) -> None:
        """Say that a file is none of those that help."""
        self._show_notice(self.tr("This file holds no certificates."), "error-title")

    def focus_proxy(self) -> None:
        """Go to where the proxy's name and password are asked for, or else to the choice of a proxy."""
        (self._user if self._rows["user"].isVisible() else self._mode).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is in view."""
        super().showEvent(event)
        if not event.spontaneous():
            self.opened.emit()

    @Slot(str)
    def _on_mode(self, value: str) -> None:
        self._show_notice("", "muted")
        self._show_fields()
        if value == ProxyMode.MANUAL and not self._address.text().strip():
            self._address.setFocus()
        else:
            self._tell()

    @Slot()
    def _on_save(self) -> None:
        if not self._is_busy:
            self._tell()

    @Slot(str)
    def _on_password_edited(self, _text: str) -> None:
        self._password.setModified(True)

    def _tell(self) -> None:
        mode = ProxyMode(self._mode.value())
        typed = self._password.text() if self._password.isModified() else None
        user = self._user.text().strip()
        if mode is not ProxyMode.MANUAL:
            self.entered.emit(ProxyEntry(mode, self._wish.proxy_address, user, typed))
            return
        written = read_proxy(self._address.text())
        if not written.address:
            self.show_not_an_address()
            return
        # A pasted URL brings its login; it goes where it belongs, and the password out of sight.
        self._address.setText(written.address)
        self._user.setText(written.user or user)
        password = written.password or typed
        self.entered.emit(ProxyEntry(mode, written.address, written.user or user, password))

    def _forget_password(self) -> None:
        self._password.clear()
        self._password.setModified(False)

    def _show_notice(self, text: str, notice_look: str) -> None:
        self._notice, self._notice_look = text, notice_look
        self._retranslate()

    def _show_fields(self) -> None:
        mode = ProxyMode(self._mode.value())
        by_admin = self._in_force is not None and self._in_force.source is ProxySource.ADMINISTRATOR
        has_proxy = bool(self._in_force and self._in_force.address)
        self._mode.setEnabled(not by_admin)
        self._rows["address"].setVisible(mode is ProxyMode.MANUAL and not by_admin)
        wants_login = (
            has_proxy if by_admin else mode is ProxyMode.MANUAL or (mode is ProxyMode.SYSTEM and has_proxy)
        )
        for name in ("user", "password"):
            self._rows[name].setVisible(wants_login)
        self._save.setVisible(wants_login)

    def _retranslate(self) -> None:
        names = {
            "mode": self.tr("Proxy server"),
            "address": self.tr("Its address and port"),
            "user": self.tr("Name for the proxy, if it wants one"),
            "password": self.tr("Password for the proxy"),
            "file": self.tr("Certificates of your organisation"),
        }
        for name, text in names.items():
            self._names[name].setText(text)
        self._mode.setAccessibleName(names["mode"])
        self._mode.set_text(ProxyMode.SYSTEM.value, self.tr("As the system"))
        self._mode.set_text(ProxyMode.NONE.value, self.tr("None"))
        self._mode.set_text(ProxyMode.MANUAL.value, self.tr("My own"))
        for name, line in (("address", self._address), ("user", self._user), ("password", self._password)):
            line.set_name(names[name])
        self._address.setPlaceholderText("proxy.example:3128")
        self._password.setPlaceholderText(self.tr("goes to the password store"))
        self._save.setText(self.tr("Save"))
        self._save.setAccessibleName(self.tr("Save the proxy"))
        self._file.setText(self.tr("Choose a file…"))
        self._file.setAccessibleName(self.tr("Choose a file of certificates"))
        self._forget_file.setText(self.tr("Remove"))
        self._forget_file.setAccessibleName(self.tr("Remove the file of certificates"))
        self._put_states()

    def _put_states(self) -> None:
        self._state.setText(self._notice or self._words_in_force())
        set_look_property(self._state, "look", self._notice_look if self._notice else "muted")
        self._file_state.setText(
            self._wish.ca_file or self.tr("Needed where a filter of your organisation reads the connection.")
        )
        self._forget_file.setVisible(bool(self._wish.ca_file))

    def _words_in_force(self) -> str:
        found = self._in_force
        if found is None:
            return ""
        if found.has_script:
            return self.tr("The system leaves the choice to a script, which this program cannot run.")
        if not found.address:
            return self.tr("The way to the service is straight.")
        sentences = {
            ProxySource.ADMINISTRATOR: self.tr(
                "In use: {address}, by the administrator's choice in config.toml."
            ),
            ProxySource.PERSON: self.tr("In use: {address}."),
            ProxySource.SYSTEM: self.tr("In use: {address}, by the system's settings."),
        }
        return sentences[found.source].format(address=found.address)

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(2.5))
        for line in (self._address, self._user, self._password):
            line.setFixedWidth(metrics.gap(70))
