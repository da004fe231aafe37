"""The way to archive and trash, the way back, and what can be done with several chats."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.ui.chat.chat_action import ChatAction
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_label
from yagpt_desktop.ui.widgets.view import View

from .shelf import ICONS, Shelf, action_name, actions_on


class ShelfFoot(View):
    """Two quiet buttons under the chats.

    Signals:
        chosen(Shelf): Show the archive or the trash.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._archive = Button("show-archive", look="quiet", icon_name="archive", tone="muted")
        self._trash = Button("show-trash", look="quiet", icon_name="delete", tone="muted")
        self._row.addWidget(self._archive, 1)
        self._row.addWidget(self._trash, 1)
        self._archive.clicked.connect(self._on_archive)
        self._trash.clicked.connect(self._on_trash)
        self._settle()

    @Slot()
    def _on_archive(self) -> None:
        self.chosen.emit(Shelf.ARCHIVE)

    @Slot()
    def _on_trash(self) -> None:
        self.chosen.emit(Shelf.TRASH)

    def focus(self, shelf: Shelf) -> None:
        """Put the keyboard back where the person left from."""
        (self._trash if shelf is Shelf.TRASH else self._archive).setFocus()

    def _retranslate(self) -> None:
        for button, text in ((self._archive, self.tr("Archive")), (self._trash, self.tr("Trash"))):
            button.setText(text)
            button.setAccessibleName(text)

    def _restyle(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().metrics.gap(1))


class ShelfHead(View):
    """Says which shelf is in view; leads back, and empties the trash.

    Signals:
        left(): Back to the chats.
        empty_requested(): Remove everything in the trash for good.
    """

    left = Signal()
    empty_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shelf = Shelf.CHATS
        self._back = IconButton("shelf-back", "chevron-left")
        self._title = ElidedLabel("shelf-title", look="card-title")
        self._empty = Button("trash-empty", look="link")
        self._hint = plain_label("shelf-hint", look="hint", wraps=True)
        self._row = QHBoxLayout()
        self._row.addWidget(self._back)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._empty)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self._hint)
        self._back.clicked.connect(self.left)
        self._empty.clicked.connect(self.empty_requested)
        self._settle()

    def show_shelf(self, shelf: Shelf, *, is_empty: bool) -> None:
        """Name the shelf in view."""
        self._shelf = shelf
        self._empty.setVisible(shelf is Shelf.TRASH and not is_empty)
        self._retranslate()

    def focus(self) -> None:
        """Put the keyboard on the way back."""
        self._back.setFocus()

    def _retranslate(self) -> None:
        in_trash = self._shelf is Shelf.TRASH
        self._title.setText(self.tr("Trash") if in_trash else self.tr("Archive"))
        self._hint.setText(
            self.tr("Chats stay here for 30 days.")
            if in_trash
            else self.tr("These chats are not in the list, but search finds them.")
        )
        self._empty.setText(self.tr("Empty"))
        self._empty.setAccessibleName(self.tr("Empty the trash"))
        self._back.set_name(self.tr("Back to the chats"))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(0, 0, gap(1), 0)
        self._column.setSpacing(gap(1))
        self._row.setSpacing(gap(1))
        self._hint.setContentsMargins(gap(2.5), 0, 0, 0)


class SelectionBar(View):
    """Appears while several chats are chosen.

    Signals:
        action_chosen(ChatAction): Do this with all of them.
        cleared(): Choose none.
        move_requested(QPoint): Offer the folders at this place of the screen.
        tags_requested(): Change the tags of all of them.
    """

    action_chosen = Signal(object)
    cleared = Signal()
    move_requested = Signal(QPoint)
    tags_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="chip")
        self.setObjectName("selection-bar")
        self._count = 0
        self._text = ElidedLabel("selection-count", look="small-text")
        self._buttons = {action: IconButton(f"selection-{action}", ICONS[action]) for action in ChatAction}
        self._move = IconButton("selection-move", "folder")
        self._tags = IconButton("selection-tags", "tag")
        self._clear = IconButton("selection-clear", "close")
        self._column = QVBoxLayout(self)
        self._head, self._row = QHBoxLayout(), QHBoxLayout()
        self._column.addLayout(self._head)
        self._column.addLayout(self._row)
        self._head.addWidget(self._text, 1)
        self._head.addWidget(self._clear)
        for own in (self._move, self._tags):
            self._row.addWidget(own)
        for action, button in self._buttons.items():
            self._row.addWidget(button)
            button.setProperty("action", action.value)
            button.clicked.connect(self._on_button)
        self._row.addStretch(1)
        self._clear.clicked.connect(self.cleared)
        self._move.clicked.connect(self._on_move)
        self._tags.clicked.connect(self.tags_requested)
        self._settle()

    def show_selection(self, shelf: Shelf, chats: Sequence[Chat]) -> None:
        """Offer what can be done with these; one chat of the list has its own menu."""
        offered = actions_on(shelf, chats)
        for action, button in self._buttons.items():
            button.setVisible(action in offered)
        can_be_filed = shelf is not Shelf.TRASH and any(not chat.temporary for chat in chats)
        for own in (self._move, self._tags):
            own.setVisible(can_be_filed)
        told, self._count = self._count, len(chats)
        self._retranslate()
        self.setVisible(len(chats) > 1 or (shelf is Shelf.TRASH and bool(chats)))
        if self._count > 1 and told != self._count:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._text.text()))

    @Slot()
    def _on_move(self) -> None:
        self.move_requested.emit(self._move.mapToGlobal(QPoint(0, self._move.height())))

    @Slot()
    def _on_button(self) -> None:
        self.action_chosen.emit(ChatAction(str(self.sender().property("action"))))

    def _retranslate(self) -> None:
        self._text.setText(self.tr("%n chosen", "", self._count))
        for action, button in self._buttons.items():
            button.set_name(action_name(action))
        self._move.set_name(self.tr("Move to a folder"))
        self._tags.set_name(self.tr("Tags…"))
        self._clear.set_name(self.tr("Choose none"))
        self.setAccessibleName(self.tr("Chosen chats"))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(0, 0, 0, gap(0.5))
        self._column.setSpacing(0)
        self._head.setContentsMargins(gap(2.5), 0, gap(0.5), 0)
        self._row.setContentsMargins(gap(0.5), 0, gap(0.5), 0)
        self._row.setSpacing(0)
