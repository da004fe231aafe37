"""Sentences beside each other, as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.labels import plain_tool_tip

AnyIndex = QModelIndex | QPersistentModelIndex
SOURCE_COLUMN: Final = 0
TARGET_COLUMN: Final = 1


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two sentences that belong together, without the blanks round them.

    Attributes:
        doubt: Why a person should look at the two; "" where nothing was noticed.
    """

    source: str
    target: str
    doubt: str = ""


class PairModel(QAbstractTableModel):
    """A row for each pair.

    Signals:
        sentence_edited(int, str): The person wrote another translation in a row; the row is as it was.
    """

    sentence_edited = Signal(int, str)

    def __init__(self, *, editable: bool) -> None:
        super().__init__()
        self._rows: tuple[PairRow, ...] = ()
        self._titles = ("", "")
        self._editable = editable

    @property
    def rows(self) -> tuple[PairRow, ...]:
        """What is in view."""
        return self._rows

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """Replace the rows; where their number stays, the place of the person does too."""
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, TARGET_COLUMN))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def show_titles(self, source: str, target: str) -> None:
        """Name the columns."""
        self._titles = (source, target)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, SOURCE_COLUMN, TARGET_COLUMN)

    def show_editable(self, *, editable: bool) -> None:
        """Say whether the translations may be edited."""
        self._editable = editable

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """One for each pair."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """The text and its translation."""
        return 0 if parent is not None and parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Answer with the languages; with the number of the pair."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for the view and for assistive technology."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        text = row.target if column == TARGET_COLUMN else row.source
        is_marked = bool(row.doubt) and column == TARGET_COLUMN
        answers: Mapping[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: f"⚠ {text}" if is_marked else text,
            Qt.ItemDataRole.EditRole: lambda: text,
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tool_tip(row.doubt if is_marked else ""),
            Qt.ItemDataRole.AccessibleTextRole: lambda: text,
            Qt.ItemDataRole.AccessibleDescriptionRole: lambda: row.doubt if is_marked else "",
            Qt.ItemDataRole.BackgroundRole: lambda: QColor(look().tokens.warning_bg) if is_marked else None,
            Qt.ItemDataRole.TextAlignmentRole: lambda: (
                Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
            ),
        }
        return answers[role]() if role in answers else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A translation may be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._editable and index.column() == TARGET_COLUMN:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of an edit; the text it belongs to changes first, and the rows after it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != TARGET_COLUMN:
            return False
        text = str(value).strip()
        if text != self._rows[index.row()].target:
            self.sentence_edited.emit(index.row(), text)
        return True
