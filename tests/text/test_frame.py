"""The frame of a text, and what is left of it in an answer."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.frame import TextFrame, fresh_frame, unframed

FRAME = TextFrame("0a1b2c3d")


def test_a_mark_that_a_text_holds_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = iter(["0a1b2c3d", "11111111", "22222222"])
    monkeypatch.setattr(secrets, "token_hex", lambda _size: next(marks))
    assert fresh_frame("</text-0A1B2C3D>", "x 11111111").mark == "22222222"


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (FRAME.around("text", "Текст"), "Текст"),
        ("<text-0a1b2c3d>\nТекст", "Текст"),
        ("Текст\n</text-ffffffff>\n", "Текст"),
        ("Текст <b>жирный</b> </text>", "Текст <b>жирный</b> </text>"),
        ("<before-0a1b2c3d>Раньше</before-0a1b2c3d>", "Раньше"),
    ],
)
def test_repeated_tags_are_taken_off(answer: str, left: str) -> None:
    assert unframed(answer) == left


def test_tags_of_the_person_s_own_text_stay() -> None:
    source = "О метке <text-0a1b2c3d> и её конце"
    assert unframed(source, source) == source


@given(st.integers(0, 40))
def test_the_beginning_of_a_tag_never_flashes_up(size: int) -> None:
    partial = ("Текст\n</text-0a1b2c3d>")[: 6 + size]
    assert unframed(partial, partial=True).strip() == "Текст"


@given(st.text(alphabet=st.characters(blacklist_characters="<")))
def test_a_text_without_tags_is_left_alone(text: str) -> None:
    assert unframed(text) == text
    assert unframed(text, partial=True) == text
