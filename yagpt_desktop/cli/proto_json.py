"""A final answer in the shape that the service's own REST gives it (proto3 JSON)."""

from __future__ import annotations

from typing import Any

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role, Usage

_STATUS_NAMES = {
    CompletionStatus.PARTIAL: "ALTERNATIVE_STATUS_PARTIAL",
    CompletionStatus.TRUNCATED: "ALTERNATIVE_STATUS_TRUNCATED_FINAL",
    CompletionStatus.FINAL: "ALTERNATIVE_STATUS_FINAL",
    CompletionStatus.CONTENT_FILTER: "ALTERNATIVE_STATUS_CONTENT_FILTER",
    CompletionStatus.TOOL_CALLS: "ALTERNATIVE_STATUS_TOOL_CALLS",
}


def response_json(update: CompletionUpdate) -> dict[str, Any]:
    """Return the response; 64-bit numbers are texts, as proto3 JSON has them."""
    alternative = {
        "message": {"role": Role.ASSISTANT.value, "text": update.text},
        "status": _STATUS_NAMES.get(update.status, "ALTERNATIVE_STATUS_UNSPECIFIED"),
    }
    return {
        "alternatives": [alternative],
        "usage": usage_json(update.usage),
        "modelVersion": update.model_version,
    }


def usage_json(usage: Usage) -> dict[str, Any]:
    """Return what an answer took."""
    return {
        "inputTextTokens": str(usage.input_tokens),
        "completionTokens": str(usage.completion_tokens),
        "totalTokens": str(usage.total_tokens),
        "completionTokensDetails": {"reasoningTokens": str(usage.reasoning_tokens)},
    }
