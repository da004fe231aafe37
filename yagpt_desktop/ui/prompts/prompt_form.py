"""The right side of the library, first page: name, text, variables, and where the result goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.domain.saved_prompt import Destination, PromptUse
from yagpt_desktop.services.own_prompts import LONGEST_NAME
from yagpt_desktop.services.prompt_variables import TEXT_ITSELF, variables
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import ChipButton
from yagpt_desktop.ui.widgets.fields import ComboBox, LineEdit
from yagpt_desktop.ui.widgets.labels import plain_caption, plain_label
from yagpt_desktop.ui.widgets.popups import empty
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.prompt_words import (
    destination_hint,
    destination_name,
    example_choice,
    example_text,
    variable_line,
)

from .prompt_entry import PromptEntry
from .prompt_text import PromptText

_LINES: Final = 4


class PromptForm(View):
    """Shows an entry and gives it back as the person left it.

    Signals:
        changed(): Something else stands in the fields.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("prompt-form")
        self._entry = PromptEntry("", "", "")
        self._name_label = plain_label(look="label")
        self._name = LineEdit("prompt-name")
        self._name.setMaxLength(LONGEST_NAME)
        self._name_label.setBuddy(self._name)
        self._text_label = plain_label(look="label")
        self._insert = ChipButton("prompt-insert")
        self.text = PromptText("prompt-text")
        self._text_label.setBuddy(self.text)
        self._holes = plain_label("prompt-variables", look="hint", wraps=True)
        self._where_label = plain_label(look="label")
        self._where = ComboBox("prompt-destination")
        self._where_label.setBuddy(self._where)
        self._where_hint = plain_label("prompt-destination-hint", look="hint", wraps=True)
        for destination in Destination:
            self._where.addItem("", destination.value)
        self._arrange()
        self._name.textChanged.connect(self._on_changed)
        self.text.textChanged.connect(self._on_changed)
        self._where.activated.connect(self._on_changed)
        self._insert.menu().triggered.connect(self._on_insert)
        self._settle()

    def _arrange(self) -> None:
        self._text_row, self._where_row = QHBoxLayout(), QHBoxLayout()
        self._text_row.addWidget(self._text_label, 1)
        self._text_row.addWidget(self._insert)
        self._where_row.addWidget(self._where_label)
        self._where_row.addWidget(self._where, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._name_label)
        self._column.addWidget(self._name)
        self._column.addLayout(self._text_row)
        self._column.addWidget(self.text, 1)
        self._column.addWidget(self._holes)
        self._column.addLayout(self._where_row)
        self._column.addWidget(self._where_hint)

    def show_entry(self, entry: PromptEntry) -> None:
        """Show an entry without telling of a change."""
        self._entry = entry
        with QSignalBlocker(self._name), QSignalBlocker(self.text):
            self._name.setText(entry.name)
            if entry.text != self.text.toPlainText():
                self.text.setPlainText(entry.text)
        self._where.setCurrentIndex(self._where.findData(entry.destination.value))
        is_action = entry.use is PromptUse.ACTION
        self.text.mark_variables(marked=is_action)
        for part in (self._insert, self._holes, self._where_label, self._where, self._where_hint):
            part.setVisible(is_action)
        self._shown = self._fields()
        self._tell()

    _shown = ("", "", "")

    def entry(self) -> PromptEntry:
        """Return the entry as it stands in the fields."""
        if not self.is_changed:
            return self._entry
        name, text, destination = self._fields()
        return replace(self._entry, name=name, text=text, destination=Destination(destination))

    @property
    def is_changed(self) -> bool:
        """Whether the person has changed anything."""
        # A field gives a text back with other blanks and line breaks than it was given.
        return self._fields() != self._shown

    def _fields(self) -> tuple[str, str, str]:
        return self._name.text(), self.text.toPlainText(), str(self._where.currentData())

    def focus_name(self) -> None:
        """Give the keyboard to the name."""
        self._name.setFocus()
        self._name.selectAll()

    @Slot()
    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    @Slot(QAction)
    def _on_insert(self, action: QAction) -> None:
        self.text.insert_piece(str(action.data()))

    def _tell(self) -> None:
        """Say which variables stand in the text, and what the destination means."""
        lines = [variable_line(variable) for variable in variables(self.text.toPlainText())]
        none = self.tr(
            "A word in braces is asked for before each run: {example}. The text at hand follows the prompt."
        ).format(example=example_text())
        asked = self.tr("Asked for before each run:")
        self._holes.setText("\n".join([asked, *lines]) if lines else none)
        self._where_hint.setText(destination_hint(Destination(self._where.currentData())))

    def _fill_insert(self) -> None:
        menu = self._insert.menu()
        empty(menu)
        for name, words, piece in (
            ("text", self.tr("Any text: {example}"), example_text()),
            ("choice", self.tr("A choice: {example}"), example_choice()),
            ("language", self.tr("A language: {example}"), "{language}"),
            ("tone", self.tr("A tone: {example}"), "{tone}"),
            ("itself", self.tr("The text at hand: {example}"), f"{{{TEXT_ITSELF}}}"),
        ):
            action = menu.addAction(plain_caption(words.format(example=piece)))
            action.setObjectName(f"prompt-insert-{name}")
            action.setData(piece)

    def _retranslate(self) -> None:
        name, text, where = self.tr("Name"), self.tr("Prompt"), self.tr("What becomes of the answer")
        self._name_label.setText(name)
        self._name.set_name(name)
        self._text_label.setText(text)
        self.text.setAccessibleName(text)
        self.text.setPlaceholderText(self.tr("What the model should do with the text"))
        self._insert.setText(self.tr("Insert a variable"))
        self._insert.setAccessibleName(self.tr("Insert a variable"))
        self._fill_insert()
        self._where_label.setText(where)
        self._where.set_name(where)
        for place in range(self._where.count()):
            self._where.setItemText(place, destination_name(Destination(self._where.itemData(place))))
        self._tell()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(1.5))
        self._where_row.setSpacing(gap(3))
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * _LINES)
