"""Where the sidebar stands: beside the page, or in a narrow window over it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.toast import Toast

from .sidebar import Sidebar


class _Shade(QWidget):
    """Lies over the page while the sidebar does; a press on it is meant for neither.

    Signals:
        pressed(): The person wants the page back.
    """

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell, and keep the press from the page."""
        event.accept()
        self.pressed.emit()


class Drawer(QObject):
    """Folds the sidebar to a rail where the window is narrow, and lets it unfold over the page there.

    What the person chose for a wide window stays as it was; in a narrow one the sidebar closes as soon as
    they have what they came for, by Escape, and when the keyboard goes elsewhere.
    """

    def __init__(self, window: QWidget, row: QHBoxLayout, sidebar: Sidebar) -> None:
        super().__init__(window)
        self._window = window
        self._row = row
        self._sidebar = sidebar
        self._wants_folded = False
        self._is_open = False
        self._is_fitting = False
        self._place = QWidget(window)
        self._place.hide()
        self._shade = _Shade(window)
        self._shade.hide()
        row.insertWidget(0, sidebar)
        row.insertWidget(0, self._place)
        self._shade.pressed.connect(self.close)
        sidebar.folded.connect(self._on_folded)
        sidebar.restyled.connect(self.fit)
        sidebar.place_chosen.connect(self.close)
        sidebar.chats.opened.connect(self.close)
        sidebar.chat_chosen.connect(self._on_chat_chosen)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)

    @property
    def wants_folded(self) -> bool:
        """Whether the sidebar is a rail where the window is wide."""
        return self._wants_folded

    def want_folded(self, *, folded: bool) -> None:
        """Fold or unfold it for wide windows, as remembered."""
        self._wants_folded = folded
        self.fit()

    @property
    def is_over(self) -> bool:
        """Whether the sidebar lies over the page."""
        return self._is_open and self._is_narrow

    @property
    def _is_narrow(self) -> bool:
        return self._window.width() < look().metrics.rail_below_px

    @Slot()
    def fit(self) -> None:
        """Take note of another size of the window, or another zoom."""
        if self._is_fitting:
            return
        self._is_fitting = True
        self._is_open = self._is_open and self._is_narrow
        self._sidebar.fold(folded=not self._is_open if self._is_narrow else self._wants_folded)
        self._sidebar.show_low(low=self._window.height() < look().metrics.low_below_px)
        self._sidebar.fit_width(self._window.width(), over=self.is_over)
        self._put()
        self._is_fitting = False

    @Slot()
    def close(self) -> None:
        """Give the page back, where the sidebar lies over it; the keyboard stays with what leads here."""
        if self.is_over:
            self._is_open = False
            self.fit()

    def _put(self) -> None:
        over = self.is_over and not self._sidebar.isHidden()
        self._place.setFixedWidth(look().metrics.rail_px)
        self._place.setVisible(over)
        self._shade.setVisible(over)
        if not over:
            if self._row.indexOf(self._sidebar) < 0:
                self._row.insertWidget(0, self._sidebar)
            return
        self._row.removeWidget(self._sidebar)
        width, height = self._sidebar.width(), self._window.height()
        self._sidebar.setGeometry(0, 0, width, height)
        self._shade.setGeometry(width, 0, self._window.width() - width, height)
        self._shade.raise_()
        self._sidebar.raise_()
        for toast in self._window.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
            toast.raise_()

    def _holds(self, part: QWidget | None) -> bool:
        return part is not None and (part is self._sidebar or self._sidebar.isAncestorOf(part))

    @Slot(bool)
    def _on_folded(self, folded: bool) -> None:
        if self._is_fitting:
            return
        if self._is_narrow:
            self._is_open = not folded
        else:
            self._wants_folded = folded
        self.fit()
        if self.is_over and not self._holds(QApplication.focusWidget()):
            self._sidebar.focus_chats()

    @Slot(str)
    def _on_chat_chosen(self, _chat_id: str) -> None:
        # The arrow keys choose as well, and go on.
        if QApplication.mouseButtons() and not QApplication.keyboardModifiers():
            self.close()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.is_over and new.window() is self._window and not self._holds(new):
            self.close()
