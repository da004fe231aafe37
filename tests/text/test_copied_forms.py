"""Blocks as plain text and as HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.html import html_of
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said, plain_text
from yagpt_desktop.text.units import split


def said(text: str, start: int = 0, end: int | None = None) -> list[Said]:
    last = len(text) if end is None else end
    return [
        Said(blocks_of(unit), unit, start - unit.start, last - unit.start)
        for unit in split(text)
        if unit.end > start and unit.start < last
    ]


def test_a_table_is_cells_and_tabs() -> None:
    assert plain_text(said("| a | **b** |\n|---|---|\n| 1 | 2 |")) == "a\tb\n1\t2"


def test_lists_keep_their_marks_and_depth() -> None:
    text = "- раз\n  - два\n- [x] три\n\n1. один\n1. два"
    assert plain_text(said(text)) == "• раз\n  • два\n☑ три\n1. один\n2. два"


def test_a_part_is_a_part() -> None:
    text = "Слово **жирное** и ещё"
    assert plain_text(said(text, 8, 11)) == "жир"
    assert html_of(said(text, 8, 11)) == "<p><b>жир</b></p>"


def test_code_keeps_every_line() -> None:
    assert plain_text(said("```\na\n\n  b\n```")) == "a\n\n  b"
    assert html_of(said("```\n<a>\n```")) == "<pre><code>&lt;a&gt;</code></pre>"


def test_html_has_lists_in_lists() -> None:
    assert html_of(said("- раз\n  - два\n- три")) == (
        "<ul><li><p>раз</p><ul><li><p>два</p></li></ul></li><li><p>три</p></li></ul>"
    )
    assert html_of(said("1. раз\n2. два")) == "<ol><li><p>раз</p></li><li><p>два</p></li></ol>"


def test_only_addresses_of_the_web_become_links() -> None:
    assert 'href="https://a.example"' in html_of(said("[a](https://a.example)"))
    assert "href" not in html_of(said("[a](ftp://a.example) [b](smb://x) [c](/etc/passwd)"))


@given(st.text(max_size=200))
def test_no_sign_of_a_text_becomes_markup(text: str) -> None:
    html = html_of(said("x" + text.replace("<", "<script>")))
    assert "<script" not in html


@given(st.text(alphabet="ab*`_-#>|\n 1.😀", max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_any_part_can_be_taken(text: str, start: int, end: int) -> None:
    low, high = sorted((start, end))
    assert isinstance(plain_text(said(text, low, high)), str)
    assert isinstance(html_of(said(text, low, high)), str)


def test_pieces_of_one_block_are_one_block_again() -> None:
    table = "| n |\n|---|\n" + "\n".join(f"| {i} |" for i in range(60))
    assert html_of(said(table)).count("<table") == 1
    code = "```\n" + "\n".join(f"x{i}" for i in range(100)) + "\n```"
    assert html_of(said(code)) == "<pre><code>" + "\n".join(f"x{i}" for i in range(100)) + "</code></pre>"
    assert html_of(said("Раз два три. " * 700)).count("<p>") == 1


def test_a_formula_is_copied_as_its_source() -> None:
    text = r"где $x^2$ и \[y < z\]"
    assert plain_text(said(text)) == "где $x^2$ и\n$$y < z$$"
    assert "<code>$x^2$</code>" in html_of(said(text))
    assert r"<code>\[y &lt; z\]</code>" in html_of(said(text))
    assert plain_text(said(text, 5, 6)) == "$x^2$"


def test_a_cell_that_a_spreadsheet_would_reckon_out_is_text() -> None:
    html = html_of(said("| a | b |\n|---|--:|\n| =1+1 | -5 |"))
    assert "<td style=\"mso-number-format:'\\@'\">=1+1</td>" in html
    assert '<td style="text-align:right">-5</td>' in html
