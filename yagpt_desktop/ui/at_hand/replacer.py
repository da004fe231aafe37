"""Puts a result in the place of the text it was made of, in another program's window, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QObject, Signal

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetDesk, TargetWindow
from yagpt_desktop.domain.terminals import is_terminal

from .clipboard_keeper import ClipboardKeeper
from .selection_taker import KEYS_UP_MS, Copying
from .until import Until

IN_FRONT_MS: Final = 1500
SETTLED_MS: Final = 150
"""Clipboard managers have read what is new by then."""
READ_MS: Final = 2000
PASTED_MS: Final = 300


class Replacer(QObject):
    """One replacement at a time.

    Before it pastes, it copies once more and compares: what is selected now must be what was taken.  Where
    anything is not as it should be, the result stays in the clipboard and nothing is pressed.

    Signals:
        ended(Obstacle | None): None: it stands there.  Otherwise the result is in the clipboard.
    """

    ended = Signal(object)

    def __init__(
        self,
        desk: TargetDesk,
        keeper: ClipboardKeeper,
        terminals: Callable[[], Collection[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self._terminals = terminals
        self._window = TargetWindow(0)
        self._source = self._result = ""
        self._busy = False
        self._until = Until(self)
        self._copying = Copying(desk, keeper, self)
        self._copying.copied.connect(self._on_copied)

    @property
    def busy(self) -> bool:
        """Whether ``ended`` is still to come."""
        return self._busy

    def obstacle_to(self, window: TargetWindow | None) -> Obstacle | None:
        """Say why a result could not go there, without trying."""
        if window is None:
            return self._desk.obstacle() or Obstacle.NOT_IN_FRONT
        if is_terminal(window.program, self._terminals()):
            return Obstacle.TERMINAL
        return self._desk.obstacle()

    def begin(self, window: TargetWindow, source: str, result: str) -> None:
        """Put ``result`` where ``source`` is selected."""
        if self._busy:
            return
        self._busy = True
        self._window, self._source, self._result = window, source, result
        obstacle = self.obstacle_to(window)
        if obstacle is not None:
            self._give_up(obstacle)
            return
        self._desk.bring_forward(window.number)
        self._until.wait(self._is_in_front, IN_FRONT_MS, self._on_front)

    def stop(self) -> None:
        """Do nothing more."""
        self._until.stop()
        self._copying.stop()
        self._busy = False

    def _is_in_front(self) -> bool:
        front = self._desk.in_front()
        return front is not None and front.number == self._window.number

    def _on_front(self, there: bool) -> None:
        if there:
            self._until.wait(self._desk.keys_are_up, KEYS_UP_MS, self._on_keys)
        else:
            self._give_up(Obstacle.NOT_IN_FRONT)

    def _on_keys(self, up: bool) -> None:
        if not up:
            self._give_up(Obstacle.KEYS_HELD)
        elif self._is_in_front():
            self._copying.begin()
        else:
            self._give_up(Obstacle.NOT_IN_FRONT)

    def _on_copied(self, text: str | None) -> None:
        if text is None or text.split() != self._source.split():
            self._give_up(Obstacle.SELECTION_CHANGED)
            return
        self._keeper.put(self._result)
        self._until.pause(SETTLED_MS, self._on_settled)

    def _on_settled(self, _held: bool) -> None:
        if not self._is_in_front() or not self._desk.keys_are_up():
            self._give_up(Obstacle.NOT_IN_FRONT)
            return
        self._keeper.forget_reads()
        obstacle = self._desk.press(Stroke.PASTE)
        if obstacle is None:
            self._until.wait(self._keeper.was_read, READ_MS, self._on_read)
        else:
            self._give_up(obstacle)

    def _on_read(self, read: bool) -> None:
        if read:
            # A program may read once more while it pastes.
            self._until.pause(PASTED_MS, self._on_pasted)
        else:
            self._give_up(Obstacle.NOT_READ)

    def _on_pasted(self, _held: bool) -> None:
        self._keeper.restore()
        self._end(None)

    def _give_up(self, obstacle: Obstacle) -> None:
        self._keeper.leave(self._result)
        self._end(obstacle)

    def _end(self, obstacle: Obstacle | None) -> None:
        self._busy = False
        self.ended.emit(obstacle)
