"""Earlier texts, as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.sidebar.search_results_model import day_text
from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.labels import plain_tool_tip
from yagpt_desktop.ui.words.run_words import first_words, kind_text, state_text

AnyIndex = QModelIndex | QPersistentModelIndex
TEXT_COLUMN: Final = 0
_TITLES: Final = (
    QT_TRANSLATE_NOOP("HistoryModel", "Text"),
    QT_TRANSLATE_NOOP("HistoryModel", "What was done"),
    QT_TRANSLATE_NOOP("HistoryModel", "State"),
    QT_TRANSLATE_NOOP("HistoryModel", "When"),
)


class HistoryModel(QAbstractTableModel):
    """A row for each run, in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[TextRun, ...] = ()

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """What is in view."""
        return self._runs

    def show_runs(self, runs: Sequence[TextRun]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._runs = tuple(runs)
        self.endResetModel()

    def run_at(self, row: int) -> TextRun | None:
        """Return the run of a row; None outside."""
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """One for each run."""
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Text, kind, state, day."""
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Answer with the names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr(_TITLES[section]) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for the view and for assistive technology."""
        run = self.run_at(index.row()) if index.isValid() else None
        if run is None:
            return None
        is_text = index.column() == TEXT_COLUMN
        answers: Mapping[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _cell(run, index.column()),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(run, index.column()),
            Qt.ItemDataRole.DecorationRole: lambda: icon("pin", "muted") if is_text and run.pinned else None,
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tool_tip(first_words(run.result) if is_text else ""),
        }
        return answers[role]() if role in answers else None

    def _spoken(self, run: TextRun, column: int) -> str:
        cell = _cell(run, column)
        return self.tr("{text}, pinned").format(text=cell) if run.pinned and column == TEXT_COLUMN else cell


def _cell(run: TextRun, column: int) -> str:
    if column == TEXT_COLUMN:
        return first_words(run.source)
    return (kind_text(run), state_text(run), day_text(run.created_at))[column - 1]
