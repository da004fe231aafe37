"""F-10 to F-19 in one table: each fault ends in its entry within its limit, and Stop works in every one.

The limits of a connection and the watchdogs are shortened alike; what is measured is that each is kept.
"""

from __future__ import annotations

import contextlib
import json
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest

from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.proxy import NetworkWish, ProxyMode
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.aside import ThreadAside
from yagpt_desktop.yandex import channel, rest_call, retrying
from yagpt_desktop.yandex.policy import NetworkPolicy

CONNECT_S = 1
FIRST_S, SILENCE_S, TOTAL_S = 0.8, 0.6, 6.0
ALL_TRIES = 3
SETTLE_S = 1.0
SLACK_S = 2.0

BIG = "Слово и ещё одно. " * 250_000


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and how that ends.

    ``build`` is given the scene and returns a client; ``limit_s`` counts for the whole question, with its
    repetitions.  ``hangs`` where there is time to stop; ``ready`` says when.
    """

    build: Callable[[Scene], object]
    ends: dict[Transport, set[str]] | set[str]
    limit_s: float
    hangs: bool = True
    text: str = "Привет!"
    over: tuple[Transport, ...] = tuple(Transport)

    def codes(self, transport: Transport) -> set[str]:
        return self.ends[transport] if isinstance(self.ends, dict) else self.ends


class Scene:
    """The hostile network's parts, and whether the fault has been reached."""

    def __init__(self, clients, peer, wire, service, kit, transport, hole):
        self.clients, self.peer, self.kit, self.transport, self.hole = clients, peer, kit, transport, hole
        self._wire, self._service = wire, service
        self.reached = threading.Event()
        self.is_grpc = transport is Transport.GRPC

    def straight(self, port: int, **options):
        """A client that meets a port of this machine, in clear."""
        return self.clients(self.transport, **self.kit.through(port, self.transport), **options)

    def secured(self, port: int, **options):
        """One that takes the same for a place that needs TLS."""
        way = {"grpc": f"0.0.0.0:{port}", "rest": f"https://0.0.0.0:{port}"}[self.transport.value]
        return self.clients(self.transport, **{self.transport.value: way}, **options)

    def proxied(self, proxy: str):
        """One that knows the service's name and a proxy."""
        policy = NetworkPolicy(Network(), NetworkWish(ProxyMode.MANUAL, proxy), aside=ThreadAside())
        ways = {"grpc": "far.made-up.invalid:443", "rest": "https://far.made-up.invalid"}
        return self.clients(self.transport, **ways, policy=policy)

    def laid(self, **plan):
        laid = self._wire(self.kit.port_of(self._service, self.transport), **plan)
        self.reached = laid.stalled
        return laid

    def peer_that(
        self, *acts: object, ending: Callable[[socket.socket], object] | None = None, host="127.0.0.1"
    ):
        """A peer that does one thing after the other (bytes are said), and is silent then, or ends."""

        def handle(connection: socket.socket) -> None:
            for act in acts:
                if callable(act):
                    act(connection)
                else:
                    connection.sendall(act)
            self.reached.set()
            (ending or self.kit.hold)(connection)

        return self.peer(handle, host)

    def asked(self, *said: object, ending=None):
        """A peer that reads one request to its end first."""
        read = self.kit.read_h2_request if self.is_grpc else self.kit.read_http_request
        return self.peer_that(read, *said, ending=ending)

    @property
    def head(self) -> bytes:
        return self.kit.head() if self.is_grpc else HTTP_HEAD

    def piece(self, text: str, *, final: bool = False) -> bytes:
        if self.is_grpc:
            return self.kit.packed(text, 3 if final else 1)
        status = "FINAL" if final else "PARTIAL"
        answer = {"message": {"text": text}, "status": f"ALTERNATIVE_STATUS_{status}"}
        data = json.dumps({"result": {"alternatives": [answer]}}).encode()
        return b"%x\r\n%s\r\n" % (len(data), data)


HTTP_HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n"


def hang_up(_connection: socket.socket) -> None:
    """End politely."""


def a_name_that_never_comes(scene: Scene):
    go_on = threading.Event()

    def look_up(*_args, **_options):
        scene.reached.set()
        go_on.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "too late")

    scene.monkeypatch.setattr(socket, "getaddrinfo", look_up)
    scene.at_end.append(go_on.set)
    return scene.clients(
        Transport.REST, rest="https://far.made-up.invalid", policy=NetworkPolicy(aside=ThreadAside())
    )


def a_connection_that_never_comes(scene: Scene):
    scene.reached.set()
    return scene.straight(scene.hole("127.0.0.1"))


def a_proxy_that_never_answers_the_call(scene: Scene):
    scene.reached.set()
    return scene.proxied(f"127.0.0.1:{scene.hole('127.0.0.1')}")


def deaf(connection: socket.socket) -> None:
    poller = select.poll()
    poller.register(connection, 0)
    while not poller.poll(50):
        pass


def reads_nothing(scene: Scene):
    hello = (lambda connection: connection.recv(24), scene.kit.frame(4, 0, 0)) if scene.is_grpc else ()
    return scene.straight(scene.peer_that(*hello, ending=deaf).port)


def drips(scene: Scene):
    def drip(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            for one in scene.piece("часть и ещё"):
                connection.sendall(bytes([one]))
                time.sleep(0.25)

    return scene.straight(scene.asked(scene.head, scene.piece("часть"), ending=drip).port)


def never_silent(scene: Scene):
    def chatter(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            for count in range(200):
                connection.sendall(scene.piece("слово " * count))
                time.sleep(0.1)

    return scene.straight(scene.asked(scene.head, ending=chatter).port, total_timeout_s=1.5)


def waits_between_tries(scene: Scene):
    scene.monkeypatch.setattr(retrying, "DELAYS_S", (1.5, 1.5, 1.5))

    def refuse(connection: socket.socket) -> None:
        scene.kit.reset(connection)

    return scene.straight(scene.peer_that(ending=refuse).port)


def goes_over_into_silence(scene: Scene):
    blocked = scene.peer_that(lambda connection: connection.recv(999), ending=hang_up)
    scene.reached = threading.Event()
    mute = scene.peer(lambda connection: (scene.reached.set(), scene.kit.hold(connection)))
    return scene.clients(Transport.GRPC, grpc=blocked.address, rest=f"http://{mute.address}")


def half_a_header(scene: Scene) -> bytes:
    return scene.head[:12]


OFFLINE, BROKEN, CUT, SLOW, PORTAL = {"E-OFFLINE"}, {"E-OFFLINE"}, {"E-CUT"}, {"E-SLOW"}, {"E-PORTAL"}
ONCE_S = 1.0
TRIES_S = ALL_TRIES * CONNECT_S

FAULTS = {
    # --- the way there ---
    "the name never comes": Fault(a_name_that_never_comes, {"E-DNS"}, TRIES_S, over=(Transport.REST,)),
    "the name leads nowhere": Fault(
        lambda scene: scene.clients(
            scene.transport, grpc="no-such-host.invalid:443", rest="https://no-such-host.invalid"
        ),
        {"E-DNS"},
        ONCE_S,
        hangs=False,
    ),
    "nobody listens": Fault(lambda scene: scene.straight(1), OFFLINE, ONCE_S, hangs=False),
    "the connection never comes": Fault(a_connection_that_never_comes, OFFLINE, TRIES_S),
    "the connection is reset at once": Fault(
        lambda scene: scene.straight(scene.peer_that(ending=scene.kit.reset).port),
        OFFLINE,
        ONCE_S,
        hangs=False,
    ),
    # --- TLS ---
    "TLS is not answered": Fault(
        lambda scene: scene.secured(scene.peer_that(host="0.0.0.0").port), OFFLINE, TRIES_S
    ),
    "TLS stops half-way": Fault(
        lambda scene: scene.secured(
            scene.peer_that(lambda c: c.recv(4096), b"\x16\x03\x03\x00\x7a\x02", host="0.0.0.0").port
        ),
        OFFLINE,
        TRIES_S,
    ),
    "TLS is refused": Fault(
        lambda scene: scene.secured(
            scene.peer_that(
                lambda c: c.recv(4096), b"\x15\x03\x03\x00\x02\x02\x28", ending=hang_up, host="0.0.0.0"
            ).port
        ),
        {"E-CERT"},
        ONCE_S,
        hangs=False,
    ),
    "TLS meets a plain page": Fault(
        lambda scene: scene.secured(
            scene.peer_that(
                lambda c: c.recv(4096), b"HTTP/1.1 200 OK\r\n\r\n<html>", ending=hang_up, host="0.0.0.0"
            ).port
        ),
        PORTAL,
        ONCE_S,
        hangs=False,
    ),
    # --- a proxy ---
    "the proxy never answers the call": Fault(
        a_proxy_that_never_answers_the_call, {"E-PROXY-OFF"}, 2 * TRIES_S
    ),
    "the proxy says nothing": Fault(
        lambda scene: scene.proxied(scene.peer_that(lambda c: c.recv(4096)).address), OFFLINE, 2 * TRIES_S
    ),
    "the proxy stops in its answer": Fault(
        lambda scene: scene.proxied(scene.peer_that(lambda c: c.recv(4096), b"HTTP/1.1 20").address),
        OFFLINE,
        2 * TRIES_S,
    ),
    "nothing behind the proxy": Fault(
        lambda scene: scene.proxied(
            scene.peer_that(lambda c: c.recv(4096), b"HTTP/1.1 200 OK\r\n\r\n").address
        ),
        OFFLINE,
        2 * TRIES_S,
    ),
    "the proxy wants a password": Fault(
        lambda scene: scene.proxied(
            scene.peer_that(lambda c: c.recv(4096), scene.kit.needs_login, ending=hang_up).address
        ),
        {"E-PROXY-AUTH"},
        ONCE_S,
        hangs=False,
    ),
    # --- the question ---
    "the question is not taken": Fault(reads_nothing, SLOW, FIRST_S, text=BIG),
    "no greeting": Fault(
        lambda scene: scene.straight(scene.peer_that().port),
        {Transport.GRPC: OFFLINE, Transport.REST: SLOW},
        TRIES_S,
    ),
    "no answer at all": Fault(lambda scene: scene.straight(scene.asked().port), SLOW, FIRST_S),
    "half a head": Fault(lambda scene: scene.straight(scene.asked(half_a_header(scene)).port), SLOW, FIRST_S),
    "a head and no text": Fault(lambda scene: scene.straight(scene.asked(scene.head).port), SLOW, FIRST_S),
    # --- the answer ---
    "silence after text": Fault(
        lambda scene: scene.straight(scene.asked(scene.head, scene.piece("часть")).port), SLOW, SILENCE_S
    ),
    "silence in a piece": Fault(
        lambda scene: scene.straight(
            scene.asked(scene.head, scene.piece("часть"), scene.piece("часть и ещё")[:20]).port
        ),
        SLOW,
        SILENCE_S,
    ),
    "a byte at a time": Fault(drips, SLOW, SILENCE_S),
    "no end": Fault(never_silent, SLOW, 1.5),
    "the end is missing": Fault(
        lambda scene: scene.straight(scene.asked(scene.head, scene.piece("всё", final=True)).port),
        {""},
        SETTLE_S,
    ),
    "cut after text": Fault(
        lambda scene: scene.straight(
            scene.asked(
                scene.head,
                scene.piece("часть"),
                ending=lambda connection: (time.sleep(0.3), scene.kit.reset(connection)),
            ).port
        ),
        CUT,
        ONCE_S,
        hangs=False,
    ),
    "a goodbye": Fault(
        lambda scene: scene.straight(scene.asked(scene.kit.frame(7, 0, 0, struct.pack(">II", 0, 11))).port),
        OFFLINE,
        ONCE_S,
        hangs=False,
        over=(Transport.GRPC,),
    ),
    # --- what we do about it ---
    "the wait between two tries": Fault(waits_between_tries, OFFLINE, 2 * 1.5 * 1.2),
    "the look at the other transport": Fault(
        goes_over_into_silence, OFFLINE, 2.0 + ONCE_S, over=(Transport.GRPC,)
    ),
}

WALK = [
    pytest.param(fault, transport, id=f"{name}-{transport.value}")
    for name, fault in FAULTS.items()
    for transport in fault.over
]
STOPS = [case for case in WALK if case.values[0].hangs]


@pytest.fixture
def network():
    return Network(
        proxy="none", first_token_timeout_s=FIRST_S, silence_timeout_s=SILENCE_S, total_timeout_s=TOTAL_S
    )


@pytest.fixture
def scene(clients, peer, wire, service, kit, transport, hole, monkeypatch):
    monkeypatch.setattr(channel, "CONNECT_TIMEOUT_S", CONNECT_S)
    monkeypatch.setattr("yagpt_desktop.yandex.grpc_client.CONNECT_TIMEOUT_S", CONNECT_S)
    limits = httpx.Timeout(connect=float(CONNECT_S), write=30.0, pool=5.0, read=None)
    monkeypatch.setattr(rest_call, "_TIMEOUT", limits)
    scene = Scene(clients, peer, wire, service, kit, transport, hole)
    scene.monkeypatch, scene.at_end = monkeypatch, []
    yield scene
    for act in scene.at_end:
        act()


@pytest.mark.parametrize(("fault", "transport"), WALK)
def test_each_fault_ends_in_its_entry_within_its_limit(scene, kit, fault, transport):
    # Of the watchdogs and of the connection the shorter one may be the one that ends it.
    patient = {"first_token_timeout_s": 30} if fault.codes(transport) - SLOW - {""} else {}
    scene.clients = with_options(scene.clients, **patient)
    outcome = kit.Asking(fault.build(scene), kit.question(fault.text)).ended(60)
    code = "" if outcome.error is None else outcome.error.code
    assert code in fault.codes(transport), outcome.error
    assert outcome.took_s <= fault.limit_s + SLACK_S
    if outcome.error is not None:
        words = error_text(outcome.error)
        assert words.title and words.cause and words.assurance


def with_options(clients, **more):
    return lambda transport, **options: clients(transport, **{**more, **options})


def test_stop_works_while_the_keyring_asks_for_the_proxys_password(scene, kit, transport):
    """Its window may wait for minutes; the question need not."""
    asked, go_on = threading.Event(), threading.Event()

    def password_of(_address: str, _user: str) -> str:
        asked.set()
        go_on.wait(30)
        return ""

    wish = NetworkWish(ProxyMode.MANUAL, "127.0.0.1:1", "name")
    policy = NetworkPolicy(Network(), wish, password_of, aside=ThreadAside())
    ways = {"grpc": "far.made-up.invalid:443", "rest": "https://far.made-up.invalid"}
    asking = kit.Asking(scene.clients(transport, **ways, policy=policy), kit.question())
    assert asked.wait(10)
    asking.stop_in_time()
    go_on.set()


def test_the_services_limits_do_not_count_while_the_keyring_asks(scene, kit, transport):
    def password_of(_address: str, _user: str) -> str:
        time.sleep(FIRST_S + 0.5)
        return ""

    wish = NetworkWish(ProxyMode.MANUAL, "127.0.0.1:1", "name")
    policy = NetworkPolicy(Network(), wish, password_of, aside=ThreadAside())
    ways = {"grpc": "far.made-up.invalid:443", "rest": "https://far.made-up.invalid"}
    outcome = kit.Asking(scene.clients(transport, **ways, policy=policy), kit.question()).ended()
    assert outcome.error.code == "E-PROXY-OFF"


@pytest.mark.parametrize(("fault", "transport"), STOPS)
@pytest.mark.parametrize("pause_s", [0.0, 0.3])
def test_stop_works_in_every_fault(scene, kit, fault, transport, pause_s, request):
    scene.clients = with_options(scene.clients, first_token_timeout_s=20, silence_timeout_s=20)
    asking = kit.Asking(fault.build(scene), kit.question(fault.text))
    assert scene.reached.wait(10)
    time.sleep(pause_s)
    request.node.user_properties.append(("stop_s", asking.stop_in_time()))
