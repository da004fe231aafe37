"""Windows of the system: found where they are, passed over where they are not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QProcess, QStandardPaths
from PySide6.QtGui import QDesktopServices

from yagpt_desktop.ui.account.system_panel import Panel, open_panel


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
