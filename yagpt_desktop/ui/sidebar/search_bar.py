"""The line in which one looks for chats, and the filters beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.fields import SearchLine
from yagpt_desktop.ui.widgets.view import View

from .search_filters import Filters, SearchFilters


class ChatSearchLine(SearchLine):
    """Down leads into the results, Enter goes to the first of them.

    Attributes:
        has_results: Whether there can be any: something is looked for.

    Signals:
        ended(): Escape was pressed on the empty line.
        results_wanted(): The keyboard goes to the results.
        first_wanted(): The person wants to read at the first place.
    """

    results_wanted = Signal()
    first_wanted = Signal()
    ended = Signal()
    has_results = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what one types in the line, pass on what moves."""
        if event.key() == Qt.Key.Key_Down and self.has_results:
            self.results_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.has_results:
            self.first_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.has_results and not self.text():
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(View):
    """Tells what is looked for; the button of the filters shows where there is something to filter.

    Signals:
        changed(str): The text, without blanks around it; also when a filter was chosen.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = ChatSearchLine("chat-search")
        self._button = IconButton("search-filter", "filter")
        self._button.setCheckable(True)
        self._button.hide()
        self.filters = SearchFilters(self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self._button)
        self.line.textChanged.connect(self._on_changed)
        self.filters.changed.connect(self._on_changed)
        self.filters.places_changed.connect(self._show_button)
        self.line.ended.connect(self.end)
        self._button.clicked.connect(self._on_button)
        self._settle()

    @property
    def text(self) -> str:
        """What is looked for; "" for nothing."""
        return self.line.text().strip()

    @property
    def is_asking(self) -> bool:
        """Whether something is looked for: words, or the chats of a folder or a tag."""
        return bool(self.text) or self.filters.filters.is_place

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is in force."""
        return self.filters.filters != Filters()

    @Slot()
    def end(self) -> None:
        """Look for nothing any more."""
        self.line.clear()
        if self.filters.filters.is_place:
            self.filters.clear()

    def query(self) -> SearchQuery:
        """Return what to look for, by the clock of this moment."""
        return self.filters.filters.query(self.text, datetime.now(UTC))

    @Slot(object)
    def _on_changed(self, _changed: object) -> None:
        self.line.has_results = self.is_asking
        self._show_button()
        self._show_narrowed()
        self.changed.emit(self.text)

    @Slot()
    def _show_button(self) -> None:
        self._button.setVisible(bool(self.text) or self.filters.offers_places)

    @Slot()
    def _on_button(self) -> None:
        self._show_narrowed()
        self.filters.open_below(self._button)

    def _show_narrowed(self) -> None:
        self._button.setChecked(self.is_narrowed)
        name = self.tr("Search filters: on") if self.is_narrowed else self.tr("Search filters")
        self._button.set_name(name)

    def _retranslate(self) -> None:
        self.line.set_name(self.tr("Search chats"))
        self.line.setPlaceholderText(self.tr("Search chats…"))
        self._show_narrowed()

    def _restyle(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().metrics.gap(1))
