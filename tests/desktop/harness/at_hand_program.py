"""The program's keys, quick window and tray beside a window of no account, against the built-in service.

Told on stdout, a line each: ``ready``, then ``keys:…`` with why a key was not granted, or ``none``.
"""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from yagpt_desktop.app.at_hand import AtHand
from yagpt_desktop.app.session import Session
from yagpt_desktop.domain.settings import Language, Theme
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.settings.at_hand_section import AtHandSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.wiring import StartOptions, open_profile
from yagpt_desktop.workers.job import several_threads, single_thread


def _main() -> int:
    app = QApplication(["yagpt-desktop"])
    app.setApplicationName("yagpt-desktop")
    wiring = open_profile(StartOptions(profile=Path(sys.argv[1]), demo=True))
    session = Session(wiring, None)
    stores, others = single_thread(app), several_threads(app)
    settings = wiring.settings_store.load()
    hub = SettingsHub(settings, wiring.settings_store, stores, app)
    language = install_language(app, Language.RUSSIAN)
    theming = Theming(app)
    theming.apply(Theme.DARK if "--dark" in sys.argv else Theme.LIGHT, 100)
    window = QMainWindow()
    window.setObjectName("main-window")
    window.setWindowTitle("main")
    window.setCentralWidget(QLabel("main"))
    section = AtHandSection()
    wished = {"follow_double_copy": True, "closing_hides": "--hides" in sys.argv}
    hub.put(replace(settings, texts=replace(settings.texts, **wished)))
    hand = AtHand(window, section, hub, wiring, session.make_turn, (stores, others))
    hand.show_requested.connect(window.show)
    window.show()
    hand.begin()
    shown = {name: obstacle.value for name, obstacle in section._obstacles.items()}
    sys.stdout.write(f"keys:{shown}\nready\n")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, lambda *_: hand.end())
    tick = QTimer(app)
    tick.start(100)
    tick.timeout.connect(lambda: None)
    code = app.exec()
    hand.shut_down()
    for pool in (stores, others):
        pool.waitForDone(3000)
    session.close()
    language.remove()
    return code


if __name__ == "__main__":
    sys.exit(_main())
