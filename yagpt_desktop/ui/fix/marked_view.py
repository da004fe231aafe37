"""The text with its changes: removed words struck through, new ones underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit

from yagpt_desktop.text.marked import Mark, MarkedParagraph, MarkSort
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.places import code_points, utf16_offset

_LOOK_CHANGES: Final = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
_NO_CHANGE: Final = -1


class MarkedView(QPlainTextEdit):
    """Shows paragraphs with their marks; only what is in sight is dressed, so length costs nothing.

    Signals:
        change_chosen(int): The person pressed on a change (its index).
    """

    change_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fix-marked")
        self.setProperty("look", "page-text")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._paragraphs: Sequence[MarkedParagraph] = ()
        self._places: dict[int, tuple[int, Mark]] = {}
        self._current = _NO_CHANGE
        self._is_choosing = False
        self._dressed: set[int] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._dress)
        self.verticalScrollBar().valueChanged.connect(self._dress_soon)

    def show_paragraphs(self, paragraphs: Sequence[MarkedParagraph]) -> None:
        """Show a picture; paragraphs that are as before are not touched, nor is the place in view."""
        old = self._paragraphs
        same = _common(old, paragraphs)
        most = min(len(old), len(paragraphs)) - same
        tail = 0
        while tail < most and old[-1 - tail] == paragraphs[-1 - tail]:
            tail += 1
        self._replace(same, len(old) - tail, [one.text for one in paragraphs[same : len(paragraphs) - tail]])
        shift = len(paragraphs) - len(old)
        before_tail = len(old) - tail
        self._dressed = {
            place if place < same else place + shift
            for place in self._dressed
            if place < same or (place >= before_tail and tail)
        }
        self._paragraphs = paragraphs
        self._places = {
            mark.change: (place, mark)
            for place, paragraph in reversed(list(enumerate(paragraphs)))
            for mark in reversed(paragraph.marks)
            if mark.change != _NO_CHANGE
        }
        self._dress_soon()

    def show_current(self, change: int, *, follow: bool = True) -> None:
        """Ring a change; -1 for none.  ``follow`` brings it into view."""
        self._current = change
        if follow and not self._is_choosing and change in self._places:
            self._bring_into_view(change)
        self._dress()
        self.viewport().update()

    def _bring_into_view(self, change: int) -> None:
        place, mark = self._places[change]
        cursor = QTextCursor(self.document().findBlockByNumber(place))
        cursor.setPosition(cursor.position() + utf16_offset(self._paragraphs[place].text, mark.start))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _replace(self, first: int, behind: int, lines: Sequence[str]) -> None:
        """Put lines in the place of the blocks from ``first`` up to ``behind``."""
        count = len(self._paragraphs)
        if first == behind and not lines:
            return
        if first == 0 and behind == count:
            self.setPlainText("\n".join(lines))
            return
        document = self.document()
        scrolled = self.verticalScrollBar().value()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        text = "\n".join(lines)
        if behind < count:
            cursor.setPosition(document.findBlockByNumber(first).position())
            end = document.findBlockByNumber(behind).position()
            text = f"{text}\n" if lines else ""
        else:
            before = document.findBlockByNumber(first - 1)
            cursor.setPosition(before.position() + before.length() - 1)
            end = document.characterCount() - 1
            text = f"\n{text}" if lines else ""
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(scrolled)

    @Slot()
    def _dress_soon(self) -> None:
        self._later.start(0)

    @Slot()
    def _dress(self) -> None:
        """Dress the paragraphs in sight."""
        for block in self._blocks_in_sight():
            if block.blockNumber() not in self._dressed:
                self._dress_block(block)

    def _dress_block(self, block: QTextBlock) -> None:
        paragraph = self._paragraphs[block.blockNumber()]
        self._dressed.add(block.blockNumber())
        ranges = [_format_range(paragraph.text, mark, self._format_of(mark)) for mark in paragraph.marks]
        block.layout().setFormats(ranges)
        self.document().markContentsDirty(block.position(), block.length())

    def _format_of(self, mark: Mark) -> QTextCharFormat:
        tokens = look().tokens
        made = QTextCharFormat()
        match mark.sort:
            case MarkSort.REMOVED:
                made.setFontStrikeOut(True)
                _paint(made, tokens.removed, tokens.removed_bg)
            case MarkSort.ADDED:
                made.setFontUnderline(True)
                _paint(made, tokens.added, tokens.added_bg)
            case MarkSort.ACCEPTED:
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                made.setForeground(QColor(tokens.added))
            case MarkSort.LEFT:
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                made.setUnderlineColor(QColor(tokens.muted))
            case MarkSort.UNREACHED:
                made.setForeground(QColor(tokens.muted))
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring round the chosen change: colour alone would not tell it to everybody."""
        super().paintEvent(event)
        if self._current == _NO_CHANGE:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge_px, radius_px = look().metrics.focus_px, look().metrics.gap(0.75)
        painter.setPen(QPen(QColor(look().tokens.accent), edge_px))
        for area in self.ring_areas():
            painter.drawRoundedRect(area.adjusted(-edge_px, 0.5, edge_px, -0.5), radius_px, radius_px)
        painter.end()

    def ring_areas(self) -> list[QRectF]:
        """Return where the words of the chosen change stand, line by line, as far as they are in sight."""
        areas: list[QRectF] = []
        for block in self._blocks_in_sight():
            paragraph = self._paragraphs[block.blockNumber()]
            ours = [mark for mark in paragraph.marks if mark.change == self._current]
            if ours:
                start = utf16_offset(paragraph.text, ours[0].start)
                end = utf16_offset(paragraph.text, ours[-1].start + ours[-1].length)
                corner = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
                areas += (area.translated(corner) for area in _line_areas(block, start, end))
        return areas

    def _blocks_in_sight(self) -> Iterator[QTextBlock]:
        block, height_px = self.firstVisibleBlock(), self.viewport().height()
        while block.isValid() and block.blockNumber() < len(self._paragraphs):
            if self.blockBoundingGeometry(block).translated(self.contentOffset()).top() > height_px:
                return
            yield block
            block = block.next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the change that the caret comes to."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        cursor = self.textCursor()
        if cursor.position() != before and not cursor.hasSelection():
            self._choose_at(cursor)

    def _choose_at(self, cursor: QTextCursor) -> None:
        if cursor.blockNumber() >= len(self._paragraphs):
            return
        paragraph = self._paragraphs[cursor.blockNumber()]
        at = code_points(paragraph.text, cursor.positionInBlock())
        for mark in paragraph.marks:
            if mark.change != _NO_CHANGE and mark.start <= at <= mark.start + mark.length:
                # The caret is where the person put it.
                self._is_choosing = True
                self.change_chosen.emit(mark.change)
                self._is_choosing = False
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the change that was pressed, unless words were selected."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        if not self.textCursor().hasSelection():
            self._choose_at(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More may be in sight."""
        super().resizeEvent(event)
        self._dress_soon()

    def changeEvent(self, event: QEvent) -> None:
        """Put the colours anew."""
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_dressed"):
            self._dressed.clear()
            self._dress_soon()


def _common(old: Sequence[MarkedParagraph], new: Sequence[MarkedParagraph]) -> int:
    pairs = zip(old, new, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _format_range(text: str, mark: Mark, look_of_it: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = utf16_offset(text, mark.start)
    made.length = utf16_offset(text, mark.start + mark.length) - made.start
    made.format = look_of_it
    return made


def _paint(made: QTextCharFormat, ink: str, ground: str) -> None:
    made.setForeground(QColor(ink))
    made.setBackground(QColor(ground))


def _line_areas(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """Yield where a stretch stands in each line of a block that is laid out; UTF-16 units."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            yield QRectF(min(left, right), line.y(), abs(right - left), line.height())


def _x(found: Any) -> float:
    """``cursorToX`` returns the place alone or with the position, by version."""
    return float(found[0] if isinstance(found, tuple) else found)
