"""Joins the page of diagnostics with what looks at network and keyring, beside the GUI thread."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.diagnosis import Diagnosis, Finding
from yagpt_desktop.services.text_file import write_text
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.job import Broken, Job

from .diagnosis_page import DiagnosisPage
from .report import report_text

FILE_NAME = "yagpt-diagnostics.txt"


class DiagnosisController(QObject):
    """Looks when the page is opened, and again when it is asked to; writes the report.

    Args:
        diagnosis: What looks; runs in ``pool``.
        pool: Threads that may block on the network for some seconds.
    """

    _found = Signal(object, object)

    def __init__(
        self, page: DiagnosisPage, diagnosis: Diagnosis, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._diagnosis = diagnosis
        self._cancel: CancelToken | None = None
        self._looking = Job(pool, self)
        self._saving = Job(pool, self)
        self._found.connect(self._on_found)
        self._looking.finished.connect(self._on_looked)
        self._saving.finished.connect(self._on_saved)
        page.opened.connect(self.look)
        page.left.connect(self.shut_down)
        page.again_requested.connect(self.look)
        page.save_requested.connect(self._on_save)

    @Slot()
    def look(self) -> None:
        """Look at everything anew."""
        self.shut_down()
        cancel = self._cancel = CancelToken()
        self._page.begin()
        self._looking.run(lambda: self._walk(cancel))

    @Slot()
    def shut_down(self) -> None:
        """Stop looking; the thread leaves soon.  No effect where nothing is under way."""
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel.cancel()
            self._page.end()

    def _walk(self, cancel: CancelToken) -> CancelToken:
        """Worker thread."""
        for finding in self._diagnosis(cancel):
            self._found.emit(cancel, finding)
            if cancel.cancelled:
                break
        return cancel

    @Slot(object, object)
    def _on_found(self, cancel: CancelToken, finding: Finding) -> None:
        if cancel is self._cancel:
            self._page.add(finding)

    @Slot(object)
    def _on_looked(self, result: object) -> None:
        if self._looking.busy:
            return  # an older look; the newer one is under way
        if self._cancel is None:
            return
        self._cancel = None
        self._page.end()
        if isinstance(result, Broken):
            self._page.show_notice(error_text(result.error).title, good=False)

    @Slot()
    def _on_save(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, self.tr("Save the report"), documents)
        dialog.setObjectName("diagnosis-file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the report; the page says how it went."""
        text = report_text(self._page.findings, datetime.now().astimezone())

        def save() -> str:
            write_text(Path(path), text)
            return path

        self._saving.run(save)

    @Slot(object)
    def _on_saved(self, result: object) -> None:
        if isinstance(result, Broken):
            words = error_text(result.error)
            self._page.show_notice(f"{words.title}. {words.cause}", good=False)
        else:
            self._page.show_notice(self.tr("The report is saved."), good=True)
