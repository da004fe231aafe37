"""The links of a message for a screen reader."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from shiboken6.Shiboken import VoidPtr

from yagpt_desktop.text.shown import ShownLink

from .stage import Stage
from .stop import Stop
from .stops import Stops


def pointer(target: Any) -> Any:
    """What C++ takes for an interface; 0 says that there is none."""
    return VoidPtr(target)


class Item(QAccessibleInterface):
    """Something in the conversation that is no widget and, unless it says otherwise, has no children."""

    def object(self) -> Any:
        """There is no object behind it."""
        return None

    def childCount(self) -> int:
        """Nothing is below it."""
        return 0

    def child(self, _index: int) -> Any:
        """Nothing is below it."""
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        """Nothing is below it."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Nothing is below it."""
        return -1

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """It cannot be changed."""


class LinkHome(Protocol):
    """The view of a link."""

    is_alive: bool
    stage: Stage
    stops: Stops

    def window(self) -> Any:
        """Return the native window."""

    def take_focus(self) -> None:
        """Give the conversation the keyboard."""

    def message(self, number: int) -> QAccessibleInterface:
        """Return the message of a row."""

    def links_in_view(self, number: int) -> Container[Stop]:
        """Return the links of a row that are in view."""

    def rect_of_link(self, stop: Stop) -> QRect:
        """Return a link's place on the screen."""


class _Actions(QAccessibleActionInterface):
    """A link can be pressed, or be given the keyboard."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._link.press()
        elif name == QAccessibleActionInterface.setFocusAction():
            self._link.take_focus()

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


class Link(Item):
    """A link of a message in view."""

    def __init__(self, view: LinkHome, stop: Stop) -> None:
        super().__init__()
        self._view = view
        self.stop = stop
        self._actions = _Actions(self)

    def _found(self) -> ShownLink | None:
        return self._view.stops.link(self.stop) if self._view.is_alive else None

    def press(self) -> None:
        """Open the link, as a click does."""
        found = self._found()
        if found is not None:
            self._view.stage.activate_link(*found)

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        if self._found() is not None:
            self._view.take_focus()
            self._view.stage.mark(self.stop.row)
            self._view.stage.scene.stop = self.stop
            self._view.stage.reader.reached(self.stop, "")

    def isValid(self) -> bool:
        """Whether the link is still there."""
        return self._found() is not None

    def window(self) -> Any:
        """The native window."""
        return self._view.window()

    def parent(self) -> QAccessibleInterface:
        """The message."""
        return self._view.message(self.stop.row)

    def rect(self) -> QRect:
        """Its place on the screen."""
        return self._view.rect_of_link(self.stop) if self._found() is not None else QRect()

    def role(self) -> QAccessible.Role:
        """A link."""
        return QAccessible.Role.Link

    def state(self) -> QAccessible.State:
        """Its state of the moment."""
        state = QAccessible.State()
        state.focusable = state.linked = state.readOnly = True
        state.focused = self._view.stage.scene.stop == self.stop
        state.offscreen = self.stop not in self._view.links_in_view(self.stop.row)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its words; its address as the description."""
        found = self._found()
        if kind == QAccessible.Text.Identifier:
            return "link"
        if found is None:
            return ""
        wanted = {QAccessible.Text.Name: found.words, QAccessible.Text.Description: found.href}
        return wanted.get(kind, "")

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Its actions."""
        return pointer(self._actions if kind == QAccessible.InterfaceType.ActionInterface else 0)
