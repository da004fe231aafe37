"""Corrections as single changes: find them, apply some of them, keep what a person decided.

The front of the engine; its parts live beside it.
"""

from __future__ import annotations

from .change_reason import ChangeReason
from .change_reasons import reasons_of
from .comparing import Steps, compare, comparing
from .decisions import applied, carried, change_key, spared, touches_word
from .live_changes import LiveComparison
from .own_changes import Edited, own_changes, with_edit, with_own

__all__ = [
    "ChangeReason",
    "Edited",
    "LiveComparison",
    "Steps",
    "applied",
    "carried",
    "change_key",
    "compare",
    "comparing",
    "own_changes",
    "reasons_of",
    "spared",
    "touches_word",
    "with_edit",
    "with_own",
]
