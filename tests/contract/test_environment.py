"""The environment of the official stubs: made once, whole or not at all, and never a reason to skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROGRAM = "official_environment.py"


@pytest.fixture
def elsewhere(tmp_path):
    """A tree of its own with the same list, and a function that makes the environment in it."""
    folder = tmp_path / "tests" / "contract"
    folder.mkdir(parents=True)
    for name in (PROGRAM, "requirements.txt"):
        shutil.copy(HERE / name, folder)
    return folder


def make(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, folder / PROGRAM]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | settings)


def test_once_made_it_is_there_without_a_network(official_python):
    again = make(HERE, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert again.stdout.strip() == official_python
    assert again.stderr == ""


def test_a_changed_list_is_noticed_and_a_failure_is_loud_and_leaves_nothing_half_made(elsewhere):
    """An empty list needs no index, so the whole way can be gone without one; the real list cannot."""
    environments, real = (
        elsewhere.parent.parent / ".venvs",
        (elsewhere / "requirements.txt").read_text("utf-8"),
    )
    stale = environments / "contract-stale"
    stale.mkdir(parents=True)
    (elsewhere / "requirements.txt").write_text("# nothing\n", "utf-8")
    made = make(elsewhere, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert made.returncode == 0, made.stderr
    place = Path(made.stdout.strip())
    assert place.exists()
    assert not stale.exists(), "nobody needs it any more, and it takes a hundred megabytes"

    (elsewhere / "requirements.txt").write_text(real, "utf-8")
    failed = make(elsewhere, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert failed.returncode != 0
    assert "pip" in failed.stderr
    assert failed.stdout == ""
    assert [
        environment for environment in environments.iterdir() if not place.is_relative_to(environment)
    ] == []
    assert place.exists()
