"""Bounds of the numbers that a person can set, declared where the number is."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

_Number = TypeVar("_Number", int, float, int | None, float | None)


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds of a number, both included."""

    low: float
    high: float


def ranged(default: _Number, low: float, high: float) -> _Number:
    """Declare a settings field with its default and bounds; a None default means "not set"."""
    return field(default=default, metadata={"range": Range(low, high)})


def bounds_of(name: str, of: type[Any]) -> Range:
    """Return the bounds declared for a field.

    Raises:
        KeyError: No such field, or one without bounds.
    """
    metadata = {spec.name: spec.metadata for spec in fields(of)}
    bounds: Range = metadata[name]["range"]
    return bounds
