"""Where a network cuts HTTP/2, REST takes over by itself; said once, for one session, before any text."""

from __future__ import annotations

import struct
import time

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import Transport, TransportChanged
from yagpt_desktop.domain.config import Network
from yagpt_desktop.yandex import channel
from yagpt_desktop.yandex.policy import NetworkPolicy

CHANGE = TransportChanged(Transport.GRPC, Transport.REST)


@pytest.fixture
def policy():
    return NetworkPolicy(Network(proxy="none"))


@pytest.fixture
def office(clients, service, kit, policy):
    """A client whose gRPC meets a given peer, and whose REST reaches the service."""

    def make(port, **options):
        rest = f"http://127.0.0.1:{kit.port_of(service, Transport.REST)}"
        return clients(Transport.GRPC, grpc=f"127.0.0.1:{port}", rest=rest, policy=policy, **options)

    return make


def changes(outcome):
    return [event for event in outcome.events if isinstance(event, TransportChanged)]


BLOCKS = {
    "reset at once": lambda kit, connection: kit.reset(connection),
    "reset after the preface": lambda kit, connection: (connection.recv(999), kit.reset(connection)),
    "closed after the preface": lambda kit, connection: connection.recv(999),
    "HTTP/1": lambda kit, connection: (
        connection.recv(999),
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
        kit.hold(connection),
    ),
    "a page": lambda kit, connection: (
        connection.recv(999),
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://x\r\n\r\n<html>"),
        kit.hold(connection),
    ),
    "goodbye first": lambda kit, connection: (
        connection.recv(999),
        connection.sendall(kit.frame(7, 0, 0, struct.pack(">II", 0, 2))),
        kit.hold(connection),
    ),
    "goodbye to the request": lambda kit, connection: (
        kit.read_h2_request(connection),
        connection.sendall(kit.frame(7, 0, 0, struct.pack(">II", 0, 12))),
        kit.hold(connection),
    ),
    "streams refused": lambda kit, connection: (
        kit.read_h2_request(connection),
        connection.sendall(kit.frame(3, 0, 1, struct.pack(">I", 13))),
        kit.hold(connection),
    ),
    "reset at the request": lambda kit, connection: (kit.read_h2_request(connection), kit.reset(connection)),
}


@pytest.mark.parametrize("block", BLOCKS)
def test_blocked_http2_goes_over_to_rest_and_says_so_once(office, peer, kit, block):
    there = peer(lambda connection: BLOCKS[block](kit, connection))
    client = office(there.port)
    first = kit.Asking(client, kit.question()).ended()
    assert (first.error, first.text) == (None, kit.pieces[-1])
    assert changes(first) == [CHANGE]
    place = first.events.index(CHANGE)
    assert not any(hasattr(event, "text") for event in first.events[:place])
    tried = there.connections
    second = kit.Asking(client, kit.question()).ended()
    assert (second.text, changes(second)) == (kit.pieces[-1], [])
    assert there.connections == tried, "gRPC is left alone for the rest of the session"


def test_a_connection_that_stalls_goes_over(office, peer, kit, monkeypatch):
    monkeypatch.setattr(channel, "CONNECT_TIMEOUT_S", 1)
    outcome = kit.Asking(office(peer(kit.hold).port, first_token_timeout_s=10), kit.question()).ended()
    assert (outcome.text, changes(outcome)) == (kit.pieces[-1], [CHANGE])
    assert outcome.took_s < 5


def test_all_clients_of_a_session_know_and_the_next_session_does_not(office, clients, service, peer, kit):
    there = peer(lambda connection: BLOCKS["reset at once"](kit, connection))
    kit.Asking(office(there.port), kit.question()).ended()
    tried = there.connections
    other = kit.Asking(office(there.port), kit.question()).ended()
    assert (other.text, changes(other), there.connections) == (kit.pieces[-1], [], tried)
    rest = f"http://127.0.0.1:{kit.port_of(service, Transport.REST)}"
    anew = clients(Transport.GRPC, grpc=f"127.0.0.1:{there.port}", rest=rest, policy=NetworkPolicy())
    assert changes(kit.Asking(anew, kit.question()).ended()) == [CHANGE]
    assert there.connections > tried


def test_short_calls_go_over_too_and_the_next_answer_says_so(office, peer, kit):
    there = peer(lambda connection: BLOCKS["closed after the preface"](kit, connection))
    client = office(there.port)
    from yagpt_desktop.domain.cancel import CancelToken

    assert client.count_tokens("yandexgpt-5.1", "Привет, мир", CancelToken()) > 0
    assert changes(kit.Asking(client, kit.question()).ended()) == [CHANGE]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (16, errors.CredentialRejected),
        (7, errors.AccessDenied),
        (8, errors.QuotaExceeded),
        (3, errors.RequestRejected),
        (14, errors.ServiceBusy),
        (13, errors.ServiceFault),
    ],
)
def test_what_the_service_itself_says_is_never_a_reason(office, answering, kit, code, kind):
    there = answering(Transport.GRPC, kit.head(end=True, grpc_status=str(code), grpc_message="no"))
    outcome = kit.Asking(office(there.port), kit.question()).ended()
    assert type(outcome.error) is kind
    assert changes(outcome) == []


def test_after_the_first_text_nothing_goes_over(office, peer, kit):
    def cut(connection):
        kit.read_h2_request(connection)
        connection.sendall(kit.head() + kit.packed("часть"))
        time.sleep(0.1)
        kit.reset(connection)

    outcome = kit.Asking(office(peer(cut).port), kit.question()).ended()
    assert (type(outcome.error), outcome.text, changes(outcome)) == (errors.StreamCut, "часть", [])


def test_one_broken_connection_is_an_accident(office, peer, kit, wire, service):
    """The second try over gRPC works, so gRPC stays."""
    laid = wire(kit.port_of(service, Transport.GRPC), cut_at=40)
    client = office(laid.port)

    def mend():
        while len(laid.answered) < 1:
            time.sleep(0.005)
        laid.plan.cut_at = None

    import threading

    mender = threading.Thread(target=mend)
    mender.start()
    outcome = kit.Asking(client, kit.question()).ended()
    mender.join()
    assert outcome.text == kit.pieces[-1]


def test_what_has_worked_before_is_not_given_up(office, wire, service, kit):
    laid = wire(kit.port_of(service, Transport.GRPC))
    client = office(laid.port)
    assert kit.Asking(client, kit.question()).ended().text == kit.pieces[-1]
    laid.plan.cut_at = 0
    laid.is_dead.clear()
    client_again = kit.Asking(client, kit.question()).ended()
    assert changes(client_again) == []


def test_where_rest_leads_nowhere_either_the_first_reason_stands(clients, peer, kit):
    there = peer(lambda connection: BLOCKS["closed after the preface"](kit, connection))
    outcome = kit.Asking(clients(Transport.GRPC, grpc=there.address), kit.question()).ended()
    assert isinstance(outcome.error, errors.NotConnected)
    assert changes(outcome) == []


def test_a_portal_on_both_ways_is_a_portal(clients, peer, kit):
    page = b"HTTP/1.1 302 Found\r\nLocation: http://portal.invalid\r\nContent-Length: 0\r\n\r\n"
    there = peer(lambda connection: (connection.recv(999), connection.sendall(page), kit.hold(connection)))
    client = clients(Transport.GRPC, grpc=there.address, rest=f"http://{there.address}")
    outcome = kit.Asking(client, kit.question()).ended()
    assert (type(outcome.error), changes(outcome)) == (errors.SignInPageSuspected, [])


def test_stop_works_while_it_goes_over(office, clients, peer, kit):
    """gRPC is refused, and the look at REST hangs."""
    blocked = peer(lambda connection: BLOCKS["closed after the preface"](kit, connection))
    mute = peer(kit.hold)
    client = clients(Transport.GRPC, grpc=blocked.address, rest=f"http://{mute.address}")
    asking = kit.Asking(client, kit.question())
    while not mute.connections:
        time.sleep(0.01)
    asking.stop_in_time()
