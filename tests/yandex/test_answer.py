from __future__ import annotations

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate
from yagpt_desktop.yandex.answer import told


class Calm:
    """A watchdog that never barks and notes what it was told."""

    has_slept = False

    def __init__(self):
        self.notes = []

    def stir(self):
        self.notes.append("stir")

    def settle(self):
        self.notes.append("settle")


def update(text, status=CompletionStatus.PARTIAL):
    return CompletionUpdate(text, status)


def read(*pieces, streaming=True, cancel=None):
    def come():
        for one in pieces:
            if isinstance(one, Exception):
                raise one
            yield one

    seen = []
    error = None
    try:
        for event in told(come(), Calm(), cancel or CancelToken(), streaming=streaming):
            seen.append((event.text, event.status.name))
    except errors.YaGptError as caught:
        error = caught
    return seen, error


def test_a_final_piece_that_is_replaced_by_a_later_one_is_never_shown():
    filtered = update("Я не могу обсуждать эту тему.", CompletionStatus.CONTENT_FILTER)
    seen, error = read(update("a"), update("ab", CompletionStatus.FINAL), filtered)
    assert seen == [("a", "PARTIAL"), ("Я не могу обсуждать эту тему.", "CONTENT_FILTER")]
    assert error is None


def test_a_partial_after_a_final_one_ends_as_final():
    seen, _ = read(update("ab", CompletionStatus.FINAL), update("abc"))
    assert seen == [("abc", "PARTIAL"), ("abc", "FINAL")]


@pytest.mark.parametrize(
    "error",
    [
        errors.ServiceUnreachable("x"),
        errors.ServiceBusy("x"),
        errors.SignInPageSuspected("x"),
        errors.NotConnected("x"),
    ],
)
def test_every_loss_of_the_way_after_text_is_a_cut_stream(error):
    error.request_id = "theirs"
    seen, caught = read(update("a"), error)
    assert seen == [("a", "PARTIAL")]
    assert type(caught) is errors.StreamCut
    assert caught.request_id == "theirs"


@pytest.mark.parametrize(
    "kind",
    [errors.TimedOut, errors.QuotaExceeded, errors.ServiceFault, errors.ReplyDamaged, errors.SessionExpired],
)
def test_what_is_no_loss_of_the_way_keeps_its_class_after_text(kind):
    error = kind("x")
    assert read(update("a"), error) == ([("a", "PARTIAL")], error)


def test_without_streaming_nothing_was_seen_and_so_nothing_was_cut():
    error = errors.ServiceUnreachable("x")
    assert read(update("a"), error, streaming=False) == ([], error)


def test_before_text_an_error_is_what_it_is():
    error = errors.NotConnected("x")
    assert read(error) == ([], error)
    assert read(None, None, error) == ([], error)


@pytest.mark.parametrize("kind", [errors.ServiceUnreachable, errors.TimedOut, errors.ServiceFault])
def test_nothing_can_take_a_final_piece_away(kind):
    assert read(update("всё", CompletionStatus.FINAL), kind("x")) == ([("всё", "FINAL")], None)


def test_a_cancel_wins_over_whatever_the_abort_looked_like():
    cancel = CancelToken()
    cancel.cancel()
    seen, error = read(update("a"), errors.ServiceUnreachable("x"), cancel=cancel)
    assert seen == [("a", "PARTIAL")]
    assert type(error) is errors.Cancelled
    assert type(read(update("всё", CompletionStatus.FINAL), cancel=cancel)[1]) is errors.Cancelled


def test_signs_of_life_without_text_are_no_answer():
    seen, error = read(None, None)
    assert seen == []
    assert type(error) is errors.ReplyDamaged


def test_an_empty_text_is_an_answer():
    assert read(update("", CompletionStatus.TOOL_CALLS)) == ([("", "TOOL_CALLS")], None)


def test_the_watchdog_is_told_of_every_piece():
    calm = Calm()
    pieces = iter([None, update("a"), update("ab", CompletionStatus.FINAL)])
    list(told(pieces, calm, CancelToken(), streaming=True))
    assert calm.notes == ["stir", "stir", "settle"]


@pytest.mark.parametrize("error", [errors.ServiceUnreachable("reset"), errors.ServiceBusy("unavailable")])
def test_a_connection_that_died_in_a_sleep_is_told_as_a_sleep(error):
    calm = Calm()
    calm.has_slept = True
    with pytest.raises(errors.ComputerSlept):
        list(told(broken(error), calm, CancelToken(), streaming=True))
    with pytest.raises(errors.TimedOut):
        list(told(broken(errors.TimedOut("silence")), calm, CancelToken(), streaming=True))


def broken(error):
    yield update("часть")
    raise error
