"""F-11: nothing more comes, though nothing is broken.  Each watchdog barks in time, and Stop always works."""

from __future__ import annotations

import contextlib
import json
import select
import time

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Network

SLACK_S = 2.0
BIG = "Слово и ещё одно. " * 250_000


@pytest.fixture
def network():
    """Shortened watchdogs: a silent service is given up within a second."""
    return Network(proxy="none", first_token_timeout_s=0.8, silence_timeout_s=0.6, total_timeout_s=6)


@pytest.fixture
def silent(clients, wire, service, kit, transport):
    """A client behind a wire that falls silent."""

    def lay(**plan):
        laid = wire(kit.port_of(service, transport), **plan)
        return clients(transport, **kit.through(laid.port, transport)), laid

    return lay


@pytest.fixture
def deaf(clients, peer, kit, transport):
    """A client of a service that says hello and then takes nothing: its window shuts."""

    def hang(connection):
        if transport is Transport.GRPC:
            connection.recv(24)
            connection.sendall(kit.frame(4, 0, 0))
        poller = select.poll()
        poller.register(connection, 0)
        while not poller.poll(50):
            pass

    return clients(transport, **kit.through(peer(hang).port, transport))


def chunk(text, status):
    """One value of a REST stream, as a chunk."""
    answer = {"message": {"text": text}, "status": f"ALTERNATIVE_STATUS_{status}"}
    data = json.dumps({"result": {"alternatives": [answer]}}).encode()
    return b"%x\r\n%s\r\n" % (len(data), data)


def middle(clients, wire, service, kit, transport):
    straight = wire(kit.port_of(service, transport))
    kit.Asking(clients(transport, **kit.through(straight.port, transport)), kit.question()).ended()
    return straight.answered[0] * 2 // 3


def test_silence_before_the_first_text(silent, kit, network):
    client, _ = silent(stall_at=0)
    outcome = kit.Asking(client, kit.question()).ended()
    assert type(outcome.error) is errors.TimedOut
    assert outcome.took_s <= network.first_token_timeout_s + SLACK_S
    assert outcome.updates == []


def test_silence_after_the_connection_stands(silent, kit, network, transport):
    client, _ = silent(stall_at=60 if transport is Transport.GRPC else 20)
    outcome = kit.Asking(client, kit.question()).ended()
    assert type(outcome.error) is errors.TimedOut
    assert outcome.took_s <= network.first_token_timeout_s + SLACK_S


def test_silence_in_the_middle_keeps_what_came(silent, kit, network, clients, wire, service, transport):
    client, _ = silent(stall_at=middle(clients, wire, service, kit, transport))
    outcome = kit.Asking(client, kit.question()).ended()
    assert type(outcome.error) is errors.TimedOut
    assert outcome.text in kit.pieces
    assert outcome.took_s <= network.silence_timeout_s + SLACK_S


def test_silence_after_the_last_text_takes_nothing_away(clients, answering, kit, transport):
    if transport is Transport.GRPC:
        reply = kit.head() + kit.packed("весь ответ", 3)
    else:
        reply = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("весь ответ", "FINAL")
    quiet = answering(transport, reply, wait_s=5)
    outcome = kit.Asking(clients(transport, **kit.through(quiet.port, transport)), kit.question()).ended()
    assert (outcome.error, outcome.text) == (None, "весь ответ")
    assert outcome.took_s <= 1.0 + SLACK_S


def test_a_byte_at_a_time_is_silence(silent, kit, network, clients, wire, service, transport):
    client, _ = silent(drip_from=middle(clients, wire, service, kit, transport), drip_s=0.3)
    outcome = kit.Asking(client, kit.question()).ended()
    assert type(outcome.error) is errors.TimedOut
    assert outcome.took_s <= network.silence_timeout_s + SLACK_S


def test_a_service_that_takes_nothing(deaf, kit, network):
    outcome = kit.Asking(deaf, kit.question(BIG)).ended()
    assert type(outcome.error) is errors.TimedOut
    assert outcome.took_s <= network.first_token_timeout_s + SLACK_S


def test_pieces_for_ever_end_at_the_total_limit(clients, peer, kit, transport):
    def chatter(connection):
        if transport is Transport.GRPC:
            kit.read_h2_request(connection)
            connection.sendall(kit.head())
        else:
            kit.read_http_request(connection)
            connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            for count in range(200):
                connection.sendall(piece(count))
                time.sleep(0.1)

    def piece(count):
        text = "слово " * count
        if transport is Transport.GRPC:
            return kit.packed(text)
        return chunk(text, "PARTIAL")

    client = clients(transport, **kit.through(peer(chatter).port, transport), total_timeout_s=1.5)
    outcome = kit.Asking(client, kit.question()).ended()
    assert type(outcome.error) is errors.TimedOut
    assert outcome.updates
    assert outcome.took_s <= 1.5 + SLACK_S


@pytest.mark.parametrize("where", ["start", "connected", "middle", "drip", "deaf"])
def test_stop_works_in_every_silence(silent, deaf, kit, clients, wire, service, transport, where):
    for pause_s in (0.0, 0.1, 0.3):
        if where == "deaf":
            asking = kit.Asking(deaf, kit.question(BIG))
        else:
            at = middle(clients, wire, service, kit, transport) if where in {"middle", "drip"} else 0
            plans = {"start": {"stall_at": 0}, "connected": {"stall_at": 30}, "middle": {"stall_at": at}}
            client, laid = silent(**plans.get(where, {"drip_from": at, "drip_s": 0.2}))
            asking = kit.Asking(client, kit.question())
            assert laid.stalled.wait(5)
        time.sleep(pause_s)
        asking.stop_in_time()
