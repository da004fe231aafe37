"""What a benchmark finds: figures with bars, printed as a table and kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measure:
    """One line of a table."""

    name: str
    figure: float
    bar: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        return self.figure <= self.bar


@dataclass(frozen=True)
class Sizes:
    """How much a run does; the figures mean something in full size alone."""

    answer_chars: int = 130_000
    partials: int = 1000
    pace_ms: float = 10
    rounds: int = 3
    messages: int = 10_000
    jumps: int = 400
    ugly_share: float = 1.0
    tiny_partials: int = 100_000


FULL = Sizes()
TINY = Sizes(8000, 40, 1, 1, 40, 5, 0.005, 500)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value under which a share of all lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def print_table(title: str, measures: Sequence[Measure]) -> None:
    """Print figures beside their bars."""
    print(f"\n{title}")
    for one in measures:
        verdict = "holds" if one.holds else "MISSED"
        print(f"  {one.name:<56} {one.figure:9.2f} {one.unit:<3} ≤ {one.bar:<6.4g} {verdict}", flush=True)


def keep(file: Path, tables: dict[str, Sequence[Measure]]) -> None:
    """Write the tables as JSON."""
    value = {
        title: [asdict(one) | {"holds": one.holds} for one in measures] for title, measures in tables.items()
    }
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
