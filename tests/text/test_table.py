"""Tables as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.blocks import TableBlock
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said
from yagpt_desktop.text.table import csv_text, rows_of, tables_in, would_be_reckoned
from yagpt_desktop.text.units import split


def said(text: str, start: int = 0, end: int | None = None) -> list[Said]:
    last = len(text) if end is None else end
    return [Said(blocks_of(unit), unit, start - unit.start, last - unit.start) for unit in split(text)]


def tables(text: str) -> list[TableBlock]:
    return [block for unit in split(text) for block in blocks_of(unit) if isinstance(block, TableBlock)]


def test_a_table_is_records_with_its_head() -> None:
    text = '| Имя | «Цена» |\n|---|--:|\n| **А**, Б | 1,5 |\n| "в" | $x^2$ |'
    assert csv_text([rows_of(tables(text))]) == ('Имя,«Цена»\r\n"А, Б","1,5"\r\n"""в""",$x^2$\r\n')


def test_a_long_table_is_one_table() -> None:
    text = "| n |\n|---|\n" + "\n".join(f"| {i} |" for i in range(100))
    assert len(tables(text)) > 1
    assert [row[0] for row in rows_of(tables(text))] == ["n", *(str(i) for i in range(100))]
    assert len(tables_in(said(text))) == 1


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("+7 (495) 123-45-67", "'+7 (495) 123-45-67"),
        ("-5", "-5"),
        ("+7 %", "+7 %"),
        ("−5", "−5"),
        ("-1 234,5 ₽", '"-1 234,5 ₽"'),
        ("- нет", "'- нет"),
        ("текст = да", "текст = да"),
    ],
)
def test_a_spreadsheet_reckons_nothing_out(cell: str, written: str) -> None:
    assert csv_text([((cell,),)]) == f"{written}\r\n"


def test_of_a_part_the_rows_that_are_touched_are_taken() -> None:
    text = "до\n\n| a | b |\n|---|---|\n| 11 | 22 |\n| 33 | 44 |\n\nпосле"
    start = text.index("11")
    assert tables_in(said(text, start, start + 1)) == [(("11", "22"),)]
    assert tables_in(said(text, 0, 2)) == []
    assert len(tables_in(said(text + "\n\n" + text))) == 2


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2).map(tuple), min_size=1, max_size=5))
def test_a_reader_of_csv_gets_every_cell_back(rows: list[tuple[str, ...]]) -> None:
    text = csv_text([tuple(rows)])
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    safe = [[f"'{cell}" if would_be_reckoned(cell) else cell for cell in row] for row in rows]
    assert found == safe
