"""What the pages of the text tools say of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.errors import NetworkError, YaGptError
from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.services.back_translation import BackCheck
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_roubles

from .status_words import seconds_text

_TOKENS: Final = QT_TRANSLATE_NOOP("TextWords", "%n token(s)")
_WAYS: Final = {Transport.GRPC: "gRPC", Transport.REST: "REST"}
_MOST_TERMS: Final = 3


def estimate_text(tokens: int, roubles: float | None) -> str:
    """Return about what a text takes, and its price where that is known; "" for nothing."""
    if not tokens:
        return ""
    price = f" · ≈\u00a0{format_roubles(roubles)}" if roubles is not None else ""
    return f"≈\u00a0{counted('TextWords', _TOKENS, tokens)}{price}"


def waiting_text(wait_s: float, error: YaGptError | None = None) -> str:
    """Say that a run goes on by itself, and what it waits for."""
    seconds = max(1, round(wait_s))
    if isinstance(error, NetworkError):
        return QCoreApplication.translate(
            "TextWords", "No connection, trying again in %n second(s)", "", seconds
        )
    return QCoreApplication.translate(
        "TextWords", "The service is busy, going on in %n second(s)", "", seconds
    )


def done_text(transport: Transport, elapsed_s: float, roubles: float | None) -> str:
    """Return "gRPC · 0,9 s · 0,02 ₽", as far as it is known; "" for nothing."""
    took = seconds_text(elapsed_s)
    price = format_roubles(roubles) if roubles else ""
    return " · ".join(filter(None, (_WAYS[transport] if took else "", took, price)))


def terms_text(missed: Sequence[GlossaryRow]) -> str:
    """Name the terms of the glossary that a translation does not use; "" for none."""
    if not missed:
        return ""
    named = ", ".join(f"{row.source} → {row.target}" for row in missed[:_MOST_TERMS])
    if len(missed) > _MOST_TERMS:
        sentence = QCoreApplication.translate("TextWords", "Not as in the glossary: {terms} and others.")
    else:
        sentence = QCoreApplication.translate("TextWords", "Not as in the glossary: {terms}.")
    return sentence.format(terms=named)


def missed_term_text(row: GlossaryRow) -> str:
    """Say of one term that a translation does not have it."""
    sentence = QCoreApplication.translate(
        "TextWords", "Glossary: {term}. The translation has other words here."
    )
    return sentence.format(term=f"{row.source} → {row.target}")


def doubt_text(check: BackCheck) -> str:
    """Say why a sentence and its translation back should be looked at; "" where nothing was noticed."""
    if not check.is_doubtful:
        return ""
    if check.numbers_missing:
        sentence = QCoreApplication.translate("TextWords", "Numbers differ: {numbers}")
        return sentence.format(numbers=", ".join(check.numbers_missing))
    if check.negations_differ:
        return QCoreApplication.translate("TextWords", "A negation is lost or added")
    return QCoreApplication.translate("TextWords", "Other words than in the text")
