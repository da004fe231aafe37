"""How big the next request is, what it costs, and what of the chat it still tells the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import TokenCount, Usage
from yagpt_desktop.domain.settings import BeyondMemory, Settings
from yagpt_desktop.services.context import ContextPlan, RequestSize, plan_context, summary_of
from yagpt_desktop.services.conversation import question
from yagpt_desktop.services.models import cost_roubles
from yagpt_desktop.services.summary import SummaryTask, plan_summary
from yagpt_desktop.services.token_count import estimate_tokens
from yagpt_desktop.ui.settings_hub import SettingsHub

from .attachments import Attachments
from .chat_page import ChatPage
from .conversation import Conversation
from .request_preview import RequestPreview


class SizeMeter(QObject):
    """Estimates here, without asking the service: what is being written stays on this computer.

    Signals:
        memory_moved(str): The model's memory begins at this message (id); "" where it holds the whole chat.
        forgetting(int, SummaryTask | None): How many messages the next question leaves out, and what would
            sum them up.
    """

    memory_moved = Signal(str)
    forgetting = Signal(int, object)

    def __init__(
        self,
        page: ChatPage,
        hub: SettingsHub,
        attachments: Attachments,
        in_view: Callable[[], Conversation],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._hub = hub
        self._attachments = attachments
        self._in_view = in_view
        self._told: ContextPlan | None = None
        page.composer.preview_requested.connect(self._on_preview)
        attachments.changed.connect(self.on_written)

    @property
    def conversation(self) -> Conversation:
        """The conversation that is measured: the one in view."""
        return self._in_view()

    @property
    def settings(self) -> Settings:
        """What the conversation is asked with."""
        return self._in_view().settings_over(self._hub.settings)

    @property
    def role_text(self) -> str:
        """The system prompt that is told: the chat's own, or its folder's."""
        return self._in_view().role_for(self._page.options.roles.text())

    @property
    def written(self) -> str:
        """The text in the composer."""
        return self._page.composer.text()

    @Slot()
    def on_path(self) -> None:
        """Take note of another conversation, path, role or model."""
        self._told = None
        self.on_written()

    @Slot()
    def on_written(self) -> None:
        """Take note of another text in the composer."""
        own_text = self._page.options.roles.text()
        self._page.options.roles.show_size(TokenCount(estimate_tokens(own_text), exact=False))
        written = self._written()
        conversation = self._in_view()
        told = self._path_plan(conversation)
        at = conversation.messages[told.first].id if told.first < len(conversation.messages) else ""
        self.memory_moved.emit(at if told.first else "")
        plan = self._with_written(told, written)
        self._page.composer.show_size(self._size(plan) if written else None)
        self.forgetting.emit(plan.left_out, self._task(written) if plan.left_out else None)

    def _with_written(self, told: ContextPlan, written: str) -> ContextPlan:
        """Only a text that makes the chat too long has the whole path looked through again."""
        tokens = told.tokens + estimate_tokens(written)
        if told.limit_tokens is None or tokens <= told.limit_tokens:
            return replace(told, tokens=tokens)
        return self._plan(self._in_view(), written)

    def _size(self, plan: ContextPlan) -> RequestSize:
        settings = self.settings
        cost = cost_roubles(settings.model, Usage(input_tokens=plan.tokens), deferred=settings.deferred)
        tokens = TokenCount(plan.tokens, exact=False)
        return RequestSize(tokens, plan.limit_tokens, plan.left_out, cost, plan.summarised)

    def _task(self, written: str) -> SummaryTask | None:
        conversation = self._in_view()
        summary = summary_of(conversation.chat)
        return plan_summary(self.settings, self.role_text, conversation.messages, written, summary)

    def _path_plan(self, conversation: Conversation) -> ContextPlan:
        if self._told is None or conversation.answering:
            self._told = self._plan(conversation, "")
        return self._told

    def _plan(self, conversation: Conversation, written: str) -> ContextPlan:
        summary = summary_of(conversation.chat)
        return plan_context(self.settings, self.role_text, conversation.messages, written, summary)

    def _written(self) -> str:
        text, files = self._page.composer.text(), self._attachments.files
        return question(text, files).text if text.strip() or files else ""

    def cost_roubles(self) -> float | None:
        """Return what sending the written text will cost at least; None where no price is known."""
        told, written = self._path_plan(self._in_view()), self._written()
        plan = self._with_written(told, written)
        sums_up = plan.left_out and self._hub.settings.beyond_memory is BeyondMemory.SUMMARISE
        return self._with(plan, self._task(written) if sums_up else None)

    def cost_of(self, path: Sequence[ChatMessage], settings: Settings) -> float | None:
        """Return what telling the model a path, which ends with a question, will cost at least."""
        role_text, summary = self.role_text, summary_of(self._in_view().chat)
        plan = plan_context(settings, role_text, path, "", summary)
        sums_up = plan.left_out and settings.beyond_memory is BeyondMemory.SUMMARISE
        return self._with(plan, plan_summary(settings, role_text, path, "", summary) if sums_up else None)

    def _with(self, plan: ContextPlan, task: SummaryTask | None) -> float | None:
        cost = self._size(plan).cost_roubles
        return cost if cost is None or task is None else cost + (task.cost_roubles or 0)

    @Slot()
    def _on_preview(self) -> None:
        plan = self._plan(self._in_view(), self._written())
        RequestPreview(plan, self._size(plan).cost_roubles, self._page).open()
