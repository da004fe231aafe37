"""The thread speaks rightly: one fate per turn, stop at once, nothing stale."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionStatus, CompletionUpdate, Retrying
from yagpt_desktop.domain.errors import QuotaExceeded, ServiceBusy, ServiceFault, UnexpectedError
from yagpt_desktop.workers.turn import Completed, Failed, Stopped, Turn, TurnRunner

FINAL = CompletionUpdate("Ошибки сами себя не исправят", CompletionStatus.FINAL)


@pytest.fixture
def runner(qapp):
    window = QObject()
    runner = TurnRunner(window)
    yield runner
    assert runner.shut_down(), "a worker outlived its test"


def saying(*events: CompletionEvent) -> Turn:
    def turn(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield from events

    return turn


def hanging(cancel: CancelToken) -> Iterator[CompletionEvent]:
    """Says one word, then blocks like a silent network until it is aborted."""
    wake = threading.Event()
    with cancel.aborting(wake.set):
        yield CompletionUpdate("первое")
        wake.wait(30)
        cancel.raise_if_cancelled()


def test_a_turn_delivers_its_last_state_and_ends_once(qtbot, runner):
    ends: list[object] = []
    seen: list[CompletionUpdate] = []
    runner.ended.connect(ends.append)
    runner.partial.connect(seen.append)
    with qtbot.waitSignal(runner.ended):
        runner.start(saying(CompletionUpdate("Ошибки"), FINAL))
    assert ends == [Completed(FINAL)]
    assert seen[-1] == FINAL


def test_stop_is_told_before_cancel_returns(qtbot, runner):
    ends: list[object] = []
    runner.ended.connect(ends.append)
    with qtbot.waitSignal(runner.partial):
        runner.start(hanging)
    runner.cancel()
    assert ends == [Stopped()]
    assert not runner.running


def test_a_thread_that_is_slow_to_notice_a_stop_says_nothing_into_the_next_turn(qtbot, runner):
    seen: list[CompletionUpdate] = []
    left = threading.Event()

    def deaf(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("старое")
        time.sleep(0.15)
        yield CompletionUpdate("опоздавшее", CompletionStatus.FINAL)
        left.set()

    with qtbot.waitSignal(runner.partial):
        runner.start(deaf)
    runner.cancel()
    runner.partial.connect(seen.append)
    with qtbot.waitSignal(runner.ended) as ended:
        runner.start(saying(FINAL))
    qtbot.wait(300)
    assert ended.args == [Completed(FINAL)]
    assert [update.text for update in seen] == [FINAL.text]


@pytest.mark.parametrize("round_", range(40))
def test_a_stop_in_any_moment_ends_the_turn_once(qtbot, runner, round_):
    ends: list[object] = []
    runner.ended.connect(ends.append)
    runner.start(saying(*[CompletionUpdate("x" * n) for n in range(50)], FINAL))
    qtbot.wait(round_ % 4)
    runner.cancel()
    qtbot.wait(5)
    assert len(ends) == 1


def test_an_error_keeps_its_class(qtbot, runner):
    def failing(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("часть")
        raise QuotaExceeded("allowed 10 requests")

    with qtbot.waitSignal(runner.ended) as ended:
        runner.start(failing)
    (outcome,) = ended.args
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, QuotaExceeded)


def test_a_defect_of_ours_becomes_a_value_not_a_dead_thread(qtbot, runner):
    def broken(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        yield CompletionUpdate("часть")
        raise ZeroDivisionError("secret words")

    with qtbot.waitSignal(runner.ended) as ended:
        runner.start(broken)
    (outcome,) = ended.args
    assert isinstance(outcome.error, UnexpectedError)
    assert "secret" not in repr(outcome.error)


def test_a_stream_without_a_final_message_is_a_fault(qtbot, runner):
    with qtbot.waitSignal(runner.ended) as ended:
        runner.start(saying(CompletionUpdate("часть")))
    assert isinstance(ended.args[0].error, ServiceFault)


def test_notices_arrive_in_the_gui_thread_before_the_end(qtbot, runner):
    told: list[object] = []
    threads: list[bool] = []

    def note(event: object) -> None:
        told.append(event)
        threads.append(QThread.currentThread() is runner.thread())

    runner.noticed.connect(note)
    retry = Retrying(2, 3, 0.5, ServiceBusy())
    with qtbot.waitSignal(runner.ended):
        runner.start(saying(retry, FINAL))
    assert told == [retry]
    assert threads == [True]


def test_a_second_start_while_one_runs_is_a_defect(qtbot, runner):
    with qtbot.waitSignal(runner.partial):
        runner.start(hanging)
    with pytest.raises(RuntimeError):
        runner.start(hanging)


def test_a_thousand_turns_leave_nothing_behind(qtbot, runner):
    ends: list[object] = []

    def again(outcome: object) -> None:
        ends.append(outcome)
        if len(ends) < 1000:
            runner.start(saying(FINAL))

    runner.ended.connect(again)
    runner.start(saying(FINAL))
    qtbot.waitUntil(lambda: len(ends) == 1000, timeout=60_000)
    assert set(ends) == {Completed(FINAL)}
