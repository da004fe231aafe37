"""The line for the folder: an id or an address is typed, or a name chosen where names are known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate

from yagpt_desktop.domain.iam import Folder
from yagpt_desktop.services.accounts import FolderGroup
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.popups import popup_holder

from .secret_line import cleaned

_ID_ROLE = int(Qt.ItemDataRole.UserRole)
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LONGEST = 2_000
_SEPARATOR = " · "


class FolderLine(LineEdit):
    """Shows the folder's name or id; the id is what counts."""

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self.setMaxLength(_LONGEST)
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._clouds: dict[str, str] = {}
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setProperty("look", "popup")
        self._completer.setPopup(self._popup)
        self._popup.setParent(popup_holder(self), self._popup.windowFlags())
        # After it, for the completer brings a delegate that no style sheet dresses.
        self._popup.setItemDelegate(QStyledItemDelegate(self._popup))
        self._popup.setObjectName(f"{object_name}-popup")
        self.setCompleter(self._completer)
        self._list = IconButton(f"{object_name}-list", "chevron-down", parent=self)
        self._list.setCursor(Qt.CursorShape.ArrowCursor)
        self._list.clicked.connect(self.open_list)
        self._list.hide()
        self._place_button()

    def name_list(self, name: str) -> None:
        """Say what the button does."""
        self._list.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what the line and its list hold."""
        super().set_name(name)
        self._popup.setAccessibleName(name)

    def folder_id(self) -> str:
        """Return the id behind what is shown."""
        text = self.text().strip()
        return self._ids.get(text) or cleaned(text)

    def is_named(self, text: str) -> bool:
        """Whether a text is the name of a folder that is known here."""
        return text.strip() in self._ids

    def folder_name(self) -> str:
        """Return the folder's name; "" where only an id is known."""
        return self._names.get(self.folder_id(), "")

    def label_of(self, folder_id: str) -> str:
        """Return what the list calls a folder; "" where it is not there."""
        return next((label for label, id_ in self._ids.items() if id_ == folder_id), "")

    def cloud_name_of(self, id_: str) -> str | None:
        """Return the name of the cloud that has this id; None where no known cloud has it."""
        return self._clouds.get(id_)

    def put(self, folder_id: str, name: str = "") -> None:
        """Show a folder, by its name where there is one."""
        known = self.label_of(folder_id)
        if not known and name:
            self._ids[name] = folder_id
            self._names[folder_id] = name
            known = name
        self.setText(known or folder_id)

    def show_groups(self, groups: Sequence[FolderGroup]) -> None:
        """Offer these folders.  What is filled in stays as it was typed or named."""
        folder_id, name, was_named = self.folder_id(), self.folder_name(), self.is_named(self.text())
        self._ids, self._names, self._clouds = {}, {}, {group.cloud.id: group.cloud.name for group in groups}
        self._model.clear()
        for group in groups:
            for folder in group.folders:
                self._add(folder, group.cloud.name, several=len(groups) > 1)
        self._list.setVisible(self._model.rowCount() > 0)
        self._place_button()
        if was_named:
            self.put(folder_id, name)

    def _add(self, folder: Folder, cloud_name: str, *, several: bool) -> None:
        name = folder.name or folder.id
        label = f"{name}{_SEPARATOR}{cloud_name}" if several and cloud_name else name
        if label in self._ids:
            label = f"{label}{_SEPARATOR}{folder.id}"
        self._ids[label] = folder.id
        self._names[folder.id] = name
        item = QStandardItem(label)
        item.setData(folder.id, _ID_ROLE)
        item.setEditable(False)
        self._model.appendRow(item)

    @property
    def count(self) -> int:
        """How many folders are offered."""
        return self._model.rowCount()

    def only_folder_id(self) -> str:
        """Return the id of the one folder there is; "" for none or several."""
        return str(self._model.item(0).data(_ID_ROLE)) if self.count == 1 else ""

    @Slot()
    def open_list(self) -> None:
        """Offer all folders, whatever is typed."""
        if self.count:
            self.setFocus()
            self._completer.setCompletionPrefix("")
            self._completer.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by the arrow key; while it is open, Enter takes a name and means nothing else."""
        is_open = self._popup.isVisible()
        if event.key() == Qt.Key.Key_Down and self.count and not is_open:
            self.open_list()
            return
        if is_open and event.key() in _ENTER:
            self._take_only_match()
            event.ignore()  # the completer takes what is marked, and closes its list
            return
        super().keyPressEvent(event)

    def _take_only_match(self) -> None:
        """Mark the one name that fits what is typed, where none is marked."""
        if not self._popup.currentIndex().isValid() and self._completer.completionCount() == 1:
            self._popup.setCurrentIndex(self._popup.model().index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end of the line."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        self._list.adjustSize()
        self.setTextMargins(0, 0, 0 if self._list.isHidden() else self._list.width(), 0)
        right = self.width() - self._list.width() - look().metrics.gap(1)
        self._list.move(right, (self.height() - self._list.height()) // 2)
