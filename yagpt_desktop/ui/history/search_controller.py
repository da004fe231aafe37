"""Looks for what is typed in the sidebar, and leads to what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.domain.search import SearchHit, SearchQuery
from yagpt_desktop.ui.sidebar.search_results_model import FoundPlace
from yagpt_desktop.ui.sidebar.sidebar import Sidebar
from yagpt_desktop.workers.job import Broken, Done, Job

TYPING_MS: Final = 120
SLOW_MS: Final = 300


class SearchController(QObject):
    """Asks the store in its thread once typing pauses; a newer question makes an older one worthless.

    Signals:
        failed(YaGptError): The chats could not be searched.
    """

    failed = Signal(object)

    def __init__(
        self,
        sidebar: Sidebar,
        store: ChatStore,
        pool: QThreadPool,
        chat_of: Callable[[str], Chat | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sidebar = sidebar
        self._store = store
        self._chat_of = chat_of
        self._newest = 0
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self._ask)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(sidebar.results.show_searching)
        self._job = Job(pool, self)
        self._job.finished.connect(self._on_found)
        sidebar.search_changed.connect(self._on_changed)

    @Slot(str)
    def _on_changed(self, _text: str) -> None:
        self._newest += 1
        if self._sidebar.search_bar.is_asking:
            self._pause.start()
        else:
            self._pause.stop()
            self._slow.stop()
            self._sidebar.results.show_places((), narrowed=False)

    @Slot()
    def _ask(self) -> None:
        number, query = self._newest, self._sidebar.search_bar.query()
        self._slow.start()
        self._job.run(lambda: self._hits(number, query))

    def _hits(self, number: int, query: SearchQuery) -> tuple[int, Sequence[SearchHit]]:
        """Store's thread: what nobody waits for any more is not looked for."""
        return number, self._store.find(query) if number == self._newest else ()

    @Slot(object)
    def _on_found(self, result: object) -> None:
        if isinstance(result, Broken):
            self._slow.stop()
            self.failed.emit(result.error)
        elif isinstance(result, Done):
            number, hits = result.value
            if number != self._newest:
                return
            self._slow.stop()
            places = [FoundPlace(hit, chat) for hit in hits if (chat := self._chat_of(hit.chat_id))]
            self._sidebar.results.show_places(places, narrowed=self._sidebar.search_bar.is_narrowed)
