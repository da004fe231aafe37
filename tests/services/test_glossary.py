"""Glossaries in files: read whatever program wrote them, and every fault named by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.services.glossary import (
    LONGEST_TERM,
    MOST_BYTES,
    MOST_FAULTS,
    MOST_ROWS,
    LineFault,
    TermFault,
    glossary_bytes,
    merged,
    occurring,
    read_glossary,
)

PAIRS = [("ёлка", "fir"), ("договор поставки", "supply agreement")]


def pairs(content: bytes) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in read_glossary(content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", ["", "source{0}target\n", "Термин{0}Перевод\r\n"])
def test_whatever_wrote_it_the_terms_are_the_same(encoding, delimiter, head):
    text = head.format(delimiter) + "".join(f"{one}{delimiter}{other}\n" for one, other in PAIRS)
    table = read_glossary(text.encode(encoding))
    assert [(row.source, row.target) for row in table.rows] == PAIRS
    assert table.faults == ()
    assert table.delimiter == delimiter


def test_columns_are_found_by_their_names_in_any_order():
    text = "note;target;tgt_lng;source;цвет;src_lng\nдерево;fir;EN-us;ёлка;зелёная;ru_RU\n"
    (row,) = read_glossary(text.encode()).rows
    assert row == GlossaryRow(row.id, "ёлка", "fir", "ru", "en", "дерево")


def test_without_names_the_order_is_the_usual_one():
    (row,) = read_glossary("ёлка,fir,ru,en,дерево".encode()).rows
    assert row == GlossaryRow(row.id, "ёлка", "fir", "ru", "en", "дерево")


def test_quoted_cells_keep_delimiters_quotes_and_lines():
    assert pairs('"а; б";"в ""г"""\n"две\nстроки";x\n'.encode()) == [("а; б", 'в "г"'), ("две\nстроки", "x")]


def test_every_fault_is_named_by_its_line_and_costs_only_its_row():
    text = f"""source,target,source_language
ёлка,fir,ru
,no source,ru
"две
строки",,ru
{"д" * (LONGEST_TERM + 1)},long,ru
Елка,fir tree,ru

ель,spruce,русский
сосна,pine,ru
"""
    table = read_glossary(text.encode())
    assert [row.source for row in table.rows] == ["ёлка", "сосна"]
    assert table.faults == (
        LineFault(3, TermFault.NO_SOURCE),
        LineFault(4, TermFault.NO_TARGET),
        LineFault(6, TermFault.TOO_LONG),
        LineFault(7, TermFault.DUPLICATE),
        LineFault(9, TermFault.LANGUAGE_UNKNOWN),
    )


def test_a_quotation_mark_that_never_ends_spoils_nothing_before_it():
    table = read_glossary('а,b\nв,d\nе,"f\nи так до конца'.encode())
    assert [row.source for row in table.rows] == ["а", "в"]
    assert table.faults == (LineFault(3, TermFault.BROKEN),)


def test_too_much_is_told_and_the_rest_is_taken():
    table = read_glossary("".join(f"слово{n},word\n" for n in range(MOST_ROWS + 5)).encode())
    assert len(table.rows) == MOST_ROWS
    assert table.faults == (LineFault(0, TermFault.TOO_MANY),)
    assert read_glossary(b"a" * (MOST_BYTES + 1)).faults == (LineFault(0, TermFault.TOO_BIG),)
    assert len(read_glossary(b",x\n" * 900).faults) == MOST_FAULTS


def test_what_is_no_text_is_not_read():
    assert read_glossary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0").rows == ()


def test_an_empty_file_is_an_empty_glossary():
    assert read_glossary(b"").rows == read_glossary(b"\xef\xbb\xbf\r\n\r\n").rows == ()
    assert read_glossary(b"").faults == ()


@given(st.binary(max_size=200))
def test_nothing_that_is_read_raises(content):
    table = read_glossary(content)
    assert all(row.source and row.target for row in table.rows)


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).map(
    str.strip
)


@given(
    st.lists(st.tuples(cells.filter(bool), cells.filter(bool), cells), max_size=8), st.sampled_from(",;\t|")
)
def test_what_is_written_reads_back_the_same(values, delimiter):
    rows = merged(
        (), [GlossaryRow(str(n), one, other, "ru", "", note) for n, (one, other, note) in enumerate(values)]
    )
    table = read_glossary(glossary_bytes(rows, delimiter))
    assert table.faults == ()
    assert [(row.source, row.target, row.note) for row in table.rows] == [
        (row.source, row.target, row.note) for row in rows
    ]


def test_what_comes_in_changes_what_is_there_and_adds_the_rest():
    present = [GlossaryRow("1", "ёлка", "fir"), GlossaryRow("2", "ель", "spruce")]
    came = [GlossaryRow("8", "Елка", "Christmas tree"), GlossaryRow("9", "ёлка", "Tanne", "", "de")]
    assert merged(present, came) == (
        GlossaryRow("1", "Елка", "Christmas tree"),
        GlossaryRow("2", "ель", "spruce"),
        GlossaryRow("9", "ёлка", "Tanne", "", "de"),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Нарядили ёлку.", ["ёлка"]),
        ("По договорам поставки платят", ["договор поставки"]),
        ("Договор аренды, поставки нет", []),
        ("Елки-палки", []),
    ],
)
def test_terms_are_found_in_all_their_forms(text, found):
    rows = [GlossaryRow(str(n), one, other, "ru", "en") for n, (one, other) in enumerate(PAIRS)]
    assert [row.source for row in occurring(rows, text, "ru", "en")] == found
    assert occurring(rows, text, "ru", "de") == ()
    assert occurring(rows, text, "fr", "en") == ()
