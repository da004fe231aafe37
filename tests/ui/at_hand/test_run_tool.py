"""The quick window's work as a run of the text tools: its ends, and what stays in the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
import shiboken6

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate
from yagpt_desktop.domain.errors import AccessDenied
from yagpt_desktop.domain.text_task import FixTask
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.at_hand.run_tool import RunTool
from yagpt_desktop.ui.at_hand.text_tool import ToolResult
from yagpt_desktop.workers.job import several_threads, single_thread

SOURCE, RESULT = "Ашипки саме сибя ни исрпвят", "Ошибки сами себя не исправят"


class Model:
    """Answers as a test wants; every turn runs in a thread of its own."""

    def __init__(self) -> None:
        self.answer = RESULT
        self.status = CompletionStatus.FINAL
        self.error: Exception | None = None
        self.hold: Event | None = None
        self.asked: list[str] = []

    def make_turn(self, request, _settings):
        def turn(cancel) -> Iterator[CompletionUpdate]:
            self.asked.append(request.messages[-1].text)
            yield CompletionUpdate(self.answer[:6])
            while self.hold is not None and not self.hold.wait(0.01):
                cancel.raise_if_cancelled()
            if self.error is not None:
                raise self.error
            yield CompletionUpdate(self.answer, self.status)

        return turn


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def stores():
    return MemoryTextStore(), MemoryTextStore()


@pytest.fixture
def run_tool(qapp, model, stores, hub):
    pools = single_thread(qapp), several_threads(qapp)
    made = RunTool(model.make_turn, hub, stores, pools)
    yield made
    assert made.shut_down()
    for pool in pools:
        assert pool.waitForDone(3000)
    # Left to the collector, it could die in one of the worker threads of a later test.
    shiboken6.delete(made)


def test_a_text_is_corrected_and_kept_with_its_result(qtbot, run_tool, stores):
    with qtbot.waitSignal(run_tool.ended, timeout=10_000) as told:
        run_tool.start(FixTask(), SOURCE)
    assert told.args[0] == ToolResult(RESULT)
    assert not run_tool.busy
    (kept,) = stores[0].runs()
    assert (kept.source, kept.result) == (SOURCE, RESULT)
    assert not stores[1].runs()


def test_private_work_is_not_kept(qtbot, run_tool, stores, hub):
    hub.put(replace(hub.settings, texts=replace(hub.settings.texts, private=True)))
    with qtbot.waitSignal(run_tool.ended, timeout=10_000):
        run_tool.start(FixTask(), SOURCE)
    assert not stores[0].runs()
    assert stores[1].runs()


def test_a_cut_off_answer_may_not_replace_anything(qtbot, run_tool, model):
    model.status = CompletionStatus.TRUNCATED
    model.answer = "Ошибки"
    with qtbot.waitSignal(run_tool.ended, timeout=10_000) as told:
        run_tool.start(FixTask(), SOURCE)
    result = told.args[0]
    assert isinstance(result, ToolResult)
    assert not result.usable


def test_an_error_is_told_as_it_is(qtbot, run_tool, model):
    model.error = AccessDenied("made up")
    with qtbot.waitSignal(run_tool.ended, timeout=10_000) as told:
        run_tool.start(FixTask(), SOURCE)
    assert isinstance(told.args[0], AccessDenied)
    assert not run_tool.busy


def test_stopping_ends_once_and_nothing_follows(qtbot, run_tool, model):
    model.hold = Event()
    ends = []
    run_tool.ended.connect(ends.append)
    with qtbot.waitSignal(run_tool.partial, timeout=10_000, check_params_cb=bool):
        run_tool.start(FixTask(), SOURCE)
    run_tool.stop()
    assert ends == [None]
    run_tool.stop()
    model.hold.set()
    qtbot.wait(50)
    assert ends == [None]


def test_another_start_overtakes_the_one_before(qtbot, run_tool, model):
    model.hold = Event()
    ends = []
    run_tool.ended.connect(ends.append)
    with qtbot.waitSignal(run_tool.partial, timeout=10_000, check_params_cb=bool):
        run_tool.start(FixTask(), "первый текст, который никто не ждёт")
    run_tool.start(FixTask(), SOURCE)
    model.hold.set()
    qtbot.waitUntil(lambda: bool(ends), timeout=10_000)
    assert ends == [ToolResult(RESULT)]
    run_tool.start(FixTask(), SOURCE)
    run_tool.start(FixTask(), SOURCE)
    qtbot.waitUntil(lambda: len(ends) == 2, timeout=10_000)
