"""Joins the chat page with the conversation in view; all wires of the page are here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from yagpt_desktop.domain.chat import Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    Role,
    TransportChanged,
)
from yagpt_desktop.domain.errors import DiskFull, YaGptError
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.account.secret_guard import SecretGuard
from yagpt_desktop.ui.account.system_panel import within_reach
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.words.action import OUTSIDE, ActionKind
from yagpt_desktop.ui.words.error_text import details_of, error_text
from yagpt_desktop.ui.words.phase_table import Phase
from yagpt_desktop.ui.words.status_words import activity_text, meta_text, notice_text
from yagpt_desktop.workers.turn import Completed, Failed, Outcome

from .asking_again import AskingAgain
from .attachments import Attachments
from .chat_choices import ChatChoices
from .chat_library import ChatLibrary
from .chat_page import ChatPage
from .composer_draft import ComposerDraft
from .conversation import Conversation
from .find_controller import FindController
from .removal import Removal
from .size_meter import SizeMeter
from .spending import SpendingWatch


class ChatController(QObject):
    """Shows one conversation at a time; the others go on by themselves.

    Signals:
        chat_opened(str): The chat in view (id).
        action_requested(ActionKind): Something that another page must do.
        answered(): An answer came; the account works.
        chats_offered(str): The file at this path, given to the composer, holds chats.
        answer_ended(str): An answer of the chat in view (id) ended, however it did.
    """

    chat_opened = Signal(str)
    action_requested = Signal(object)
    answered = Signal()
    answer_ended = Signal(str)
    chats_offered = Signal(str)

    def __init__(
        self,
        page: ChatPage,
        transcript: TranscriptView,
        library: ChatLibrary,
        attachments: Attachments,
        hub: SettingsHub,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._transcript = transcript
        self._library = library
        self._attachments = attachments
        self._hub = hub
        self._folder_id = ""
        self._kept_notice = ""
        self._lacks_room = False
        self._spending: SpendingWatch | None = None
        self._guard = SecretGuard(page)
        self._conversation: Conversation | None = None
        self._draft = ComposerDraft(page, lambda: self._in_view, self)
        self._find = FindController(page, transcript, self)
        self.choices = ChatChoices(page, hub, library.folders, lambda: self._in_view, self)
        self.meter = SizeMeter(page, hub, attachments, lambda: self._in_view, self)
        self.meter.memory_moved.connect(transcript.set_memory)
        page.composer.text_changed.connect(self.meter.on_written)
        self._again = AskingAgain(page, transcript, self.meter, lambda: self._in_view, self)
        self._removal = Removal(page, lambda: self._in_view, self)
        self._wire()
        page.show_models(known_models())
        self.begin()
        self.choices.follow()

    def _wire(self) -> None:
        page, composer, transcript = self._page, self._page.composer, self._transcript
        composer.send_requested.connect(self._on_send)
        composer.stop_requested.connect(self._on_stop)
        composer.attach_requested.connect(self._attachments.add)
        composer.attachment_removed.connect(self._attachments.remove)
        self._attachments.changed.connect(composer.show_attachments)
        self._attachments.failed.connect(self.show_error)
        self._attachments.chats_found.connect(self.chats_offered)
        page.errors.action_requested.connect(self._on_action)
        transcript.edit_requested.connect(self._on_edit)
        transcript.version_requested.connect(self._on_version)
        transcript.quote_requested.connect(self._on_quote)
        transcript.delete_requested.connect(self._removal.delete)
        self._library.failed.connect(self.show_error)
        self._library.unsent_found.connect(self._on_unsent_found)
        self.choices.changed.connect(self.meter.on_path)

    def watch_spending(self, watch: SpendingWatch) -> None:
        """Have the person asked before the month's limit is passed."""
        self._spending = watch
        self._again.watch_spending(watch)
        self.chat_opened.connect(watch.refresh)
        self.answer_ended.connect(watch.refresh)

    @property
    def chat_id(self) -> str:
        """The chat in view."""
        return self._in_view.chat.id

    @Slot()
    def begin(self) -> None:
        """Bring a new chat of no folder into view; one that is still empty is taken again."""
        shown = self._conversation
        if shown is None or shown.is_begun or shown.folder is not None:
            self.start_anew()
        self._page.focus_composer()

    @Slot(str)
    def begin_in(self, folder_id: str) -> None:
        """Bring a new chat of a folder into view."""
        self._show_new(folder_id)
        self._page.focus_composer()

    @Slot(str)
    def open(self, chat_id: str) -> None:
        """Bring a chat of the list into view."""
        conversation = self._library.open(chat_id)
        if conversation is not None and conversation is not self._conversation:
            self._show(conversation)

    @Slot(str)
    def _on_unsent_found(self, chat_id: str) -> None:
        """Go on with what was being written when the program ended, unless something is written already."""
        if not self._in_view.messages and not self._page.composer.text():
            self.open(chat_id)

    @Slot(str)
    def leave(self, chat_id: str) -> None:
        """Bring a new chat into view if this one was there; it has been deleted."""
        if chat_id == self.chat_id:
            self.start_anew()

    @Slot()
    def start_anew(self) -> None:
        """Bring a new chat into view, whatever was there."""
        self._show_new("")

    def _show_new(self, folder_id: str) -> None:
        role_text, account_id = self.choices.role_of_new(folder_id), self._hub.settings.account_id
        self._show(self._library.begin(role_text, account_id, folder_id))

    @Slot(object)
    def show_error(self, error: YaGptError) -> None:
        """Say what went wrong, above the composer."""
        self._lacks_room = isinstance(error, DiskFull)
        self._show_error_in(Phase.ASKING, error)

    @Slot()
    def on_room_again(self) -> None:
        """Take back what was said of a full disk: all is saved now."""
        if self._lacks_room:
            self._lacks_room = False
            self._page.show_error(None)

    def _show_error_in(self, phase: Phase, error: YaGptError) -> None:
        self._page.show_error(within_reach(error_text(error, phase)), details_of(error))

    @Slot()
    def retranslate(self) -> None:
        """Put the words of the conversation anew, in the language of the moment."""
        for message in self._in_view.messages:
            self._put_meta(message)
        self.meter.on_path()

    @property
    def _in_view(self) -> Conversation:
        if self._conversation is None:
            raise RuntimeError("no conversation is in view yet")
        return self._conversation

    def _show(self, conversation: Conversation) -> None:
        if self._conversation is not None:
            self._draft.keep()
            for signal, slot in self._wires(self._conversation):
                signal.disconnect(slot)
        self._conversation = conversation
        self._kept_notice = ""
        self.choices.take_account_of(conversation.chat)
        for signal, slot in self._wires(conversation):
            signal.connect(slot)
        self._page.show_error(None)
        self._page.show_notice("")
        self._folder_id = conversation.chat.folder_id
        self._on_chat(conversation.chat)
        self.choices.show()
        self._page.show_role_text(conversation.chat.role_text)
        self._draft.show()
        self._page.composer.show_answering(answering=conversation.answering)
        self._transcript.show_messages(conversation.messages)
        self._on_path()
        self.chat_opened.emit(conversation.chat.id)

    def _wires(self, conversation: Conversation) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (conversation.path_changed, self._on_path),
            (conversation.message_added, self._on_added),
            (conversation.message_changed, self._on_changed),
            (conversation.noticed, self._on_noticed),
            (conversation.started, self._on_started),
            (conversation.ended, self._on_ended),
            (conversation.chat_changed, self._on_chat),
        )

    # What the person does

    @Slot(str)
    def _on_send(self, text: str) -> None:
        if self._in_view.answering:
            return
        whole = "\n".join([text, *(file.text for file in self._attachments.files)])
        if self._guard.lets_through(whole, self._send_afforded):
            self._send_afforded()

    def _send_afforded(self) -> None:
        watch = self._spending
        if watch is None or watch.lets_through(self.meter.cost_roubles(), self._send_written):
            self._send_written()

    def _send_written(self) -> None:
        self._send(self._page.composer.text())

    def _send(self, text: str) -> None:
        self._page.show_error(None)
        is_new = not self._draft.draft_of
        # Files of a question that was laid aside come back with it.
        files = self._attachments.take() if is_new else ()
        editing = self._draft.take()
        if editing:
            self._in_view.edit(editing, text, self.choices.settings)
        else:
            self._in_view.ask(text, files, self.choices.settings)

    @Slot()
    def _on_stop(self) -> None:
        self._in_view.stop()

    @Slot(str)
    def _on_edit(self, message_id: str) -> None:
        by_id = {message.id: message for message in self._in_view.messages}
        message = by_id.get(message_id)
        if message is not None and message.role is Role.ASSISTANT:
            # An answer is changed by changing its question.
            message = by_id.get(message.parent_id or "")
        if message is None or self._in_view.answering:
            return
        self._draft.begin(message)

    @Slot(str, int)
    def _on_version(self, message_id: str, version: int) -> None:
        if not self._in_view.answering:
            self._in_view.choose_version(message_id, version)

    @Slot(str)
    def _on_quote(self, text: str) -> None:
        quoted = "\n".join(f"> {line}" for line in text.splitlines())
        written = self._page.composer.text()
        self._page.composer.set_text(f"{written}\n\n{quoted}\n\n".lstrip("\n"))
        self._page.focus_composer()

    @Slot(object)
    def _on_action(self, action: ActionKind) -> None:
        messages = self._in_view.messages
        # What is asked again takes the error away itself, unless the person is asked first and declines.
        if action in {ActionKind.RETRY, ActionKind.ASK_AGAIN} and messages:
            self._again.repeat(messages[-1].id)
            return
        if action is ActionKind.CONTINUE and messages:
            self._again.resume(messages[-1].id)
            return
        if action not in OUTSIDE:
            self._page.show_error(None)
        if action is ActionKind.NEW_CHAT:
            self.begin()
        elif action in {ActionKind.CHOOSE_MODEL, ActionKind.OPEN_OPTIONS}:
            self._page.open_options(opened=True)
            self._page.options.model.setFocus()
        else:
            self.action_requested.emit(action)

    # What the conversation tells

    @Slot()
    def _on_path(self) -> None:
        messages = self._in_view.messages
        self._transcript.show_path(messages)
        for message in messages:
            self._put_meta(message)
        self._page.show_empty(empty=not messages)
        self._show_last_facts()
        self.meter.on_path()
        self._draft.on_path()

    @Slot(object)
    def _on_added(self, message: ChatMessage) -> None:
        self._page.show_empty(empty=False)
        self._transcript.append(message)
        self._put_meta(message)
        if message.role is Role.USER:
            self._transcript.scroll_to_latest()

    @Slot(object)
    def _on_changed(self, message: ChatMessage) -> None:
        self._page.show_notice(self._kept_notice)
        self._transcript.update_message(message)
        self._put_meta(message)

    @Slot(object)
    def _on_noticed(self, event: CompletionEvent) -> None:
        # What is told once in a session stays until the next question, not until the first word.
        self._kept_notice = notice_text(event) if isinstance(event, TransportChanged) else self._kept_notice
        self._page.show_notice(notice_text(event))

    @Slot()
    def _on_started(self) -> None:
        self._kept_notice = ""
        self._page.show_notice("")
        self._page.composer.show_answering(answering=True)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        self._page.show_notice(self._kept_notice)
        self._page.composer.show_answering(answering=False)
        self._show_last_facts()
        self.meter.on_path()
        self.answer_ended.emit(self.chat_id)
        if isinstance(outcome, Failed):
            last = self._in_view.messages[-1:]
            begun = bool(last and last[0].role is Role.ASSISTANT and last[0].text)
            self._show_error_in(Phase.ANSWERING if begun else Phase.ASKING, outcome.error)
        elif isinstance(outcome, Completed):
            self.answered.emit()

    @Slot(object)
    def _on_chat(self, chat: Chat) -> None:
        self._page.header.show_title(chat.title)
        if chat.folder_id != self._folder_id:
            self._folder_id = chat.folder_id
            self.choices.show()
            self.meter.on_path()

    # What is shown beside the conversation

    def _put_meta(self, message: ChatMessage) -> None:
        if message.state is MessageState.STREAMING:
            self._transcript.set_activity(activity_text(message))
        else:
            self._transcript.set_meta(message.id, meta_text(message))

    def _show_last_facts(self) -> None:
        answers = [one for one in self._in_view.messages if one.role is Role.ASSISTANT]
        self._page.options.show_last_answer(answers[-1].facts if answers else None)

    @Slot()
    def keep_draft(self) -> None:
        """Keep what is written and not sent, without waiting any longer."""
        self._draft.keep()
