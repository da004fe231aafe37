"""Sentence by sentence: the text on the left, its translation on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import ElidedLabel
from yagpt_desktop.ui.widgets.text_card import TextCard
from yagpt_desktop.ui.widgets.view import View

from .pair_model import PairModel, PairRow
from .pair_table import PairTable


class PairCard(View):
    """Parts: :attr:`table` and its :attr:`model`.

    Signals:
        closed(): Show the two texts again.
        again_requested(): Translate the chosen sentence anew.
        variants_requested(): Other translations of the chosen sentence.
        stop_requested(): Stop what was asked for.
        copy_requested(): Copy the whole translation.
    """

    closed = Signal()
    again_requested = Signal()
    variants_requested = Signal()
    stop_requested = Signal()
    copy_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("translate-pair-page")
        self.model = PairModel(editable=True)
        self.table = PairTable("translate-pair-table", self.model)
        self._running = self._ready = False
        card = self._card = TextCard("translate-pair-card", least_steps=32)
        self._title = ElidedLabel("translate-pair-title", look="card-title")
        self._status = ElidedLabel("translate-pair-status", look="small")
        self._back = Button("translate-pairs-close")
        card.head.addWidget(self._title)
        card.head.addStretch(1)
        card.head.addWidget(self._status)
        card.head.addWidget(self._back)
        card.add_text(self.table)
        self._again = Button("translate-pair-again")
        self._variants = Button("translate-pair-variants")
        self._copy = Button("translate-pair-copy", look="primary", icon_name="copy", tone="on_accent")
        for button in (self._again, self._variants, self._copy):
            card.foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._back.clicked.connect(self.closed)
        self._again.clicked.connect(self._on_again)
        self._variants.clicked.connect(self.variants_requested)
        self._copy.clicked.connect(self.copy_requested)
        self._settle()

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """Replace the sentences."""
        self.model.show_rows(rows)
        self._retranslate_count()

    def show_languages(self, source: str, target: str) -> None:
        """Name the columns."""
        self.model.show_titles(source, target)

    def show_status(self, text: str) -> None:
        """Say how it goes."""
        self._status.setText(text)

    def show_running(self, *, running: bool) -> None:
        """Offer to stop instead of asking."""
        self._running = running
        self._show_buttons()

    def show_ready(self, *, ready: bool) -> None:
        """Say whether sentences can be asked about, and edited."""
        self._ready = ready
        self._show_buttons()

    @Slot()
    def _on_again(self) -> None:
        (self.stop_requested if self._running else self.again_requested).emit()

    def _show_buttons(self) -> None:
        self._again.setEnabled(self._ready or self._running)
        for button in (self._variants, self._copy):
            button.setEnabled(self._ready and not self._running)
        self.model.show_editable(editable=self._ready and not self._running)
        self._copy.set_icon("copy", "on_accent" if self._copy.isEnabled() else "disabled")
        self._retranslate_again()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Sentence by sentence"))
        self._back.setText(self.tr("Show the texts"))
        self._back.setAccessibleName(self.tr("Show the texts"))
        self._variants.setText(self.tr("Other variants"))
        self._variants.setAccessibleName(self.tr("Other translations of this sentence"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the translation"))
        self.table.setAccessibleName(self.tr("Sentences of the text and their translations"))
        self.table.delegate.name = self.tr("Translation of the sentence")
        self._retranslate_again()
        self._retranslate_count()

    def _retranslate_again(self) -> None:
        text = self.tr("Stop") if self._running else self.tr("Translate anew")
        self._again.setText(text)
        self._again.setAccessibleName(text if self._running else self.tr("Translate this sentence anew"))

    def _retranslate_count(self) -> None:
        count = self.model.rowCount()
        self._card.count.setText(self.tr("Sentences: {count}").format(count=format_count(count)))
