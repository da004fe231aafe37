"""The window remembers where it stood, and forgives a damaged memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yagpt_desktop.ui.window_state import WindowState, load_window_state, save_window_state


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=st.builds(
        WindowState, geometry=st.binary(max_size=80), sidebar_folded=st.booleans(), options_open=st.booleans()
    )
)
def test_what_was_saved_comes_back(tmp_path: Path, state: WindowState) -> None:
    save_window_state(tmp_path / "window.ini", state)
    assert load_window_state(tmp_path / "window.ini") == state


def test_the_first_start_has_a_state(tmp_path: Path) -> None:
    assert load_window_state(tmp_path / "none.ini") == WindowState()


@pytest.mark.parametrize("text", ["\0\1garbage", "[General]\ngeometry=17\noptions_open=\n", "=", ""])
def test_a_damaged_file_is_the_first_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "window.ini"
    path.write_text(text, encoding="utf-8")
    assert load_window_state(path).geometry == b""
    assert not load_window_state(path).sidebar_folded


def test_a_folder_that_cannot_be_written_costs_the_state_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    save_window_state(tmp_path / "file" / "window.ini", WindowState())
    assert load_window_state(tmp_path / "file" / "window.ini").geometry == b""


def test_the_file_is_its_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        save_window_state(tmp_path / "window.ini", WindowState())
    finally:
        os.umask(before)
    assert (tmp_path / "window.ini").stat().st_mode & 0o777 == 0o600
