"""Which tags one or several chats have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.tag import LONGEST_TAG, tag_key, tag_of, tags_of
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label

from .tag_delegate import TagDelegate

_TAG = Qt.ItemDataRole.UserRole
_ON, _OFF, _SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class TagLine(LineEdit):
    """The line for another tag.

    Signals:
        tag_entered(): Enter was pressed on something.
    """

    tag_entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the tag; on an empty line it is the dialog's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.text().strip():
            self.tag_entered.emit()
            return
        super().keyPressEvent(event)


class TagDialog(QDialog):
    """A tick for each tag, half a one where some of the chats have it; a line for others.

    Signals:
        decided(list[str], list[str]): The tags that all the chats get, and those that none keeps.
    """

    decided = Signal(object, object)

    def __init__(self, chats: Sequence[Chat], known: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("tags")
        self.setWindowTitle(self.tr("Tags"))
        self._line = TagLine("tag-line")
        self._line.setMaxLength(LONGEST_TAG)
        self._add = Button("tag-add")
        self._list = QListWidget()
        self._list.setObjectName("tag-list")
        self._list.setProperty("look", "popup")
        self._list.setItemDelegate(TagDelegate(self._list))
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._hint = plain_label("tag-hint", look="hint", wraps=True)
        self._save, self._cancel = Button("tags-save", look="primary"), Button("tags-cancel")
        self._arrange()
        self._name(len(chats))
        self._fill(chats, known)
        self._line.textChanged.connect(self._on_typed)
        self._line.tag_entered.connect(self._on_add)
        self._add.clicked.connect(self._on_add)
        self._list.itemChanged.connect(self._on_item)
        self._save.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._on_typed("")
        self._line.setFocus()

    def _arrange(self) -> None:
        gap = look().metrics.gap
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._line, 1)
        top.addWidget(self._add)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._hint)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        column.addLayout(foot)
        self._save.setDefault(True)
        for button in (self._add, self._cancel):
            button.setAutoDefault(False)
        resize_within_screen(self, gap(90), gap(95))

    def _name(self, count: int) -> None:
        self._hint.setText(self.tr("Tags of %n chat(s)", "", count))
        for button, text in (
            (self._add, self.tr("Add")),
            (self._save, self.tr("Save")),
            (self._cancel, self.tr("Cancel")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        self._add.setAccessibleName(self.tr("Add the tag"))
        self._line.set_name(self.tr("New tag"))
        self._line.setPlaceholderText(self.tr("New tag"))
        self._list.setAccessibleName(self.tr("Tags"))

    def _fill(self, chats: Sequence[Chat], known: Iterable[str]) -> None:
        counts = Counter(tag_key(tag) for chat in chats for tag in chat.tags)
        every = {tag_key(tag): tag for tag in (*(tag for chat in chats for tag in chat.tags), *known)}
        self._before: dict[str, Qt.CheckState] = {}
        for key in sorted(every):
            state = _OFF if not counts[key] else _ON if counts[key] == len(chats) else _SOME
            self._before[key] = state
            self._put(every[key], state)
        completer = QCompleter([every[key] for key in sorted(every)], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("tag-completion")
        popup.setProperty("look", "popup")
        completer.setPopup(popup)
        self._line.setCompleter(completer)

    def _put(self, tag: str, state: Qt.CheckState) -> QListWidgetItem:
        item = QListWidgetItem(tag)
        item.setData(_TAG, tag)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(state)
        self._list.addItem(item)
        return item

    @property
    def change(self) -> tuple[list[str], list[str]]:
        """The tags that all the chats get, and those that none keeps."""
        added, removed = [], []
        for item in self._items():
            tag = str(item.data(_TAG))
            before = self._before.get(tag_key(tag), _OFF)
            if item.checkState() is _ON and before is not _ON:
                added.append(tag)
            elif item.checkState() is _OFF and before is not _OFF:
                removed.append(tag)
        return added, removed

    def accept(self) -> None:
        """Tell what was decided; what stands in the line still is meant too."""
        self._on_add()
        added, removed = self.change
        super().accept()
        if added or removed:
            self.decided.emit(added, removed)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._add.setEnabled(bool(tag_of(text)))

    @Slot()
    def _on_add(self) -> None:
        """Tick what is typed; several tags are parted by commas."""
        for tag in tags_of(self._line.text().split(",")):
            there = (item for item in self._items() if tag_key(str(item.data(_TAG))) == tag_key(tag))
            item = next(there, None) or self._put(tag, _OFF)
            item.setCheckState(_ON)
            self._list.setCurrentItem(item)
        self._line.clear()

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self._list.setCurrentItem(item)
