"""What the person types into the result, taken in when the hands rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.services.review import Review
from yagpt_desktop.workers.comparing import Comparing

from .compared import Compared, edited_by_hand
from .result_edit import ResultEdit

_REST_MS: Final = 400


class HandEdits(QObject):
    """Compares what was typed with what was there, beside the GUI thread.

    Signals:
        edited(Compared): The person changed the result; what was decided meanwhile waits for this.
        failed(YaGptError): It could not be compared.
    """

    edited = Signal(object)
    failed = Signal(object)

    def __init__(self, field: ResultEdit, review: Callable[[], Review], parent: QObject) -> None:
        super().__init__(parent)
        self._field, self._review = field, review
        self._filling = self._comparing_now = False
        self._waiting: deque[Callable[[], object]] = deque()
        self._comparing = Comparing(self)
        self._comparing.compared.connect(self._on_compared)
        self._comparing.failed.connect(self._on_failed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._take)
        field.textChanged.connect(self._on_typed)

    @property
    def pending(self) -> bool:
        """Whether the field holds more than the review knows."""
        return self._rest.isActive() or self._comparing_now

    def show(self, text: str, *, editable: bool) -> None:
        """Show the result of a review, unless somebody is about to change it by hand."""
        if not self.pending:
            self._filling = True
            self._field.show_text(text)
            self._field.setReadOnly(not editable)
            self._filling = False

    def after(self, act: Callable[[], object]) -> None:
        """Do something as soon as nothing that was typed is unknown; at once where nothing is."""
        if not self.pending:
            act()
            return
        self._waiting.append(act)
        if self._rest.isActive() and not self._comparing_now:
            self._take()

    def forget(self) -> None:
        """Drop what was typed, and what waits for it."""
        self._rest.stop()
        self._comparing.forget()
        self._comparing_now = False
        self._waiting.clear()

    def shut_down(self) -> None:
        """Leave the thread."""
        self._rest.stop()
        self._comparing.shut_down()

    @Slot()
    def _on_typed(self) -> None:
        if not self._filling and not self._field.isReadOnly():
            self._rest.start()

    @Slot()
    def _take(self) -> None:
        self._rest.stop()
        if self._comparing_now:
            # The base of this edit is what comes of the one before.
            self._rest.start()
            return
        review = self._review()
        self._comparing_now = True
        text = _with_line_ends_of(review.result(), self._field.toPlainText())
        self._comparing.compare(partial(edited_by_hand, review.comparison, review.left(), text))

    @Slot(object)
    def _on_compared(self, edit: Compared) -> None:
        self._comparing_now = False
        if not self._rest.isActive():
            self._field.document().clearUndoRedoStacks()
        self.edited.emit(edit)
        self._go_on()

    @Slot(object)
    def _on_failed(self, error: YaGptError) -> None:
        self._comparing_now = False
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting and self._rest.isActive():
            self._take()
        while self._waiting and not self.pending:
            self._waiting.popleft()()


def _with_line_ends_of(result: str, typed: str) -> str:
    """A text field knows one sort of line end; a text of the other sort keeps its own."""
    ends = result.count("\r\n")
    return typed.replace("\n", "\r\n") if ends and ends == result.count("\n") else typed
