"""A chat as a Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.text.address import is_link
from yagpt_desktop.text.blocks import (
    Align,
    Block,
    CodeBlock,
    Container,
    Face,
    Mark,
    Place,
    RuleBlock,
    Span,
    TableBlock,
    TextBlock,
)
from yagpt_desktop.text.display import fit, with_plain_breaks

from .captions import Captions, told
from .said import blocks_in

_CODE, _SPEAKER = "Chat Code", "Chat Speaker"
_CODE_FONT: Final = "Consolas"
_CODE_SHADE, _DIM, _LINK = "F2F2F5", RGBColor(0x63, 0x63, 0x6E), RGBColor(0x1A, 0x4F, 0xB4)
_STEP_PT: Final = 18
_MARKS: Final = {Mark.BULLET: "•", Mark.OPEN_TASK: "☐", Mark.DONE_TASK: "☑"}
_ALIGNS: Final = {
    Align.START: None,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.END: WD_ALIGN_PARAGRAPH.RIGHT,
}
_HIGHEST_HEADING, _LOWEST_HEADING = 2, 6


def word_document(exported: ExportedChat, captions: Captions) -> bytes:
    """Return the file: headings, lists, tables and code as Word knows them.  Takes its time."""
    document = docx.Document()
    _name(document, exported, captions)
    _add_styles(document)
    document.add_heading(fit(captions.title(exported)), 0)
    if exported.chat.role_text.strip():
        document.add_paragraph(fit(captions.role), _SPEAKER)
        document.add_paragraph(fit(with_plain_breaks(exported.chat.role_text)).strip("\n"), "Quote")
    for message in told(exported):
        _styled(document, _SPEAKER).add_run(fit(captions.heading(message)))
        for block in blocks_in(message):
            _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _name(document: Document, exported: ExportedChat, captions: Captions) -> None:
    properties = document.core_properties
    properties.title = fit(captions.title(exported))[:255]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.language = captions.language
    # The library's own day is years back; a file tells when its chat was.
    properties.created = exported.chat.created_at.astimezone(UTC).replace(tzinfo=None)
    properties.modified = exported.chat.updated_at.astimezone(UTC).replace(tzinfo=None)


def _add_styles(document: Document) -> None:
    code: Any = document.styles.add_style(_CODE, WD_STYLE_TYPE.PARAGRAPH)
    code.font.name, code.font.size = _CODE_FONT, Pt(9.5)
    code.paragraph_format.space_after = Pt(8)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _CODE_SHADE)
    code.element.get_or_add_pPr().append(shade)
    speaker: Any = document.styles.add_style(_SPEAKER, WD_STYLE_TYPE.PARAGRAPH)
    speaker.font.bold, speaker.font.size, speaker.font.color.rgb = True, Pt(10), _DIM
    speaker.paragraph_format.space_before = Pt(16)
    speaker.paragraph_format.keep_with_next = True


def _add(document: Document, block: Block) -> None:
    if isinstance(block, TextBlock):
        _add_text(document, block)
    elif isinstance(block, CodeBlock):
        paragraph = _styled(document, _CODE)
        paragraph.add_run(block.text)
        _indent(paragraph, block.place)
    elif isinstance(block, TableBlock):
        _add_table(document, block)
    else:
        assert isinstance(block, RuleBlock), "every kind of block is known"
        document.add_paragraph("———").alignment = WD_ALIGN_PARAGRAPH.CENTER


def _styled(document: Document, style: str) -> Paragraph:
    """Add a paragraph; the library's own way looks through all styles for each one."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _add_text(document: Document, block: TextBlock) -> None:
    if block.level:
        # The title stands above them, and who speaks.
        level = min(max(block.level + 1, _HIGHEST_HEADING), _LOWEST_HEADING)
        paragraph = _styled(document, f"Heading {level}")
    else:
        paragraph = document.add_paragraph()
    _indent(paragraph, block.place)
    mark = block.place.number if block.place.mark is Mark.NUMBER else _MARKS.get(block.place.mark, "")
    if mark:
        paragraph.paragraph_format.first_line_indent = Pt(-_STEP_PT)
        paragraph.add_run(f"{mark}\t")
    _add_spans(paragraph, block.spans)


def _indent(paragraph: Paragraph, place: Place) -> None:
    if not place.containers:
        return
    paragraph.paragraph_format.left_indent = Pt(_STEP_PT * len(place.containers))
    if Container.ITEM in place.containers:
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(_STEP_PT * len(place.containers)))


def _add_table(document: Document, block: TableBlock) -> None:
    table: Any = document.add_table(rows=0, cols=len(block.aligns), style="Table Grid")
    for number, row in enumerate((block.head, *block.rows)):
        cells = table.add_row().cells
        for cell, spans, align in zip(cells, row, block.aligns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = _ALIGNS[align]
            _add_spans(paragraph, spans, is_bold=number == 0)
    document.add_paragraph()


def _add_spans(paragraph: Paragraph, spans: Sequence[Span], *, is_bold: bool = False) -> None:
    for href, text, face in _pieces(spans):
        run = paragraph.add_run(text)
        _put_face(run, face)
        if is_bold:
            run.bold = True
        if is_link(href):
            _link(paragraph, run, href)


def _pieces(spans: Iterable[Span]) -> Iterable[tuple[str, str, Face]]:
    return ((span.href, span.text, span.face) for span in spans if span.text)


def _put_face(run: Run, face: Face) -> None:
    if face & Face.BOLD:
        run.bold = True
    if face & Face.ITALIC:
        run.italic = True
    if face & Face.STRUCK:
        run.font.strike = True
    if face & (Face.CODE | Face.FORMULA):
        run.font.name = _CODE_FONT


def _link(paragraph: Paragraph, run: Run, href: str) -> None:
    run.font.underline = True
    run.font.color.rgb = _LINK
    # The library has no door for links.
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(fit(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)
