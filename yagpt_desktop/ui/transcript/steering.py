"""The keyboard over the conversation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication

from yagpt_desktop.text.shown import ShownLink

from .caret import Caret, Move
from .foot import Action, actions_of
from .menu import action_name
from .revealing import reveal
from .selection import Grain, Point
from .stage import Stage
from .stop import Stop
from .stops import Stops

_LINES_PER_PRESS = 3
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SELECTING = {
    Qt.Key.Key_Left: (Move.SIGN, Move.WORD, -1),
    Qt.Key.Key_Right: (Move.SIGN, Move.WORD, 1),
    Qt.Key.Key_Up: (Move.LINE, Move.LINE, -1),
    Qt.Key.Key_Down: (Move.LINE, Move.LINE, 1),
    Qt.Key.Key_Home: (Move.LINE_EDGE, Move.ALL, -1),
    Qt.Key.Key_End: (Move.LINE_EDGE, Move.ALL, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Steering:
    """Answers the keys of one view.

    Ctrl with the arrows goes from message to message, Tab through the links and actions of the one that is
    reached so; Enter does what is there, or opens the message's menu.  Shift with the keys of a text editor
    selects.
    """

    def __init__(self, view: Stage) -> None:
        self._view = view
        self._stops = Stops(view.scene)
        self._caret = Caret(view.column)
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
        return self._command(event) or self._movement(event)

    def _command(self, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & _SHIFT)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_all()
        elif key is Qt.Key.Key_Menu or (key is Qt.Key.Key_F10 and shift):
            self._open_menu()
        elif key in _ENTER and not event.modifiers() & (_SHIFT | _CONTROL):
            return self._activate()
        elif key is Qt.Key.Key_Delete and not event.modifiers() & (_SHIFT | _CONTROL):
            return self._delete()
        else:
            return False
        return True

    def _movement(self, event: QKeyEvent) -> bool:
        key, control = Qt.Key(event.key()), bool(event.modifiers() & _CONTROL)
        if event.modifiers() & _SHIFT and (key in _SELECTING or key in _PAGES):
            self._select(key, by_words=control)
        elif control and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(-1 if key is Qt.Key.Key_Up else 1)
        elif (move := self._moves.get(key)) is not None:
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

    # Selecting

    def _select_all(self) -> None:
        """First the message the keyboard is at, then everything."""
        view, number = self._view, self._view.scene.marked
        if number is not None:
            whole = Point(number, 0), Point(number, len(view.column.rows[number].text))
            if (view.selection.start, view.selection.end) != whole:
                view.selection.select(*whole)
                view.viewport().update()
                return
        view.select_all()

    def _select(self, key: Qt.Key, *, by_words: bool) -> None:
        view, selection = self._view, self._view.selection
        if not len(view.column.rows):
            return
        self._place_caret()
        head = selection.head
        if key in _PAGES:
            lines = max(view.viewport().height() // view.column.ink.line_px - 2, 1)
            for _ in range(lines):
                head = self._caret.step(head, Move.LINE, _PAGES[key])
        else:
            by_sign, by_word, by = _SELECTING[key]
            head = self._caret.step(head, by_word if by_words else by_sign, by)
        selection.grain = Grain.SIGN
        selection.extend(head, head)
        row, unit, rect = self._caret.place_of(head)
        if view.column.rows[row].units:
            reveal(view, row, unit, rect)
        view.viewport().update()

    def _place_caret(self) -> None:
        """Begin at the message that the keyboard is at, or at what is in view."""
        view, marked = self._view, self._view.scene.marked
        selection = view.selection
        if selection.is_placed and (marked is None or selection.head.row == marked or not selection.is_empty):
            return
        units = view.arranged().units
        top = view.arranged().top
        seen = next((one for one in units if one.y >= top), units[0] if units else None)
        start = Point(seen.row, seen.layout.unit.start) if seen is not None else Point(0, 0)
        start = start if marked is None else Point(marked, 0)
        selection.begin(start, start, Grain.SIGN)

    # Links and actions

    def tab(self, by: int) -> bool:
        """Go to the next link or action of the message the keyboard is at; false where there is none."""
        view, marked = self._view, self._view.scene.marked
        if marked is None:
            return False
        stop = self._stops.step(view.scene.stop, marked, by)
        view.scene.stop = stop
        if stop is not None:
            self._show_stop(stop)
        view.viewport().update()
        return stop is not None

    def go_to(self, stop: Stop) -> None:
        """Bring the keyboard to a link or an action."""
        if self._view.scene.marked != stop.row:
            self._view.mark(stop.row)
        self._view.scene.stop = stop
        self._show_stop(stop)

    def link(self, stop: Stop) -> ShownLink | None:
        """Return the link at a stop, None where something else is."""
        return self._stops.link(stop)

    def _show_stop(self, stop: Stop) -> None:
        rects, view = self._stops.rects(stop), self._view
        item = self._stops.item(stop)
        if item is not None:
            view.reader.announce(item.text or action_name(item.action))
        elif rects:
            reveal(view, stop.row, stop.unit, rects[0])
            view.reader.reached(stop, view.scene.words.copy)

    def _activate(self) -> bool:
        view, stop = self._view, self._view.scene.stop
        if view.scene.marked is None:
            return False
        if stop is None:
            self._open_menu()
        else:
            self.activate(stop)
        return True

    def activate(self, stop: Stop) -> None:
        """Do what is at a stop."""
        item, link, code = self._stops.item(stop), self._stops.link(stop), self._stops.code(stop)
        if item is not None:
            self._view.act(item.action, stop.row)
        elif link is not None:
            self._view.activate_link(*link)
        elif code is not None:
            self._view.copier.code(stop.row, *code)

    def paint(self, painter: QPainter) -> None:
        """Paint the ring around the link or action the keyboard is at."""
        if self._view.scene.stop is not None:
            self._stops.paint(painter, self._view.scene.stop)

    def _delete(self) -> bool:
        view, marked = self._view, self._view.scene.marked
        if marked is None or Action.DELETE not in actions_of(view.column.rows[marked].message):
            return False
        view.act(Action.DELETE, marked)
        return True

    # Scrolling and going

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
