"""The quick window at work: its text, its task, its result, and where that goes."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

from yagpt_desktop.domain.desktop_ports import NativeParts, Obstacle, TargetWindow
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.saved_prompt import Destination
from yagpt_desktop.domain.text_task import ActionTask, FixTask, TextTask, TranslateTask
from yagpt_desktop.text.changes import compare
from yagpt_desktop.text.language import language_of
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.prompts.prompt_entry import quick_actions
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.ui.words.finding_words import findings_text

from .clipboard_keeper import ClipboardKeeper
from .notice import Notice
from .obstacle_words import obstacle_text
from .quick_window import QuickWindow
from .replacer import Replacer
from .selection_taker import SelectionTaker, Taken
from .text_tool import TextTool, ToolEnd, ToolResult

MOST_COUNTED_CHARS = 5_000
"""A longer text is compared on its own page, off this thread."""

_ASKED_BY_NUMBER = frozenset({"xcb", "windows"})
_MAPPED_MS = 80
_CORRECTIONS = QT_TRANSLATE_NOOP("QuickDesk", "%n correction(s).")


class QuickDesk(QObject):
    """Joins the quick window, the tool, and the two ways to and from other programs.

    Signals:
        open_requested(TextTask, str, str): Go on in the main window with source and result.
    """

    open_requested = Signal(object, str, str)

    def __init__(
        self,
        parts: NativeParts,
        clipboard: QClipboard,
        tool: TextTool,
        hub: SettingsHub,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tool = tool
        self._hub = hub
        self._target: TargetWindow | None = None
        self._taken = ""
        self._task: TextTask = FixTask()
        self._destination = Destination.SHOW
        self._keeper = ClipboardKeeper(clipboard, parts.desk.clipboard_serial)
        self.window = QuickWindow()
        self.notice = Notice()
        self._taker = SelectionTaker(parts.desk, self._keeper, self._terminals, self)
        self._replacer = Replacer(parts.desk, self._keeper, self._terminals, self)
        self._wants_clipboard = self._wants_fix = self._wants_translation = False
        self._taker.taken.connect(self._on_taken)
        self._replacer.ended.connect(self._on_replaced)
        tool.partial.connect(self.window.show_partial)
        tool.ended.connect(self._on_ended)
        self.window.installEventFilter(self)
        self._wire_window()

    def _wire_window(self) -> None:
        window = self.window
        window.fix_requested.connect(self._on_fix)
        window.translate_requested.connect(self._on_translate)
        window.action_requested.connect(self._on_action)
        window.stop_requested.connect(self._tool.stop)
        window.replace_requested.connect(self._on_replace)
        window.copy_requested.connect(self._on_copy)
        window.open_requested.connect(self._on_open)

    def begin(self) -> None:
        """Take what is selected wherever the person is, and show it."""
        if not self._replacer.busy:
            self._taker.begin()

    def begin_with_copied(self) -> None:
        """Show what was copied just now by the person, in the window in front."""
        if self._taker.busy or self._replacer.busy:
            # It was us who copied.
            return
        window = self._parts.desk.in_front()
        target = None if window is None or window.is_ours else window
        if not self._keeper.holds_secret():
            self._show(Taken(self._keeper.text(), target))

    def fix_clipboard(self) -> None:
        """Show what the clipboard holds and correct it at once."""
        self._wants_fix = True
        self._show_clipboard()

    def translate_clipboard(self) -> None:
        """Show what the clipboard holds and translate it at once."""
        self._wants_translation = True
        self._show_clipboard()

    def close(self) -> None:
        """Do nothing more; a second call changes nothing."""
        self._taker.stop()
        self._replacer.stop()
        if not shiboken6.isValid(self.window):
            return
        self.window.removeEventFilter(self)
        for window in (self.window, self.notice):
            window.close()
            shiboken6.delete(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the clipboard when our window has the keyboard: Wayland shows it to nobody else."""
        if event.type() == QEvent.Type.WindowActivate and self._wants_clipboard:
            QTimer.singleShot(0, self, self._read_clipboard)
        return super().eventFilter(watched, event)

    def _terminals(self) -> tuple[str, ...]:
        return self._hub.settings.texts.terminals

    def _show_clipboard(self) -> None:
        text = "" if self._keeper.holds_secret() else self._keeper.text()
        self._wants_clipboard = not self._keeper.text()
        self._show(Taken(text))
        if self._keeper.holds_secret():
            self._wants_fix = self._wants_translation = False
            self.window.say(self.tr("A password was copied: it is neither shown nor sent."))
        self._go_on()

    @Slot()
    def _read_clipboard(self) -> None:
        self._wants_clipboard = False
        text = self._keeper.selected_text() if not (self._wants_fix or self._wants_translation) else ""
        text = text or ("" if self._keeper.holds_secret() else self._keeper.text())
        if text and not self.window.source:
            self._show(Taken(text, None, self._parts.desk.obstacle()))
        self._go_on()

    def _go_on(self) -> None:
        """Do what was asked for together with the clipboard, once there is a text."""
        if not self.window.source.strip():
            return
        fix, translation = self._wants_fix, self._wants_translation
        self._wants_fix = self._wants_translation = False
        if fix:
            self.window.ask_fix()
        elif translation:
            self.window.ask_translation()

    @Slot(object)
    def _on_taken(self, taken: Taken) -> None:
        self._wants_fix = self._wants_translation = False
        self._wants_clipboard = not taken.text and self._parts.desk.obstacle() is not None
        self._show(taken)

    def _show(self, taken: Taken) -> None:
        self._tool.stop()
        self._taken, self._target = taken.text, taken.window if taken.text else None
        self.window.show_actions(quick_actions(self._hub.settings))
        may_replace = self._target is not None and self._replacer.obstacle_to(self._target) is None
        self.window.begin(taken.text, may_replace=may_replace, note=self._note(taken))
        if QGuiApplication.platformName() in _ASKED_BY_NUMBER:
            QTimer.singleShot(_MAPPED_MS, self, self._insist)

    @Slot()
    def _insist(self) -> None:
        """Ask once more: the key was pressed elsewhere, so Qt's own wish may pass for an intrusion."""
        if self.window.isVisible() and not self.window.isActiveWindow():
            self._parts.desk.bring_forward(int(self.window.winId()))

    def _note(self, taken: Taken) -> str:
        notes = [] if taken.clipboard_whole else [self._lost()]
        if taken.obstacle not in {None, Obstacle.NOTHING_SELECTED}:
            notes.insert(0, obstacle_text(taken.obstacle or Obstacle.UNSUPPORTED))
        return " ".join(notes)

    def _lost(self) -> str:
        return self.tr("What the clipboard held was too large to keep whole, or changed meanwhile.")

    @Slot(str)
    def _on_fix(self, source: str) -> None:
        self._start(FixTask(self._hub.settings.texts.fix_mode), source)

    @Slot(str)
    def _on_translate(self, source: str) -> None:
        texts = self._hub.settings.texts
        language = language_of(source)
        target = texts.target_language or ("en" if language == "ru" else "ru")
        self._start(TranslateTask("", target, texts.tone), source)

    @Slot(str, str)
    def _on_action(self, number: str, source: str) -> None:
        actions = quick_actions(self._hub.settings)
        action = next((one for one in actions if one.id == number), None)
        if action is not None:
            self._start(ActionTask(action.name, action.text), source, action.destination)

    def _start(self, task: TextTask, source: str, destination: Destination = Destination.SHOW) -> None:
        self._task, self._destination = task, destination
        self.window.show_running()
        self._tool.start(task, source)

    @Slot(object)
    def _on_ended(self, end: ToolEnd) -> None:
        if isinstance(end, ToolResult):
            self.window.show_result(end.text, self._said_of(end), usable=end.usable)
            self._bring(end)
        elif isinstance(end, YaGptError):
            text = error_text(end)
            self.window.show_failure(f"{text.title}. {text.cause}")
        else:
            self.window.show_failure(self.tr("Stopped."))

    def _bring(self, result: ToolResult) -> None:
        """Bring an action's result where it is to go, unless it must be looked at first."""
        if not result.usable or not result.text or findings_text(result.findings):
            return
        target = self._target
        if self._destination is Destination.CLIPBOARD:
            self._on_copy()
        elif self._destination is not Destination.REPLACE or target is None:
            return
        elif self._replacer.obstacle_to(target) is None:
            self._on_replace()

    def _said_of(self, result: ToolResult) -> str:
        said = findings_text(result.findings)
        source = self.window.source
        if said or not isinstance(self._task, FixTask):
            return said
        if result.text == source:
            return self.tr("No mistakes were found.")
        if max(len(source), len(result.text)) > MOST_COUNTED_CHARS:
            return ""
        return counted("QuickDesk", _CORRECTIONS, len(compare(source, result.text).changes))

    @Slot()
    def _on_replace(self) -> None:
        if self._target is None:
            self._on_copy()
            return
        result = self.window.result
        self.window.hide()
        self._replacer.begin(self._target, self._taken, result)

    @Slot(object)
    def _on_replaced(self, obstacle: Obstacle | None) -> None:
        if obstacle is None:
            told = [self.tr("Replaced. Ctrl+Z in that program brings your text back.")]
            if self._keeper.lost_something:
                told.append(self._lost())
            self.notice.tell(" ".join(told))
        else:
            copied = self.tr("The result is copied: press Ctrl+V where you need it.")
            self.notice.tell(f"{obstacle_text(obstacle)} {copied}")

    @Slot()
    def _on_copy(self) -> None:
        self._keeper.leave(self.window.result)
        self.window.close()
        self.notice.tell(self.tr("The result is copied: press Ctrl+V where you need it."))

    @Slot()
    def _on_open(self) -> None:
        source, result = self.window.source, self.window.result
        self.window.close()
        self.open_requested.emit(self._task, source, result)
