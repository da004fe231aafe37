"""A hostile network on loopback: a TCP proxy that cuts and stalls, CONNECT proxies, TLS fronts, raw peers."""

from __future__ import annotations

import contextlib
import json
import queue
import select
import selectors
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hostile_peer import (
    Peer,
    frame,
    head,
    hold,
    packed,
    read_h2_request,
    read_http_request,
    reset,
    some,
    trailers,
)

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionOptions,
    CompletionRequest,
    CompletionUpdate,
    Message,
    Role,
    Transport,
)
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.domain.errors import Cancelled, YaGptError
from yagpt_desktop.simulator.plan import Wait
from yagpt_desktop.simulator.script import Reply, Script
from yagpt_desktop.simulator.service import LocalService
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.yandex import probe, retrying
from yagpt_desktop.yandex.client import open_client
from yagpt_desktop.yandex.policy import NetworkPolicy

CANARY = b"MADE-UP-canary-of-the-network"
NOTHING_LISTENS = 1
STOP_S = 0.2
WAKE_S = 0.1
"""What a machine may take to wake a thread once; what it takes beyond that is measured beside each stop."""

PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "grpc_proxy", "socks_proxy")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of this machine, no desktop's own, and quick repetitions."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    monkeypatch.setattr(retrying, "DELAYS_S", (0.02, 0.02, 0.02))
    monkeypatch.setattr(probe, "TIMEOUT_S", 1.0)


@pytest.fixture
def hole() -> Iterator[Callable[..., int]]:
    """Make a port of one address where connecting hangs: its queue is full, as if packets were lost."""
    with contextlib.ExitStack() as open_sockets:

        def dig(host: str, port: int = 0) -> int:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listener = open_sockets.enter_context(socket.socket(family, socket.SOCK_STREAM))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family is socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind((host, port))
            listener.listen(0)
            port = listener.getsockname()[1]
            for _ in range(4):
                filler = open_sockets.enter_context(socket.socket(family, socket.SOCK_STREAM))
                filler.setblocking(False)
                filler.connect_ex((host, port))
            return port

        yield dig


# --- the loopback TCP proxy ---


@dataclass
class Plan:
    """What a wire does with one connection; bytes are counted on the way back to the client.

    ``cut_at``: break off before this byte, by ``reset`` or politely.  ``stall_at``: let no more through, in
    either direction, and keep silent.  ``drip_from``: from this byte on one byte every ``drip_s``.
    ``deaf``: take nothing from the client, so that its window closes.
    """

    cut_at: int | None = None
    is_reset: bool = True
    stall_at: int | None = None
    drip_from: int | None = None
    drip_s: float = 1.0
    deaf: bool = False


class Wire:
    """Stands between client and service; one thread for each connection serves both directions."""

    def __init__(
        self,
        start: Callable[..., Peer],
        upstream_port: int,
        plan: Plan,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.plan = plan
        self.upstream_port = upstream_port
        self.dead_before = 0
        self.reset_before = 0
        self.sent: list[bytes] = []
        self.answered: list[int] = []
        self.stalled = threading.Event()
        self.is_dead = threading.Event()
        self.peer = start(self._serve, host, port)

    @property
    def port(self) -> int:
        return self.peer.port

    def sleep(self) -> None:
        """Let every connection of now be dead for ever and not know it; new ones work as if nothing were."""
        self.dead_before = len(self.answered)
        self.plan.stall_at = None
        self.is_dead.clear()

    def reset(self) -> None:
        """End every connection of now at once, as a way does that goes away; new ones work."""
        self.reset_before = len(self.answered)

    def _serve(self, client: socket.socket) -> None:
        if self.plan.deaf:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            self.stalled.set()
            self._hang(client)
            return
        with socket.create_connection(("127.0.0.1", self.upstream_port)) as service:
            self._pump(client, service)

    def _hang(self, client: socket.socket) -> None:
        """Be there and take nothing, until the client has gone."""
        poller = select.poll()
        poller.register(client, 0)
        while not poller.poll(50):
            pass

    def _pump(self, client: socket.socket, service: socket.socket) -> None:
        place = len(self.answered)
        self.answered.append(0)
        self.sent.append(b"")
        with selectors.DefaultSelector() as poller:
            poller.register(client, selectors.EVENT_READ)
            poller.register(service, selectors.EVENT_READ)
            while True:
                ready = poller.select(0.05)
                if place < self.reset_before:
                    reset(client)
                    return
                for key, _ in ready:
                    data = key.fileobj.recv(65536)
                    if not data:
                        return
                    if self.is_dead.is_set() or place < self.dead_before:
                        continue
                    if key.fileobj is client:
                        self.sent[place] += data
                        service.sendall(data)
                    elif not self._back(client, data, place):
                        return

    def _back(self, client: socket.socket, data: bytes, place: int) -> bool:
        """Pass on what the service says, as far as the plan lets it; False where it ends here."""
        # Counted before it is sent: whoever reads the count has the answer already.
        before, plan = self.answered[place], self.plan
        self.answered[place] += len(data)
        if plan.cut_at is not None and before + len(data) > plan.cut_at:
            client.sendall(data[: max(0, plan.cut_at - before)])
            self.answered[place] = plan.cut_at
            if plan.is_reset:
                reset(client)
            return False
        if plan.stall_at is not None and before + len(data) > plan.stall_at:
            client.sendall(data[: max(0, plan.stall_at - before)])
            self.answered[place] = plan.stall_at
            self.is_dead.set()
            self.stalled.set()
            return True
        if plan.drip_from is not None and before + len(data) > plan.drip_from:
            whole = max(0, plan.drip_from - before)
            client.sendall(data[:whole])
            self.stalled.set()
            for one in data[whole:]:
                client.sendall(bytes([one]))
                time.sleep(plan.drip_s)
        else:
            client.sendall(data)
        return True


@pytest.fixture
def wire(peer: Callable[..., Peer]) -> Callable[..., Wire]:
    def lay(upstream_port: int, host: str = "127.0.0.1", port: int = 0, **plan: Any) -> Wire:
        return Wire(peer, upstream_port, Plan(**plan), host, port)

    return lay


# --- the service itself ---


PIECES = ("Да", "Да, это", "Да, это ответ", "Да, это ответ целиком.")


@pytest.fixture(scope="session")
def service() -> Iterator[LocalService]:
    """The same answer to every question: four pieces, each in a packet of its own."""
    says = Reply.of_text(*PIECES).steps
    steps = tuple(step for say in says for step in (say, Wait(0.03)))
    with LocalService(script=Script([Reply(steps)], repeat=True)) as service:
        yield service


def port_of(service: LocalService, transport: Transport) -> int:
    address = service.addresses.grpc if transport is Transport.GRPC else service.addresses.rest
    return int(address.rpartition(":")[2])


@pytest.fixture
def network() -> Network:
    """Watchdogs of a test that does not wait for them; quick enough to notice a hang."""
    return Network(proxy="none", first_token_timeout_s=5, silence_timeout_s=5, total_timeout_s=15)


@dataclass
class Outcome:
    """How a question went."""

    events: list[Any] = field(default_factory=list)
    error: YaGptError | None = None
    took_s: float = 0.0

    @property
    def updates(self) -> list[CompletionUpdate]:
        return [event for event in self.events if isinstance(event, CompletionUpdate)]

    @property
    def text(self) -> str:
        return self.updates[-1].text if self.updates else ""


class Gauge:
    """Measures, beside what is timed, how long this machine keeps a thread waiting that could run."""

    STEP_S = 0.01

    def __enter__(self) -> Gauge:
        self.late_s = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def _run(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            time.sleep(self.STEP_S)
            self.late_s += max(0.0, time.monotonic() - began - self.STEP_S)

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


class Asking:
    """A question in a thread, as the window's worker asks it."""

    def __init__(self, client: Any, request: CompletionRequest, cancel: CancelToken | None = None) -> None:
        self.outcome = Outcome()
        self.cancel = cancel or CancelToken()
        self.first = threading.Event()
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._ask, args=(client, request), daemon=True)
        self._thread.start()

    def _ask(self, client: Any, request: CompletionRequest) -> None:
        try:
            for event in client.complete(request, self.cancel):
                self.outcome.events.append(event)
                self.first.set()
        except YaGptError as error:
            self.outcome.error = error
        self.outcome.took_s = time.monotonic() - self._began

    def ended(self, timeout_s: float = 30) -> Outcome:
        self._thread.join(timeout_s)
        assert not self._thread.is_alive(), "the question never ended"
        return self.outcome

    def stop(self) -> float:
        """Cancel; return how long the thread took to leave."""
        began = time.monotonic()
        self.cancel.cancel()
        self._thread.join(20)
        assert not self._thread.is_alive(), "a stopped question goes on"
        return time.monotonic() - began

    def stop_in_time(self) -> float:
        """Cancel, and see that the person's wish is obeyed while he still looks; return how long it took."""
        with Gauge() as gauge:
            took_s = self.stop()
        assert isinstance(self.outcome.error, Cancelled)
        assert took_s <= STOP_S + WAKE_S + gauge.late_s
        return took_s


def question(text: str = "Привет! Расскажи о себе.", **options: Any) -> CompletionRequest:
    return CompletionRequest("yandexgpt-5.1", (Message(Role.USER, text),), CompletionOptions(**options))


@pytest.fixture
def clients(alarm: ThreadAlarm, network: Network, service: LocalService) -> Iterator[Callable[..., Any]]:
    """Make the client that the program uses; REST leads nowhere for gRPC's, unless it is told where."""
    made: list[Any] = []

    def make(
        transport: Transport,
        *,
        grpc: str = f"127.0.0.1:{NOTHING_LISTENS}",
        rest: str = f"http://127.0.0.1:{NOTHING_LISTENS}",
        policy: NetworkPolicy | None = None,
        access: Access | None = None,
        **limits: Any,
    ) -> Any:
        config = Config(Endpoints(grpc=grpc, rest=rest), replace(network, **limits))
        made.append(open_client(access or service.demo_access, transport, config, alarm, policy))
        return made[-1]

    yield make
    for client in made:
        client.close()


def through(port: int, transport: Transport) -> dict[str, str]:
    """Where a client of one transport finds a port of this machine."""
    return (
        {"grpc": f"127.0.0.1:{port}"} if transport is Transport.GRPC else {"rest": f"http://127.0.0.1:{port}"}
    )


# --- a computer of its own, which can be stopped and woken ---


class Laptop:
    """The child process of ``laptop.py``; it hears and tells what its docstring says."""

    def __init__(self, plan: dict[str, Any]) -> None:
        path = Path(__file__).with_name("laptop.py")
        self._process = subprocess.Popen(
            [sys.executable, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._told: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._kept: list[dict[str, Any]] = []
        self._asked = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._say(plan)
        self.awaited("ready", timeout_s=60)

    def ask(self, transport: Transport) -> int:
        """Begin to ask; return the question's number."""
        self._say({"do": "ask", "transport": transport.value})
        self._asked += 1
        return self._asked - 1

    def stop(self, question: int) -> None:
        self._say({"do": "stop", "of": question})

    def move(self, address: str) -> None:
        """Give it another address of its own, as in another network."""
        self._say({"do": "move", "to": address})

    def sleep(self, seconds: float, *wires: Wire) -> None:
        """Stop the whole process; meanwhile its connections die."""
        self._process.send_signal(signal.SIGSTOP)
        for wire in wires:
            wire.sleep()
        time.sleep(seconds)
        self._process.send_signal(signal.SIGCONT)

    def awaited(self, event: str, of: int | None = None, timeout_s: float = 30) -> dict[str, Any]:
        """Return what it tells next about this; what it tells about others is kept."""
        deadline = time.monotonic() + timeout_s
        while True:
            for told in self._kept:
                if told["event"] == event and (of is None or told.get("of") == of):
                    self._kept.remove(told)
                    return told
            left_s = deadline - time.monotonic()
            assert left_s > 0, f"no {event} of {of}, only {self._kept}"
            with contextlib.suppress(queue.Empty):
                self._kept.append(self._told.get(timeout=left_s))

    def close(self) -> None:
        self._process.send_signal(signal.SIGCONT)
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            pipe.close()  # type: ignore[union-attr]

    def _say(self, wish: dict[str, Any]) -> None:
        self._process.stdin.write(json.dumps(wish) + "\n")  # type: ignore[union-attr]
        self._process.stdin.flush()  # type: ignore[union-attr]

    def _read(self) -> None:
        for line in self._process.stdout:  # type: ignore[union-attr]
            self._told.put(json.loads(line))


@pytest.fixture
def laptops(service: LocalService) -> Iterator[Callable[..., Laptop]]:
    started: list[Laptop] = []
    credential = service.demo_access.credential
    access = (credential.kind.value, credential.secret, service.demo_access.folder_id)

    def start(
        *,
        grpc: str = f"127.0.0.1:{NOTHING_LISTENS}",
        rest: str = f"http://127.0.0.1:{NOTHING_LISTENS}",
        limits: dict[str, Any] | None = None,
        **plan: Any,
    ) -> Laptop:
        said = {"grpc": grpc, "rest": rest, "limits": limits or {}, "access": access, **plan}
        started.append(Laptop(said))
        return started[-1]

    yield start
    for laptop in started:
        laptop.close()


@pytest.fixture
def answering(peer: Callable[..., Peer]) -> Callable[..., Peer]:
    """A peer that reads a request of either transport and answers with bytes, each time the next ones."""

    def start(transport: Transport, *replies: bytes, wait_s: float = 0.2, ending: str = "close") -> Peer:
        left = list(replies)

        def handle(connection: socket.socket) -> None:
            reply = left.pop(0) if len(left) > 1 else left[0]
            (read_h2_request if transport is Transport.GRPC else read_http_request)(connection)
            connection.sendall(reply)
            connection.settimeout(wait_s)
            with contextlib.suppress(TimeoutError):
                hold(connection)
            if ending == "reset":
                reset(connection)

        return peer(handle)

    return start


# --- TLS and proxies ---


def pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side leaves."""
    waiting = other if isinstance(other, ssl.SSLSocket) else one
    with selectors.DefaultSelector() as poller:
        poller.register(one, selectors.EVENT_READ, other)
        poller.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in poller.select(0.05):
                data = key.fileobj.recv(65536)
                if not data:
                    return
                key.data.sendall(data)
            while isinstance(waiting, ssl.SSLSocket) and waiting.pending():
                (one if waiting is other else other).sendall(waiting.recv(65536))


@pytest.fixture
def tls_front(peer: Callable[..., Peer]) -> Callable[..., SimpleNamespace]:
    """TLS outside, a port of this machine in the clear behind it; keeps what it decrypts."""

    def start(path: Path, upstream_port: int, alpn: list[str], host: str = "0.0.0.0") -> SimpleNamespace:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.set_alpn_protocols(alpn)
        found = SimpleNamespace(handshakes=0, peer=None, port=0, move=None)

        def handle(connection: socket.socket) -> None:
            with context.wrap_socket(connection, server_side=True) as secure:
                found.handshakes += 1
                found.peer.adopt(secure)
                with socket.create_connection(("127.0.0.1", upstream_port)) as upstream:
                    pump(upstream, secure)

        def move(there: str) -> None:
            """Listen at another address, on the same port."""
            found.peer = peer(handle, there, found.port)

        found.peer, found.move = peer(handle, host), move
        found.port, found.address = found.peer.port, found.peer.address
        return found

    return start


class ConnectProxy:
    """A CONNECT proxy that knows hosts nobody else knows."""

    def __init__(self, start: Callable[..., Peer], ports: dict[str, int]) -> None:
        self.ports = ports
        self.heads: list[bytes] = []
        self.refusal = b""
        self.login = b""
        self.peer = start(self._serve)

    @property
    def address(self) -> str:
        return self.peer.address

    def _serve(self, connection: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += some(connection)
        self.heads.append(head)
        if self.refusal or (self.login and self.login not in head):
            connection.sendall(self.refusal or NEEDS_LOGIN)
            connection.settimeout(0.5)
            with contextlib.suppress(TimeoutError):
                hold(connection)
            return
        host = head.split(b" ")[1].decode().partition(":")[0]
        with socket.create_connection(("127.0.0.1", self.ports[host])) as onward:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            pump(connection, onward)


NEEDS_LOGIN = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    b'Proxy-Authenticate: Basic realm="made up"\r\nContent-Length: 0\r\n\r\n'
)


@pytest.fixture
def connect_proxy(peer: Callable[..., Peer]) -> Callable[..., ConnectProxy]:
    return lambda **ports: ConnectProxy(
        peer, {f"{name}.made-up.invalid": port for name, port in ports.items()}
    )


# --- handed to tests by name ---


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """The plain helpers of this file, which tests cannot import."""
    return SimpleNamespace(
        Asking=Asking,
        pieces=PIECES,
        canary=CANARY,
        canary_access=Access(Credential(CredentialKind.IAM_TOKEN, f"t1.{CANARY.decode()}"), "b1gmadeup"),
        frame=frame,
        head=head,
        trailers=trailers,
        packed=packed,
        reset=reset,
        hold=hold,
        question=question,
        port_of=port_of,
        through=through,
        needs_login=NEEDS_LOGIN,
        pump=pump,
        read_h2_request=read_h2_request,
        read_http_request=read_http_request,
    )


@pytest.fixture(params=list(Transport), ids=lambda transport: transport.value)
def transport(request: pytest.FixtureRequest) -> Transport:
    transport: Transport = request.param
    return transport
