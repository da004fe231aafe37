"""A request in words, for the person who is about to send it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.completion import CompletionOptions, CompletionRequest, Role
from yagpt_desktop.services.context import ContextPlan
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count, format_roubles

_SPEAKERS = {
    Role.SYSTEM: QT_TRANSLATE_NOOP("RequestWords", "Role"),
    Role.USER: QT_TRANSLATE_NOOP("RequestWords", "You"),
    Role.ASSISTANT: QT_TRANSLATE_NOOP("RequestWords", "Model"),
}


def request_facts(plan: ContextPlan, cost_roubles: float | None) -> str:
    """Return model, size, price and options in one paragraph."""
    parts = [plan.request.model, tokens_of(plan.tokens, plan.limit_tokens)]
    parts += beginning_texts(plan.left_out, plan.summarised)
    if cost_roubles is not None:
        parts.append(format_roubles(cost_roubles))
    parts += _options(plan.request.options)
    return " · ".join(parts)


def request_text(request: CompletionRequest) -> str:
    """Return every message with its speaker, as it will be sent."""
    return "\n\n".join(f"[{_translated(_SPEAKERS[one.role])}]\n{one.text}" for one in request.messages)


def tokens_of(tokens: int, limit_tokens: int | None) -> str:
    """Return "≈ 1200 tokens of 30768"; the limit only where it is known."""
    size = counted("RequestWords", QT_TRANSLATE_NOOP("RequestWords", "%n token(s)"), tokens)
    if limit_tokens is None:
        return f"≈\u00a0{size}"
    text = QCoreApplication.translate("RequestWords", "{size} of {limit}")
    return "≈\u00a0" + text.format(size=size, limit=format_count(limit_tokens))


def beginning_texts(left_out: int, summarised: int) -> list[str]:
    """Return what becomes of the beginning of the chat; nothing where all of it is told."""
    parts = [left_out_text(left_out)] if left_out else []
    if summarised:
        text = QT_TRANSLATE_NOOP("RequestWords", "the first %n message(s) in short")
        parts.append(counted("RequestWords", text, summarised))
    return parts


def left_out_text(count: int) -> str:
    """Return how many of the oldest messages the model will not be told."""
    return counted(
        "RequestWords", QT_TRANSLATE_NOOP("RequestWords", "without the first %n message(s)"), count
    )


def _options(options: CompletionOptions) -> list[str]:
    parts = []
    if options.temperature is not None:
        text = QCoreApplication.translate("RequestWords", "temperature {value}")
        parts.append(text.format(value=options.temperature))
    if options.max_tokens is not None:
        text = QCoreApplication.translate("RequestWords", "answer up to {count} tokens")
        parts.append(text.format(count=options.max_tokens))
    return parts


def _translated(source: str) -> str:
    return QCoreApplication.translate("RequestWords", source)
