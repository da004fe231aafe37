"""The conversation for a screen reader: a list of messages, each with speaker, text and actions.

Learned by crashes of PySide 6: an interface must be kept by Python as long as its widget lives, children must
be registered and stay the same objects, and ``interface_cast`` must return a ``VoidPtr`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said, gap_between, plain_text
from yagpt_desktop.text.references import Link as Labelled
from yagpt_desktop.text.references import references_of
from yagpt_desktop.text.shown import shown_links
from yagpt_desktop.text.unit import Unit
from yagpt_desktop.text.units import split

from .accessible_link import Item, Link, pointer
from .accessible_text import read_only_text
from .foot import Action, actions_of
from .row import Row
from .stage import Stage
from .stop import Stop
from .stops import Stops

_MOST_CHARS = 200_000
_NAME_CHARS = 4000


class Speakers:
    """The names of who speaks, in the language of the interface."""

    def __init__(self, names: dict[Role, str], action_name: Callable[[Action], str]) -> None:
        self.names = names
        self.action_name = action_name


@lru_cache(maxsize=2048)
def _unit_text(unit: Unit, links: tuple[Labelled, ...]) -> str:
    return plain_text([Said(blocks_of(unit, links), unit, 0, len(unit.source))])


def row_text(row: Row) -> str:
    """Return a message as a person would read it aloud; what was read before costs nothing."""
    parts: list[str] = []
    above: Unit | None = None
    units = row.units if row.is_split else split(row.text, plain=row.is_bubble)
    references = references_of(units)
    for unit in units:
        if above is not None:
            parts.append(gap_between(above, unit))
        parts.append(_unit_text(unit, references.links_of(unit)))
        above = unit
    return "".join(parts)


class _Actions(QAccessibleActionInterface):
    """What can be done with a message."""

    def __init__(self, message: _Message) -> None:
        super().__init__()
        self._message = message

    def actionNames(self) -> list[str]:
        return [*self._message.actions(), QAccessibleActionInterface.setFocusAction()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.setFocusAction():
            self._message.take_focus()
        action = self._message.actions().get(name)
        if action is not None:
            self._message.act(action)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


class _ViewActions(QAccessibleActionInterface):
    """The conversation as a whole can be given the keyboard, and no more."""

    def __init__(self, view: _View) -> None:
        super().__init__()
        self._view = view

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.setFocusAction()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.setFocusAction():
            self._view.take_focus()

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


class _Message(Item):
    """One message; the object belongs to a row and outlives what stands in it."""

    def __init__(self, view: _View, number: int) -> None:
        super().__init__()
        self._view = view
        self._number = number
        self._text = read_only_text(self)
        self._actions = _Actions(self)

    def _row(self) -> Row | None:
        rows = self._view.stage.column.rows
        return rows[self._number] if self._number < len(rows) else None

    def plain_text(self) -> str:
        row = self._row()
        return row_text(row) if row is not None else ""

    def actions(self) -> dict[str, Action]:
        row = self._row()
        if row is None:
            return {}
        return {self._view.speakers.action_name(action): action for action in actions_of(row.message)}

    def act(self, action: Action) -> None:
        self._view.stage.act(action, self._number)

    def take_focus(self) -> None:
        if self._row() is not None:
            self._view.take_focus()
            self._view.stage.mark(self._number)

    def isValid(self) -> bool:
        return self._view.is_alive and self._row() is not None

    def window(self) -> Any:
        return self._view.owner.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._view

    def childCount(self) -> int:
        return len(self._view.links_in_view(self._number))

    def child(self, index: int) -> Any:
        links = self._view.links_in_view(self._number)
        return self._view.link(links[index]) if 0 <= index < len(links) else None

    def childAt(self, x: int, y: int) -> Any:
        for stop in self._view.links_in_view(self._number):
            if self._view.rect_of_link(stop).contains(x, y):
                return self._view.link(stop)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        links = self._view.links_in_view(self._number)
        return links.index(child.stop) if isinstance(child, Link) and child.stop in links else -1

    def rect(self) -> QRect:
        return self._view.rect_of(self._number) if self._row() is not None else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.readOnly = True
        state.multiLine = True
        state.focused = self._view.stage.scene.marked == self._number
        state.offscreen = self._number not in self._view.stage.arranged().rows
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Identifier:
            return f"message-{self._number}"
        row = self._row()
        if row is not None and kind == QAccessible.Text.Description:
            return self._view.stage.scene.facts.get(row.message.id, "")
        if row is None or kind != QAccessible.Text.Name:
            return ""
        scene = self._view.stage.scene
        facts = scene.facts.get(row.message.id, "") if row.message.is_blank else ""
        begins = scene.memory_id and row.message.id == scene.memory_id
        memory = f"{scene.memory_words}. " if begins else ""
        speaker = self._view.speakers.names[row.message.role]
        return f"{memory}{speaker}: {facts or self.plain_text()[:_NAME_CHARS]}"

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.TextInterface:
            return pointer(self._text)
        if kind == QAccessible.InterfaceType.ActionInterface:
            return pointer(self._actions)
        return pointer(0)


class _View(QAccessibleWidget):
    """The conversation: its messages are the first children, the widgets over it the others."""

    def __init__(self, widget: QAbstractScrollArea, stage: Stage, speakers: Speakers) -> None:
        super().__init__(widget, QAccessible.Role.List, "")
        self.owner = widget
        self.stage = stage
        self.speakers = speakers
        self.is_alive = True
        self._text = read_only_text(self)
        self._actions = _ViewActions(self)
        self._messages: dict[int, _Message] = {}
        self._links: dict[Stop, Link] = {}
        self.stops = Stops(stage.scene)

    def plain_text(self) -> str:
        """The messages in view, and those around them as long as they are not very long."""
        rows, seen = self.stage.column.rows, self.stage.arranged().rows
        if not seen:
            return ""
        first, last, left = seen[0], seen[-1], _MOST_CHARS
        while first > 0 and (left := left - rows.text_chars(first - 1)) > 0:
            first -= 1
        while last < len(rows) - 1 and (left := left - rows.text_chars(last + 1)) > 0:
            last += 1
        return "\n\n".join(row_text(row) for row in map(rows.__getitem__, range(first, last + 1)))

    def rect_of(self, number: int) -> QRect:
        """Return a message's place on the screen."""
        column, scene, viewport = self.stage.column, self.stage.scene, self.stage.viewport()
        top = column.top_of(number) - self.stage.arranged().top
        rect = QRectF(scene.left, top, column.width_px, column.height_of(number))
        return rect.toRect().translated(viewport.mapToGlobal(QPointF(0.0, 0.0).toPoint()))

    def take_focus(self) -> None:
        """Give the conversation the keyboard."""
        self.owner.setFocus()

    def links_in_view(self, number: int) -> list[Stop]:
        """Return the links of a message that are laid out in view."""
        return [
            Stop(number, shown.unit, index)
            for shown in self.stage.arranged().units
            if shown.row == number
            for index in range(len(shown_links(shown.layout.blocks)))
        ]

    def rect_of_link(self, stop: Stop) -> QRect:
        """Return a link's place on the screen."""
        scene, found = self.stage.scene, QRectF()
        for shown in self.stage.arranged().units:
            if shown[:2] == stop[:2]:
                at = QPointF(scene.text_left(shown), shown.y - scene.arrangement.top)
                for rect in self.stops.rects(stop):
                    found = found.united(rect.translated(at))
        return found.toAlignedRect().translated(
            self.stage.viewport().mapToGlobal(QPointF(0.0, 0.0).toPoint())
        )

    def link(self, stop: Stop) -> Link:
        """Return the interface of a link."""
        if stop not in self._links:
            made = self._links[stop] = Link(self, stop)
            QAccessible.registerAccessibleInterface(made)
        return self._links[stop]

    def message(self, number: int) -> _Message:
        """Return the interface of a row."""
        if number not in self._messages:
            made = self._messages[number] = _Message(self, number)
            QAccessible.registerAccessibleInterface(made)
        return self._messages[number]

    def _widgets(self) -> list[QWidget]:
        found = [child for child in self.owner.children() if isinstance(child, QWidget)]
        return [child for child in found if child.objectName() in {"message-status", "to-latest"}]

    def childCount(self) -> int:
        return len(self.stage.column.rows) + len(self._widgets())

    def child(self, index: int) -> Any:
        count = len(self.stage.column.rows)
        if 0 <= index < count:
            return self.message(index)
        widgets = self._widgets()
        if count <= index < count + len(widgets):
            return QAccessible.queryAccessibleInterface(widgets[index - count])
        return None

    def childAt(self, x: int, y: int) -> Any:
        for number in self.stage.arranged().rows:
            if self.rect_of(number).contains(x, y):
                message = self.message(number)
                return message.childAt(x, y) or message
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        for number, message in self._messages.items():
            if message is child:
                return number
        widgets = [widget.objectName() for widget in self._widgets()]
        widget: QObject | None = child.object()
        name = widget.objectName() if widget is not None else ""
        return len(self.stage.column.rows) + widgets.index(name) if name in widgets else -1

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.TextInterface:
            return pointer(self._text)
        return pointer(self._actions if kind == QAccessible.InterfaceType.ActionInterface else 0)


class Accessibility(QObject):
    """Gives one view its interface, and tells the screen reader what happens there."""

    _views: dict[int, Accessibility] = {}  # noqa: RUF012  all views of the process, by identity
    _is_installed = False

    def __init__(self, widget: QAbstractScrollArea, stage: Stage, speakers: Speakers) -> None:
        super().__init__(widget)
        self._widget = widget
        self._stage = stage
        self._speakers = speakers
        self._interface: _View | None = None
        self._growing = ""
        if not Accessibility._is_installed:
            Accessibility._is_installed = True
            QAccessible.installFactory(_interface_of)
        Accessibility._views[id(widget)] = self
        widget.destroyed.connect(_Forgetting(id(widget)))

    @property
    def interface(self) -> _View:
        """The view's interface, made when it is first asked for."""
        if self._interface is None:
            self._interface = _View(self._widget, self._stage, self._speakers)
        return self._interface

    def speak(self, speakers: Speakers) -> None:
        """Use other words."""
        self._speakers.names = speakers.names

    def rows_changed(self) -> None:
        """Tell that messages came or went."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._widget, QAccessible.Event.ObjectReorder))

    def marked(self, number: int) -> None:
        """Tell that the keyboard is at a message."""
        if QAccessible.isActive():
            message = self.interface.message(number)
            QAccessible.updateAccessibility(QAccessibleEvent(message, QAccessible.Event.Focus))

    def reached(self, stop: Stop, code_words: str) -> None:
        """Tell that the keyboard is at a link, or at the head of a block of code."""
        if QAccessible.isActive():
            if self.interface.stops.link(stop) is not None:
                link = self.interface.link(stop)
                QAccessible.updateAccessibility(QAccessibleEvent(link, QAccessible.Event.Focus))
            else:
                self.announce(code_words)

    def announce(self, text: str) -> None:
        """Say something at once."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._widget, text))

    def answer_grows(self, message_id: str, begins: str, ends: str) -> None:
        """Say the beginning and the end of an answer, and nothing between; "" means that none grows."""
        if message_id == self._growing:
            return
        said = begins if message_id else ends
        self._growing = message_id
        self.announce(said)

    def forget(self) -> None:
        """The widget is gone; the reader may still hold its interfaces for a moment."""
        if self._interface is not None:
            self._interface.is_alive = False


class _Forgetting:
    """Forgets a view; holds no reference to it."""

    def __init__(self, key: int) -> None:
        self._key = key

    def __call__(self, _destroyed: QObject | None = None) -> None:
        found = Accessibility._views.pop(self._key, None)
        if found is not None:
            found.forget()


def _interface_of(_name: str, owner: QObject) -> Any:
    found = Accessibility._views.get(id(owner))
    return found.interface if found is not None and found._widget is owner else None
