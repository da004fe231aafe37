"""Formulas drawn, and refused in time."""

from __future__ import annotations

import builtins
import socket
import sys
import time
from xml.etree import ElementTree as ET

import pytest

from yagpt_desktop.text import formula_svg
from yagpt_desktop.text.formula_svg import DEADLINE_S, INK, MOST_CHARS, Drawing, Refusal, draw

HOSTILE = [
    "{" * 39 + "x" + "}" * 39,
    "{" * 2000,
    "{" * 50_000 + "}" * 50_000,
    r"\frac{1}{" * 15 + "x" + "}" * 15,
    r"\sqrt{" * 30 + "x" + "}" * 30,
    "x_{" * 30 + "x" + "}" * 30,
    r"\left(" * 30 + "x" + r"\right)" * 30,
    r"\def\a{\a\a}\a",
    r"\newcommand{\a}{\a\a}\a",
    r"\input{/etc/passwd}",
    r"\includegraphics{/etc/passwd}",
    r"\href{file:///etc/passwd}{x}",
    r"\rule{100000000cm}{100000000cm}",
    r"\hspace{100000000em}x",
    r"\begin{matrix}" + "&" * 900 + r"\end{matrix}",
    "\\" * 1999,
    "^" * 1000,
    "x+" * 1000,
    r"\frac" * 300,
    r"\begin{a}" * 100,
    "x" * 100_000,
    r"\unknown{x}",
    r"\text{<mspace width='9em'/>&lol;}",
    "😀",
    "\ud800",
    "\x00",
    "",
]


@pytest.mark.parametrize(
    "tex",
    [
        "E=mc^2",
        r"\frac{a}{b}",
        r"\sum_{i=1}^n i = \frac{n(n+1)}{2}",
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
        r"\begin{cases} x, & x > 0\\ -x, & x \le 0\end{cases}",
        r"\begin{aligned} a&=b\\ c&=d\end{aligned}",
        r"v = \frac{\text{путь}}{\text{время}}",
        r"a < b \leq c \neq d",
        r"\lim_{x\to 0}\frac{\sin x}{x} = 1",
        r"10{,}5\ \text{м/с}",
    ],
)
@pytest.mark.parametrize("is_display", [False, True])
def test_what_a_person_writes_is_drawn(tex: str, is_display: bool) -> None:
    found = draw(tex, is_display=is_display)
    assert isinstance(found, Drawing)
    assert 0 < found.width < 40 and 0 < found.height < 10 and -0.2 < found.depth < found.height
    assert ET.fromstring(found.svg).tag.endswith("svg")
    assert INK in found.svg


@pytest.mark.parametrize("tex", HOSTILE, ids=range(len(HOSTILE)))
def test_what_would_hang_ends_in_time(tex: str) -> None:
    draw("x", is_display=False)
    began = time.thread_time()
    found = draw(tex, is_display=True)
    assert time.thread_time() - began < DEADLINE_S * 4
    assert isinstance(found, Refusal | Drawing)
    assert sys.getprofile() is None or not isinstance(found, Drawing)


def test_limits_have_names() -> None:
    assert draw("x" * (MOST_CHARS + 1), is_display=False) is Refusal.TOO_BIG
    assert draw("{" * 41 + "}" * 41, is_display=False) is Refusal.TOO_BIG
    assert draw("{" * 39 + "x" + "}" * 39, is_display=False) is Refusal.TOO_LONG
    assert draw(r"\unknown{x}", is_display=False) is Refusal.WRONG
    assert draw(r"\frac{a}{", is_display=False) is Refusal.WRONG


def test_nothing_is_opened_and_nobody_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    draw("x", is_display=False)

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a formula reached outside")

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    for tex in (*HOSTILE[7:12], r"\text{file:///etc/passwd}", r"\mathfont{/etc/passwd}{x}", r"\style{x}{y}"):
        draw(tex, is_display=True)


BURNING = """
def step():
    pass

def burn():
    for _ in range(400):
        begun = [(sign for sign in "ab") for _ in range(9)]
        for one in begun:
            next(one)
        del one
        sum(range(200_000))  # the clock runs out here, where nothing of Python is called
        begun.clear()
        step()
    return Refusal.WRONG
"""


def test_a_deadline_that_falls_into_a_generator_is_kept_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised while a generator is thrown away is heard by nobody, and the formula would never end."""
    monkeypatch.setattr(formula_svg, "DEADLINE_S", 0.05)
    monkeypatch.setattr(formula_svg, "_LOOK_EVERY_CALLS", 1)
    names = {"Refusal": Refusal}
    exec(compile(BURNING, "ziamath/burning.py", "exec"), names)
    with pytest.raises(formula_svg._Late):
        formula_svg._in_time(names["burn"])
