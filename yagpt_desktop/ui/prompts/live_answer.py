"""The answer to an action while it is written: text, state, what a guard noticed, what went wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.text_task import ActionTask, ChunkState, Finding, TextRun
from yagpt_desktop.services.long_run import RunProgress, RunState
from yagpt_desktop.services.text_work import arrived_text, findings_of
from yagpt_desktop.ui.i18n import format_roubles
from yagpt_desktop.ui.texts.run_desk import RunDesk
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.error_banner import ErrorBanner
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.text_card import TextCard
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import details_of, error_text
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import waiting_text

_NOTHING_CAME: Final = frozenset({Finding.REFUSED, Finding.EMPTY})
_INCOMPLETE: Final = _NOTHING_CAME | {Finding.TRUNCATED}


class LiveAnswer(View):
    """Runs one task at a time on a desk that outlives it.

    Parts: :attr:`card`, whose foot takes buttons.

    Signals:
        state_changed(): It runs, or no longer; there is an answer, or none.
        finished(bool): The answer is whole; true where it may be used without a look at it.
        action_requested(ActionKind): Something that another page must do.
    """

    state_changed = Signal()
    finished = Signal(bool)
    action_requested = Signal(object)

    def __init__(self, object_name: str, desk: RunDesk) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._desk = desk
        self._wanted: tuple[ActionTask, str] | None = None
        self._last: tuple[ActionTask, str] | None = None
        self._is_mine = False
        self._part = ""
        self.card = TextCard(f"{object_name}-card")
        self._edit = PlainEdit(f"{object_name}-text")
        self._edit.setReadOnly(True)
        self.card.add_text(self._edit)
        self._head = plain_label(look="label")
        self._status = plain_label(f"{object_name}-status", look="small-text")
        self.card.head.addWidget(self._head)
        self.card.head.addStretch(1)
        self.card.head.addWidget(self._status)
        self.errors = ErrorBanner()
        self._notice = plain_label(f"{object_name}-notice", look="warning-text", wraps=True)
        self._notice.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.errors, self._notice):
            self._column.addWidget(part)
        self._column.addWidget(self.card, 1)
        self._connect()
        self._settle()

    def _connect(self) -> None:
        self.errors.action_requested.connect(self._on_error_action)
        self._desk.progressed.connect(self._on_progressed)
        self._desk.waiting.connect(self._on_waiting)
        self._desk.ended.connect(self._on_ended)
        self._desk.failed.connect(self._on_failed)

    @property
    def text(self) -> str:
        """What has come so far."""
        return self._edit.toPlainText()

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self._is_mine or self._wanted is not None

    def run(self, task: ActionTask, source: str) -> None:
        """Ask; what this or another view of the desk asked before is given up."""
        self._last = (task, source)
        self._edit.clear()
        self._notice.hide()
        self.errors.show_error(None)
        self._say(self.tr("The model is working…"))
        if self._desk.running:
            self._wanted, self._is_mine = self._last, False
            self._desk.stop()
        else:
            self._start(task, source)
        self.state_changed.emit()

    @Slot()
    def run_again(self) -> None:
        """Ask the same once more."""
        if self._last is not None and not self.running:
            self.run(*self._last)

    @Slot()
    def stop(self) -> None:
        """Stop; what has come stays."""
        self._wanted = None
        if self._is_mine:
            self._desk.stop()

    def show_part(self, text: str) -> None:
        """Say of what part of a text it is the answer."""
        self._part = text
        self._retranslate()

    def focus_text(self) -> None:
        """Give the keyboard to the answer."""
        self._edit.setFocus()

    def _start(self, task: ActionTask, source: str) -> None:
        self._wanted, self._is_mine = None, True
        self._desk.run(task, source)

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        if not self._is_mine or progress.state in {RunState.FINISHED, RunState.STOPPED}:
            return
        if progress.state is RunState.HELD and progress.error is not None:
            self._show_error(progress.error)
        self._fill(arrived_text(progress.run))

    @Slot(float, object)
    def _on_waiting(self, wait_s: float, error: YaGptError) -> None:
        if not self._is_mine:
            return
        if wait_s:
            self._say(waiting_text(wait_s))
        else:
            self._show_error(error)

    @Slot(object)
    def _on_ended(self, progress: RunProgress) -> None:
        if self._wanted is not None:
            self._start(*self._wanted)
        elif self._is_mine:
            self._is_mine = False
            self._show_end(progress)

    def _show_end(self, progress: RunProgress) -> None:
        run, is_stopped = progress.run, progress.state is RunState.STOPPED
        findings = findings_of(run)
        failed = sum(chunk.state is ChunkState.FAILED for chunk in run.chunks)
        is_void = failed == len(run.chunks) or (len(run.chunks) == 1 and _NOTHING_CAME.intersection(findings))
        self._fill("" if is_void else arrived_text(run) if is_stopped else run.result)
        notice = findings_text(findings)
        if progress.error is not None:
            self._show_error(progress.error)
        elif failed and not notice:
            notice = self.tr("%n part(s) of the text stay as they were: no answer came.", "", failed)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._say(self.tr("Stopped") if is_stopped else "" if is_void else self._done_words(run))
        self.state_changed.emit()
        if not is_stopped and not is_void:
            self.finished.emit(not failed and not _INCOMPLETE.intersection(findings))

    def _done_words(self, run: TextRun) -> str:
        if run.cost_roubles:
            return self.tr("Done · {price}").format(price=format_roubles(run.cost_roubles))
        return self.tr("Done")

    @Slot(object)
    def _on_failed(self, error: YaGptError) -> None:
        if self._is_mine:
            self._is_mine = self._desk.running
            self._show_error(error)
            self.state_changed.emit()

    def _show_error(self, error: YaGptError) -> None:
        self._say("")
        self.errors.show_error(error_text(error), details_of(error))

    @Slot(object)
    def _on_error_action(self, action: ActionKind) -> None:
        if action not in {ActionKind.RETRY, ActionKind.ASK_AGAIN}:
            self.action_requested.emit(action)
            return
        self.errors.show_error(None)
        if self._is_mine:
            self._desk.go_on()
        else:
            self.run_again()

    def _fill(self, text: str) -> None:
        """Show the answer; one that only grows is added to, so that a selection and the place stay."""
        old = self.text
        if old and text.startswith(old):
            cursor = type(self._edit.textCursor())(self._edit.document())
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(text[len(old) :])
        else:
            self._edit.put_text(text)

    def _say(self, text: str) -> None:
        self._status.setText(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._status, text))

    def _retranslate(self) -> None:
        self._head.setText(self._part or self.tr("Answer"))
        self._edit.setAccessibleName(self.tr("Answer"))
        self._edit.setPlaceholderText(self.tr("The answer appears here."))

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(2))
