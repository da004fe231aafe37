"""Looking for words in the conversation in view."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.text.find import needle_of

from .find_index import FindIndex
from .find_marks import FoundMarks, FoundPlace
from .revealing import reveal
from .selection import Point
from .stage import Stage
from .unit_layout import UnitLayout

_SLICE_S = 0.010
_TELL_S = 0.15
_CALM_MS = 300
_MARGIN_LINES = 3


@dataclass(frozen=True, slots=True)
class FindState:
    """What is known of a search.

    Attributes:
        total: Matches found so far.
        current: Place of the match in view among all, counted from 1; 0 for none.
        is_complete: Every message was looked at.
        is_asked: There is something to look for.
    """

    total: int = 0
    current: int = 0
    is_complete: bool = True
    is_asked: bool = False


class Finding(QObject):
    """Finds, counts and brings into view.  GUI thread; works in slices, so that nothing stands still.

    The messages nearest to the view come first.  While an answer grows its matches are counted anew a few
    times a second; the place of the person stays.

    Signals:
        changed(FindState): More is known, or another match is in view.
    """

    changed = Signal(object)

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._index = FindIndex(stage.column)
        self._marks: FoundMarks = stage.scene.found
        self._current: tuple[int, int] | None = None
        self._origin: tuple[int, int] | None = None
        self._wants_first = False
        self._steps: Iterator[int | None] | None = None
        self._told_s = 0.0
        self._changed_rows: set[int] = set()
        self._slice = QTimer(self, interval=0)
        self._slice.timeout.connect(self._on_slice)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._on_calm)

    @property
    def state(self) -> FindState:
        """What is known now."""
        index = self._index
        current = 0
        if self._current is not None:
            row, ordinal = self._current
            current = sum(index.counts[:row]) + ordinal + 1
        return FindState(index.total, current, index.is_complete, is_asked=bool(self._marks.needle))

    # What the person does

    @Slot(str)
    def search(self, query: str) -> None:
        """Look for something; the first match at or below the upper edge of the view comes into view."""
        needle = needle_of(query)
        if needle == self._marks.needle:
            return
        if self._origin is None:
            self._origin = self._place_in_view()
        self._marks.needle = needle
        self._set_current(None)
        self._wants_first = True
        self._begin()

    @Slot()
    def next(self) -> None:
        """Go to the next match, behind the last one to the first."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the match before."""
        self._step(-1)

    @Slot()
    def close(self) -> None:
        """Look for nothing any more; the match in view becomes the selection."""
        self._select_current()
        self._marks.needle = ""
        self._set_current(None)
        self._stop()
        self._origin = None
        self._index.clear()
        self._stage.viewport().update()

    def context(self) -> str:
        """Return the text around the match in view, to be read out."""
        place = self._marks.current
        if place is None:
            return ""
        return self._marks.text_around(self._layout(place), place.ordinal)

    # What the conversation tells

    def rows_reset(self) -> None:
        """Another conversation is in view."""
        if self._marks.needle:
            self._set_current(None)
            self._origin = None
            self._wants_first = False
            self._index.clear()
            self._begin()

    def rows_changed(self, number: int) -> None:
        """A message came, changed, or went with those behind it; told for the first such row."""
        if self._marks.needle:
            self._changed_rows.add(number)
            if not self._calm.isActive():
                self._calm.start()

    # The search

    def _begin(self) -> None:
        self._stop()
        self._stage.viewport().update()
        if not self._marks.needle:
            self._index.counts = []
            self._index.is_complete = True
            self._tell()
            return
        self._index.begin(self._marks.needle)
        self._steps = self._index.work(self._origin[0] if self._origin else 0)
        self._told_s = 0.0
        self._slice.start()
        self._on_slice()

    def _stop(self) -> None:
        self._slice.stop()
        self._calm.stop()
        self._steps = None
        self._changed_rows.clear()

    @Slot()
    def _on_slice(self) -> None:
        steps = self._steps
        if steps is None:
            return
        end_s = time.perf_counter() + _SLICE_S
        for number in steps:
            if number is not None and self._wants_first:
                self._take_first(number)
            if time.perf_counter() > end_s:
                break
        else:
            self._finish()
        if self._index.is_complete or time.perf_counter() - self._told_s > _TELL_S:
            self._tell()

    def _finish(self) -> None:
        self._slice.stop()
        self._steps = None
        if self._wants_first and self._index.total:
            # Only above the place where the search began.
            self._go_to(next(row for row, count in enumerate(self._index.counts) if count), 0)

    def _take_first(self, number: int) -> None:
        counts = self._index.counts
        if number >= len(counts) or not counts[number]:
            return
        row, unit = self._origin or (0, 0)
        ordinal = sum(self._unit_counts(number)[:unit]) if number == row else 0
        if ordinal < counts[number]:
            self._go_to(number, ordinal)

    def _tell(self) -> None:
        self._told_s = time.perf_counter()
        self.changed.emit(self.state)

    def _step(self, by: int) -> None:
        counts = self._index.counts
        if not any(counts):
            return
        if self._current is None:
            self._origin = self._place_in_view()
            self._go_to(*self._first_from(*self._origin))
        else:
            self._go_to(*self._neighbour(*self._current, by))
        self._tell()

    def _first_from(self, row: int, unit: int) -> tuple[int, int]:
        counts = self._index.counts
        ordinal = sum(self._unit_counts(row)[:unit])
        if ordinal < counts[row]:
            return row, ordinal
        return self._neighbour(row, counts[row] - 1, 1)

    def _neighbour(self, row: int, ordinal: int, by: int) -> tuple[int, int]:
        counts = self._index.counts
        if 0 <= ordinal + by < counts[row]:
            return row, ordinal + by
        for distance in range(1, len(counts) + 1):
            number = (row + by * distance) % len(counts)
            if counts[number]:
                return number, 0 if by > 0 else counts[number] - 1
        return row, ordinal

    def _unit_counts(self, number: int) -> list[int]:
        counting = self._index.count(number)
        while True:
            try:
                next(counting)
            except StopIteration as end:
                return list(end.value)

    # The match in view

    def _go_to(self, row: int, ordinal: int) -> None:
        self._wants_first = False
        self._set_current((row, ordinal))
        self._reveal()

    def _set_current(self, current: tuple[int, int] | None) -> None:
        self._current = current
        self._marks.current = None
        if current is not None:
            row, ordinal = current
            for unit, count in enumerate(self._unit_counts(row)):
                if ordinal < count:
                    self._marks.current = FoundPlace(row, unit, ordinal)
                    break
                ordinal -= count
        self._stage.viewport().update()

    def _reveal(self) -> None:
        place = self._marks.current
        if place is None:
            return
        rect = self._marks.rect_of(self._layout(place), place.ordinal)
        if rect is not None:
            reveal(self._stage, place.row, place.unit, rect, margin_lines=_MARGIN_LINES)

    def _layout(self, place: FoundPlace) -> UnitLayout:
        self._stage.column.near(place.row)
        return self._stage.column.layout(place.row, place.unit)

    def _place_in_view(self) -> tuple[int, int]:
        arrangement = self._stage.arranged()
        margin = _MARGIN_LINES * self._stage.column.ink.line_px if arrangement.top else 0
        for shown in arrangement.units:
            if shown.y >= arrangement.top + margin:
                return shown.row, shown.unit
        first = arrangement.units[0] if arrangement.units else None
        return (first.row, first.unit) if first is not None else (0, 0)

    def _select_current(self) -> None:
        place = self._marks.current
        if place is None:
            return
        layout = self._layout(place)
        found = self._marks.source_range(layout, place.ordinal)
        if found is not None:
            start, end = (Point(place.row, layout.unit.start + offset) for offset in found)
            self._stage.selection.select(start, end)

    @Slot()
    def _on_calm(self) -> None:
        """Count again what has changed; the person's place stays as long as it is there."""
        if self._steps is not None:
            self._calm.start()
            return
        changed, self._changed_rows = self._changed_rows, set()
        index, count = self._index, len(self._stage.column.rows)
        index.fit_rows()
        for number in range(min(changed, default=count), count):
            self._unit_counts(number)
        current = self._current
        if current is not None:
            row, ordinal = current
            left = index.counts[row] if row < count else 0
            self._set_current((row, min(ordinal, left - 1)) if left else None)
        self._tell()
