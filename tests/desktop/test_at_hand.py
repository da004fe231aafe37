"""At hand in any program: real keys, real windows of other programs, and their clipboard left as it was."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import at_hand_program, rich_clipboard, text_target, tray_watcher
from harness.clipboard import Clipboard
from harness.private_desktop import PrivateDesktop
from harness.program import Program
from Xlib import X
from Xlib.display import Display
from Xlib.protocol import request

from yagpt_desktop.domain.desktop_ports import Verb
from yagpt_desktop.domain.key_combination import KeyCombination
from yagpt_desktop.native.x11_hot_keys import X11HotKeys
from yagpt_desktop.wiring import StartOptions, open_profile

pytestmark = pytest.mark.desktop

MISTAKEN = "Ашипки саме сибя ни исрпвят"
CORRECTED = "Ошибки сами себя не исправят"
QUICK_KEY = "ctrl+alt+space"

Started = Callable[..., Program]


@pytest.fixture
def hand(own_desktop: PrivateDesktop, start: Started, tmp_path: Path) -> Program:
    """The program with its keys; its main window is there."""
    program = start(own_desktop, [sys.executable, at_hand_program.__file__, str(tmp_path / "profile")])
    program.wait(lambda: "ready" in program.said(), "it is ready", timeout_s=20)
    return program


class Target:
    """The other program's window."""

    def __init__(self, program: Program, file: Path) -> None:
        self.program = program
        self.file = file

    def holds(self) -> str:
        """What its editor holds."""
        return self.file.read_text(encoding="utf-8") if self.file.exists() else ""

    def strokes(self) -> str:
        """Which strokes for copying and pasting it was given."""
        file = self.file.with_suffix(".strokes")
        return file.read_text() if file.exists() else ""

    def fill(self, text: str) -> None:
        """Have a text there, all of it selected with the keyboard."""
        self.program.paste_text("target-text", text)
        self.program.wait(lambda: self.holds() == text, "the text is there")
        self.select_all()

    def select_all(self) -> None:
        """Select everything."""
        self.program.focus("target-text")
        self.program.key("ctrl+a")


@pytest.fixture
def target(own_desktop: PrivateDesktop, start: Started, tmp_path: Path) -> Callable[[str], Target]:
    """Opens another program's window."""

    def opened(name: str) -> Target:
        file = tmp_path / f"{name}.txt"
        program = start(own_desktop, [sys.executable, text_target.__file__, name, str(file)])
        program.find("target-text", timeout_s=20)
        return Target(program, file)

    return opened


@pytest.fixture
def rich(own_desktop: PrivateDesktop) -> Iterator[Callable[[], None]]:
    """Fills the clipboard with everything."""
    owners: list[subprocess.Popen[bytes]] = []

    def fill() -> None:
        command = [sys.executable, rich_clipboard.__file__, "own"]
        owners.append(subprocess.Popen(command, env=own_desktop.env, stdout=subprocess.PIPE))
        assert owners[-1].stdout is not None
        assert owners[-1].stdout.readline() == b"owned\n"

    yield fill
    for owner in owners:
        owner.kill()
        owner.wait()
        assert owner.stdout is not None
        owner.stdout.close()


@pytest.fixture
def copied(own_desktop: PrivateDesktop) -> Iterator[Clipboard]:
    """What another program copies."""
    with Clipboard(own_desktop) as clipboard:
        yield clipboard


def clipboard_of(desktop: PrivateDesktop, folder: Path) -> dict[str, str]:
    """What another program finds in the clipboard."""
    file = folder / "clipboard.json"
    desktop.run(sys.executable, rich_clipboard.__file__, "read", str(file))
    found: dict[str, str] = json.loads(file.read_text())
    return found


def text_in(found: dict[str, str]) -> str:
    return base64.b64decode(found.get("text/plain", "")).decode()


def forget_selection(desktop: PrivateDesktop) -> None:
    """Have nobody own the PRIMARY selection, so that the text must be copied."""
    display = Display(desktop.env["DISPLAY"])
    request.SetSelectionOwner(
        display=display.display, window=X.NONE, selection=display.intern_atom("PRIMARY"), time=X.CurrentTime
    )
    display.sync()
    display.close()


def corrected_in(hand: Program) -> None:
    """Wait for the quick window's text, and have it corrected by Enter."""
    hand.wait(lambda: hand.find("quick-source").text.strip() == MISTAKEN, "the text was taken", timeout_s=10)
    hand.key("Return")
    hand.wait(lambda: hand.find("quick-result").text.strip() == CORRECTED, "it is corrected", timeout_s=20)
    hand.wait(lambda: hand.find("quick-replace").enabled, "it can be replaced")


def test_a_real_key_takes_the_selection_and_enter_replaces_it_in_the_other_window(
    own_desktop: PrivateDesktop, hand: Program, target: Callable[[str], Target], tmp_path: Path,
    rich: Callable[[], None],
) -> None:  # fmt: skip
    other = target("letters")
    other.fill(MISTAKEN)
    rich()
    before = clipboard_of(own_desktop, tmp_path)
    other.program.key(QUICK_KEY)
    corrected_in(hand)
    hand.key("Return")
    other.program.wait(lambda: other.holds() == CORRECTED, "it was replaced", timeout_s=10)
    hand.wait(lambda: hand.has("at-hand-notice-text"), "it is told how to undo that")
    assert clipboard_of(own_desktop, tmp_path) == before
    other.program.focus("target-text")
    other.program.key("ctrl+z")
    other.program.wait(lambda: other.holds() == MISTAKEN, "the other program undoes it")
    hand.process.terminate()
    hand.ended(within_s=10)
    wiring = open_profile(StartOptions(profile=tmp_path / "profile"), {})
    (kept,) = wiring.texts.runs()
    assert (kept.source, kept.result) == (MISTAKEN, CORRECTED), "both are in the history"
    wiring.chats.close()
    wiring.close()


def test_the_key_works_with_the_russian_layout_and_a_plain_copy(
    own_desktop: PrivateDesktop, hand: Program, target: Callable[[str], Target], tmp_path: Path,
    rich: Callable[[], None],
) -> None:  # fmt: skip
    other = target("letters")
    other.fill(MISTAKEN)
    forget_selection(own_desktop)
    rich()
    before = clipboard_of(own_desktop, tmp_path)
    own_desktop.run("setxkbmap", "ru,us")
    own_desktop.run("xdotool", "key", "--delay", "30", "ctrl+alt+space")
    corrected_in(hand)
    assert clipboard_of(own_desktop, tmp_path) == before, "what was copied to take the text is gone again"
    hand.key("Return")
    other.program.wait(lambda: other.holds() == CORRECTED, "it was replaced", timeout_s=10)
    hand.wait(lambda: clipboard_of(own_desktop, tmp_path) == before, "the clipboard is as it was")
    assert other.strokes().split() == ["54", "54", "55"], "copied, copied to compare, pasted"


def test_what_somebody_copies_meanwhile_is_not_overwritten(
    own_desktop: PrivateDesktop, hand: Program, target: Callable[[str], Target], tmp_path: Path,
    copied: Clipboard,
) -> None:  # fmt: skip
    other = target("letters")
    other.fill(MISTAKEN)
    other.program.key(QUICK_KEY)
    corrected_in(hand)
    copied.put("meanwhile")
    hand.key("Return")
    other.program.wait(lambda: other.holds() == CORRECTED, "it was replaced", timeout_s=10)
    hand.wait(lambda: text_in(clipboard_of(own_desktop, tmp_path)) == "meanwhile", "it is still there")


def test_nothing_is_replaced_where_something_else_is_selected_by_then(
    own_desktop: PrivateDesktop, hand: Program, target: Callable[[str], Target], tmp_path: Path
) -> None:
    other = target("letters")
    other.fill(MISTAKEN)
    other.program.key(QUICK_KEY)
    corrected_in(hand)
    other.program.paste_text("target-text", "совсем другое")
    other.program.wait(lambda: other.holds() == "совсем другое", "the text has changed")
    hand.key("Return")
    hand.wait(lambda: hand.has("at-hand-notice-text"), "it is told", timeout_s=10)
    assert other.holds() == "совсем другое"
    assert text_in(clipboard_of(own_desktop, tmp_path)) == CORRECTED


def test_a_terminal_is_never_given_a_stroke(
    own_desktop: PrivateDesktop, hand: Program, target: Callable[[str], Target], tmp_path: Path
) -> None:
    terminal = target("xterm")
    terminal.fill(MISTAKEN)
    terminal.program.key(QUICK_KEY)
    hand.wait(lambda: hand.find("quick-source").text.strip() == MISTAKEN, "the selection was read")
    assert not hand.has("quick-replace")
    hand.key("Return")
    hand.wait(lambda: hand.find("quick-result").text.strip() == CORRECTED, "it is corrected", timeout_s=20)
    hand.wait(lambda: hand.find("quick-copy").enabled, "it can be copied")
    hand.key("Return")
    hand.wait(lambda: text_in(clipboard_of(own_desktop, tmp_path)) == CORRECTED, "the result is copied")
    terminal.program.activate()
    forget_selection(own_desktop)
    terminal.program.key(QUICK_KEY)
    hand.wait(lambda: hand.has("quick-source"), "the window comes up again")
    assert hand.find("quick-source").text.strip() == "", "nothing can be taken from a terminal"
    assert terminal.strokes() == "", "and nothing was pressed there"
    assert terminal.holds() == MISTAKEN


def test_a_copy_made_twice_opens_the_quick_window_and_escape_closes_it(
    hand: Program, target: Callable[[str], Target]
) -> None:
    other = target("letters")
    other.fill(MISTAKEN)
    other.program.mouse("keydown", "ctrl", "key", "c", "sleep", "0.2", "key", "c", "keyup", "ctrl")
    hand.wait(lambda: hand.find("quick-source").text.strip() == MISTAKEN, "the text is there", timeout_s=10)
    hand.key("Escape")
    hand.wait(lambda: not hand.has("quick-source"), "it is closed")
    assert other.holds() == MISTAKEN


def test_another_program_may_ask_over_the_bus(
    own_desktop: PrivateDesktop, hand: Program, copied: Clipboard
) -> None:
    copied.put(MISTAKEN)
    call = ("dbus-send", "--session", "--print-reply", "--dest=yagpt.Desktop", "/yagpt/Desktop")
    own_desktop.run(*call, "yagpt.Desktop.FixClipboard")
    hand.wait(lambda: hand.find("quick-result").text.strip() == CORRECTED, "it is corrected", timeout_s=20)
    assert "TranslateClipboard" in own_desktop.run(*call, "org.freedesktop.DBus.Introspectable.Introspect")


def test_where_there_is_no_tray_the_settings_say_so(hand: Program) -> None:
    assert "'tray': 'no-tray'" in hand.said()
    hand.process.terminate()
    hand.ended(within_s=10)


def test_a_key_that_another_program_has_is_told(
    own_desktop: PrivateDesktop, start: Started, tmp_path: Path
) -> None:
    other = X11HotKeys(Display(own_desktop.env["DISPLAY"]))
    assert other.take(Verb.QUICK, KeyCombination("Space", ctrl=True, alt=True), "") is None
    program = start(own_desktop, [sys.executable, at_hand_program.__file__, str(tmp_path / "profile")])
    program.wait(lambda: "ready" in program.said(), "it is ready", timeout_s=20)
    assert "'quick_window_key': 'key-taken'" in program.said()
    other.close()


def test_a_closed_window_stays_in_the_tray_and_comes_back_and_the_end_is_the_end(
    own_desktop: PrivateDesktop, start: Started, tmp_path: Path
) -> None:
    tray = start(own_desktop, [sys.executable, tray_watcher.__file__])
    while "there" not in tray.said():
        assert tray.process.poll() is None, tray.said()
    command = [sys.executable, at_hand_program.__file__, str(tmp_path / "profile"), "--hides"]
    hand = start(own_desktop, command)
    hand.wait(lambda: "ready" in hand.said(), "it is ready", timeout_s=20)
    hand.wait(lambda: "icon of" in tray.said(), "the icon is in the tray")
    assert "no-tray" not in hand.said()
    hand.activate()
    hand.key("alt+F4")
    hand.wait(lambda: not hand.has("main-window"), "the window is gone")
    call = ("dbus-send", "--session", "--print-reply", "--dest=yagpt.Desktop", "/yagpt/Desktop")
    own_desktop.run(*call, "yagpt.Desktop.QuickWindow")
    hand.find("quick-source")
    hand.key("Escape")
    hand.wait(lambda: not hand.has("quick-source"), "the quick window is closed again")
    assert hand.process.poll() is None, "with its last window closed the program goes on"
    own_desktop.run(*call, "yagpt.Desktop.Show")
    hand.find("main-window")
    hand.activate()
    hand.key("alt+F4")
    hand.wait(lambda: not hand.has("main-window"), "it is hidden again")
    hand.process.terminate()
    hand.ended(within_s=10)
