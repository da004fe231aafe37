"""The changes beside the text, of all kinds or of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import ComboBox
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow
from yagpt_desktop.ui.words.change_words import kind_name

from .change_list import ChangeList

_ALL: Final = ""


class FixSide(View):
    """Parts: :attr:`changes`; :attr:`row` is the line above them, to add to.

    Signals:
        kind_chosen(ChangeKind | None): Show the changes of one kind, or all.
    """

    kind_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[ChangeKind, int] = {}
        self._kinds = ComboBox("fix-kinds")
        self.changes = ChangeList()
        self.row = WrappingRow()
        self.row.add_words(self._kinds)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.row)
        self._column.addWidget(self.changes, 1)
        self._kinds.activated.connect(self._on_kind)
        self._settle()

    def keep_cards(self, height_px: int) -> None:
        """Never make the list of changes lower than so much."""
        self.changes.setMinimumHeight(height_px)

    def event(self, event: QEvent) -> bool:
        """Be as high as the lines above the changes need at this width; a splitter does not ask for that."""
        is_done = super().event(event)
        if self._built and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setMinimumHeight(self._column.minimumHeightForWidth(self.width()))
        return is_done

    def show_counts(self, counts: Mapping[ChangeKind, int]) -> None:
        """Show how many changes there are of each kind."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._fill()

    def choose_kind(self, kind: ChangeKind | None) -> None:
        """Show which changes are in view, without telling of it."""
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(kind.value if kind else _ALL)))

    def _fill(self) -> None:
        chosen = self._kinds.currentData()
        self._kinds.clear()
        everything = self.tr("All changes ({count})").format(count=format_count(sum(self._counts.values())))
        self._kinds.addItem(everything, _ALL)
        for kind, count in self._counts.items():
            self._kinds.addItem(f"{kind_name(kind)} ({format_count(count)})", kind.value)
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(chosen)))

    @Slot(int)
    def _on_kind(self, _place: int) -> None:
        value = str(self._kinds.currentData() or _ALL)
        self.kind_chosen.emit(ChangeKind(value) if value else None)

    def _retranslate(self) -> None:
        self.changes.setAccessibleName(self.tr("Changes"))
        self._kinds.set_name(self.tr("Kinds of changes"))
        self._fill()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(2.5))
        self.row.setSpacing(gap(2))
