"""What mouse, keys and menu may do with the view; it keeps them from knowing the widget."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QScrollBar, QWidget

from .column import Column
from .copier import Copier
from .foot import Action
from .painting import Scene
from .scrolling import Arrangement, ScrollOwner
from .selection import Selection
from .stop import Stop


class Reader(Protocol):
    """What a screen reader is told."""

    def announce(self, text: str) -> None:
        """Say something at once."""

    def reached(self, stop: Stop, code_words: str) -> None:
        """Tell that the keyboard is at a link, or at the head of a block of code."""


class Stage(Protocol):
    """The view, as its parts see it."""

    column: Column
    scene: Scene
    selection: Selection
    copier: Copier
    owner: ScrollOwner

    @property
    def reader(self) -> Reader:
        """The screen reader."""

    def viewport(self) -> QWidget:
        """The widget that is painted."""

    def verticalScrollBar(self) -> QScrollBar:
        """The scroll bar."""

    def arranged(self) -> Arrangement:
        """What is in view, laid out."""

    def refresh(self) -> None:
        """Lay out and paint anew: what is in view has changed, or where it is."""

    def refresh_feet(self) -> None:
        """Show the lines under the messages that the pointer or the keyboard is at."""

    def mark(self, number: int | None) -> None:
        """Move the keyboard's attention to a message."""

    def act(self, action: Action, number: int) -> None:
        """Do what was pressed under a message."""

    def activate_link(self, href: str, words: str) -> None:
        """Say that a link was pressed."""

    def select_all(self) -> None:
        """Select the whole conversation."""

    def scroll_to_latest(self) -> None:
        """Go to the end and follow it."""
