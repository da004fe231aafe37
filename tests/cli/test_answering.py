from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from yagpt_desktop.cli.answering import Received, receive, tell_ending
from yagpt_desktop.cli.console import Console, OutputClosed
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionStatus,
    CompletionUpdate,
    Retrying,
)
from yagpt_desktop.domain.errors import Cancelled, ServiceBusy, StreamCut, YaGptError

FINAL = CompletionUpdate("Быть или не быть", CompletionStatus.FINAL)


def events(*told: CompletionEvent | YaGptError) -> Iterator[CompletionEvent]:
    for event in told:
        if isinstance(event, YaGptError):
            raise event
        yield event


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(out: io.StringIO) -> Console:
    return Console(out, io.StringIO())


def test_partials_are_not_for_a_pipe(console: Console, out: io.StringIO) -> None:
    received = receive(events(CompletionUpdate("Быть"), CompletionUpdate("Быть или"), FINAL), console)
    assert out.getvalue() == "Быть или не быть\n"
    assert received.update == FINAL
    assert received.error is None


@pytest.mark.parametrize("error", [Cancelled(), StreamCut()])
def test_what_arrived_before_a_stop_or_a_break_is_written(
    console: Console, out: io.StringIO, error: YaGptError
) -> None:
    received = receive(events(CompletionUpdate("Быть или"), error), console)
    assert out.getvalue() == "Быть или\n"
    assert received.error is error


def test_nothing_is_written_where_nothing_arrived(console: Console, out: io.StringIO) -> None:
    receive(events(Retrying(2, 3, 0.5, ServiceBusy()), ServiceBusy()), console)
    assert out.getvalue() == ""


def test_a_quiet_one_writes_nothing(console: Console, out: io.StringIO) -> None:
    assert receive(events(FINAL), console, quiet=True).text == FINAL.text
    assert out.getvalue() == ""


def test_an_answer_with_its_own_line_end_gets_no_second_one(console: Console, out: io.StringIO) -> None:
    receive(events(CompletionUpdate("раз\n", CompletionStatus.FINAL)), console)
    assert out.getvalue() == "раз\n"


def test_a_reader_that_is_gone_is_told_apart() -> None:
    class Closed(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(OutputClosed):
        receive(events(FINAL), Console(Closed(), io.StringIO()))


@pytest.mark.parametrize(
    ("update", "code"),
    [
        (FINAL, 0),
        (CompletionUpdate("x", CompletionStatus.TRUNCATED), 0),
        (CompletionUpdate("x", CompletionStatus.CONTENT_FILTER), 7),
        (CompletionUpdate("Я не могу обсуждать эту тему. Давайте…", CompletionStatus.FINAL), 7),
        (None, 6),
    ],
)
def test_the_ending_decides_the_exit_code(
    console: Console, update: CompletionUpdate | None, code: int
) -> None:
    assert tell_ending(Received(update, None, 1.0), console, as_json=False) == code
