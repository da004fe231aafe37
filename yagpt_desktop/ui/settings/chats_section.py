"""What becomes of chats that are longer than the model's memory, and who names a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.settings import BeyondMemory, Settings
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import ComboBox
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.switch import Switch
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow


class ChatsSection(View):
    """Part of the settings page.

    Signals:
        beyond_memory_changed(BeyondMemory): Another choice was made.
        titles_changed(bool): The model shall name new chats, or not.
    """

    beyond_memory_changed = Signal(object)
    titles_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chats-section")
        self._beyond_name = plain_label(wraps=True)
        self._beyond = ComboBox("beyond-memory")
        for choice in BeyondMemory:
            self._beyond.addItem("", choice)
        self._beyond_name.setBuddy(self._beyond)
        self._beyond_hint = plain_label("beyond-memory-hint", look="muted", wraps=True)
        self._titles_name = plain_label(wraps=True)
        self._titles = Switch("titles-by-model")
        self._titles_name.setBuddy(self._titles)
        self._titles_hint = plain_label("titles-hint", look="muted", wraps=True)
        row = WrappingRow()
        row.add_words(self._beyond_name)
        row.addWidget(self._beyond)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(row)
        self._column.addWidget(self._beyond_hint)
        titles_row = WrappingRow()
        titles_row.add_words(self._titles_name)
        titles_row.addWidget(self._titles)
        self._column.addLayout(titles_row)
        self._column.addWidget(self._titles_hint)
        self._beyond.activated.connect(self._on_beyond)
        self._titles.flipped.connect(self.titles_changed)
        self._settle()

    def show_settings(self, settings: Settings) -> None:
        """Show the choices without telling of a change."""
        self._beyond.setCurrentIndex(self._beyond.findData(settings.beyond_memory))
        self._titles.show_on(on=settings.titles_by_model)

    @Slot(int)
    def _on_beyond(self, place: int) -> None:
        self.beyond_memory_changed.emit(BeyondMemory(self._beyond.itemData(place)))

    def _retranslate(self) -> None:
        self._beyond_name.setText(self.tr("When a chat is longer than the model's memory"))
        self._beyond.set_name(self._beyond_name.text())
        texts = {
            BeyondMemory.DROP_OLDEST: self.tr("Leave the oldest out"),
            BeyondMemory.SUMMARISE: self.tr("Sum the oldest up"),
        }
        for choice, text in texts.items():
            self._beyond.setItemText(self._beyond.findData(choice), text)
        self._beyond_hint.setText(
            self.tr("A summary is written by the model before it answers; that costs as a question does.")
        )
        self._titles_name.setText(self.tr("Name chats with the help of the model"))
        self._titles.setAccessibleName(self._titles_name.text())
        self._titles_hint.setText(
            self.tr("After the first answer, one short request goes to the cheapest model.")
        )

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(2.5))
        self._beyond.setFixedWidth(metrics.gap(58))
