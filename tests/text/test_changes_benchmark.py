"""The benchmark runs, in a size that says nothing about speed: nothing here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_text_benchmark_measures_everything_of_its_tables(tmp_path: Path) -> None:
    kept = tmp_path / "tables.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.text", "--tiny", "--json", str(kept)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    tables = json.loads(kept.read_text(encoding="utf-8"))
    assert {title: len(table) for title, table in tables.items()} == {
        "Corrections": 11,
        "The fix page, 120,000 characters with 3,000 changes": 13,
        "Input that means harm": 9,
    }
