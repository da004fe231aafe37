"""What the view costs its thread: partials, opening, resizing, jumping."""

from __future__ import annotations

import gc
import random
import statistics
import time
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.benchmarks._measure import Measure, Sizes, quantile
from tests.benchmarks._samples import answer, chat, markdown
from tests.benchmarks._stage import HEIGHT_PX, WIDTH_PX, Stage
from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.ui.transcript.view import TranscriptView

_MEAN_CHARS = 500


class PlainText(QWidget):
    """The floor: the same place painted as bare lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the last lines."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        lines = [
            self.text[at : at + 90] for at in range(max(len(self.text) - 90 * 32, 0), len(self.text), 90)
        ]
        for number, line in enumerate(lines):
            painter.drawText(20, 20 + number * 22, line)
        painter.end()


class Viewing:
    """Runs the measures of one size."""

    def __init__(self, stage: Stage, sizes: Sizes) -> None:
        self._stage = stage
        self._sizes = sizes
        self._big, self._small = chat(sizes.messages, _MEAN_CHARS), chat(10, _MEAN_CHARS)

    def measures(self) -> list[Measure]:
        """Run all."""
        chars = sum(len(one.text) for one in self._big)
        print(f"  the long chat: {len(self._big)} messages, {chars / 1e6:.1f} million characters")
        return [*self._streaming(), *self._opening(), *self._resizing(), *self._jumping()]

    def _stream(self, view: TranscriptView, text: str, cuts: range) -> list[float]:
        partials = (answer(text[:cut]) for cut in cuts)
        return [self._stage.cost_ms(partial(view.update_message, message)) for message in partials]

    def _streaming(self) -> list[Measure]:
        chars, count = self._sizes.answer_chars, self._sizes.partials
        step, tail_count = chars // count, count // 10
        tail = markdown(tail_count * step, 2)
        text = markdown(chars - len(tail) - 2) + "\n\n" + tail
        view = self._stage.view()
        view.append(answer(""))
        # Lexers and fonts are loaded once in the life of the program.
        self._stream(view, text, range(step, chars // 4, 10 * step))
        view.show_messages([answer("")])
        # As the program does once it is up: what stays is not looked through again and again.
        gc.collect()
        gc.freeze()
        whole = self._stream(view, text, range(step, chars + 1, step))
        view.show_messages([answer("")])
        short_text = markdown(2000) + "\n\n" + tail
        end = len(short_text)
        short = self._stream(view, short_text, range(end - len(tail) + step, end + 1, step))
        view.close()
        floor = self._floor(text, range(step, chars + 1, step))
        print(
            f"  partials: p50 {statistics.median(whole):.2f} ms, p99 {quantile(whole, 0.99):.2f}, "
            f"longest {max(whole):.1f}, total {sum(whole) / 1000:.2f} s; "
            f"floor p50 {statistics.median(floor):.2f}, p99 {quantile(floor, 0.99):.2f}"
        )
        growth = statistics.median(whole[-tail_count:]) / statistics.median(short)
        return [
            Measure("partial at 130 KB over partial at 2 KB, p50", growth, 1.3),
            Measure("partial p99 over p99 of plain text", quantile(whole, 0.99) / quantile(floor, 0.99), 8),
            Measure("longest stall while streaming 130 KB", max(whole), 50, "ms"),
        ]

    def _floor(self, text: str, cuts: range) -> list[float]:
        view = PlainText()
        view.resize(WIDTH_PX, HEIGHT_PX)
        view.show()
        self._stage.app.processEvents()

        def paint(cut: int) -> None:
            view.text = text[:cut]
            view.update()

        costs = [self._stage.cost_ms(partial(paint, cut)) for cut in cuts]
        view.close()
        return costs

    def _opening(self) -> list[Measure]:
        def open_chat(messages: list[ChatMessage]) -> float:
            view = self._stage.view()
            start = time.thread_time()
            view.show_messages(messages)
            self._stage.app.sendPostedEvents()
            cost = (time.thread_time() - start) * 1000
            view.close()
            return cost

        open_chat(self._small)
        # By turns: what slows the machine down for a while slows both.
        pairs = [(open_chat(self._small), open_chat(self._big)) for _ in range(9)]
        few, many = (statistics.median(costs) for costs in zip(*pairs, strict=True))
        print(f"  open: 10 messages {few:.1f} ms, {len(self._big)} messages {many:.1f} ms")
        return [Measure("open 10,000 messages over 10, to first paint", many / few, 2)]

    def _resizing(self) -> list[Measure]:
        def resize(messages: list[ChatMessage]) -> list[float]:
            view = self._stage.view()
            view.show_messages(messages)
            self._stage.app.processEvents()
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
            self._stage.app.processEvents()
            costs = [
                self._stage.cost_ms(partial(view.resize, width, HEIGHT_PX)) for width in range(720, 420, -10)
            ]
            view.close()
            return costs

        costs: tuple[list[float], list[float]] = ([], [])
        for _ in range(3):
            costs[0].extend(resize(self._small))
            costs[1].extend(resize(self._big))
        few, many = map(statistics.median, costs)
        print(f"  resize: 10 messages {few:.1f} ms, {len(self._big)} messages {many:.1f} ms")
        return [Measure("resize with 10,000 messages over 10, per event", many / few, 1.5)]

    def _jumping(self) -> list[Measure]:
        view = self._stage.view()
        view.show_messages(self._big)
        self._stage.app.processEvents()
        chance = random.Random(7)
        bar = view.verticalScrollBar()
        cost_ms, count = self._stage.cost_ms, self._sizes.jumps
        costs = [cost_ms(lambda: bar.setValue(chance.randint(0, bar.maximum()))) for _ in range(count)]
        wheel = [cost_ms(lambda: bar.setValue(bar.value() - 60)) for _ in range(count)]
        view.close()
        print(
            f"  jump: p50 {statistics.median(costs):.1f} ms, p99 {quantile(costs, 0.99):.1f}, "
            f"worst {max(costs):.1f}; wheel p99 {quantile(wheel, 0.99):.1f} ms"
        )
        return [Measure("scroll to a random place, correct frame, p99", quantile(costs, 0.99), 33, "ms")]
