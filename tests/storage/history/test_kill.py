"""The short forms of ``python3 packaging/dev.py bench history_crash`` and ``… bench history_compound``:
killed at random, and again while something else goes wrong, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def kill(tmp_path: Path, *counts: str, benchmark: str = "history_crash") -> dict[str, float]:
    told = tmp_path / "told.json"
    command = [sys.executable, "-m", f"tests.benchmarks.{benchmark}", *counts, "--json", str(told)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, timeout=150, check=False)
    (table,) = json.loads(told.read_text(encoding="utf8")).values()
    return {line["name"]: line["figure"] for line in table}


def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path):
    figures = kill(tmp_path, "--kills", "12", "--updates", "4", "--windows", "0")
    *losses, _ = figures.values()
    assert losses == [0, 0, 0]


def test_a_killed_window_loses_nothing_but_the_last_letters(tmp_path):
    figures = kill(tmp_path, "--kills", "0", "--updates", "0", "--windows", "2")
    *losses, age_s = figures.values()
    assert losses == [0, 0, 0]
    assert age_s < 4  # 1 s on a quiet machine


def test_one_trouble_on_top_of_another_loses_nothing_that_was_acknowledged(tmp_path):
    figures = kill(tmp_path, "--rounds", "5", benchmark="history_compound")
    assert figures == {
        "acknowledged messages lost": 0,
        "damaged files": 0,
        "rounds that broke off": 0,
    }
