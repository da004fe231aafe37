"""Puts together what is at hand in any program: keys, tray, quick window, autostart."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from yagpt_desktop.domain.desktop_ports import NativeParts, Obstacle, Verb
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.native.opening import open_native
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.at_hand.hiding import Hiding
from yagpt_desktop.ui.at_hand.key_listener import KeyListener
from yagpt_desktop.ui.at_hand.obstacle_words import verb_text
from yagpt_desktop.ui.at_hand.quick_desk import QuickDesk
from yagpt_desktop.ui.at_hand.run_tool import MakeTurn, RunTool
from yagpt_desktop.ui.at_hand.tray import Tray
from yagpt_desktop.ui.settings.at_hand_section import KEY_FIELDS, AtHandSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.wiring import Wiring
from yagpt_desktop.workers.job import Done, Job

PROGRAM: Final = "yagpt-desktop"
IN_TRAY: Final = "--in-tray"
TRAY_COMES_MS: Final = 15_000
_COPY_ENDS_MS: Final = 60


def own_command(environment_path: str | None = None) -> tuple[str, ...]:
    """Return what starts this program from anywhere."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    beside = Path(sys.executable).with_name(PROGRAM)
    found = shutil.which(PROGRAM, path=environment_path) or (str(beside) if beside.exists() else "")
    return (found,) if found else (sys.executable, "-m", "yagpt_desktop")


class AtHand(QObject):
    """Lives as long as the main window; :meth:`shut_down` before the pools end.

    Signals:
        run_requested(TextRun): Go on in the main window with what the model has made of a text.
        text_requested(TextTask, str): Go on there with a text that nothing was done to yet.
        show_requested(): Show the main window.
        quit_requested(): The person wants the program to end, window and all.
    """

    run_requested = Signal(object)
    text_requested = Signal(object, str)
    show_requested = Signal()
    quit_requested = Signal()

    def __init__(
        self,
        window: QWidget,
        section: AtHandSection,
        hub: SettingsHub,
        wiring: Wiring,
        make_turn: MakeTurn,
        pools: tuple[QThreadPool, QThreadPool],
        *,
        parts: NativeParts | None = None,
    ) -> None:
        """Take the main window, its section of the settings, and the pools of the stores and of others.

        ``parts`` are for tests; else they are this desktop's own.
        """
        super().__init__(window)
        self._window = window
        self._section = section
        self._hub = hub
        self._is_ending = False
        command = own_command()
        self._parts = parts or open_native(
            QGuiApplication.platformName(),
            os.environ,
            command,
            (*command, *_profile(wiring), "show", IN_TRAY),
        )
        stores = (wiring.texts, MemoryTextStore())
        self._tool = RunTool(make_turn, hub, stores, pools, self)
        self.quick = QuickDesk(self._parts, QApplication.clipboard(), self._tool, hub, self)
        self.tray = Tray(self)
        self._listener = KeyListener(self._parts, self)
        # In one thread: of two wishes the later must win.
        self._autostart = Job(pools[0], self)
        self._hiding = Hiding(window, self._hides)
        self._wire()

    def _wire(self) -> None:
        self._listener.asked.connect(self.do)
        self._listener.copied_twice.connect(self._on_copied_twice)
        self._listener.answered.connect(self._on_answered)
        self.tray.asked.connect(self.do)
        self.tray.quit_requested.connect(self.end)
        self.tray.lost.connect(self.show_requested)
        self.quick.open_requested.connect(self._on_open)
        self._hub.changed.connect(self._on_settings)
        self._section.changed.connect(self._on_section)
        self._autostart.finished.connect(self._on_autostart)
        self._hiding.language_changed.connect(self.tray.retranslate)

    def begin(self) -> None:
        """Take the keys and show the icon; after the window is seen, for a first start must not wait."""
        texts = self._hub.settings.texts
        self._section.show_settings(self._hub.settings)
        self._section.show_command(self._parts.command)
        for verb in KEY_FIELDS:
            self._take_key(verb, texts)
        self._follow_copies(texts)
        self._follow_tray(texts)
        self._autostart.run(partial(_looked_at, self._parts, texts.autostart))

    def begin_hidden(self) -> None:
        """Begin without the window; at the session's start the tray may come later than we do.

        Where none comes, the window is asked for after all: a program must not be out of reach.
        """
        self.begin()
        QTimer.singleShot(TRAY_COMES_MS, self, self._be_reachable)

    @Slot()
    def _be_reachable(self) -> None:
        if not self.tray.is_shown and not self._is_ending:
            self.show_requested.emit()

    @Slot(str)
    def ask(self, word: str) -> None:
        """Do what another start asks for (the value of a verb)."""
        self.do(Verb(word))

    @Slot(object)
    def do(self, verb: Verb) -> None:
        """Do what was asked for by a key, a command, another program or the tray."""
        acts: dict[Verb, Callable[[], object]] = {
            Verb.SHOW: self.show_requested.emit,
            Verb.QUICK: self.quick.begin,
            Verb.FIX_CLIPBOARD: self.quick.fix_clipboard,
            Verb.TRANSLATE_CLIPBOARD: self.quick.translate_clipboard,
        }
        acts[verb]()

    @Slot()
    def end(self) -> None:
        """End the program even where closing the window would only hide it."""
        self._is_ending = True
        self.quick.window.close()
        self._window.close()
        self.quit_requested.emit()
        QApplication.quit()

    def shut_down(self) -> bool:
        """Give keys and tray back and end what runs; false where a thread has not left in time."""
        self._is_ending = True
        self._hiding.stop()
        self._listener.close()
        self.tray.close()
        self.quick.close()
        return self._tool.shut_down()

    def _hides(self) -> bool:
        wanted = self._hub.settings.texts.closing_hides and not self._is_ending
        return wanted and self.tray.is_shown

    def _take_key(self, verb: Verb, texts: TextSettings) -> None:
        name = KEY_FIELDS[verb]
        self._section.show_obstacle(name, self._listener.take(verb, getattr(texts, name), verb_text(verb)))

    def _follow_copies(self, texts: TextSettings) -> None:
        obstacle = self._listener.follow_double_copy(wanted=texts.follow_double_copy)
        self._section.show_obstacle("follow_double_copy", obstacle)

    def _follow_tray(self, texts: TextSettings) -> None:
        self.tray.show_icon(shown=texts.tray)
        missing = self.tray.obstacle() if texts.tray or texts.closing_hides else None
        self._section.show_obstacle("tray", missing if texts.tray else None)
        self._section.show_obstacle("closing_hides", missing if texts.closing_hides else None)

    @Slot(object)
    def _on_section(self, texts: TextSettings) -> None:
        self._hub.put(replace(self._hub.settings, texts=texts))

    @Slot(object, object)
    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.texts == new.texts:
            return
        before, texts = old.texts, new.texts
        self._section.show_settings(new)
        # First all that are given back: one verb may take another's.
        changed = [verb for verb, name in KEY_FIELDS.items() if getattr(before, name) != getattr(texts, name)]
        for verb in changed:
            self._parts.keys.give_back(verb)
        for verb in changed:
            self._take_key(verb, texts)
        if before.follow_double_copy != texts.follow_double_copy:
            self._follow_copies(texts)
        if (before.tray, before.closing_hides) != (texts.tray, texts.closing_hides):
            self._follow_tray(texts)
        if before.autostart != texts.autostart:
            self._autostart.run(partial(_put, self._parts, on=texts.autostart))

    @Slot(object, object)
    def _on_answered(self, verb: Verb, obstacle: Obstacle | None) -> None:
        if verb in KEY_FIELDS:
            self._section.show_obstacle(KEY_FIELDS[verb], obstacle)

    @Slot()
    def _on_copied_twice(self) -> None:
        # The program that copies has told who owns the clipboard; give it a moment to have the text ready.
        QTimer.singleShot(_COPY_ENDS_MS, self, self.quick.begin_with_copied)

    @Slot(object, str, str)
    def _on_open(self, task: object, source: str, result: str) -> None:
        self.show_requested.emit()
        run = self._tool.run
        if result and run is not None and (run.task, run.source) == (task, source):
            self.run_requested.emit(run)
        else:
            self.text_requested.emit(task, source)

    @Slot(object)
    def _on_autostart(self, result: object) -> None:
        obstacle = result.value if isinstance(result, Done) else Obstacle.NOT_WRITABLE
        self._section.show_obstacle("autostart", obstacle if isinstance(obstacle, Obstacle) else None)


def _profile(wiring: Wiring) -> Sequence[str]:
    """Start with the profile in use, where that is not the usual one."""
    given = os.environ.get("YAGPT_PROFILE")
    folder = str(wiring.profile.folder)
    return () if given or folder == _usual_folder() else ("--profile", folder)


def _usual_folder() -> str:
    from yagpt_desktop.storage.profile import profile_folder  # noqa: PLC0415  beside its only use

    return str(profile_folder(None, os.environ))


def _looked_at(parts: NativeParts, wanted: bool) -> Obstacle | None:
    """Worker thread.  Write the entry anew where it is wanted: the program may have moved."""
    return _put(parts, on=True) if wanted else parts.autostart.obstacle()


def _put(parts: NativeParts, *, on: bool) -> Obstacle | None:
    return parts.autostart.put(on=on)
