"""The whole application in this process, with the demo behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.wiring import StartOptions, open_profile


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., DesktopApp]]:
    """Return a function that makes one in a profile of the test's own; all are ended after it."""
    apps: list[tuple[DesktopApp, Session]] = []

    def open_window(*, demo: bool) -> DesktopApp:
        wiring = open_profile(StartOptions(profile=tmp_path, demo=demo), {})
        session = Session(wiring, None)
        apps.append((DesktopApp(qapp, wiring, session), session))
        return apps[-1][0]

    yield open_window
    for app, session in apps:
        assert app.shut_down()
        session.close()
        app._language.remove()
        shiboken6.delete(app.window)
        shiboken6.delete(app)
    qapp.setStyleSheet("")


@pytest.fixture
def app(opened: Callable[..., DesktopApp]) -> DesktopApp:
    """The demo, started."""
    started = opened(demo=True)
    started.start()
    return started


@pytest.fixture
def ask(qtbot: Any) -> Callable[[DesktopApp, str], None]:
    """Return a function that asks and waits for the end of the answer."""

    def ask_and_wait(app: DesktopApp, text: str) -> None:
        app._chat_page.composer.set_text(text)
        talk = app._chat._in_view
        with qtbot.waitSignal(talk.ended, timeout=20_000):
            app._chat_page.composer.edit.submitted.emit()

    return ask_and_wait
