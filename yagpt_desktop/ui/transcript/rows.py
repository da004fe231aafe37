"""The messages of a chat; what is known of each beside its text is made when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from yagpt_desktop.domain.chat import ChatMessage

from .ink import Ink
from .row import Row

_FAT = 1.35
_SAMPLE = 256
_FRACTION_BITS = 12
_FRACTION = 1 << _FRACTION_BITS


class Rows:
    """A list of rows of which few exist.

    Attributes:
        ink: The look in which new rows are made.
    """

    ink: Ink

    def __init__(self) -> None:
        self._messages: list[ChatMessage] = []
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._messages)

    def __getitem__(self, number: int) -> Row:
        number = range(len(self._messages))[number]
        row = self._made.get(number)
        if row is None:
            row = self._made[number] = Row(self._messages[number], self.ink, is_first=not number)
        return row

    def message(self, number: int) -> ChatMessage:
        """Return a message without making its row."""
        return self._messages[number]

    def text_chars(self, number: int) -> int:
        """Return the length of a message."""
        return len(self._messages[number].text)

    def reset(self, messages: Sequence[ChatMessage]) -> None:
        """Hold other messages."""
        self._messages = list(messages)
        self._made.clear()

    def append(self, message: ChatMessage) -> None:
        """Add a message at the end."""
        self._messages.append(message)

    def replace(self, number: int, message: ChatMessage, column_px: int, ink: Ink) -> None:
        """Take another text or state of a message."""
        self._messages[number] = message
        self[number].replace(message, column_px, ink)

    def truncate(self, count: int) -> None:
        """Keep the first ``count``."""
        del self._messages[count:]
        for number in [number for number in self._made if number >= count]:
            del self._made[number]

    def forget(self, number: int) -> None:
        """Keep no more of a row than its message: it went far out of view."""
        self._made.pop(number, None)

    def first_heights(self, column_px: int, ink: Ink) -> list[int]:
        """Return what the rows may be high, at no cost: beyond a few, all are as high as the mean of those.

        A long chat is open at once so; :meth:`rough_heights` follows when nobody waits.
        """
        if len(self._messages) <= _SAMPLE:
            return self.rough_heights(column_px, ink)
        last = self.rough_heights(column_px, ink, len(self._messages) - _SAMPLE)
        return [sum(last) // _SAMPLE] * (len(self._messages) - _SAMPLE) + last

    def rough_heights(self, column_px: int, ink: Ink, first: int = 0) -> list[int]:
        """Return what the rows from ``first`` on may be high, by the length of their texts."""
        share = int(_FAT * ink.line_px * ink.char_px * _FRACTION / max(column_px, 1))
        least = ink.line_px + ink.gap(10)
        sizes = map(len, map(attrgetter("text"), self._messages[first:]))
        return [least + (size * share >> _FRACTION_BITS) for size in sizes]
