"""Brings what the desktop's own parts hear into Qt's event loop."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from yagpt_desktop.domain.desktop_ports import HotKeys, NativeParts, Obstacle, Verb
from yagpt_desktop.domain.key_combination import KeyCombination

_LOOK_MS: Final = 100


class KeyListener(QObject):
    """Watches descriptors, and looks from time to time where there are none.

    Signals:
        asked(Verb): By a key, or by another program over D-Bus.
        copied_twice(): The same program copied twice in a row.
        answered(Verb, Obstacle | None): Whether a key was granted.
    """

    asked = Signal(object)
    copied_twice = Signal()
    answered = Signal(object, object)

    def __init__(self, parts: NativeParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        keys, door = parts.keys, parts.door
        keys.listen(self.asked.emit, self.copied_twice.emit, self.answered.emit)
        door.open(self.asked.emit)
        self._notifiers: list[QSocketNotifier] = []
        for source in (keys, door):
            for descriptor in source.descriptors():
                notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
                notifier.activated.connect(self._on_readable)
                self._notifiers.append(notifier)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_readable)
        # What came while the parts were made lies in their buffers already.
        QTimer.singleShot(0, self, self._on_readable)

    @property
    def keys(self) -> HotKeys:
        """Whose keys are heard."""
        return self._parts.keys

    def take(self, verb: Verb, written: str, title: str) -> Obstacle | None:
        """Have a combination, as settings write it, ask for a verb; "" gives the one before back."""
        if not written:
            self.keys.give_back(verb)
            return None
        combination = KeyCombination.parsed(written)
        if combination is None:
            self.keys.give_back(verb)
            return Obstacle.KEY_UNKNOWN
        return self.keys.take(verb, combination, title)

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """Notice copies made twice."""
        obstacle = self.keys.follow_double_copy(wanted=wanted)
        if wanted and obstacle is None and not self.keys.descriptors():
            self._timer.start()
        else:
            self._timer.stop()
        return obstacle

    def close(self) -> None:
        """Hear nothing any more."""
        self._timer.stop()
        for notifier in self._notifiers:
            notifier.setEnabled(False)
        self._parts.close()

    @Slot()
    def _on_readable(self) -> None:
        for source in (self._parts.keys, self._parts.door):
            source.read()
        gone = not (self._parts.keys.descriptors() or self._parts.door.descriptors())
        for notifier in self._notifiers:
            if gone or notifier.socket() not in self._open():
                notifier.setEnabled(False)

    def _open(self) -> set[int]:
        return {*self._parts.keys.descriptors(), *self._parts.door.descriptors()}
