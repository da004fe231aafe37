"""What a prompt said before: a list by day, and the difference from what it says now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.saved_prompt import PromptVersion
from yagpt_desktop.services.own_prompts import difference
from yagpt_desktop.text.marked import MarkedParagraph, marked
from yagpt_desktop.ui.fix.marked_view import MarkedView
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.text_card import TextCard
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.workers.comparing import Comparing

from .prompt_entry import PromptEntry


class VersionPanel(View):
    """Compares beside the GUI thread; :meth:`shut_down` before it goes.

    Signals:
        roll_back_requested(int): Take this version again; 0 is the newest.
    """

    roll_back_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("prompt-versions")
        self._entry = PromptEntry("", "", "")
        self._none = plain_label("versions-none", look="muted", wraps=True)
        self._list = QListWidget()
        self._list.setObjectName("versions-list")
        self._list.setProperty("look", "popup")
        self._card = TextCard("versions-card")
        self._head = plain_label("versions-head", look="small-text", wraps=True)
        self._card.head.addWidget(self._head, 1)
        self.difference = MarkedView()
        self.difference.setObjectName("versions-difference")
        self._card.add_text(self.difference)
        self._take = Button("versions-roll-back")
        self._card.foot.addWidget(self._take)
        self._row = QHBoxLayout()
        self._row.addWidget(self._list)
        self._row.addWidget(self._card, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._none)
        self._column.addLayout(self._row, 1)
        self._comparing = Comparing(self)
        self._comparing.compared.connect(self._on_compared)
        self._comparing.failed.connect(self._on_failed)
        self._list.currentRowChanged.connect(self._on_row)
        self._take.clicked.connect(self._on_take)
        self._settle()

    def show_entry(self, entry: PromptEntry) -> None:
        """Show the versions of an entry as it is kept, the newest chosen."""
        self._entry = entry
        self._comparing.forget()
        with QSignalBlocker(self._list):
            self._list.clear()
            for version in entry.versions:
                self._list.addItem(_moment(version))
            self._list.setCurrentRow(0 if entry.versions else -1)
        has_any = bool(entry.versions)
        self._none.setVisible(not has_any)
        self._none.setText(self._none_words())
        self._list.setVisible(has_any)
        self._card.setVisible(has_any)
        self._column.setAlignment(Qt.AlignmentFlag(0) if has_any else Qt.AlignmentFlag.AlignTop)
        if has_any:
            self._on_row(0)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def shut_down(self) -> None:
        """Leave the thread."""
        self._comparing.shut_down()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._entry.versions):
            self._comparing.compare(_picture_of(self._entry, row))

    @Slot(object)
    def _on_compared(self, paragraphs: tuple[MarkedParagraph, ...]) -> None:
        self.difference.show_paragraphs(paragraphs)

    @Slot(object)
    def _on_failed(self, error: YaGptError) -> None:
        self._head.setText(error_text(error).title)

    @Slot()
    def _on_take(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            self.roll_back_requested.emit(row)

    def _none_words(self) -> str:
        if self._entry.is_ready:
            return self.tr("This one comes with the program. Change it, and you get a version of your own.")
        return self.tr("No earlier versions yet: each change keeps the text before it.")

    def _retranslate(self) -> None:
        self._none.setText(self._none_words())
        self._list.setAccessibleName(self.tr("Earlier versions"))
        self._head.setText(self.tr("What has changed from this version to the prompt of today"))
        self.difference.setAccessibleName(self.tr("Difference from the prompt of today"))
        self._take.setText(self.tr("Take this version again"))
        self._take.setAccessibleName(self.tr("Take this version again"))
        with QSignalBlocker(self._list):
            for row, version in enumerate(self._entry.versions):
                self._list.item(row).setText(_moment(version))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setSpacing(gap(3))
        self._list.setFixedWidth(gap(38))


def _picture_of(entry: PromptEntry, version: int) -> Callable[[], object]:
    return partial(_drawn, entry, version)


def _drawn(entry: PromptEntry, version: int) -> tuple[MarkedParagraph, ...]:
    """Worker thread."""
    return marked(difference(entry.saved, version))


def _moment(version: PromptVersion) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(version.saved_at.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
