"""The REST side of the local service: HTTP/1.1 with keep-alive and chunked streams."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import select
import socket
import socketserver
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import grpc
from google.protobuf import json_format
from google.protobuf.message import Message

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionRequest, CompletionResponse

from .api import Api, Seen
from .call_table import unary_calls
from .fault import Refusal
from .plan import CallState, Cut, Fail, Raw, Say, Wait
from .rest_routes import COMPLETION, Route, route_of

_log = logging.getLogger(__name__)

BODY_MAX_BYTES: Final = 32 * 1024 * 1024
_LINE_MAX_BYTES: Final = 65_536
_POLL_S: Final = 0.02
_JOIN_LIMIT_S: Final = 5.0
_JSON: Final = "application/json"


class RestServer:
    """Serves an :class:`Api` on a port of its own from construction until :meth:`stop`."""

    def __init__(self, api: Api, host: str, port: int) -> None:
        """Bind and serve.

        Raises:
            OSError: The port is taken.
        """
        self._http = _HttpServer(api, host, port)
        self.port = int(self._http.server_address[1])
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(_POLL_S,), name="simulator-rest", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End every call at once and let all threads go.  Blocks until they are gone."""
        self._http.shutdown()
        self._thread.join(_JOIN_LIMIT_S)
        self._http.end_all()
        self._http.server_close()


class _HttpServer(ThreadingHTTPServer):
    """A server whose connections, and the threads that serve them, can be ended at any moment."""

    request_queue_size = 256
    daemon_threads = True  # a forgotten stop() must not keep the program from ending
    block_on_close = False
    # On Windows this option would let a second program take the same port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, api: Api, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.api = api
        self.calls = unary_calls(api)
        self._lock = threading.Lock()
        self._served: dict[_Handler, threading.Thread] = {}
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind without the look-up of the host's name that the standard library makes here."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def began(self, handler: _Handler) -> None:
        """Note a connection that is served from now on by the calling thread."""
        with self._lock:
            self._served[handler] = threading.current_thread()

    def ended(self, handler: _Handler) -> None:
        """Forget a connection."""
        with self._lock:
            self._served.pop(handler, None)

    def end_all(self) -> None:
        """End all connections and wait for their threads."""
        with self._lock:
            served = dict(self._served)
        for handler in served:
            handler.leave()
        for thread in served.values():
            thread.join(_JOIN_LIMIT_S)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base's signature
        """Note a defect of ours; a client that went away is none."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            _log.exception("a REST call failed")


class _Handler(BaseHTTPRequestHandler):
    """Serves one connection, request after request."""

    protocol_version = "HTTP/1.1"
    server_version = "yagpt-simulator"
    sys_version = ""
    disable_nagle_algorithm = True
    server: _HttpServer

    def setup(self) -> None:
        """Take the connection."""
        super().setup()
        self._state = CallState(self._client_is_there)
        self.server.began(self)

    def finish(self) -> None:
        """Give the connection back."""
        try:
            with contextlib.suppress(OSError):
                super().finish()
        finally:
            self.server.ended(self)

    def leave(self) -> None:
        """End what is being served.  Any thread."""
        self._state.end()
        self._break_off()

    def do_GET(self) -> None:
        """Serve a GET."""
        self._serve("GET")

    def do_POST(self) -> None:
        """Serve a POST."""
        self._serve("POST")

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return the Date header by the service's own clock, which a test may set wrong."""
        return super().date_time_string(self.server.api.options.clock() if timestamp is None else timestamp)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's signature
        """Keep quiet: the demo runs inside a window or in front of a script."""

    def _serve(self, verb: str) -> None:
        self._started = self._ended = False
        self._ids = {"x-request-id": str(uuid.uuid4()), "x-server-trace-id": uuid.uuid4().hex}
        if "x-client-request-id" in self.headers:
            self._ids["x-client-request-id"] = _one_line(self.headers["x-client-request-id"])
        with contextlib.suppress(ConnectionError, TimeoutError):
            body = self._body()
            if body is None:
                return
            found = route_of(verb, self.path)
            if found is None:
                self._send(404, b"404 page not found\n", "text/plain")
                return
            route, fields = found
            try:
                self._answer(route, fields, body)
            except Refusal as refusal:
                self._refuse(route, refusal)

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self._chunked_body()
        if not length.isdecimal() or "Transfer-Encoding" in self.headers:
            self._send(411, b"Length Required\n", "text/plain", close=True)
            return None
        if int(length) > BODY_MAX_BYTES:
            self._send(413, b"Request Entity Too Large\n", "text/plain", close=True)
            return None
        return self.rfile.read(int(length))

    def _chunked_body(self) -> bytes | None:
        body = b""
        while size := self._chunk_size():
            if len(body) + size > BODY_MAX_BYTES:
                self._send(413, b"Request Entity Too Large\n", "text/plain", close=True)
                return None
            body += self.rfile.read(size)
            self.rfile.readline(_LINE_MAX_BYTES)
        if size is None:
            self._send(400, b"Bad Request\n", "text/plain", close=True)
            return None
        while self.rfile.readline(_LINE_MAX_BYTES).strip():
            pass  # trailers, which nobody needs
        return body

    def _chunk_size(self) -> int | None:
        """Read the line before a chunk; None where it is none."""
        digits, _, _ = self.rfile.readline(_LINE_MAX_BYTES).partition(b";")
        return int(digits, 16) if re.fullmatch(rb"[0-9A-Fa-f]{1,8}", digits.strip()) else None

    def _answer(self, route: Route, fields: dict[str, str], body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if route.call == COMPLETION:
            request = _parsed(body, CompletionRequest())
            self.server.api.seen.append(Seen("rest", route.call, headers, request))
            with self.server.api.generating():
                self._complete(route, headers, request)
            return
        call = self.server.calls[route.call]
        empty = call.request_type()
        message = _parsed(body, empty) if route.has_body else _of_fields(fields, empty)
        self.server.api.seen.append(Seen("rest", route.call, headers, message))
        answer = json_format.MessageToDict(
            call.answer(headers, message), always_print_fields_with_no_presence=route.full
        )
        self._send(200, _json(answer))

    def _complete(self, route: Route, headers: dict[str, str], request: CompletionRequest) -> None:
        plan = self.server.api.completion(headers, request)
        for step in plan:
            match step:
                case Wait(seconds):
                    if not self._state.wait(seconds):
                        self._break_off()
                        return
                case Say(response):
                    self._say(response, whole=not request.completion_options.stream)
                case Raw(rest=content, content_type=content_type):
                    self._piece(content, content_type)
                case Fail(refusal):
                    self._refuse(route, refusal)
                    return
                case Cut():
                    self._cut()
                    return
        self._end_pieces()

    def _say(self, response: CompletionResponse, *, whole: bool) -> None:
        line = _json({"result": json_format.MessageToDict(response)}) + b"\n"
        if whole:
            self._started = self._ended = True
            self._send(200, line)
        else:
            self._piece(line)

    def _refuse(self, route: Route, refusal: Refusal) -> None:
        body = refusal.flat_body() if route.flat_errors else refusal.nested_body()
        if self._started:
            self._piece(_json(body) + b"\n")
            self._end_pieces()
        else:
            self._send(refusal.http_status, _json(body), phrase=refusal.http_phrase, more=refusal.headers)

    def _send(
        self,
        status: int,
        body: bytes,
        content_type: str = _JSON,
        *,
        phrase: str | None = None,
        more: dict[str, str] | None = None,
        close: bool = False,
    ) -> None:
        self._begin(status, content_type, phrase, {"Content-Length": str(len(body)), **(more or {})})
        if close:
            self.close_connection = True
        self.wfile.write(body)

    def _begin(self, status: int, content_type: str, phrase: str | None, more: dict[str, str]) -> None:
        self.send_response(status, phrase)
        for name, value in {"Content-Type": content_type, **more, **self._ids}.items():
            self.send_header(name, value)
        self.end_headers()

    def _piece(self, content: bytes, content_type: str = _JSON) -> None:
        """Send a part of a streamed body; begins the answer with the first one."""
        chunked = self.request_version != "HTTP/1.0"
        if not self._started:
            self._started = True
            self._begin(200, content_type, None, {"Transfer-Encoding": "chunked"} if chunked else {})
        self.wfile.write(b"%x\r\n%b\r\n" % (len(content), content) if chunked else content)

    def _end_pieces(self) -> None:
        if self._ended:
            return
        if not self._started:
            self._send(200, b"")
        elif self.request_version != "HTTP/1.0":
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.close_connection = True

    def _cut(self) -> None:
        if not self._started:
            self._begin(200, _JSON, None, {"Transfer-Encoding": "chunked"})
        self.wfile.write(b'1000\r\n{"result":{"alternatives":[{"mess')
        self._break_off()

    def _break_off(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _client_is_there(self) -> bool:
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return not readable or self.connection.recv(1, socket.MSG_PEEK) != b""
        except (OSError, ValueError):
            return False


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _parsed(body: bytes, message: Any) -> Any:
    try:
        return json_format.Parse(body.decode("utf-8-sig") or "{}", message)
    except (json_format.ParseError, ValueError, RecursionError) as error:
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"Failed to parse request body: {error}") from error


def _of_fields(fields: dict[str, str], message: Message) -> Message:
    try:
        return json_format.ParseDict(fields, message)
    except json_format.ParseError as error:
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"Failed to parse query: {error}") from error


def _one_line(value: str) -> str:
    return "".join(sign for sign in value if " " <= sign <= "~")
