"""The keyboard over the conversation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from .stage import Stage

_LINES_PER_PRESS = 3


class Steering:
    """Answers the keys of one view: scrolling, going from message to message, copying."""

    def __init__(self, view: Stage) -> None:
        self._view = view
        self._moves: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self._scroll_lines(-_LINES_PER_PRESS),
            Qt.Key.Key_Down: lambda: self._scroll_lines(_LINES_PER_PRESS),
            Qt.Key.Key_PageUp: lambda: self._scroll_pages(-1),
            Qt.Key.Key_PageDown: lambda: self._scroll_pages(1),
            Qt.Key.Key_Home: self._go_to_start,
            Qt.Key.Key_End: view.scroll_to_latest,
            Qt.Key.Key_Space: lambda: self._scroll_pages(1),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asked for anything."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._view.select_all()
        elif event.key() == Qt.Key.Key_Menu:
            self._open_menu()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        }:
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif (move := self._moves.get(Qt.Key(event.key()))) is not None:
            move()
        else:
            return False
        return True

    def _copy(self) -> None:
        marked = self._view.scene.marked
        if self._view.selection.is_empty and marked is not None:
            self._view.copier.message(marked)
        else:
            self._view.copier.selection()

    def _scroll_lines(self, lines: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + lines * bar.singleStep())

    def _scroll_pages(self, pages: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + pages * (bar.pageStep() - 2 * bar.singleStep()))

    def _go_to_start(self) -> None:
        self._view.verticalScrollBar().setValue(0)

    def _step(self, by: int) -> None:
        """Go to the message above or below; from nowhere, to the one in view."""
        view, rows = self._view, self._view.arranged().rows
        if not rows:
            return
        marked = view.scene.marked
        wanted = (rows[-1] if by < 0 else rows[0]) if marked is None else marked + by
        view.mark(min(max(wanted, 0), len(view.column.rows) - 1))

    def _open_menu(self) -> None:
        view = self._view
        marked = view.scene.marked
        y = view.viewport().height() // 2
        if marked is not None:
            y = min(max(view.column.body_top(marked) - view.arranged().top, 0), view.viewport().height() - 1)
        at = QPoint(view.scene.left + view.column.width_px // 2, y)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
