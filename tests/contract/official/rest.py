"""The same services through proto3 JSON over HTTP, as the gateway shows them; and the tests' control."""

from __future__ import annotations

import json
import re
import select
import socket
import threading
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from google.protobuf import json_format
from google.rpc import status_pb2
from yandex.cloud.ai.foundation_models.v1.text_generation import text_generation_service_pb2 as generation

from .api import COMPLETION, Rpc
from .cloud import Cloud
from .journal import Call, Journal
from .refusal import INVALID_ARGUMENT, Refusal, refusal
from .scene import Turn

_HTTP_OF_CODE = (200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401)


def _phrase(http_code: int) -> str:
    return "Client Closed Request" if http_code == 499 else HTTPStatus(http_code).phrase


def error_body(status: status_pb2.Status, *, wrapped: bool) -> dict[str, Any]:
    """Return an error as the model service writes it, or (not ``wrapped``) as the other services do."""
    plain = json_format.MessageToDict(status)
    if not wrapped:
        return plain
    http_code = _HTTP_OF_CODE[status.code]
    return {
        "error": {
            "grpcCode": status.code,
            "httpCode": http_code,
            "message": status.message,
            "httpStatus": _phrase(http_code),
            "details": plain.get("details", []),
        }
    }


def _as_json(message: Any, turn: Turn | None = None) -> Any:
    return json_format.MessageToDict(
        message, always_print_fields_with_no_presence=turn is not None and turn.print_defaults
    )


class RestDoor:
    """An HTTP server on loopback."""

    def __init__(self, cloud: Cloud, journal: Journal, rpcs: Sequence[Rpc]) -> None:
        handler = type("Handler", (_Handler,), {"cloud": cloud, "journal": journal, "rpcs": rpcs})
        self._server = _Server(("127.0.0.1", 0), handler)

    def start(self) -> int:
        """Serve on a free port and return it."""
        threading.Thread(target=self._server.serve_forever, name="rest", daemon=True).start()
        return int(self._server.server_address[1])

    def stop(self) -> None:
        """End now."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    cloud: ClassVar[Cloud]
    journal: ClassVar[Journal]
    rpcs: ClassVar[Sequence[Rpc]]

    def log_message(self, *_: Any) -> None:
        """Stay silent: the journal knows more."""

    def do_GET(self) -> None:
        """Answer a call without a body."""
        self._serve("GET", b"")

    def do_POST(self) -> None:
        """Answer a call with a body."""
        self._serve("POST", self.rfile.read(int(self.headers.get("content-length", 0))))

    # routing --------------------------------------------------------------------------------------------

    def _serve(self, verb: str, body: bytes) -> None:
        address = urlsplit(self.path)
        if address.path.startswith("/control/"):
            self._control(address.path, dict(parse_qsl(address.query)), body)
            return
        for rpc in self.rpcs:
            match = re.fullmatch(rpc.path, address.path)
            if match and rpc.verb == verb:
                fields = {**dict(parse_qsl(address.query)), **match.groupdict()}
                (self._completion if rpc.name == COMPLETION else self._unary)(rpc, body, fields)
                return
        call = self._begin(f"unknown {verb} {address.path}")
        self._send(404, b"404 page not found\n", "text/plain; charset=utf-8", call)
        self.journal.end(call, "refused")

    def _begin(self, name: str) -> Call:
        headers = {key.lower(): value for key, value in self.headers.items()}
        call = Call("rest", name, headers, self._gone)
        self.journal.begin(call)
        return call

    def _gone(self, seconds: float) -> bool:
        """Wait whether the client closes: after a whole request it has nothing more to say."""
        try:
            readable, _, _ = select.select([self.connection], [], [], seconds)
            return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            return True

    def _read(self, call: Call, request: Any, body: bytes, fields: dict[str, str]) -> Any:
        """Read a request strictly: a field that the official message lacks is an error."""
        raw = body.decode("utf-8")
        try:
            if body:
                if call.headers.get("content-type", "").partition(";")[0] != "application/json":
                    raise refusal(INVALID_ARGUMENT, "the body is not declared as JSON")
                json_format.Parse(raw, request, ignore_unknown_fields=False)
            if fields:
                json_format.ParseDict(fields, request, ignore_unknown_fields=False)
        except json_format.ParseError as error:
            raise refusal(INVALID_ARGUMENT, f"invalid request: {error}") from error
        finally:
            call.took(request, raw)
        return request

    # answers --------------------------------------------------------------------------------------------

    def _unary(self, rpc: Rpc, body: bytes, fields: dict[str, str]) -> None:
        call = self._begin(rpc.name)
        try:
            response = rpc.answer(call, self._read(call, rpc.request(), body, fields))
        except Refusal as refused:
            self._refuse(call, refused.status, wrapped=rpc.wrapped_errors)
            return
        self.journal.end(call, "answered")
        self._send_json(200, _as_json(response), call)

    def _completion(self, rpc: Rpc, body: bytes, fields: dict[str, str]) -> None:
        call = self._begin(rpc.name)
        try:
            request = self._read(call, rpc.request(), body, fields)
            turn = self.cloud.turn(call, request)
            responses = rpc.answer(call, turn, stream=request.completion_options.stream)
            first = next(responses, None)
        except Refusal as refused:
            self._refuse(call, refused.status, wrapped=True)
            return
        if first is None:
            self.journal.end(call, "gone" if turn.hold else "answered")
            self.close_connection = True
            return
        lines = self._lines(call, first, responses, turn)
        try:
            self._send_chunks(_torn(lines, turn.chunk_bytes) if turn.chunk_bytes else lines, call)
        except OSError:
            self.close_connection = True
            self.journal.end(call, "gone")

    def _lines(
        self,
        call: Call,
        first: generation.CompletionResponse,
        rest: Iterator[generation.CompletionResponse],
        turn: Turn,
    ) -> Iterator[bytes]:
        """Yield a line per message, and one for an error: the status line was sent long ago."""
        end = "answered"
        try:
            yield _line({"result": _as_json(first, turn)})
            for response in rest:
                yield _line({"result": _as_json(response, turn)})
        except Refusal as refused:
            end = "refused"
            yield _line(error_body(refused.status, wrapped=True))
        self.journal.end(call, "gone" if self._gone(0) else end)

    def _refuse(self, call: Call, status: status_pb2.Status, *, wrapped: bool) -> None:
        self.journal.end(call, "refused")
        self._send_json(_HTTP_OF_CODE[status.code], error_body(status, wrapped=wrapped), call)

    # bytes ----------------------------------------------------------------------------------------------

    def _head(self, http_code: int, content_type: str, call: Call | None) -> None:
        self.send_response(http_code, _phrase(http_code))
        self.send_header("content-type", content_type)
        for name, value in (call.reply_headers if call else {}).items():
            self.send_header(name, value)

    def _send(self, http_code: int, body: bytes, content_type: str, call: Call | None = None) -> None:
        self._head(http_code, content_type, call)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_json(self, http_code: int, body: Any, call: Call | None = None) -> None:
        self._send(http_code, _line(body), "application/json", call)

    def _send_chunks(self, chunks: Iterator[bytes], call: Call) -> None:
        self._head(200, "application/json", call)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for chunk in chunks:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        self.wfile.write(b"0\r\n\r\n")

    # control --------------------------------------------------------------------------------------------

    def _control(self, path: str, query: dict[str, str], body: bytes) -> None:
        if path == "/control/requests":
            self._send_json(200, self.journal.take(float(query.get("wait_s", 0))))
            return
        given = json.loads(body)
        try:
            self.cloud.set_scene(given["model"], given["turns"])
        except json_format.ParseError as error:
            self._send(400, str(error).encode(), "text/plain; charset=utf-8")
            return
        self._send_json(200, {})


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def _torn(lines: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Cut the stream anywhere, in the middle of letters, too."""
    whole = b"".join(lines)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]
