"""The gRPC side of the local service."""

from __future__ import annotations

import itertools
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NoReturn

import grpc
from google.protobuf.message import Message

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionRequest

from .api import Api, Seen
from .call_table import COMPLETION_SERVICE, UnaryCall, unary_calls
from .fault import Refusal
from .plan import CallState, Cut, Fail, Plan, Raw, Say, Wait

MESSAGE_MAX_BYTES: Final = 32 * 1024 * 1024
# A worker serves one stream; those that stall hold theirs, so there are many.  Idle ones cost nothing.
_WORKERS: Final = 256
_STOP_LIMIT_S: Final = 5.0
_CUT: Final = "Connection reset by peer"

_Headers = dict[str, str]
_Metadata = tuple[tuple[str, str | bytes], ...]


class GrpcServer:
    """Serves an :class:`Api` on a port of its own from construction until :meth:`stop`."""

    def __init__(self, api: Api, host: str, port: int) -> None:
        """Bind and serve.

        Raises:
            OSError: The port is taken.
        """
        self._api = api
        self._threads_before = set(threading.enumerate())
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="simulator-grpc")
        self._server = grpc.server(
            self._pool,
            options=[
                ("grpc.so_reuseport", 0),
                ("grpc.max_receive_message_length", MESSAGE_MAX_BYTES),
                ("grpc.max_send_message_length", -1),
            ],
        )
        self._server.add_generic_rpc_handlers(tuple(self._handlers()))
        try:
            self.port = self._server.add_insecure_port(
                f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            )
        except RuntimeError as error:
            self._pool.shutdown()
            raise OSError(f"cannot serve gRPC on {host}:{port}") from error
        self._server.start()

    def stop(self) -> None:
        """End every call at once and let all threads go.  Blocks until they are gone."""
        self._server.stop(None).wait(_STOP_LIMIT_S)
        self._pool.shutdown()

    def _handlers(self) -> Iterator[grpc.GenericRpcHandler[Any, Any]]:
        by_service: dict[str, dict[str, grpc.RpcMethodHandler[Any, Any]]] = {
            COMPLETION_SERVICE: {
                "Completion": grpc.unary_stream_rpc_method_handler(
                    self._completion,
                    request_deserializer=CompletionRequest.FromString,
                    response_serializer=_serialized,
                )
            }
        }
        for call in unary_calls(self._api).values():
            by_service.setdefault(call.service, {})[call.method] = grpc.unary_unary_rpc_method_handler(
                self._answering(call),
                request_deserializer=call.request_type.FromString,
                response_serializer=_serialized,
            )
        for service, methods in by_service.items():
            yield grpc.method_handlers_generic_handler(service, methods)

    def _answering(self, call: UnaryCall) -> Callable[[Any, grpc.ServicerContext], Message]:
        def answer(request: Message, context: grpc.ServicerContext) -> Message:
            headers = _headers(context)
            self._api.seen.append(Seen("grpc", call.name, headers, request))
            ids = _ids(headers)
            context.send_initial_metadata(ids)
            context.set_trailing_metadata(ids)
            try:
                return call.answer(headers, request)
            except Refusal as refusal:
                raise _abort(context, refusal, ids) from refusal

        return answer

    def _completion(
        self, request: CompletionRequest, context: grpc.ServicerContext
    ) -> Iterator[Message | bytes]:
        headers = _headers(context)
        self._api.seen.append(Seen("grpc", "TextGenerationService/Completion", headers, request))
        ids = _ids(headers)
        context.set_trailing_metadata(ids)
        state = CallState()
        if not context.add_callback(state.end):
            return
        try:
            with self._api.generating():
                first = itertools.count()
                for content in _contents(self._api.completion(headers, request), state):
                    if next(first) == 0:
                        context.send_initial_metadata(ids)
                    yield content
        except Refusal as refusal:
            raise _abort(context, refusal, ids) from refusal


def _contents(plan: Plan, state: CallState) -> Iterator[Message | bytes]:
    """Walk through a plan; the end of it, or a client that left, ends the messages."""
    for step in plan:
        match step:
            case Wait(seconds):
                if not state.wait(seconds):
                    return
            case Say(response):
                yield response
            case Raw(grpc=content):
                yield content
            case Fail(refusal):
                raise refusal
            case Cut():
                raise Refusal(grpc.StatusCode.UNAVAILABLE, _CUT)


def _serialized(message: Message | bytes) -> bytes:
    return message if isinstance(message, bytes) else message.SerializeToString()


def _headers(context: grpc.ServicerContext) -> _Headers:
    return {
        key: value if isinstance(value, str) else value.decode("latin-1")
        for key, value in context.invocation_metadata()
    }


def _ids(headers: _Headers) -> _Metadata:
    ids = [("x-request-id", str(uuid.uuid4())), ("x-server-trace-id", uuid.uuid4().hex)]
    if "x-client-request-id" in headers:
        ids.append(("x-client-request-id", headers["x-client-request-id"]))
    return tuple(ids)


def _abort(context: grpc.ServicerContext, refusal: Refusal, ids: _Metadata) -> NoReturn:
    context.set_trailing_metadata((*ids, ("grpc-status-details-bin", refusal.status().SerializeToString())))
    context.abort(refusal.code, refusal.message)
