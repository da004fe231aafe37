"""F-18: names of hosts that come late, never, or lead to a dead address; one network instead of another.

A name server of this file serves both transports of a child process: gRPC through its own resolver, since the
system's cannot be sent elsewhere, and REST through a small one in place of the system's.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time

import httpx
import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.workers.aside import ThreadAside
from yagpt_desktop.workers.heartbeat import Heartbeat
from yagpt_desktop.yandex import rest_call
from yagpt_desktop.yandex.policy import NetworkPolicy

NAME = "llm.made-up.invalid"
SLACK_S = 2.0
STAGGER_S = 2.5
"""How long one dead address may hold up the others: some hundred milliseconds, and a busy machine."""

FIRST_RETRY_S = 3.0


class NameServer:
    """Answers for ``NAME`` what it is told; whatever else is asked, there is no such name."""

    def __init__(self):
        self.v4, self.v6 = [], []
        self.delay_s, self.is_silent = 0.0, False
        self.asked = threading.Event()
        self._leaving = threading.Event()
        self._sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sock.bind(("127.0.0.1", 0))
        self.port = self._sock.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def _serve(self):
        while True:
            query, asker = self._sock.recvfrom(4096)
            if not query:
                return
            self._threads.append(threading.Thread(target=self._answer, args=(query, asker), daemon=True))
            self._threads[-1].start()

    def _answer(self, query, asker):
        self.asked.set()
        if not self.is_silent and not self._leaving.wait(self.delay_s):
            with contextlib.suppress(OSError):
                self._sock.sendto(self._reply(query), asker)

    def _reply(self, query):
        labels, place = [], 12
        while query[place]:
            labels.append(query[place + 1 : place + 1 + query[place]].decode())
            place += query[place] + 1
        question = query[12 : place + 5]
        kind = struct.unpack(">H", query[place + 1 : place + 3])[0]
        known = ".".join(labels).lower() == NAME and (self.v4 or self.v6)
        families = {1: (socket.AF_INET, self.v4), 28: (socket.AF_INET6, self.v6)}
        family, found = families.get(kind, (socket.AF_INET, []))
        found = found if known else []
        head = query[:2] + struct.pack(">5H", 0x8180 if known else 0x8183, 1, len(found), 0, 0)
        packed = [socket.inet_pton(family, address) for address in found]
        records = [b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 1, len(one)) + one for one in packed]
        return head + question + b"".join(records)

    def close(self):
        self._leaving.set()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as goodbye:
            goodbye.sendto(b"", ("127.0.0.1", self.port))
        for thread in self._threads:
            thread.join()
        self._sock.close()


@pytest.fixture
def names():
    server = NameServer()
    yield server
    server.close()


@pytest.fixture
def named(laptops, names, certificate, tls_front, service, kit, transport):
    """A service that listens where a test says, and a computer that knows it by name alone."""
    path = certificate(NAME)

    def start(host="127.0.0.1", **limits):
        alpn = ["h2"] if transport is Transport.GRPC else ["http/1.1"]
        front = tls_front(path, kit.port_of(service, transport), alpn, host)
        limits = {"ca_file": str(path), "first_token_timeout_s": 30, "total_timeout_s": 60} | limits
        ways = {"grpc": f"{NAME}:{front.port}", "rest": f"https://{NAME}:{front.port}"}
        # Only the transport that is asked has somewhere to go.
        way = {transport.value: ways[transport.value]}
        return laptops(**way, limits=limits, name_server=names.port), front

    return start


def answer(laptop, transport, kit):
    told = laptop.awaited("end", laptop.ask(transport), timeout_s=60)
    assert (told["error"], told["text"]) == ("", kit.pieces[-1]), told["detail"]
    return told["took_s"]


def failure(laptop, transport):
    return laptop.awaited("end", laptop.ask(transport), timeout_s=60)


# --- addresses ---


def test_a_service_with_ipv6_alone(named, names, kit, transport):
    names.v6 = ["::1"]
    laptop, _ = named("::1")
    assert answer(laptop, transport, kit) <= SLACK_S


def test_a_service_whose_address_is_written_in_ipv6(clients, wire, service, kit, transport):
    laid = wire(kit.port_of(service, transport), host="::1")
    client = clients(transport, grpc=f"[::1]:{laid.port}", rest=f"http://[::1]:{laid.port}")
    assert kit.Asking(client, kit.question()).ended().text == kit.pieces[-1]


@pytest.mark.parametrize(("dead", "live"), [("::1", "127.0.0.1"), ("127.0.0.1", "::1")])
@pytest.mark.parametrize("how", ["refused", "lost"])
def test_one_address_is_dead_and_the_other_lives(named, names, hole, kit, transport, dead, live, how):
    names.v4, names.v6 = ["127.0.0.1"], ["::1"]
    laptop, front = named(live)
    if how == "lost":
        hole(dead, front.port)
    assert answer(laptop, transport, kit) <= STAGGER_S


def test_all_addresses_are_dead(named, names, transport):
    names.v4, names.v6 = ["127.0.0.1"], ["::1"]
    laptop, front = named()
    front.peer.close()
    told = failure(laptop, transport)
    assert told["error"] == "NotConnected"
    assert told["took_s"] <= SLACK_S


# --- names ---


def test_no_such_name(named, transport):
    laptop, _ = named()
    told = failure(laptop, transport)
    assert (told["error"], told["code"]) == ("HostNotFound", "E-DNS")
    assert told["took_s"] <= SLACK_S


def test_a_name_that_comes_after_five_seconds(named, names, kit, transport):
    names.v4, names.delay_s = ["127.0.0.1"], 5.0
    laptop, _ = named()
    assert 5.0 <= answer(laptop, transport, kit) <= 5.0 + SLACK_S


@pytest.mark.parametrize("state", ["late", "silent"])
def test_stop_while_the_name_is_looked_up(named, names, transport, state):
    names.v4, names.delay_s, names.is_silent = ["127.0.0.1"], 20.0, state == "silent"
    laptop, _ = named()
    question = laptop.ask(transport)
    assert names.asked.wait(10)
    began = time.monotonic()
    laptop.stop(question)
    told = laptop.awaited("end", question)
    assert told["error"] == "Cancelled"
    assert time.monotonic() - began <= 0.2 + 0.5


def test_a_name_that_never_comes_ends_at_a_limit(named, names, transport):
    names.v4, names.is_silent = ["127.0.0.1"], True
    laptop, _ = named(first_token_timeout_s=4)
    told = failure(laptop, transport)
    assert told["error"] in {"TimedOut", "HostNotFound"}
    assert told["took_s"] <= 4 + SLACK_S


def test_a_name_that_never_comes_is_not_found_over_rest(clients, monkeypatch, kit):
    """The system's own resolver hangs; nobody can end it, and nobody waits for it longer than his limit."""
    go_on = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: go_on.wait(30) and [])
    policy = NetworkPolicy(aside=ThreadAside())
    client = clients(
        Transport.REST, rest=f"https://{NAME}", policy=policy, first_token_timeout_s=40, total_timeout_s=60
    )
    monkeypatch.setattr(rest_call, "_TIMEOUT", httpx.Timeout(connect=0.5, write=5, pool=5, read=None))
    outcome = kit.Asking(client, kit.question()).ended()
    go_on.set()
    assert type(outcome.error) is errors.HostNotFound
    assert outcome.took_s <= 3 * 0.5 + SLACK_S


# --- another network ---


def test_the_service_moves_to_another_address(named, names, tls_front, certificate, service, kit, transport):
    """The address goes away in the middle; the name leads elsewhere afterwards, on the same port."""
    names.v4 = ["127.0.0.1"]
    laptop, front = named()
    answer(laptop, transport, kit)
    front.peer.close()
    assert failure(laptop, transport)["error"] in {"NotConnected", "ServiceUnreachable"}
    names.v4, names.v6 = [], ["::1"]
    front.move("::1")
    laptop.move("10.8.0.2")
    laptop.awaited("moved")
    assert answer(laptop, transport, kit) <= FIRST_RETRY_S


@pytest.mark.parametrize("told_by", ["heartbeat", "nobody"])
def test_a_vpn_goes_up_and_down(clients, wire, service, kit, transport, told_by):
    """Each change resets what stands and brings another address of our own; the first retry works."""
    place = [("192.168.0.2", "")]
    policy = NetworkPolicy()
    laid = wire(kit.port_of(service, transport))
    client = clients(transport, **kit.through(laid.port, transport), policy=policy)
    moved = threading.Event()
    heartbeat = Heartbeat(
        lambda: None, lambda: (policy.renew(), moved.set()), beat_s=0.02, place=lambda: place[0]
    )
    if told_by == "heartbeat":
        heartbeat.start()
    try:
        for address in ("10.8.0.2", "192.168.0.2", "10.8.0.2"):
            asking = kit.Asking(client, kit.question())
            assert asking.first.wait(5)
            moved.clear()
            place[0] = (address, "")
            laid.reset()
            outcome = asking.ended(5)
            assert type(outcome.error) is errors.StreamCut
            assert outcome.text in kit.pieces
            assert told_by == "nobody" or moved.wait(5)
            again = kit.Asking(client, kit.question()).ended()
            assert again.text == kit.pieces[-1]
            assert again.took_s <= FIRST_RETRY_S
    finally:
        heartbeat.close()
