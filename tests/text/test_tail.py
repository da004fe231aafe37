"""Half-written Markdown is read as it is going to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.blocks import Face, TableBlock, TextBlock
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.tail import calmed
from yagpt_desktop.text.unit import UnitKind
from yagpt_desktop.text.units import split


def last_text(source: str) -> str:
    blocks = blocks_of(split(source)[-1], is_tail=True)
    last = blocks[-1] if blocks else None
    return "".join(span.text for span in last.spans) if isinstance(last, TextBlock) else ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("слово **жир", "слово жир"),
        ("слово **", "слово"),
        ("слово *", "слово"),
        ("слово *кур", "слово кур"),
        ("слово ***оба", "слово оба"),
        ("**жирное *оба", "жирное оба"),
        ("слово `код", "слово код"),
        ("слово `", "слово"),
        ("слово ~~зач", "слово зач"),
        ("слово [ссылка](https://exa", "слово ссылка"),
        ("снимок snake_case_имя", "снимок snake_case_имя"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("текст\n-", "текст"),
        ("текст\n---", "текст"),
        ("текст\n1.", "текст"),
        ("#", ""),
        ("- пункт **жир", "пункт жир"),
        ("> цитата *кур", "цитата кур"),
    ],
)
def test_what_is_open_is_closed_and_what_is_begun_waits(written: str, shown: str) -> None:
    assert last_text(written) == shown


def test_faces_are_there_before_they_are_closed() -> None:
    (block,) = blocks_of(split("слово **жир")[-1], is_tail=True)
    assert isinstance(block, TextBlock)
    assert block.spans[-1].face is Face.BOLD


@pytest.mark.parametrize("written", ["| а | б", "| а | б |\n|", "| а | б |\n|--", "| а | б |\n|---|---|"])
def test_a_head_without_rows_is_a_table_already(written: str) -> None:
    (block,) = blocks_of(split(written)[-1], is_tail=True)
    assert isinstance(block, TableBlock)
    assert ["".join(span.text for span in cell) for cell in block.head] == ["а", "б"]


def test_the_fence_that_closes_code_is_no_line_of_it() -> None:
    (unit,) = split("```py\nx = 1\n``")
    assert unit.kind is UnitKind.FENCE
    assert calmed(unit) == "```py\nx = 1"


@given(st.text(alphabet="ab *_`~[]()|-#>\n1.", max_size=60))
def test_calming_never_fails_and_changes_only_the_end(text: str) -> None:
    for unit in split(text):
        shown = calmed(unit)
        agreed = 0
        while agreed < min(len(shown), len(unit.source)) and shown[agreed] == unit.source[agreed]:
            agreed += 1
        assert len(unit.source) - agreed <= len(unit.source)
        blocks_of(unit, is_tail=True)
