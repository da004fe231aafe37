"""The list of changes, with the buttons of the chosen one inside its card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.view import View

from .card_heights import CardHeights
from .change_delegate import ChangeDelegate, buttons_height_px
from .change_model import AnyIndex, ChangeCard, ChangeModel


class CardButtons(View):
    """What can be done with the chosen change.

    Signals:
        accepted(): Take the new words.
        left(): Keep the old words.
        more_requested(): Show what else can be done.
    """

    accepted = Signal()
    left = Signal()
    more_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fix-card-buttons")
        self._accept = Button("fix-accept", icon_name="check")
        self._leave = Button("fix-reject", icon_name="close")
        self.more = IconButton("fix-more", "more")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._accept)
        row.addWidget(self._leave)
        row.addStretch(1)
        row.addWidget(self.more)
        self._row = row
        self._accept.clicked.connect(self.accepted)
        self._leave.clicked.connect(self.left)
        self.more.clicked.connect(self.more_requested)
        self._settle()

    def _retranslate(self) -> None:
        self._accept.setText(self.tr("Accept"))
        self._accept.setAccessibleName(self.tr("Accept this change"))
        self._leave.setText(self.tr("Leave"))
        self._leave.setAccessibleName(self.tr("Leave it as it was"))
        self.more.set_name(self.tr("More about this change"))

    def _restyle(self) -> None:
        self._row.setSpacing(look().metrics.gap(1))


class ChangeList(QListView):
    """One card for each change; the chosen one is read aloud when it changes.

    Signals:
        change_chosen(int): The person went to a change (its index).
    """

    change_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fix-changes")
        self.setProperty("look", "chats")
        # Qt lays the cards out at every setting below.
        self.buttons = CardButtons()
        self._showing = self._filling = False
        self._heights = CardHeights(self)
        self._heights.measured.connect(self._put_heights)
        self._cards = ChangeModel()
        self.setModel(self._cards)
        self.setItemDelegate(ChangeDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Not in batches: the place in view would be lost whenever another card becomes the chosen one.
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.buttons.setParent(self.viewport())
        self.buttons.hide()
        self.verticalScrollBar().valueChanged.connect(self._place_buttons)
        self._cards.dataChanged.connect(self._place_buttons)

    @property
    def current(self) -> int:
        """The chosen change; -1 for none."""
        row = self.currentIndex().row()
        return self._cards.cards[row].index if row >= 0 else -1

    def show_cards(self, cards: Sequence[ChangeCard], current: int) -> None:
        """Show cards; ``current`` is the chosen change, -1 for none."""
        # Rows that go take the chosen one with them, before the others have their places.
        self._filling = True
        self._cards.show_cards(cards)
        self._filling = False
        self._tell_heights(self._heights.take(self._cards.cards), is_all=True)
        self.show_current(current)

    def _fit_rows(self, rows: set[int]) -> None:
        known = [row for row in rows if 0 <= row < len(self._cards.cards)]
        self._put_heights({row: self._heights.height_px(row) for row in known})

    @Slot(object)
    def _put_heights(self, heights_px: dict[int, int]) -> None:
        self._tell_heights(heights_px, is_all=False)

    def _tell_heights(self, heights_px: dict[int, int], *, is_all: bool) -> None:
        """Have the rows laid out whose heights are other than before."""
        row = self.currentIndex().row()
        if row in heights_px:
            heights_px[row] += buttons_height_px()
        told = self._cards.heights_px()
        other = {row: px for row, px in heights_px.items() if told.get(row) != px}
        if other or is_all:
            self._cards.put_heights(other)
            self.scheduleDelayedItemsLayout()

    def show_current(self, change: int) -> None:
        """Choose a change without telling of it."""
        row = self._cards.row_of(change)
        index = QModelIndex() if row is None else self._cards.index(row, 0)
        if index == self.currentIndex():
            self._place_buttons()
            return
        self._showing = True
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._showing = False
        if index.isValid():
            self.scrollTo(index)
            self._announce(index)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Make the chosen card higher and put the buttons into it."""
        super().currentChanged(current, previous)
        if self._filling:
            return
        self._fit_rows({previous.row(), current.row()})
        if current.isValid() and not self._showing:
            self.change_chosen.emit(self._cards.cards[current.row()].index)

    def doItemsLayout(self) -> None:
        """Put the buttons where the chosen card is now."""
        super().doItemsLayout()
        self._place_buttons()

    def updateGeometries(self) -> None:
        """Follow the cards."""
        super().updateGeometries()
        self._place_buttons()

    @Slot()
    def _place_buttons(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.buttons.hide()
            return
        gap = look().metrics.gap
        card = self.visualRect(index)
        height_px = buttons_height_px() - gap(1)
        self.buttons.setGeometry(
            card.left() + gap(3),
            card.bottom() - gap(4) - height_px,
            card.width() - gap(6),
            height_px,
        )
        self.buttons.show()

    def _announce(self, index: QModelIndex) -> None:
        if QAccessible.isActive() and not self.hasFocus():
            text = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, Delete leaves; the rest as in every list."""
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_bare:
            self.buttons.accepted.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and is_bare:
            self.buttons.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words may wrap otherwise."""
        super().resizeEvent(event)
        self._measure_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another look."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_heights"):
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._tell_heights(self._heights.measure_for(self.font(), self.viewport().width()), is_all=True)
