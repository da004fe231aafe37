"""Where the text to fix comes from, and what it will take."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.text_task import FixTask
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.widgets.plain_edit import local_paths
from yagpt_desktop.ui.words.text_words import estimate_text

from .fix_page import FixPage, FixView

_ESTIMATE_MS: Final = 300


class SourceDesk(QObject):
    """Takes texts from the clipboard and from files, and tells their price before anybody is asked."""

    def __init__(self, page: FixPage, desk: RunDesk, hub: SettingsHub, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._desk, self._hub = page, desk, hub
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
        self._page.show_view(FixView.SOURCE)

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
        task = FixTask(self._hub.settings.texts.fix_mode)
        tokens, roubles = self._desk.estimate(task, text) if text.strip() else (0, None)
        self._page.show_signs(len(text), estimate_text(tokens, roubles))

    @Slot(list)
    def _on_files(self, paths: list[str]) -> None:
        self._desk.read_file(paths[0])
