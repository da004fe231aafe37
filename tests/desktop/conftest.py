"""Private desktops, the programs that run on them, and the services they talk to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.private_desktop import Keyring, PrivateDesktop, Screen
from harness.program import Program
from harness.recording_service import RecordingService


@pytest.fixture(scope="session")
def desktop() -> Iterator[PrivateDesktop]:
    """The ordinary desktop: everything is there and the keyring is open."""
    with PrivateDesktop() as running:
        yield running


@pytest.fixture(scope="session")
def desktop_without_keyring() -> Iterator[PrivateDesktop]:
    """A desktop whose bus knows no Secret Service and cannot start one."""
    with PrivateDesktop(keyring=Keyring.ABSENT) as running:
        yield running


@pytest.fixture
def desktop_with_locked_keyring() -> Iterator[PrivateDesktop]:
    """A desktop whose keyring asks for its password in a window of its own."""
    with PrivateDesktop(keyring=Keyring.LOCKED) as running:
        yield running


@pytest.fixture(scope="session")
def large_desktop() -> Iterator[PrivateDesktop]:
    """A display wide enough for the window at 200 %."""
    with PrivateDesktop(keyring=Keyring.ABSENT, screen=Screen(width_px=2960, height_px=1800)) as running:
        yield running


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts programs on a desktop; what a test leaves running ends with it."""
    programs: list[Program] = []

    def started(on: PrivateDesktop, command: list[str], **env: str) -> Program:
        program = Program(on, command, log=tmp_path / f"program-{len(programs)}.log", env=env)
        programs.append(program)
        return program

    yield started
    for program in programs:
        program.end()


@pytest.fixture
def recording_service() -> Iterator[RecordingService]:
    """A service that remembers what it was asked."""
    service = RecordingService()
    yield service
    service.close()
