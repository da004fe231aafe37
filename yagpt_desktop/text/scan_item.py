"""Finds an item of a top-level list, or the pieces of a long one."""

from __future__ import annotations

from typing import NamedTuple

from .lines import (
    Line,
    Marker,
    Reader,
    fence_of,
    indent_of,
    interrupts,
    is_blank,
    is_surely_text,
    marker_of,
    nested_mark_of,
)
from .piece import CODE_CHARS, CODE_LINES, TEXT_CHARS, Piece
from .scan_formula import formula_from
from .unit import Carry, Resumed, Unit, UnitKind

_CERTAIN_INDENT = 2
_PATIENCE_LINES = CODE_LINES * 3 // 2


class _Level(NamedTuple):
    """One open item: where its mark stands and where its content begins."""

    mark: str
    indent: int
    content: int

    @classmethod
    def of(cls, marker: Marker, column: int = 0) -> _Level:
        return cls(marker.mark, column + marker.indent, column + marker.content)


class _Item:
    """The items that are open one inside the other, and the fence in them."""

    def __init__(self, carry: Carry | None) -> None:
        self.levels: list[_Level] = []
        self.fence = carry.fence if carry else ""
        self.opener = ""
        self.was_blank = False
        self.was_lazy = False
        self.in_text = False
        self.is_empty = False
        for text in carry.head.splitlines() if carry else ():
            if (mark := nested_mark_of(text)) and not self._is_opener(text):
                indent = indent_of(text)
                self.levels.append(_Level(mark, indent, indent + len(mark) + 1))
            elif text.strip():
                self.opener = text
        self.is_lost = carry is not None and not self.levels

    @staticmethod
    def _is_opener(text: str) -> bool:
        return fence_of(text.strip()) is not None

    @property
    def content(self) -> int:
        """Column from which on lines belong to the outermost item."""
        return self.levels[0].content if self.levels else 0

    def see_first(self, text: str) -> None:
        """Follow the line with the outermost mark; other marks and a fence may stand behind it."""
        column = 0
        while (marker := marker_of(text[column:])) is not None:
            level = _Level.of(marker, column)
            self.levels.append(level)
            if marker.is_empty:
                self.is_empty = len(self.levels) == 1
                return
            column = level.content
        self._open_fence(text[column:], column)
        self.in_text = is_surely_text(text[column:])

    def see(self, text: str) -> None:
        """Follow a line that belongs to the item."""
        self.was_blank = is_blank(text)
        if self.was_blank:
            self.in_text = False
            return
        self.was_lazy = indent_of(text) < self.content
        # Is it a lazy line or another block?  Only the whole could tell; cuts wait for a certain place.
        self.is_lost |= self.was_lazy and not self.in_text
        bare = text.strip()
        if self.fence:
            if len(bare) >= len(self.fence) and bare == self.fence[0] * len(bare):
                self.fence = self.opener = ""
            self.in_text = False
            return
        indent = indent_of(text)
        if (mark := nested_mark_of(text)) and indent >= self.content:
            self.levels = [level for level in self.levels if level.content <= indent]
            self.levels.append(_Level(mark, indent, indent + len(mark) + 1))
        self._open_fence(bare, indent)
        if not self.was_lazy:
            rest = bare[len(mark) :].strip() if mark else bare
            self.in_text = is_surely_text(rest)

    def _open_fence(self, text: str, column: int) -> None:
        if fence := fence_of(text):
            self.fence, self.opener = fence, " " * column + text.strip(" ")

    def carry(self, indent: int, frame: str = "") -> Carry:
        """What the next piece needs when it begins at this indent; ``frame`` if it begins inside a line."""
        chain = "".join(
            " " * level.indent + level.mark + "\n" for level in self.levels if level.content <= indent
        )
        if not self.fence:
            return Carry(UnitKind.ITEM, Resumed.BLOCK, chain)
        return Carry(UnitKind.ITEM, Resumed.CODE, f"{chain}{self.opener}\n{frame}", self.fence)


def scan_item(piece: Piece, carry: Carry | None) -> Unit:
    """Take the lines of an item: what is indented as far as its content, and lazy lines."""
    item = _Item(carry)
    if carry is None:
        first = piece.next_line()
        assert first is not None, "an item has a first line"
        piece.take(first)
        item.see_first(first.text)
        if first.is_cut:
            return piece.unit(UnitKind.ITEM, _inside_line(item))
        below = piece.next_line()
        if item.is_empty and below is not None and is_blank(below.text):
            return piece.unit(UnitKind.ITEM)
    while (line := piece.next_line()) is not None:
        if _ends(item, piece.reader, line):
            break
        if not is_blank(line.text) and _is_full(piece, item, line.text):
            carry = item.carry(_column_of(item, line.text))
            return piece.whole(UnitKind.ITEM, carry) if item.fence else piece.unit(UnitKind.ITEM, carry)
        piece.take(line)
        item.see(line.text)
        if line.is_cut:
            return piece.unit(UnitKind.ITEM, _inside_line(item))
    return piece.unit(UnitKind.ITEM)


def _ends(item: _Item, reader: Reader, line: Line) -> bool:
    if is_blank(line.text) or indent_of(line.text) >= item.content:
        return False
    if item.is_lost:
        return item.was_blank and not item.fence and indent_of(line.text) < _CERTAIN_INDENT
    if item.was_blank or item.fence or interrupts(line.text):
        return True
    return formula_from(reader, line, may_be_open=False) is not None


def _is_full(piece: Piece, item: _Item, text: str) -> bool:
    if indent_of(text) < item.content or not piece.lines:
        return False
    if piece.lines >= _PATIENCE_LINES or piece.chars > CODE_CHARS:
        return True
    if piece.lines < CODE_LINES and piece.chars <= TEXT_CHARS:
        return False
    return item.was_blank or bool(item.fence) or nested_mark_of(text) is not None


def _column_of(item: _Item, text: str) -> int:
    return indent_of(item.opener) if item.fence else indent_of(text)


def _inside_line(item: _Item) -> Carry:
    if not item.fence:
        return Carry(UnitKind.TEXT, Resumed.TEXT, to_line_end=True)
    column = indent_of(item.opener)
    return item.carry(column, " " * column)
