"""How likely one spelling is written for another: what sounds alike, what slips from the fingers."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .language_data import language_data, patterns_of, words_of

_TRANSPOSED: Final = 2.2
_DOUBLED: Final = 1.2
_UNPRONOUNCED: Final = 1.0
_DROPPED_VOWEL: Final = 3.6
_DROPPED: Final = 4.2
_ADDED: Final = 4.2
_NEIGHBOUR_KEY: Final = 3.8
_OTHER: Final = 5.5


@dataclass(frozen=True)
class Sound:
    """The spelling habits of one language; costs are negative decimal logarithms of a chance.

    Attributes:
        alike: What else may have been meant by a letter, and the cost.
        silent: Cost of leaving a letter out or adding it, where that is likelier than usual.
        unpronounced: Three letters of which the middle one is not heard.
        skeleton_letters: Letters and what they become in a skeleton.
        impossible: What no word of the language has, and what it must be.
        rewrites: Slips of several letters: what is written, what is meant, the cost.
    """

    alike: Mapping[str, Mapping[str, float]]
    silent: Mapping[str, float]
    unpronounced: frozenset[str]
    vowels: str
    skeleton_letters: Mapping[int, int | None]
    impossible: tuple[tuple[re.Pattern[str], str], ...]
    rewrites: tuple[tuple[re.Pattern[str], str, float], ...]

    @classmethod
    def of(cls, language: str) -> Sound:
        """Read the habits of ``russian`` or ``english``."""
        data = language_data(language)
        return cls(
            alike=_alike(data["alike"], data["keyboard"]),
            silent=data["silent"],
            unpronounced=frozenset(words_of(data["unpronounced"])),
            vowels=data["vowels"],
            skeleton_letters=str.maketrans(
                data["skeleton_from"], data["skeleton_to"], data["skeleton_drops"]
            ),
            impossible=patterns_of(data["impossible"]),
            rewrites=tuple((re.compile(slip), meant, cost) for slip, meant, cost in data["rewrites"]),
        )

    def skeleton(self, word: str) -> str:
        """Return what is left of a word when all that is often confused is taken away."""
        return _REPEATED.sub(r"\1", word.translate(self.skeleton_letters))

    def spelt(self, word: str) -> str:
        """Return the word without what no word of the language has."""
        for slip, meant in self.impossible:
            word = slip.sub(meant, word)
        return word

    def rewritten(self, word: str) -> Iterator[tuple[str, float]]:
        """Return what a word becomes by the rewrites, one or two of them, and the cost."""
        once = [(slip.sub(meant, word), cost) for slip, meant, cost in self.rewrites if slip.search(word)]
        yield from once
        for found, cost in once:
            for slip, meant, more in self.rewrites:
                if slip.search(found):
                    yield slip.sub(meant, found), cost + more

    def slips(self, written: str) -> Slips:
        """Return the costs of a word that was written, ready to be compared with many others."""
        return Slips(self, written)

    def added(self, written: str, position: int) -> float:
        """Return the cost of a letter that should not be there."""
        if position and written[position] == written[position - 1]:
            return _DOUBLED
        return self.silent.get(written[position], _ADDED)

    def dropped(self, meant: str, position: int) -> float:
        """Return the cost of leaving out a letter of the word that was meant."""
        letter = meant[position]
        if position and letter == meant[position - 1]:
            return _DOUBLED
        if meant[position - 1 : position + 2] in self.unpronounced or meant[position : position + 3] == "вст":
            return _UNPRONOUNCED
        return self.silent.get(letter, _DROPPED_VOWEL if letter in self.vowels else _DROPPED)


class Slips:
    """Compares one written word with words that may have been meant."""

    def __init__(self, sound: Sound, written: str) -> None:
        self._sound = sound
        self._written = written
        self._added = [sound.added(written, position) for position in range(len(written))]
        self._replacements = [{**sound.alike.get(letter, {}), letter: 0.0} for letter in written]

    def cost(self, meant: str, limit: float) -> float:
        """Return the cost of writing this word where ``meant`` was meant, or infinity above the limit.

        The distance of Damerau and Levenshtein with a price for each kind of slip.
        """
        dropped = [self._sound.dropped(meant, position) for position in range(len(meant))]
        last = [0.0, *itertools.accumulate(dropped)]
        before_last = last
        for row, letter in enumerate(self._written):
            added, replacements = self._added[row], self._replacements[row]
            current = [last[0] + added]
            for column, target in enumerate(meant):
                best = min(
                    last[column] + replacements.get(target, _OTHER),
                    last[column + 1] + added,
                    current[column] + dropped[column],
                )
                if row and column and letter == meant[column - 1] and self._written[row - 1] == target:
                    best = min(best, before_last[column - 1] + _TRANSPOSED * (letter != target))
                current.append(best)
            if min(current) > limit:
                return math.inf
            before_last, last = last, current
        return last[-1] if last[-1] <= limit else math.inf


_REPEATED: Final = re.compile(r"(.)\1+")


def _alike(groups: Iterable[tuple[str, float]], keyboard: Iterable[str]) -> dict[str, dict[str, float]]:
    alike: dict[str, dict[str, float]] = {}
    neighbours = [("".join(pair), _NEIGHBOUR_KEY) for row in keyboard for pair in itertools.pairwise(row)]
    for pairs, cost in (*neighbours, *groups):
        for pair in pairs.split():
            one, other = pair[0], pair[1]
            alike.setdefault(one, {})[other] = cost
            alike.setdefault(other, {})[one] = cost
    return alike
