"""The icon in the tray, where the desktop has one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.ui.theme.icons import app_icon
from yagpt_desktop.ui.widgets.labels import plain_caption

from .obstacle_words import verb_text

_LOOK_MS: Final = 5000


class Tray(QObject):
    """Shows the icon with its menu.  A tray may come or go while the program runs.

    Signals:
        asked(Verb): An entry was chosen; a click on the icon asks for the window.
        quit_requested(): The person wants the program to end.
        lost(): The tray with our icon is gone: whatever is hidden must show itself.
    """

    asked = Signal(object)
    quit_requested = Signal()
    lost = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = False
        self._icon: QSystemTrayIcon | None = None
        self._menu = QMenu()
        self._menu.setObjectName("tray-menu")
        self._entries: dict[Verb, QAction] = {}
        for verb in Verb:
            action = self._entries[verb] = self._menu.addAction("")
            action.setObjectName(f"tray-{verb.value}")
            action.setData(verb)
        self._menu.addSeparator()
        self._quit = self._menu.addAction("")
        self._quit.setObjectName("tray-quit")
        self._quit.triggered.connect(self.quit_requested)
        self._menu.triggered.connect(self._on_entry)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.retranslate()

    @property
    def menu(self) -> QMenu:
        """What the icon drops."""
        return self._menu

    def obstacle(self) -> Obstacle | None:
        """Say why there is no icon."""
        return None if QSystemTrayIcon.isSystemTrayAvailable() else Obstacle.NO_TRAY

    @property
    def is_shown(self) -> bool:
        """Whether a person can reach the program here."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def show_icon(self, *, shown: bool) -> None:
        """Show it, as soon as there is a tray, or take it away."""
        self._wanted = shown
        if shown:
            self._timer.start()
        else:
            self._timer.stop()
        self._look()

    def close(self) -> None:
        """Leave the tray."""
        self.show_icon(shown=False)
        self._menu.deleteLater()

    @Slot()
    def retranslate(self) -> None:
        """Put all texts."""
        for verb, entry in self._entries.items():
            entry.setText(plain_caption(verb_text(verb)))
        self._quit.setText(self.tr("Quit"))

    @Slot()
    def _look(self) -> None:
        there = self._wanted and QSystemTrayIcon.isSystemTrayAvailable()
        if there and self._icon is None:
            self._icon = QSystemTrayIcon(app_icon(), self)
            self._icon.setObjectName("tray-icon")
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._on_activated)
            self._icon.show()
        elif not there and self._icon is not None:
            icon, self._icon = self._icon, None
            icon.hide()
            icon.deleteLater()
            self.lost.emit()

    @Slot(QAction)
    def _on_entry(self, entry: QAction) -> None:
        verb = entry.data()
        if verb is not None:
            self.asked.emit(Verb(verb))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.asked.emit(Verb.SHOW)
