"""F-18: sockets that died in a sleep.  What was under way says so, and the first retry works."""

from __future__ import annotations

import threading

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Retrying, Transport
from yagpt_desktop.yandex import grpc_client, rest_call
from yagpt_desktop.yandex.policy import NetworkPolicy

FIRST_RETRY_S = 3.0


@pytest.fixture
def laptop(clients, wire, service, kit, transport):
    """A client behind a wire that goes dead as a sleep leaves it: connected, and silent for ever."""
    policy = NetworkPolicy()
    laid = wire(kit.port_of(service, transport))
    limits = {"first_token_timeout_s": 20, "silence_timeout_s": 20, "total_timeout_s": 30}
    client = clients(transport, **kit.through(laid.port, transport), policy=policy, **limits)
    return client, laid, policy


def in_the_next_answer(laid, transport, share):
    """A place in the coming answer; gRPC's comes over the same connection."""
    before = laid.answered[0] if transport is Transport.GRPC else 0
    return before + round(laid.answered[0] * share)


def test_a_call_that_slept_says_so_and_the_first_retry_works(laptop, kit, transport):
    client, laid, policy = laptop
    assert kit.Asking(client, kit.question()).ended().text == kit.pieces[-1]
    laid.plan.stall_at = in_the_next_answer(laid, transport, 0.05)
    asking = kit.Asking(client, kit.question())
    assert laid.stalled.wait(5)
    policy.renew(slept=True)
    outcome = asking.ended(5)
    assert (type(outcome.error), outcome.error.code) == (errors.ComputerSlept, "E-SLEEP")
    assert not any(isinstance(event, Retrying) for event in outcome.events), "never sent again by itself"
    laid.plan.stall_at = None
    laid.is_dead.clear()
    again = kit.Asking(client, kit.question()).ended()
    assert again.text == kit.pieces[-1]
    assert again.took_s <= FIRST_RETRY_S


def test_text_that_came_before_the_sleep_is_kept(laptop, kit, transport):
    client, laid, policy = laptop
    whole = kit.Asking(client, kit.question()).ended()
    assert whole.error is None
    laid.plan.stall_at = in_the_next_answer(laid, transport, 0.5)
    asking = kit.Asking(client, kit.question())
    assert asking.first.wait(5)
    assert laid.stalled.wait(5)
    policy.renew(slept=True)
    outcome = asking.ended(5)
    assert type(outcome.error) is errors.ComputerSlept
    assert outcome.text in kit.pieces


def test_an_idle_connection_that_died_in_the_sleep_is_not_used(laptop, kit):
    """Nothing was under way; the old socket is dead and does not know it."""
    client, laid, policy = laptop
    kit.Asking(client, kit.question()).ended()
    connections = len(laid.answered)
    laid.is_dead.set()
    policy.renew(slept=True)
    laid.is_dead.clear()
    outcome = kit.Asking(client, kit.question()).ended()
    assert outcome.text == kit.pieces[-1]
    assert outcome.took_s <= FIRST_RETRY_S
    assert len(laid.answered) > connections


def test_another_network_makes_new_connections_and_leaves_running_calls_alone(laptop, kit):
    client, laid, policy = laptop
    asking = kit.Asking(client, kit.question())
    assert asking.first.wait(5)
    policy.renew()
    assert asking.ended().text == kit.pieces[-1]
    before = len(laid.answered)
    assert kit.Asking(client, kit.question()).ended().text == kit.pieces[-1]
    assert len(laid.answered) > before


def test_a_watchdog_that_barked_has_the_next_call_connect_anew(clients, wire, service, kit, transport):
    laid = wire(kit.port_of(service, transport), stall_at=0)
    client = clients(transport, **kit.through(laid.port, transport), first_token_timeout_s=0.6)
    assert type(kit.Asking(client, kit.question()).ended().error) is errors.TimedOut
    laid.plan.stall_at = None
    laid.is_dead.clear()
    again = kit.Asking(client, kit.question()).ended()
    assert again.text == kit.pieces[-1]
    assert again.took_s <= FIRST_RETRY_S


@pytest.mark.parametrize("before", [True, False], ids=["before the call", "before it is watched"])
def test_a_sleep_in_the_moment_a_call_begins(laptop, kit, transport, monkeypatch, before):
    """The bell rings once; a call that has its channel, and is not watched yet, must not miss it."""
    client, laid, policy = laptop
    laid.plan.stall_at = 0
    module = grpc_client if transport is Transport.GRPC else rest_call
    name = "_begun" if transport is Transport.GRPC else "CallTransport"
    begin, rung = getattr(module, name), []

    def begin_and_sleep(*arguments):
        if rung:
            return begin(*arguments)
        rung.append(None)
        if before:
            policy.renew(slept=True)
        begun = begin(*arguments)
        if not before:
            policy.renew(slept=True)
        return begun

    monkeypatch.setattr(module, name, begin_and_sleep)
    outcome = kit.Asking(client, kit.question()).ended(5)
    assert type(outcome.error) is errors.ComputerSlept
    rung.clear()
    with pytest.raises(errors.ComputerSlept):
        client.count_tokens("yandexgpt-5.1", "Привет", CancelToken())


def test_short_calls_wake_too(laptop):
    client, laid, policy = laptop
    laid.plan.stall_at = 0
    failures = []

    def count():
        try:
            client.count_tokens("yandexgpt-5.1", "Привет", CancelToken())
        except errors.YaGptError as error:
            failures.append(type(error))

    thread = threading.Thread(target=count)
    thread.start()
    assert laid.stalled.wait(5)
    policy.renew(slept=True)
    thread.join(5)
    assert failures == [errors.ComputerSlept]
