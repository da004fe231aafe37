"""Private desktops, the programs that run on them, and the services they talk to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import Keyring, PrivateDesktop, Screen
from harness.program import Program, application
from harness.recording_service import RecordingService
from harness.settled import write_config
from harness.tls import untrusted_port

from yagpt_desktop.simulator.api import Options
from yagpt_desktop.simulator.service import DEMO_FOLDER_ID, DEMO_IAM_TOKEN, LocalService

LET_IN = {"YC_IAM_TOKEN": DEMO_IAM_TOKEN, "YC_FOLDER_ID": DEMO_FOLDER_ID}


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
def own_desktop() -> Iterator[PrivateDesktop]:
    """An ordinary desktop that no other test has written to."""
    with PrivateDesktop() as running:
        yield running


@pytest.fixture
def large_desktop() -> Iterator[PrivateDesktop]:
    """A display wide enough for the window at 200 %."""
    with PrivateDesktop(keyring=Keyring.ABSENT, screen=Screen(width_px=2960, height_px=1800)) as running:
        yield running


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    """What a test has started; whatever still runs after it is ended."""
    started: list[Program] = []
    yield started
    for program in started:
        program.end()


@pytest.fixture
def start(tmp_path: Path, programs: list[Program]) -> Callable[..., Program]:
    """Starts any program on a desktop."""

    def started(on: PrivateDesktop, command: list[str], **env: str) -> Program:
        programs.append(Program(on, command, log=tmp_path / f"program-{len(programs)}.log", env=env))
        return programs[-1]

    return started


@pytest.fixture
def open_window(tmp_path: Path, programs: list[Program]) -> OpenWindow:
    """Opens the program's window; its profile is ``tmp_path / "profile"`` unless another is given."""

    def opened(on: PrivateDesktop, *arguments: str, **given: Any) -> ChatWindow:
        profile: Path = given.get("profile") or tmp_path / "profile"
        if given.get("endpoints") is not None:
            write_config(profile, given["endpoints"], given.get("config", ""))
        command = application("--profile", str(profile), *arguments)
        log = tmp_path / f"window-{len(programs)}.log"
        window = ChatWindow(on, command, log=log, env=given.get("env"))
        programs.append(window)
        return window

    return opened


@pytest.fixture(scope="session")
def local_service() -> Iterator[LocalService]:
    """The program's own local service, a little quicker than the real one."""
    with LocalService(options=Options(pace=0.3)) as service:
        yield service


@pytest.fixture(scope="session")
def local_endpoints(local_service: LocalService) -> Mapping[str, str]:
    """Where the local service is, for ``config.toml``."""
    return asdict(local_service.endpoints)


@pytest.fixture
def recording_service() -> Iterator[RecordingService]:
    """A service that remembers what it was asked."""
    service = RecordingService()
    yield service
    service.close()


@pytest.fixture
def let_in() -> dict[str, str]:
    """The environment of a person whose credential both services accept."""
    return dict(LET_IN)


@pytest.fixture
def tls_port(tmp_path: Path) -> Iterator[int]:
    """A port that speaks TLS with a certificate that nobody has signed."""
    with untrusted_port(tmp_path) as port:
        yield port
