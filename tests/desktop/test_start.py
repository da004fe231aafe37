"""Starting: quickly, large, dark, in English, and where there is no display at all."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest
from harness.chat_window import OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.program import application

pytestmark = pytest.mark.desktop


def test_the_window_is_there_soon(desktop: PrivateDesktop, open_window: OpenWindow) -> None:
    window = open_window(desktop, "--demo")
    window.find("composer", timeout_s=20)
    assert time.monotonic() - window.started_s < 8
    window.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_the_window_in_good_order(
    number: signal.Signals, desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    window.ask("/stall")
    window.wait(lambda: window.has("stop"), "it is answering")
    window.process.send_signal(number)
    assert window.ended(within_s=10) < 5


def test_closing_at_once_ends_as_well(desktop: PrivateDesktop, open_window: OpenWindow) -> None:
    window = open_window(desktop, "--demo")
    began = time.monotonic()
    window.close_by_message()
    assert window.ended(within_s=10, since_s=began) < 5


def test_at_double_scale_everything_fits_the_window(
    large_desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(large_desktop, "--demo", env={"QT_SCALE_FACTOR": "2"})
    window.find("composer", timeout_s=20)
    left, top, width, height = window.window.extents
    for name in ("composer", "send", "options-toggle", "new-chat", "nav-chat", "role-picker", "model"):
        x, y, w, h = window.find(name).extents
        assert left <= x, name
        assert top <= y, name
        assert x + w <= left + width, name
        assert y + h <= top + height, name
    window.close()


def test_the_theme_follows_the_settings_and_is_dark(
    desktop: PrivateDesktop, open_window: OpenWindow, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "settings.json").write_text('{"theme": "dark"}', encoding="utf-8")
    window = open_window(desktop, "--demo")
    window.find("composer", timeout_s=20)
    window.activate()
    assert brightness(desktop, window.window_id) < 0.3
    window.close()


def brightness(desktop: PrivateDesktop, window_id: str) -> float:
    """Mean brightness of a window, 0 to 1."""
    return float(
        desktop.run("import", "-window", window_id, "-colorspace", "gray", "-format", "%[fx:mean]", "info:")
    )


def test_english_is_spoken_where_the_system_speaks_it(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo", env={"LANG": "en_GB.UTF-8"})
    window.wait(lambda: window.find("send").name == "Send", "the window speaks English", timeout_s=20)
    cyrillic = [
        node.name
        for node in window.root.walk()
        if node.showing and any("а" <= sign <= "я" for sign in node.name.lower())
    ]
    # A language is named in itself, so that whoever got lost finds the way back.
    assert set(cyrillic) <= {"Русский"}
    window.close()


def test_every_control_that_shows_has_a_name_for_a_screen_reader(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    window.find("composer", timeout_s=20)
    spoken = {"push button", "check box", "combo box", "text", "slider", "spin button", "password text"}
    nameless = [
        node.object_name
        for node in window.root.walk()
        if node.showing and node.role in spoken and not node.name and "focusable" in node.states
    ]
    assert not nameless
    window.close()


def test_a_terminal_without_a_display_streams_the_demo(desktop: PrivateDesktop, tmp_path: Path) -> None:
    env = {name: value for name, value in desktop.env.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    ours, theirs = pty.openpty()
    command = application("--profile", str(tmp_path / "profile"), "--demo")
    chat = subprocess.Popen(command, env={**env, "TERM": "xterm"}, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    terminal = Terminal(ours)
    try:
        terminal.until("Ошибки сами себя не исправят", 20)
        terminal.until("demo", 5)
        began = len(terminal.seen)
        terminal.write("Что такое радуга?\n")
        terminal.until_grows(began + 100, 20)
        terminal.write("/quit\n")
        assert chat.wait(10) == 0
    finally:
        if chat.poll() is None:
            chat.kill()
            chat.wait()
        os.close(ours)
    assert "Traceback" not in terminal.seen


def test_without_a_display_and_without_a_terminal_it_says_so_and_ends_with_two(
    desktop: PrivateDesktop,
) -> None:
    env = {name: value for name, value in desktop.env.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    done = subprocess.run(
        application("--demo"),
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "Aborted" not in done.stderr


class Terminal:
    """The other end of a pseudo-terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.seen = ""

    def write(self, text: str) -> None:
        os.write(self._descriptor, text.encode())

    def until(self, text: str, within_s: float) -> None:
        """Read until a text has been seen."""
        self._read(lambda: text in self.seen, within_s)

    def until_grows(self, length: int, within_s: float) -> None:
        """Read until so much has been seen."""
        self._read(lambda: len(self.seen) >= length, within_s)

    def _read(self, enough: object, within_s: float) -> None:
        end = time.monotonic() + within_s
        while not enough():  # type: ignore[operator]
            left = end - time.monotonic()
            assert left > 0, f"the terminal shows only:\n{self.seen}"
            if select.select([self._descriptor], [], [], min(left, 0.2))[0]:
                self.seen += os.read(self._descriptor, 65536).decode(errors="replace")
