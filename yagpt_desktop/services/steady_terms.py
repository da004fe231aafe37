"""How names were rendered so far, so that a long translation calls everybody the same to its end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from yagpt_desktop.domain.text_task import GlossaryRow, TranslateTask
from yagpt_desktop.text.terms import rows_in, stem_of

MOST_TERMS: Final = 24
"""Told with one piece; the rest of a cast does not fit beside the text."""

_ALIKE: Final = 0.72
_SHORTEST: Final = 3
# Not at the start of a sentence, where any word begins with a capital letter.
_NAME: Final = re.compile(
    r"(?<=[\w,;:—–«(\"-] )[^\W\d_a-zа-яё][\w'’-]*\w|(?<=[«(\"])[^\W\d_a-zа-яё][\w'’-]*\w"
)
_CAPITAL: Final = re.compile(r"(?<![\w'’-])[^\W\d_a-zа-яё][\w'’-]*\w")
_LATIN: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэъь", "abvgdeziyklmnoprstufye  ", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece of a source and its result; "" where that is not known yet."""

    source: str
    result: str


def steady_terms(pairs: Iterable[Pair], piece: str, task: TranslateTask) -> tuple[GlossaryRow, ...]:
    """Return the names of ``piece`` that stood in earlier pieces and, recognisably, in their results.

    The first rendering of a name wins; what the glossary says stands above all.
    """
    language = task.source_language
    told = {_key(row.source, language) for row in task.glossary}
    found: dict[str, GlossaryRow] = {}
    for pair in pairs:
        for source, target in renderings(pair.source, pair.result):
            key = _key(source, language)
            if key not in told and key not in found:
                found[key] = GlossaryRow(f"steady-{key}", source, target, language, task.target_language)
    return rows_in(found.values(), piece, language)[:MOST_TERMS]


@lru_cache(maxsize=512)
def renderings(source: str, result: str) -> tuple[tuple[str, str], ...]:
    """Return the names of a piece with how they stand in its result.  Any thread; known the second time."""
    there = {name: _latin(name) for name in _CAPITAL.findall(result)}
    pairs: dict[str, str] = {}
    for name in _NAME.findall(source):
        if len(name) >= _SHORTEST and name not in pairs and there:
            latin = _latin(name)
            likeness, best = max((_likeness(latin, there[one]), one) for one in there)
            if likeness >= _ALIKE:
                pairs[name] = best
    return tuple(pairs.items())


def _key(name: str, language: str) -> str:
    return " ".join(stem_of(word, language) for word in name.casefold().replace("ё", "е").split())


def _likeness(one: str, other: str) -> float:
    if one[:1] != other[:1]:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0


def _latin(name: str) -> str:
    return name.casefold().replace("ё", "е").translate(_LATIN).replace(" ", "")
