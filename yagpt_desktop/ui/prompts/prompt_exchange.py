"""Prompts into a file, and out of one; the disk is met beside the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from yagpt_desktop.domain.archive import FileWriter
from yagpt_desktop.domain.errors import InputUnreadable, YaGptError
from yagpt_desktop.domain.fault import InputFault
from yagpt_desktop.domain.saved_prompt import SavedPrompt
from yagpt_desktop.services.own_prompts import PromptLibrary, PromptUnfit
from yagpt_desktop.services.prompt_file import LARGEST_FILE_BYTES, PromptsUnreadable, exported, imported
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.ui.words.prompt_words import problem_text, taken_in_text, unreadable_text
from yagpt_desktop.workers.job import Broken, Done, Job

_Found = tuple[tuple[SavedPrompt, ...], int]


class PromptExchange(QObject):
    """Asks for the file, reads and writes it.

    Signals:
        told(str, bool): How it went; true where it did not.
        taken_in(): There are more prompts now.
    """

    told = Signal(str, bool)
    taken_in = Signal()

    def __init__(
        self, hub: SettingsHub, write: FileWriter, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._write = hub, write
        self._prompts: tuple[SavedPrompt, ...] = ()
        self._name = ""
        self._reading, self._writing = Job(pool, self), Job(pool, self)
        self._reading.finished.connect(self._on_read)
        self._writing.finished.connect(self._on_written)

    def ask_for_source(self, over: QWidget) -> None:
        """Ask which file to take prompts from."""
        dialog = _dialog(over, self.tr("Import prompts"))
        dialog.setObjectName("prompts-import-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Prompts (*.json)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.load_from)
        dialog.open()

    def ask_for_target(self, over: QWidget, prompts: Sequence[SavedPrompt]) -> None:
        """Ask where these prompts shall be written."""
        self._prompts = tuple(prompts)
        dialog = _dialog(over, self.tr("Export prompts"))
        dialog.setObjectName("prompts-export-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Prompts (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{self.tr('Prompts of YaGPT Desktop')}.json")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def load_from(self, path: str) -> None:
        """Take the prompts of a file in; ``told`` follows."""
        self._reading.run(lambda: _read(Path(path)))

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the prompts that were chosen; ``told`` follows."""
        prompts, write = self._prompts, self._write
        self._name = Path(path).name
        self._writing.run(lambda: write(Path(path), exported(prompts).encode()))

    @Slot(object)
    def _on_read(self, result: Done[_Found | None] | Broken) -> None:
        if isinstance(result, Broken):
            self._tell_error(result.error)
            return
        if result.value is None:
            self.told.emit(unreadable_text(), True)  # noqa: FBT003  a signal takes no names
            return
        prompts, left_out = result.value
        before = PromptLibrary(self._hub.settings.saved_prompts)
        try:
            library = before.take_in(prompts)
        except PromptUnfit as error:
            self.told.emit(problem_text(error.problem), True)  # noqa: FBT003  a signal takes no names
            return
        self._hub.put(replace(self._hub.settings, saved_prompts=library.prompts))
        self.taken_in.emit()
        added = len(library.prompts) - len(before.prompts)
        self.told.emit(taken_in_text(added, left_out), False)  # noqa: FBT003  a signal takes no names

    @Slot(object)
    def _on_written(self, result: Done[None] | Broken) -> None:
        if isinstance(result, Broken):
            self._tell_error(result.error)
        else:
            told = self.tr("Written: {name}").format(name=self._name)
            self.told.emit(told, False)  # noqa: FBT003  a signal takes no names

    def _tell_error(self, error: YaGptError) -> None:
        text = error_text(error)
        self.told.emit(f"{text.title}. {text.cause}", True)  # noqa: FBT003  a signal takes no names


def _dialog(over: QWidget, title: str) -> QFileDialog:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(over, title, place)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _read(path: Path) -> _Found | None:
    """Worker thread.  None where the file holds no prompts."""
    try:
        if not path.is_file():
            raise InputUnreadable("this is no file", path=path.name, fault=InputFault.CLOSED)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise InputUnreadable.closed(path.name, error) from error
    try:
        return imported(content)
    except PromptsUnreadable:
        return None
