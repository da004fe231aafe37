"""How long the fix page keeps the GUI thread from its next event, with a text of thousands of changes.

A gap is the time between two looks at the event queue, without what the GUI thread, and the one other
thread that it may have waited for, spent in the kernel's queue for a processor: that is the machine's doing.
Waiting for Python's lock while another thread works does count.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks._measure import Measure
from yagpt_desktop.domain.change import Decision
from yagpt_desktop.domain.settings import Language, Theme
from yagpt_desktop.text.changes import LiveComparison
from yagpt_desktop.ui.fix.compared import compared
from yagpt_desktop.ui.fix.fix_page import FixPage, FixView
from yagpt_desktop.ui.fix.review_desk import ReviewDesk
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.workers.comparing import Comparing

BAR_MS = 50
PARTIALS = 60
_PARTIAL_S = 0.1
_QUIET_S = 0.3
_TASKS = Path("/proc/self/task")


class Fixing:
    """A page with its review on the screen, and what a person does there."""

    def __init__(self, damaged: str, text: str) -> None:
        self._app = QApplication.instance() or QApplication([])
        assert isinstance(self._app, QApplication)
        self._language = install_language(self._app, Language.RUSSIAN)
        self._theming = Theming(self._app)
        self._theming.apply(Theme.LIGHT, 100)
        self._damaged, self._text = damaged, text
        self._live = LiveComparison(damaged)
        self._quiet_from = 0.0
        self._page = FixPage()
        self._desk = ReviewDesk(self._page)
        self._comparing = Comparing()
        self._comparing.compared.connect(self._desk.take)
        self._page.resize(1180, 800)
        self._page.show()
        self._own = str(threading.get_native_id())
        self._gap_ms(lambda: None, lambda: True)

    def measures(self) -> list[Measure]:
        """Do everything once, in the order a person would."""
        desk, page = self._desk, self._page
        figures = {
            "put into the page": self._gap_ms(lambda: page.source.put_text(self._damaged), self._is_quiet),
            "streamed": self._streamed(),
            "the whole of it shown": self._gap_ms(self._finish, lambda: desk.is_final and self._is_quiet()),
        }
        count = len(desk.review.changes)
        figures |= {
            "one accepted": self._gap_ms(desk.accept, self._is_quiet),
            "one left": self._gap_ms(desk.leave, self._is_quiet),
            "the last one gone to": self._gap_ms(partial(self._go_back, 3), self._is_quiet),
            "one of a kind filtered": self._gap_ms(
                partial(page.kind_chosen.emit, desk.review.changes[0].kind), self._is_quiet
            ),
            "all shown again": self._gap_ms(partial(page.kind_chosen.emit, None), self._is_quiet),
            "the result shown": self._gap_ms(partial(page.show_view, FixView.RESULT), self._is_quiet),
            "typed into the result": self._gap_ms(self._type, self._is_quiet),
            "the changes shown again": self._gap_ms(partial(page.show_view, FixView.CHANGES), self._is_quiet),
            "a kind accepted": self._gap_ms(partial(desk.decide_alike, Decision.ACCEPTED), self._is_quiet),
            "that undone": self._gap_ms(desk.undo, self._is_quiet),
        }
        print(f"  {len(self._text):,} characters, {count:,} changes in the page")
        self._comparing.shut_down()
        desk.shut_down()
        return [Measure(f"longest gap: {name}", gap, BAR_MS, "ms") for name, gap in figures.items()]

    def _streamed(self) -> float:
        self._desk.begin()
        self._page.show_view(FixView.CHANGES)
        longest, step = 0.0, max(1, len(self._text) // PARTIALS)
        for end in range(step, len(self._text), step):
            make_steps = partial(self._live.updating, self._text[:end])
            job = partial(compared, make_steps, is_final=False)
            until_s = time.monotonic() + _PARTIAL_S
            longest = max(
                longest,
                self._gap_ms(partial(self._comparing.compare, job), lambda at=until_s: time.monotonic() > at),
            )
        return longest

    def _finish(self) -> None:
        self._comparing.compare(partial(compared, partial(self._live.finishing, self._text), is_final=True))

    def _go_back(self, steps: int) -> None:
        for _ in range(steps):
            self._desk.go_back()

    def _type(self) -> None:
        QTest.keyClick(self._page.result, Qt.Key.Key_X)

    def _is_quiet(self) -> bool:
        """Whether nothing is under way and was not for a moment."""
        desk = self._desk
        busy = desk._drawing.busy or desk._edits.pending or self._comparing.busy or desk._frame.isActive()
        now = time.monotonic()
        if busy:
            self._quiet_from = now
        return now - self._quiet_from > _QUIET_S

    def _gap_ms(self, act: Callable[[], object], over: Callable[[], bool]) -> float:
        self._quiet_from = time.monotonic()
        longest = self._timed_ms(act)
        while not over():
            longest = max(longest, self._timed_ms(self._app.processEvents))
            time.sleep(0.0005)
        return longest

    def _timed_ms(self, act: Callable[[], object]) -> float:
        before, start = _queued_s(), time.perf_counter()
        act()
        gap_s = time.perf_counter() - start
        waited = {name: now_s - before.get(name, 0.0) for name, now_s in _queued_s().items()}
        own_s = waited.pop(self._own, 0.0)
        return (gap_s - own_s - max(waited.values(), default=0.0)) * 1000


def _queued_s() -> dict[str, float]:
    """How long each thread has waited for a processor since it began; nothing where that is not told."""
    found = {}
    for task in _TASKS.iterdir() if _TASKS.exists() else ():
        with suppress(OSError):
            found[task.name] = int((task / "schedstat").read_bytes().split()[1]) / 1e9
    return found
