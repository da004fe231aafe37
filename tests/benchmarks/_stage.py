"""One view in one application, and what its GUI thread spends on it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from yagpt_desktop.ui.transcript.view import TranscriptView

WIDTH_PX, HEIGHT_PX = 900, 700


class Stage:
    """Shows views and measures.  Times are the GUI thread's CPU time: a busy machine does not count."""

    def __init__(self) -> None:
        self.app = QApplication.instance() or QApplication([])

    def view(self) -> TranscriptView:
        """Return a view on the screen."""
        view = TranscriptView()
        view.resize(WIDTH_PX, HEIGHT_PX)
        view.show()
        self.app.processEvents()
        return view

    def cost_ms(self, work: Callable[[], object]) -> float:
        """Return what some work and the painting that follows from it cost."""
        start = time.thread_time()
        work()
        self.app.processEvents()
        return (time.thread_time() - start) * 1000
