from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.cli.live_text import LiveText
from yagpt_desktop.cli.text_width import cells, printable, rows

# Letters, wide signs, a combining mark and line breaks: whatever an answer can be made of.
texts = st.text("аб в漢🙂e\u0301\n", max_size=30)


@pytest.fixture
def live(screen):
    def make(columns: int, height: int):
        terminal = screen(columns, height)
        return terminal, LiveText(terminal.feed, lambda: os.terminal_size((columns, height)), paints=True)

    return make


def shown_alone(screen: Callable[[int, int], object], text: str, columns: int, height: int) -> list[str]:
    terminal = screen(columns, height)
    terminal.feed(text)
    return terminal.text()


def test_what_gets_longer_is_continued(live) -> None:
    written: list[str] = []
    text = LiveText(written.append, lambda: os.terminal_size((20, 5)), paints=True)
    for partial in ("Быть", "Быть или", "Быть или", "Быть или не быть"):
        text.show(partial)
    assert written == ["Быть", " или", " не быть"]


def test_a_revision_rewrites_from_its_line_on(live) -> None:
    terminal, text = live(20, 5)
    text.show("Первая\nвтарая\nтре")
    text.show("Первая\nвторая\nтретья")
    assert terminal.text() == ["Первая", "вторая", "третья"]


def test_a_revision_of_wrapped_and_wide_lines_leaves_no_rest(live) -> None:
    terminal, text = live(10, 8)
    text.show("漢字漢字漢字漢字 и много русских букв\nещё строка")
    text.show("Кратко")
    assert terminal.text() == ["Кратко"]


def test_a_line_that_fills_the_screen_exactly_is_counted_once(live) -> None:
    terminal, text = live(5, 8)
    text.show("абвгд\nабвгдеёжзи")
    text.show("x")
    assert terminal.text() == ["x"]


def test_a_refusal_takes_the_place_of_everything(live) -> None:
    terminal, text = live(30, 10)
    text.show("Начало\nдлинного\nответа")
    text.show("Я не могу обсуждать эту тему.")
    text.end()
    assert terminal.text() == ["Я не могу обсуждать эту тему.", ""]


def test_a_revision_out_of_reach_is_written_anew_below(live) -> None:
    terminal, text = live(10, 3)
    text.show("a\nb\nc\nd\ne")
    text.show("A\nb\nc\nd\ne")
    assert terminal.text() == ["a", "b", "c", "d", "e", "", "A", "b", "c", "d", "e"]


def test_a_terminal_without_control_sequences_gets_none() -> None:
    written: list[str] = []
    text = LiveText(written.append, lambda: os.terminal_size((20, 5)), paints=False)
    text.show("раз")
    text.show("два")
    text.end()
    assert "".join(written) == "раз\n\nдва\n"


@given(partials=st.lists(texts, min_size=1, max_size=6), columns=st.integers(2, 9))
def test_after_any_partials_the_screen_shows_the_last_one_alone(screen, partials, columns) -> None:
    height = 200
    terminal = screen(columns, height)
    text = LiveText(terminal.feed, lambda: os.terminal_size((columns, height)), paints=True)
    for partial in partials:
        text.show(partial)
    assert terminal.text() == shown_alone(screen, partials[-1], columns, height)


@given(partials=st.lists(texts, min_size=1, max_size=6), columns=st.integers(2, 9), height=st.integers(1, 6))
def test_on_a_small_screen_too_the_last_one_ends_what_is_seen(screen, partials, columns, height) -> None:
    terminal = screen(columns, height)
    text = LiveText(terminal.feed, lambda: os.terminal_size((columns, height)), paints=True)
    for partial in partials:
        text.show(partial)
    expected = shown_alone(screen, partials[-1], columns, height)
    assert terminal.text()[-len(expected) :] == expected


@given(st.text())
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    shown = printable(text)
    assert all(sign == "\n" or not (ord(sign) < 0x20 or 0x7F <= ord(sign) <= 0x9F) for sign in shown)
    assert printable("\x1b[2J\x07\x9b") == "␛[2J␇\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("sign", "width"), [("a", 1), ("я", 1), ("漢", 2), ("🙂", 2), ("\u0301", 0), ("\u200d", 0)]
)
def test_signs_take_their_cells(sign: str, width: int) -> None:
    assert cells(sign) == width


@pytest.mark.parametrize(
    ("line", "count"), [("", 1), ("абвгд", 1), ("абвгде", 2), ("漢漢漢", 2), ("а" * 11, 3)]
)
def test_lines_take_their_rows(line: str, count: int) -> None:
    assert rows(line, 5) == count
