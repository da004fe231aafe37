"""Asynchronous completions, alike for both transports."""

from __future__ import annotations

from dataclasses import replace

from google.protobuf.message import DecodeError

from yagpt_desktop.domain.completion import CompletionRequest, CompletionStatus, CompletionUpdate, Operation
from yagpt_desktop.domain.errors import Cancelled, OptionUnsupported, ReplyDamaged, YaGptError

from . import wire
from .error_map import CallFacts, Code, Hints, build, status_error
from .grpc_errors import retry_delay_of
from .pb import operation_pb2
from .pb import text_generation_pb2 as pb


def refuse_stream(request: CompletionRequest) -> None:
    """Refuse what asynchronous mode cannot do.

    Raises:
        OptionUnsupported: ``options.stream`` is set.
    """
    if request.options.stream:
        raise OptionUnsupported("asynchronous completions do not stream; nothing was sent")


def operation_of(message: operation_pb2.Operation, call: CallFacts) -> Operation:
    """Return our view of an operation.

    Some services send an ``error`` with code 0 on success, or an answer beside a failure; so it failed where
    the code is over 0, and nowhere else.
    """
    if not message.done:
        return Operation(message.id)
    if message.error.code > 0:
        return Operation(message.id, done=True, error=_failure(message, call))
    response = pb.CompletionResponse()
    try:
        unpacked = message.response.Unpack(response)
    except DecodeError:
        unpacked = False
    if not unpacked or not response.alternatives:
        return Operation(message.id, done=True, error=build(ReplyDamaged, "done without an answer", call))
    return Operation(message.id, done=True, answer=_final(wire.update_of(response, call.request_id)))


def _failure(message: operation_pb2.Operation, call: CallFacts) -> YaGptError:
    failure = message.error
    if failure.code == Code.CANCELLED:
        return build(Cancelled, "the operation was cancelled", call)
    return status_error(failure.code, failure.message, call, Hints(retry_delay_of(failure)))


def _final(answer: CompletionUpdate) -> CompletionUpdate:
    return answer if answer.status.is_final else replace(answer, status=CompletionStatus.FINAL)
