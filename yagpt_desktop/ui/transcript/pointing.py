"""The mouse over the conversation: selecting, links, actions."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from yagpt_desktop.text.link_words import link_words

from .foot import FootItem
from .scrolling import Shown
from .selection import Grain, Point
from .stage import Stage
from .stops import code_heads

_AUTOSCROLL_MS = 30


class Target(NamedTuple):
    """What lies under the pointer and can be pressed, or copied from the menu.

    Attributes:
        code: Unit and block of the code whose head it is.
        formula: A formula as it is written, and its place in the message's text.
        table: Unit and block of the table.
    """

    href: str = ""
    words: str = ""
    item: FootItem | None = None
    row: int = 0
    code: tuple[int, int] | None = None
    formula: tuple[str, int] | None = None
    table: tuple[int, int] | None = None


class Pointing(QObject):
    """Answers the mouse of one view.

    Attributes:
        row: The row the pointer is over, None outside.
    """

    def __init__(self, view: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.row: int | None = None
        self._is_selecting = False
        self._pressed: Target | None = None
        self._last = QPointF()
        self._clicks = 0
        self._since = QTimer(self)
        self._since.setSingleShot(True)
        self._beyond = QTimer(self)
        self._beyond.setInterval(_AUTOSCROLL_MS)
        self._beyond.timeout.connect(self._on_beyond)

    def press(self, event: QMouseEvent) -> None:
        """Begin to select, or hold what is there."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        view, at = self._view, event.position()
        self._pressed = self.target_at(at)
        if self._pressed.item or self._pressed.code:
            return
        if self._since.isActive() and (at - self._last).manhattanLength() < QApplication.startDragDistance():
            self._begin(at, Grain.PARAGRAPH)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not view.selection.is_empty:
            view.selection.extend(*self._range_at(at, Grain.SIGN))
        else:
            self._begin(at, Grain.SIGN)
        self._last = at
        self._is_selecting = True
        view.viewport().update()

    def double_press(self, event: QMouseEvent) -> None:
        """Select a word; a third press soon after selects its paragraph."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        target = self.target_at(event.position())
        if target.item or target.code:
            self.press(event)
            return
        self._pressed = None
        self._begin(event.position(), Grain.WORD)
        self._last = event.position()
        self._is_selecting = True
        self._since.start(QApplication.doubleClickInterval())
        self._view.viewport().update()

    def move(self, event: QMouseEvent) -> None:
        """Select further, or show what can be pressed."""
        at = event.position()
        if self._is_selecting:
            self._last = at
            self._extend(at)
            height = self._view.viewport().height()
            if 0 <= at.y() < height:
                self._beyond.stop()
            elif not self._beyond.isActive():
                self._beyond.start()
            return
        self._hover(at)

    def release(self, event: QMouseEvent) -> None:
        """End the selecting; what was pressed and not dragged is activated."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._beyond.stop()
        self._is_selecting = False
        pressed, self._pressed = self._pressed, None
        if pressed is None or pressed != self.target_at(event.position()):
            return
        if pressed.item or pressed.code or self._view.selection.is_empty:
            self._activate(pressed)

    def leave(self) -> None:
        """The pointer is gone."""
        if self.row is not None:
            self.row = None
            self._view.scene.hovered_item = None
            self._view.refresh_feet()

    def target_at(self, at: QPointF) -> Target:
        """Return what can be pressed at a point of the view."""
        scene = self._view.scene
        for number in self._view.arranged().rows:
            for item in scene.foot(number):
                grown = item.rect.adjusted(-4.0, -4.0, 4.0, 4.0)
                if item.can_press and grown.contains(at):
                    return Target(item=item, row=number)
        shown = self.unit_at(at)
        if shown is None:
            return Target()
        local = self._local(shown, at)
        for ground, block in code_heads(shown.layout):
            if ground.copy_rect.contains(local):
                return Target(row=shown.row, code=(shown.unit, block))
        return self._target_in_text(shown, local)

    @staticmethod
    def _target_in_text(shown: Shown, local: QPointF) -> Target:
        layout, x, y = shown.layout, local.x(), local.y()
        block = layout.table_at(x, y)
        table = (shown.unit, block) if block is not None else None
        found = layout.formula_at(x, y)
        formula = (found.text, layout.unit.start + found.at) if found is not None else None
        span = found or layout.span_at(x, y)
        if span is None or not span.href:
            return Target(row=shown.row, formula=formula, table=table)
        words = link_words(layout.blocks, span)
        return Target(span.href, words, row=shown.row, formula=formula, table=table)

    def unit_at(self, at: QPointF) -> Shown | None:
        """Return the unit nearest to a point of the view."""
        arrangement = self._view.arranged()
        y = at.y() + arrangement.top
        best, distance = None, float("inf")
        for shown in arrangement.units:
            away = max(shown.y - y, y - shown.y - shown.layout.height, 0.0)
            if away < distance:
                best, distance = shown, away
        return best

    def point_at(self, at: QPointF) -> Point:
        """Return the place in the conversation nearest to a point of the view."""
        shown = self.unit_at(at)
        if shown is None:
            return Point(0, 0)
        local = self._local(shown, at)
        return Point(shown.row, shown.layout.unit.start + shown.layout.offset_at(local.x(), local.y()))

    def row_at(self, at: QPointF) -> int | None:
        """Return the row a point of the view is over."""
        column, y = self._view.column, at.y() + self._view.arranged().top
        for number in self._view.arranged().rows:
            if column.top_of(number) <= y < column.top_of(number) + column.height_of(number):
                return number
        return None

    def _local(self, shown: Shown, at: QPointF) -> QPointF:
        scene = self._view.scene
        return at - QPointF(scene.text_left(shown), shown.y - scene.arrangement.top)

    def _begin(self, at: QPointF, grain: Grain) -> None:
        start, end = self._range_at(at, grain)
        self._view.selection.begin(start, end, grain)

    def _extend(self, at: QPointF) -> None:
        self._view.selection.extend(*self._range_at(at, self._view.selection.grain))
        self._view.viewport().update()

    def _range_at(self, at: QPointF, grain: Grain) -> tuple[Point, Point]:
        shown = self.unit_at(at)
        point = self.point_at(at)
        if shown is None or grain is Grain.SIGN:
            return point, point
        local = self._local(shown, at)
        placed = shown.layout.box_at(local.x(), local.y())
        if placed is None:
            return point, point
        position = placed.box.position_at(local.x() - placed.x, local.y() - placed.y)
        is_word = grain is Grain.WORD
        found = placed.box.word_range(position) if is_word else placed.box.line_range(position)
        start, end = (placed.box.places.to_source(one) for one in found)
        base = shown.layout.unit.start
        return Point(shown.row, base + max(start, 0)), Point(shown.row, base + max(end, 0))

    def _hover(self, at: QPointF) -> None:
        view, target = self._view, self.target_at(at)
        can_press = bool(target.href or target.item or target.code or target.formula)
        over_text = self._is_over_text(at)
        shape = Qt.CursorShape.PointingHandCursor if can_press else Qt.CursorShape.ArrowCursor
        view.viewport().setCursor(Qt.CursorShape.IBeamCursor if over_text and not can_press else shape)
        view.viewport().setToolTip("")
        row = self.row_at(at)
        if row != self.row or target.item != view.scene.hovered_item:
            self.row = row
            view.scene.hovered_item = target.item
            view.refresh_feet()

    def _is_over_text(self, at: QPointF) -> bool:
        shown = self.unit_at(at)
        if shown is None:
            return False
        local = self._local(shown, at)
        placed = shown.layout.box_at(local.x(), local.y())
        return (
            placed is not None
            and placed.y <= local.y() <= placed.bottom
            and 0 <= local.x() <= shown.layout.width
        )

    def _activate(self, target: Target) -> None:
        if target.item is not None:
            self._view.act(target.item.action, target.row)
        elif target.code is not None:
            self._view.copier.code(target.row, *target.code)
        elif target.href:
            self._view.activate_link(target.href, target.words)
        elif target.formula is not None:
            self.toggle_formula(target.row, target.formula[1])

    def toggle_formula(self, row: int, offset: int) -> None:
        """Show a formula as it is written, or drawn again."""
        self._view.column.toggle_formula(row, offset)
        self._view.refresh()

    @Slot()
    def _on_beyond(self) -> None:
        """While the pointer is held above or below the view, the text moves and is selected further."""
        view, y = self._view, self._last.y()
        over = y if y < 0 else max(y - view.viewport().height(), 0.0)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + round(over / 2))
        inside = QPointF(self._last.x(), min(max(y, 0.0), view.viewport().height() - 1.0))
        self._extend(inside)
