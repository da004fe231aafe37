"""Shortcuts that sit on keys, not on letters, so that Ctrl+N is Ctrl+N in the Russian layout too.

A Latin letter is believed (Dvorak and AZERTY keep their habits); for any other key the place on the
keyboard decides, and where the platform tells no place, the Russian letter that lies there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

# Names of keys by their place: evdev code + 8 on X11 and Wayland, set-1 scan code on Windows,
# virtual key on macOS (layout-independent there).
_ROWS = ("`1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'", "ZXCVBNM,./")
_FIRST_EVDEV = (41, 16, 30, 44)
_MAC = dict(
    zip(
        "ASDFHGZXCVBQWERYT123465=97-80OUIPLJ'K;,/NM.",
        (*range(10), *range(11, 30), 31, 32, 34, 35, 37, 38, 39, 40, 41, 43, 44, 45, 46, 47),
        strict=False,
    )
)
_RUSSIAN = dict(zip("ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "`QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True))
_NAMED = {
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_F6: "F6",
    Qt.Key.Key_Plus: "=",
    Qt.Key.Key_Minus: "-",
    Qt.Key.Key_Equal: "=",
}


def _evdev_places() -> dict[int, str]:
    places = {1: "Escape", 64: "F6", 78: "=", 74: "-"}
    for first, row in zip(_FIRST_EVDEV, _ROWS, strict=True):
        start = first if first != 41 else 1
        for step, name in enumerate(row):
            places[41 if name == "`" else start + step] = name
    return places


_EVDEV = _evdev_places()


def key_name(event: QKeyEvent) -> str:
    """Return the name of the key that was pressed, as :class:`Chord` writes it; "" for one without a name."""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    named = _NAMED.get(Qt.Key(key))
    if named:
        return named
    return _by_place(event) or _RUSSIAN.get(chr(key).upper() if 0 < key < 0x110000 else "", "") or _sign(key)


def _by_place(event: QKeyEvent) -> str:
    if sys.platform == "darwin":
        code = event.nativeVirtualKey()
        return {number: name for name, number in _MAC.items()}.get(code, "") if event.nativeScanCode() else ""
    code = event.nativeScanCode()
    if sys.platform == "win32":
        return _EVDEV.get(code, "")  # set 1 and evdev agree on the keys of the main block
    return _EVDEV.get(code - 8, "") if code > 8 else ""


def _sign(key: int) -> str:
    return chr(key).upper() if 0x20 < key < 0x7F else ""


@dataclass(frozen=True, slots=True)
class Chord:
    """A key with its modifiers; ``key`` is what a US keyboard shows on it, or ``Escape``, ``F6``."""

    key: str
    ctrl: bool = False
    shift: bool = False

    @classmethod
    def of(cls, event: QKeyEvent) -> Chord | None:
        """Return what was pressed; None for keys without a name and chords with other modifiers."""
        name = key_name(event)
        modifiers = event.modifiers()
        others = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        if not name or modifiers & others:
            return None
        return cls(
            name,
            bool(modifiers & Qt.KeyboardModifier.ControlModifier),
            bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        )


class Shortcuts(QObject):
    """Answers to chords in one window, before the widget with the focus sees them.

    Escape alone waits until no widget wants it: it closes an editor before it stops an answer.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[Chord, Callable[[], object]] = {}

    def bind(self, chord: Chord, action: Callable[[], object]) -> None:
        """Let a chord call an action; the last one bound wins."""
        self._actions[chord] = action

    def watch(self, window: QObject) -> None:
        """Listen to the native window (``QWidget.windowHandle()``)."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the chords that are ours."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            chord = Chord.of(event)
            if chord is not None and (chord.ctrl or chord.key == "F6"):
                return self._answer(chord)
        return super().eventFilter(watched, event)

    def answer(self, event: QKeyEvent) -> bool:
        """Act on a key that no widget wanted; false where it is none of ours."""
        chord = Chord.of(event)
        return chord is not None and self._answer(chord)

    def _answer(self, chord: Chord) -> bool:
        action = self._actions.get(chord)
        if action is None:
            return False
        action()
        return True
