"""Half-written Markdown is read as it is going to be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.blocks import Block, CodeBlock, Face, Span, TableBlock, TextBlock
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


CALM = [
    'Ссылка [на **сайт** тут](https://example.com/a_(b)_c "Титул") и ![вид](https://e.x/a.png) конец.',
    "Текст с **жирным**, *курсивом*, ***обоими***, ~~зачёркнутым~~ и `кодом` конец.",
    "- [ ] задача **одна**\n- [x] готово с `кодом`\n  - вложенный *курсив*\n    1. глубже ~~нет~~ да",
    "| Имя | **Цена** |\n|:---|---:|\n| `код` | **100** |\n| *a* | [т](http://a.b) |",
    r"Формула $E = mc^2$ и \(a_1 + b_2\) да, потом $$\frac{a}{b}$$ конец.",
    "Дано:\n\n$$\n\\sum_{i=1}^n i\n+ x_{1}\n$$\n\nконец",
    "Дано:\n\\[\nx = y\n- z\n\\]\nконец",
    "Код:\n\n```python\ndef f(**kw):\n    return `x`\n```\n\nконец",
    "> Цитата **важная** с `кодом`\n> и *ещё*",
    "1. Раз\n   ```js\n   let a = `x`;\n   ```\n2. Два **три**",
    "**Жирный с $x^2$ внутри** и *[ссылка](http://a.b)* конец",
]
RAW = re.compile(r"[*`|$\\]|~~|\]\(|\[ ?\]|\[x\]|---")


@pytest.mark.parametrize("text", CALM, ids=range(len(CALM)))
def test_no_raw_sign_is_seen_at_any_moment(text: str) -> None:
    for cut in range(1, len(text) + 1):
        for block in blocks_of(split(text[:cut])[-1], is_tail=True):
            if isinstance(block, CodeBlock):
                assert not any(line.text.strip().startswith("``") for line in block.lines), text[:cut]
                continue
            spans = _spans_of(block)
            seen = "".join(span.text for span in spans if not span.face & (Face.CODE | Face.FORMULA))
            assert not RAW.search(seen), (text[:cut], seen)


def _spans_of(block: Block) -> list[Span]:
    if isinstance(block, TextBlock):
        return list(block.spans)
    if isinstance(block, TableBlock):
        return [span for row in (block.head, *block.rows) for cell in row for span in cell]
    return []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("слово [ссылка", "слово ссылка"),
        ("слово [ссылка]", "слово ссылка"),
        ("слово [1] и", "слово [1] и"),
        ("слово [ссылка][до", "слово ссылка"),
        ('слово [ссылка](https://a.example "Ти', "слово ссылка"),
        ("слово ~~нет~", "слово нет"),
        ("слово $", "слово"),
        ("цена 100 $ и", "цена 100 $ и"),
        ("от $5 до", "от $5 до"),
        ("слово \\", "слово"),
        ("слово\n[метка]:", "слово"),
        ("- [", ""),
        ("- [ ]", ""),
        ("- [x] да", "да"),
    ],
)
def test_what_has_only_begun_is_read_as_it_will_be(written: str, shown: str) -> None:
    assert last_text(written) == shown


def test_a_formula_is_one_thing_from_its_first_sign_on() -> None:
    for cut in range(len("Дано $\\fr"), len("Дано $\\frac{a}{b}$")):
        (block,) = blocks_of(split("Дано $\\frac{a}{b}$"[:cut])[-1], is_tail=True)
        assert isinstance(block, TextBlock)
        assert [span.face for span in block.spans] == [Face.PLAIN, Face.CODE]
