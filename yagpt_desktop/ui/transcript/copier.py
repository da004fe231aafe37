"""Puts things into the clipboard, and says so for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.text.unit import Resumed

from .copying import code_from, csv_data, has_table, selected_data, selected_tables, table_from
from .painting import Scene
from .selection import Point, Selection

_ECHO_MS = 1500


class Copier(QObject):
    """Copies parts of one scene.  ``repaint`` is called when what is painted changes by that."""

    def __init__(self, scene: Scene, repaint: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._repaint = repaint
        self._echo = QTimer(self, singleShot=True, interval=_ECHO_MS)
        self._echo.timeout.connect(self._on_seen)

    def selection(self) -> None:
        """Copy what is selected: as plain text, as HTML and as Markdown."""
        if not self._scene.selection.is_empty:
            _put(selected_data(self._scene.column, self._scene.selection))

    def message(self, number: int) -> None:
        """Copy a whole message, in the same forms."""
        column, whole = self._scene.column, Selection()
        whole.select(Point(number, 0), Point(number, len(column.rows[number].text)))
        _put(selected_data(column, whole))
        self._say(row=number)

    def code(self, row: int, unit: int, block: int) -> None:
        """Copy a block of code, however many pieces it has."""
        self.text(code_from(self._scene.column.near(row).units, unit, block))
        self._say(code=(row, unit))

    def table(self, row: int, unit: int, block: int) -> None:
        """Copy a whole table as CSV, however many pieces it has."""
        near, index = self._scene.column.near(row), unit
        # A table in one unit with other blocks is whole; one that goes on is asked for from its beginning.
        while index and near.units[index].resumed is Resumed.TABLE:
            index, block = index - 1, 0
        _put(csv_data([table_from(near, index, block)]))

    @property
    def has_selected_table(self) -> bool:
        """Whether something of a table is selected, as far as anybody has looked at the messages."""
        return has_table(self._scene.column, self._scene.selection)

    def selected_tables(self) -> None:
        """Copy the tables that are selected as CSV."""
        if tables := selected_tables(self._scene.column, self._scene.selection):
            _put(csv_data(tables))

    def text(self, text: str) -> None:
        """Copy a text as it is."""
        data = QMimeData()
        data.setText(text)
        _put(data)

    def _say(self, *, row: int | None = None, code: tuple[int, int] | None = None) -> None:
        self._scene.copied_row, self._scene.copied_code = row, code
        self._echo.start()
        self._repaint()

    @Slot()
    def _on_seen(self) -> None:
        self._scene.copied_row = self._scene.copied_code = None
        self._repaint()


def _put(data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
