"""The line above the conversation: title, model, role, export, options."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, ChipButton
from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_caption, plain_label, plain_tool_tip
from yagpt_desktop.ui.widgets.popups import empty
from yagpt_desktop.ui.widgets.view import View

_LONGEST_CHIP = 28


class ChatHeader(View):
    """Shows what the chat is about and what answers in it; both chips drop a menu.

    Signals:
        model_chosen(str): The name of a model.
        role_chosen(str): The name of a role of the menu.
        options_toggled(bool): Show or hide the options.
        export_requested(): Take the chat out into a file.
    """

    model_chosen = Signal(str)
    role_chosen = Signal(str)
    options_toggled = Signal(bool)
    export_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="header")
        self.setObjectName("chat-header")
        self._chat_title = ""
        self._model = ""
        self._role = ""
        self._has_role = False
        self._title = ElidedLabel("chat-title", look="title")
        self._is_temporary = False
        self._badge = plain_label("temporary-badge", look="badge")
        self._badge.hide()
        self._model_chip = ChipButton("model-chip")
        self._role_chip = ChipButton("role-chip")
        self._export = Button("chat-export", icon_name="export")
        self._export.setEnabled(False)
        self.options = Button("options-toggle", icon_name="options")
        self.options.setCheckable(True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._model_chip)
        self._row.addWidget(self._role_chip)
        self._row.addStretch(1)
        self._row.addWidget(self._export)
        self._row.addWidget(self.options)
        self._export.clicked.connect(self.export_requested)
        self.options.clicked.connect(self.options_toggled)
        self._settle()

    def show_title(self, title: str) -> None:
        """Show a chat's title; "" for a new chat."""
        self._chat_title = title
        self._retranslate()

    def show_temporary(self, *, temporary: bool) -> None:
        """Say that the chat is not kept, or no longer."""
        self._is_temporary = temporary
        self._badge.setVisible(temporary)
        self._retranslate()

    def show_empty(self, *, empty: bool) -> None:
        """Offer to take the chat out as soon as there is something in it."""
        self._export.setEnabled(not empty)

    @property
    def can_export(self) -> bool:
        """Whether there is something to take out."""
        return self._export.isEnabled()

    def show_models(self, models: Sequence[ModelInfo], current: str) -> None:
        """Fill the menu of models and name the one in force."""
        names = {info.name: info.title for info in models}
        self._model = names.get(current, current)
        self._fill(self._model_chip, [(info.title, info.name) for info in models], current)
        self._retranslate()

    def show_roles(self, names: Sequence[str], current: str) -> None:
        """Fill the menu of roles and name the one in force.

        The first of ``names`` is "without a role"; ``current`` may be a role that has no name yet.
        """
        self._role = current
        self._has_role = current not in names[:1]
        self._fill(self._role_chip, [(name, name) for name in names], current)
        self._retranslate()

    def show_options_open(self, *, opened: bool) -> None:
        """Show the button pressed while the options are open."""
        self.options.setChecked(opened)

    def _fill(self, chip: ChipButton, entries: Sequence[tuple[str, str]], current: str) -> None:
        menu = chip.menu()
        empty(menu)
        group = QActionGroup(menu)
        for text, value in entries:
            action = QAction(plain_caption(text), menu)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == current)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_model if chip is self._model_chip else self._on_role)

    @Slot(QAction)
    def _on_model(self, action: QAction) -> None:
        self.model_chosen.emit(str(action.data()))

    @Slot(QAction)
    def _on_role(self, action: QAction) -> None:
        self.role_chosen.emit(str(action.data()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up chips and words before the title in a narrow window; the options hold the chips."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        gap, width = look().metrics.gap, self.width()
        self._role_chip.setVisible(width >= gap(190))
        self._model_chip.setVisible(width >= gap(120))
        self._export.setText(self.tr("Export") if width >= gap(150) else "")
        self.options.setText(self.tr("Options") if width >= gap(110) else "")

    def _retranslate(self) -> None:
        untitled = self.tr("Temporary chat") if self._is_temporary else self.tr("New chat")
        self._title.setText(self._chat_title or untitled)
        self._badge.setText(self.tr("not saved"))
        self._badge.setAccessibleName(self.tr("This chat is not saved"))
        self._badge.setToolTip(plain_tool_tip(self.tr("This chat is gone when the program ends.")))
        self._model_chip.setText(_shortened(self._model))
        self._model_chip.setAccessibleName(self.tr("Model: {name}").format(name=self._model))
        self._model_chip.set_tip(self.tr("Choose a model"))
        role = self.tr("Role: {name}").format(name=self._role) if self._has_role else self._role
        self._role_chip.setText(_shortened(role))
        self._role_chip.setAccessibleName(role)
        self._role_chip.set_tip(self.tr("Choose a role"))
        self._export.setAccessibleName(self.tr("Save the chat to a file"))
        self._export.set_tip(self.tr("Save the chat to a file"))
        self.options.setAccessibleName(self.tr("Options"))
        self.options.set_tip(self.tr("Options"))
        self._make_room()

    def _restyle(self) -> None:
        metrics = look().metrics
        self._row.setContentsMargins(metrics.gap(5), 0, metrics.gap(5), 0)
        self._row.setSpacing(metrics.gap(2.5))
        self.setFixedHeight(metrics.header_px)
        self._make_room()


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CHIP else f"{text[: _LONGEST_CHIP - 1]}…"
