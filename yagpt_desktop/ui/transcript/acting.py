"""What happens when something under a message, or in its menu, is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QPoint

from yagpt_desktop.text.display import fit

from .copying import selected_data
from .foot import Action
from .menu import message_menu
from .selection import Point, Selection
from .stage import Stage

Ask = Callable[[str], object]


class Acting:
    """Does what the view can do by itself, and asks for the rest.

    Args:
        stage: The view.
        asks: What is told the message's id, for each action that somebody else carries out.
        choose_version: Is told the message's id and the version, counted from 1.
        quote: Is told the text.
    """

    def __init__(
        self,
        stage: Stage,
        asks: Mapping[Action, Ask],
        choose_version: Callable[[str, int], object],
        quote: Ask,
    ) -> None:
        self._stage = stage
        self._asks = asks
        self._choose_version = choose_version
        self._quote = quote

    def act(self, action: Action, number: int) -> None:
        """Carry an action out, or ask for it."""
        stage, row = self._stage, self._stage.column.rows[number]
        if action is Action.COPY:
            stage.copier.message(number)
        elif action is Action.COPY_MARKDOWN:
            stage.copier.text(fit(row.text))
            stage.reader.announce(QCoreApplication.translate("TranscriptView", "Copied"))
        elif action is Action.QUOTE:
            self._quote(self._quoted(number))
        elif action is Action.MORE:
            self._open_menu(number)
        elif action in {Action.PREVIOUS, Action.NEXT}:
            step = 1 if action is Action.NEXT else -1
            self._choose_version(row.message.id, row.message.version + step)
        elif action in self._asks:
            self._asks[action](row.message.id)

    def _quoted(self, number: int) -> str:
        """What is selected where the message is part of it, else the whole message."""
        column, meant = self._stage.column, self._stage.selection
        if meant.is_empty or not meant.start.row <= number <= meant.end.row:
            meant = Selection()
            meant.select(Point(number, 0), Point(number, len(column.rows[number].text)))
        return selected_data(column, meant).text()

    def _open_menu(self, number: int) -> None:
        stage = self._stage
        items = [item for item in stage.scene.foot(number) if item.action is Action.MORE]
        at = items[0].rect.bottomLeft().toPoint() if items else QPoint(stage.scene.left, 0)
        message_menu(stage, number).popup(stage.viewport().mapToGlobal(at))
