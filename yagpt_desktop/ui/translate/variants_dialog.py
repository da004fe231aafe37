"""A small list of translations of one sentence, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.labels import plain_label


class VariantsDialog(QDialog):
    """Arrows walk, Enter takes, Escape leaves everything as it is.

    Signals:
        chosen(str): This is to stand there.
    """

    chosen = Signal(str)

    def __init__(self, sentence: str, now: str, variants: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("translate-variants-dialog")
        self.setWindowTitle(self.tr("Other variants"))
        self._sentence = plain_label("variants-sentence", look="muted", wraps=True)
        self._sentence.setText(sentence)
        self._now = plain_label("variants-now", wraps=True)
        self._now.setText(self.tr("Now: {text}").format(text=now))
        self._now.setVisible(bool(now))
        self._list = QListWidget()
        self._list.setObjectName("variants-list")
        self._list.setProperty("look", "popup")
        self._list.setAccessibleName(self.tr("Other translations of this sentence"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for variant in variants:
            self._list.addItem(QListWidgetItem(variant))
        self._list.setCurrentRow(0)
        self._take = Button("variants-take", look="primary")
        self._cancel = Button("variants-cancel")
        self._arrange()
        self._list.itemActivated.connect(self.accept)
        self._take.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._list.setFocus()

    def _arrange(self) -> None:
        gap = look().metrics.gap
        for button, text in ((self._take, self.tr("Replace")), (self._cancel, self.tr("Cancel"))):
            button.setText(text)
            button.setAccessibleName(text)
        self._take.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._sentence)
        column.addWidget(self._now)
        column.addWidget(self._list, 1)
        column.addLayout(foot)
        resize_within_screen(self, gap(130), gap(90))

    @Slot()
    def accept(self) -> None:
        """Tell what was chosen."""
        chosen = [item.text() for item in self._list.selectedItems()]
        if chosen and self.isVisible():  # Enter on the list is the default button's too
            super().accept()
            self.chosen.emit(chosen[0])
