"""The benchmarks run, in a size that says nothing about speed: nothing here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_transcript_benchmark_measures_everything_of_its_tables(tmp_path):
    kept = tmp_path / "tables.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.transcript", "--tiny", "--json", str(kept)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    tables = json.loads(kept.read_text(encoding="utf-8"))
    speed, ugly = tables["Speed and memory"], tables["Longest stall by input that means harm"]
    assert len(speed) == 10
    assert len(ugly) == 15
    for measure in (*speed, *ugly):
        assert measure.keys() == {"name", "figure", "bar", "unit", "holds"}
        assert measure["holds"] is (measure["figure"] <= measure["bar"])
        assert measure["name"] in done.stdout
