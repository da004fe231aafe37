"""What is said where the window's libraries are missing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from yagpt_desktop.cli import missing_library
from yagpt_desktop.ui.words.terminal_words import no_library

PIECES = Path(__file__).resolve().parents[2] / "packaging" / "system_pieces.py"
MISSING = "libEGL.so.1: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("error", "package"),
    [
        (MISSING, "libegl1"),
        ("libglib-2.0.so.0: cannot open shared object file", "libglib2.0-0"),
        ("libmade-up.so.1: cannot open shared object file", ""),
        ("DLL load failed while importing QtWidgets", ""),
        ("", ""),
    ],
)
def test_the_package_is_found_by_the_loaders_words(error, package):
    assert missing_library.package_of(error) == package


def test_it_knows_every_package_that_a_source_tree_installs(monkeypatch):
    spec = importlib.util.spec_from_file_location("system_pieces_for_words", PIECES)
    pieces = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, pieces)
    spec.loader.exec_module(pieces)
    known = {
        each.probe: each.package for each in (*pieces.TERMINAL, *pieces.WINDOW, *pieces.X11, *pieces.WAYLAND)
    }
    assert known == missing_library.PACKAGES


def test_a_tree_and_an_installed_program_are_told_apart(tmp_path, monkeypatch):
    assert missing_library.runs_from_source()
    monkeypatch.setattr(
        missing_library.yagpt_desktop, "__file__", str(tmp_path / "lib" / "a" / "__init__.py")
    )
    assert not missing_library.runs_from_source()


def test_an_installed_program_never_sends_anybody_to_our_tools():
    for package in ("libegl1", ""):
        told = no_library(MISSING, package=package, from_source=False)
        assert "libEGL.so.1" in told
        assert package in told
        assert "packaging" not in told
        assert ("apt install libegl1" in told) == bool(package)
    assert "packaging/dev.py" in no_library(MISSING, package="libegl1", from_source=True)
