"""Makes the table of prices a file that the person can edit, and shows where it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from yagpt_desktop.domain.ports import PriceStore
from yagpt_desktop.services.prices import prepare_prices
from yagpt_desktop.workers.job import Broken, Done, Job

from .spending_section import SpendingSection


class PriceController(QObject):
    """Joins the button with the file.

    Signals:
        made(str): The file is there; its folder is to be shown.
        failed(YaGptError): It could not be made.
    """

    made = Signal(str)
    failed = Signal(object)

    def __init__(
        self, section: SpendingSection, store: PriceStore, pool: QThreadPool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._making = Job(pool, self)
        self._making.finished.connect(self._on_made)
        section.prices_requested.connect(self._on_requested)

    @Slot()
    def _on_requested(self) -> None:
        self._making.run(lambda: prepare_prices(self._store))

    @Slot(object)
    def _on_made(self, result: object) -> None:
        if isinstance(result, Done):
            self.made.emit(str(Path(self._store.path).parent))
        elif isinstance(result, Broken):
            self.failed.emit(result.error)
