"""F-10: the connection breaks at any byte of the answer (real service behind a proxy that resets)."""

from __future__ import annotations

import random

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import Retrying, Transport

BROKEN = (errors.ServiceUnreachable, errors.StreamCut)
AT_ONCE_S = 1.0 + 2.0


@pytest.fixture
def length(clients, wire, service, kit, transport):
    """How many bytes a whole answer takes."""
    straight = wire(kit.port_of(service, transport))
    outcome = kit.Asking(clients(transport, **kit.through(straight.port, transport)), kit.question()).ended()
    assert outcome.text == kit.pieces[-1]
    return straight.answered[0]


@pytest.fixture
def cut(clients, wire, service, kit, transport):
    def run(at, *, is_reset=True, **options):
        broken = wire(kit.port_of(service, transport), cut_at=at, is_reset=is_reset)
        client = clients(transport, **kit.through(broken.port, transport))
        return kit.Asking(client, kit.question(**options)).ended(), broken

    return run


def check(outcome, kit):
    """Interrupted within its limit, what came is kept; or the answer was whole already."""
    assert outcome.took_s <= AT_ONCE_S
    if outcome.error is None:
        assert outcome.text == kit.pieces[-1]
        return
    assert isinstance(outcome.error, BROKEN), outcome.error
    assert outcome.error.code != errors.YaGptError.code
    assert outcome.text in ("", *kit.pieces)
    begun = isinstance(outcome.error, errors.StreamCut)
    assert begun == bool(outcome.updates), "a cut stream is one whose text had begun, and no other"


@pytest.mark.parametrize("is_reset", [True, False], ids=["reset", "closed"])
def test_a_cut_at_each_place_that_matters(cut, length, kit, is_reset):
    for at in (0, 1, 9, 40, length // 2, length - 1):
        outcome, _ = cut(at, is_reset=is_reset)
        check(outcome, kit)
        if at <= 9:
            assert isinstance(outcome.error, errors.ServiceUnreachable)


def test_a_cut_anywhere(cut, length, kit):
    chance = random.Random(10)
    for _ in range(20):
        check(cut(chance.randrange(length))[0], kit)


def test_a_cut_before_the_first_text_is_tried_again_and_after_it_never(cut, length, transport):
    # A reset may overtake text that was on its way; then the try before it was one without text.
    outcome, _ = cut(length // 2)
    tries = [place for place, event in enumerate(outcome.events) if isinstance(event, Retrying)]
    if outcome.updates and tries:
        assert tries[-1] < outcome.events.index(outcome.updates[0])
    outcome, broken = cut(0)
    assert [event.attempt for event in outcome.events] == [2, 3]
    assert len(broken.answered) >= 3


def test_a_cut_without_streaming_keeps_nothing_half_done(cut, length, kit):
    for at in (0, 9, length // 3):
        outcome, _ = cut(at, stream=False)
        assert isinstance(outcome.error, BROKEN) or outcome.text == kit.pieces[-1]
        assert not isinstance(outcome.error, errors.StreamCut)


def test_the_next_question_after_a_cut_gets_its_answer(clients, wire, service, kit, transport):
    broken = wire(kit.port_of(service, transport), cut_at=150 if transport is Transport.GRPC else 600)
    client = clients(transport, **kit.through(broken.port, transport))
    kit.Asking(client, kit.question()).ended()
    broken.plan.cut_at = None
    assert kit.Asking(client, kit.question()).ended().text == kit.pieces[-1]
