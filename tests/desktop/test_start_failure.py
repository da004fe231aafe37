"""A profile that cannot be used: plain words in the terminal and, where nobody reads one, in a window."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.private_desktop import PrivateDesktop
from harness.program import Program, application

pytestmark = pytest.mark.desktop

LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file where the profile's folder should be."""
    file = tmp_path / "заметки"
    file.write_text("важное")
    return file


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_profile_that_is_a_file_is_told_to_whoever_reads_and_the_code_is_two(
    by: str, desktop: PrivateDesktop, file: Path
) -> None:
    option = ["--profile", str(file)] if by == "option" else []
    named = {} if by == "option" else {"YAGPT_PROFILE": str(file)}
    done = subprocess.run(
        application(*option),
        env={**desktop.env, **named},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Папка профиля не подходит: «{file}» — это файл, а нужна папка.\n"
        "Исправьте и повторите команду. E-PROFILE\n"
    )
    assert file.read_text() == "важное"


def test_a_start_from_a_menu_tells_it_in_a_window(
    desktop: PrivateDesktop, start: Callable[..., Program], file: Path
) -> None:
    program = start(desktop, application("--profile", str(file)))
    box = program.find("start-failure", timeout_s=20)
    said = " ".join(node.name for node in box.walk() if node.showing)
    assert "Папка профиля не подходит" in said
    assert f"«{file}» — это файл, а нужна папка." in said
    assert not LATIN.findall(said.replace(str(file), "").replace("YaGPT Desktop", ""))
    program.key("Return")
    assert program.process.wait(10) == 2
    assert not program.complaints()
    assert file.read_text() == "важное"
