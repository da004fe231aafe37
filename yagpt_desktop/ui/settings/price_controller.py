"""Makes the table of prices a file that the person can edit, and takes what was edited."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from yagpt_desktop.domain.ports import PriceStore
from yagpt_desktop.services.models import model_table
from yagpt_desktop.services.prices import PriceFault, prepare_prices, put_in_force, read_prices
from yagpt_desktop.ui.i18n import format_day
from yagpt_desktop.ui.words.configuration_text import price_fault_warning
from yagpt_desktop.workers.job import Broken, Done, Job

from .spending_section import SpendingSection


class PriceController(QObject):
    """Joins the buttons with the file, which is read again whenever the person comes back to the program.

    Args:
        fault: What is known to be wrong with the file at the start, and told already.

    Signals:
        made(str): The file is there; its folder is to be shown.
        failed(YaGptError): It could not be made.
        changed(): Other prices, and perhaps other models, are in force.
        fault_changed(str): What is wrong with the file now, in a sentence; "" where nothing is any more.
    """

    made = Signal(str)
    failed = Signal(object)
    changed = Signal()
    fault_changed = Signal(str)

    def __init__(
        self,
        section: SpendingSection,
        store: PriceStore,
        pool: QThreadPool,
        parent: QObject,
        fault: PriceFault | None = None,
    ) -> None:
        super().__init__(parent)
        self._section = section
        self._store = store
        self._fault = fault
        self._was_away = False
        self._is_asked = False
        self._making, self._reading = Job(pool, self), Job(pool, self)
        self._making.finished.connect(self._on_made)
        self._reading.finished.connect(self._on_read)
        section.prices_requested.connect(self._on_requested)
        section.reread_requested.connect(self._on_reread)
        section.show_price_fault(fault)

    @Slot(Qt.ApplicationState)
    def follow(self, state: Qt.ApplicationState) -> None:
        """Read the file again where the person comes back, from an editor perhaps."""
        if state is Qt.ApplicationState.ApplicationActive and self._was_away:
            self._was_away = False
            self._read()
        elif state is not Qt.ApplicationState.ApplicationActive:
            self._was_away = True

    @Slot()
    def _on_requested(self) -> None:
        self._making.run(lambda: prepare_prices(self._store))

    @Slot(object)
    def _on_made(self, result: object) -> None:
        if isinstance(result, Done):
            self.made.emit(str(Path(self._store.path).parent))
        elif isinstance(result, Broken):
            self.failed.emit(result.error)

    @Slot()
    def _on_reread(self) -> None:
        self._is_asked = True
        self._read()

    def _read(self) -> None:
        if not self._reading.busy:
            self._reading.run(lambda: read_prices(self._store))

    @Slot(object)
    def _on_read(self, result: object) -> None:
        is_asked, self._is_asked = self._is_asked, False
        if isinstance(result, Broken):
            self.failed.emit(result.error)
            return
        if not isinstance(result, Done):
            return
        is_other = put_in_force(result.value)
        before, self._fault = self._fault, result.value.fault
        self._section.show_prices()
        self._section.show_price_fault(self._fault)
        if is_asked or is_other:
            self._section.tell_prices_read()
        if is_other:
            self.changed.emit()
        if self._fault != before:
            self.fault_changed.emit(self._sentence())

    def _sentence(self) -> str:
        return price_fault_warning(self._fault, format_day(model_table().as_of)) if self._fault else ""
