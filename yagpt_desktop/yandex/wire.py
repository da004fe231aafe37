"""Our values as protocol messages, and back.  REST goes through the same messages as gRPC."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar, cast

from google.protobuf import json_format
from google.protobuf.message import DecodeError
from google.protobuf.message import Message as Protobuf
from google.protobuf.struct_pb2 import Struct

from yagpt_desktop.domain.completion import (
    CompletionOptions,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    LateUpdate,
    ReasoningMode,
    Usage,
)
from yagpt_desktop.domain.errors import ReplyDamaged, RequestRejected
from yagpt_desktop.domain.model import model_uri

from .headers import clean_folder
from .pb import operation_pb2
from .pb import text_generation_pb2 as pb

_Kind = TypeVar("_Kind", bound=Protobuf)

_UNHEARD_OF: Final = 2**31 - 1
"""Stands for a status name we do not know; as a number it survives the decoder."""

_STATUS_NAMES: Final = frozenset(pb.Alternative.AlternativeStatus.keys())
_REASONING_MODES: Final = {
    ReasoningMode.DISABLED: pb.ReasoningOptions.DISABLED,
    ReasoningMode.ENABLED_HIDDEN: pb.ReasoningOptions.ENABLED_HIDDEN,
}
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ANSWER_TYPE: Final = "type.googleapis.com/" + pb.CompletionResponse.DESCRIPTOR.full_name
_KNOWN_DETAILS: Final = (
    "google.rpc.RetryInfo",
    "google.rpc.RequestInfo",
    "google.rpc.QuotaFailure",
    "google.rpc.BadRequest",
)


def completion_request(request: CompletionRequest, folder_id: str) -> pb.CompletionRequest:
    """Return the protocol's request.  Options that are None stay unset.

    Raises:
        RequestRejected: ``json_schema`` is no JSON object, or an option is outside what a message can hold.
        FolderUnknown: The model has no URI and the folder is empty.
    """
    message = pb.CompletionRequest(
        model_uri=uri_of(request.model, folder_id),
        completion_options=_options(request.options),
        messages=[pb.Message(role=turn.role.value, text=whole(turn.text)) for turn in request.messages],
    )
    if request.json_schema is not None:
        message.json_schema.schema.CopyFrom(_struct(request.json_schema))
    return message


def tokenize_request(model: str, text: str, folder_id: str) -> pb.TokenizeRequest:
    """Return the tokenizer's request for a bare text."""
    return pb.TokenizeRequest(model_uri=uri_of(model, folder_id), text=whole(text))


def uri_of(model: str, folder_id: str) -> str:
    """Return the model's URI; a name without ``://`` is taken from the folder."""
    return model if "://" in model else model_uri(clean_folder(folder_id), whole(model))


def update_of(response: pb.CompletionResponse, request_id: str) -> CompletionUpdate:
    """Return what a response says.  It must have an alternative.

    The text of one that is not final is decoded when it is asked for.  It cannot fail then: whether it is
    UTF-8 has been looked at when the message was parsed.
    """
    best = response.alternatives[0]
    status = status_of(best.status)
    usage = _usage_of(response.usage)
    version = response.model_version
    if status.is_final:
        return CompletionUpdate(best.message.text, status, usage, version, request_id)
    return LateUpdate.of(lambda: best.message.text, status, usage, version, request_id)


def _usage_of(usage: pb.ContentUsage) -> Usage:
    return Usage(
        input_tokens=max(0, usage.input_text_tokens),
        completion_tokens=max(0, usage.completion_tokens),
        total_tokens=max(0, usage.total_tokens),
        reasoning_tokens=max(0, usage.completion_tokens_details.reasoning_tokens),
    )


def status_of(number: int) -> CompletionStatus:
    """Return the status with this number; an unknown one is final for a reason we do not know."""
    try:
        return CompletionStatus(number)
    except ValueError:
        return CompletionStatus.UNKNOWN_FINAL


def parsed(kind: type[_Kind], data: bytes) -> _Kind:
    """Decode protobuf.

    Raises:
        ReplyDamaged: It is not that message, or its text is not UTF-8.
    """
    try:
        return kind.FromString(data)
    except DecodeError as error:
        raise ReplyDamaged(f"{kind.DESCRIPTOR.full_name} cannot be decoded") from error


def to_json(message: Protobuf) -> bytes:
    """Return proto3 JSON."""
    return _encoded(json_format.MessageToDict(message))


def completion_json(request: pb.CompletionRequest) -> bytes:
    """Return proto3 JSON that says ``stream`` either way, as the official sample does."""
    value = json_format.MessageToDict(request)
    value["completionOptions"] = {"stream": False, **value.get("completionOptions", {})}
    return _encoded(value)


def _encoded(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def response_of_json(value: dict[str, Any]) -> pb.CompletionResponse:
    """Decode a completion in proto3 JSON.

    Raises:
        ReplyDamaged: A field has a wrong type.
    """
    _replace_unknown_status(value)
    return _parsed_json(value, pb.CompletionResponse)


def tokens_of_json(value: dict[str, Any]) -> pb.TokenizeResponse:
    """Decode the tokenizer's answer in proto3 JSON.

    Raises:
        ReplyDamaged: A field has a wrong type.
    """
    return _parsed_json(value, pb.TokenizeResponse)


def operation_of_json(value: dict[str, Any]) -> operation_pb2.Operation:
    """Decode an operation in proto3 JSON.

    Metadata is left out, and so are details of kinds we do not know: the decoder stops at a type it has
    never heard of.

    Raises:
        ReplyDamaged: A field has a wrong type.
    """
    known = {key: value[key] for key in ("id", "done", "error", "response") if value.get(key) is not None}
    answer = known.get("response")
    if isinstance(answer, dict):
        _replace_unknown_status(answer)
        answer = {"@type": _ANSWER_TYPE, **answer}
        known["response"] = answer
        if answer["@type"] != _ANSWER_TYPE:
            raise ReplyDamaged("an operation with an answer of another type")
    failure = known.get("error")
    if isinstance(failure, dict):
        known["error"] = {**failure, "details": list(known_details(failure.get("details")))}
    return _parsed_json(known, operation_pb2.Operation)


def known_details(details: object) -> Iterator[dict[str, Any]]:
    """Yield those details of an error, in JSON, whose type we know."""
    for detail in details if isinstance(details, list) else ():
        kind = detail.get("@type") if isinstance(detail, dict) else None
        if isinstance(kind, str) and kind.endswith(_KNOWN_DETAILS):
            yield detail


def whole(text: str) -> str:
    """Replace halves of surrogate pairs, which a clipboard may hold and UTF-8 cannot; join whole pairs."""
    if not _LONE_SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _options(options: CompletionOptions) -> pb.CompletionOptions:
    message = pb.CompletionOptions(stream=options.stream)
    try:
        if options.temperature is not None:
            message.temperature.value = options.temperature
        if options.max_tokens is not None:
            message.max_tokens.value = options.max_tokens
    except (TypeError, ValueError) as error:
        raise RequestRejected("an option that no message can hold; nothing was sent") from error
    if options.reasoning is not None:
        message.reasoning_options.mode = _REASONING_MODES[options.reasoning]
    return message


def _struct(schema: str) -> Struct:
    try:
        return json_format.Parse(whole(schema), Struct())
    except (json_format.ParseError, ValueError, RecursionError) as error:
        raise RequestRejected("json_schema is no JSON object; nothing was sent") from error


def _parsed_json(value: dict[str, Any], kind: type[_Kind]) -> _Kind:
    try:
        return json_format.ParseDict(_mended(value), kind(), ignore_unknown_fields=True)
    except json_format.ParseError as error:
        # The decoder's own text may quote the answer.
        raise ReplyDamaged(f"{kind.DESCRIPTOR.full_name} with a field of a wrong type") from error
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        raise ReplyDamaged(f"{kind.DESCRIPTOR.full_name}: {type(error).__name__}") from error


def _mended(value: dict[str, Any]) -> dict[str, Any]:
    """Make every text of a JSON value fit for UTF-8: a piece may end in the middle of an emoji."""
    return cast("dict[str, Any]", _mended_value(value))


def _mended_value(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_mended_value(item) for item in value]
    if isinstance(value, dict):
        return {whole(key): _mended_value(item) for key, item in value.items()}
    return value


def _replace_unknown_status(value: dict[str, Any]) -> None:
    alternatives = value.get("alternatives")
    for alternative in alternatives if isinstance(alternatives, list) else ():
        status = alternative.get("status") if isinstance(alternative, dict) else None
        if isinstance(status, str) and status not in _STATUS_NAMES:
            alternative["status"] = _UNHEARD_OF
