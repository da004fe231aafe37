from __future__ import annotations

import socket
from pathlib import Path

import pytest

from yagpt_desktop.cli.display import has_display


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_screen(platform: str) -> None:
    assert has_display({}, platform)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":9753"}, False),
        ({"DISPLAY": ":9753.0"}, False),
        ({"DISPLAY": "unix:9753"}, False),
        ({"DISPLAY": ":99999"}, False),
        ({"DISPLAY": "far.example:0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_elsewhere_the_environment_names_it(environ: dict[str, str], expected: bool) -> None:
    assert has_display(environ, "linux") is expected


def test_a_screen_that_answers_is_one(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        assert has_display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}, "linux")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X9752")
        server.listen()
        assert has_display({"DISPLAY": ":9752"}, "linux")
