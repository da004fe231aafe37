"""Buttons whose icons follow the look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton, QWidget

from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.theme.look import look

from .labels import plain_caption, plain_tool_tip
from .popups import popup_holder

_LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


def _draw_icon(button: QAbstractButton, name: str, tone: str) -> None:
    edge_px = look().metrics.icon_px
    chosen = "accent_text" if button.property("look") == "nav" else tone
    button.setIcon(icon(name, tone, chosen=chosen))
    button.setIconSize(QSize(edge_px, edge_px))


class Button(QPushButton):
    """A push button with text and, if wanted, an icon.

    Args:
        look: What the style sheet knows it as: ``primary``, ``nav``, ``chip``, ``link`` … or "" for plain.
        icon_name: File in ``resources/icons``, or "".
        tone: Field of ``Tokens`` for the icon's ink.
    """

    def __init__(self, object_name: str, *, look: str = "", icon_name: str = "", tone: str = "text") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("look", look)
        # A click must not draw a focus ring, and must not take the focus from the composer.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self._icon_name = icon_name
        self._tone = tone
        self._restyle()

    def setText(self, text: str) -> None:
        """Show a text as it is: an "&" in it makes no shortcut."""
        super().setText(plain_caption(text))

    def text(self) -> str:
        """Return the text as it was set."""
        return super().text().replace("&&", "&")

    def set_tip(self, tip: str) -> None:
        """Say more to the eye that rests on it; "" for nothing."""
        self.setToolTip(plain_tool_tip(tip))

    def set_icon(self, name: str, tone: str = "text") -> None:
        """Show another icon; "" for none."""
        self._icon_name, self._tone = name, tone
        self._restyle()

    def _restyle(self) -> None:
        if self._icon_name:
            _draw_icon(self, self._icon_name, self._tone)
        elif not self.icon().isNull():
            self.setIcon(QIcon())

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the new colours."""
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_icon_name"):
            self._restyle()


class ChipButton(Button):
    """A rounded button that drops a menu; the menu is filled when it is about to open."""

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name, look="chip", icon_name="chevron-down", tone="muted")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands behind the text
        menu = QMenu(popup_holder(self))
        menu.setObjectName(f"{object_name}-menu")
        # A menu takes over the direction of what opened it: check marks and arrows would change sides.
        menu.setLayoutDirection(QGuiApplication.layoutDirection())
        self.setMenu(menu)

    def setAccessibleName(self, name: str) -> None:
        """Name the menu too."""
        super().setAccessibleName(name)
        self.menu().setAccessibleName(name)


class IconButton(QToolButton):
    """A button with an icon alone; its accessible name is its tool tip too."""

    def __init__(
        self, object_name: str, icon_name: str, *, tone: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setProperty("look", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon_name = icon_name
        self._tone = tone
        _draw_icon(self, icon_name, tone)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        _draw_icon(self, name, self._tone)

    def set_name(self, name: str) -> None:
        """Say what it does, to the eye that rests on it and to a screen reader."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tool_tip(name))

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the new colours."""
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_icon_name"):
            _draw_icon(self, self._icon_name, self._tone)
