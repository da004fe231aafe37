"""The chat page: header, conversation, composer, options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.error_banner import ErrorBanner
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.scroll import plain_scroll
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.error_text import ErrorText

from .chat_header import ChatHeader
from .composer import Composer
from .editing_bar import EditingBar
from .empty_state import EmptyState
from .find_bar import FindBar
from .memory_bar import MemoryBar
from .options_panel import OptionsPanel

_PANEL_SHARE: Final = 0.9
_LEAST_STEPS: Final = 8
"""What is left of the conversation at least: a line."""


class ChatPage(View):
    """Puts the parts of the page together; each part speaks for itself through its own signals.

    Parts: :attr:`header`, :attr:`composer`, :attr:`options`, :attr:`errors`, :attr:`memory`,
    :attr:`editing`, :attr:`find_bar`, :attr:`toast`.

    Args:
        transcript: The view of the conversation; named ``transcript`` by whoever made it.

    Signals:
        options_toggled(bool): The options were opened or closed in a wide window (to be remembered).
        role_text_changed(str): The person changed the system prompt.
        find_requested(): The person wants to look for something; :meth:`show_find` is the answer.
        find_closed(): Nothing is looked for any more.
        next_match_requested(): On to the next match; so does the bar's own signal.
        previous_match_requested(): Back to the one before.
        foot_changed(): Another part of the lower edge must not be covered (:attr:`foot_px`).
    """

    options_toggled = Signal(bool)
    role_text_changed = Signal(str)
    find_requested = Signal()
    find_closed = Signal()
    next_match_requested = Signal()
    previous_match_requested = Signal()
    foot_changed = Signal()

    def __init__(self, transcript: QWidget) -> None:
        super().__init__(look="surface")
        self.setObjectName("chat-page")
        self.transcript = transcript
        self.header = ChatHeader()
        self.empty = EmptyState()
        self.errors = ErrorBanner()
        self.memory = MemoryBar()
        self.editing = EditingBar()
        self.composer = Composer()
        self.options = OptionsPanel()
        self._models: tuple[ModelInfo, ...] = ()
        self._settings = Settings()
        self._wants_options = True
        self._overlay_open = False
        self._notice = plain_label("chat-notice", look="hint", wraps=True)
        self._notice.hide()
        self._main = QWidget(self)
        self.find_bar = FindBar()
        self.find_bar.hide()
        self.toast = Toast(self._main, lambda: self.foot_px, "message-toast")
        self._focus_before_find: QWidget | None = None
        self._arrange()
        self._connect()
        self._settle()
        self._on_roles_changed()

    def _arrange(self) -> None:
        self._stack = QStackedLayout()
        self._beginning = plain_scroll("empty-scroll", self.empty)
        for body in (self._beginning, self.transcript):
            # Where room is short it is the conversation that gives way, to one line if need be.
            body.setMinimumHeight(1)
            self._stack.addWidget(body)
        self._foot = QWidget()
        # The conversation gives way, never the composer.
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.composer.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._foot.installEventFilter(self)
        self._foot_column = QVBoxLayout(self._foot)
        for part in (self.errors, self._notice, self.memory, self.editing, self.composer):
            self._foot_column.addWidget(part)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.find_bar)
        column.addLayout(self._stack, 1)
        column.addWidget(self._foot)
        # Last of all: so the Tab key reaches it after the conversation.
        self.options.setParent(self)

    def _connect(self) -> None:
        self.header.options_toggled.connect(self._on_options_toggled)
        self.header.model_chosen.connect(self.options.choose_model)
        self.header.role_chosen.connect(self.options.roles.choose)
        self.options.changed.connect(self._on_settings_changed)
        self.options.close_requested.connect(self._on_options_closed)
        self.options.roles.names_changed.connect(self._on_roles_changed)
        self.options.roles.text_changed.connect(self.role_text_changed)
        self.foot_changed.connect(self.toast.settle)
        self.empty.example_chosen.connect(self._on_example)
        self.find_bar.close_requested.connect(self.close_find)
        QShortcut(Qt.Key.Key_F3, self, self.next_match_requested.emit)
        QShortcut(Qt.KeyboardModifier.ShiftModifier | Qt.Key.Key_F3, self, self.previous_match_requested.emit)

    def title(self) -> str:
        """Return the page's name in the sidebar."""
        return self.tr("Chat")

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks through."""
        body = self.empty if self._stack.currentWidget() is self._beginning else self.transcript
        parts: list[QWidget] = [
            self.header,
            *([self.find_bar] if self.is_finding else []),
            body,
            self.composer,
        ]
        return [*parts, self.options] if self.options.isVisible() else parts

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """Replace the models on offer."""
        self._models = tuple(models)
        self.options.show_models(models)
        self.header.show_models(self._models, self._settings.model)

    def show_settings(self, settings: Settings) -> None:
        """Show settings without telling of a change."""
        self.options.show_settings(settings)
        self._on_settings_changed(settings)

    def show_role_text(self, text: str) -> None:
        """Show the chat's system prompt without telling of a change."""
        self.options.roles.show_text(text)

    def show_empty(self, *, empty: bool) -> None:
        """Show the beginning of a new chat, or the conversation."""
        self._stack.setCurrentWidget(self._beginning if empty else self.transcript)
        self.header.show_empty(empty=empty)
        if empty:
            self.close_find()

    def show_error(self, error: ErrorText | None, details: str = "") -> None:
        """Show an error above the composer, or take it away."""
        self.errors.show_error(error, details)

    @Slot(str)
    def show_notice(self, text: str) -> None:
        """Show a quiet line above the composer; "" takes it away."""
        self._notice.setText(text)
        self._notice.setHidden(not text)

    def focus_composer(self) -> None:
        """Put the cursor where one writes."""
        self.composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_finding(self) -> bool:
        """Whether the search bar is open."""
        return not self.find_bar.isHidden()

    @Slot()
    def open_find(self) -> None:
        """Ask for the search, where there is a conversation."""
        if self._stack.currentWidget() is self.transcript:
            self.find_requested.emit()

    def show_find(self, words: str = "") -> None:
        """Open the search bar and give it the keyboard; it looks for ``words`` if there are any."""
        if not self.is_finding:
            self._focus_before_find = self.window().focusWidget()
        self.find_bar.begin(words)

    @Slot()
    def close_find(self) -> None:
        """Close the search bar; the keyboard goes back to where it was."""
        if not self.is_finding:
            return
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.find_bar.isAncestorOf(focused)
        self.find_bar.hide()
        before = self._focus_before_find or self.composer.edit
        if had_focus:
            (before if before.isVisible() else self.composer.edit).setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before_find = None
        self.find_closed.emit()

    def stop(self) -> bool:
        """Close what lies above the conversation, else ask to stop, else to leave an old message as it is.

        Returns:
            False where there is nothing of these.
        """
        if self._overlay_open and self._is_narrow():
            self._on_options_closed()
            return True
        if self.is_finding:
            self.close_find()
            return True
        if self.composer.stop():
            return True
        if not self.editing.isHidden():
            self.editing.cancel_requested.emit()
            return True
        return False

    @property
    def foot_px(self) -> int:
        """The height of what must not be covered: the composer and what stands above it."""
        return self._foot.height()

    @property
    def wants_options(self) -> bool:
        """Whether the options are open where the window is wide."""
        return self._wants_options

    def want_options(self, *, wanted: bool) -> None:
        """Open or close the options for wide windows, as remembered."""
        self._wants_options = wanted
        self._lay_out()

    def open_options(self, *, opened: bool) -> None:
        """Show or hide the options; in a narrow window they lie over the conversation."""
        if self._is_narrow():
            self._overlay_open = opened
        else:
            self._wants_options = opened
        self._lay_out()

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self._settings = settings
        self.header.show_models(self._models, settings.model)

    @Slot()
    def _on_roles_changed(self) -> None:
        roles = self.options.roles
        self.header.show_roles(roles.names(), roles.current_name())

    @Slot(bool)
    def _on_options_toggled(self, opened: bool) -> None:
        narrow = self._is_narrow()
        self.open_options(opened=opened)
        if not narrow:
            self.options_toggled.emit(opened)

    @Slot()
    def _on_options_closed(self) -> None:
        self._on_options_toggled(opened=False)
        self.header.options.setFocus()

    @Slot(str, str)
    def _on_example(self, text: str, role_key: str) -> None:
        self.options.roles.choose_ready(role_key)
        self.composer.set_text(text)
        self.focus_composer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out by hand: the options lie beside the conversation or over it."""
        super().resizeEvent(event)
        self._lay_out()
        if event.oldSize().width() != event.size().width():
            # A narrower foot is a higher one.
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """The window's width is known now."""
        super().showEvent(event)
        self._lay_out()

    def _is_narrow(self) -> bool:
        return self.window().width() < look().metrics.overlay_below_px

    def _lay_out(self) -> None:
        narrow = self._is_narrow()
        opened = self._overlay_open if narrow else self._wants_options
        width = self.width()
        panel = min(look().metrics.options_px, round(width * _PANEL_SHARE))
        beside = opened and not narrow
        self._main.setGeometry(0, 0, width - panel if beside else width, self.height())
        self.options.setGeometry(width - panel, 0, panel, self.height())
        self.options.show_close_button(shown=narrow)
        self.options.setVisible(opened)
        self.options.raise_()
        self.header.show_options_open(opened=opened)
        self.composer.show_low(low=self.window().height() < look().metrics.lowest_below_px)
        self._keep_column()

    def _keep_column(self) -> None:
        gap, column_px = look().metrics.gap, look().metrics.column_px
        side = max(gap(4), (self._main.width() - column_px) // 2)
        below = gap(3.5) if self.window().height() >= look().metrics.low_below_px else gap(2)
        self._foot_column.setContentsMargins(side, gap(1), side, below)
        self.find_bar.keep_column(side)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of another height of the foot, the one it has and the one it needs."""
        if watched is self._foot and event.type() == QEvent.Type.Resize:
            self.foot_changed.emit()
        elif watched is self._foot and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """What the conversation needs; the options may cover it."""
        least = self._main.minimumSizeHint()
        parts = (self.header.height(), self.find_bar.height() if self.is_finding else 0)
        foot_px = self._foot.heightForWidth(self._main.width())
        return QSize(least.width(), sum(parts) + foot_px + look().metrics.gap(_LEAST_STEPS))

    def _restyle(self) -> None:
        self._foot_column.setSpacing(look().metrics.gap(2))
        self._lay_out()
