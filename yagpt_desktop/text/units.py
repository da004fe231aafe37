"""A message cut into units, and kept cut while it grows or changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from .prefix import common_prefix
from .scan import units_after
from .unit import Unit


class Revision(NamedTuple):
    """What a new text did to the units.

    Attributes:
        kept: So many units from the start are the very same objects as before.
    """

    units: list[Unit]
    kept: int


def split(text: str, *, plain: bool = False) -> list[Unit]:
    """Cut a message into units; a ``plain`` one is not Markdown but lines as they stand."""
    return revise([], "", text, plain=plain).units


def revise(units: list[Unit], old: str, new: str, *, plain: bool = False) -> Revision:
    """Turn the units of ``old`` into those of ``new``; ends in the same units as ``split(new)``.

    The list is changed in place.  Costs the text from the first touched unit on, not the whole.
    """
    kept = _untouched(units, common_prefix(old, new))
    del units[kept:]
    units.extend(units_after(new, units[-1] if units else None, plain=plain))
    return Revision(units, kept)


def unit_at(units: Sequence[Unit], offset: int) -> int:
    """Return the index of the unit that holds an offset of the message, or of the one before it."""
    return max(bisect_right(units, offset, key=_start_of) - 1, 0)


def _untouched(units: list[Unit], prefix: int) -> int:
    return bisect_right(units, prefix, key=_horizon_of)


def _start_of(unit: Unit) -> int:
    return unit.start


def _horizon_of(unit: Unit) -> int:
    return unit.horizon
