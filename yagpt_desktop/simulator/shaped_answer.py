"""Answers to the text tools' questions of a prescribed shape: reasons for changes, other translations."""

from __future__ import annotations

import json
from typing import Any, Final

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionRequest

from . import translator
from .framed_text import framed
from .language_data import language_data

_VARIANTS: Final = 4


def answer_to(request: CompletionRequest, schema: Any) -> dict[str, Any] | None:
    """Return what fits the question; None for any other shape."""
    properties = schema.get("properties", {}) if isinstance(schema, dict) else {}
    message = next((item.text for item in reversed(request.messages) if item.role == "user"), "")
    role = "\n".join(item.text for item in request.messages if item.role == "system")
    if set(properties) == {"reasons"}:
        return _reasons(message, role)
    if set(properties) == {"variants"}:
        return _variants(message, role, properties["variants"])
    return None


def _reasons(message: str, role: str) -> dict[str, Any] | None:
    try:
        changes = json.loads(framed(message))
    except ValueError:
        return None
    if not isinstance(changes, list):
        return None
    texts = language_data("phrasebook")["reasons"]["ru" if role.startswith("Объясни") else "en"]
    reasons = []
    for change in changes:
        kind = _kind(str(change.get("before", "")), str(change.get("after", "")))
        reasons.append({"id": change.get("id"), "kind": kind, "reason": texts[kind]})
    return {"reasons": reasons}


def _kind(before: str, after: str) -> str:
    if before.casefold() == after.casefold():
        return "case"
    if before.replace("ё", "е") == after.replace("ё", "е"):
        return "yo"
    if before.split() == after.split():
        return "typography"
    if not any(sign.isalnum() for sign in before + after):
        return "punctuation"
    return "spelling"


def _variants(message: str, role: str, schema: Any) -> dict[str, Any]:
    text = framed(message)
    count = int(schema.get("maxItems", _VARIANTS)) if isinstance(schema, dict) else _VARIANTS
    target = translator.target_of(role, text)
    return {"variants": translator.variants(text, target, count, translator.terms_of(role))}
