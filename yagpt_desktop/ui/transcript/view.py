"""The conversation as a widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.theme.look import Look, look
from yagpt_desktop.ui.theme.tokens import PLAIN, Tokens
from yagpt_desktop.ui.words.status_words import state_text

from .accessible import Accessibility
from .acting import Acting
from .column import Column, Spot
from .copier import Copier
from .copying import selected_data
from .finding import Finding
from .foot import Action
from .formulas import Formulas
from .ink import Ink
from .input_area import InputArea
from .menu import menu_for
from .overlays import Overlays
from .painting import Scene, paint
from .pointing import Pointing
from .scrolling import Arrangement, ScrollOwner
from .selection import Point, Selection
from .steering import Steering
from .wording import foot_words, memory_words, painted_words, spoken_words

_LOOK_EVENTS = frozenset({QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange})
_MARGIN_STEPS = 5


class TranscriptView(InputArea):
    """Shows the messages of one chat, however many and however long.  GUI thread.

    It keeps nothing but what it was given, and never opens, loads or saves anything.

    Signals:
        resume_requested(str): The answer with this id broke off and is to go on.
        repeat_requested(str): The answer with this id is to be asked for again.
        compare_requested(str): Another model is to answer beside the answer with this id.
        edit_requested(str): The message with this id is to be changed.
        version_requested(str, int): Another version of the message is to be shown, counted from 1.
        link_activated(str, str): A link was pressed: its address, unchecked, and its words.
        quote_requested(str): This text is to be quoted in the composer.
        fork_requested(str): A new chat is to begin with everything up to the message with this id.
        delete_requested(str): The message with this id is to go, with all that follows it.
    """

    resume_requested = Signal(str)
    repeat_requested = Signal(str)
    compare_requested = Signal(str)
    edit_requested = Signal(str)
    version_requested = Signal(str, int)
    link_activated = Signal(str, str)
    quote_requested = Signal(str)
    fork_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self._seen_look = look()
        self._look: Look = self._seen_look
        self._formulas = Formulas(self)
        self._formulas.drawn.connect(self._on_formulas_drawn)
        self.column = Column(Ink(self._look, self.font()), self._formulas)
        self.owner = ScrollOwner(self.column)
        self.selection = Selection()
        self.scene = Scene(self.column, self.selection, painted_words(), foot_words())
        self._facts: dict[str, str] = {}
        self.scene.facts = self._facts
        self._is_stale = True
        self._is_ours = False
        self._over = Overlays(self)
        self._over.pill.clicked.connect(self.scroll_to_latest)
        self.reader = Accessibility(self, self, spoken_words())
        self.copier = Copier(self.scene, self.viewport().update, self)
        self.pointing = Pointing(self, self)
        self.steering = Steering(self)
        self.finding = Finding(self, self)
        self._acting = Acting(self, self._asks(), self.version_requested.emit, self.quote_requested.emit)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_idle)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._retranslate()
        self._over.dress(self._look)

    def _asks(self) -> dict[Action, Callable[[str], object]]:
        asked = {
            Action.CONTINUE: self.resume_requested,
            Action.REPEAT: self.repeat_requested,
            Action.COMPARE: self.compare_requested,
            Action.EDIT: self.edit_requested,
            Action.FORK: self.fork_requested,
            Action.DELETE: self.delete_requested,
        }
        return {action: signal.emit for action, signal in asked.items()}

    # What is shown

    @Slot(object)
    def show_messages(self, messages: Sequence[ChatMessage]) -> None:
        """Show other messages, from their end."""
        self._facts.clear()
        self.selection.clear()
        self.scene.marked = self.scene.stop = None
        self.column.reset(messages)
        self.reader.rows_changed()
        self._show_activity_of_last()
        self.owner.follow()
        self.finding.rows_reset()
        self._changed()

    @Slot(object)
    def show_path(self, messages: Sequence[ChatMessage]) -> None:
        """Show another path through the same chat: what both begin with stays where it is."""
        kept = self.column.shared_rows(messages)
        if not kept:
            self.show_messages(messages)
            return
        self.owner.hold()
        self._keep(kept)
        for number, message in enumerate(messages):
            if number >= kept:
                self.column.append(message)
            elif message != self.column.rows.message(number):
                self.column.replace(number, message)
        self.reader.rows_changed()
        self._show_activity_of_last()

    @Slot(object)
    def append(self, message: ChatMessage) -> None:
        """Add a message; a person's own brings the view to the end."""
        self.column.append(message)
        self.reader.rows_changed()
        if message.role is Role.USER:
            self.owner.follow()
        self._show_activity_of_last()
        self.finding.rows_changed(len(self.column.rows) - 1)
        self._changed()

    @Slot(object)
    def update_message(self, message: ChatMessage) -> None:
        """Show another text or state of a message; costs what differs.  An unknown message is ignored."""
        number = self.column.row_of(message.id)
        if number is None:
            return
        self.column.replace(number, message)
        if number == len(self.column.rows) - 1:
            self._show_activity_of_last()
        self.finding.rows_changed(number)
        self._changed()

    @Slot(str)
    def remove_after(self, message_id: str) -> None:
        """Drop all messages below this one."""
        number = self.column.row_of(message_id)
        if number is not None:
            self._keep(number + 1)

    def _keep(self, count: int) -> None:
        self.column.truncate(count)
        self.reader.rows_changed()
        self.selection.keep_rows(count)
        if self.scene.marked is not None and self.scene.marked >= count:
            self.scene.marked = self.scene.stop = None
        self._show_activity_of_last()
        self.finding.rows_changed(count)
        self._changed()

    @Slot(str)
    def set_activity(self, text: str) -> None:
        """Put words under the growing answer; they go by themselves when it is complete."""
        self._over.status.setText(text)
        self._show_activity_of_last()
        self._changed()

    @Slot(str, str)
    def set_meta(self, message_id: str, text: str) -> None:
        """Put the facts about a message into the line under it."""
        if self._facts.get(message_id) != text:
            self._facts[message_id] = text
            self.viewport().update()

    @Slot(str)
    def set_memory(self, message_id: str) -> None:
        """Draw the line with which the model's memory begins; "" for none."""
        if self.scene.memory_id != message_id:
            self.scene.memory_id, self.scene.memory_words = message_id, memory_words()
            self.viewport().update()

    @Slot()
    def scroll_to_latest(self) -> None:
        """Go to the end and follow it."""
        self.owner.follow()
        self._changed()

    def set_tokens(self, tokens: Tokens) -> None:
        """Paint in other colours."""
        self._take_look(Look(tokens, self._look.metrics, self._look.reduced_motion))

    def set_zoom(self, percent: int) -> None:
        """Paint in another size."""
        self._take_look(Look(self._look.tokens, PLAIN.scaled(percent), self._look.reduced_motion))

    # What a person does with it

    def act(self, action: Action, number: int) -> None:
        """Do what was pressed under a message."""
        self._acting.act(action, number)

    def activate_link(self, href: str, words: str) -> None:
        """Say that a link was pressed."""
        self.link_activated.emit(href, words)

    @Slot()
    def copy(self) -> None:
        """Copy what is selected: as plain text, as HTML and as Markdown."""
        self.copier.selection()

    def selected_text(self) -> str:
        """Return what is selected as plain text."""
        return "" if self.selection.is_empty else selected_data(self.column, self.selection).text()

    @Slot()
    def select_all(self) -> None:
        """Select the whole conversation."""
        rows = self.column.rows
        if rows:
            self.selection.select(Point(0, 0), Point(len(rows) - 1, len(rows[-1].text)))
            self.viewport().update()

    def mark(self, number: int | None) -> None:
        """Move the keyboard's attention to a message, and the view to it where it is out of sight."""
        self.scene.marked, self.scene.stop = number, None
        if number is not None:
            self.reader.marked(number)
            top, height = self.column.top_of(number), self.column.height_of(number)
            seen = self.scene.arrangement.top
            if top < seen or top + height > seen + self.viewport().height():
                self.owner.go_to_spot(Spot(number, 0, -self.column.rows[number].top_px))
        self._changed()

    # How it comes to be painted

    def refresh(self) -> None:
        """Lay out and paint anew: what is in view has changed, or where it is."""
        self._changed()

    def arranged(self) -> Arrangement:
        """Return what is in view, laid out."""
        if self._is_stale:
            self._arrange()
        return self.scene.arrangement

    def _changed(self) -> None:
        if not self._is_stale:
            self._is_stale = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self.viewport().update()

    def _arrange(self) -> None:
        self._is_stale = False
        ink = self.column.ink
        width = min(ink.metrics.column_px, self.viewport().width()) - 2 * ink.gap(_MARGIN_STEPS)
        self.column.set_sheet(ink, max(width, ink.gap(30)))
        view_px = self.viewport().height()
        scene = self.scene
        scene.left = max((self.viewport().width() - self.column.width_px) // 2, 0)
        scene.arrangement = self.owner.arrange(view_px)
        scene.feet = self.scene.feet_with(self.pointing.row, self.scene.marked)
        self._move_bar(scene.arrangement, view_px)
        if self.column.rows:
            self._over.place_status(scene.foot_rect(len(self.column.rows) - 1))
        below_px = scene.arrangement.total - scene.arrangement.top - view_px
        self._over.place_pill(self.viewport().geometry(), self._look, is_far=below_px > ink.line_px)

    def _move_bar(self, arrangement: Arrangement, view_px: int) -> None:
        bar = self.verticalScrollBar()
        self._is_ours = True
        bar.setPageStep(view_px)
        bar.setSingleStep(self.column.ink.line_px)
        bar.setRange(0, max(arrangement.total - view_px, 0))
        bar.setValue(arrangement.top)
        self._is_ours = False

    def refresh_feet(self) -> None:
        """Show the lines under the messages that the pointer or the keyboard is at."""
        self.scene.feet = self.scene.feet_with(self.pointing.row, self.scene.marked)
        self.viewport().update()

    def _show_activity_of_last(self) -> None:
        rows = self.column.rows
        is_growing = bool(rows) and rows[-1].is_streaming
        self._over.show_activity(is_growing=is_growing)
        growing = rows[-1].message.id if is_growing else ""
        ending = state_text(rows[-1].message) if rows else ""
        self.reader.answer_grows(
            growing, self.tr("The answer begins"), ending or self.tr("The answer is complete")
        )

    def _take_look(self, new: Look) -> None:
        if new != self._look:
            self._look = new
            self.column.set_sheet(Ink(new, self.font()), self.column.width_px)
            self._over.dress(self._look)
            self._changed()

    def _retranslate(self) -> None:
        self.scene.words, self.scene.foot_words = painted_words(), foot_words()
        self.scene.memory_words = memory_words()
        self._over.pill.setText(self.tr("To the latest"))
        self.reader.speak(spoken_words())
        self.setAccessibleName(self.tr("Conversation"))

    # Qt

    @Slot()
    def _on_idle(self) -> None:
        if self.column.refine():
            self._changed()

    @Slot()
    def _on_formulas_drawn(self) -> None:
        self._changed()

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        if not self._is_ours:
            self.owner.go_to(value, self.viewport().height())
            self._is_stale = True
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Lay out before the next painting."""
        if event.type() == QEvent.Type.LayoutRequest and self._is_stale and self.isVisible():
            self._arrange()
            self.viewport().update()
        return bool(super().event(event))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and look."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._changed()
        elif event.type() in _LOOK_EVENTS and look() != self._seen_look:
            self._seen_look = look()
            self._take_look(self._seen_look)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        self.arranged()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.column.ink.color("surface"))
        paint(painter, self.scene, event.rect())
        self.steering.paint(painter)
        painter.end()
        if self.column.is_rough and not self._later.isActive():
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size; the place that is read stays."""
        super().resizeEvent(event)
        self._changed()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Nothing: the scroll's owner moves the content."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        menu_for(self, self.pointing, event).popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the place of the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.mark(None)
