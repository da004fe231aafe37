"""Signals of the system, heard by the event loop without a timer."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class SignalWatch(QObject):
    """Tells when the process is asked to end.  The main thread only; one at a time.

    The interpreter looks at its signals only when it runs Python, which an idle window does not do: what
    wakes it is a byte in a socket, written by the interpreter's own handler.

    Signals:
        end_asked(): Somebody (system, terminal, person) wants the process to end.
    """

    end_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._its = socket.socketpair()
        self._ours.settimeout(0)
        self._its.settimeout(0)
        self._before: dict[int, signal._HANDLER] = {}
        for name in _ENDING:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, _heard)
        self._fd_before = signal.set_wakeup_fd(self._its.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def close(self) -> None:
        """Give the signals back; a second call changes nothing."""
        if not self._before:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}
        self._ours.close()
        self._its.close()

    @Slot()
    def _on_woken(self) -> None:
        numbers = b""
        with contextlib.suppress(BlockingIOError):
            numbers = self._ours.recv(4096)
        # A child that ended, say, wakes us too.
        if any(number in self._before for number in numbers):
            self.end_asked.emit()


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: that there is a handler keeps the process alive, and the byte is written without it."""
