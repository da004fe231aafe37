"""What no person writes: nothing of it holds the window up, opens a file or ends the program.

Stalls are measured as CPU time of the GUI thread between two turns of the event loop, so that other
programs on the machine do not count.  The bar is four times the real one of 250 ms, for slow machines; the
benchmark measures that.
"""

from __future__ import annotations

import builtins
import gc
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from yagpt_desktop.domain.completion import Role

BAR_S = 1.0

ZALGO = "".join(f"з{'̷' * 30}{'̡' * 30}" for _ in range(400))
BIDI = "\u202eслово\u202c \u2066a\u2067b\u2068c\u2069 \u200f\u200e " * 400
UGLY = {
    "long line": "x" * 1_000_000,
    "long line of words": "слово " * 170_000,
    "long line of a table": "| а |\n|---|\n| " + "б " * 300_000,
    "long line of code": "```\n" + "x = 1; " * 150_000 + "\n```",
    "nested tables": "<table><tr><td>" * 50 + "x" + "</td></tr></table>" * 50,
    "nested tables of Markdown": "\n".join(
        "> " * depth + "| а | б |\n" + "> " * depth + "|---|---|" for depth in range(50)
    ),
    "inline tags": "<font color=red>" * 50_000,
    "many tags": "".join(f"<b>{i}</b>" for i in range(50_000)),
    "emphasis": "**a *b* " * 20_000,
    "open emphasis": "*_" * 25_000,
    "brackets": "[" * 50_000 + "]" * 50_000,
    "links": "[a](https://a.example) " * 20_000,
    "labels": "[a][b] " * 20_000 + "\n\n[b]: https://b.example",
    "definitions": "\n".join(f"[{i}]: https://a.example/{i}" for i in range(5000)) + "\n\n[4999]",
    "backticks": "".join("`" * (i % 50 + 1) + " " for i in range(10_000)),
    "deep quotes": "> " * 3000 + "x",
    "deep lists": "\n".join(" " * 2 * i + "- x" for i in range(500)),
    "wide table": "|" + "а|" * 2000 + "\n|" + "-|" * 2000 + "\n|" + "1|" * 2000,
    "long table": "| а | б |\n|---|---|\n" + "| 1 | 2 |\n" * 20_000,
    "dollars": "$a $ " * 20_000,
    "formulas": "$x_{1}$ " * 5_000,
    "open formulas": "\\[\nx\n" * 10_000,
    "hostile formula": "$" + "{" * 39 + "x" + "}" * 39 + "$ " + "\\frac" * 400,
    "huge formula": "$$\n" + "x+" * 50_000 + "x\n$$",
    "images": "![](file:///dev/zero) ![a](file:///dev/zero) <img src='file:///dev/zero'> " * 500,
    "bidi controls": BIDI,
    "lone surrogates": "\ud800 a \udfff \ud83d x " * 2000,
    "zalgo": ZALGO,
    "control signs": "".join(map(chr, range(32))) * 200 + "\u2028\u2029\ufffc\ufdd0\x7f\x85" * 500,
    "blank lines": "\n" * 200_000,
    "carriage returns": "a\r" * 50_000,
    "entities": "&amp;&#0;&#xD800;&#x110000;&bigstar;" * 3000,
    "rules": "---\n" * 20_000,
    "hashes": "#" * 100_000,
    "tabs": "\t" * 100_000 + "x",
    "emoji": "👩‍👩‍👧‍👦🇷🇺" * 20_000,
    "backslashes": "\\" * 100_000,
}


class Turns:
    """Turns of the event loop, each measured."""

    def __init__(self, turn: Callable[[], None]) -> None:
        self._turn = turn
        self.longest_s = 0.0

    def run(self, work: Callable[[], object] | None = None) -> None:
        """Do something, then let the event loop turn."""
        for one in (work, self._turn, self._turn):
            if one is not None:
                began = time.thread_time()
                one()
                self.longest_s = max(self.longest_s, time.thread_time() - began)


@pytest.fixture
def turns(qapp) -> Iterator[Turns]:
    # What other tests left would be looked through again and again, and counted here.
    gc.collect()
    gc.freeze()
    yield Turns(qapp.processEvents)
    gc.unfreeze()


@pytest.fixture
def nothing_opened(monkeypatch) -> list[object]:
    opened: list[object] = []
    really = builtins.open

    def note(file, *rest, **more):
        if "/dev/" in str(file) or "example" in str(file):
            opened.append(file)
        return really(file, *rest, **more)

    monkeypatch.setattr(builtins, "open", note)
    return opened


@pytest.mark.parametrize("name", UGLY)
def test_nothing_holds_the_window_up(view, message, turns, nothing_opened, name):
    text = UGLY[name]
    turns.run(lambda: view.show_messages([message("вопрос", Role.USER), message(text, name="a")]))
    turns.run(view.grab)
    bar = view.verticalScrollBar()
    for share in (0.0, 0.5, 0.9, 1.0):
        turns.run(lambda share=share: bar.setValue(round(bar.maximum() * share)))
        turns.run(view.grab)
    turns.run(lambda: view.resize(500, 600))
    assert turns.longest_s < BAR_S
    assert nothing_opened == []


@pytest.mark.parametrize("name", UGLY)
def test_nothing_holds_the_window_up_while_it_grows(view, message, turns, name):
    text = UGLY[name]
    turns.run(lambda: view.show_messages([message("", grows=True, name="a")]))
    for cut in (1, 2, 3, 10, 100, len(text) // 3, len(text) // 2, len(text) - 1, len(text)):
        turns.run(lambda cut=cut: view.update_message(message(text[:cut], grows=True, name="a")))
    turns.run(lambda: view.update_message(message(text, name="a")))
    assert turns.longest_s < BAR_S


def test_a_hundred_thousand_tiny_partials_are_no_burden(view, message, turns):
    text = "Слово **жирное** и `код`, $x$.\n\n" * 3200
    turns.run(lambda: view.show_messages([message("", grows=True, name="a")]))
    began = time.thread_time()
    for cut in range(1, 100_001):
        # What the mailbox leaves of a hundred thousand: one a frame.  All others never reach the view.
        if cut % 100 == 0:
            turns.run(lambda cut=cut: view.update_message(message(text[:cut], grows=True, name="a")))
    assert turns.longest_s < BAR_S
    assert time.thread_time() - began < 60


def test_ugly_input_can_be_selected_and_copied(view, message, turns):
    view.show_messages([message(text, name=name) for name, text in UGLY.items() if len(text) < 40_000])
    turns.run(view.grab)
    turns.run(view.select_all)
    view.copy()
    assert QGuiApplication.clipboard().mimeData().text()
    QTest.keyClick(view.viewport(), "a")
