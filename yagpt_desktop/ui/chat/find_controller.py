"""Joins the search bar with the conversation in view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.ui.transcript.finding import FindState
from yagpt_desktop.ui.transcript.view import TranscriptView

from .chat_page import ChatPage

_LONGEST_WORDS = 100


class FindController(QObject):
    """Leads from match to match; what is looked for stays while other chats come into view."""

    def __init__(self, page: ChatPage, transcript: TranscriptView, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._transcript = transcript
        bar, finding = page.find_bar, transcript.finding
        page.find_requested.connect(self._on_asked)
        page.find_closed.connect(finding.close)
        page.next_match_requested.connect(self._on_next)
        page.previous_match_requested.connect(self._on_previous)
        bar.query_changed.connect(finding.search)
        bar.next_requested.connect(finding.next)
        bar.previous_requested.connect(finding.previous)
        finding.changed.connect(self._on_changed)

    @Slot()
    def _on_asked(self) -> None:
        selected = self._transcript.selected_text().strip()
        is_phrase = bool(selected) and "\n" not in selected and len(selected) <= _LONGEST_WORDS
        self._page.show_find(selected if is_phrase else "")
        self._transcript.finding.search(self._page.find_bar.query())

    @Slot()
    def _on_next(self) -> None:
        self._walk(1)

    @Slot()
    def _on_previous(self) -> None:
        self._walk(-1)

    def _walk(self, by: int) -> None:
        if not self._page.is_finding:
            self._on_asked()
        elif by > 0:
            self._transcript.finding.next()
        else:
            self._transcript.finding.previous()

    @Slot(object)
    def _on_changed(self, state: FindState) -> None:
        self._page.find_bar.show_state(state, self._transcript.finding.context())
