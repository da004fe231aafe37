"""One chat with its runner: goes on while another chat is in view."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from yagpt_desktop.domain.chat import Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionUpdate,
    Role,
    Summarised,
)
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.ports import ChatStore
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services import conversation as growing
from yagpt_desktop.services.answer import request_of
from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.services.models import cost_roubles
from yagpt_desktop.services.resumption import Resumption, can_resume, resumption_of, settings_to_resume
from yagpt_desktop.services.summary import question_work
from yagpt_desktop.services.title import titled_by_itself
from yagpt_desktop.workers.job import Broken, Done, Job
from yagpt_desktop.workers.turn import Completed, Failed, Outcome, Stopped, Turn, TurnRunner

from .title_writer import TitleWriter

CHECKPOINT_MS: Final = 1000
LONG_CHARS: Final = 16_000
"""A shorter answer is indexed for the search before the eye notices."""
PAINT_FIRST_S: Final = 0.05

TurnMaker = Callable[[CompletionRequest, Settings], Turn]
"""Makes the work of one question; the work reads the keyring and the network in its own thread."""


class Conversation(QObject):
    """Asks, stops, repeats, resumes; what is shown changes at once, what is kept follows in its thread.

    A question is kept before its request leaves; a streaming answer once a second and at its end.  What it is
    asked with is said with each question; the role is the chat's own, or that of its folder.

    Signals:
        path_changed(): The active path was replaced; read :attr:`messages`.
        message_added(ChatMessage): A message was put at the end of the path.
        message_changed(ChatMessage): A message of the path has a new text, state or facts.
        noticed(Retrying | Deferred): Something worth a line of status.
        started(): An answer is on its way.
        ended(Outcome): It is no longer; exactly once for each start.
        chat_changed(Chat): Title, role or time changed.
        keeping_failed(YaGptError): Something could not be kept; it stays in memory.
    """

    path_changed = Signal()
    message_added = Signal(object)
    message_changed = Signal(object)
    noticed = Signal(object)
    started = Signal()
    ended = Signal(object)
    chat_changed = Signal(object)
    keeping_failed = Signal(object)

    def __init__(
        self,
        chat: Chat,
        store: ChatStore,
        pool: QThreadPool,
        make_turn: TurnMaker,
        parent: QObject | None = None,
        *,
        folder_of: Callable[[Chat], Folder | None] = lambda _chat: None,
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._folder_of = folder_of
        self._store = store
        self._make_turn = make_turn
        self._messages: list[ChatMessage] = []
        self._kept = self._is_unkept = False
        self._began_s = 0.0
        self._asked_with: Settings | None = None
        self._resumed: Resumption | None = None
        self._runner = TurnRunner(self)
        self._runner.partial.connect(self._on_partial)
        self._runner.noticed.connect(self._on_noticed)
        self._runner.ended.connect(self._on_ended)
        self._titler = TitleWriter(make_turn, self)
        self._titler.written.connect(self._on_titled)
        self._keeping = Job(pool, self)
        self._keeping.finished.connect(self._on_kept)
        self._asking = Job(pool, self)
        self._asking.finished.connect(self._on_question_kept)
        self._reading = Job(pool, self)
        self._reading.finished.connect(self._on_path_read)
        self._branching = Job(pool, self)
        self._branching.finished.connect(self._on_branch_read)
        self._checkpoint = QTimer(self)
        self._checkpoint.setInterval(CHECKPOINT_MS)
        self._checkpoint.timeout.connect(self._keep_answer)

    @property
    def chat(self) -> Chat:
        """The chat's head."""
        return self._chat

    @property
    def folder(self) -> Folder | None:
        """The folder that the chat is in; None for none."""
        return self._folder_of(self._chat)

    def settings_over(self, settings: Settings) -> Settings:
        """Return what the chat is asked with, where these are the settings."""
        folder = self.folder
        return folder.options.over(settings) if folder is not None else settings

    def role_for(self, own_text: str) -> str:
        """Return the system prompt that is told where the chat's own is ``own_text``."""
        folder = self.folder
        return folder.role_for(own_text) if folder is not None else own_text

    @property
    def messages(self) -> Sequence[ChatMessage]:
        """The active path, oldest first."""
        return tuple(self._messages)

    @property
    def is_begun(self) -> bool:
        """Whether it is no new chat any more; a temporary one never was."""
        return bool(self._messages) or self._chat.temporary

    @property
    def answering(self) -> bool:
        """Whether an answer is on its way, or its question is just being kept."""
        return self._asked_with is not None

    @property
    def is_at_rest(self) -> bool:
        """Whether all of it is in the store and nothing is on its way: it could be read again from there."""
        jobs = (self._keeping, self._asking, self._reading, self._branching)
        is_busy = self.answering or self._titler.busy or any(job.busy for job in jobs)
        return self._kept and not self._is_unkept and not is_busy

    def load(self) -> None:
        """Read the path from the store; ``path_changed`` follows."""
        self._kept = True
        chat_id = self._chat.id
        self._reading.run(lambda: self._store.messages(chat_id))

    def set_chat(self, chat: Chat) -> None:
        """Change the head (title, role text, draft); a chat without a word in it is not kept yet."""
        if chat == self._chat:
            return
        self._chat = chat
        self._kept = self._kept or bool(chat.draft.strip())
        if self._kept:
            self._keep(lambda: self._store.save_chat(chat))
        self.chat_changed.emit(chat)

    def keep_summary(self, text: str, until: str, roubles: float | None) -> None:
        """Have the model told ``text`` in place of the messages up to ``until`` (id), and count its price."""
        self.set_chat(replace(self._chat, summary=text, summary_until=until))
        self.keep_expense(roubles)

    def keep_expense(self, roubles: float | None) -> None:
        """Count to this chat what was paid beside its answers; nothing for a price that is not known."""
        if roubles:
            chat_id, paid_at, paid = self._chat.id, growing.now(), roubles
            self._keep(lambda: self._store.add_expense(chat_id, paid_at, paid))

    def ask(self, text: str, attachments: Sequence[Attachment], settings: Settings) -> None:
        """Put a question at the end of the path and let it be answered."""
        parent = self._messages[-1].id if self._messages else None
        self._question(growing.question(text, attachments, parent), settings)

    def edit(self, message_id: str, text: str, settings: Settings) -> None:
        """Ask a question anew with another text; the old one stays as another version."""
        index = self._index(message_id)
        old = self._messages[index]
        del self._messages[index:]
        question = replace(growing.question(text, (), old.parent_id), versions=old.versions + 1)
        self.path_changed.emit()
        self._question(replace(question, version=question.versions), settings)

    def repeat(self, message_id: str, settings: Settings) -> None:
        """Have an answer given again; the old one stays as another version."""
        index = self._index(message_id)
        if self._messages[index].role is Role.USER:
            index += 1
        versions = self._messages[index].versions if index < len(self._messages) else 0
        del self._messages[index:]
        self.path_changed.emit()
        self._answer(settings, versions, question=None)

    def resume(self, message_id: str, settings: Settings) -> None:
        """Have an answer that broke off go on; where something follows it, another version of it does."""
        index = self._index(message_id)
        message = self._messages[index]
        if self.answering or not can_resume(message):
            return
        is_followed = index + 1 < len(self._messages)
        resumed = resumption_of(message, is_followed=is_followed)
        answer = growing.asked_anew(resumed.place, settings.model, request_of(settings, "", ()).options)
        del self._messages[index + (not is_followed) :]
        if is_followed:
            self.path_changed.emit()
            self._add(answer)
        else:
            self._change(answer)
        keep = self._store.add_message if is_followed else self._store.update_message
        self._begin(settings, partial(keep, self._chat.id, answer), resumed)

    def choose_version(self, message_id: str, version: int) -> None:
        """Bring another version of a message, and what follows it, into view."""
        chat_id = self._chat.id
        self._reading.run(lambda: self._store.choose_version(chat_id, message_id, version))

    def show_message(self, message_id: str) -> None:
        """Bring a message into view, whichever version it is; ``path_changed`` follows."""
        chat_id = self._chat.id
        self._reading.run(lambda: self._store.show_message(chat_id, message_id))

    def delete(self, message_id: str) -> int:
        """Hide a message and what follows it; return how many left the path, 0 while an answer is on its way.

        Another version of it, if there is one, comes into view with what follows that.
        """
        known = [message.id for message in self._messages]
        if self.answering or message_id not in known:
            return 0
        count = len(known) - known.index(message_id)
        del self._messages[known.index(message_id) :]
        self.path_changed.emit()
        chat_id = self._chat.id
        self._branching.run(lambda: self._store.delete_message(chat_id, message_id))
        return count

    def restore(self, message_id: str) -> None:
        """Bring a hidden message and what followed it back; ignored while an answer is on its way."""
        if not self.answering:
            chat_id = self._chat.id
            self._branching.run(lambda: self._store.restore_message(chat_id, message_id))

    @Slot()
    def stop(self) -> None:
        """Stop the answer and keep what has arrived."""
        self._titler.stop()
        if self._runner.running:
            self._runner.cancel()
        elif self.answering:
            self._on_ended(Stopped())

    def shut_down(self) -> bool:
        """Stop, keep, and wait for the thread; True when it has left."""
        self.stop()
        return self._titler.shut_down() and self._runner.shut_down()

    def _question(self, question: ChatMessage, settings: Settings) -> None:
        self._add(question)
        chat = replace(
            self._chat, title=self._chat.title or growing.title_of(question.text), updated_at=growing.now()
        )
        self._kept = True
        self.set_chat(chat)
        self._answer(settings, versions=0, question=question)

    def _answer(self, settings: Settings, versions: int, question: ChatMessage | None) -> None:
        """Put the place of an answer at the end; a new ``question`` is kept with it."""
        role_text, options = self.role_for(self._chat.role_text), request_of(settings, "", ()).options
        answer = growing.pending_answer(self._messages[-1].id, settings.model, role_text, options)
        answer = replace(answer, version=versions + 1, versions=versions + 1)
        self._add(answer)
        self._begin(settings, partial(growing.keep_asked, self._store, self._chat.id, question, answer), None)

    def _begin(self, settings: Settings, keep: Callable[[], object], resumed: Resumption | None) -> None:
        """Keep what is asked; its request leaves behind it."""
        self._asked_with, self._resumed = settings, resumed
        self._began_s = time.monotonic()
        self.started.emit()
        self._asking.run(keep)

    @Slot(object)
    def _on_question_kept(self, result: object) -> None:
        """The question is safe (or cannot be): only now does the request leave."""
        if isinstance(result, Broken):
            self._is_unkept = True
            self.keeping_failed.emit(result.error)
        settings = self._asked_with
        if settings is None or self._asking.busy:
            return  # stopped meanwhile; a newer question waits for its own turn
        told = replace(self._chat, role_text=self.role_for(self._chat.role_text))
        path: Sequence[ChatMessage] = self._messages[:-1]
        if self._resumed is not None:
            settings, path = settings_to_resume(settings), self._resumed.path(path)
        work = question_work(settings, told, path, self._make_turn)
        self._began_s = time.monotonic()
        self._checkpoint.start()
        self._runner.start(work)

    @Slot(object)
    def _on_noticed(self, event: CompletionEvent) -> None:
        if isinstance(event, Summarised):
            settings = self._asked_with
            model = settings.model if settings is not None else ""
            self.keep_summary(event.text, event.until, cost_roubles(model, event.usage))
            self._began_s = time.monotonic()
        self.noticed.emit(event)

    @Slot(object)
    def _on_partial(self, update: CompletionUpdate) -> None:
        self._change(self._grown(update))

    def _grown(self, update: CompletionUpdate) -> ChatMessage:
        return (self._resumed.grown if self._resumed else growing.grown)(self._messages[-1], update)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        self._checkpoint.stop()
        asked_with, self._asked_with = self._asked_with, None
        elapsed_s = time.monotonic() - self._began_s
        message = self._messages[-1]
        if isinstance(outcome, Completed):
            message = growing.ended(self._grown(outcome.update), MessageState.COMPLETE, elapsed_s)
        elif isinstance(outcome, Failed):
            state = MessageState.INTERRUPTED if message.text else MessageState.FAILED
            message = growing.ended(message, state, elapsed_s, outcome.error.code, outcome.error.request_id)
        else:
            message = growing.ended(message, MessageState.STOPPED, elapsed_s)
        price = self._resumed.ended if self._resumed else growing.priced
        self._change(price(message, deferred=asked_with is not None and asked_with.deferred))
        self._resumed = None
        self._keep_answer()
        self.ended.emit(outcome)
        if isinstance(outcome, Completed) and asked_with is not None:
            self._titler.begin(self._chat, self._messages, asked_with)

    @Slot(str, object)
    def _on_titled(self, title: str, roubles: float | None) -> None:
        """What the person has called the chat meanwhile stays."""
        if title and titled_by_itself(self._chat, self._messages[:2]):
            self.set_chat(replace(self._chat, title=title))
        self.keep_expense(roubles)

    @Slot()
    def _keep_answer(self) -> None:
        chat_id, answer = self._chat.id, self._messages[-1]
        is_long = answer.state is not MessageState.STREAMING and len(answer.text) > LONG_CHARS

        def keep() -> None:
            if is_long:
                # Indexing holds the interpreter, and with it the window, for as long as it lasts: the end of
                # the text is painted before.  Waiting here keeps the order of all that is written and read.
                time.sleep(PAINT_FIRST_S)
            self._store.update_message(chat_id, answer)

        self._keep(keep)

    def _keep(self, work: Callable[[], object]) -> None:
        self._keeping.run(work)

    @Slot(object)
    def _on_kept(self, result: object) -> None:
        if isinstance(result, Broken):
            self._is_unkept = True
            self.keeping_failed.emit(result.error)

    @Slot(object)
    def _on_path_read(self, result: object) -> None:
        if isinstance(result, Done):
            self._messages = list(result.value)
            self.path_changed.emit()
        elif isinstance(result, Broken):
            self.keeping_failed.emit(result.error)

    @Slot(object)
    def _on_branch_read(self, result: object) -> None:
        """A question that was asked meanwhile goes on from what was left, and stays in view."""
        if isinstance(result, Broken) or not self.answering:
            self._on_path_read(result)

    def _add(self, message: ChatMessage) -> None:
        self._messages.append(message)
        self.message_added.emit(message)

    def _change(self, message: ChatMessage) -> None:
        self._messages[-1] = message
        self.message_changed.emit(message)

    def _index(self, message_id: str) -> int:
        return next(i for i, message in enumerate(self._messages) if message.id == message_id)
