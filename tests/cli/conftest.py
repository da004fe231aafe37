"""The program as its user starts it, against the local service, and a terminal that remembers its screen."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import pty
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import pytest

from yagpt_desktop.simulator.api import Options
from yagpt_desktop.simulator.service import LocalService


def _borrowed(path: str) -> ModuleType:
    """Tests are no package, so what another folder's fixtures do is borrowed by path."""
    spec = importlib.util.spec_from_file_location("session_bus_fixtures", Path(__file__).parent / path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_storage = _borrowed("../storage/conftest.py")
bus_folder = _storage.bus_folder
session_bus = _storage.session_bus
keyring_bus = _storage.keyring_bus

KEY = "AQVN-MADE-UP-key-for-tests"
FOLDER = "b1gmadeupfolder00000"
LONGEST_S = 60


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """What a person with nothing set up has: no display, no keyring, no account."""
    kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ}
    return {
        **kept,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/gone",
        "XDG_CONFIG_DIRS": str(folder / "no-system-configuration"),
        "YAGPT_PROFILE": str(folder / "profile"),
        "PYTHONFAULTHANDLER": "1",
        **variables,
    }


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "yagpt_desktop", *arguments]


@pytest.fixture(scope="session")
def service() -> Iterator[LocalService]:
    """The local service, answering faster than the real one."""
    with LocalService(options=Options(pace=0.05, operation_delay_s=0.3)) as started:
        yield started


def configuration(service: LocalService) -> str:
    """A ``config.toml`` that leads to the local service alone."""
    endpoints = service.endpoints
    lines = [f'{spec.name} = "{getattr(endpoints, spec.name)}"' for spec in fields(endpoints)]
    return "\n".join(["[endpoints]", *lines, ""])


class Program:
    """Runs commands with one profile; the service's addresses are in its configuration."""

    def __init__(self, folder: Path, service: LocalService) -> None:
        self.folder = folder
        self.service = service
        self.profile = folder / "profile"
        self.profile.mkdir(mode=0o700)
        (self.profile / "config.toml").write_text(configuration(service))
        self.cwd = Path(__file__).resolve().parents[2]
        self.terminals: list[Terminal] = []

    def environment(self, **variables: str) -> dict[str, str]:
        return environment(self.folder, **variables)

    def run(
        self, *arguments: str, stdin: bytes | None = b"", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end; standard input is a pipe, an empty one unless told."""
        done = subprocess.run(
            command(*arguments),
            env=self.environment(**variables),
            input=stdin,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
            cwd=self.cwd,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def ask(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Ask with a key and a folder from the environment."""
        given = {"YC_API_KEY": KEY, "YC_FOLDER_ID": FOLDER, **options}
        return self.run("ask", *arguments, **given)  # type: ignore[arg-type]

    def run_closed(self, *arguments: str, closed: int) -> subprocess.CompletedProcess[str]:
        """Run without one of the three standard streams, as ``<&-`` does."""
        return self._run_so(arguments, preexec_fn=lambda: os.close(closed), stdout=subprocess.PIPE)

    def run_into(self, out: IO[bytes], *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run with standard output there, where no file may grow: as on a full disk."""

        def forbid_growth() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

        return self._run_so(arguments, stdout=out, stdin=subprocess.DEVNULL, preexec_fn=forbid_growth)

    def _run_so(self, arguments: tuple[str, ...], **how: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            env=self.environment(),
            stderr=subprocess.PIPE,
            timeout=LONGEST_S,
            check=False,
            cwd=self.cwd,
            encoding="utf-8",
            **how,
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command(*arguments),
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.cwd,
        )

    def terminal(self, *arguments: str, columns: int = 80, rows: int = 24, **variables: str) -> Terminal:
        terminal = Terminal(command(*arguments), self.environment(**variables), self.cwd, columns, rows)
        self.terminals.append(terminal)
        return terminal


@pytest.fixture
def program(tmp_path: Path, service: LocalService) -> Iterator[Program]:
    started = Program(tmp_path, service)
    yield started
    for terminal in started.terminals:
        terminal.close()


@dataclass
class Screen:
    """As much of a terminal as an answer needs; what scrolls off the top is kept."""

    columns: int
    rows: int
    lines: list[list[str]] = field(default_factory=lambda: [[]])
    row: int = 0
    column: int = 0

    _SEQUENCE = re.compile(r"\x1b\[(\d*)([A-Za-z])|\x1b\[\?\d+[hl]")

    def feed(self, text: str) -> None:
        position = 0
        while position < len(text):
            sequence = self._SEQUENCE.match(text, position)
            if sequence:
                self._obey(sequence[2], int(sequence[1] or 0))
                position = sequence.end()
            else:
                self._put(text[position])
                position += 1

    @property
    def top(self) -> int:
        """The first row that the cursor can reach."""
        return max(0, len(self.lines) - self.rows)

    def text(self) -> list[str]:
        return ["".join(line).rstrip() for line in self.lines]

    def _obey(self, letter: str | None, number: int) -> None:
        if letter == "A":
            self.row = max(self.top, self.row - max(1, number))
        elif letter == "J":
            del self.lines[self.row][self.column :]
            del self.lines[self.row + 1 :]
        elif letter == "K":
            del self.lines[self.row][self.column :]
        else:
            assert letter is None, f"the terminal does not know {letter}"

    def _put(self, sign: str) -> None:
        if sign == "\r":
            self.column = 0
        elif sign == "\n":
            self._down()
            self.column = 0
        elif sign == "\x07":
            pass
        else:
            self._print(sign)

    def _down(self) -> None:
        self.row += 1
        if self.row == len(self.lines):
            self.lines.append([])

    def _print(self, sign: str) -> None:
        assert sign >= " ", repr(sign)
        width = 0 if unicodedata.category(sign) in {"Mn", "Me", "Cf"} else 1
        width += width and unicodedata.east_asian_width(sign) in {"W", "F"}
        line = self.lines[self.row]
        if width and self.column + width > self.columns:
            self._down()
            self.column = 0
            line = self.lines[self.row]
        if not width:
            if self.column:
                line[self.column - 1] += sign
            return
        line.extend(" " * (self.column - len(line)))
        line[self.column : self.column + width] = [sign, *[""] * (width - 1)]
        self.column += width


@pytest.fixture(scope="session")
def screen() -> Callable[[int, int], Screen]:
    return Screen


_PATIENCE_S = 3


class Terminal:
    """A command in a terminal of its own; what it writes is fed to a :class:`Screen`."""

    def __init__(self, line: list[str], env: dict[str, str], cwd: Path, columns: int, rows: int) -> None:
        self.screen = Screen(columns, rows)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            line, env=env, cwd=cwd, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)
        self._left = b""

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until the screen holds the text."""
        self._read_until(lambda: any(text in line for line in self.screen.text()), text)

    def _read_until(self, holds: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + LONGEST_S
        while not holds():
            assert time.monotonic() < until, f"no {what!r} on the screen:\n" + "\n".join(self.screen.text())
            assert self._read_some(), f"ended without {what!r}:\n" + "\n".join(self.screen.text())

    def _read_some(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.2)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self._master, 65_536)
        except OSError:
            return False
        whole = self._left + data
        text = whole.decode("utf-8", "ignore")
        self._left = whole[len(text.encode()) :] if whole.startswith(text.encode()) else b""
        self.screen.feed(text)
        return bool(data)

    def end(self) -> int:
        """Read to the end; return the exit code."""
        while self._read_some():
            pass
        return self.process.wait(LONGEST_S)

    def interrupt_prompt(self, text: str = "") -> None:
        """Press Ctrl+C at a prompt until it answers with the text, or ends where there is none.

        CPython's readline loses a signal that comes between its prompt and its wait; a person presses again.
        """
        until = time.monotonic() + LONGEST_S
        while not self._is_answered(text):
            assert time.monotonic() < until, "deaf to Ctrl+C:\n" + "\n".join(self.screen.text())
            self.interrupt()
            again = time.monotonic() + _PATIENCE_S
            while time.monotonic() < again and not self._is_answered(text):
                self._read_some()

    def _is_answered(self, text: str) -> bool:
        if text:
            return any(text in line for line in self.screen.text())
        return self.process.poll() is not None

    def interrupt(self) -> None:
        """What Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        os.close(self._master)
