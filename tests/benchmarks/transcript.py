"""How fast the conversation is: ``python -m tests.benchmarks.transcript [--json FILE] [--tiny]``.

Prints each measure with its bar and ends with 1 where a bar is missed.  Each is a ratio or a bound of one
run; the bars are those of the plan.  Takes about two minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import _whole
from tests.benchmarks._measure import FULL, TINY, Measure, keep, print_table
from tests.benchmarks._stage import Stage
from tests.benchmarks._ugly import Ugly
from tests.benchmarks._viewing import Viewing

SPEED = "Speed and memory"
UGLY = "Longest stall by input that means harm"


def _load() -> str:
    """Say how busy the machine was: what goes by the wall clock (last text, tiny partials) feels it."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores"


def main(arguments: list[str]) -> int:
    """Run all measures."""
    parser = argparse.ArgumentParser(prog="transcript")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there too")
    parser.add_argument("--tiny", action="store_true", help="run everything once in a size that says nothing")
    options = parser.parse_args(arguments)
    sizes = TINY if options.tiny else FULL
    begun_s = time.monotonic()
    stage = Stage()
    tables: dict[str, Sequence[Measure]] = {
        SPEED: [*_whole.measures(sizes), *Viewing(stage, sizes).measures()],
        UGLY: Ugly(stage, sizes).measures(),
    }
    for title, measures in tables.items():
        print_table(title, measures)
    print(f"\ntook {time.monotonic() - begun_s:.0f} s; {_load()}")
    if options.json:
        keep(options.json, tables)
    return 0 if options.tiny or all(one.holds for measures in tables.values() for one in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
