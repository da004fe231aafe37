"""Opening a chat at a message, with the words that were found selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.domain.search import Piece
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.conversation import Conversation
from yagpt_desktop.ui.sidebar.search_results_model import FoundPlace
from yagpt_desktop.ui.transcript.revealing import reveal
from yagpt_desktop.ui.transcript.selection import Point
from yagpt_desktop.ui.transcript.view import TranscriptView

_MARGIN_LINES: Final = 3


class Landing(QObject):
    """Waits until the message is in the conversation, and leaves the person there."""

    def __init__(
        self,
        library: ChatLibrary,
        transcript: TranscriptView,
        open_chat: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._transcript = transcript
        self._open_chat = open_chat
        self._conversation: Conversation | None = None
        self._place: FoundPlace | None = None
        self._asked = False

    @Slot(object)
    def go_to(self, place: FoundPlace) -> None:
        """Open the chat; a title leads to its end, a message to the words that were found."""
        self.give_up()
        self._open_chat(place.chat.id)
        conversation = self._library.open(place.chat.id)
        if conversation is None or place.is_title:
            return
        self._conversation, self._place, self._asked = conversation, place, False
        conversation.path_changed.connect(self._on_path)
        if conversation.messages:
            self._on_path()

    @Slot()
    def give_up(self) -> None:
        """Wait no longer: the person went elsewhere."""
        if self._conversation is not None:
            self._conversation.path_changed.disconnect(self._on_path)
        self._conversation = self._place = None

    @Slot()
    def _on_path(self) -> None:
        conversation, place = self._conversation, self._place
        if conversation is None or place is None:
            return
        if any(message.id == place.hit.message_id for message in conversation.messages):
            self.give_up()
            land(self._transcript, place.hit.message_id, place.hit.pieces)
        elif self._asked or conversation.answering:
            self.give_up()
        else:
            # It is in another version of the conversation.
            self._asked = True
            conversation.show_message(place.hit.message_id)


def land(transcript: TranscriptView, message_id: str, pieces: tuple[Piece, ...]) -> None:
    """Bring the words of a hit into view and select them; a message that is not there is passed over."""
    row = transcript.column.row_of(message_id)
    if row is None:
        return
    start, end = span_of(transcript.column.rows[row].text, pieces)
    transcript.arranged()
    near = transcript.column.near(row)
    unit = near.unit_of_offset(start) if near.units else 0
    if near.units:
        place = transcript.column.layout(row, unit).caret_rect(start - near.units[unit].start)
        reveal(transcript, row, unit, place, margin_lines=_MARGIN_LINES)
    transcript.selection.select(Point(row, start), Point(row, end))
    transcript.refresh()


def span_of(text: str, pieces: tuple[Piece, ...]) -> tuple[int, int]:
    """Return where the first hit stands in a text, given the text around it; (0, 0) where it is not there."""
    first = next((place for place, piece in enumerate(pieces) if piece.hit), None)
    if first is None:
        return 0, 0
    before = "".join(piece.text for piece in pieces[:first]).removeprefix("…")
    hit = pieces[first].text
    at = text.find(before + hit)
    if at < 0:
        at, before = text.find(hit), ""
    return (at + len(before), at + len(before) + len(hit)) if at >= 0 else (0, 0)
