"""Collects garbage in the window's thread alone, and when it has nothing else to do.

Python collects in whichever thread happens to allocate, and what lies in a cycle dies there: a timer or a
window that a worker destroys takes the program along.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

# A collection of everything takes a while where much is open: it may cost so much of the time and no more.
FULL_SHARE = 0.02


class IdleCollector(QObject):
    """Takes collecting over from Python, by Python's own thresholds, for as long as it lives.

    It is asked whenever the event loop is about to wait, and so costs no timer and no frame.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._full_from = 0.0
        gc.disable()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._collect_what_is_due)

    @Slot()
    def _collect_what_is_due(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
        if not due:
            return
        began = time.monotonic()
        if due[-1] < 2 or began < self._full_from:
            gc.collect(min(due[-1], 1))
            return
        gc.collect()
        ended = time.monotonic()
        self._full_from = ended + (ended - began) / FULL_SHARE
