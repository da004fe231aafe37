"""The benchmarks of a long past and of a long day run, in sizes that say nothing about speed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_history_benchmark_measures_everything_of_its_table(tmp_path):
    kept = tmp_path / "table.json"
    command = [sys.executable, "-m", "tests.benchmarks.history", "--tiny", "--json", str(kept)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (table,) = json.loads(kept.read_text(encoding="utf8")).values()
    assert len(table) == 9
    assert {one["unit"] for one in table} == {"", "ms"}


def test_a_day_in_the_window_leaves_nothing_behind_in_the_process(tmp_path):
    """The short form of ``python3 packaging/dev.py bench history_soak``."""
    kept = tmp_path / "table.json"
    command = [sys.executable, "-m", "tests.benchmarks.history_soak", "--share", "0.004", "--json", str(kept)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (table,) = json.loads(kept.read_text(encoding="utf8")).values()
    assert len(table) == 9
