"""Starting with the session: what is written, and where it is read again."""

from __future__ import annotations

import plistlib
import re
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.desktop_ports import Obstacle
from yagpt_desktop.native.absent import NoDesk, NoDoor, NoKeys
from yagpt_desktop.native.autostart import FileAutostart, RegistryAutostart, desktop_entry, launch_agent
from yagpt_desktop.native.opening import open_native

COMMAND = ("/opt/made up/yagpt-desktop", "show", "--in-tray")
words = st.lists(
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1),
    min_size=1,
)


def exec_line(content: bytes) -> str:
    """Undo the file's own rule for strings."""
    line = next(line for line in content.decode().splitlines() if line.startswith("Exec="))
    return line.removeprefix("Exec=").replace("\\\\", "\\")


@given(words)
def test_any_command_is_read_back_from_the_entry(command):
    # After the specification's own rules: all in quotes, a backslash before four signs, each % twice.
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', exec_line(desktop_entry(command)))
    assert [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in quoted] == command


def test_it_is_switched_on_and_off(tmp_path):
    file = tmp_path / "config" / "autostart" / "yagpt-desktop.desktop"
    start = FileAutostart(file, lambda: desktop_entry(COMMAND))
    assert start.obstacle() is None
    assert not start.is_on()
    assert start.put(on=True) is None
    assert start.is_on()
    assert [path.name for path in file.parent.iterdir()] == [file.name], "no draft is left"
    assert start.put(on=False) is None
    assert start.put(on=False) is None
    assert not start.is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled = false"])
def test_what_the_desktop_has_switched_off_is_off(tmp_path, line):
    file = tmp_path / "entry.desktop"
    start = FileAutostart(file, lambda: desktop_entry(COMMAND))
    start.put(on=True)
    file.write_text(file.read_text() + line + "\n")
    assert not start.is_on()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "config").write_text("a file in the way")
    start = FileAutostart(tmp_path / "config" / "autostart" / "x.desktop", lambda: b"")
    assert start.put(on=True) is Obstacle.NOT_WRITABLE


def test_the_agent_of_macos_holds_the_command():
    read = plistlib.loads(launch_agent(COMMAND))
    assert read["ProgramArguments"] == list(COMMAND)
    assert read["RunAtLoad"] is True


class Registry:
    """The module winreg, as far as it is used."""

    HKEY_CURRENT_USER = 1
    REG_SZ = 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def OpenKey(self, *_):
        return nullcontext(self)

    CreateKey = OpenKey

    def QueryValueEx(self, _key, name):
        if name not in self.values:
            raise FileNotFoundError(name)
        return self.values[name], 1

    def SetValueEx(self, _key, name, _reserved, _kind, value):
        self.values[name] = value

    def DeleteValue(self, _key, name):
        if name not in self.values:
            raise FileNotFoundError(name)
        del self.values[name]


def test_the_registry_of_windows_holds_the_command():
    registry = Registry()
    start = RegistryAutostart(COMMAND, registry)
    assert not start.is_on()
    assert start.put(on=True) is None
    assert start.is_on()
    assert registry.values == {"yagpt-desktop": '"/opt/made up/yagpt-desktop" show --in-tray'}
    assert start.put(on=False) is None
    assert start.put(on=False) is None
    assert not start.is_on()


@pytest.mark.parametrize("platform", ["offscreen", "vnc", ""])
def test_a_platform_without_anything_says_so_and_never_fails(platform, tmp_path, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    parts = open_native(platform, {"HOME": str(tmp_path)}, ("yagpt-desktop",), COMMAND)
    assert isinstance(parts.keys, NoKeys)
    assert isinstance(parts.desk, NoDesk)
    assert isinstance(parts.door, NoDoor)
    assert parts.desk.obstacle() is Obstacle.UNSUPPORTED
    parts.close()


@pytest.mark.parametrize(("platform", "display"), [("wayland", ""), ("xcb", "wayland-0")])
def test_in_a_wayland_session_no_other_window_is_reached(platform, display, bus):
    environ = {"HOME": str(bus.folder), "WAYLAND_DISPLAY": display}
    parts = open_native(platform, environ, ("yagpt-desktop",), COMMAND)
    assert parts.desk.obstacle() is Obstacle.WAYLAND
    assert parts.desk.in_front() is None
    parts.close()


def test_a_display_that_is_not_there_leaves_the_program_without_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    parts = open_native(
        "xcb", {"HOME": str(tmp_path), "DISPLAY": "no display at all"}, ("yagpt-desktop",), COMMAND
    )
    assert parts.desk.obstacle() is Obstacle.UNSUPPORTED
