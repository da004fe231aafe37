"""The words of a language, how often they are used, and what its words look like."""

from __future__ import annotations

import itertools
import math
import re
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from spellchecker import SpellChecker

from .language_data import language_data, words_of
from .russian_forms import finite_forms, may_be_form, more_forms
from .spelling_sound import Sound

_MADE_FORM_COUNT: Final = 6
_SURE: Final = 1.0
_NOT_LISTED: Final = -3.5
_SHAPE_WEIGHT: Final = 0.7
_LIKE_A_FORM: Final = 3.6
_LONG: Final = 8
_SHORT: Final = 3
_SHORT_TRUST: Final = 1.2
_RATHER_SHORT: Final = 5
_COST_MAX_SHORT: Final = 4.5
_COST_MAX: Final = 7.0
_LENGTH_DIFFERENCE_MAX: Final = 2
_USUAL_COUNT: Final = 300
_KEPT: Final = 20_000


class Lexicon:
    """Known words of one language.

    A correction weighs two chances: that the word written is a word which the list lacks (from the look of
    it: three letters in a row, learnt from the list), and that it is a slip for a known word (its share in
    texts, and what such a slip costs).
    """

    def __init__(
        self, counts: Mapping[str, int], made: Collection[str], targets: Collection[str], sound: Sound
    ) -> None:
        """Index the words.

        Args:
            counts: The list: how often each word was met.
            made: Further forms, known but rare.
            targets: The words that a slip may be corrected to.
            sound: What is easily mistaken for what.
        """
        self._sound = sound
        total = sum(counts.values())
        self._log = {word: math.log10(count / total) for word, count in counts.items()}
        self._rare = math.log10(_MADE_FORM_COUNT / total)
        for word in made:
            self._log.setdefault(word, self._rare)
        self._shapes = _Shapes(word for word in targets if word in counts)
        self._by_skeleton: dict[str, list[str]] = {}
        for word in targets:
            self._by_skeleton.setdefault(sound.skeleton(word), []).append(word)
        self._letters = sorted({letter for key in self._by_skeleton for letter in key})
        self._without_dots = {word.replace("ё", "е") for word in self._log if "ё" in word}
        self._corrections: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is known, with or without the dots of ё."""
        return word in self._log or word in self._without_dots or word.replace("ё", "е") in self._log

    def log_probability(self, word: str) -> float:
        """Return the decimal logarithm of a word's share in texts; minus infinity for an unknown one."""
        return self._log.get(word, -math.inf)

    def corrected(self, word: str, *, trust: float = 0.0) -> str:
        """Return the word that was likeliest meant by one in lower case, often the word itself.

        ``trust`` is added to the logarithm of the chance that the word is right as it stands.
        """
        if self.knows(word):
            return word
        key = f"{word} {trust}"
        if key not in self._corrections:
            if len(self._corrections) > _KEPT:
                self._corrections.clear()
            self._corrections[key] = self._decided(word, trust)
        return self._corrections[key]

    def _decided(self, written: str, trust: float) -> str:
        word = self._sound.spelt(written)
        if word != written and self._log.get(word, self._rare) > self._rare:
            return word
        stays = trust + _NOT_LISTED + _SHAPE_WEIGHT * self._shapes.log_probability(word.replace("ё", "е"))
        if may_be_form(word, self._log):
            if len(word) >= _LONG:
                return word
            stays += _LIKE_A_FORM
        if len(word) <= _SHORT:
            stays += _SHORT_TRUST
        return self._likeliest(word, stays + _SURE)

    def _likeliest(self, word: str, least: float) -> str:
        """Return the likeliest known word, or the word itself where none is likelier than ``least``."""
        best = word
        for candidate, cost in self._sound.rewritten(word):
            score = self._log.get(candidate, -math.inf) - cost
            if score > least:
                best, least = candidate, score
        slips = self._sound.slips(word)
        most = _COST_MAX if len(word) > _RATHER_SHORT else _COST_MAX_SHORT
        for candidate in self._near_in_sound(word):
            prior = self._log.get(candidate, self._rare)
            if prior > least:
                score = prior - slips.cost(candidate, min(most, prior - least))
                if score > least:
                    best, least = candidate, score
        return best

    def _near_in_sound(self, word: str) -> Iterator[str]:
        skeleton = self._sound.skeleton(word)
        for key in {skeleton, *self._near(skeleton)}:
            for candidate in self._by_skeleton.get(key, ()):
                if abs(len(candidate) - len(word)) <= _LENGTH_DIFFERENCE_MAX:
                    yield candidate

    def _near(self, skeleton: str) -> Iterator[str]:
        for cut in range(len(skeleton) + 1):
            head, tail = skeleton[:cut], skeleton[cut:]
            if tail:
                yield head + tail[1:]
            if len(tail) > 1:
                yield head + tail[1] + tail[0] + tail[2:]
            for letter in self._letters:
                yield head + letter + tail
                if tail:
                    yield head + letter + tail[1:]


class _Shapes:
    """Which letters follow each other in the words of the list."""

    def __init__(self, words: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for word in words:
            padded = f"^^{word.replace('ё', 'е')}$"
            counts.update(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))
            counts.update(map("".join, itertools.pairwise(padded)))
            counts.update(padded)
        self._counts = counts
        self._total = sum(count for key, count in counts.items() if len(key) == 1)

    def log_probability(self, word: str) -> float:
        padded = f"^^{word}$"
        ends = range(3, len(padded) + 1)
        return sum(math.log10(self._chance(padded[end - 3 : end - 1], padded[end - 1])) for end in ends)

    def _chance(self, before: str, letter: str) -> float:
        counts = self._counts
        single = (counts[letter] + 0.5) / (self._total + 20)
        double = (counts[before[1] + letter] + 5 * single) / (counts[before[1]] + 5)
        return (counts[before + letter] + 5 * double) / (counts[before] + 5)


_ONE_LETTER: Final = dict.fromkeys("авикосуя", 100_000)
_WORD: Final = re.compile(r"[а-яё]{2,}")
_LOCK: Final = threading.Lock()


def russian() -> Lexicon:
    """Return the Russian lexicon; the first call reads it, in about half a second."""
    with _LOCK:
        return _russian()


def english() -> Lexicon:
    """Return the English lexicon; the first call reads it, in about a second."""
    with _LOCK:
        return _english()


def russian_finite_verbs() -> frozenset[str]:
    """Return the forms that say who does what and when, as far as the list knows the verbs."""
    with _LOCK:
        return _finite_verbs()


@cache
def _counts() -> dict[str, int]:
    words = SpellChecker(language="ru").word_frequency.dictionary
    slips = frozenset(words_of(language_data("russian")["slips_in_list"]))
    listed = {word: count for word, count in words.items() if _WORD.fullmatch(word) and word not in slips}
    return listed | _ONE_LETTER


@cache
def _russian() -> Lexicon:
    made = more_forms(_counts())
    return Lexicon(_counts(), made, _counts().keys() | _finite_verbs(), Sound.of("russian"))


@cache
def _english() -> Lexicon:
    counts = SpellChecker(language="en").word_frequency.dictionary
    usual = [word for word, count in counts.items() if count >= _USUAL_COUNT and word.isalpha()]
    return Lexicon(counts, (), usual, Sound.of("english"))


@cache
def _finite_verbs() -> frozenset[str]:
    return finite_forms(_counts())
