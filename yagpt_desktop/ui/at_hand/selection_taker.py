"""Takes the text that is selected in another program, and leaves its clipboard as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetDesk, TargetWindow
from yagpt_desktop.domain.terminals import is_terminal

from .clipboard_keeper import ClipboardKeeper
from .until import Until

KEYS_UP_MS: Final = 1500
COPIED_MS: Final = 700
QUIET_MS: Final = 60
"""Some programs write the clipboard several times for one copy."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was selected.

    Attributes:
        window: Where, so that a result may go there; None where there is no such window.
        obstacle: Why nothing was taken, or why nothing can be put back.
        clipboard_whole: Whether everything the clipboard held was put back.
    """

    text: str
    window: TargetWindow | None = None
    obstacle: Obstacle | None = None
    clipboard_whole: bool = True


class Copying(QObject):
    """Presses the keys for copying in the window in front and reads what came of it.

    Signals:
        copied(str | None): The text; None where the clipboard did not change.
    """

    copied = Signal(object)

    def __init__(self, desk: TargetDesk, keeper: ClipboardKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self._until = Until(self)

    def begin(self) -> None:
        """Keep the clipboard and copy; whoever asked puts it back."""
        self._keeper.keep()
        if self._desk.press(Stroke.COPY) is not None:
            self.copied.emit(None)
            return
        self._until.wait(self._keeper.has_changed, COPIED_MS, self._on_changed)

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._until.stop()

    def _on_changed(self, changed: bool) -> None:
        if not changed:
            self.copied.emit(None)
            return
        self._keeper.accept()
        self._until.wait(self._keeper.has_changed, QUIET_MS, self._on_quiet)

    def _on_quiet(self, changed_again: bool) -> None:
        if changed_again:
            self._on_changed(changed_again)
        else:
            self.copied.emit(self._keeper.text())


class SelectionTaker(QObject):
    """One taking at a time.

    Args:
        terminals: Returns the programs that the person counts among the terminals.

    Signals:
        taken(Taken): Once for each begin.
    """

    taken = Signal(object)

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
        self._window: TargetWindow | None = None
        self._until = Until(self)
        self._copying = Copying(desk, keeper, self)
        self._copying.copied.connect(self._on_copied)
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether ``taken`` is still to come."""
        return self._busy

    def begin(self) -> None:
        """Take what is selected in the window in front."""
        if self._busy:
            return
        self._busy = True
        window = self._window = self._desk.in_front()
        why_not = self._desk.obstacle()
        if why_not is not None or window is None:
            self._end(self._keeper.selected_text(), why_not or Obstacle.NOTHING_SELECTED)
        elif window.is_ours:
            self._window = None
            self._end(self._keeper.selected_text(), None)
        elif is_terminal(window.program, self._terminals()):
            text = self._keeper.selected_text() if self._desk.owns_selection(window) else ""
            self._end(text, Obstacle.TERMINAL)
        elif self._desk.owns_selection(window) and (text := self._keeper.selected_text()).strip():
            self._end(text, None)
        else:
            self._until.wait(self._desk.keys_are_up, KEYS_UP_MS, self._on_keys)

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._until.stop()
        self._copying.stop()
        self._busy = False

    def _on_keys(self, up: bool) -> None:
        if not up:
            self._end("", Obstacle.KEYS_HELD)
        elif self._desk.in_front() != self._window:
            self._end("", Obstacle.NOT_IN_FRONT)
        else:
            self._copying.begin()

    def _on_copied(self, text: str | None) -> None:
        whole = self._keeper.is_whole
        if text is None:
            self._keeper.forget()
        else:
            whole = self._keeper.restore() and whole
        self._end(text or "", None if text else Obstacle.NOTHING_SELECTED, whole=whole)

    def _end(self, text: str, obstacle: Obstacle | None, *, whole: bool = True) -> None:
        self._busy = False
        window, self._window = self._window, None
        self.taken.emit(Taken(text, window, obstacle, whole))
