"""A chat as a PDF document, its pages set by Qt.

Every text goes in by a cursor, sign by sign: nothing of a chat is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.exchange.captions import Captions, told
from yagpt_desktop.services.exchange.said import blocks_in
from yagpt_desktop.text.address import is_link
from yagpt_desktop.text.blocks import Align, Block, CodeBlock, Face, Mark, Place, Span, TableBlock, TextBlock
from yagpt_desktop.text.display import fit, with_plain_breaks
from yagpt_desktop.ui.theme.tokens import LIGHT

_MARGIN_MM: Final = 18
_DOTS_PER_INCH: Final = 300
_TEXT_PT, _CODE_PT, _SPEAKER_PT, _TITLE_PT = 10.5, 9.5, 9.0, 18.0
_HEADING_PT: Final = (14.0, 12.5, 11.5, 11.0, 10.5, 10.5)
_GAP_PX, _WIDE_GAP_PX, _STEP_PX = 6, 16, 22
_LINE: Final = "\u2028"
_MARKS: Final = {Mark.BULLET: "•", Mark.OPEN_TASK: "☐", Mark.DONE_TASK: "☑"}


def pdf(exported: ExportedChat, captions: Captions) -> bytes:
    """Return the file; takes its time.  Any thread of Qt's own."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(fit(captions.title(exported)))
    writer.setCreator("YaGPT Desktop")
    writer.setResolution(_DOTS_PER_INCH)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    document = QTextDocument()
    document.setDefaultFont(_font(_TEXT_PT))
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(layout.paintRectPixels(_DOTS_PER_INCH).size()))
    _fill(QTextCursor(document), exported, captions)
    document.print_(writer)
    buffer.close()
    return bytes(content.data())


def _fill(cursor: QTextCursor, exported: ExportedChat, captions: Captions) -> None:
    pages = _Pages(cursor)
    pages.add(fit(captions.title(exported)), _look(_TITLE_PT, bold=True))
    if exported.chat.role_text.strip():
        pages.add_speaker(captions.role)
        pages.add_as_it_is(exported.chat.role_text)
    for message in told(exported):
        pages.add_speaker(captions.heading(message))
        pages.add_message(message)


class _Pages:
    """Writes paragraphs one below the other."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._is_begun = False

    def add(self, text: str, look: QTextCharFormat, shape: QTextBlockFormat | None = None) -> None:
        """Add a paragraph of one look."""
        self._begin(shape or _shape())
        self._cursor.insertText(text, look)

    def add_speaker(self, heading: str) -> None:
        """Add the line over a message; it stays with what it stands over."""
        look, shape = _look(_SPEAKER_PT, bold=True), _shape(_WIDE_GAP_PX)
        look.setForeground(_brush(LIGHT.muted))
        self.add(fit(heading), look, shape)

    def add_as_it_is(self, text: str) -> None:
        """Add what a person wrote, on a ground of its own."""
        shape = _shape()
        shape.setBackground(_brush(LIGHT.accent_soft))
        self.add(_lines(fit(with_plain_breaks(text)).strip("\n")), _look(_TEXT_PT), shape)

    def add_message(self, message: ChatMessage) -> None:
        """Add a message; only an answer's signs mean a look."""
        if message.role is not Role.ASSISTANT:
            self.add_as_it_is(message.text)
            return
        for block in blocks_in(message):
            self._add_block(block)

    def _add_block(self, block: Block) -> None:
        if isinstance(block, TextBlock):
            self._add_text(block)
        elif isinstance(block, CodeBlock):
            shape = _placed(block.place)
            shape.setBackground(_brush(LIGHT.code_bg))
            self.add(_lines(block.text), _code(), shape)
        elif isinstance(block, TableBlock):
            self._add_table(block)
        else:
            self.add("———", _look(_TEXT_PT))

    def _add_text(self, block: TextBlock) -> None:
        shape = _placed(block.place)
        size_pt = _HEADING_PT[block.level - 1] if block.level else _TEXT_PT
        mark = block.place.number if block.place.mark is Mark.NUMBER else _MARKS.get(block.place.mark, "")
        if mark:
            shape.setTextIndent(-_STEP_PX / 2)
        self._begin(shape)
        if mark:
            self._cursor.insertText(f"{mark}\u00a0", _look(size_pt))
        _insert(self._cursor, block.spans, size_pt, bold=bool(block.level))

    def _add_table(self, block: TableBlock) -> None:
        self._begin(_shape(0))
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setBorderBrush(_brush(LIGHT.control))
        form.setCellPadding(4)
        form.setCellSpacing(0)
        form.setHeaderRowCount(1)
        form.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
        table = self._cursor.insertTable(1 + len(block.rows), len(block.aligns), form)
        for number, row in enumerate((block.head, *block.rows)):
            for column, (spans, align) in enumerate(zip(row, block.aligns, strict=True)):
                inside = table.cellAt(number, column).firstCursorPosition()
                shape = QTextBlockFormat()
                shape.setAlignment(_side(align))
                inside.setBlockFormat(shape)
                _insert(inside, spans, _TEXT_PT, bold=number == 0)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _begin(self, shape: QTextBlockFormat) -> None:
        if self._is_begun:
            self._cursor.insertBlock(shape, _look(_TEXT_PT))
        else:
            self._cursor.setBlockFormat(shape)
        self._is_begun = True


def _insert(cursor: QTextCursor, spans: Sequence[Span], size_pt: float, *, bold: bool) -> None:
    for span in spans:
        look = _code() if span.face & (Face.CODE | Face.FORMULA) else _look(size_pt, bold=bold)
        if span.face & Face.BOLD:
            look.setFontWeight(QFont.Weight.Bold)
        look.setFontItalic(bool(span.face & Face.ITALIC))
        look.setFontStrikeOut(bool(span.face & Face.STRUCK))
        if is_link(span.href):
            look.setAnchor(True)
            look.setAnchorHref(fit(span.href))
            look.setFontUnderline(True)
            look.setForeground(_brush(LIGHT.accent_text))
        cursor.insertText(_lines(span.text), look)


def _lines(text: str) -> str:
    """Return a text whose lines stay in one paragraph."""
    return text.replace("\n", _LINE)


def _font(size_pt: float) -> QFont:
    font = QFont()
    font.setPointSizeF(size_pt)
    return font


def _look(size_pt: float, *, bold: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontPointSize(size_pt)
    look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    look.setForeground(_brush(LIGHT.text))
    return look


def _code() -> QTextCharFormat:
    look = _look(_CODE_PT)
    look.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    look.setFontFixedPitch(True)
    return look


def _shape(above_px: int = _GAP_PX) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setTopMargin(above_px)
    return shape


def _placed(place: Place) -> QTextBlockFormat:
    shape = _shape()
    shape.setLeftMargin(_STEP_PX * len(place.containers))
    return shape


def _side(align: Align) -> Qt.AlignmentFlag:
    sides = {Align.CENTER: Qt.AlignmentFlag.AlignHCenter, Align.END: Qt.AlignmentFlag.AlignRight}
    return sides.get(align, Qt.AlignmentFlag.AlignLeft)


def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))
