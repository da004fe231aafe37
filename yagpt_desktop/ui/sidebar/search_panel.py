"""The places that a search found, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout

from yagpt_desktop.domain.search import MOST_HITS
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

from .search_results_delegate import SearchResultsDelegate
from .search_results_model import FoundPlace, SearchResultsModel


class SearchResultsView(QListView):
    """A list in which one click or Enter goes to the place.

    Signals:
        chosen(FoundPlace): The person wants to read there.
        left(): The person is done with the list, by Escape or by going up from its first row.
    """

    chosen = Signal(object)
    left = Signal(bool)

    def __init__(self, model: SearchResultsModel) -> None:
        super().__init__()
        self._places = model
        self.setObjectName("search-results")
        self.setProperty("look", "chats")
        self.setModel(model)
        self.setItemDelegate(SearchResultsDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._on_pressed)

    def choose_first(self) -> None:
        """Go to the first place, if there is one."""
        self._on_pressed(self._places.index(0))

    def begin(self) -> None:
        """Take the keyboard, at the first row."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.setCurrentIndex(self._places.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place; Escape ends the search; up from the first row leads to its line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_pressed(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit(True)  # noqa: FBT003  a signal's argument
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit(False)  # noqa: FBT003  a signal's argument
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_pressed(self, index: QModelIndex) -> None:
        place = self._places.place_at(index)
        if place is not None:
            self.setCurrentIndex(index)
            self.chosen.emit(place)


class SearchPanel(View):
    """Stands in the place of the chats while something is looked for.

    Signals:
        chosen(FoundPlace): The person wants to read there.
        left(bool): The keyboard goes back to the search line; true where the search is to end.
    """

    chosen = Signal(object)
    left = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search-panel")
        self._model = SearchResultsModel()
        self._count: int | None = None
        self._is_narrowed = False
        self.results = SearchResultsView(self._model)
        self._status = plain_label("search-status", look="hint", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._status)
        self._column.addWidget(self.results, 1)
        self.results.chosen.connect(self.chosen)
        self.results.left.connect(self.left)
        self._settle()

    @property
    def count(self) -> int:
        """How many places are shown."""
        return self._model.rowCount()

    def show_searching(self) -> None:
        """Say that the search takes a moment; what was found before stays for now."""
        self._count = None
        self._retranslate()

    def show_places(self, places: Sequence[FoundPlace], *, narrowed: bool) -> None:
        """Show what was found, and say how much that is; ``narrowed`` where filters were in force."""
        self._model.show_places(places)
        self.results.scrollToTop()
        self._count = len(places)
        self._is_narrowed = narrowed
        self._retranslate()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._status.text()))

    def _retranslate(self) -> None:
        self._status.setText(self._status_text())
        self.results.setAccessibleName(self.tr("Search results"))
        self.results.setHidden(self._model.rowCount() == 0)
        self._column.setStretchFactor(self.results, 1)
        self._column.setAlignment(
            self._status, Qt.AlignmentFlag(0) if self._model.rowCount() else Qt.AlignmentFlag.AlignTop
        )

    def _status_text(self) -> str:
        if self._count is None:
            return self.tr("Searching…")
        if self._count == 0:
            if self._is_narrowed:
                return self.tr("Nothing was found. Filters are on; without them there may be more.")
            return self.tr("Nothing was found.")
        if self._count >= MOST_HITS:
            return self.tr("The first %n places", "", self._count)
        return self.tr("%n place(s) found", "", self._count)

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.gap(1))
        self._status.setContentsMargins(metrics.gap(2.5), 0, metrics.gap(1), 0)
        self.results.doItemsLayout()
