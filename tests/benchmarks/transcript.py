"""How fast the conversation is: ``python -m tests.benchmarks.transcript [--json FILE]``.

Prints each measure with its bar and ends with 1 where a bar is missed.  Times are the GUI thread's CPU time
(a busy machine does not count), and each measure is a ratio or a bound of one run; see the issue's table.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.transcript.view import TranscriptView

WIDTH_PX, HEIGHT_PX = 900, 700
PARTIALS = 1000
ANSWER_CHARS = 130_000
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WORDS = [
    *("быть", "или", "не", "быть", "вот", "в", "чём", "вопрос", "достойно", "ль", "смиряться", "под"),
    *("ударами", "судьбы", "иль", "надо", "оказать", "сопротивленье", "и", "в", "смертной", "схватке"),
    *("с", "целым", "морем", "бед", "покончить", "умереть", "забыться", "the", "question", "😀"),
]


@dataclass(frozen=True)
class Measure:
    """One line of the table."""

    name: str
    figure: float
    bar: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        return self.figure <= self.bar


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 18))]
    if chance.random() < 0.4:
        spot = chance.randrange(len(words))
        words[spot] = chance.choice(("**{}**", "*{}*", "`{}`", "[{}](https://example.com)", "~~{}~~")).format(
            words[spot]
        )
    return " ".join(words).capitalize() + "."


def block(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return " ".join(sentence(chance) for _ in range(chance.randint(2, 6)))
    if kind < 0.55:
        return f"{'#' * chance.randint(1, 4)} {sentence(chance)}"
    if kind < 0.75:
        mark = chance.choice(("- ", "1. "))
        return "\n".join(mark + sentence(chance) for _ in range(chance.randint(3, 7)))
    if kind < 0.85:
        rows = "\n".join(
            f"| {chance.choice(WORDS)} | {sentence(chance)[:40]} | {chance.randint(1, 9999)} |"
            for _ in range(chance.randint(3, 30))
        )
        return f"| Слово | Строка | Число |\n|---|:-:|--:|\n{rows}"
    if kind < 0.95:
        lines = "\n".join(
            f"    value_{i} = compute({i}, 'строка {i}')  # {chance.choice(WORDS)}"
            if i % 9
            else f"\ndef step_{i}(text: str) -> str:"
            for i in range(chance.randint(5, 70))
        )
        return f"```python\n{lines}\n```"
    return "\n".join("> " + sentence(chance) for _ in range(chance.randint(2, 5)))


def markdown(chars: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    parts: list[str] = []
    size = 0
    while size < chars:
        parts.append(block(chance))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)[:chars]


def answer(text: str, *, grows: bool = True, name: str = "answer") -> ChatMessage:
    state = MessageState.STREAMING if grows else MessageState.COMPLETE
    return ChatMessage(name, None, Role.ASSISTANT, text, NOW, state)


def chat(count: int, chars: int) -> list[ChatMessage]:
    chance = random.Random(count)
    found = []
    for number in range(count):
        is_question = number % 2 == 0
        wanted = chance.randint(20, 120) if is_question else max(round(chance.gauss(2 * chars, chars)), 40)
        text = sentence(chance)[:wanted] if is_question else markdown(wanted, number)
        role = Role.USER if is_question else Role.ASSISTANT
        found.append(ChatMessage(str(number), None, role, text, NOW))
    return found


class PlainText(QWidget):
    """The floor: the same place painted as bare lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        lines = [
            self.text[at : at + 90] for at in range(max(len(self.text) - 90 * 32, 0), len(self.text), 90)
        ]
        for number, line in enumerate(lines):
            painter.drawText(20, 20 + number * 22, line)
        painter.end()


class Bench:
    """Runs the measures in one application."""

    def __init__(self, app: QApplication) -> None:
        self.app = app

    def view(self) -> TranscriptView:
        view = TranscriptView()
        view.resize(WIDTH_PX, HEIGHT_PX)
        view.show()
        self.app.processEvents()
        return view

    def cost_ms(self, work: Callable[[], object]) -> float:
        """Return what some work and the painting that follows from it cost."""
        start = time.thread_time()
        work()
        self.app.processEvents()
        return (time.thread_time() - start) * 1000

    def stream(self, view: TranscriptView, text: str, cuts: range) -> list[float]:
        partials = (answer(text[:cut]) for cut in cuts)
        return [self.cost_ms(partial(view.update_message, message)) for message in partials]

    def streaming(self) -> list[Measure]:
        step = ANSWER_CHARS // PARTIALS
        tail = markdown(100 * step, 2)[: 100 * step]
        text = markdown(ANSWER_CHARS - len(tail) - 2) + "\n\n" + tail
        cuts = range(step, ANSWER_CHARS + 1, step)
        view = self.view()
        view.append(answer(""))
        # Lexers and fonts are loaded once in the life of the program.
        self.stream(view, text, range(step, 30_000, 10 * step))
        view.show_messages([answer("")])
        gc.collect()
        whole = self.stream(view, text, cuts)
        view.show_messages([answer("")])
        short_text = markdown(2000) + "\n\n" + tail
        short = self.stream(
            view, short_text, range(len(short_text) - len(tail) + step, len(short_text) + 1, step)
        )
        long_part = whole[-100:]
        floor_view = PlainText()
        floor_view.resize(WIDTH_PX, HEIGHT_PX)
        floor_view.show()
        self.app.processEvents()

        def paint_floor(cut: int) -> None:
            floor_view.text = text[:cut]
            floor_view.update()

        floor = [self.cost_ms(partial(paint_floor, cut)) for cut in cuts]
        floor_view.close()
        view.close()
        p50 = statistics.median
        print(
            f"  partials: p50 {p50(whole):.2f} ms, p99 {quantile(whole, 0.99):.2f}, "
            f"longest {max(whole):.1f}, total {sum(whole) / 1000:.2f} s; "
            f"floor p50 {p50(floor):.2f}, p99 {quantile(floor, 0.99):.2f}"
        )
        return [
            Measure("partial at 130 KB over partial at 2 KB, p50", p50(long_part) / p50(short), 1.3),
            Measure("partial p99 over p99 of plain text", quantile(whole, 0.99) / quantile(floor, 0.99), 8),
            Measure("longest stall while streaming", max(whole), 50, "ms"),
        ]

    def opening(self, small: list[ChatMessage], big: list[ChatMessage]) -> list[Measure]:
        def open_chat(messages: list[ChatMessage]) -> float:
            view = self.view()
            start = time.thread_time()
            view.show_messages(messages)
            self.app.sendPostedEvents()
            cost = (time.thread_time() - start) * 1000
            view.close()
            return cost

        open_chat(small)
        few = statistics.median(open_chat(small) for _ in range(7))
        many = statistics.median(open_chat(big) for _ in range(7))
        print(f"  open: 10 messages {few:.1f} ms, {len(big)} messages {many:.1f} ms")
        return [Measure("open 10,000 messages over 10", many / few, 2)]

    def resizing(self, small: list[ChatMessage], big: list[ChatMessage]) -> list[Measure]:
        def resize(messages: list[ChatMessage]) -> float:
            view = self.view()
            view.show_messages(messages)
            self.app.processEvents()
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
            self.app.processEvents()
            costs = [
                self.cost_ms(lambda width=width: view.resize(width, HEIGHT_PX))
                for width in range(720, 420, -10)
            ]
            view.close()
            return statistics.median(costs)

        few, many = resize(small), resize(big)
        print(f"  resize: 10 messages {few:.1f} ms, {len(big)} messages {many:.1f} ms")
        return [Measure("resize with 10,000 messages over 10, p50", many / few, 1.5)]

    def jumping(self, big: list[ChatMessage]) -> list[Measure]:
        before = resident_mb()
        view = self.view()
        view.show_messages(big)
        self.app.processEvents()
        opened = resident_mb()
        chance = random.Random(7)
        bar = view.verticalScrollBar()
        costs = [self.cost_ms(lambda: bar.setValue(chance.randint(0, bar.maximum()))) for _ in range(400)]
        toured = resident_mb()
        wheel = [self.cost_ms(lambda: bar.setValue(bar.value() - 60)) for _ in range(300)]
        view.close()
        print(
            f"  jump: p50 {statistics.median(costs):.1f} ms, p99 {quantile(costs, 0.99):.1f}, "
            f"worst {max(costs):.1f}; wheel p99 {quantile(wheel, 0.99):.1f} ms; "
            f"memory of the view {opened - before:.1f} MB, after 400 jumps {toured - before:.1f} MB"
        )
        return [
            Measure("jump to a random place, p99", quantile(costs, 0.99), 33, "ms"),
            Measure("memory of the view after 400 jumps", toured - before, 40, "MB"),
        ]


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def resident_mb() -> float:
    gc.collect()
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(arguments: list[str]) -> int:
    """Run all measures."""
    parser = argparse.ArgumentParser(prog="transcript")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    bench = Bench(app)
    big, small = chat(10_000, 500), chat(10, 500)
    print(f"{len(big)} messages, {sum(len(one.text) for one in big) / 1e6:.1f} million characters")
    measures = [
        *bench.streaming(),
        *bench.opening(small, big),
        *bench.resizing(small, big),
        *bench.jumping(big),
    ]
    for one in measures:
        verdict = "holds" if one.holds else "MISSED"
        print(f"{one.name:<48} {one.figure:8.2f} {one.unit:<3} ≤ {one.bar:<6g} {verdict}")
    if options.json:
        options.json.write_text(
            json.dumps([asdict(one) | {"holds": one.holds} for one in measures], indent=1)
        )
    return 0 if all(one.holds for one in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
