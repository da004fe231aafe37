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
    marker_of,
    nested_mark_of,
)
from .piece import CODE_CHARS, CODE_LINES, TEXT_CHARS, Piece
from .scan_flow import Flow
from .scan_formula import formula_from
from .unit import Carry, Resumed, Unit, UnitKind

_CODE_INDENT = 4
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
        self.flow = Flow()
        self.is_empty = False
        for text in carry.head.splitlines() if carry else ():
            if (mark := nested_mark_of(text)) and not self._is_opener(text):
                indent = indent_of(text)
                self.levels.append(_Level(mark, indent, indent + len(mark) + 1))
            elif text.strip():
                self.opener = text
        self.flow.is_lost = carry is not None and not self.levels
        self.flow.has_number = any(level.mark[0].isdigit() for level in self.levels[:1])

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
            self.flow.has_number |= len(self.levels) == 1 and marker.number is not None
            if marker.is_empty:
                self.is_empty = len(self.levels) == 1
                self.flow.is_over = True
                return
            column = level.content
        self._open_fence(text[column:], column)
        self.flow.see_text(text[column:])

    def see(self, text: str) -> None:
        """Follow a line that belongs to the item."""
        self.was_blank = is_blank(text)
        if self.was_blank:
            self.flow.see_blank()
            return
        bare, indent = text.strip(), indent_of(text)
        self.was_lazy = indent < self.content
        # Is it a lazy line or another block?  Only the whole could tell; cuts wait for a certain place.
        self.flow.see_lost(text, is_outside=self.was_lazy)
        if self.fence and not self.flow.is_lost and indent < self._home_of(indent_of(self.opener)):
            # The item that the fence stands in ends here, and the fence with it.
            self.fence = self.opener = ""
        if self.fence:
            self._see_code(bare)
            return
        if (mark := nested_mark_of(text)) and indent >= self.content:
            self.levels = [level for level in self.levels if level.content <= indent]
            self.levels.append(_Level(mark, indent, indent + len(mark) + 1))
        if not mark and indent - self._home_of(indent) >= _CODE_INDENT:
            # Code, or more of the text above it.
            self.flow.is_over = False
            return
        self._open_fence(bare, indent)
        if not self.was_lazy:
            self.flow.see_text(bare[len(mark) :].strip() if mark else bare)

    def _see_code(self, bare: str) -> None:
        is_over = len(bare) >= len(self.fence) and bare == self.fence[0] * len(bare)
        if is_over:
            self.fence = self.opener = ""
        self.flow.see_code(is_over=is_over)

    def _open_fence(self, text: str, column: int) -> None:
        if fence := fence_of(text):
            self.fence, self.opener = fence, " " * column + text.strip(" ")

    def _home_of(self, column: int) -> int:
        """Return where the content begins of the innermost item that reaches as far as this column."""
        return max((level.content for level in self.levels if level.content <= column), default=0)

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
    if item.flow.is_lost:
        if item.fence:
            return False
        is_certain = item.was_blank and indent_of(line.text) < _CERTAIN_INDENT
        is_certain = is_certain and not item.flow.goes_on_counting(line.text)
        return is_certain or item.flow.ends_before(reader, line)
    if item.was_blank or item.fence or item.flow.is_over or interrupts(line.text):
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
