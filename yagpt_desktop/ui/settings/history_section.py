"""The part of the settings page where all chats are taken out and brought in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.archive import ImportCount
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow
from yagpt_desktop.ui.words.error_text import ErrorText


class HistorySection(View):
    """Two buttons and a line that says what came of them.

    Signals:
        save_requested(): Write all chats into an archive.
        load_requested(): Bring chats in from a file.
        erase_requested(): Remove all chats; nothing was asked yet.
    """

    save_requested = Signal()
    load_requested = Signal()
    erase_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("history-section")
        self._about = plain_label("history-about", look="muted", wraps=True)
        self._save = Button("history-save")
        self._load = Button("history-load")
        self._erase = Button("history-erase")
        self._result = plain_label("history-result", look="muted", wraps=True)
        self._result.hide()
        buttons = WrappingRow()
        buttons.addWidget(self._save)
        buttons.addWidget(self._load)
        buttons.addWidget(self._erase)
        self._buttons = buttons
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._about)
        self._column.addLayout(buttons)
        self._column.addWidget(self._result, 0, Qt.AlignmentFlag.AlignTop)
        self._save.clicked.connect(self.save_requested)
        self._load.clicked.connect(self.load_requested)
        self._erase.clicked.connect(self.erase_requested)
        self._settle()

    def focus_load(self) -> None:
        """Go to the button that brings chats in."""
        self._load.setFocus()

    def show_saving(self) -> None:
        """Say that the chats are being written."""
        self._show_busy(self.tr("Saving…"))

    def show_loading(self) -> None:
        """Say that a file is being read."""
        self._show_busy(self.tr("Loading…"))

    def show_saved(self, chats: int) -> None:
        """Say how many chats were written."""
        self._show(
            counted("HistorySection", QT_TRANSLATE_NOOP("HistorySection", "Saved: %n chat(s)."), chats)
        )

    def show_loaded(self, count: ImportCount) -> None:
        """Say how many chats came, and how many were there."""
        self._show(loaded_sentence(count))

    def show_erased(self) -> None:
        """Say that nothing is left."""
        self._show(self.tr("All chats and their copies are gone."))

    def show_error(self, text: ErrorText) -> None:
        """Say what went wrong; nothing was changed."""
        self._show(f"{text.title}. {text.cause} {text.assurance} ({text.code})", look_name="wrong")

    def _show_busy(self, text: str) -> None:
        self._show(text)
        for button in (self._save, self._load, self._erase):
            button.setEnabled(False)

    def _show(self, text: str, look_name: str = "muted") -> None:
        set_look_property(self._result, "look", look_name)
        self._result.setText(text)
        self._result.setAccessibleName(text)
        self._result.show()
        for button in (self._save, self._load, self._erase):
            button.setEnabled(True)

    def _retranslate(self) -> None:
        self._about.setText(
            self.tr(
                "All chats go into one file, without keys and settings. "
                "Chats can be loaded from such a file, "
                "from ChatGPT's export and from backups of Chatbox and Cherry Studio; "
                "those that are here stay as they are."
            )
        )
        self._save.setText(self.tr("Save all…"))
        self._save.setAccessibleName(self.tr("Save all chats to a file"))
        self._load.setText(self.tr("Load…"))
        self._load.setAccessibleName(self.tr("Load chats from a file"))
        self._erase.setText(self.tr("Delete all…"))
        self._erase.setAccessibleName(self.tr("Delete all chats and their copies"))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(2.5))
        self._buttons.setSpacing(gap(2.5))


def loaded_sentence(count: ImportCount) -> str:
    """Return one line about chats that were brought in."""
    parts = [counted("HistorySection", QT_TRANSLATE_NOOP("HistorySection", "%n chat(s) added"), count.added)]
    if count.present:
        source = QT_TRANSLATE_NOOP("HistorySection", "%n chat(s) there already")
        parts.append(counted("HistorySection", source, count.present))
    if count.extended:
        source = QT_TRANSLATE_NOOP("HistorySection", "%n of these completed with new messages")
        parts.append(counted("HistorySection", source, count.extended))
    return f"{', '.join(parts)}."
