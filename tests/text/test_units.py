"""Units: whatever happened on the way, a text ends in the units of that text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yagpt_desktop.text.blocks import CodeBlock, RuleBlock, TableBlock, TextBlock
from yagpt_desktop.text.display import fit
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.unit import Resumed, Unit, UnitKind
from yagpt_desktop.text.units import revise, split, unit_at

LINES = st.sampled_from(
    [
        "",
        "",
        "слово и **жирное** слово",
        "# Заголовок",
        "#не заголовок",
        "---",
        "===",
        "- пункт",
        "-",
        "* другой",
        "+ ещё",
        "  продолжение",
        "    код или продолжение",
        "   - вложенный",
        "1. первый",
        "2) второй",
        "7. седьмой",
        "10. десятый",
        "> цитата",
        ">",
        "> > глубже",
        "> ```py",
        "```python",
        "```",
        "~~~~",
        "  ```",
        "| a | b |",
        "|---|:-:|",
        "a | b",
        "--|--",
        "| 1 | **2** |",
        "\t табуляция",
        "- - дважды",
        "- ```js",
        "![картинка](x.png)",
        "[ссылка]: http://a.example",
        "😀 эмодзи",
        "$$",
        "$$ x = y $$",
        "  $$",
        "> $$",
        "\\[",
        "\\]",
        "дано \\(x\\) и $y$",
        "x" * 4100,
        "Предложение одно. " * 300,
    ]
)
TEXTS = st.lists(LINES, max_size=30).map("\n".join)
LONG_TEXTS = st.lists(
    st.tuples(LINES, st.integers(1, 60)).map(lambda pair: "\n".join([pair[0]] * pair[1])), max_size=6
).map("\n".join)


def facts(units: list[Unit]) -> list[tuple[object, ...]]:
    return [(u.start, u.kind, u.source, u.head, u.resumed, u.number, u.horizon, u.after) for u in units]


@given(st.one_of(TEXTS, LONG_TEXTS), st.lists(st.floats(0, 1), max_size=8))
@settings(max_examples=400, deadline=None)
def test_any_cuts_end_in_the_units_of_the_whole(text: str, cuts: list[float]) -> None:
    units: list[Unit] = []
    shown = ""
    for cut in sorted(cuts):
        partial = text[: int(cut * len(text))]
        revise(units, shown, partial)
        shown = partial
    revise(units, shown, text)
    assert facts(units) == facts(split(text))


@given(st.lists(st.one_of(TEXTS, LONG_TEXTS), min_size=2, max_size=4), st.data())
@settings(max_examples=300, deadline=None)
def test_any_revisions_end_in_the_units_of_the_last_text(texts: list[str], data: st.DataObject) -> None:
    units: list[Unit] = []
    shown = ""
    for text in texts:
        place = data.draw(st.integers(0, len(shown)))
        revised = shown[:place] + text + shown[place + data.draw(st.integers(0, 40)) :]
        revise(units, shown, revised)
        shown = revised
        assert facts(units) == facts(split(shown))


@given(st.one_of(TEXTS, LONG_TEXTS, st.text(max_size=300)))
@settings(max_examples=300, deadline=None)
def test_units_lie_in_order_and_lose_only_blanks(text: str) -> None:
    at = 0
    for unit in split(text):
        assert unit.start >= at
        assert not text[at : unit.start].strip()
        assert text[unit.start : unit.end] == unit.source
        at = unit.end
    assert not text[at:].strip()


@given(st.one_of(TEXTS, LONG_TEXTS, st.text(max_size=300)))
@settings(max_examples=300, deadline=None)
def test_every_unit_can_be_parsed_by_itself_and_knows_its_places(text: str) -> None:
    for unit in split(text):
        for block in blocks_of(unit):
            for span in spans_of(block):
                if span.at >= 0 and span.size == len(span.text):
                    assert span.text == fit(unit.source[span.at : span.at + span.size])


def spans_of(block):
    if isinstance(block, TextBlock):
        return block.spans
    if isinstance(block, CodeBlock):
        return block.lines
    if isinstance(block, TableBlock):
        return [span for row in block.rows for cell in row for span in cell]
    return []


def words_of(units: list[Unit]) -> list[object]:
    """What is said, without how it was cut."""
    said: list[object] = []
    for unit in units:
        for block in blocks_of(unit):
            if isinstance(block, RuleBlock):
                said.append("rule")
            elif isinstance(block, TableBlock):
                rows = [[tuple(s.text for s in cell) for cell in row] for row in block.rows]
                said.append(("table", [[s.text for s in cell] for cell in block.head], rows))
            elif isinstance(block, CodeBlock):
                said.append(("code", block.language, block.text.rstrip("\n"), block.place.containers))
            else:
                said.append((block.level, "".join(s.text for s in block.spans), block.place))
    return said


SHORT_LINES = LINES.filter(lambda line: len(line) < 1000 and "]:" not in line)


@given(st.lists(SHORT_LINES, max_size=14).map("\n".join))
@example("- - дважды\n  $$\n> $$")
@example("- - дважды\n  $$\n- $$")
@example("- - дважды\n  $$ a\n# $$")
@example("- - дважды\n  \\[\n> \\]")
@example("- - - трижды\n  $$\n> $$")
@example("- - > цитата\n  $$\n> $$")
@example("-\n| a | b |\n1. первый\n\n1. первый")
@example("1. $$ x = y $$\nпосле\n-")
@example("- - ```\n   снаружи\nдальше")
@example("- слово\n      ```\nдальше")
@example("10. ---\nпосле\n\n10. # Заголовок")
@example("-\n      код\nпосле\n1000. далеко")
@example("$$ a | b $$\n--|--")
@example("- - дважды\n  $$\n  $$\n\\[\n1. первый\n\n1. первый")
@example("- - дважды\n  $$\n  $$\n\\[\n2) второй\n\n2) второй")
@example("> > ```\n> снаружи\nдальше")
@example(">\n    > глубоко")
@example("> $$\n| a | b |\n- пункт\n  ```\n```")
@example("> $$ x = y $$\nпосле\n-")
@example("- a | b\n--|--\n| 1 | 2 |")
@settings(max_examples=1500, deadline=None)
def test_cut_in_units_a_text_says_what_it_says_as_a_whole(text: str) -> None:
    # A formula that the text breaks off in is known by its unit alone.
    text = text.strip("\n") + "\n\nконец"
    whole = Unit(0, UnitKind.ITEM, text)
    assert words_of(split(text)) == words_of([whole])


def test_a_long_fence_is_cut_in_pieces_that_know_their_language() -> None:
    code = "\n".join(f"x{i} = {i}" for i in range(100))
    units = split(f"```python\n{code}\n```\n\nконец")
    assert [u.kind for u in units] == [UnitKind.FENCE] * 3 + [UnitKind.TEXT]
    assert [u.resumed for u in units[:3]] == [Resumed.NOTHING, Resumed.CODE, Resumed.CODE]
    blocks = [block for unit in units[:3] for block in blocks_of(unit)]
    assert all(isinstance(block, CodeBlock) and block.language == "python" for block in blocks)
    assert "\n".join(block.text for block in blocks if isinstance(block, CodeBlock)) == code


def test_a_long_fence_is_cut_at_a_blank_line_where_there_is_one() -> None:
    code = "\n".join("" if i % 30 == 29 else f"x{i}" for i in range(80))
    units = split(f"```\n{code}\n```")
    assert units[0].source.count("\n") == 30
    assert "\n".join(b.text for u in units for b in blocks_of(u) if isinstance(b, CodeBlock)) == code


def test_a_long_table_repeats_its_head_in_silence() -> None:
    rows = "\n".join(f"| {i} | {i * i} |" for i in range(60))
    units = split(f"| n | n² |\n|---|--:|\n{rows}\n\nконец")
    tables = [block for unit in units[:-1] for block in blocks_of(unit) if isinstance(block, TableBlock)]
    assert [len(table.rows) for table in tables] == [24, 24, 12]
    assert [table.is_resumed for table in tables] == [False, True, True]


def test_a_wide_table_is_cut_after_few_rows() -> None:
    row = "| слово " * 40 + "|\n"
    units = split(f"{row}{'|---' * 40}|\n{row * 12}")
    tables = [block for unit in units for block in blocks_of(unit) if isinstance(block, TableBlock)]
    assert [len(table.rows) for table in tables] == [5, 5, 2]
    assert all(len(table.aligns) == 40 for table in tables)


def test_a_long_item_with_code_keeps_its_place_in_the_list() -> None:
    code = "\n".join(f"   строка {i}" for i in range(100))
    units = split(f"1. Сделайте так:\n   ```sh\n{code}\n   ```\n   - раз\n   - два\n2. Готово")
    blocks = [block for unit in units for block in blocks_of(unit)]
    pieces = [block for block in blocks if isinstance(block, CodeBlock)]
    assert len(pieces) > 1
    assert [piece.is_resumed for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert len({piece.place.containers for piece in pieces}) == 1
    assert sum(len(piece.lines) for piece in pieces) == 100
    assert units[-1].number == 2


def test_items_are_numbered_as_one_list() -> None:
    units = split("1. а\n1. б\n\n1. в\n\nтекст\n\n5) г\n5) д")
    assert [u.number for u in units] == [1, 2, 3, 0, 5, 6]
    assert [b.place.number for u in units for b in blocks_of(u)] == ["1.", "2.", "3.", "", "5)", "6)"]


def test_a_partial_costs_its_last_unit_alone() -> None:
    text = "\n\n".join(f"Абзац номер {i}, и ещё несколько слов." for i in range(2000))
    units = split(text)
    before = list(units)
    kept = revise(units, text, text + " Ещё.").kept
    assert kept >= len(before) - 2
    assert all(one is other for one, other in zip(units[:kept], before, strict=False))


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "- " + "y " * 300_000, "> " + "z" * 200_000, "| a |\n|---|\n| " + "b" * 300_000]
)
def test_a_line_without_an_end_becomes_small_units(text: str) -> None:
    assert max(len(unit.source) for unit in split(text)) <= 8100


def test_a_plain_text_is_cut_at_lines_only() -> None:
    text = "\n".join(f"# строка {i}" for i in range(100))
    units = split(text, plain=True)
    assert all(unit.kind is UnitKind.PLAIN for unit in units)
    assert "\n".join(unit.source for unit in units) == text


def test_a_unit_is_found_by_an_offset() -> None:
    units = split("раз\n\nдва\n\nтри")
    assert [unit_at(units, offset) for offset in (0, 2, 4, 5, 8, 10, 99)] == [0, 0, 0, 1, 1, 2, 2]
