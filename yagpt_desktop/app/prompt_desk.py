"""Puts the prompt library and the actions together, and leads to them from everywhere they are wanted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from yagpt_desktop.domain.text_task import ActionTask
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.prompts.action_chip import ActionChip
from yagpt_desktop.ui.prompts.action_desk import ActionDesk, TextPlace
from yagpt_desktop.ui.prompts.library_desk import LibraryDesk
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk

from .text_desk import TextDesk


class PromptDesk(QObject):
    """Lives as long as the window; :meth:`shut_down` before the pools end."""

    def __init__(
        self,
        window: MainWindow,
        texts: TextDesk,
        pages: tuple[ChatPage, SettingsPage],
        chat: ChatController,
        hub: SettingsHub,
    ) -> None:
        super().__init__(window)
        self._window, self._texts, self._chat_page, self._chat = window, texts, pages[0], chat
        self._hub = hub
        parts = texts.parts
        self._desk = RunDesk(parts, hub, self)
        # What is only tried out is kept nowhere.
        self._trial_desk = RunDesk(replace(parts, store=parts.private_store), hub, self)
        self.actions = ActionDesk(self._desk, hub, self)
        self.library = LibraryDesk(window, hub, self._trial_desk, write_atomically, parts.others)
        self._add_places()
        self.actions.changes_requested.connect(self._on_changes)
        self.actions.chat_requested.connect(self._on_chat)
        self.actions.library_requested.connect(self.library.open_actions)
        pages[0].options.roles.library_requested.connect(self._on_roles)
        pages[1].prompts_requested.connect(self.library.open_actions)
        self.library.role_chosen.connect(pages[0].options.roles.take_text)
        for desk in (self.actions, self.library):
            desk.action_requested.connect(texts.action_requested)

    def _add_places(self) -> None:
        fix = self._texts.fix_page
        self.actions.add_place(TextPlace(fix.action_chip, fix.source, fix.toast))
        translate = self._texts.translate_page
        chip, head = ActionChip("translate-actions"), translate.source_card.head
        # Before the button that swaps the languages, which stands last.
        head.insertWidget(head.count() - 1, chip)
        self.actions.add_place(TextPlace(chip, translate.source, translate.toast))

    def shut_down(self) -> None:
        """Stop and leave the threads."""
        self._desk.shut_down()
        self._trial_desk.shut_down()

    @Slot(object, str, object)
    def _on_changes(self, task: ActionTask, source: str, part: Span | None) -> None:
        if self._texts.fix.do(task, source, part):
            self._window.show_page("fix")

    @Slot(str, str)
    def _on_chat(self, text: str, instruction: str) -> None:
        """Begin a chat of no folder and ask at once, as the person has said already what is wanted."""
        self._window.show_page("chat")
        self._chat.start_anew()
        role = self._hub.settings.role
        self._chat_page.options.roles.take_text(instruction)
        # An action's instruction is for this chat alone: the next one begins as ever.
        self._hub.put(replace(self._hub.settings, role=role))
        composer = self._chat_page.composer
        composer.set_text(text)
        composer.send_requested.emit(text)

    @Slot()
    def _on_roles(self) -> None:
        self.library.open_roles(self._chat_page.options.roles.text())
