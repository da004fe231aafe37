"""What the pages of the text tools say of a run."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_roubles

_TOKENS: Final = QT_TRANSLATE_NOOP("TextWords", "%n token(s)")


def estimate_text(tokens: int, roubles: float | None) -> str:
    """Return about what a text takes, and its price where that is known; "" for nothing."""
    if not tokens:
        return ""
    price = f" · ≈\u00a0{format_roubles(roubles)}" if roubles is not None else ""
    return f"≈\u00a0{counted('TextWords', _TOKENS, tokens)}{price}"


def waiting_text(wait_s: float) -> str:
    """Say that a run goes on by itself."""
    return QCoreApplication.translate(
        "TextWords", "The service is busy, going on in %n second(s)", "", max(1, round(wait_s))
    )
