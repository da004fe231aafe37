"""Tables of a message as rows of plain cells, and as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from .blocks import Span, TableBlock
from .formula import with_dollars
from .plain import Said, clipped

Rows: TypeAlias = tuple[tuple[str, ...], ...]

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+\-−]?[\d\s\u00a0\u202f.,'’]*\d(?:[eE][+-]?\d+)?\s*(?:%|‰|°[CС]?|[₽$€£¥])?\Z")
_NEEDS_QUOTES = re.compile(r"[\",\r\n]|^\s|\s\Z")


def rows_of(pieces: Iterable[TableBlock]) -> Rows:
    """Return the rows of a table, its head first; the pieces are those of one table, in order."""
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        if not piece.is_resumed:
            rows.append(tuple(_cell_text(cell) for cell in piece.head))
        rows += [tuple(_cell_text(cell) for cell in row) for row in piece.rows]
    return tuple(rows)


def tables_in(parts: Iterable[Said]) -> list[Rows]:
    """Return the tables of which anything is meant: their rows that are touched, with all cells."""
    found: list[list[tuple[str, ...]]] = []
    for said in parts:
        for block in said.blocks:
            if not isinstance(block, TableBlock):
                continue
            rows = block.rows if block.is_resumed else (block.head, *block.rows)
            touched = [row for row in rows if any(clipped(span, said) for cell in row for span in cell)]
            texts = [tuple(_cell_text(cell) for cell in row) for row in touched]
            if block.is_resumed and found:
                found[-1] += texts
            elif texts:
                found.append(texts)
    return [tuple(rows) for rows in found]


def csv_text(tables: Sequence[Rows]) -> str:
    """Return tables as CSV by RFC 4180 (commas, CRLF behind each record), an empty line between two.

    A spreadsheet reckons out what begins with ``=``, ``+``, ``-`` or ``@``, and what a model wrote must not
    run on somebody's computer: such a cell gets an apostrophe before it, as a person would type it to have
    text.  Numbers, «-5» or «+7 %», stay numbers; every other cell stays what it is, sign by sign.
    """
    return "\r\n".join("".join(_record(row) for row in rows) for rows in tables)


def would_be_reckoned(text: str) -> bool:
    """Whether a spreadsheet would take the text of a cell for a formula."""
    bare = text.lstrip(" \u00a0")
    return bare.startswith(_STARTS_FORMULA) and _NUMBER.match(bare.strip()) is None


def _record(row: Sequence[str]) -> str:
    return ",".join(_field(cell) for cell in row) + "\r\n"


def _field(text: str) -> str:
    safe = f"'{text}" if would_be_reckoned(text) else text
    if _NEEDS_QUOTES.search(safe):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _cell_text(cell: Sequence[Span]) -> str:
    return "".join(with_dollars(span.text) if span.is_formula else span.text for span in cell).strip()
