"""Sums up what the model has no memory of, when the person asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QThreadPool, Slot

from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.domain.settings import BeyondMemory, Settings
from yagpt_desktop.services import conversation as growing
from yagpt_desktop.services.context import framed, summary_of
from yagpt_desktop.services.summary import (
    SummaryTask,
    is_usable,
    summary_cost,
    summing_up,
    whole_summary,
)
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.workers.job import Broken, Done, Job
from yagpt_desktop.workers.turn import Completed, Failed, Outcome, TurnRunner

from .chat_controller import ChatController
from .chat_library import ChatLibrary
from .chat_page import ChatPage
from .conversation import Conversation, TurnMaker
from .spending import SpendingWatch


@dataclass(frozen=True, slots=True)
class _Errand:
    """What is being summed up, and for which chat.

    Attributes:
        draft: What a new chat with the summary begins to be written with; None to go on in the old one.
    """

    conversation: Conversation
    task: SummaryTask
    draft: str | None


class MemoryController(QObject):
    """Carries out what the line above the composer offers; one summary at a time.

    A new chat with a summary is opened as soon as it is kept.
    """

    def __init__(
        self,
        page: ChatPage,
        chat: ChatController,
        library: ChatLibrary,
        hub: SettingsHub,
        *,
        store: ChatStore,
        pool: QThreadPool,
        make_turn: TurnMaker,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._chat = chat
        self._meter = chat.meter
        self._library = library
        self._hub = hub
        self._store = store
        self._make_turn = make_turn
        self._watch: SpendingWatch | None = None
        self._task: SummaryTask | None = None
        self._left_out = 0
        self._errand: _Errand | None = None
        self._made_id = ""
        self._runner = TurnRunner(self)
        self._runner.ended.connect(self._on_ended)
        self._making = Job(pool, self)
        self._making.finished.connect(self._on_made)
        library.listed.connect(self._on_listed)
        self._meter.forgetting.connect(self._on_forgetting)
        hub.changed.connect(self._on_settings)
        bar = page.memory
        bar.summary_requested.connect(self._on_summary)
        bar.new_chat_requested.connect(self._on_new_chat)
        bar.preview_requested.connect(page.composer.preview_requested)
        bar.stop_requested.connect(self._runner.cancel)

    def watch_spending(self, watch: SpendingWatch) -> None:
        """Have the person asked before the month's limit is passed."""
        self._watch = watch

    def shut_down(self) -> bool:
        """Stop and wait for the thread; True when it has left."""
        return self._runner.shut_down()

    @Slot(int, object)
    def _on_forgetting(self, left_out: int, task: SummaryTask | None) -> None:
        self._left_out, self._task = left_out, task
        self._show()

    @Slot(object, object)
    def _on_settings(self, _old: Settings, _new: Settings) -> None:
        self._show()

    def _show(self) -> None:
        bar, task = self._page.memory, self._task
        by_itself = self._hub.settings.beyond_memory is BeyondMemory.SUMMARISE
        cost = task.cost_roubles if task else None
        bar.show_forgotten(self._left_out, cost, can_sum_up=task is not None, by_itself=by_itself)
        # What a temporary chat says must not come to the disk in another.
        bar.show_renewal(offered=not self._meter.conversation.chat.temporary)
        errand = self._errand
        bar.show_working(working=errand is not None and errand.conversation is self._meter.conversation)

    @Slot()
    def _on_summary(self) -> None:
        if self._task is not None:
            self._afford(_Errand(self._meter.conversation, self._task, None))

    @Slot()
    def _on_new_chat(self) -> None:
        conversation = self._meter.conversation
        told = [message for message in conversation.messages if message.text.strip()]
        task = whole_summary(self._meter.settings, told, summary_of(conversation.chat))
        if task is not None:
            self._afford(_Errand(conversation, task, self._meter.written))

    def _afford(self, errand: _Errand) -> None:
        def begin() -> None:
            self._begin(errand)

        if self._watch is None or self._watch.lets_through(errand.task.cost_roubles, begin):
            begin()

    def _begin(self, errand: _Errand) -> None:
        if self._errand is not None:
            self._page.show_notice(self.tr("Another chat is being summed up. Try again when it is done."))
            return
        self._page.show_error(None)
        self._errand = errand
        self._runner.start(summing_up(errand.task, self._make_turn))
        self._show()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        errand, self._errand = self._errand, None
        if errand is None:
            return
        if isinstance(outcome, Completed):
            self._take(errand, outcome)
        elif isinstance(outcome, Failed):
            self._chat.show_error(outcome.error)
        self._meter.on_path()

    def _take(self, errand: _Errand, outcome: Completed) -> None:
        update, conversation = outcome.update, errand.conversation
        cost = summary_cost(errand.task, update.usage)
        if not is_usable(update):
            conversation.keep_expense(cost)
            self._page.show_notice(self.tr("The model gave no summary. The chat is as it was."))
        elif errand.draft is None:
            conversation.keep_summary(update.text, errand.task.until, cost)
        else:
            conversation.keep_expense(cost)
            self._making.run(self._new_chat(errand, update.text))
        if self._watch is not None:
            self._watch.refresh(self._meter.conversation.chat.id)

    def _new_chat(self, errand: _Errand, summary: str) -> Callable[[], str]:
        """Return the work that keeps a chat which begins with what was summed up, plain to see."""
        old = errand.conversation.chat
        title = growing.title_of(self.tr("Continued: {title}").format(title=old.title))
        chat = growing.new_chat(old.role_text, old.account_id, old.folder_id)
        chat = replace(chat, title=title, draft=errand.draft or "", tags=old.tags)
        first = growing.question(framed(summary))

        def make() -> str:
            self._store.add_path(chat, [first])
            return chat.id

        return make

    @Slot(object)
    def _on_made(self, result: object) -> None:
        if isinstance(result, Done):
            self._made_id = str(result.value)
            self._library.refresh()
        elif isinstance(result, Broken):
            self._chat.show_error(result.error)

    @Slot(object)
    def _on_listed(self, _chats: object) -> None:
        """What was made can be opened once it is in the list."""
        made, self._made_id = self._made_id, ""
        if made:
            self._chat.open(made)
            self._page.focus_composer()
