"""What the service refuses before it begins to answer, in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import grpc

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionOptions, CompletionRequest

from . import access, model_table, tokenizer
from .fault import Refusal

TEXT_MAX: Final = 100_000
_ROLES: Final = ("system", "user", "assistant")


def checked_model(caller: access.Caller, uri: str, headers: Mapping[str, str]) -> model_table.Model:
    """Return the model of a URI that the caller may use.

    Raises:
        Refusal: INVALID_ARGUMENT, PERMISSION_DENIED.
    """
    parsed = model_table.parsed(uri)
    access.check_folder(caller, parsed.folder_id, headers)
    return model_table.model_of(parsed)


def check_messages(request: CompletionRequest) -> None:
    """Check the conversation.

    Raises:
        Refusal: INVALID_ARGUMENT.
    """
    if not request.messages:
        raise _bad("messages: Field is required: the list of messages is empty")
    for number, message in enumerate(request.messages):
        if message.role not in _ROLES:
            raise _bad(f"messages[{number}].role: unknown role '{message.role}', expected one of {_ROLES}")
        if message.WhichOneof("Content") in {"tool_call_list", "tool_result_list"}:
            continue
        check_length(message.text)


def check_length(text: str) -> None:
    """Check the length of one message.

    Raises:
        Refusal: INVALID_ARGUMENT: empty, or over ``TEXT_MAX`` characters.
    """
    if not 0 < len(text) <= TEXT_MAX:
        raise _bad(f"text length is {len(text)}, which is outside the range (0, {TEXT_MAX}]")


def check_options(options: CompletionOptions, model: model_table.Model) -> None:
    """Check the options.

    Raises:
        Refusal: INVALID_ARGUMENT.
    """
    if options.HasField("temperature") and not 0 <= options.temperature.value <= 1:
        raise _bad(f"temperature is {options.temperature.value:g}, which is outside the range [0, 1]")
    if not options.HasField("max_tokens"):
        return
    limit = options.max_tokens.value
    if limit <= 0:
        raise _bad(f"max_tokens is {limit}, it must be greater than 0")
    if limit > model.answer_tokens:
        raise _bad(f"max_tokens is {limit}: maximum text generation size is {model.answer_tokens}")


def input_tokens(request: CompletionRequest, model: model_table.Model) -> int:
    """Count the request's tokens.

    Raises:
        Refusal: INVALID_ARGUMENT where they do not fit into the model's context.
    """
    tokens = tokenizer.request_count(request.messages)
    if tokens > model.context_tokens:
        raise _bad(f"number of input tokens must be no more than {model.context_tokens}, got {tokens}")
    return tokens


def _bad(message: str) -> Refusal:
    return Refusal(grpc.StatusCode.INVALID_ARGUMENT, message)
