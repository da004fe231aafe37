"""What narrows a search: when, whose words, which model, which folder and tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.domain.tag import tag_key
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.fields import ComboBox
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.popups import popup_holder
from yagpt_desktop.ui.widgets.view import View


class Span(StrEnum):
    """How far back to look."""

    ANY = "any"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_DAYS = {Span.WEEK: 7, Span.MONTH: 31, Span.YEAR: 366}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is in force.

    Attributes:
        role: Whose messages; None for everybody's.
        model: The model that answered; "" for any.
        folder_id: The folder of the chat; "" for any, and none.
        tag: A tag of the chat; "" for any, and none.
    """

    span: Span = Span.ANY
    role: Role | None = None
    model: str = ""
    folder_id: str = ""
    tag: str = ""

    @property
    def is_place(self) -> bool:
        """Whether chats can be found without a word: by their folder or tag."""
        return bool(self.folder_id or self.tag)

    def query(self, text: str, now: datetime) -> SearchQuery:
        """Return what to look for."""
        days = _DAYS.get(self.span)
        since = now - timedelta(days=days) if days else None
        return SearchQuery(
            text, since=since, role=self.role, model=self.model, folder_id=self.folder_id, tag=self.tag
        )


class SearchFilters(View):
    """A small sheet below the button that opened it; closes by Escape or a click elsewhere.

    Signals:
        changed(Filters): The person chose something.
        places_changed(): There are other folders or tags to choose from.
    """

    changed = Signal(object)
    places_changed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(look="popup-sheet")
        self.setObjectName("search-filters")
        self.setParent(popup_holder(owner), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._filters = Filters()
        self._models: tuple[ModelInfo, ...] = ()
        self._showing = False
        self._folders: tuple[Folder, ...] = ()
        self._tags: tuple[str, ...] = ()
        self._span, self._role, self._model, self._folder, self._tag = (
            ComboBox(f"search-{name}") for name in ("span", "role", "model", "folder", "tag")
        )
        self._labels = [plain_label(look="label") for _ in self._boxes()]
        self._reset = Button("search-filters-reset", look="link")
        self._grid = QGridLayout()
        for row, (label, box) in enumerate(zip(self._labels, self._boxes(), strict=True)):
            label.setBuddy(box)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(box, row, 1)
            box.currentIndexChanged.connect(self._on_chosen)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        self._reset.clicked.connect(self.clear)
        self._settle()

    def _boxes(self) -> tuple[ComboBox, ...]:
        return self._span, self._role, self._model, self._folder, self._tag

    @property
    def filters(self) -> Filters:
        """What is in force."""
        return self._filters

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """Replace the models that can be chosen."""
        self._models = tuple(models)
        self._retranslate()

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Replace the folders that can be chosen; one that is gone narrows nothing any more."""
        self._folders = tuple(folders)
        self.places_changed.emit()
        known = any(folder.id == self._filters.folder_id for folder in folders)
        self._take(self._filters if known else replace(self._filters, folder_id=""))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Replace the tags that can be chosen; one that is gone narrows nothing any more."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        self.places_changed.emit()
        known = tag_key(self._filters.tag) in map(tag_key, tags)
        self._take(self._filters if known else replace(self._filters, tag=""))

    @property
    def offers_places(self) -> bool:
        """Whether there are folders or tags to choose from."""
        return bool(self._folders or self._tags)

    def open_below(self, button: QWidget) -> None:
        """Open under a button, with the keyboard in the first field."""
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(0, button.height() + look().metrics.gap(1))))
        self.show()
        self._span.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def clear(self) -> None:
        """Take every filter away."""
        self._take(Filters())

    @Slot(int)
    def _on_chosen(self, _row: int) -> None:
        if self._showing:
            return
        role = self._role.currentData()
        self._take(
            Filters(
                Span(self._span.currentData()),
                Role(role) if role else None,
                # A question has no model: it would never be found.
                "" if role == Role.USER else str(self._model.currentData()),
                str(self._folder.currentData()),
                str(self._tag.currentData()),
            )
        )

    def _take(self, filters: Filters) -> None:
        changed, self._filters = filters != self._filters, filters
        self._retranslate()
        if changed:
            self.changed.emit(filters)

    def _retranslate(self) -> None:
        spans = {
            Span.ANY: self.tr("any time"),
            Span.WEEK: self.tr("in the last week"),
            Span.MONTH: self.tr("in the last month"),
            Span.YEAR: self.tr("in the last year"),
        }
        mine, answers = self.tr("mine"), self.tr("answers")
        roles = {"": self.tr("all"), Role.USER.value: mine, Role.ASSISTANT.value: answers}
        models = {"": self.tr("any"), **{info.name: info.title for info in self._models}}
        filters = self._filters
        self._fill(self._span, {span.value: text for span, text in spans.items()}, filters.span.value)
        self._fill(self._role, roles, filters.role.value if filters.role else "")
        self._fill(self._model, models, filters.model)
        self._fill(self._folder, {"": self.tr("any"), **_named(self._folders)}, filters.folder_id)
        self._fill(self._tag, {"": self.tr("any"), **{tag: tag for tag in self._tags}}, filters.tag)
        self._show_places()
        self._model.setEnabled(filters.role is not Role.USER)
        self._reset.setEnabled(filters != Filters())
        names = (
            self.tr("When"),
            self.tr("Messages"),
            self.tr("Model"),
            self.tr("Folder"),
            self.tr("Tag"),
        )
        for label, box, name in zip(self._labels, self._boxes(), names, strict=True):
            label.setText(name)
            box.set_name(name)
        self._reset.setText(self.tr("Clear the filters"))
        self._reset.setAccessibleName(self.tr("Clear the filters"))
        self.setAccessibleName(self.tr("Search filters"))

    def _show_places(self) -> None:
        """Offer folders and tags where there are any."""
        for box, there in ((self._folder, self._folders), (self._tag, self._tags)):
            box.setHidden(not there)
            self._labels[self._boxes().index(box)].setHidden(not there)

    def _fill(self, box: ComboBox, texts: dict[str, str], current: str) -> None:
        self._showing = True
        wanted = [(text, value) for value, text in texts.items()]
        if [(box.itemText(row), box.itemData(row)) for row in range(box.count())] != wanted:
            box.clear()
            for text, value in wanted:
                box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(current), 0))
        self._showing = False

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(3), gap(3), gap(3), gap(2))
        self._column.setSpacing(gap(2))
        self._grid.setHorizontalSpacing(gap(3))
        self._grid.setVerticalSpacing(gap(2))
        for box in self._boxes():
            box.setMinimumWidth(gap(45))


def _named(folders: Sequence[Folder]) -> dict[str, str]:
    return {folder.id: folder.name for folder in folders}
