"""Joins the network's settings with the settings in force, the keyring and the way to the service."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from yagpt_desktop.domain.errors import ConfigurationInvalid
from yagpt_desktop.domain.proxy import ProxyInForce
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.ui.words.phase_table import Phase
from yagpt_desktop.workers.job import Broken, Done, Job

from .network_section import NetworkSection, ProxyEntry


class NetworkDoor(Protocol):
    """The way to the service, as the settings decide it.  Blocks on disk and keyring: worker threads only."""

    def in_force(self) -> ProxyInForce:
        """Look what is in force now."""
        ...

    def keep_password(self, address: str, user: str, password: str) -> None:
        """Keep a proxy's password and use it from the next call on; "" forgets it.

        Raises:
            StorageError: The keyring does not take it; it is used in this session all the same.
        """
        ...

    def count_certificates(self, path: str) -> int:
        """Return how many certificates a file holds.

        Raises:
            ConfigurationInvalid: None, or something else.
        """
        ...


class NetworkController(QObject):
    """Saves what the person enters: settings into the hub, the password into the keyring.

    Args:
        section: The view.
        hub: The settings in force; who listens to it makes the door obey.
        door: What decides.
        pool: Threads that may wait for the keyring.

    Signals:
        changed(): Something about the way to the service is another.
        in_force_found(ProxyInForce): This is in force now.
    """

    changed = Signal()
    in_force_found = Signal(object)

    def __init__(
        self, section: NetworkSection, hub: SettingsHub, door: NetworkDoor, pool: QThreadPool
    ) -> None:
        super().__init__(section)
        self._section = section
        self._hub = hub
        self._door = door
        self._path = ""
        self._saving = Job(pool, self)
        self._looking = Job(pool, self)
        self._counting = Job(pool, self)
        self._saving.finished.connect(self._on_saved)
        self._looking.finished.connect(self._on_looked)
        self._counting.finished.connect(self._on_counted)
        section.entered.connect(self._on_entered)
        section.file_requested.connect(self._on_file_requested)
        section.opened.connect(self.look_again)
        section.file_forgotten.connect(self._on_file_forgotten)
        hub.changed.connect(self._on_settings)
        section.show_wish(hub.settings.network_wish)

    @Slot()
    def look_again(self) -> None:
        """Look what is in force."""
        self._looking.run(self._door.in_force)

    @Slot(object)
    def _on_entered(self, entry: ProxyEntry) -> None:
        settings = self._hub.settings
        self._hub.put(
            replace(settings, proxy_mode=entry.mode, proxy_address=entry.address, proxy_user=entry.user)
        )
        self._section.show_busy(busy=True)
        door = self._door

        def save() -> ProxyInForce:
            # After the settings: the password belongs to the proxy that is in force by them.
            in_force = door.in_force()
            if entry.password is not None and in_force.address:
                door.keep_password(in_force.address, in_force.user or entry.user, entry.password)
            return in_force

        self._saving.run(save)

    @Slot(object)
    def _on_saved(self, result: Done[ProxyInForce] | Broken) -> None:
        self._section.show_busy(busy=self._saving.busy)
        if isinstance(result, Broken):
            self._section.show_error(error_text(result.error, Phase.SAVING_PASSWORD))
        else:
            self._section.show_saved()
            self._show_in_force(result.value)
        self.changed.emit()

    @Slot(object)
    def _on_looked(self, result: Done[ProxyInForce] | Broken) -> None:
        if isinstance(result, Done):
            self._show_in_force(result.value)

    def _show_in_force(self, in_force: ProxyInForce) -> None:
        self._section.show_in_force(in_force)
        self.in_force_found.emit(in_force)

    @Slot()
    def _on_file_requested(self) -> None:
        dialog = QFileDialog(self._section, self.tr("Certificates of your organisation"))
        dialog.setObjectName("ca-file-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.offer_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def offer_file(self, path: str) -> None:
        """Use a file of certificates, if it is one."""
        self._path = path
        self._counting.run(lambda: self._door.count_certificates(path))

    @Slot(object)
    def _on_counted(self, result: Done[int] | Broken) -> None:
        if not isinstance(result, Broken):
            self._put_file(self._path)
        elif isinstance(result.error, ConfigurationInvalid):
            self._section.show_no_certificates()
        else:
            self._section.show_error(error_text(result.error))

    @Slot()
    def _on_file_forgotten(self) -> None:
        self._put_file("")

    def _put_file(self, path: str) -> None:
        self._hub.put(replace(self._hub.settings, ca_file=path))
        self.changed.emit()

    @Slot(object, object)
    def _on_settings(self, _old: Settings, new: Settings) -> None:
        self._section.show_wish(new.network_wish)
