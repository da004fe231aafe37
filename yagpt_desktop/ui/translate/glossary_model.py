"""The rows of a glossary as a table that can be edited in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.services.conversation import new_id
from yagpt_desktop.services.glossary import LONGEST_NOTE, LONGEST_TERM, term_key
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.words.language_words import language_title

AnyIndex = QModelIndex | QPersistentModelIndex
FIELDS: Final = ("source", "target", "source_language", "target_language", "note")
LANGUAGE_COLUMNS: Final = (2, 3)
_TITLES: Final = (
    QT_TRANSLATE_NOOP("GlossaryModel", "Term"),
    QT_TRANSLATE_NOOP("GlossaryModel", "Translation"),
    QT_TRANSLATE_NOOP("GlossaryModel", "From"),
    QT_TRANSLATE_NOOP("GlossaryModel", "Into"),
    QT_TRANSLATE_NOOP("GlossaryModel", "Note"),
)
_EMPTY: Final = (
    QT_TRANSLATE_NOOP("GlossaryModel", "the term is missing"),
    QT_TRANSLATE_NOOP("GlossaryModel", "the translation is missing"),
)


class GlossaryModel(QAbstractTableModel):
    """All rows in their order, or those of a search; a row that is not whole yet is marked, and not kept.

    Signals:
        edited(): A row was added, changed or taken out.
        refused(str): The row has a double already; carries the term.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[GlossaryRow] = []
        self._shown: list[int] = []
        self._query = ""
        self._pair: tuple[str, str] | None = None

    @property
    def rows(self) -> tuple[GlossaryRow, ...]:
        """Every row that is whole, whatever the search."""
        return tuple(row for row in self._rows if row.source and row.target)

    def put_rows(self, rows: Iterable[GlossaryRow]) -> None:
        """Replace everything; nobody is told."""
        self._rows = list(rows)
        self._sift()

    def search(self, query: str) -> None:
        """Show the rows that hold these words; "" shows all."""
        self._query = query
        self._sift()

    def show_pair(self, pair: tuple[str, str] | None) -> None:
        """Show what is in force between two languages; None for all."""
        self._pair = pair
        self._sift()

    def add(self) -> QModelIndex:
        """Add an empty row, for the languages in view, and return its first cell."""
        source, target = self._pair or ("", "")
        self._rows.append(GlossaryRow(new_id(), "", "", source, target))
        place = len(self._shown)
        self.beginInsertRows(QModelIndex(), place, place)
        self._shown.append(len(self._rows) - 1)
        self.endInsertRows()
        return self.index(place, 0)

    def take_out(self, places: Collection[int]) -> list[tuple[int, GlossaryRow]]:
        """Take rows in view out; return them with where they were, for :meth:`put_back`."""
        gone = sorted(self._shown[place] for place in places)
        taken = [(at, self._rows[at]) for at in gone]
        lost = set(gone)
        self._rows = [row for at, row in enumerate(self._rows) if at not in lost]
        self._sift()
        self.edited.emit()
        return taken

    def put_back(self, taken: Sequence[tuple[int, GlossaryRow]]) -> None:
        """Put rows back to their places."""
        present = {row.id for row in self._rows}
        for at, row in taken:
            if row.id not in present:
                self._rows.insert(min(at, len(self._rows)), row)
        self._sift()
        self.edited.emit()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """The rows in view."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Term, translation, both languages, note."""
        return 0 if parent is not None and parent.isValid() else len(FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Answer with the names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr(_TITLES[section]) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for the view and for assistive technology."""
        if not index.isValid():
            return None
        column, value = index.column(), self._value(index)
        is_missing = column < len(_EMPTY) and not value
        if role == Qt.ItemDataRole.EditRole:
            return value
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if column in LANGUAGE_COLUMNS:
                return language_title(value) if value else self.tr("any")
            return self.tr(_EMPTY[column]) if is_missing else value
        if role == Qt.ItemDataRole.ForegroundRole and (
            is_missing or (column in LANGUAGE_COLUMNS and not value)
        ):
            return QColor(look().tokens.removed if is_missing else look().tokens.muted)
        return None

    def flags(self, _index: AnyIndex) -> Qt.ItemFlag:
        """Every cell may be edited."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Change a cell, unless the row would then be there twice."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        at, field = self._shown[index.row()], FIELDS[index.column()]
        longest = LONGEST_NOTE if field == "note" else LONGEST_TERM
        text = " ".join(str(value).split())[:longest]
        old = self._rows[at]
        if getattr(old, field) == text:
            return True
        new = replace(old, **{field: text})
        if new.source and any(term_key(row) == term_key(new) for row in self._rows if row.id != old.id):
            self.refused.emit(new.source)
            return False
        self._rows[at] = new
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def _value(self, index: AnyIndex) -> str:
        return str(getattr(self._rows[self._shown[index.row()]], FIELDS[index.column()]))

    def _sift(self) -> None:
        query, pair = _folded(self._query), self._pair
        self.beginResetModel()
        self._shown = [at for at, row in enumerate(self._rows) if _fits(row, query, pair)]
        self.endResetModel()


def _fits(row: GlossaryRow, query: str, pair: tuple[str, str] | None) -> bool:
    if pair is not None and (
        row.source_language not in {"", pair[0]} or row.target_language not in {"", pair[1]}
    ):
        return False
    return not query or query in _folded(f"{row.source}\n{row.target}\n{row.note}")


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
