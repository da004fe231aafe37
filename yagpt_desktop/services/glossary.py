"""Glossaries as tables in a file: those of other programs are read, and each fault is named by its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.text.terms import rows_in

from .conversation import new_id
from .word_stems import folded

MOST_BYTES: Final = 4_000_000
MOST_ROWS: Final = 5000
LONGEST_TERM: Final = 200
LONGEST_NOTE: Final = 1000
MOST_FAULTS: Final = 100
"""More are not told: it is no glossary then."""

_DELIMITERS: Final = ",;\t|"
_SNIFFED_LINES: Final = 50
_LANGUAGE_SIGNS: Final = 8
_COLUMNS: Final = ("source", "target", "source_language", "target_language", "note")
_HEADS: Final = {
    "source": "source",
    "src": "source",
    "term": "source",
    "исходное": "source",
    "исходный термин": "source",
    "термин": "source",
    "источник": "source",
    "target": "target",
    "tgt": "target",
    "translation": "target",
    "перевод": "target",
    "source_language": "source_language",
    "source language": "source_language",
    "src_lng": "source_language",
    "с языка": "source_language",
    "исходный язык": "source_language",
    "target_language": "target_language",
    "target language": "target_language",
    "tgt_lng": "target_language",
    "на язык": "target_language",
    "язык перевода": "target_language",
    "note": "note",
    "comment": "note",
    "примечание": "note",
    "комментарий": "note",
}


class TermFault(StrEnum):
    """What is wrong with one row, or with the whole file (then its line is 0)."""

    NO_SOURCE = "no-source"
    NO_TARGET = "no-target"
    TOO_LONG = "too-long"
    LANGUAGE_UNKNOWN = "language-unknown"
    DUPLICATE = "duplicate"
    BROKEN = "broken"
    TOO_MANY = "too-many"
    TOO_BIG = "too-big"
    NOT_TEXT = "not-text"


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong where.

    Attributes:
        line: Counted from 1, as an editor shows it; 0 for the whole file.
    """

    line: int
    fault: TermFault


@dataclass(frozen=True, slots=True)
class GlossaryTable:
    """What a file holds.

    Attributes:
        rows: The good ones, in its order; each has an id of its own.
        faults: At most ``MOST_FAULTS``, in the order of the lines.
        encoding: As Python names it; "" where it is no text.
        delimiter: Between the columns.
    """

    rows: tuple[GlossaryRow, ...] = ()
    faults: tuple[LineFault, ...] = ()
    encoding: str = ""
    delimiter: str = ","


def read_glossary(content: bytes) -> GlossaryTable:
    """Read a table of terms in UTF-8, UTF-16 or Windows-1251; comma, semicolon, tab or bar; a header or none.

    Without a header the columns are source, target, source language, target language, note.  Never raises.
    """
    if len(content) > MOST_BYTES:
        return GlossaryTable(faults=(LineFault(0, TermFault.TOO_BIG),))
    encoding = _encoding_of(content)
    text = content.decode(encoding) if encoding else ""
    if not encoding or "\0" in text:
        return GlossaryTable(faults=(LineFault(0, TermFault.NOT_TEXT),))
    delimiter = _delimiter_of(text)
    table = _Table(delimiter)
    table.read(text)
    return GlossaryTable(tuple(table.rows), tuple(table.faults[:MOST_FAULTS]), encoding, delimiter)


def glossary_bytes(rows: Iterable[GlossaryRow], delimiter: str = ";") -> bytes:
    """Return a table that spreadsheets open by a double click, in Russian too; it reads back the same."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([getattr(row, column) for column in _COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def merged(present: Sequence[GlossaryRow], came: Iterable[GlossaryRow]) -> tuple[GlossaryRow, ...]:
    """Return a glossary with what came: a term that is there keeps its place and id, and its new words."""
    rows = {term_key(row): row for row in present}
    for row in came:
        there = rows.get(term_key(row))
        rows[term_key(row)] = row if there is None else replace(row, id=there.id)
    return tuple(rows.values())


def term_key(row: GlossaryRow) -> tuple[str, str, str]:
    """Return what no two rows of a glossary have in common: the term, and the languages it is for."""
    return folded(" ".join(row.source.split())), row.source_language, row.target_language


def occurring(
    rows: Iterable[GlossaryRow], text: str, source_language: str = "", target_language: str = ""
) -> tuple[GlossaryRow, ...]:
    """Return the rows for these languages whose term stands in a text, in any of its forms."""
    fitting = [
        row
        for row in rows
        if _fits(row.source_language, source_language) and _fits(row.target_language, target_language)
    ]
    return rows_in(fitting, text, source_language)


def _fits(wanted: str, there: str) -> bool:
    return not wanted or not there or wanted == there


class _Table:
    """A table as it is read, row by row."""

    def __init__(self, delimiter: str) -> None:
        self.rows: list[GlossaryRow] = []
        self.faults: list[LineFault] = []
        self._delimiter = delimiter
        self._columns: Sequence[str] = _COLUMNS
        self._seen: set[tuple[str, str, str]] = set()

    def read(self, text: str) -> None:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True)
        is_first, line = True, 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells) and not (is_first and self._is_head(cells)):
                    self._add([cell.strip() for cell in cells], line)
                is_first, line = is_first and not any(cells), reader.line_num + 1
                if len(self.faults) >= MOST_FAULTS or len(self.rows) > MOST_ROWS:
                    break
        except csv.Error:
            # A quotation mark that never ends: what stands before it is good.
            self.faults.append(LineFault(line, TermFault.BROKEN))
        if len(self.rows) > MOST_ROWS:
            del self.rows[MOST_ROWS:]
            self.faults.append(LineFault(0, TermFault.TOO_MANY))

    def _is_head(self, cells: Sequence[str]) -> bool:
        names = [_HEADS.get(" ".join(cell.split()).casefold(), "") for cell in cells]
        if "source" not in names or "target" not in names:
            return False
        self._columns = names
        return True

    def _add(self, cells: Sequence[str], line: int) -> None:
        values = {name: cell for name, cell in zip(self._columns, cells, strict=False) if name}
        for name in ("source_language", "target_language"):
            values[name] = _code(values.get(name, ""))
        row = GlossaryRow(new_id(), **{"source": "", "target": "", **values})
        fault = _fault_of(row)
        if fault is None and term_key(row) in self._seen:
            fault = TermFault.DUPLICATE
        if fault is not None:
            self.faults.append(LineFault(line, fault))
        else:
            self._seen.add(term_key(row))
            self.rows.append(row)


def _code(language: str) -> str:
    """``ru-RU`` is ``ru``."""
    return language.casefold().replace("_", "-").partition("-")[0].strip()


def _fault_of(row: GlossaryRow) -> TermFault | None:
    if not row.source:
        return TermFault.NO_SOURCE
    if not row.target:
        return TermFault.NO_TARGET
    if max(len(row.source), len(row.target)) > LONGEST_TERM or len(row.note) > LONGEST_NOTE:
        return TermFault.TOO_LONG
    for code in (row.source_language, row.target_language):
        if code and not (code.isascii() and code.isalpha() and 2 <= len(code) <= _LANGUAGE_SIGNS):
            return TermFault.LANGUAGE_UNKNOWN
    return None


def _encoding_of(content: bytes) -> str:
    """Return the encoding in which the content can be read; "" for none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tried: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content[:2000]:
        # Two Latin letters or delimiters in UTF-16 without its mark: the zeros stand on one side.
        is_little = content[1:2000:2].count(0) >= content[0:2000:2].count(0)
        tried = ("utf-16-le",) if is_little else ("utf-16-be",)
    else:
        tried = ("utf-8-sig", "cp1251")
    for name in tried:
        try:
            content.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return ""


def _delimiter_of(text: str) -> str:
    """Return the sign that divides the most of the first lines into one number of columns, two or more."""
    best, score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        counts = [len(cells) for cells in _first_rows(text, delimiter)]
        usual = max(set(counts), key=counts.count, default=0)
        found = (counts.count(usual), -_DELIMITERS.index(delimiter)) if usual > 1 else (0, 0)
        if found > score:
            best, score = delimiter, found
    return best


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cells):
                rows.append(cells)
            if len(rows) == _SNIFFED_LINES:
                break
    except csv.Error:
        pass
    return rows
