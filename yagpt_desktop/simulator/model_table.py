"""The models that the local service serves, with the limits of the real ones (autumn 2026)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import grpc

from .fault import Refusal


@dataclass(frozen=True, slots=True)
class Model:
    """One model of the native API.

    Attributes:
        context_tokens: Most input tokens.
        answer_tokens: Highest ``maxTokens``.
    """

    name: str
    context_tokens: int = 32_768
    answer_tokens: int = 8_000
    reasoning: bool = False


@dataclass(frozen=True, slots=True)
class ModelUri:
    """``gpt://<folder>/<model>[/<branch>][@<suffix>]``, taken apart."""

    folder_id: str
    name: str
    branch: str
    suffix: str


_MODELS: Final = {
    model.name: model
    for model in (
        Model("yandexgpt-5.1"),
        Model("yandexgpt-5-pro", reasoning=True),
        Model("yandexgpt-5-lite"),
        Model("yandexgpt", reasoning=True),
        Model("yandexgpt-lite"),
        Model("aliceai-llm", context_tokens=131_072, answer_tokens=8_192),
    )
}
_BRANCHES: Final = ("", "latest", "rc", "deprecated")
_URI: Final = re.compile(r"gpt://([^/@\s]+)/([^/@\s]+)(?:/([^/@\s]+))?(?:@([^/@\s]+))?")


def parsed(uri: str) -> ModelUri:
    """Take a model URI apart.

    Raises:
        Refusal: INVALID_ARGUMENT in the service's words.
    """
    match = _URI.fullmatch(uri)
    if match is None:
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"Failed to parse model URI '{uri}'")
    folder_id, name, branch, suffix = match.groups(default="")
    return ModelUri(folder_id, name, branch, suffix)


def model_of(uri: ModelUri) -> Model:
    """Return the model.

    Raises:
        Refusal: INVALID_ARGUMENT: unknown here, retired, or served by the OpenAI-compatible API alone
            (Alice Flash, DeepSeek, Qwen).
    """
    model = _MODELS.get(uri.name)
    if model is None or uri.branch not in _BRANCHES:
        full = f"{uri.name}/{uri.branch}" if uri.branch else uri.name
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"Failed to get model 'gpt://{uri.folder_id}/{full}'")
    return model
