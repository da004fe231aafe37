"""What is a formula and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.blocks import Block, Face, Span, TextBlock
from yagpt_desktop.text.formula import formula_at, tex_of, with_dollars
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said, plain_text
from yagpt_desktop.text.unit import UnitKind
from yagpt_desktop.text.units import split


def blocks(text: str, *, is_tail: bool = False) -> list[Block]:
    units = split(text)
    return [block for unit in units for block in blocks_of(unit, is_tail=is_tail and unit is units[-1])]


def spans(text: str) -> list[Span]:
    return [span for block in blocks(text) if isinstance(block, TextBlock) for span in block.spans]


def formulas(text: str) -> list[str]:
    return [span.text for span in spans(text) if span.is_formula]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("где $x$ — число", ["$x$"]),
        ("сумма $a+b$, разность $a-b$.", ["$a+b$", "$a-b$"]),
        (r"\(a^2\) и \[b^2\]", [r"\(a^2\)", r"\[b^2\]"]),
        ("встык: $$x^2$$ дальше", ["$$x^2$$"]),
        (r"$\text{цена: 5 \$}$", [r"$\text{цена: 5 \$}$"]),
        ("**жирно $x_1$**", ["$x_1$"]),
        ("$a\nb$", ["$a\nb$"]),
        ("20 000 и $-5$", ["$-5$"]),
        (r"2$\pi$", [r"2$\pi$"[1:]]),
    ],
)
def test_a_formula_is_found(text: str, found: list[str]) -> None:
    assert formulas(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "100 $",
        "цена 100 $ и ещё 200 $",
        "от $5 до $10",
        "от $5 до 10$",
        "$5-$10",
        "5$-7$",
        "$100 или 200$",
        "US$ 5, HK$ 7",
        "$ x$",
        "$x $",
        "$x$5",
        r"\$x\$",
        r"\$x$",
        "`$x$`",
        "``$x$`` и `$y$`",
        "$a `$` b$",
        "    $x$",
        "```\n$x$\n```",
        "$$",
        "$$$$",
        "$$ $$",
        "$a\n\nb$",
        r"\(см. ниже\)",
        r"\[1\] и \[2, 3\]",
        r"\[не ссылка\](a)",
        r"\\(a\\)",
        "https://a.example/?a=$b$&c",
        "<https://a.example/$b$>",
        "$HOME и $PATH",
    ],
)
def test_this_is_no_formula(text: str) -> None:
    assert formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Дано:\n$$\nx\n- y\n= z\n$$\nгде x",
        "Дано:\n\\[\nx\n+ y\n> z\n\\]\nгде x",
        "Дано:\n\n   $$ x\n# y $$\n\nгде x",
    ],
)
def test_lines_between_double_dollars_are_no_markdown(text: str) -> None:
    first, middle, last = blocks(text)
    assert isinstance(first, TextBlock) and isinstance(middle, TextBlock) and isinstance(last, TextBlock)
    assert middle.spans[0].face & Face.DISPLAY
    assert [one.spans[0].text for one in (first, last)] == ["Дано:", "где x"]


def test_a_formula_stands_in_an_item_and_in_a_quote() -> None:
    assert formulas("- дано\n  $$\n  a\n  - b\n  $$\n- два") == ["$$\na\n- b\n$$"]
    assert formulas("> дано\n> \\[\n> a = b\n> \\]\n> да") == ["\\[\na = b\n\\]"]
    assert formulas("1. дано:\n$$\na\n- b\n$$\n\nда") == ["$$\na\n- b\n$$"]


def test_a_formula_in_a_line_parts_the_paragraph() -> None:
    text = "Так: $$x^2$$ и так"
    assert [plain_text([Said((block,), split(text)[0], 0, 99)]) for block in blocks(text)] == [
        "Так:",
        "$$x^2$$",
        "и так",
    ]


def test_a_formula_the_text_breaks_off_in_is_shown_as_code() -> None:
    (unit,) = split("$$\n\\frac{a}{b")
    assert unit.kind is UnitKind.FORMULA
    for is_tail in (False, True):
        (block,) = blocks_of(unit, is_tail=is_tail)
        assert isinstance(block, TextBlock)
        assert [(span.text, span.face) for span in block.spans] == [("$$\n\\frac{a}{b", Face.CODE)]


@pytest.mark.parametrize(
    "written", ["слово $x", "слово $x^", r"слово $\frac{a}{b}", r"слово \(a + ", r"слово \(a\\"]
)
def test_a_formula_that_is_being_written_is_its_source(written: str) -> None:
    (block,) = blocks(written, is_tail=True)
    assert isinstance(block, TextBlock)
    assert [span.face for span in block.spans] == [Face.PLAIN, Face.CODE]
    assert written.startswith("".join(span.text for span in block.spans))


def test_a_formula_knows_its_place() -> None:
    text = "где **$x^2$** и\n\\[y\\] да"
    for span in spans(text):
        if span.is_formula:
            assert text[span.at : span.at + span.size] == span.text


def test_between_dollars_it_says_the_same() -> None:
    assert with_dollars(r"\( x \)") == "$x$"
    assert with_dollars("\\[\nx\n\\]") == "$$x$$"
    assert tex_of("$x$") == "x"


@given(st.text(alphabet="$\\()[] x1\n`а", max_size=40))
def test_any_signs_are_read_and_every_formula_is_closed(text: str) -> None:
    for at in range(len(text)):
        reach = formula_at(text, at)
        assert reach is None or tex_of(text[at : at + reach.size])
    assert isinstance(blocks(text), list)
