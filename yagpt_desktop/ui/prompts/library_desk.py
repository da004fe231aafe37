"""Joins the library's dialog with the settings that hold the prompts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.archive import FileWriter
from yagpt_desktop.domain.saved_prompt import PromptUse, SavedPrompt
from yagpt_desktop.services.own_prompts import PromptLibrary, PromptUnfit
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.prompt_words import problem_text

from .prompt_dialog import PromptDialog
from .prompt_entry import PromptEntry, entries, first_values, kept
from .prompt_exchange import PromptExchange


class LibraryDesk(QObject):
    """Opens the library; what is changed there is in force at once, and a text that goes is a version.

    Signals:
        role_chosen(str): The chat in view shall have this role (its text).
        action_requested(ActionKind): Something that another page must do.
    """

    role_chosen = Signal(str)
    action_requested = Signal(object)

    def __init__(
        self,
        window: QWidget,
        hub: SettingsHub,
        trial_desk: RunDesk,
        write: FileWriter,
        pool: QThreadPool,
    ) -> None:
        """Take the window that the dialog belongs to; ``write`` is called in threads of the pool."""
        super().__init__(window)
        self._window, self._hub, self._trial_desk = window, hub, trial_desk
        self._dialog: PromptDialog | None = None
        self._use = PromptUse.ACTION
        self._entry = PromptEntry("", "", "")
        self._exchange = PromptExchange(hub, write, pool, self)
        self._exchange.told.connect(self._on_told)
        self._exchange.taken_in.connect(self._refresh)

    @property
    def dialog(self) -> PromptDialog | None:
        """The dialog while it is open."""
        return self._dialog

    @Slot()
    def open_actions(self) -> None:
        """Open it at the actions."""
        self.open(PromptUse.ACTION)

    @Slot(str)
    def open_roles(self, text: str = "") -> None:
        """Open it at the roles, at the one with this text if there is one."""
        self.open(PromptUse.ROLE, text)

    def open(self, use: PromptUse, text: str = "") -> None:
        """Open it at one of its two lists, at the entry with this text if there is one."""
        if self._dialog is None:
            self._dialog = PromptDialog(self._trial_desk, self._window)
            self._connect(self._dialog)
        self._use = use
        found = entries(self._hub.settings, use)
        self._entry = next((one for one in found if text and one.text == text), found[0])
        self._show()
        self._dialog.open()
        self._dialog.names.focus_list()

    def _connect(self, dialog: PromptDialog) -> None:
        names = dialog.names
        names.use_chosen.connect(self._on_use)
        names.entry_chosen.connect(self._on_entry)
        names.new_requested.connect(self._on_new)
        names.import_requested.connect(self._on_import)
        names.export_requested.connect(self._on_export)
        names.export_all_requested.connect(self._on_export_all)
        dialog.form.changed.connect(self._on_changed)
        dialog.keep_requested.connect(self.keep)
        dialog.undo_requested.connect(self._on_undo)
        dialog.removal_requested.connect(self.remove)
        dialog.use_requested.connect(self._on_use_role)
        dialog.trial_opened.connect(self._on_trial)
        dialog.leave_requested.connect(self._on_leave)
        dialog.versions.roll_back_requested.connect(self.roll_back)
        dialog.toast.taken.connect(self._on_restore)
        dialog.trial.answer.action_requested.connect(self._on_action)
        dialog.finished.connect(self._on_closed)

    @Slot()
    def keep(self) -> bool:
        """Keep what stands in the form; false where it cannot be kept, and the dialog says why."""
        if self._dialog is None or not self._dialog.form.is_changed:
            return True
        try:
            library, entry_id = kept(self._hub.settings, self._dialog.form.entry())
        except PromptUnfit as error:
            self._dialog.show_form()
            self._dialog.tell(problem_text(error.problem), is_wrong=True)
            return False
        self._put(library)
        self._choose(entry_id)
        return True

    @Slot(int)
    def roll_back(self, version: int) -> None:
        """Take an earlier text of the chosen prompt again; what it says now becomes a version."""
        if self.keep():
            self._put(PromptLibrary(self._hub.settings.saved_prompts).roll_back(self._entry.id, version))
            self._choose(self._entry.id)

    @Slot()
    def remove(self) -> None:
        """Remove the chosen prompt of the person's own; the toast takes that back."""
        if self._dialog is None or self._entry.is_ready:
            return
        if not self._entry.id:
            self._choose("")
            return
        library = PromptLibrary(self._hub.settings.saved_prompts)
        prompt = library.get(self._entry.id)
        place = library.prompts.index(prompt)
        shown = [one.id for one in entries(self._hub.settings, self._use)]
        neighbour = shown[max(0, shown.index(prompt.id) - 1)]
        self._put(library.remove(prompt.id))
        self._choose(neighbour)
        removed = self.tr("“{name}” is removed").format(name=prompt.name)
        self._dialog.toast.offer(removed, self.tr("Bring back"), (prompt, place))

    def _put(self, library: PromptLibrary) -> None:
        self._hub.put(replace(self._hub.settings, saved_prompts=library.prompts))

    def _choose(self, entry_id: str) -> None:
        found = entries(self._hub.settings, self._use)
        self._entry = next((one for one in found if one.id == entry_id), found[0])
        self._show()

    def _show(self) -> None:
        if self._dialog is None:
            return
        found = entries(self._hub.settings, self._use)
        shown = found if self._entry.id else (*found, self._entry)
        self._dialog.names.show_use(self._use)
        self._dialog.names.show_entries(shown, self._entry.id)
        self._dialog.show_entry(self._entry)
        self._dialog.tell("")
        self._show_state()

    def _show_state(self) -> None:
        if self._dialog is None:
            return
        entry, own = self._dialog.form.entry(), self._hub.settings.saved_prompts
        is_role = self._use is PromptUse.ROLE
        self._dialog.show_state(
            is_changed=self._dialog.form.is_changed, is_role=is_role, can_use=bool(entry.text.strip())
        )
        self._dialog.names.show_exports(own=bool(own), chosen=bool(self._entry.id))

    @Slot()
    def _refresh(self) -> None:
        """Show what is kept now; what stands in the form unkept stays there."""
        if self._dialog is not None and not self._dialog.form.is_changed:
            told = self._dialog
            self._choose(self._entry.id)
            told.names.focus_list()

    @Slot(object)
    def _on_use(self, use: PromptUse) -> None:
        if self._may_leave():
            self._use = use
            self._choose("")
        elif self._dialog is not None:
            self._dialog.names.show_use(self._use)

    @Slot(str)
    def _on_entry(self, entry_id: str) -> None:
        if entry_id == self._entry.id or self._dialog is None:
            return
        if self._may_leave():
            self._choose(entry_id)
        else:
            shown = entries(self._hub.settings, self._use)
            rest = () if self._entry.id else (self._entry,)
            self._dialog.names.show_entries((*shown, *rest), self._entry.id)

    @Slot()
    def _on_new(self) -> None:
        if self._dialog is not None and self._may_leave():
            self._entry = PromptEntry("", "", "", self._use)
            self._show()
            self._dialog.show_form()

    @Slot()
    def _on_changed(self) -> None:
        if self._dialog is not None:
            self._dialog.tell("")
            self._show_state()

    @Slot()
    def _on_undo(self) -> None:
        self._choose(self._entry.id)

    @Slot()
    def _on_trial(self) -> None:
        if self._dialog is not None:
            settings, entry = self._hub.settings, self._dialog.form.entry()
            values = first_values(settings, entry)
            self._dialog.trial.show_entry(entry, values, settings.texts.favourite_languages)

    @Slot()
    def _on_use_role(self) -> None:
        if self._dialog is not None and self.keep():
            self.role_chosen.emit(self._entry.text)
            self._dialog.leave()

    @Slot()
    def _on_import(self) -> None:
        if self._dialog is not None and self.keep():
            self._exchange.ask_for_source(self._dialog)

    @Slot()
    def _on_export(self) -> None:
        if self._dialog is not None and self.keep():
            self._exchange.ask_for_target(self._dialog, (self._entry.saved,))

    @Slot()
    def _on_export_all(self) -> None:
        if self._dialog is not None and self.keep():
            self._exchange.ask_for_target(self._dialog, self._hub.settings.saved_prompts)

    @Slot(str, bool)
    def _on_told(self, text: str, is_wrong: bool) -> None:
        if self._dialog is not None:
            self._dialog.tell(text, is_wrong=is_wrong)

    @Slot(object)
    def _on_restore(self, subject: tuple[SavedPrompt, int]) -> None:
        prompt, place = subject
        try:
            library = PromptLibrary(self._hub.settings.saved_prompts).restore(prompt, place)
        except PromptUnfit as error:
            self._on_told(problem_text(error.problem), True)  # noqa: FBT003
            return
        self._put(library)
        self._use = prompt.use
        self._choose(prompt.id)

    @Slot(object)
    def _on_action(self, action: ActionKind) -> None:
        self._on_leave()
        self.action_requested.emit(action)

    @Slot()
    def _on_leave(self) -> None:
        """Keep and close; what cannot be kept holds the dialog open and says why."""
        if self._dialog is not None and self._may_leave():
            self._dialog.leave()

    def _may_leave(self) -> bool:
        """Keep what stands in the form, unless it is a new prompt in which nothing is written yet."""
        entry = self._dialog.form.entry() if self._dialog is not None else self._entry
        return (not entry.id and not entry.text.strip()) or self.keep()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
