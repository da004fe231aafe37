"""The one place where the settings in force live while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.ports import SettingsStore
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.workers.job import Broken, Job


class SettingsHub(QObject):
    """Holds the settings, tells of each change and keeps them on disk beside the GUI thread.

    Signals:
        changed(Settings, Settings): The old and the new value.
        save_failed(YaGptError): They could not be written; they stay in force until the window closes.
    """

    changed = Signal(object, object)
    save_failed = Signal(object)

    def __init__(
        self, settings: Settings, store: SettingsStore, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._store = store
        self._saving = Job(pool, self)
        self._saving.finished.connect(self._on_saved)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    @Slot(object)
    def put(self, settings: Settings) -> None:
        """Make new settings the ones in force; nothing happens when they are the same."""
        old = self._settings
        if settings == old:
            return
        self._settings = settings
        self._saving.run(lambda: self._store.save(settings))
        self.changed.emit(old, settings)

    @Slot(object)
    def _on_saved(self, result: object) -> None:
        if isinstance(result, Broken):
            self.save_failed.emit(result.error)
