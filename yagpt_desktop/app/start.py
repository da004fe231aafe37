"""Begins and ends the application."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from yagpt_desktop import __version__
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.wiring import StartOptions, access_of_environment, open_profile

from .failure import is_read_elsewhere, show_failure
from .session import Session
from .window import DesktopApp

HEARTBEAT_MS: Final = 250


def run(options: StartOptions) -> int:
    """Open the window and return the exit code when it is closed; errors as for ``run_window``."""
    try:
        fixed = access_of_environment().whole
        wiring = open_profile(options)
    except YaGptError as error:
        if not is_read_elsewhere():
            show_failure(_application(), error)
        raise
    session = Session(wiring, fixed)
    app = _application()
    desktop = DesktopApp(app, wiring, session)
    heartbeat = _answer_signals(app)
    desktop.start()
    # What was made so far stays; to look through it again and again costs frames (30 ms measured).
    gc.freeze()
    code = app.exec()
    heartbeat.stop()
    left = desktop.shut_down()
    session.close()
    if not left:
        # A silent keyring holds its thread for ever; everything that is to last has been written.
        os._exit(code)
    return code


def _application() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("yagpt-desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("yagpt-desktop")
    return app


def _answer_signals(app: QApplication) -> QTimer:
    """Let SIGTERM, SIGINT and SIGHUP close the window."""

    def close(_number: int, _frame: FrameType | None) -> None:
        app.closeAllWindows()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, close)
    heartbeat = QTimer(app)
    heartbeat.timeout.connect(_beat)
    heartbeat.start(HEARTBEAT_MS)
    return heartbeat


def _beat() -> None:
    """Do nothing, in Python: the interpreter looks at its signals only when it runs."""
