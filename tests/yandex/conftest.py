"""Real servers on loopback for the client: a gRPC cloud, an HTTP one, and peers that misbehave on purpose."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent import futures
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hostile_peer import H2, Peer, hold, read_h2_request, reset

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
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient
from yagpt_desktop.yandex.pb import (
    operation_pb2,
    operation_pb2_grpc,
    rpc_status_pb2,
    text_generation_pb2_grpc,
)
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb
from yagpt_desktop.yandex.rest_client import RestCompletionClient

import grpc  # isort: skip  (after the package, which prepares its environment)
from google.protobuf import json_format

SECRET = "t1.MADE-UP-token-for-tests"
FOLDER = "b1gmadeupfolder00000"


@pytest.fixture
def access() -> Access:
    return Access(Credential(CredentialKind.IAM_TOKEN, SECRET), FOLDER)


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def network() -> Network:
    """The network's settings of most tests; quick enough to notice a hang."""
    return Network(proxy="none", first_token_timeout_s=20, silence_timeout_s=20, total_timeout_s=30)


@pytest.fixture
def question() -> Callable[..., CompletionRequest]:
    def ask(text: str = "Привет", **options: Any) -> CompletionRequest:
        return CompletionRequest("yandexgpt-5.1", (Message(Role.USER, text),), CompletionOptions(**options))

    return ask


# --- what a server is to do ---


def piece(text: str, status: str | int = "PARTIAL", **usage: int) -> dict[str, Any]:
    """Return a response in proto3 JSON."""
    name = f"ALTERNATIVE_STATUS_{status}" if isinstance(status, str) else status
    counts = {key: str(value) for key, value in usage.items()}
    return {
        "alternatives": [{"message": {"role": "assistant", "text": text}, "status": name}],
        "usage": {"inputTextTokens": "7", "completionTokens": "3", "totalTokens": "10", **counts},
        "modelVersion": "01.02.2026",
    }


@dataclass
class Scene:
    """What one completion call shall see.

    ``ending``: ``end`` (well), ``stall`` (never), ``fail`` (a status).  ``pieces`` may be a callable that is
    given the number of the call, counted from 1, and returns a scene.
    """

    pieces: list[dict[str, Any]] = field(default_factory=list)
    ending: str = "end"
    code: int = 13
    text: str = ""
    retry_s: float | None = None
    pause_s: float = 0.0
    standing: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)


@dataclass
class Seen:
    """What a server was sent."""

    headers: dict[str, str]
    request: dict[str, Any]
    path: str = ""
    method: str = ""


class Cloud:
    """What both servers have in common: the scenes to play, one per call, and what they saw."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []
        self.seen: list[Seen] = []
        self.operations: dict[str, dict[str, Any]] = {}
        self.tokens = 0
        self.config = Config()
        self.transport = Transport.GRPC

    def next_scene(self) -> Scene:
        return self.scenes.pop(0) if len(self.scenes) > 1 else self.scenes[0]

    def play(self, *scenes: Scene) -> None:
        self.scenes = list(scenes)


class _Services(
    text_generation_pb2_grpc.TextGenerationServiceServicer,
):
    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def note(self, request: Any, context: grpc.ServicerContext) -> None:
        headers = {key: value for key, value in context.invocation_metadata() if isinstance(value, str)}
        self.cloud.seen.append(Seen(headers, json_format.MessageToDict(request)))
        context.send_initial_metadata((("x-request-id", "server-made-id"),))

    def Completion(self, request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        self.note(request, context)
        scene = self.cloud.next_scene()
        context.add_callback(scene.left.set)
        for one in scene.pieces:
            yield json_format.ParseDict(one, pb.CompletionResponse())
            if scene.pause_s:
                scene.left.wait(scene.pause_s)
        scene.standing.set()
        if scene.ending == "stall":
            scene.left.wait(60)
        elif scene.ending == "fail":
            fail(context, scene)


class _Async(text_generation_pb2_grpc.TextGenerationAsyncServiceServicer):
    def __init__(self, services: _Services) -> None:
        self.services = services

    def Completion(self, request: Any, context: grpc.ServicerContext) -> Any:
        self.services.note(request, context)
        scene = self.services.cloud.next_scene()
        context.add_callback(scene.left.set)
        scene.standing.set()
        if scene.ending == "stall":
            scene.left.wait(60)
        if scene.ending == "fail":
            fail(context, scene)
        return operation_pb2.Operation(id="op-1", description="Async GPT Completion")


class _Tokenizer(text_generation_pb2_grpc.TokenizerServiceServicer):
    def __init__(self, services: _Services) -> None:
        self.services = services

    def Tokenize(self, request: Any, context: grpc.ServicerContext) -> Any:
        self.services.note(request, context)
        scene = self.services.cloud.next_scene()
        if scene.ending == "fail":
            fail(context, scene)
        return pb.TokenizeResponse(tokens=[pb.Token(id=1)] * self.services.cloud.tokens)

    TokenizeCompletion = Tokenize


class _Operations(operation_pb2_grpc.OperationServiceServicer):
    def __init__(self, services: _Services) -> None:
        self.services = services

    def Get(self, request: Any, context: grpc.ServicerContext) -> Any:
        self.services.note(request, context)
        known = self.services.cloud.operations.get(request.operation_id)
        if known is None:
            context.abort(grpc.StatusCode.NOT_FOUND, "operation not found")
        return json_format.ParseDict(known, operation_pb2.Operation())

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> Any:
        self.services.note(request, context)
        return operation_pb2.Operation(
            id=request.operation_id, done=True, error=rpc_status_pb2.Status(code=1, message="cancelled")
        )


def fail(context: grpc.ServicerContext, scene: Scene) -> None:
    status = rpc_status_pb2.Status(code=scene.code, message=scene.text)
    if scene.retry_s is not None:
        info = rpc_status_pb2.RetryInfo()
        info.retry_delay.FromMilliseconds(int(scene.retry_s * 1000))
        status.details.add().Pack(info)
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    codes = {code.value[0]: code for code in grpc.StatusCode}
    context.abort(codes[scene.code], scene.text)


@pytest.fixture
def grpc_cloud(network: Network) -> Iterator[Cloud]:
    """A real gRPC server on our own stubs."""
    cloud = Cloud()
    pool = futures.ThreadPoolExecutor(8)
    server = grpc.server(
        pool, options=[("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
    )
    services = _Services(cloud)
    text_generation_pb2_grpc.add_TextGenerationServiceServicer_to_server(services, server)
    text_generation_pb2_grpc.add_TextGenerationAsyncServiceServicer_to_server(_Async(services), server)
    text_generation_pb2_grpc.add_TokenizerServiceServicer_to_server(_Tokenizer(services), server)
    operation_pb2_grpc.add_OperationServiceServicer_to_server(_Operations(services), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    address = f"127.0.0.1:{port}"
    cloud.config = Config(Endpoints(grpc=address, operation_grpc=address), network)
    yield cloud
    server.stop(0).wait()
    pool.shutdown()


# --- peers that speak bytes ---


class HttpExchange:
    """One HTTP request on a connection, and ways to answer it."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        head, _, rest = self._until_head().partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.method, self.path, _ = first.split(" ", 2)
        self.headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        missing = int(self.headers.get("content-length", "0")) - len(rest)
        while missing > 0:
            more = connection.recv(65536)
            if not more:
                raise OSError
            rest += more
            missing -= len(more)
        self.body = rest

    def _until_head(self) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.connection.recv(65536)
            if not more:
                raise OSError
            data += more
        return data

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    def start(self, status: int = 200, content_type: str | None = "application/json", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Made-up", "Transfer-Encoding: chunked", "X-Request-Id: server-made-id"]
        if content_type:
            lines.append(f"Content-Type: {content_type}")
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.connection.sendall("\r\n".join([*lines, "", ""]).encode())

    def send(self, data: bytes) -> None:
        if data:
            self.connection.sendall(b"%x\r\n%s\r\n" % (len(data), data))

    def end(self) -> None:
        self.connection.sendall(b"0\r\n\r\n")

    def reply(
        self,
        body: bytes | Any,
        status: int = 200,
        content_type: str | None = "application/json",
        **headers: str,
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.start(status, content_type, **headers)
        self.send(data)
        self.end()

    def hold(self) -> None:
        hold(self.connection)

    def reset(self) -> None:
        reset(self.connection)


@pytest.fixture
def web(peer: Callable[..., Peer]) -> Callable[..., str]:
    """Start an HTTP server whose handler gets each exchange; return its URL."""

    def start(handler: Callable[[HttpExchange], object]) -> str:
        return f"http://{peer(lambda connection: handler(HttpExchange(connection))).address}"

    return start


@pytest.fixture
def rest_cloud(peer: Callable[..., Peer], network: Network) -> Cloud:
    """A real HTTP server that plays the same scenes as ``grpc_cloud``."""
    cloud = Cloud()
    cloud.transport = Transport.REST

    def handle(connection: socket.socket) -> None:
        exchange = HttpExchange(connection)
        cloud.seen.append(Seen(exchange.headers, exchange.json or {}, exchange.path, exchange.method))
        if exchange.path.startswith("/operations/"):
            operation(exchange)
        elif "okenize" in exchange.path:
            scene = cloud.next_scene()
            if scene.ending == "fail":
                failure(exchange, scene)
            else:
                exchange.reply({"tokens": [{"id": "1"}] * cloud.tokens, "modelVersion": "1"})
        else:
            play(exchange, cloud.next_scene())

    def operation(exchange: HttpExchange) -> None:
        name = exchange.path.removeprefix("/operations/")
        if name.endswith(":cancel"):
            exchange.reply({"id": name[:-7], "done": True, "error": {"code": 1, "message": "cancelled"}})
        elif name in cloud.operations:
            exchange.reply(cloud.operations[name])
        else:
            exchange.reply({"code": 5, "message": "operation not found", "details": []}, 404)

    def play(exchange: HttpExchange, scene: Scene) -> None:
        try:
            if exchange.path.endswith("completionAsync") and scene.ending == "end":
                exchange.reply({"id": "op-1", "description": "Async GPT Completion"})
                return
            if scene.ending == "fail" and not scene.pieces:
                failure(exchange, scene)
                return
            if scene.pieces:
                exchange.start()
            for one in scene.pieces:
                exchange.send(json.dumps({"result": one}, ensure_ascii=False).encode() + b"\n")
                if scene.pause_s:
                    time.sleep(scene.pause_s)
            scene.standing.set()
            if scene.ending == "stall":
                exchange.hold()
            elif scene.ending == "fail":
                exchange.send(json.dumps(error_body(scene)).encode() + b"\n")
                exchange.end()
            elif scene.pieces:
                exchange.end()
            else:
                exchange.reply(b"")
        finally:
            scene.left.set()

    def error_body(scene: Scene) -> dict[str, Any]:
        details = []
        if scene.retry_s is not None:
            details.append(
                {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{scene.retry_s}s"}
            )
        told = {"grpcCode": scene.code, "httpCode": HTTP_OF_CODE[scene.code], "message": scene.text}
        return {"error": {**told, "httpStatus": "Made-up", "details": details}}

    def failure(exchange: HttpExchange, scene: Scene) -> None:
        exchange.reply(error_body(scene), HTTP_OF_CODE[scene.code])

    url = f"http://{peer(handle).address}"
    cloud.config = Config(Endpoints(rest=url, operation=url), network)
    return cloud


HTTP_OF_CODE = {
    1: 499, 2: 500, 3: 400, 4: 504, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 10: 409, 11: 400, 12: 501,
    13: 500, 14: 503, 15: 500, 16: 401,
}  # fmt: skip


@pytest.fixture(params=list(Transport), ids=lambda transport: transport.value)
def cloud(request: pytest.FixtureRequest) -> Cloud:
    """Each transport's cloud in turn."""
    name = "grpc_cloud" if request.param is Transport.GRPC else "rest_cloud"
    cloud: Cloud = request.getfixturevalue(name)
    return cloud


@pytest.fixture
def connect(access: Access, alarm: ThreadAlarm) -> Iterator[Callable[..., Any]]:
    """Make the bare client (no retries) for a cloud; closed at the end."""
    clients: list[Any] = []

    def make(cloud: Cloud, access: Access = access, **network: float) -> Any:
        config = replace(cloud.config, network=replace(cloud.config.network, **network))
        kind = RestCompletionClient if cloud.transport is Transport.REST else GrpcCompletionClient
        clients.append(kind(access, config, alarm))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def h2_cloud(peer: Callable[..., Peer], network: Network) -> Callable[..., Cloud]:
    """A peer that answers a gRPC request with the given bytes, waits, and closes (or resets)."""

    def start(
        reply: bytes, *, wait_s: float = 0.3, ending: Callable[[socket.socket], object] | None = None
    ) -> Cloud:
        def handle(connection: socket.socket) -> None:
            read_h2_request(connection)
            connection.sendall(reply)
            connection.settimeout(wait_s)
            with contextlib.suppress(TimeoutError):
                hold(connection)
            if ending:
                ending(connection)

        cloud = Cloud()
        address = peer(handle).address
        cloud.config = Config(Endpoints(grpc=address, operation_grpc=address), network)
        return cloud

    return start


@pytest.fixture
def tls_peer(peer: Callable[..., Peer]) -> Callable[..., SimpleNamespace]:
    """A TLS server that keeps all application data it is sent.

    It listens on all addresses, because the client speaks in clear to loopback: ``0.0.0.0`` leads to this
    machine and is no loopback address.
    """

    def start(
        path: Path, alpn: list[str] | None = None, handler: Callable[[ssl.SSLSocket], object] | None = None
    ) -> SimpleNamespace:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        if alpn:
            context.set_alpn_protocols(alpn)
        found = SimpleNamespace(data=b"", handshakes=0, peer=None, address="")

        def received() -> bytes:
            found.peer.wait(5)
            return found.data

        found.received = received

        def handle(connection: socket.socket) -> None:
            with context.wrap_socket(connection, server_side=True) as secure:
                found.handshakes += 1
                if handler is not None:
                    handler(secure)
                while more := secure.recv(4096):
                    found.data += more

        found.peer = peer(handle, "0.0.0.0")
        found.address = found.peer.address
        return found

    return start


# --- handed to tests by name ---


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """The plain helpers of this file, which tests cannot import."""
    return SimpleNamespace(
        Scene=Scene,
        HttpExchange=HttpExchange,
        h2=H2,
        piece=piece,
        reset=reset,
        hold=hold,
        read_h2_request=read_h2_request,
        secret=SECRET,
        folder=FOLDER,
        updates=lambda events: [event for event in events if isinstance(event, CompletionUpdate)],
    )
