"""What waits for the window begins when it is painted, once, or a second later at most."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.ui.widgets import first_sight
from yagpt_desktop.ui.widgets.first_sight import FirstSight


class Window(QWidget):
    """Notes what happens to it in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[str] = []

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.events.append("painted")
        return super().event(event)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    return window


def test_it_is_told_after_the_first_painting_and_never_again(qtbot: QtBot, window: Window) -> None:
    sight = FirstSight(window, window)
    sight.seen.connect(lambda: window.events.append("seen"))
    assert not sight.is_over
    sight.begin()
    window.show()
    qtbot.waitUntil(lambda: "seen" in window.events)
    assert window.events[:2] == ["painted", "seen"]
    assert sight.is_over
    window.update()
    qtbot.waitUntil(lambda: window.events.count("painted") > 1)
    qtbot.wait(20)
    assert window.events.count("seen") == 1


def test_a_window_that_nobody_can_see_is_not_waited_for(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_sight, "HIDDEN_MS", 30)
    owner = QObject(window)
    sight = FirstSight(window, owner)
    with qtbot.waitSignal(sight.seen):
        sight.begin()
    assert window.events == []
