"""The quick window: a text from anywhere, what the model makes of it, and the way back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.domain.saved_prompt import SavedPrompt
from yagpt_desktop.ui.theme.icons import app_icon
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, ChipButton
from yagpt_desktop.ui.widgets.labels import plain_caption, plain_label
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.popups import empty
from yagpt_desktop.ui.widgets.shortcuts import Chord, Shortcuts
from yagpt_desktop.ui.widgets.view import View

_WIDTH_STEPS: Final = 120
_SOURCE_LINES: Final = 3
_RESULT_LINES: Final = 7
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickWindow(View):
    """Stays above other windows; near the pointer, on its screen.  All of it works by the keyboard.

    Enter does what is next: correct, then replace (or copy); Ctrl+1 corrects, Ctrl+2 translates, Ctrl+C
    copies the result, Ctrl+O opens all of it in the main window, Escape stops, then closes.

    Signals:
        fix_requested(str): Correct this text.
        translate_requested(str): Translate it.
        action_requested(str, str): Do an action of the person's own (id) to it.
        replace_requested(): Put the result where the text came from.
        copy_requested(): Put the result into the clipboard.
        open_requested(): Go on in the main window.
        stop_requested(): Give up what is under way.
        closed(): It was closed by the person.
    """

    fix_requested = Signal(str)
    translate_requested = Signal(str)
    action_requested = Signal(str, str)
    replace_requested = Signal()
    copy_requested = Signal()
    open_requested = Signal()
    stop_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(look="window")
        self.setObjectName("quick-window")
        kind = Qt.WindowType.Window if sys.platform == "darwin" else Qt.WindowType.Tool
        self.setWindowFlags(kind | Qt.WindowType.WindowStaysOnTopHint)
        # The program goes on in the tray when this is the last window.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowIcon(app_icon())
        self._given = self._text = ""
        self._running = self._ready = self._may_replace = False
        self._actions: tuple[SavedPrompt, ...] = ()
        self._source_name = plain_label(look="label")
        self._source = _editor("quick-source")
        self._fix = Button("quick-fix", icon_name="fix")
        self._translate = Button("quick-translate", icon_name="translate")
        self._more = ChipButton("quick-actions")
        self._stop = Button("quick-stop", icon_name="stop")
        self._result_name = plain_label(look="label")
        self._result = _editor("quick-result")
        self._result.setReadOnly(True)
        self._status = plain_label("quick-status", look="muted", wraps=True)
        self._open = Button("quick-open", look="link")
        self._copy = Button("quick-copy", icon_name="copy")
        self._replace = Button("quick-replace", look="primary")
        self._shortcuts = Shortcuts(self)
        self._arrange()
        self._connect()
        self._settle()
        self.show_actions(())
        self._show_state()

    def _arrange(self) -> None:
        tasks = QHBoxLayout()
        for button in (self._fix, self._translate, self._more):
            tasks.addWidget(button)
        tasks.addStretch(1)
        tasks.addWidget(self._stop)
        ends = QHBoxLayout()
        ends.addWidget(self._open)
        ends.addStretch(1)
        ends.addWidget(self._copy)
        ends.addWidget(self._replace)
        self._rows = (tasks, ends)
        self._source_name.setBuddy(self._source)
        self._result_name.setBuddy(self._result)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._source_name)
        self._column.addWidget(self._source, 1)
        self._column.addLayout(tasks)
        self._column.addWidget(self._result_name)
        self._column.addWidget(self._result, 2)
        self._column.addWidget(self._status)
        self._column.addLayout(ends)

    def _connect(self) -> None:
        self._fix.clicked.connect(self.ask_fix)
        self._translate.clicked.connect(self.ask_translation)
        self._stop.clicked.connect(self.stop_requested)
        self._open.clicked.connect(self.open_requested)
        self._copy.clicked.connect(self.copy_requested)
        self._replace.clicked.connect(self.replace_requested)
        self._source.textChanged.connect(self._show_state)
        self._more.menu().triggered.connect(self._on_action)
        self._shortcuts.bind(Chord("1", ctrl=True), self.ask_fix)
        self._shortcuts.bind(Chord("2", ctrl=True), self.ask_translation)
        self._shortcuts.bind(Chord("O", ctrl=True), self.open_requested.emit)
        self._shortcuts.bind(Chord("C", ctrl=True), self._copy_by_key)

    @property
    def source(self) -> str:
        """The text in view, as the person may have changed it; untouched, it keeps its line ends too."""
        if self._source.document().isModified():
            return self._source.toPlainText()
        return self._given

    @property
    def result(self) -> str:
        """What came of it so far."""
        return self._text

    def show_actions(self, actions: Sequence[SavedPrompt]) -> None:
        """Offer actions of the person's own; those that ask for nothing more."""
        self._actions = tuple(actions)
        menu = self._more.menu()
        empty(menu)
        for action in self._actions:
            menu.addAction(plain_caption(action.name)).setData(action.id)
        self._more.setVisible(bool(self._actions))

    def begin(self, source: str, *, may_replace: bool, note: str = "") -> None:
        """Show a text with nothing done to it, near the pointer."""
        self._given = source
        self._source.setPlainText(source)
        self._source.document().setModified(False)
        self.show_partial("")
        self._running = self._ready = False
        self._may_replace = may_replace
        self.say(note)
        self._show_state()
        if not self.isVisible():
            self.resize(self.minimumWidth(), self.minimumSizeHint().height())
            self.move(_near_pointer(self.frameGeometry()))
        self.show()
        self._shortcuts.watch(self.windowHandle())
        self.raise_()
        self.activateWindow()
        (self._fix if source.strip() else self._source).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def show_running(self) -> None:
        """Show that the model is at work."""
        self._running, self._ready = True, False
        self.show_partial("")
        self.say(self.tr("The model is working…"))
        self._show_state()
        self._result.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def show_partial(self, text: str) -> None:
        """Show the result so far; the place that the person reads stays where it is."""
        self._text = text
        place = self._result.verticalScrollBar().value()
        self._result.setPlainText(text)
        self._result.verticalScrollBar().setValue(place)

    def show_result(self, text: str, note: str, *, usable: bool) -> None:
        """Show the end; ``usable`` allows to put it in the place of the source."""
        self.show_partial(text)
        self._running, self._ready = False, bool(text)
        self._may_replace = self._may_replace and usable
        self.say(note)
        self._show_state()
        (self._replace if self._replace.isEnabled() else self._copy).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, note: str) -> None:
        """Say that nothing came of it; what had arrived stays."""
        self._running, self._ready = False, bool(self.result)
        # Half a result must not stand in the place of a whole text.
        self._may_replace = False
        self.say(note)
        self._show_state()

    def say(self, note: str) -> None:
        """Show a sentence, and have a screen reader speak it."""
        self._status.setText(note)
        self._status.setVisible(bool(note))
        if note:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._status, note))

    @Slot()
    def ask_fix(self) -> None:
        """Have the text corrected."""
        if self.source.strip() and not self._running:
            self.fix_requested.emit(self.source)

    @Slot()
    def ask_translation(self) -> None:
        """Have it translated."""
        if self.source.strip() and not self._running:
            self.translate_requested.emit(self.source)

    @Slot(QAction)
    def _on_action(self, action: QAction) -> None:
        if self.source.strip() and not self._running:
            self.action_requested.emit(str(action.data()), self.source)

    def _copy_by_key(self) -> None:
        """Copy what is selected where the person is, else the whole result."""
        for editor in (self._source, self._result):
            if editor.hasFocus() and editor.textCursor().hasSelection():
                editor.copy()
                return
        if self._ready:
            self.copy_requested.emit()

    @Slot()
    def _show_state(self) -> None:
        has_text = bool(self.source.strip())
        for button in (self._fix, self._translate, self._more):
            button.setEnabled(has_text and not self._running)
        self._stop.setVisible(self._running)
        self._open.setEnabled(has_text)
        self._copy.setEnabled(self._ready)
        self._replace.setVisible(self._may_replace)
        self._replace.setEnabled(self._ready and self._may_replace)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what is next by Enter; stop, then close, by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in _ENTER:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self._running:
            self.stop_requested.emit()
        else:
            self.close()

    def _go_on(self) -> None:
        if self._running:
            return
        if not self._ready:
            self.ask_fix()
        elif self._replace.isEnabled():
            self.replace_requested.emit()
        else:
            self.copy_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is under way."""
        super().closeEvent(event)
        self.stop_requested.emit()
        self.closed.emit()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Quick window"))
        self.setAccessibleName(self.tr("Quick window"))
        self._source_name.setText(self.tr("Text"))
        self._source.setAccessibleName(self._source_name.text())
        self._source.setPlaceholderText(self.tr("Nothing is selected. Type or paste a text here."))
        self._result_name.setText(self.tr("Result"))
        self._result.setAccessibleName(self._result_name.text())
        self._fix.setText(self.tr("Correct"))
        self._translate.setText(self.tr("Translate"))
        self._more.setText(self.tr("Actions"))
        self._stop.setText(self.tr("Stop"))
        self._open.setText(self.tr("Open in the program"))
        self._copy.setText(self.tr("Copy"))
        self._replace.setText(self.tr("Replace"))
        self._fix.set_tip(self.tr("Ctrl+1"))
        self._translate.set_tip(self.tr("Ctrl+2"))
        self._open.set_tip(self.tr("Ctrl+O"))
        self._copy.set_tip(self.tr("Ctrl+C"))
        self._replace.set_tip(self.tr("Enter: put the result where the text was selected"))
        for button in (self._fix, self._translate, self._more, self._stop, self._open, self._copy):
            button.setAccessibleName(button.text())
        self._replace.setAccessibleName(self._replace.text())

    def _restyle(self) -> None:
        metrics = look().metrics
        gap = metrics.gap(2)
        self._column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        self._column.setSpacing(gap)
        for row in self._rows:
            row.setSpacing(gap)
        line_px = self._source.fontMetrics().lineSpacing()
        self._source.setMinimumHeight(_SOURCE_LINES * line_px)
        self._result.setMinimumHeight(_RESULT_LINES * line_px)
        self.setMinimumWidth(metrics.gap(_WIDTH_STEPS))


def _editor(name: str) -> PlainEdit:
    editor = PlainEdit(name)
    editor.setProperty("look", "field")
    return editor


def _near_pointer(frame: QRect) -> QPoint:
    """Return where the window is near the pointer, whole, and on the pointer's own screen."""
    pointer = QCursor.pos()
    screen = QGuiApplication.screenAt(pointer) or QGuiApplication.primaryScreen()
    return placed(frame, pointer, screen.availableGeometry())


def placed(frame: QRect, pointer: QPoint, room: QRect) -> QPoint:
    """Return the upper left corner: below the pointer where there is room, else above it."""
    distance_px = look().metrics.gap(4)
    left = min(max(pointer.x() - frame.width() // 2, room.left()), room.right() - frame.width() + 1)
    top = pointer.y() + distance_px
    if top + frame.height() > room.bottom() + 1:
        top = pointer.y() - distance_px - frame.height()
    return QPoint(max(left, room.left()), max(room.top(), min(top, room.bottom() - frame.height() + 1)))
