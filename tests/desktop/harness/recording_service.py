"""A service that remembers what it was asked and answers in steps that the test lets go one by one.

Speaks gRPC and REST on loopback.  It is not the program's own simulator: what a test finds here is what
really travelled.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from concurrent import futures
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import grpc
from google.protobuf import json_format

from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb
from yagpt_desktop.yandex.pb import text_generation_pb2_grpc as rpc

_LET_GO_WITHIN_S = 30.0
_VERSION = "made-up-version-1"
_ROOMY = [("grpc.max_receive_message_length", 32 * 1024 * 1024)]


@dataclass(frozen=True, slots=True)
class Received:
    """One completion request as it arrived.

    Attributes:
        headers: gRPC metadata or HTTP headers, names in lower case.
    """

    transport: Transport
    headers: dict[str, str]
    request: pb.CompletionRequest

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Role and text of every message."""
        return [(message.role, message.text) for message in self.request.messages]


@dataclass(slots=True)
class Answer:
    """What the service says next.

    Attributes:
        partials: The whole text so far, each time; the last one is the final answer.
        stepwise: Whether each partial waits until ``gate`` is released once more.
        left: Set once the client has gone.
    """

    partials: list[str]
    stepwise: bool = False
    status: int = pb.Alternative.ALTERNATIVE_STATUS_FINAL
    gate: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    left: threading.Event = field(default_factory=threading.Event)

    def responses(self) -> Iterator[pb.CompletionResponse]:
        """Yield the messages, each when it may go."""
        for number, text in enumerate(self.partials, 1):
            if self.stepwise and not self.gate.acquire(timeout=_LET_GO_WITHIN_S):
                return
            is_last = number == len(self.partials)
            status = self.status if is_last else pb.Alternative.ALTERNATIVE_STATUS_PARTIAL
            yield pb.CompletionResponse(
                alternatives=[
                    pb.Alternative(message=pb.Message(role="assistant", text=text), status=status)  # type: ignore[arg-type]
                ],
                usage=pb.ContentUsage(
                    input_text_tokens=11, completion_tokens=number, total_tokens=11 + number
                ),
                model_version=_VERSION,
            )


class RecordingService:
    """Serves from its constructor to :meth:`close`."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._running: list[Answer] = []
        self._pool = futures.ThreadPoolExecutor(8, thread_name_prefix="recording")
        self._grpc = grpc.server(self._pool, options=_ROOMY)
        rpc.add_TextGenerationServiceServicer_to_server(_Generation(self), self._grpc)
        rpc.add_TokenizerServiceServicer_to_server(_Tokenizer(), self._grpc)
        grpc_port = self._grpc.add_insecure_port("127.0.0.1:0")
        self._grpc.start()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, name="recording-http", daemon=True)
        self._thread.start()
        rest = f"http://127.0.0.1:{self._http.server_port}"
        self.endpoints = dict.fromkeys(("rest", "iam", "operation", "resource_manager"), rest) | {
            "openai": f"{rest}/v1",
            "grpc": f"127.0.0.1:{grpc_port}",
            "operation_grpc": f"127.0.0.1:{grpc_port}",
        }

    def close(self) -> None:
        """End both servers and everything that still waits in them."""
        for answer in self._running:
            answer.stepwise = False
            answer.gate.release(len(answer.partials))
        self._grpc.stop(0).wait()
        self._pool.shutdown()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def will_say(self, *partials: str, stepwise: bool = False, status: int | None = None) -> Answer:
        """Queue the next answer; without one the service repeats the question."""
        answer = Answer(list(partials), stepwise=stepwise)
        if status is not None:
            answer.status = status
        self._answers.put(answer)
        return answer

    def began(self, transport: Transport, headers: dict[str, str], request: pb.CompletionRequest) -> Answer:
        """Note a request and return its answer."""
        self.received.append(Received(transport, headers, request))
        try:
            answer = self._answers.get_nowait()
        except queue.Empty:
            answer = Answer([f"Эхо: {request.messages[-1].text}"])
        self._running.append(answer)
        return answer


class _Generation(rpc.TextGenerationServiceServicer):
    def __init__(self, service: RecordingService) -> None:
        self._service = service

    def Completion(self, request: pb.CompletionRequest, context: Any) -> Iterator[pb.CompletionResponse]:
        headers = {key: str(value) for key, value in context.invocation_metadata()}
        answer = self._service.began(Transport.GRPC, headers, request)
        context.add_callback(answer.left.set)
        responses = answer.responses()
        yield from responses if request.completion_options.stream else list(responses)[-1:]


class _Tokenizer(rpc.TokenizerServiceServicer):
    def Tokenize(self, request: pb.TokenizeRequest, context: Any) -> pb.TokenizeResponse:
        return _tokens(request.text)

    def TokenizeCompletion(self, request: pb.CompletionRequest, context: Any) -> pb.TokenizeResponse:
        return _tokens(" ".join(message.text for message in request.messages))


def _tokens(text: str) -> pb.TokenizeResponse:
    tokens = [pb.Token(id=number, text=word) for number, word in enumerate(text.split(), 1)]
    return pb.TokenizeResponse(tokens=tokens, model_version=_VERSION)


def _handler_of(service: RecordingService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stay silent."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            if self.path == "/foundationModels/v1/completion":
                self._complete(json_format.Parse(body, pb.CompletionRequest()))
            elif self.path == "/foundationModels/v1/tokenize":
                self._reply(_tokens(json_format.Parse(body, pb.TokenizeRequest()).text))
            elif self.path == "/foundationModels/v1/tokenizeCompletion":
                self._reply(
                    _Tokenizer().TokenizeCompletion(json_format.Parse(body, pb.CompletionRequest()), None)
                )
            else:
                self.send_error(404)

        def _reply(self, message: Any) -> None:
            body = json_format.MessageToJson(message, indent=None).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _complete(self, request: pb.CompletionRequest) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = service.began(Transport.REST, headers, request)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            responses = answer.responses()
            try:
                for response in responses if request.completion_options.stream else list(responses)[-1:]:
                    inner = json_format.MessageToJson(response, indent=None, ensure_ascii=False)
                    line = f'{{"result":{inner}}}\n'.encode()
                    self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
                self.wfile.write(b"0\r\n\r\n")
            except OSError:
                answer.left.set()

    return Handler
