"""The run that every change must pass tells an accident of a busy machine from a failure."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

DEV = """
import subprocess, sys
sys.exit(subprocess.run([{python!r}, "-m", "pytest", *sys.argv[2:]]).returncode)
"""
TESTS = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(10))
def test_made_up(number):
    seen = Path(f"seen-{number}")
    times = len(seen.read_text()) if seen.exists() else 0
    seen.write_text("x" * (times + 1))
    assert times >= FAILURES.get(number, 0)
"""


@pytest.fixture
def ci(tmp_path):
    """Return a function that runs the script over made-up tests: number → how often it fails at first."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("packaging", "tests"):
        (tmp_path / folder).mkdir()
    (tmp_path / "packaging" / "dev.py").write_text(DEV.format(python=sys.executable))
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for tool in ("ruff", "mypy", "lint-imports", "python"):
        (tmp_path / ".venv" / "bin" / tool).symlink_to("/bin/true")

    def run(failures: dict[int, int]) -> tuple[int, str]:
        (tmp_path / "tests" / "test_made_up.py").write_text(f"FAILURES = {failures}\n{TESTS}")
        command = ["bash", str(tmp_path / ".ci" / "run")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
        return done.returncode, done.stdout

    return run


def times_run(folder: Path, number: int) -> int:
    return len((folder / f"seen-{number}").read_text())


def test_where_all_is_well_it_says_so(ci):
    code, said = ci({})
    assert (code, said.splitlines()[-1]) == (0, "ci: all is well")
    assert "unsteady" not in said


def test_what_failed_once_is_run_alone_and_named(ci, tmp_path):
    code, said = ci({3: 1, 4: 1})
    assert code == 0
    assert said.count("ci: unsteady, once more by itself: FAILED tests/test_made_up.py::test_made_up[") == 2
    assert [times_run(tmp_path, number) for number in (2, 3, 4)] == [1, 2, 2]


def test_what_fails_twice_fails(ci):
    code, said = ci({3: 2, 4: 1})
    assert (code, said.splitlines()[-1]) == (1, "ci: failed: tests")


def test_many_failures_are_no_accident(ci, tmp_path):
    code, _said = ci(dict.fromkeys(range(4), 1))
    assert code == 1
    assert times_run(tmp_path, 0) == 1
