"""What came of an action: the answer while it is written, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.text_task import ActionTask
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.texts.selection import selected_text
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.words.action import ActionKind

from .live_answer import LiveAnswer


class ResultDialog(QDialog):
    """Begins at once; closing it stops.

    Signals:
        copied(str): The answer is in the clipboard (the action's name).
        replace_requested(str): Put the answer in the place of the text.
        chat_requested(str, str): Go on in a new chat, with the text and the instruction.
        action_requested(ActionKind): Something that another page must do; the dialog has closed.
    """

    copied = Signal(str)
    replace_requested = Signal(str)
    chat_requested = Signal(str, str)
    action_requested = Signal(object)

    def __init__(
        self, task: ActionTask, source: str, desk: RunDesk, parent: QWidget, *, copies: bool
    ) -> None:
        """``copies`` puts a finished answer into the clipboard and closes, unless it must be looked at."""
        super().__init__(parent.window())
        self.setObjectName("action-result")
        self.setWindowTitle(plain_caption(task.name))
        self._task, self._source, self._copies = task, source, copies
        self.answer = LiveAnswer("action-answer", desk)
        self._stop = Button("action-stop", icon_name="stop")
        self._again = Button("action-again")
        self._chat = Button("action-chat", look="link")
        self._replace = Button("action-replace")
        self._copy = Button("action-copy", look="primary", icon_name="copy", tone="on_accent")
        self._close = Button("action-close")
        self._arrange()
        self._put_words()
        self._connect()
        self.answer.run(task, source)

    def _arrange(self) -> None:
        gap = look().metrics.gap
        foot = QHBoxLayout()
        foot.addWidget(self._chat)
        foot.addStretch(1)
        for button in (self._close, self._replace, self._copy):
            foot.addWidget(button)
        for button in (self._stop, self._again):
            self.answer.card.foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self.answer, 1)
        column.addLayout(foot)
        resize_within_screen(self, gap(170), gap(120))

    def _put_words(self) -> None:
        for button, text in (
            (self._stop, self.tr("Stop")),
            (self._again, self.tr("Ask again")),
            (self._chat, self.tr("Go on in a chat")),
            (self._replace, self.tr("Replace the text")),
            (self._copy, self.tr("Copy")),
            (self._close, self.tr("Close")),
        ):
            button.setText(text)
            button.setAccessibleName(text)

    def _connect(self) -> None:
        self._stop.clicked.connect(self.answer.stop)
        self._again.clicked.connect(self.answer.run_again)
        self._copy.clicked.connect(self._on_copy)
        self._replace.clicked.connect(self._on_replace)
        self._chat.clicked.connect(self._on_chat)
        self._close.clicked.connect(self.reject)
        self.answer.state_changed.connect(self._show_state)
        self.answer.finished.connect(self._on_finished)
        self.answer.action_requested.connect(self._on_action)
        self.finished.connect(self.deleteLater)

    def show_part(self, part: Span) -> None:
        """Say that it is about a part of the text."""
        self.answer.show_part(selected_text(part))
        words = self.tr("Replace the selected part")
        self._replace.setText(words)
        self._replace.setAccessibleName(words)

    @Slot()
    def _show_state(self) -> None:
        running, has_text = self.answer.running, bool(self.answer.text)
        self._stop.setVisible(running)
        self._again.setVisible(not running)
        ready = has_text and not running
        self._copy.setEnabled(ready)
        self._copy.set_icon("copy", "on_accent" if ready else "disabled")
        self._replace.setEnabled(ready)
        if ready and not self._copies:
            self._copy.setFocus()

    @Slot(bool)
    def _on_finished(self, usable: bool) -> None:
        if self._copies and usable:
            self._on_copy()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.answer.text)
        self.copied.emit(self._task.name)
        self.accept()

    @Slot()
    def _on_replace(self) -> None:
        self.replace_requested.emit(self.answer.text)
        self.accept()

    @Slot()
    def _on_chat(self) -> None:
        self.chat_requested.emit(self._source, self._task.instruction)
        self.accept()

    @Slot(object)
    def _on_action(self, action: ActionKind) -> None:
        self.reject()
        self.action_requested.emit(action)

    def done(self, result: int) -> None:
        """Stop before it closes."""
        self.answer.stop()
        super().done(result)
