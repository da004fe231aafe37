"""The short form of ``python3 packaging/dev.py bench history_crash``: killed at random, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def kill(tmp_path: Path, *counts: str) -> dict[str, float]:
    told = tmp_path / "told.json"
    command = [sys.executable, "-m", "tests.benchmarks.history_crash", *counts, "--json", str(told)]
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
