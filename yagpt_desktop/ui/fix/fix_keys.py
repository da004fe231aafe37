"""The keys of the fix page, by what they wish for."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from yagpt_desktop.ui.widgets.shortcuts import Chord

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FixWish(Enum):
    """What a key of the page asks for."""

    NEXT = auto()
    PREVIOUS = auto()
    ACCEPT = auto()
    LEAVE = auto()
    ACCEPT_AND_COPY = auto()
    UNDO = auto()
    REDO = auto()
    STOP = auto()
    FIX_SELECTED = auto()


_CHORDS: Final = {
    Chord("Z", ctrl=True): FixWish.UNDO,
    Chord("Z", ctrl=True, shift=True): FixWish.REDO,
    Chord("Y", ctrl=True): FixWish.REDO,
}


def wish_of(event: QKeyEvent) -> FixWish | None:
    """Return what a key asks for; None for a key that is not the page's."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() == Qt.Key.Key_F8:
        return FixWish.PREVIOUS if shift else FixWish.NEXT
    if event.key() == Qt.Key.Key_F7 and not (control or shift):
        return FixWish.FIX_SELECTED
    if event.key() == Qt.Key.Key_Escape:
        return FixWish.STOP
    if control and event.key() in _ENTER:
        return FixWish.ACCEPT_AND_COPY if shift else FixWish.ACCEPT
    if control and event.key() == Qt.Key.Key_Backspace:
        return FixWish.LEAVE
    chord = Chord.of(event)
    return _CHORDS.get(chord) if chord is not None else None
