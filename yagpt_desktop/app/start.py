"""Begins and ends the application."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from yagpt_desktop import __version__
from yagpt_desktop.domain.desktop_ports import Verb
from yagpt_desktop.domain.errors import InputUnreadable, YaGptError
from yagpt_desktop.storage.profile import open_profile as open_folder
from yagpt_desktop.storage.profile import profile_folder
from yagpt_desktop.wiring import StartOptions, access_of_environment, open_profile

from .crash_marker import PROVED_AFTER_S, CrashMarker
from .failure import is_read_elsewhere, show_failure
from .idle_collector import IdleCollector
from .session import Session
from .signal_watch import SignalWatch
from .single_instance import SingleInstance, Wish, message_of
from .window import DesktopApp


def run(options: StartOptions) -> int:
    """Open the window and return the exit code when it is closed; errors as for ``run_window``.

    Where a window has this profile already, that one comes forward, asks about the file that this start was
    given, if any, and this start is over with 0.
    """
    try:
        message = _message(options)
        fixed = access_of_environment().whole
        instance = SingleInstance(open_folder(options.profile, os.environ).folder)
        if not instance.take(message):
            return 0
        wiring = open_profile(options)
    except YaGptError as error:
        if not is_read_elsewhere():
            show_failure(_application(), error)
        raise
    session = Session(wiring, fixed)
    app = _application()
    IdleCollector(app)
    marker = CrashMarker(wiring.profile.folder, _crash_log())
    desktop = DesktopApp(app, wiring, session, safe=marker.begin())
    _follow(app, marker)
    watch = SignalWatch(app)
    watch.end_asked.connect(desktop.at_hand.end)
    _open(desktop, instance, options)
    # What was made so far stays; to look through it again and again costs frames (30 ms measured).
    gc.freeze()
    code = app.exec()
    instance.close_door()
    left = desktop.shut_down()
    session.close()
    marker.end()
    instance.give_up()
    if not left:
        # A silent keyring holds its thread for ever; everything that is to last has been written.
        os._exit(code)
    watch.close()
    return code


def _open(desktop: DesktopApp, instance: SingleInstance, options: StartOptions) -> None:
    """Show the window and answer what later starts ask for, as what this one was given."""
    instance.raise_requested.connect(desktop.come_forward)
    instance.open_requested.connect(desktop.offer_file)
    instance.verb_requested.connect(desktop.at_hand.ask)
    instance.listen()
    desktop.start(in_tray=options.in_tray)
    if options.verb is not None:
        desktop.at_hand.ask(options.verb)
    if options.offered is not None:
        desktop.offer_file(str(options.offered))


def _follow(app: QApplication, marker: CrashMarker) -> None:
    """Have the start proved by its time; a session that ends may kill whom it has asked to end."""
    QTimer.singleShot(PROVED_AFTER_S * 1000, app, marker.prove)
    app.commitDataRequest.connect(marker.prove)


def _crash_log() -> Path | None:
    """Return where a start without a console has fatal errors written (``__main__``); elsewhere None."""
    return profile_folder(None, os.environ) / "logs" / "crash.log" if os.name == "nt" else None


def _message(options: StartOptions) -> bytes:
    """Return what a window that is open already is told.

    Raises:
        InputUnreadable: The file's path is none that can be told.
    """
    if options.verb not in {None, Verb.SHOW}:
        return message_of(Wish.DO, options.verb or "")
    if options.offered is None:
        return message_of(Wish.RAISE)
    try:
        return message_of(Wish.OPEN, str(options.offered))
    except ValueError as error:
        raise InputUnreadable(str(error), path=options.offered.name) from error


def _application() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("yagpt-desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("yagpt-desktop")
    return app
