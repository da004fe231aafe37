"""Where the text of a page comes from, and what it will take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.text_task import TextTask
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit, local_paths
from yagpt_desktop.ui.words.text_words import estimate_text

from .run_desk import RunDesk

_ESTIMATE_MS: Final = 300


class SourcePage(Protocol):
    """A page with a text that something is done to."""

    @property
    def source(self) -> PlainEdit:
        """The text."""
        ...

    @property
    def paste_requested(self) -> SignalInstance:
        """Replace the text by the clipboard's."""
        ...

    def show_signs(self, signs: int, estimate: str = "") -> None:
        """Show how long the text is (code points), and what it will cost."""
        ...

    def focus_text(self) -> None:
        """Give the keyboard to the text in view."""
        ...


class SourceDesk(QObject):
    """Takes texts from the clipboard and from files, and tells their price before anybody is asked.

    Signals:
        taken(): Another text is in the page.
    """

    taken = Signal()

    def __init__(
        self, page: SourcePage, desk: RunDesk, task_for: Callable[[str], TextTask], parent: QObject
    ) -> None:
        """``task_for`` answers with what would be done to a text now."""
        super().__init__(parent)
        self._page, self._desk, self._task_for = page, desk, task_for
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(_ESTIMATE_MS)
        self._measure.timeout.connect(self.show_estimate)
        page.paste_requested.connect(self.paste)
        page.source.textChanged.connect(self._measure.start)
        page.source.files_dropped.connect(self._on_files)
        desk.text_read.connect(self.put)

    @Slot(str)
    def put(self, text: str) -> None:
        """Put another text into the page."""
        self._page.source.put_text(text)
        self.taken.emit()

    @Slot()
    def paste(self) -> None:
        """Replace the text by the clipboard's, or by that of a file which was copied."""
        clipboard = QGuiApplication.clipboard()
        paths = local_paths(clipboard.mimeData())
        if paths:
            self._on_files(paths)
        elif clipboard.text():
            self.put(clipboard.text())
            self._page.focus_text()

    @Slot()
    def show_estimate(self) -> None:
        """Say how long the text is, and what it will cost."""
        text = self._page.source.toPlainText()
        task = self._task_for(text)
        tokens, roubles = self._desk.estimate(task, text) if text.strip() else (0, None)
        self._page.show_signs(len(text), estimate_text(tokens, roubles))

    @Slot(list)
    def _on_files(self, paths: list[str]) -> None:
        self._desk.read_file(paths[0])
