"""Where lists and menus that drop down stand in the accessibility tree.

Qt leaves windows of the kind "popup" out of the children of an application and of a widget alike: a walk
from the root never meets them.  A holder is an ordinary child of the widget that opens them, and has them as
children.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QActionGroup
from PySide6.QtWidgets import QAccessibleWidget, QMenu, QWidget


class PopupHolder(QWidget):
    """The parent of popups; takes no room, and is there for a screen reader while one of them is open."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self.setObjectName("popup-holder")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(0, 0)
        self.hide()
        _Interfaces.of(self)
        # Only now: a parent asks for the child's interface and keeps what it gets.
        self.setParent(owner)

    def open_popups(self) -> list[QWidget]:
        """Return what is open, in the order it was made."""
        found = [child for child in self.children() if isinstance(child, QWidget) and child.isWindow()]
        return [popup for popup in found if popup.isVisible()]

    def childEvent(self, event: QChildEvent) -> None:
        """Watch what is put here."""
        super().childEvent(event)
        if event.added():
            event.child().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be seen as long as something is open."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide} and watched.parent() is self:
            self.setVisible(bool(self.open_popups()))
        return False


def popup_holder(owner: QWidget) -> PopupHolder:
    """Return the place for a widget's popups.

    For a widget whose accessible children are not its widgets (a tree, a list, the conversation) pass its
    window.
    """
    options = Qt.FindChildOption.FindDirectChildrenOnly
    found = owner.findChild(PopupHolder, "popup-holder", options)
    return found if found is not None else PopupHolder(owner)


def empty(menu: QMenu) -> None:
    """Empty a menu that is filled anew each time it is needed.

    ``QMenu.clear`` alone leaves the groups and menus below it behind: one more of each at every filling.
    """
    menu.clear()
    for child in menu.children():
        if isinstance(child, QActionGroup | QMenu):
            child.deleteLater()


class _Holding(QAccessibleWidget):
    """A group whose children are the open popups."""

    def __init__(self, holder: PopupHolder) -> None:
        super().__init__(holder, QAccessible.Role.Grouping, "")
        self._holder: PopupHolder | None = holder

    def forget(self) -> None:
        """The widget is gone; a reader may still hold this for a moment."""
        self._holder = None

    def _open(self) -> list[QWidget]:
        return self._holder.open_popups() if self._holder is not None else []

    def childCount(self) -> int:
        return len(self._open())

    def child(self, index: int) -> Any:
        popups = self._open()
        return QAccessible.queryAccessibleInterface(popups[index]) if 0 <= index < len(popups) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        popups, wanted = self._open(), child.object()
        return next((place for place, popup in enumerate(popups) if popup is wanted), -1)


class _Interfaces:
    """The interfaces of all holders: Python must keep each as long as its widget lives."""

    _holders: dict[int, _Interfaces] = {}  # noqa: RUF012  of the whole process, by identity
    _is_installed = False

    def __init__(self, holder: PopupHolder) -> None:
        self.holder = holder
        self._made: _Holding | None = None

    @classmethod
    def of(cls, holder: PopupHolder) -> None:
        """Make a holder known before anybody asks for its interface."""
        if not cls._is_installed:
            cls._is_installed = True
            QAccessible.installFactory(_interface_of)
        cls._holders[id(holder)] = cls(holder)
        holder.destroyed.connect(_Forgetting(id(holder)))

    @classmethod
    def found(cls, owner: QObject) -> _Interfaces | None:
        """Return what belongs to an object, if it is a holder."""
        known = cls._holders.get(id(owner))
        return known if known is not None and known.holder is owner else None

    @classmethod
    def drop(cls, key: int) -> None:
        """A holder is gone."""
        known = cls._holders.pop(key, None)
        if known is not None and known._made is not None:
            known._made.forget()

    def interface(self) -> _Holding:
        """Return the interface, made when it is first asked for."""
        if self._made is None:
            self._made = _Holding(self.holder)
        return self._made


class _Forgetting:
    """Forgets a holder; holds no reference to it."""

    def __init__(self, key: int) -> None:
        self._key = key

    def __call__(self, _destroyed: QObject | None = None) -> None:
        _Interfaces.drop(self._key)


def _interface_of(_name: str, owner: QObject) -> Any:
    known = _Interfaces.found(owner)
    return known.interface() if known is not None else None
