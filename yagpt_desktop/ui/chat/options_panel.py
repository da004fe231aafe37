"""Everything a request can be tuned by, at the right edge of the chat page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.chat import AnswerFacts
from yagpt_desktop.domain.completion import ReasoningMode, Transport
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.domain.saved_prompt import SavedPrompt
from yagpt_desktop.domain.settings import Settings, range_of
from yagpt_desktop.services.own_prompts import PromptLibrary, PromptUnfit
from yagpt_desktop.ui.i18n import format_count, format_roubles
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.fields import ComboBox, SpinBox
from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_label, plain_tool_tip
from yagpt_desktop.ui.widgets.scroll import plain_scroll
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.switch import Switch
from yagpt_desktop.ui.widgets.view import View

from .model_field import ModelField
from .role_editor import RoleEditor
from .temperature_field import TemperatureField

_TOKENS_STEP = 100


class OptionsPanel(View):
    """Shows a ``Settings`` and tells of every change with a new one.

    The system prompt is the chat's, not the settings': it comes and goes through :attr:`roles`.

    Signals:
        changed(Settings): The person changed something; all other fields are as shown last.
        close_requested(): The person closed the panel.
        folder_requested(str): The person wants to change the folder (id) of the chat in view.
    """

    changed = Signal(object)
    close_requested = Signal()
    folder_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, look="side-panel")
        self.setObjectName("options-panel")
        self._settings = Settings()
        self.roles = RoleEditor()
        self.model = ModelField()
        self._temperature = TemperatureField()
        self._max_tokens = SpinBox("max-tokens")
        self._stream = Switch("stream")
        self._deferred = Switch("deferred")
        self._reasoning = ComboBox("reasoning")
        self._transport = SegmentedControl("transport", [way.value for way in Transport])
        self._close = IconButton("options-close", "close")
        self._folder: Folder | None = None
        self._owner = ElidedLabel("options-owner", look="card-title")
        self._owner_hint = plain_label("options-owner-hint", look="hint", wraps=True)
        self._edit_folder = Button("options-folder-edit", look="link")
        self._names = {
            name: plain_label(look="label", wraps=True)
            for name in ("max_tokens", "stream", "deferred", "reasoning", "transport")
        }
        self._deferred_hint = plain_label("deferred-hint", look="hint", wraps=True)
        self._reasoning_hint = plain_label("reasoning-hint", look="hint", wraps=True)
        self._facts = plain_label("last-answer", look="hint", wraps=True)
        self._answer: AnswerFacts | None = None
        self._sums = Spending()
        self._set_up()
        self._arrange()
        self._connect()
        self._settle()
        self.show_settings(self._settings)

    def _set_up(self) -> None:
        bounds = range_of("max_tokens")
        # One below the least is the place of "by default".
        self._max_tokens.setRange(round(bounds.low) - 1, round(bounds.high))
        self._max_tokens.setSingleStep(_TOKENS_STEP)
        for mode in ReasoningMode:
            self._reasoning.addItem("", mode)
        buddies = {
            "max_tokens": self._max_tokens,
            "stream": self._stream,
            "deferred": self._deferred,
            "reasoning": self._reasoning,
            "transport": self._transport,
        }
        for name, control in buddies.items():
            self._names[name].setBuddy(control)

    def _arrange(self) -> None:
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.addLayout(self._owner_block())
        self._column.addWidget(self.roles)
        self._column.addWidget(self.model)
        self._column.addWidget(self._temperature)
        self._rows = [
            self._add_row("max_tokens", self._max_tokens),
            self._add_row("stream", self._stream),
            self._add_row("deferred", self._deferred, self._deferred_hint),
            self._add_row("reasoning", self._reasoning, self._reasoning_hint),
            self._add_row("transport", self._transport),
        ]
        self._column.addStretch(1)
        self._column.addWidget(self._facts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(plain_scroll("options-scroll", self._content))
        self._close.setParent(self)

    def _owner_block(self) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addWidget(self._owner)
        block.addWidget(self._owner_hint)
        block.addWidget(self._edit_folder, 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _add_row(self, name: str, control: QWidget, hint: QWidget | None = None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._names[name], 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addLayout(row)
        if hint is not None:
            block.addWidget(hint)
        self._column.addLayout(block)
        return row

    def _connect(self) -> None:
        self.roles.saved.connect(self._on_role_saved)
        self.roles.deleted.connect(self._on_role_deleted)
        self.model.changed.connect(self.choose_model)
        self._temperature.changed.connect(self._on_temperature)
        self._max_tokens.valueChanged.connect(self._on_max_tokens)
        self._stream.flipped.connect(self._on_stream)
        self._deferred.flipped.connect(self._on_deferred)
        self._reasoning.activated.connect(self._on_reasoning)
        self._transport.chosen.connect(self._on_transport)
        self._close.clicked.connect(self.close_requested)
        self._edit_folder.clicked.connect(self._on_edit_folder)

    def show_settings(self, settings: Settings) -> None:
        """Show settings without telling of a change."""
        self._settings = settings
        self.roles.show_saved(settings.saved_roles)
        self.model.show_model(settings.model)
        self._temperature.show_value(settings.temperature)
        with QSignalBlocker(self._max_tokens):
            self._max_tokens.setValue(settings.max_tokens or self._max_tokens.minimum())
        self._transport.choose(settings.transport.value)
        self._reasoning.setCurrentIndex(self._reasoning.findData(settings.reasoning))
        self._show_dependent()

    def show_folder(self, folder: Folder | None) -> None:
        """Say whose options are shown: those of the chat's folder, or the settings'."""
        self._folder = folder
        self._name_owner()

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """Replace the models on offer."""
        self.model.show_models(models)
        self._show_dependent()

    def show_last_answer(self, facts: AnswerFacts | None) -> None:
        """Show tokens and model version of the last answer; None for none."""
        self._answer = facts
        self._facts.setText(self._facts_text())
        self._facts.setVisible(bool(self._facts.text()))

    @Slot(object)
    def show_spending(self, sums: Spending) -> None:
        """Show what this chat and this month have cost."""
        self._sums = sums
        self.show_last_answer(self._answer)

    def show_close_button(self, *, shown: bool) -> None:
        """Offer to close the panel where it lies over the conversation."""
        self._close.setVisible(shown)
        self._close.raise_()

    @Slot()
    def _on_edit_folder(self) -> None:
        if self._folder is not None:
            self.folder_requested.emit(self._folder.id)

    @Slot(str)
    def choose_model(self, model: str) -> None:
        """Take a model, as the field does."""
        self._put(model=model)

    def _put(self, **fields: Any) -> None:
        new = replace(self._settings, **fields)
        if new != self._settings:
            self.show_settings(new)
            self.changed.emit(new)

    @Slot(object)
    def _on_temperature(self, value: float | None) -> None:
        self._put(temperature=value)

    @Slot(int)
    def _on_max_tokens(self, value: int) -> None:
        self._put(max_tokens=value if value > self._max_tokens.minimum() else None)

    @Slot(bool)
    def _on_stream(self, on: bool) -> None:
        self._put(stream=on)

    @Slot(bool)
    def _on_deferred(self, on: bool) -> None:
        self._put(deferred=on)

    @Slot(int)
    def _on_reasoning(self, place: int) -> None:
        self._put(reasoning=ReasoningMode(self._reasoning.itemData(place)))

    @Slot(str)
    def _on_transport(self, value: str) -> None:
        self._put(transport=Transport(value))

    @Slot(object)
    def _on_role_saved(self, role: SavedPrompt) -> None:
        library = PromptLibrary(self._settings.saved_prompts)
        with suppress(PromptUnfit):  # the library is full: the text stays with its chat
            self._put(saved_prompts=library.keep_role(role.name, role.text).prompts)
        self.roles.show_saved(self._settings.saved_roles)

    @Slot(object)
    def _on_role_deleted(self, role: SavedPrompt) -> None:
        self._put(saved_prompts=PromptLibrary(self._settings.saved_prompts).remove(role.id).prompts)

    def _show_dependent(self) -> None:
        """Show what one choice means for another: a deferred answer is never streamed."""
        info = self.model.info
        deferrable = info is None or info.deferred
        deferred = self._settings.deferred and deferrable
        self._deferred.setEnabled(deferrable)
        self._deferred.show_on(on=deferred)
        self._stream.setEnabled(not deferred)
        self._stream.show_on(on=self._settings.stream and not deferred)
        thinks = info is None or info.reasoning
        self._reasoning.setEnabled(thinks)
        if not thinks:
            self._reasoning.setCurrentIndex(self._reasoning.findData(ReasoningMode.DISABLED))
        self._put_hints()

    def _name_owner(self) -> None:
        folder = self._folder
        has_own = folder is not None and not folder.options.is_empty
        if folder is None:
            owner, hint = self.tr("Options of all chats"), ""
        elif has_own:
            owner = self.tr("Options of the folder “{name}”").format(name=folder.name)
            hint = self.tr("They are in force for all chats of the folder.")
        else:
            owner = self.tr("Options of all chats")
            hint = self.tr("The folder “{name}” has no options of its own.").format(name=folder.name)
        self._owner.setText(owner)
        self._owner_hint.setText(hint)
        self._owner_hint.setVisible(bool(hint))
        self._edit_folder.setText(self.tr("Set up the folder…"))
        self._edit_folder.setAccessibleName(self.tr("Set up the folder…"))
        self._edit_folder.setHidden(folder is None)

    def _put_hints(self) -> None:
        deferrable, thinks = self._deferred.isEnabled(), self._reasoning.isEnabled()
        self._deferred_hint.setText(
            self.tr("cheaper; comes later, and not piece by piece")
            if deferrable
            else self.tr("this model answers at once only")
        )
        self._reasoning_hint.setText("" if thinks else self.tr("this model does not reason"))
        self._reasoning_hint.setHidden(thinks)
        whole = self.tr("A deferred answer comes as a whole.")
        self._stream.setToolTip("" if self._stream.isEnabled() else plain_tool_tip(whole))
        self._stream.setAccessibleDescription("" if self._stream.isEnabled() else whole)

    def _facts_text(self) -> str:
        return "\n".join([*self._answer_lines(), *self._spending_lines()])

    def _spending_lines(self) -> list[str]:
        if not self._sums.month_roubles:
            return []
        text = self.tr("Spent: this chat {chat} · this month {month}")
        chat, month = format_roubles(self._sums.chat_roubles), format_roubles(self._sums.month_roubles)
        return [text.replace(" ·", "\u00a0·").format(chat=chat, month=month)]

    def _answer_lines(self) -> list[str]:
        facts = self._answer
        if facts is None or not facts.usage.total_tokens:
            return []
        usage = facts.usage
        # A number stays with its word, and a dot with the number before it.
        words = self.tr("Last answer: in {input} · out {output} · in all {total} tokens")
        text = (
            words.replace(" {", "\u00a0{")
            .replace(" ·", "\u00a0·")
            .format(
                input=format_count(usage.input_tokens),
                output=format_count(usage.completion_tokens),
                total=format_count(usage.total_tokens),
            )
        )
        lines = [text]
        if usage.reasoning_tokens:
            thought = self.tr("of them for reasoning: {count}")
            lines.append(thought.format(count=format_count(usage.reasoning_tokens)))
        if facts.model_version:
            lines.append(self.tr("Model version {version}").format(version=facts.model_version))
        return lines

    def _retranslate(self) -> None:
        names = {
            "max_tokens": self.tr("Longest answer, tokens"),
            "stream": self.tr("Show the answer as it is written"),
            "deferred": self.tr("Deferred answer"),
            "reasoning": self.tr("Reasoning"),
            "transport": self.tr("Protocol"),
        }
        for name, text in names.items():
            self._names[name].setText(text)
        self._max_tokens.setAccessibleName(names["max_tokens"])
        self._stream.setAccessibleName(names["stream"])
        self._deferred.setAccessibleName(names["deferred"])
        self._reasoning.set_name(names["reasoning"])
        self._transport.setAccessibleName(names["transport"])
        self._max_tokens.setSpecialValueText(self.tr("by default"))
        self._reasoning.setItemText(0, self.tr("off"))
        self._reasoning.setItemText(1, self.tr("on, hidden"))
        self._transport.set_text(Transport.GRPC.value, "gRPC")
        self._transport.set_text(Transport.REST.value, "REST")
        self._close.set_name(self.tr("Close the options"))
        self.setAccessibleName(self.tr("Options"))
        self._facts.setText(self._facts_text())
        self._name_owner()
        self._put_hints()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(4), gap(4), gap(4), gap(4))
        self._column.setSpacing(gap(4))
        for row in self._rows:
            row.setSpacing(gap(3))
        self._max_tokens.setFixedWidth(gap(33))
        self._reasoning.setFixedWidth(gap(33))
        # The closing button lies in this corner.
        self._owner.setContentsMargins(0, 0, gap(8), 0)
        self._place_close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the closing button in its corner."""
        super().resizeEvent(event)
        self._place_close()

    def _place_close(self) -> None:
        gap = look().metrics.gap
        self._close.adjustSize()
        self._close.move(self.width() - self._close.width() - gap(4), gap(2))
