"""Has the model name a chat after its first answer, where the person switched that on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionRequest
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.models import cost_roubles
from yagpt_desktop.services.title import title_in, title_request, title_settings, titled_by_itself
from yagpt_desktop.workers.turn import Completed, Failed, Outcome, Turn, TurnRunner

log = logging.getLogger(__name__)


class TitleWriter(QObject):
    """Asks once, beside the chat; a failure changes nothing and is told to nobody: the old title is good.

    Signals:
        written(str, float | None): A title, "" where the answer held none, and what it cost.
    """

    written = Signal(str, object)

    def __init__(self, make_turn: Callable[[CompletionRequest, Settings], Turn], parent: QObject) -> None:
        super().__init__(parent)
        self._make_turn = make_turn
        self._model = ""
        self._runner = TurnRunner(self)
        self._runner.ended.connect(self._on_ended)

    def begin(self, chat: Chat, path: Sequence[ChatMessage], settings: Settings) -> None:
        """Ask for a title, if it is wished, has not been asked for, and the person gave none."""
        if not settings.titles_by_model or self._runner.running or not titled_by_itself(chat, path):
            return
        asked = title_settings(settings)
        self._model = asked.model
        self._runner.start(self._make_turn(title_request(asked, path), asked))

    @property
    def busy(self) -> bool:
        """Whether the model is being asked."""
        return self._runner.running

    def stop(self) -> None:
        """Do without; no effect where nothing is on its way."""
        self._runner.cancel()

    def shut_down(self) -> bool:
        """Stop and wait for the thread; True when it has left."""
        return self._runner.shut_down()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if isinstance(outcome, Completed):
            usage = outcome.update.usage
            cost = cost_roubles(self._model, usage) if usage.total_tokens else None
            self.written.emit(title_in(outcome.update), cost)
        elif isinstance(outcome, Failed):
            log.info("no title: %s", outcome.error.code)
