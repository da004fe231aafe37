"""A home that can only be read, that is a file, or that nobody names: said in a sentence, by both doors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOBODY = 65534

# The tests may run as a user to whom nothing is closed: this one gives that up, and then starts the program.
CLOSED_TO_US = """
import ctypes, os, sys
if os.geteuid() == 0:
    control = ctypes.CDLL(None).prctl
    for capability in range(64):
        control(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

# The window as its user starts it; says every text that is shown in it, and closes it.
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from yagpt_desktop.app import run_window
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.wiring import StartOptions
whole_start = DesktopApp.start
def start(self, **how):
    whole_start(self, **how)
    said = set()
    def look():
        shown = {one.text() for one in self.window.findChildren(QLabel) if one.isVisible()}
        for text in shown - said:
            print(text.replace("\\n", " "), flush=True)
        said.update(shown)
        if any(sys.argv[1] in text for text in said):
            self.window.close()
    self._looking = QTimer(self.window)
    self._looking.timeout.connect(look)
    self._looking.start(50)
    QTimer.singleShot(60_000, QApplication.quit)
DesktopApp.start = start
sys.exit(run_window(StartOptions(demo=True)))
"""


def close(folder: Path) -> None:
    """Close a folder with all that is in it to this user."""
    for path in (*folder.rglob("*"), folder):
        mode = 0o555 if path.is_dir() else 0o444
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
            path.chmod(mode)
        else:  # whoever owns it may open it again: the program does so where others may read
            path.chmod(mode & 0o500)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "Дом"
    folder.mkdir()
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)


@pytest.fixture
def program(tmp_path: Path):
    """Starts the program with a home, or without one."""

    def start(home: Path | None, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        kept = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"}
        environment |= {"PYTHONDONTWRITEBYTECODE": "1", **more}
        if home is not None:
            environment["HOME"] = str(home)
        command = [sys.executable, "-c", CLOSED_TO_US, *arguments]
        return subprocess.run(
            command,
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )

    return start


COMMANDS = [
    ("--demo", "ask", "привет"),
    ("--demo", "chat"),
    ("--demo", "send", "request.json"),
    ("diagnose",),
    ("--demo",),
]
COMMAND_NAMES = ["ask", "chat", "send", "diagnose", "window"]


@pytest.mark.parametrize("command", COMMANDS, ids=COMMAND_NAMES)
def test_a_home_in_which_no_profile_can_be_made_is_named_in_a_sentence(program, home, command):
    close(home)
    done = program(home, "-m", "yagpt_desktop", *command)
    assert_is_told(done, f"«{home / '.local/share/yagpt-desktop'}» не удаётся создать или открыть.")


@pytest.mark.parametrize("command", COMMANDS[::4], ids=COMMAND_NAMES[::4])
def test_a_home_that_is_a_file_is_named_in_a_sentence(program, tmp_path, command):
    file = tmp_path / "home"
    file.write_text("x")
    assert_is_told(program(file, "-m", "yagpt_desktop", *command), f"«{file}» — это файл, а нужна папка.")


@pytest.mark.parametrize("command", COMMANDS[::4], ids=COMMAND_NAMES[::4])
def test_a_home_that_is_not_there_and_cannot_be_made_is_named_in_a_sentence(program, home, command):
    close(home)
    done = program(home / "нет" / "такого", "-m", "yagpt_desktop", *command)
    assert_is_told(done, "не удаётся создать или открыть.")


def test_a_folder_of_data_that_is_closed_is_named_though_the_home_is_open(program, home, tmp_path):
    close(home)
    (tmp_path / "open").mkdir()
    done = program(tmp_path / "open", "-m", "yagpt_desktop", "diagnose", XDG_DATA_HOME=str(home))
    assert_is_told(done, f"«{home / 'yagpt-desktop'}» не удаётся создать или открыть.")


def assert_is_told(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert sentence in done.stderr
    assert "E-PROFILE" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize("named", ["option", "variable", "data folder"])
def test_nobody_needs_a_home_who_says_where_the_profile_is(program, tmp_path, named):
    profile = tmp_path / "профиль"
    options = ["--profile", str(profile)] if named == "option" else []
    variables = {"variable": {"YAGPT_PROFILE": str(profile)}, "data folder": {"XDG_DATA_HOME": str(profile)}}
    done = program(
        None, "-m", "yagpt_desktop", *options, "--demo", "ask", "привет", **variables.get(named, {})
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Здравствуйте" in done.stdout


@pytest.fixture
def closed_profile(home: Path) -> Path:
    """A home with a history in it that can only be read."""
    profile = home / ".local" / "share" / "yagpt-desktop"
    profile.mkdir(parents=True)
    history = History(profile / "history.db", Backups(lambda: profile))
    history.save_chat(Chat("c", "Старый разговор", NOW, NOW))
    history.add_message("c", ChatMessage("q", None, Role.USER, "Вопрос из прошлого", NOW))
    history.close()
    close(home)
    return home


def test_a_profile_that_can_only_be_read_still_answers(program, closed_profile):
    before = {path: path.stat().st_mtime_ns for path in closed_profile.rglob("*")}
    done = program(closed_profile, "-m", "yagpt_desktop", "--demo", "ask", "привет")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Здравствуйте" in done.stdout
    done = program(closed_profile, "-m", "yagpt_desktop", "diagnose")
    assert (done.returncode, done.stderr) == (0, "")
    assert before == {path: path.stat().st_mtime_ns for path in closed_profile.rglob("*")}


def test_a_conversation_in_a_terminal_says_that_it_will_not_be_kept(program, closed_profile):
    done = program(closed_profile, "-m", "yagpt_desktop", "--demo", "chat")
    assert done.returncode == 0
    assert "доступна только для чтения" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_window_opens_over_a_profile_that_can_only_be_read_and_says_so(program, closed_profile):
    done = program(closed_profile, "-c", WINDOW, "доступна только для чтения")
    assert done.returncode == 0, done.stderr
    assert "доступна только для чтения" in done.stdout
    assert "Traceback" not in done.stderr
