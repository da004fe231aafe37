"""What the chats have cost, and a question before the month's limit is passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.ui.i18n import format_roubles
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.widgets.question import QuestionWords, new_question
from yagpt_desktop.workers.job import Done, Job


def month_start(now: datetime) -> datetime:
    """Return when the month of a moment began, where the person lives."""
    return now.astimezone().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


class SpendingWatch(QObject):
    """Sums up after every answer; asks before a request that would pass the limit.

    Signals:
        known(Spending): Fresh sums.
    """

    known = Signal(object)

    def __init__(self, store: ChatStore, pool: QThreadPool, hub: SettingsHub, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._hub = hub
        self._window = window
        self._sums = Spending()
        self._agreed_beyond = 0
        self._send: Callable[[], object] | None = None
        self._reading = Job(pool, self)
        self._reading.finished.connect(self._on_read)

    @Slot(str)
    def refresh(self, chat_id: str) -> None:
        """Sum up for this chat; ``known`` follows."""
        since = month_start(datetime.now().astimezone())
        self._reading.run(lambda: self._store.spending(chat_id, since))

    def lets_through(self, cost_roubles: float | None, send: Callable[[], object]) -> bool:
        """Return True where the limit is not passed: the caller sends.

        Otherwise a question is open now, and ``send`` is called if the person goes on; they are asked once
        for each limit and session.
        """
        limit = self._hub.settings.month_limit_roubles
        if limit is None or limit == self._agreed_beyond:
            return True
        if self._sums.month_roubles + (cost_roubles or 0) <= limit:
            return True
        self._ask(limit, send)
        return False

    def _ask(self, limit: int, send: Callable[[], object]) -> None:
        text = self.tr("This question would pass your limit of {limit} for the month.")
        spent = self.tr("Spent so far: {sum}, by the program's own price table.")
        words = QuestionWords(
            self.tr("Spending"),
            text.format(limit=format_roubles(limit)),
            spent.format(sum=format_roubles(self._sums.month_roubles)),
            self.tr("Do not send"),
            self.tr("Send it all the same"),
        )
        question = new_question(self._window, "spending", "spending-send", words)
        self._send = send
        question.accepted.connect(self._on_agreed)
        question.open()

    @Slot()
    def _on_agreed(self) -> None:
        self._agreed_beyond = self._hub.settings.month_limit_roubles or 0
        send, self._send = self._send, None
        if send is not None:
            send()

    @Slot(object)
    def _on_read(self, result: object) -> None:
        if isinstance(result, Done):
            self._sums = result.value
            self.known.emit(self._sums)
