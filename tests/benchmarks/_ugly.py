"""How long input that means harm holds the window up."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEventLoop, QTimer

from tests.benchmarks._measure import Measure, Sizes
from tests.benchmarks._samples import answer, partials, ugly_inputs
from tests.benchmarks._stage import Stage
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionStatus, CompletionUpdate
from yagpt_desktop.workers.turn import TurnRunner

BAR_MS = 250.0
_STEPS = 40
_BEAT_MS = 5


class Ugly:
    """Shows each input at once, lets it grow, and goes through it."""

    def __init__(self, stage: Stage, sizes: Sizes) -> None:
        self._stage = stage
        self._sizes = sizes

    def measures(self) -> list[Measure]:
        """Return the longest stall of each input."""
        inputs = ugly_inputs(self._sizes.ugly_share)
        found = [Measure(name, self._longest_ms(text), BAR_MS, "ms") for name, text in inputs.items()]
        return [*found, Measure("100,000 tiny partials", self._tiny_partials_ms(), BAR_MS, "ms")]

    def _longest_ms(self, text: str) -> float:
        """Return the longest step of GUI work: whole, growing, jumping, resizing."""
        # As the program does once it has started: what stays from before is none of this input's.
        gc.collect()
        gc.freeze()
        cost_ms = self._stage.cost_ms
        view = self._stage.view()
        costs = [cost_ms(partial(view.show_messages, [answer(text, grows=False)]))]
        bar = view.verticalScrollBar()
        costs += [cost_ms(partial(bar.setValue, bar.maximum() * part // 8)) for part in range(9)]
        costs += [cost_ms(partial(view.resize, width, 600)) for width in (700, 500)]
        view.show_messages([answer("")])
        costs += [cost_ms(partial(view.update_message, answer(part))) for part in partials(text, _STEPS)]
        costs.append(cost_ms(partial(view.update_message, answer(text, grows=False))))
        view.close()
        return max(costs)

    def _tiny_partials_ms(self) -> float:
        """Return the longest pause between two beats of the event loop while partials storm in.

        By the wall clock: here the thread that brings them may hold the other up.
        """
        view, runner = self._stage.view(), TurnRunner()
        view.show_messages([answer("")])
        runner.partial.connect(lambda update: view.update_message(answer(update.text)))
        pauses_ms = [0.0]
        before_s = time.perf_counter()

        def note() -> None:
            nonlocal before_s
            now_s = time.perf_counter()
            pauses_ms.append((now_s - before_s) * 1000)
            before_s = now_s

        beat, loop = QTimer(), QEventLoop()
        beat.timeout.connect(note)
        beat.start(_BEAT_MS)
        runner.ended.connect(loop.quit)
        runner.start(partial(_storm, self._sizes.tiny_partials))
        loop.exec()
        beat.stop()
        runner.shut_down()
        view.close()
        return max(pauses_ms)


def _storm(count: int, _cancel: CancelToken) -> Iterator[CompletionEvent]:
    text = ("слово и **дело**\n\n" * (count // 50 + 1))[: count // 5]
    for number in range(count):
        yield CompletionUpdate(text[: number // 5])
    yield CompletionUpdate(text, CompletionStatus.FINAL)
