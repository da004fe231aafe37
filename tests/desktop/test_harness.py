"""The harness proved on a window of its own, so that a red test elsewhere speaks about the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import keyring_lock, sample_window
from harness.private_desktop import Keyring, PrivateDesktop
from harness.program import Program

pytestmark = pytest.mark.desktop

SAMPLE = [sys.executable, str(Path(sample_window.__file__))]


def test_a_window_is_typed_into_pressed_read_and_closed(
    desktop: PrivateDesktop, start: Callable[..., Program], tmp_path: Path
) -> None:
    program = start(desktop, SAMPLE)
    program.type_text("ёж съел 12 груш, да!", into="field")
    program.wait(lambda: program.find("field").text == "ёж съел 12 груш, да!", "the letters arrived")
    answer = program.find("answer")
    program.press("send-sample")
    lengths = {len(answer.text)}
    program.wait(
        lambda: lengths.add(len(answer.text)) or answer.text.strip().endswith("да!"), "the whole answer"
    )
    assert len(lengths) > 3, "the text was seen growing"
    program.toggle("quick", on=True)
    program.choose("sample-model", "большая")
    assert program.screenshot(tmp_path / "sample.png").stat().st_size > 1000
    assert program.close() < 5


def test_the_keyring_gives_back_what_it_took(desktop: PrivateDesktop, start: Callable[..., Program]) -> None:
    program = start(desktop, SAMPLE)
    program.paste_text("field", "t1.MADE-UP-sample")
    program.press("keep")
    program.wait(lambda: program.find("answer").text == "t1.MADE-UP-sample", "the keyring answers")
    program.close()
    kept = b"".join(
        path.read_bytes() for path in Path(desktop.env["XDG_DATA_HOME"]).rglob("*") if path.is_file()
    )
    assert kept, "there is a keyring file"
    assert b"MADE-UP-sample" not in kept, "and it is encrypted"


def test_a_desktop_without_a_secret_service_has_none(
    desktop_without_keyring: PrivateDesktop, start: Callable[..., Program]
) -> None:
    program = start(desktop_without_keyring, SAMPLE)
    program.paste_text("field", "t1.MADE-UP-sample")
    program.press("keep")
    program.wait(lambda: program.find("answer").text == "NoKeyringError", "the keyring is not there")
    program.close()


def test_a_keyring_locks_and_unlocks_and_a_desktop_leaves_nothing_behind() -> None:
    with PrivateDesktop(keyring=Keyring.LOCKED, screen=None, accessible=False) as desktop:
        bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
        assert keyring_lock.is_locked(bus)
        desktop.unlock_keyring()
        assert not keyring_lock.is_locked(bus)
    assert not desktop.folder.exists()
    assert not desktop.strays()


def test_a_program_that_fails_or_complains_is_noticed(
    desktop: PrivateDesktop, start: Callable[..., Program]
) -> None:
    failing = start(desktop, [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(AssertionError, match="exit code 3"):
        failing.ended(within_s=10)
    complaining = start(
        desktop,
        [sys.executable, "-c", "import sys; print('QObject::startTimer: wrong thread', file=sys.stderr)"],
    )
    with pytest.raises(AssertionError, match="startTimer"):
        complaining.ended(within_s=10)
