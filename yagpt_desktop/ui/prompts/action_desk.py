"""Does actions: asks for their variables, runs them on a page's text, and brings the result where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.saved_prompt import Destination
from yagpt_desktop.domain.text_task import ActionTask
from yagpt_desktop.services.actions import action_task
from yagpt_desktop.services.prompt_variables import VariableUnfit
from yagpt_desktop.services.run_plan import framed
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.texts.selection import put_part, selected
from yagpt_desktop.ui.widgets.buttons import ChipButton
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.toast import Toast

from .action_menu import ActionMenu
from .prompt_entry import PromptEntry, first_values, remembering
from .result_dialog import ResultDialog
from .value_dialog import ValueDialog


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A page whose text actions are done to.

    Attributes:
        button: Drops the menu.
    """

    button: ChipButton
    source: PlainEdit
    toast: Toast


@dataclass(frozen=True, slots=True)
class _Replaced:
    """What stood in a page before an answer took its place."""

    place: TextPlace
    text: str


class ActionDesk(QObject):
    """One action at a time, for all pages that were added.

    Signals:
        changes_requested(ActionTask, str, Span | None): Run this on the text, or on a part of it, and show
            the result as changes.
        chat_requested(str, str): Begin a chat with the text, the instruction as its role.
        library_requested(): Open the library.
        action_requested(ActionKind): Something that another page must do.
    """

    changes_requested = Signal(object, str, object)
    chat_requested = Signal(str, str)
    library_requested = Signal()
    action_requested = Signal(object)

    def __init__(self, desk: RunDesk, hub: SettingsHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._hub = desk, hub
        self._place: TextPlace | None = None
        self._part: Span | None = None
        self._source = ""

    def add_place(self, place: TextPlace) -> None:
        """Offer the actions on a page."""
        menu = ActionMenu(place.button, place.source, self._hub)
        menu.chosen.connect(partial(self.begin, place))
        menu.library_requested.connect(self.library_requested)
        place.toast.taken.connect(self._on_taken_back)

    def begin(self, place: TextPlace, entry: PromptEntry) -> None:
        """Do an action to a page's text, or to what is selected of it; what it needs is asked for first."""
        self._place, self._part = place, selected(place.source)
        if not entry.variables:
            self._run(entry, {})
            return
        settings = self._hub.settings
        values = first_values(settings, entry)
        dialog = ValueDialog(entry, values, settings.texts.favourite_languages, place.source)
        dialog.agreed.connect(self._on_agreed)
        dialog.open()

    @Slot(object, object)
    def _on_agreed(self, entry: PromptEntry, values: Mapping[str, str]) -> None:
        settings = self._hub.settings
        if not settings.texts.private:
            texts = remembering(settings.texts, entry.id, values)
            self._hub.put(replace(settings, texts=texts))
        self._run(entry, values)

    def _run(self, entry: PromptEntry, values: Mapping[str, str]) -> None:
        place = self._place
        source = place.source.toPlainText() if place is not None else ""
        if place is None or not source.strip():
            return
        try:
            task = action_task(entry.name, entry.text, values)
        except VariableUnfit:
            # A prompt that was broken by hand in the file of settings: the library says what is wrong.
            self.library_requested.emit()
            return
        if entry.destination is Destination.CHANGES:
            self.changes_requested.emit(task, source, self._part)
        elif entry.destination is Destination.CHAT:
            self.chat_requested.emit(self._piece(source), task.instruction)
        else:
            self._show(task, source, place, copies=entry.destination is Destination.CLIPBOARD)

    def _piece(self, source: str) -> str:
        return self._part.of(source) if self._part is not None else source

    def _show(self, task: ActionTask, source: str, place: TextPlace, *, copies: bool) -> None:
        dialog = ResultDialog(task, self._piece(source), self._desk, place.source, copies=copies)
        if self._part is not None:
            dialog.show_part(self._part)
        self._source = source
        dialog.copied.connect(self._on_copied)
        dialog.replace_requested.connect(self._on_replace)
        dialog.chat_requested.connect(self.chat_requested)
        dialog.action_requested.connect(self.action_requested)
        dialog.open()

    @Slot(str)
    def _on_copied(self, name: str) -> None:
        if self._place is not None:
            told = self.tr("“{name}” is in the clipboard").format(name=name)
            self._place.toast.offer(told, "", None)

    @Slot(str)
    def _on_replace(self, text: str) -> None:
        place = self._place
        if place is None:
            return
        now, part = place.source.toPlainText(), self._part
        if part is not None and now != self._source:
            # A file that was being read meanwhile, or a drop: the place is gone, the answer must not be.
            QGuiApplication.clipboard().setText(text)
            told = self.tr("The text has changed meanwhile; the answer is in the clipboard")
            place.toast.offer(told, "", None)
            return
        if part is None:
            place.source.put_text(text)
            told = self.tr("The text is replaced")
        else:
            put_part(place.source, part, framed(part.of(now), text))
            told = self.tr("The selected part is replaced")
        place.toast.offer(told, self.tr("Bring back"), _Replaced(place, now))

    @Slot(object)
    def _on_taken_back(self, subject: object) -> None:
        if isinstance(subject, _Replaced):
            subject.place.source.put_text(subject.text)
