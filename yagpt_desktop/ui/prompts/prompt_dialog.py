"""The library of prompts as a dialog: the list on the left, what is chosen on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.shortcuts import Chord, Shortcuts
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.widgets.view import set_look_property

from .prompt_entry import PromptEntry
from .prompt_form import PromptForm
from .prompt_list import PromptList
from .trial_panel import TrialPanel
from .version_panel import VersionPanel

_FORM, _TRIAL, _VERSIONS = "form", "trial", "versions"


class PromptDialog(QDialog):
    """Puts the parts together; ``LibraryDesk`` fills them.

    Parts: :attr:`names`, :attr:`form`, :attr:`trial`, :attr:`versions`, :attr:`toast`.

    Signals:
        keep_requested(): Keep what stands in the form.
        undo_requested(): Put the form back to what is kept.
        removal_requested(): Remove the chosen one.
        use_requested(): Give the chosen role to the chat in view.
        trial_opened(): The trial came into view.
        leave_requested(): The person wants to close it.
    """

    keep_requested = Signal()
    undo_requested = Signal()
    removal_requested = Signal()
    use_requested = Signal()
    trial_opened = Signal()
    leave_requested = Signal()

    def __init__(self, desk: RunDesk, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("prompts")
        self.names = PromptList()
        self.form, self.trial, self.versions = PromptForm(), TrialPanel(desk), VersionPanel()
        self._pages = SegmentedControl("prompts-page", [_FORM, _TRIAL, _VERSIONS])
        self._remove = IconButton("prompts-remove", "delete")
        self._told = plain_label("prompts-told", look="wrong", wraps=True)
        self._told.hide()
        self._use = Button("prompts-to-chat")
        self._undo = Button("prompts-undo")
        self._keep = Button("prompts-keep", look="primary")
        self._close = Button("prompts-close")
        self._shortcuts = Shortcuts(self)
        self._arrange()
        self._put_words()
        self._connect()

    def _arrange(self) -> None:
        gap = look().metrics.gap
        head, foot, right = QHBoxLayout(), QHBoxLayout(), QWidget()
        head.addWidget(self._pages)
        head.addStretch(1)
        head.addWidget(self._remove)
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        for page in (self.form, self.trial, self.versions):
            self._stack.addWidget(page)
        foot.addWidget(self._use)
        foot.addStretch(1)
        for button in (self._undo, self._close, self._keep):
            foot.addWidget(button)
        column = QVBoxLayout(right)
        column.setContentsMargins(gap(4), gap(3), gap(4), gap(3))
        column.setSpacing(gap(2.5))
        column.addLayout(head)
        column.addWidget(stack, 1)
        column.addWidget(self._told)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(right, 1)
        self.toast = Toast(stack, lambda: 0, "prompts-toast")
        resize_within_screen(self, gap(220), gap(150))

    def _put_words(self) -> None:
        self.setWindowTitle(self.tr("Library of prompts"))
        self._pages.set_text(_FORM, self.tr("Prompt"))
        self._pages.set_text(_TRIAL, self.tr("Try out"))
        self._pages.setAccessibleName(self.tr("Pages of the prompt"))
        self._remove.set_name(self.tr("Remove the prompt"))
        for button, text in (
            (self._use, self.tr("Use in the chat")),
            (self._undo, self.tr("Undo the changes")),
            (self._close, self.tr("Close")),
            (self._keep, self.tr("Save")),
        ):
            button.setText(text)
            button.setAccessibleName(text)

    def _connect(self) -> None:
        self._pages.chosen.connect(self._on_page)
        self._keep.clicked.connect(self.keep_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._close.clicked.connect(self.leave_requested)
        self._use.clicked.connect(self.use_requested)
        self._remove.clicked.connect(self.removal_requested)
        self.names.removal_requested.connect(self.removal_requested)
        self._shortcuts.bind(Chord("S", ctrl=True), self.keep_requested.emit)
        self.finished.connect(self._on_finished)

    def show_entry(self, entry: PromptEntry) -> None:
        """Show an entry as it is kept; one that is new shows its form."""
        self.form.show_entry(entry)
        self.versions.show_entry(entry)
        count = len(entry.versions)
        versions = self.tr("Versions ({count})") if count else self.tr("Versions")
        self._pages.set_text(_VERSIONS, versions.format(count=format_count(count)))
        self._remove.setEnabled(bool(entry.id) and not entry.is_ready)
        if not entry.id:
            self._show_page(_FORM)
        elif self._pages.value() == _TRIAL:
            self.trial_opened.emit()

    def show_state(self, *, is_changed: bool, is_role: bool, can_use: bool) -> None:
        """Say what can be pressed."""
        self._keep.setEnabled(is_changed)
        self._undo.setEnabled(is_changed)
        self._use.setVisible(is_role)
        self._use.setEnabled(can_use)

    def tell(self, text: str, *, is_wrong: bool = False) -> None:
        """Say what cannot be kept, or how an import went; "" for nothing."""
        self._told.setText(text)
        set_look_property(self._told, "look", "wrong" if is_wrong else "hint")
        self._told.setVisible(bool(text))

    def show_form(self) -> None:
        """Bring the form into view, its name ready to be written."""
        self._show_page(_FORM)
        self.form.focus_name()

    def leave(self) -> None:
        """Close, with nothing left to keep."""
        super().reject()

    def reject(self) -> None:
        """Ask first; Escape and the window's own button come here."""
        self.leave_requested.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to the keys."""
        super().showEvent(event)
        self._shortcuts.watch(self.windowHandle())

    def _show_page(self, page: str) -> None:
        self._pages.choose(page)
        self._on_page(page)

    @Slot(str)
    def _on_page(self, page: str) -> None:
        shown = {_FORM: self.form, _TRIAL: self.trial, _VERSIONS: self.versions}[page]
        self._stack.setCurrentWidget(shown)
        if page == _TRIAL:
            self.trial_opened.emit()

    @Slot()
    def _on_finished(self) -> None:
        self.trial.answer.stop()
        self.versions.shut_down()
        self.deleteLater()
