"""The bar that looks for words in the conversation."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from yagpt_desktop.ui.i18n import format_count
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.finding import FindState
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View, set_look_property

_SPOKEN_AFTER_MS = 500
_COUNT_STEPS = 24


class _FindEdit(QLineEdit):
    """A line whose keys walk through what is found.

    Signals:
        walked(int): To the next match (1) or to the one before (-1).
        left(): The person has found enough.
    """

    walked = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by Enter and the arrows, leave by Escape; all else is for the line."""
        key = Qt.Key(event.key())
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.walked.emit(-1 if is_back else 1)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.walked.emit(1 if key is Qt.Key.Key_Down else -1)
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(View):
    """Asks what to look for, shows how much was found and leads from match to match.

    Signals:
        query_changed(str): Something else is to be looked for.
        next_requested(): The next match is to come into view.
        previous_requested(): The match before.
        close_requested(): The person has found enough.
    """

    query_changed = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="header")
        self.setObjectName("find-bar")
        self.edit = _FindEdit()
        self.edit.setObjectName("find-text")
        self._count = plain_label("find-count", look="small")
        self._previous = IconButton("find-previous", "chevron-up")
        self._next = IconButton("find-next", "chevron-down")
        self._close = IconButton("find-close", "close")
        self._state = FindState()
        self._context = ""
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.edit, 1)
        for part in (self._count, self._previous, self._next, self._close):
            self._row.addWidget(part)
        self._speaking = QTimer(self, singleShot=True, interval=_SPOKEN_AFTER_MS)
        self._speaking.timeout.connect(self._speak)
        self._connect()
        self._settle()
        self.show_state(self._state)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self.query_changed)
        self.edit.walked.connect(self._on_walked)
        self.edit.left.connect(self.close_requested)
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self._close.clicked.connect(self.close_requested)

    def begin(self, words: str = "") -> None:
        """Take the keyboard; with ``words`` look for them, else offer what was looked for before."""
        self.show()
        if words:
            self.edit.setText(words)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def keep_column(self, side_px: int) -> None:
        """Stand above the column of the conversation, which leaves ``side_px`` on both sides."""
        gap = look().metrics.gap
        self._row.setContentsMargins(side_px, gap(2), side_px, gap(2))

    def query(self) -> str:
        """Return what is to be looked for."""
        return self.edit.text()

    def show_state(self, state: FindState, context: str = "") -> None:
        """Show how much was found; ``context`` is read out with it."""
        self._state, self._context = state, context
        self._count.setText(self._count_text())
        for button in (self._previous, self._next):
            button.setEnabled(state.total > 0)
        is_vain = state.is_asked and state.is_complete and not state.total
        set_look_property(self._count, "look", "wrong" if is_vain else "small")
        if self.isVisible() and state.is_asked:
            self._speaking.start()

    def _count_text(self) -> str:
        state = self._state
        if not state.is_asked:
            return ""
        total = format_count(state.total)
        if not state.is_complete:
            return self.tr("searching… {total}").format(total=total)
        if not state.total:
            return self.tr("nothing found")
        if not state.current:
            return self.tr("%n match(es)", "", state.total)
        return self.tr("{current} of {total}").format(current=format_count(state.current), total=total)

    @Slot(int)
    def _on_walked(self, step: int) -> None:
        if step > 0:
            self.next_requested.emit()
        else:
            self.previous_requested.emit()

    @Slot()
    def _speak(self) -> None:
        """Say the count once it stands still, not with every letter."""
        if self._state.is_complete and self.isVisible():
            said = ". ".join(part for part in (self._count_text(), self._context) if part)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._count, said))

    def _retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("Find in the chat"))
        self.edit.setAccessibleName(self.tr("Find in the chat"))
        self._previous.set_name(self.tr("Previous match (Shift+Enter)"))
        self._next.set_name(self.tr("Next match (Enter)"))
        self._close.set_name(self.tr("Close the search (Esc)"))
        self.setAccessibleName(self.tr("Find in the chat"))
        self._count.setText(self._count_text())

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setSpacing(gap(1))
        self.keep_column(gap(4))
        self.edit.setMinimumWidth(gap(20))
        self._count.setMinimumWidth(gap(_COUNT_STEPS))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
