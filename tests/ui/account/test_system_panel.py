"""Windows of the system: found where they are, passed over where they are not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QProcess, QStandardPaths
from PySide6.QtGui import QDesktopServices

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.account.system_panel import Panel, open_panel, open_panel_of, within_reach
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import error_text


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    calls: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        calls.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    return calls


def test_the_first_program_that_is_there_is_opened(
    monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, list[str]]]
) -> None:
    there = {"kwalletmanager5": "/opt/made-up/kwalletmanager5", "keepassxc": "/opt/made-up/keepassxc"}
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: there.get(name, ""))
    assert open_panel(Panel.PASSWORDS, "linux")
    assert started == [("/opt/made-up/kwalletmanager5", [])]


def test_a_system_without_any_of_them_says_so(
    monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, list[str]]]
) -> None:
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda _name: "")
    assert not open_panel(Panel.PASSWORDS, "linux")
    assert not open_panel(Panel.CLOCK, "freebsd14")
    assert started == []


@pytest.mark.parametrize(
    ("platform", "scheme"), [("win32", "ms-settings"), ("darwin", "x-apple.systempreferences")]
)
def test_the_clock_has_an_address_on_windows_and_macos(
    monkeypatch: pytest.MonkeyPatch, platform: str, scheme: str
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.scheme())) or True)
    assert open_panel(Panel.CLOCK, platform)
    assert opened == [scheme]


def test_windows_shows_its_credential_manager(
    monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, list[str]]]
) -> None:
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: f"C:/made-up/{name}")
    assert open_panel(Panel.PASSWORDS, "win32")
    assert started == [("C:/made-up/control.exe", ["/name", "Microsoft.CredentialManager"])]


def test_a_button_is_offered_only_for_a_window_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, full = error_text(errors.ClockWrong()), error_text(errors.SecretStoreFull())
    there = {"seahorse": "/opt/made-up/seahorse", "gnome-control-center": "/opt/made-up/gnome-control-center"}
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: there.get(name, ""))
    assert within_reach(clock, "linux") == clock
    assert within_reach(full, "linux") == full
    there.clear()
    reached = within_reach(clock, "linux")
    assert (reached.action, reached.action_label) == (ActionKind.RETRY, "Try again")
    assert (reached.second_action, reached.second_label) == (None, "")
    assert within_reach(full, "linux").action is ActionKind.SESSION_ONLY
    assert within_reach(clock, "win32") == clock


def test_the_button_opens_its_window(
    monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, list[str]]]
) -> None:
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: f"/opt/made-up/{name}")
    monkeypatch.setattr("sys.platform", "linux")
    open_panel_of(ActionKind.RETRY)
    assert started == []
    open_panel_of(ActionKind.OPEN_STORE)
    assert len(started) == 1
