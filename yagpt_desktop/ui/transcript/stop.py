"""A place where the keyboard can stop inside of a message."""

from __future__ import annotations

from typing import Final, NamedTuple

FOOT: Final = 1 << 30
"""Stands for the line under the message, which comes behind all its units."""


class Stop(NamedTuple):
    """The ``place``-th link, head of code or action, counted in a unit or in the line under the message."""

    row: int
    unit: int
    place: int

    @property
    def is_in_foot(self) -> bool:
        """Whether it is an action of the line under the message."""
        return self.unit == FOOT
