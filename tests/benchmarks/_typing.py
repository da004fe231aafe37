"""The real window, offscreen, with somebody who types and asks until the process is killed.

``python -m tests.benchmarks._typing PROFILE``; the demo's service streams.  Says what was acknowledged, and
with ``typed`` what stands in the composer and since when (seconds, ``time.monotonic``).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks._writing import Acknowledging
from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.chat.composer import Composer
from yagpt_desktop.wiring import StartOptions, open_profile

LETTER_MS = 30
TEXT = "Расскажи, пожалуйста, подробно о том, как устроена радуга, и почему она видна не всегда. "


class Typist:
    """Types letter by letter; every now and then sends, and types on while the answer streams."""

    def __init__(self, store: Acknowledging, composer: Composer) -> None:
        self._store = store
        self._composer = composer
        self._count = 0
        self._timer = QTimer()
        self._timer.setInterval(LETTER_MS)
        self._timer.timeout.connect(self._type)

    def begin(self) -> None:
        """Begin to type."""
        self._timer.start()

    def _type(self) -> None:
        self._count += 1
        if self._count % 100 == 0:
            self._composer.set_text("/long 20000")
            self._composer.edit.submitted.emit()
        else:
            self._composer.set_text(self._composer.text() + TEXT[self._count % len(TEXT)])
        self._store.say("typed", time.monotonic(), self._composer.text())


def main(profile: Path) -> int:
    """Open the window and type."""
    wiring = open_profile(StartOptions(profile=profile, demo=True), {})
    store = Acknowledging(wiring.chats)
    wiring.chats = cast("History", store)
    app = QApplication(["yagpt-desktop"])
    desktop = DesktopApp(app, wiring, Session(wiring, None))
    desktop.start()
    typist = Typist(store, desktop.window.chat.composer)
    store.say("ready")
    typist.begin()
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
