"""What comparing a text with its correction costs: ``python -m tests.benchmarks.text [--json FILE]``.

Long texts with thousands of mistakes, one that arrives in pieces, and input that means harm; how long another
thread waits meanwhile; how long the fix page keeps the GUI thread from its next event.  Ends with 1 where a
bar is missed.  Takes about a minute and a half on two cores.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks._fixing import Fixing
from tests.benchmarks._measure import Measure, keep, print_table, quantile
from yagpt_desktop.domain.change import Comparison
from yagpt_desktop.text.changes import LiveComparison, applied, compare, comparing, with_edit

SPEED = "Corrections"
PAGE = "The fix page, 120,000 characters with 3,000 changes"
HARM = "Input that means harm"
SEED = 6
SENTENCES = Path(__file__).parents[1] / "data" / "russian" / "sentences.txt"
_TICK_S = 0.001
_LONG_WORD = re.compile(r"\w{4,}")


class Material:
    """Texts of any length from the stored sentences, and their damaged forms.  The same for the same seed."""

    def __init__(self, share: float) -> None:
        self._share = share
        self._rng = random.Random(SEED)
        lines = SENTENCES.read_text(encoding="utf-8").splitlines()
        self._sentences = [line for line in lines if not line.startswith("#")]

    def count(self, full: int) -> int:
        """Return how many there are of what a full run has so many of."""
        return max(10, int(full * self._share))

    def text(self, chars: int, per_paragraph: int = 5) -> str:
        """Return a text about so long; ``per_paragraph`` 0 makes it one paragraph."""
        pieces, length = [], 0
        while length < self.count(chars):
            ends = per_paragraph and not (len(pieces) + 1) % per_paragraph
            pieces.append(self._rng.choice(self._sentences) + ("\n\n" if ends else " "))
            length += len(pieces[-1])
        return "".join(pieces)

    def damaged(self, text: str, mistakes: int) -> str:
        """Return the text with letters swapped in so many words, each of them apart from the next."""
        words = list(_LONG_WORD.finditer(text))[::2]
        chosen = sorted(self._rng.sample(range(len(words)), min(self.count(mistakes), len(words))))
        pieces, done = [], 0
        for word in (words[index] for index in chosen):
            at = next(
                (at for at in range(word.start() + 1, word.end() - 1) if text[at] != text[at + 1]), None
            )
            if at is not None:
                pieces += (text[done:at], text[at + 1], text[at])
                done = at + 2
        return "".join([*pieces, text[done:]])

    def words(self, vocabulary: int, chars: int) -> str:
        """Return words in no order, of so many different ones."""
        return " ".join(f"слово{self._rng.randrange(vocabulary)}" for _ in range(self.count(chars) // 8))


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _slices_ms(before: str, after: str) -> Iterator[float]:
    """Yield how long each slice takes.  Checks the invariants at the end."""
    steps = comparing(before, after)
    while True:
        start = time.perf_counter()
        try:
            next(steps)
        except StopIteration as end:
            yield (time.perf_counter() - start) * 1000
            comparison: Comparison = end.value
            assert applied(comparison) == after
            assert applied(comparison, range(len(comparison.changes))) == before
            return
        yield (time.perf_counter() - start) * 1000


def _longest_wait_ms(act: Callable[[], object]) -> float:
    """Return how long this thread at most waits for its turn while another works, as the GUI's would."""
    worker = threading.Thread(target=act)
    worker.start()
    waits = [0.0]
    while worker.is_alive():
        start = time.perf_counter()
        time.sleep(_TICK_S)
        waits.append((time.perf_counter() - start - _TICK_S) * 1000)
    worker.join()
    return max(waits)


def speed(material: Material, rounds: int) -> list[Measure]:
    """Compare what people paste."""
    text = material.text(120_000)
    damaged = material.damaged(text, 3000)
    line = material.text(120_000, per_paragraph=0)
    damaged_line = material.damaged(line, 3000)
    paragraph = material.text(8000, per_paragraph=0)
    damaged_paragraph = material.damaged(paragraph, 200)
    long_line = _long_line(material)
    comparison = compare(damaged, text)
    print(f"  {len(text):,} characters, {len(comparison.changes):,} changes")
    best = [
        min(_seconds(act) for _ in range(rounds))
        for act in (
            lambda: compare(damaged, text),
            lambda: compare(damaged_line, line),
            lambda: compare(damaged_paragraph, paragraph),
            lambda: applied(comparison, range(0, len(comparison.changes), 2)),
            lambda: with_edit(comparison, (), text[:6000] + "вставка " + text[6000:]),
        )
    ]
    return [
        Measure("120,000 characters with 3,000 changes", best[0], 1, "s"),
        Measure("the same in one paragraph", best[1], 1, "s"),
        Measure("a paragraph of 8,000 characters, 200 changes", best[2] * 1000, 100, "ms"),
        Measure("half of 3,000 changes applied", best[3] * 1000, 20, "ms"),
        Measure("an edit by hand taken in", best[4] * 1000, 200, "ms"),
        Measure("the longest slice of it", max(_slices_ms(damaged, text)), 50, "ms"),
        Measure(
            "the longest wait of the GUI's thread", _longest_wait_ms(lambda: compare(damaged, text)), 50, "ms"
        ),
        Measure(
            "the same with 1,000,000 characters on one line",
            _longest_wait_ms(lambda: compare(*long_line)),
            50,
            "ms",
        ),
        *streamed(damaged, text),
    ]


def _long_line(material: Material) -> tuple[str, str]:
    line = material.text(1_000_000, per_paragraph=0)
    return material.damaged(line, 3000), line


def streamed(damaged: str, text: str) -> list[Measure]:
    """Compare a correction that arrives in 600 pieces."""
    live = LiveComparison(damaged)
    step = max(1, len(text) // 600)
    costs = [_seconds(lambda end=end: live.update(text[:end])) * 1000 for end in range(step, len(text), step)]
    done = _seconds(lambda: live.finish(text)) * 1000
    assert live.finish(text) == compare(damaged, text)
    return [
        Measure("a partial of 200 characters more, 95 of 100", quantile(costs, 0.95), 30, "ms"),
        Measure("the dearest partial", max(costs), 100, "ms"),
        Measure("the last one, compared as a whole", done, 1000, "ms"),
    ]


def harm(material: Material) -> list[Measure]:
    """Compare what no person writes; it may be told roughly, but neither for minutes nor wrongly."""
    many = material.count(100_000)
    pairs = {
        "a line of 1,000,000 characters, 3,000 changes": _long_line(material),
        "100,000 equal words, one changed": (
            "да " * many,
            "да " * (many // 2) + "нет " + "да " * (many // 2),
        ),
        "100,000 equal words that all changed": ("да " * many, "нет " * many),
        "texts of one vocabulary in no order": (material.words(5000, 500_000), material.words(5000, 500_000)),
        "texts of thirty words in no order": (material.words(30, 500_000), material.words(30, 500_000)),
        "another text altogether": (
            material.text(500_000),
            "".join(f"Line {n}.\n" for n in range(many // 2)),
        ),
        "100,000 lines in no order": (
            material.words(50, 800_000).replace(" ", "\n"),
            material.words(50, 800_000).replace(" ", "\n"),
        ),
        "1,000,000 marks on one letter": ("а" + "\u0301" * many * 10, "б" + "\u0301" * many * 10),
        "1,000,000 blanks": (" " * many * 10, " \n" * many * 5),
    }
    return [Measure(name, sum(_slices_ms(*pair)) / 1000, 15, "s") for name, pair in pairs.items()]


def page(material: Material) -> list[Measure]:
    """Show a correction in the page and work with it."""
    text = material.text(120_000)
    return Fixing(material.damaged(text, 3000), text).measures()


def main(arguments: Sequence[str]) -> int:
    """Run all measures."""
    parser = argparse.ArgumentParser(prog="text")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there too")
    parser.add_argument("--tiny", action="store_true", help="run everything once in a size that says nothing")
    options = parser.parse_args(arguments)
    material = Material(0.02 if options.tiny else 1.0)
    tables = {
        SPEED: speed(material, 1 if options.tiny else 3),
        PAGE: page(material),
        HARM: harm(material),
    }
    for title, table in tables.items():
        print_table(title, table)
    if options.json:
        keep(options.json, tables)
    held = all(one.holds for table in tables.values() for one in table)
    return 0 if options.tiny or held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
