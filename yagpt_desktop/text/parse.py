"""Units parsed into blocks, by markdown-it-py with HTML off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from .blocks import (
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
from .display import fit
from .formula import is_closed
from .formula_rules import BLOCK, MAY_BE_OPEN
from .inline import InlineReader
from .parser import inline_tokens, markdown
from .references import Link, environment_of
from .tail import calmed
from .unit import Resumed, Unit, UnitKind

_MARKS = " \t\n>-+*#0123456789.)"
_TASKS = {"[ ] ": Mark.OPEN_TASK, "[x] ": Mark.DONE_TASK, "[X] ": Mark.DONE_TASK}
_ALIGNS = {"text-align:center": Align.CENTER, "text-align:right": Align.END}


def blocks_of(unit: Unit, links: Sequence[Link] = (), *, is_tail: bool = False) -> tuple[Block, ...]:
    """Return what a unit says.

    Args:
        unit: Any unit; costs about its length, which is bounded.
        links: What its labels mean that are defined elsewhere; see :class:`.references.References`.
        is_tail: The text goes on growing behind it: what is half-written is read as it is going to be.
    """
    source = fit(unit.head + (calmed(unit) if is_tail else unit.source))
    reader = InlineReader(source, len(unit.head), fit(unit.source) if is_tail else None)
    if unit.kind is UnitKind.PLAIN:
        return (TextBlock(Place(), (reader.verbatim(source),)),)
    if unit.resumed is Resumed.TEXT:
        return _rest_of_text(source, reader, links)
    # Without it the parser would not see a blank last line of code.
    return _Builder(unit, source + "\n", reader, environment_of(links)).blocks()


def _rest_of_text(source: str, reader: InlineReader, links: Sequence[Link]) -> tuple[Block, ...]:
    spans = reader.spans(inline_tokens(source.strip("\n"), environment_of(links)))
    return tuple(_parted(TextBlock(Place(), spans))) if spans else ()


def _parted(block: TextBlock) -> Iterator[TextBlock]:
    """Give a formula that wants a line for itself a block for itself."""
    place, spans = block.place, list(block.spans)
    while (at := next((i for i, span in enumerate(spans) if span.face & Face.DISPLAY), None)) is not None:
        before = _trimmed(spans[:at], is_cut=True)
        if before:
            yield TextBlock(place, before)
            place = Place(place.containers)
        yield TextBlock(place, (spans[at],))
        place, spans = Place(place.containers), spans[at + 1 :]
        if not (rest := _trimmed(spans)):
            return
        spans = list(rest)
    yield TextBlock(place, tuple(spans), block.level)


def _trimmed(spans: Sequence[Span], *, is_cut: bool = False) -> tuple[Span, ...]:
    """Leave out the blanks around a line of text."""
    kept = list(spans)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        del kept[0]
    if is_cut and kept and kept[-1].size == len(kept[-1].text):
        text = kept[-1].text.rstrip()
        kept[-1] = replace(kept[-1], text=text, size=len(text))
    if kept and kept[0].text[0].isspace() and kept[0].size == len(kept[0].text):
        text = kept[0].text.lstrip()
        cut = kept[0].size - len(text)
        kept[0] = replace(kept[0], text=text, at=kept[0].at + cut, size=len(text))
    return tuple(kept)


class _Builder:
    """Walks the block tokens of one unit."""

    def __init__(self, unit: Unit, source: str, reader: InlineReader, environment: dict[str, object]) -> None:
        self._unit = unit
        self._source = source
        self._reader = reader
        self._containers: list[Container] = []
        self._lists: list[int | None] = []
        self._mark: tuple[Mark, str] = (Mark.NONE, "")
        self._number = unit.number
        self._level = 0
        self._starts = [0]
        self._blocks: list[Block] = []
        self._tokens: Iterator[Token] = iter(())
        self._environment = environment
        self._skips_marks = unit.resumed in {Resumed.BLOCK, Resumed.CODE}

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks, outermost first as they stand in the text."""
        for line in self._source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        environment = self._environment
        if self._unit.kind is UnitKind.FORMULA:
            environment = {**environment, MAY_BE_OPEN: True}
        self._tokens = iter(markdown().parse(self._source, environment))
        if defined := environment.get("references"):
            self._environment = {"references": defined}
        for token in self._tokens:
            handler = _HANDLERS.get(token.type)
            if handler is not None:
                handler(self, token)
        is_silent = not self._blocks and not environment.get("references")
        if is_silent and self._source[len(self._unit.head) :].strip(_MARKS):
            # Nested deeper than the parser goes: better raw than lost.
            self._blocks.append(TextBlock(Place(), (Span(fit(self._unit.source), 0, 0),)))
        return tuple(self._blocks)

    def _place(self) -> Place:
        (mark, number), self._mark = self._mark, (Mark.NONE, "")
        return Place(tuple(self._containers), mark, number)

    def open_list(self, token: Token) -> None:
        start = self._number if self._number and not self._lists else token.attrGet("start")
        self._number = 0
        is_bullet = token.type == "bullet_list_open"
        self._lists.append(None if is_bullet else int(start) if start is not None else 1)

    def close_list(self, _token: Token) -> None:
        self._lists.pop()

    def open_item(self, token: Token) -> None:
        self._containers.append(Container.ITEM)
        number = self._lists[-1]
        if self._skips_marks and self._is_in_head(token):
            self._mark = (Mark.NONE, "")
        elif number is None:
            self._mark = (Mark.BULLET, "")
        else:
            self._mark = (Mark.NUMBER, f"{number}{token.markup}")
        if number is not None:
            # An item by itself knows its own number; so do its neighbours in one unit.
            self._lists[-1] = number + 1

    def close_item(self, _token: Token) -> None:
        if self._mark[0] is not Mark.NONE:
            self._blocks.append(TextBlock(self._place(), ()))
        self._containers.pop()

    def open_quote(self, _token: Token) -> None:
        self._containers.append(Container.QUOTE)

    def close_quote(self, _token: Token) -> None:
        self._containers.pop()

    def open_heading(self, token: Token) -> None:
        self._level = int(token.tag[1:])

    def close_heading(self, _token: Token) -> None:
        self._level = 0

    def add_text(self, token: Token) -> None:
        self._move_to(token)
        place = self._place()
        spans = self._spans(token)
        if place.mark is Mark.BULLET and spans and (task := _TASKS.get(spans[0].text[:4])):
            place = Place(place.containers, task)
            first = spans[0]
            spans = (Span(first.text[4:], first.at + 4, first.size - 4, first.face, first.href), *spans[1:])
        block = TextBlock(place, spans, self._level)
        self._blocks.extend([block] if self._level else _parted(block))

    def add_formula(self, token: Token) -> None:
        self._move_to(token)
        span = self._reader.formula(token.content)
        if span.is_formula and not is_closed(token.content):
            span = Span(span.text, span.at, span.size, Face.CODE)
        self._blocks.append(TextBlock(self._place(), (span,)))

    def add_code(self, token: Token) -> None:
        self._move_to(token, 1 if token.type == "fence" else 0)
        text = token.content.removesuffix("\n")
        is_resumed = self._unit.resumed is Resumed.CODE and self._is_in_head(token)
        if is_resumed:
            self._reader.move_to(len(self._unit.head))
        if self._unit.kind is UnitKind.INDENTED and self._unit.resumed is Resumed.CODE:
            is_resumed = True
        lines = tuple(self._code_line(line) for line in text.split("\n"))
        language = token.info.strip().split(maxsplit=1)[0] if token.info.strip() else ""
        self._blocks.append(CodeBlock(self._place(), language.strip("{}."), lines, is_resumed))

    def _code_line(self, line: str) -> Span:
        span = self._reader.verbatim(line)
        end = self._source.find("\n", span.at + span.size + len(self._unit.head))
        self._reader.move_to(end + 1 if end >= 0 else len(self._source))
        return span

    def add_rule(self, _token: Token) -> None:
        self._blocks.append(RuleBlock(self._place()))

    def add_table(self, token: Token) -> None:
        self._move_to(token)
        is_resumed = self._unit.resumed is Resumed.TABLE and self._is_in_head(token)
        place = self._place()
        rows: list[list[tuple[Span, ...]]] = []
        aligns: list[Align] = []
        for part in self._tokens:
            if part.type == "table_close":
                break
            if part.type == "tr_open":
                rows.append([])
                self._move_to(part)
            elif part.type == "th_open":
                aligns.append(_ALIGNS.get(str(part.attrGet("style")), Align.START))
            elif part.type == "inline":
                rows[-1].append(self._spans(part))
        head, *body = [tuple(row) for row in rows]
        self._blocks.append(TableBlock(place, tuple(aligns), head, tuple(body), is_resumed))

    def _spans(self, token: Token) -> tuple[Span, ...]:
        return self._reader.spans(inline_tokens(token.content, self._environment))

    def _move_to(self, token: Token, lines: int = 0) -> None:
        if token.map:
            self._reader.move_to(self._starts[min(token.map[0] + lines, len(self._starts) - 1)])

    def _is_in_head(self, token: Token) -> bool:
        head_lines = bisect_right(self._starts, len(self._unit.head)) - 1
        return token.map is not None and token.map[0] < head_lines


_HANDLERS: dict[str, Callable[[_Builder, Token], None]] = {
    "bullet_list_open": _Builder.open_list,
    "ordered_list_open": _Builder.open_list,
    "bullet_list_close": _Builder.close_list,
    "ordered_list_close": _Builder.close_list,
    "list_item_open": _Builder.open_item,
    "list_item_close": _Builder.close_item,
    "blockquote_open": _Builder.open_quote,
    "blockquote_close": _Builder.close_quote,
    "heading_open": _Builder.open_heading,
    "heading_close": _Builder.close_heading,
    "inline": _Builder.add_text,
    "fence": _Builder.add_code,
    "code_block": _Builder.add_code,
    "hr": _Builder.add_rule,
    "table_open": _Builder.add_table,
    BLOCK: _Builder.add_formula,
}
