"""Opens the glossary, keeps what is edited in it, reads and writes its files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from yagpt_desktop.domain.archive import FileWriter
from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.services.glossary import (
    MOST_BYTES,
    GlossaryTable,
    glossary_bytes,
    merged,
    read_glossary,
)
from yagpt_desktop.services.text_prompts import languages
from yagpt_desktop.ui.texts.run_desk import TextParts
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.ui.words.glossary_words import faults_text, imported_text
from yagpt_desktop.workers.job import Broken, Done, Job

from .glossary_dialog import GlossaryDialog
from .translate_controller import TranslateController
from .translate_page import TranslatePage

_KEEP_MS: Final = 300


class GlossaryDesk(QObject):
    """Every edit reaches the next translation at once, and the disk soon after.

    Signals:
        failed(YaGptError): The glossary could not be kept.
        kept(): What was edited is on the disk.
    """

    failed = Signal(object)
    kept = Signal()

    def __init__(
        self,
        page: TranslatePage,
        controller: TranslateController,
        parts: TextParts,
        write: FileWriter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._controller, self._parts, self._write = page, controller, parts, write
        self.dialog: GlossaryDialog | None = None
        self._is_edited = False
        self._keeping = Job(parts.store_pool, self)
        self._keeping.finished.connect(self._on_kept)
        self._reading = Job(parts.others, self)
        self._reading.finished.connect(self._on_read)
        self._writing = Job(parts.others, self)
        self._writing.finished.connect(self._on_written)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_MS)
        self._later.timeout.connect(self.keep)
        page.glossary_requested.connect(self.show)

    @Slot()
    def show(self) -> None:
        """Open the glossary."""
        if self.dialog is None:
            dialog = self.dialog = GlossaryDialog(languages(), self._page)
            dialog.edited.connect(self._on_edited)
            dialog.import_requested.connect(self.choose_import)
            dialog.export_requested.connect(self.choose_export)
            dialog.finished.connect(self.keep)
        task = self._controller.task
        self.dialog.say("")
        self.dialog.show_rows(task.glossary, (task.source_language, task.target_language))
        self.dialog.open()

    @Slot()
    def choose_import(self) -> None:
        """Ask which file to read."""
        dialog = self._file_dialog("glossary-import-dialog", self.tr("Import a glossary"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    @Slot()
    def choose_export(self) -> None:
        """Ask which file to write."""
        dialog = self._file_dialog("glossary-export-dialog", self.tr("Export the glossary"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self.tr('Glossary')}.csv")
        dialog.fileSelected.connect(self.export)
        dialog.open()

    @Slot(str)
    def read(self, path: str) -> None:
        """Read a file's terms into the glossary."""
        self._reading.run(partial(_read, Path(path)))

    @Slot(str)
    def export(self, path: str) -> None:
        """Write the glossary into a file."""
        rows = self._controller.task.glossary
        self._writing.run(partial(_write, self._write, Path(path), rows))

    @Slot()
    def keep(self) -> None:
        """Write what was edited, now."""
        if not self._is_edited:
            return
        self._is_edited = False
        self._later.stop()
        self._keeping.run(partial(self._parts.store.save_glossary, self._controller.task.glossary))

    def shut_down(self) -> None:
        """Keep what is not kept yet; the thread belongs to the pool."""
        self.keep()

    def _file_dialog(self, name: str, title: str) -> QFileDialog:
        dialog = QFileDialog(self.dialog or self._page)
        dialog.setObjectName(name)
        dialog.setWindowTitle(title)
        dialog.setNameFilters([self.tr("Tables (*.csv *.tsv *.txt)"), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @Slot(object)
    def _on_edited(self, rows: tuple[GlossaryRow, ...]) -> None:
        self._controller.use_glossary(rows)
        self._is_edited = True
        self._later.start()

    @Slot(object)
    def _on_kept(self, result: object) -> None:
        if not isinstance(result, Broken):
            self.kept.emit()
            return
        self.failed.emit(result.error)
        if self.dialog is not None:
            self.dialog.say(error_text(result.error).title)

    @Slot(object)
    def _on_read(self, result: Done[GlossaryTable] | Broken) -> None:
        if self.dialog is None:
            return
        if isinstance(result, Broken):
            self.dialog.say(error_text(result.error).title)
            return
        table, before = result.value, self._controller.task.glossary
        rows = merged(before, table.rows)
        if table.rows:
            self.dialog.put_rows(rows)
        added = len(rows) - len(before)
        self.dialog.say(
            imported_text(added, len(table.rows) - added, len(table.faults)), faults_text(table.faults)
        )

    @Slot(object)
    def _on_written(self, result: Done[str] | Broken) -> None:
        if self.dialog is None:
            return
        if isinstance(result, Broken):
            self.dialog.say(error_text(result.error).title)
        else:
            self.dialog.say(self.tr("The glossary is in the file {name}.").format(name=result.value))


def _read(path: Path) -> GlossaryTable:
    """Blocks on the disk."""
    try:
        with path.open("rb") as file:
            return read_glossary(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise InputUnreadable.closed(path.name, error) from error


def _write(write: FileWriter, path: Path, rows: tuple[GlossaryRow, ...]) -> str:
    """Blocks on the disk."""
    write(path, glossary_bytes(rows))
    return path.name
