"""What a search found, as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTime,
)

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.search import SearchHit
from yagpt_desktop.ui.widgets.labels import plain_tool_tip

AnyIndex = QModelIndex | QPersistentModelIndex
PLACE_ROLE = Qt.ItemDataRole.UserRole
"""Answers with the row's ``FoundPlace``."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A hit with the chat it is in."""

    hit: SearchHit
    chat: Chat

    @property
    def is_title(self) -> bool:
        """Whether the title itself was found."""
        return not self.hit.message_id

    @property
    def text(self) -> str:
        """The text around the words, in one line."""
        return " ".join("".join(piece.text for piece in self.hit.pieces).split())


class SearchResultsModel(QAbstractListModel):
    """A row for each place, in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[FoundPlace, ...] = ()

    def show_places(self, places: Sequence[FoundPlace]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._places = tuple(places)
        self.endResetModel()

    def place_at(self, index: AnyIndex) -> FoundPlace | None:
        """Return the place of a row; None outside."""
        return self._places[index.row()] if index.isValid() else None

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """One for each place."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for the delegate and for assistive technology."""
        place = self.place_at(index)
        if place is None:
            return None
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: place.chat.title,
            Qt.ItemDataRole.AccessibleTextRole: lambda: spoken(place),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tool_tip(place.text),
            PLACE_ROLE: lambda: place,
        }
        return answers[role]() if role in answers else None


def spoken(place: FoundPlace) -> str:
    """Return a row as it is read out."""
    parts = [place.chat.title, "" if place.is_title else place.text, mark_of(place)]
    return ". ".join(part.rstrip(".") for part in parts if part)


def mark_of(place: FoundPlace) -> str:
    """Return when it was written, and that it lies in the archive if it does."""
    day = day_text(place.hit.created_at)
    if not place.chat.archived:
        return day
    return QCoreApplication.translate("SearchResults", "archive · {day}").format(day=day)


def day_text(moment: datetime, day: date | None = None) -> str:
    """Return the time for today, else the day, with its year where that is another; local time."""
    at = moment.astimezone()
    now = day or date.today()
    locale = QLocale()
    if at.date() == now:
        return locale.toString(QTime(at.hour, at.minute), "HH:mm")
    written = QDate(at.year, at.month, at.day)
    return locale.toString(written, "d MMM" if at.year == now.year else "d MMM yyyy")
