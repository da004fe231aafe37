"""Where a chat goes, and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from yagpt_desktop.services.exchange.forms import ExportForm

from .export_words import form_name


class ExportDialog(QFileDialog):
    """Asks for a file; its list of types is the choice of forms.  Shown with ``open()``.

    Signals:
        decided(str, ExportForm): The path and the form.
    """

    decided = Signal(str, object)

    def __init__(self, parent: QWidget, folder: str, stem: str, form: ExportForm) -> None:
        super().__init__(parent)
        self.setObjectName("export-dialog")
        self.setWindowTitle(self.tr("Save the chat to a file"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self._forms = {f"{form_name(one)} (*.{one.value})": one for one in ExportForm}
        self.setNameFilters(list(self._forms))
        self.setDirectory(folder)
        self.choose(form)
        self.selectFile(f"{stem}.{form.value}")
        self.filterSelected.connect(self._on_filter)
        self.filesSelected.connect(self._on_files)
        self.finished.connect(self.deleteLater)

    @property
    def form(self) -> ExportForm:
        """The form that is chosen."""
        return self._forms.get(self.selectedNameFilter(), ExportForm.MARKDOWN)

    def choose(self, form: ExportForm) -> None:
        """Choose a form."""
        name = next(name for name, one in self._forms.items() if one is form)
        self.selectNameFilter(name)
        self.setDefaultSuffix(form.value)

    @Slot(str)
    def _on_filter(self, name: str) -> None:
        form = self._forms.get(name)
        if form is None:
            return
        self.setDefaultSuffix(form.value)
        named = self.selectedFiles()[:1]
        if named and _form_of(named[0]) is not None:
            self.selectFile(Path(named[0]).with_suffix(f".{form.value}").name)

    @Slot(list)
    def _on_files(self, paths: Sequence[str]) -> None:
        # An ending typed by hand says what is wanted, whatever the list shows.
        self.decided.emit(paths[0], _form_of(paths[0]) or self.form)


def _form_of(path: str) -> ExportForm | None:
    ending = Path(path).suffix.removeprefix(".").casefold()
    return next((form for form in ExportForm if form.value == ending), None)
