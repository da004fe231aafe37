"""The last hour of a pasted token: told by the minute, warned of in time, over once; else nothing ticks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.ui.account.countdown import LAST_MINUTES, Countdown
from yagpt_desktop.ui.account.token_notice import TokenNotice
from yagpt_desktop.ui.theme.theming import Theming

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Watch:
    """A countdown on a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON
        self.told: list[int | None] = []
        self.warned: list[int] = []
        self.over = 0
        self.parent = QObject()
        self.countdown = Countdown(self.parent, lambda: self.now)
        self.countdown.minutes_changed.connect(self.told.append)
        self.countdown.last_minutes.connect(self.warned.append)
        self.countdown.ended.connect(self._count)

    def _count(self) -> None:
        self.over += 1

    def pass_by(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)
        self.countdown.look()


@pytest.fixture
def watch(qapp) -> Watch:
    return Watch()


def test_what_never_ends_costs_nothing(watch: Watch) -> None:
    watch.countdown.follow(None)
    assert not watch.countdown.is_ticking
    assert watch.told == []


def test_a_long_life_is_not_spoken_of_but_looked_after(watch: Watch) -> None:
    watch.countdown.follow(NOON + timedelta(hours=12))
    assert watch.told == []
    assert watch.countdown.is_ticking


def test_the_last_hour_is_told_by_the_minute(watch: Watch) -> None:
    watch.countdown.follow(NOON + timedelta(minutes=61))
    for minutes in (1, 1, 1, 30.5):
        watch.pass_by(minutes)
    assert watch.told == [60, 59, 58, 28]
    assert watch.warned == []


def test_ten_minutes_before_the_end_it_is_said_once(watch: Watch) -> None:
    watch.countdown.follow(NOON + timedelta(minutes=LAST_MINUTES + 1))
    for _ in range(4):
        watch.pass_by(1)
    assert watch.warned == [10]


def test_the_end_is_told_once_and_nothing_ticks_any_more(watch: Watch) -> None:
    watch.countdown.follow(NOON + timedelta(minutes=2))
    watch.pass_by(3)
    watch.pass_by(60)
    assert watch.told[-1] == 0
    assert watch.over == 1
    assert not watch.countdown.is_ticking


def test_a_token_that_was_over_at_the_start_is_told_at_once(watch: Watch) -> None:
    watch.countdown.follow(NOON - timedelta(hours=3))
    assert (watch.told, watch.over) == ([0], 1)


def test_a_new_token_takes_the_words_back(watch: Watch) -> None:
    watch.countdown.follow(NOON + timedelta(minutes=5))
    watch.countdown.follow(NOON + timedelta(hours=12))
    assert watch.told == [5, None]
    watch.countdown.follow(NOON + timedelta(minutes=5))
    assert watch.warned == [5, 5]


def test_coming_back_after_a_sleep_looks_at_the_clock(watch: Watch, qapp) -> None:
    watch.countdown.follow(NOON + timedelta(hours=12))
    watch.now += timedelta(hours=13)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert watch.told == [0]


@given(st.lists(st.floats(0.01, 90), max_size=30), st.floats(0, 200))
def test_whatever_the_steps_each_end_is_told_once_and_minutes_never_grow(
    qapp: object, steps: list[float], life: float
) -> None:
    watch = Watch()
    watch.countdown.follow(NOON + timedelta(minutes=life))
    for step in steps:
        watch.pass_by(step)
    told = [minutes for minutes in watch.told if minutes is not None]
    assert told == sorted(told, reverse=True)
    assert watch.over == (1 if 0 in told else 0)
    assert len(watch.warned) <= 1


def test_the_notice_offers_the_next_token(qtbot: QtBot, theming: Theming, russian: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    notice = TokenNotice(window)
    notice.show_left(10)
    toast = window.findChild(QWidget, "token-notice")
    assert toast.accessibleName() == "Ключ действует ещё 10\xa0мин."
    with qtbot.waitSignal(notice.renewal_requested):
        window.findChild(QPushButton, "token-notice-action").click()
    notice.show_ended()
    assert toast.accessibleName() == "Ключ больше не действует."
