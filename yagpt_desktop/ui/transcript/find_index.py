"""How often something stands in each message of a conversation; found in steps too small to be felt."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.display import with_plain_breaks
from yagpt_desktop.text.find import Passage, matches, skeleton
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.references import Link, references_of
from yagpt_desktop.text.scan import units_after
from yagpt_desktop.text.shown import shown_letters, shown_texts
from yagpt_desktop.text.unit import Unit

from .column import Column

_LONGEST_SKELETON_CHARS = 100_000

Steps = Generator[None, None, Sequence[int]]


@dataclass(slots=True)
class _Known:
    """What was made of one message, to be used again for the next letter that is typed.

    Attributes:
        letters: All that may be shown; None where that is not known so cheaply.
        passages: One for each unit; None while nobody had to look at what is shown.
    """

    text: str
    letters: str | None = None
    passages: tuple[Passage, ...] | None = None


class FindIndex:
    """Counts matches by message and by unit.  GUI thread, in the steps of :meth:`work`.

    Attributes:
        counts: Matches by row; 0 where nothing is, or where nobody has looked yet.
        is_complete: Whether every row was looked at.
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self._known: dict[int, _Known] = {}
        self._growing: dict[tuple[Unit, tuple[Link, ...]], Passage] = {}
        self._needle = ""
        self._skeleton = ""
        self.counts: list[int] = []
        self.is_complete = True

    @property
    def total(self) -> int:
        """All matches found so far."""
        return sum(self.counts)

    def clear(self) -> None:
        """Forget everything: another conversation, or nobody searches any more."""
        self._known.clear()
        self._growing.clear()
        self._needle = ""
        self.counts = []
        self.is_complete = True

    def begin(self, needle: str) -> None:
        """Look for something else."""
        self._needle, self._skeleton = needle, skeleton(needle)
        self.counts = [0] * len(self._column.rows)
        self.is_complete = False

    def fit_rows(self) -> None:
        """Follow messages that were added, or cut off at the end."""
        count = len(self._column.rows)
        del self.counts[count:]
        self.counts += [0] * (count - len(self.counts))
        for number in [number for number in self._known if number >= count]:
            del self._known[number]

    def work(self, first: int) -> Iterator[int | None]:
        """Count row by row from ``first`` to the end and on from the beginning.

        Yields the number of a row that is done, or None where a step was made inside of one.
        """
        count = len(self._column.rows)
        for number in [*range(first, count), *range(min(first, count))]:
            counting = self.count(number)
            while True:
                try:
                    next(counting)
                except StopIteration:
                    break
                yield None
            yield number
        self.is_complete = True

    def count(self, number: int) -> Steps:
        """Count one row anew, step by step; the result are the counts of its units."""
        if number >= len(self._column.rows):
            return ()
        passages = self._passages_of_growing(number) if self._is_growing(number) else self._passages(number)
        found = []
        for passage in (yield from passages):
            total = passage.even.count(self._needle)
            for text in passage.odd:
                total += len(matches(text, self._needle))
                yield
            found.append(total)
        if number < len(self.counts):
            self.counts[number] = sum(found)
        return found

    def _is_growing(self, number: int) -> bool:
        return number == len(self._column.rows) - 1 and self._column.rows[number].is_streaming

    def _passages_of_growing(self, number: int) -> Generator[None, None, Sequence[Passage]]:
        """Only what has changed since the last time is looked at."""
        row = self._column.near(number)
        units = tuple(row.units)
        before, self._growing = self._growing, {}
        found = []
        for unit in units:
            key = unit, row.links_of(unit)
            is_tail = unit is units[-1]
            passage = None if is_tail else before.get(key)
            if passage is None:
                passage = Passage.of(shown_texts(blocks_of(*key, is_tail=is_tail)))
                yield
            if not is_tail:
                self._growing[key] = passage
            found.append(passage)
        return found

    def _units(self, number: int, text: str, *, is_plain: bool) -> Iterable[Unit]:
        """The last row is near the view, or will be; the others are not to be kept for being searched."""
        if number == len(self._column.rows) - 1:
            return tuple(self._column.near(number).units)
        return units_after(with_plain_breaks(text), None, plain=is_plain)

    def _passages(self, number: int) -> Generator[None, None, Sequence[Passage]]:
        message = self._column.rows.message(number)
        known = self._known.get(number)
        if known is None or known.text is not message.text:
            is_short = len(message.text) <= _LONGEST_SKELETON_CHARS
            letters = shown_letters(message.text) if is_short else None
            known = self._known[number] = _Known(message.text, letters)
        is_plain = message.role is not Role.ASSISTANT
        if known.letters is not None and self._skeleton not in known.letters:
            return ()
        if known.passages is None:
            units, passages = [], []
            for unit in self._units(number, known.text, is_plain=is_plain):
                units.append(unit)
                yield
            references = references_of(units)
            for unit in units:
                key = unit, references.links_of(unit)
                passages.append(self._growing.get(key) or Passage.of(shown_texts(blocks_of(*key))))
                yield
            known.passages = tuple(passages)
        return known.passages
