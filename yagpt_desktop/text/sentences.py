"""Finds where sentences end.  The sentences cover the whole text: the blanks behind one belong to it.

Russian is left to razdel's rules, mended where they err: «в 2019 г. Потом», «(см. рис. 2)», «табл. 3».
Other languages get a short list of rules of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from razdel.segmenters.sentenize import DELIMITERS, RULES, SMILES, SentSplit

from .abbreviations import (
    ENGLISH_BEFORE_NAME,
    ENGLISH_BEFORE_NUMBER,
    ENGLISH_INSIDE,
    ENGLISH_NEVER_LAST,
    RUSSIAN_BEFORE_MORE,
    RUSSIAN_STARTERS,
    UNIT_LIKE,
)
from .language import language_of
from .span import Span, spans_between

_BY_RAZDEL: Final = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tt", "ba", "mn", "tg"})
_LINE_END: Final = re.compile(r"(?:\r\n|\r|\n|\u2028|\u2029)\s*")
_ONE_BREAK: Final = re.compile(r"(?:\r\n|\r|\n|\u2028)")
_BLANKS: Final = re.compile(r"\s+")
_LIST_ITEM: Final = re.compile(r"(?:[-*+•–—]|\(?\d{1,3}[.)]|\(?[a-zа-яё]\))\s")
_CLOSERS: Final = "\"'’”»)]}›“*_"
_RUSSIAN_END: Final = re.compile(rf"({SMILES}|[{re.escape(DELIMITERS)}])(?=\s)")
_RAZDEL_WINDOW: Final = 10
_RAZDEL_BULLET: Final = 21
_LAST_WORD: Final = re.compile(r"([^\W\d_][\w-]*)$")
_UNIT_OF_NUMBER: Final = re.compile(r"\d\s*([^\W\d_]+)$")
_FIRST_WORD: Final = re.compile(r"[\"'«„“(\[]*([^\W\d_]+)")
_OPENS_IN_LOWER_CASE: Final = re.compile(r"[(\[«„“\"'][^\W\d_]")
_LONG_SENTENCE_WORDS: Final = 6
_LOOKED_BACK: Final = 200
_OTHER_END: Final = re.compile(rf"[.!?…]+[{re.escape(_CLOSERS)}]*(?=\s)|[。！？]+[」』”’）]*")
_WORD_BEFORE_STOP: Final = re.compile(r"([^\W\d_](?:[\w.-]*[^\W_])?)$")
_NEXT_SIGN: Final = re.compile(r"[\"'“‘«„(\[*_¿¡–—-]*\s?(\w)?")


def sentences(text: str, language: str = "") -> tuple[Span, ...]:
    """Return the sentences of a text, without a gap from its beginning to its end.

    A line ends a sentence, unless the next one goes on in lower case.

    Args:
        text: Of any length; the time it takes grows with it and no faster.
        language: ISO 639-1 code; "" finds it out.
    """
    ends = _russian_ends if (language or language_of(text)) in _BY_RAZDEL else _other_ends
    stops: list[int] = []
    for line in _lines(text):
        stops.extend(end for end in ends(text, line) if line.start < end < line.end)
        if line.end < len(text):
            stops.append(line.end)
    return spans_between(stops, len(text))


def is_break(text: str, start: int, end: int) -> bool:
    """Whether the blanks at ``start … end``, which hold a line's end, end a sentence too."""
    if end >= len(text):
        return False
    breaks = len(_ONE_BREAK.findall(text, start, end))
    return breaks > 1 or not text[end].islower() or _LIST_ITEM.match(text, end) is not None


def _lines(text: str) -> Iterator[Span]:
    """Yield what no sentence crosses the end of; blanks before the first word are its own."""
    at = 0
    begun = len(text) - len(text.lstrip())
    for found in _LINE_END.finditer(text, begun):
        if is_break(text, found.start(), found.end()):
            yield Span(at, found.end())
            at = found.end()
    yield Span(at, len(text))


def _behind_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _russian_ends(text: str, line: Span) -> Iterator[int]:
    start = line.start
    for found in _RUSSIAN_END.finditer(text, line.start, line.end):
        here, behind = found.span()
        window = text[max(line.start, here - _RAZDEL_WINDOW) : here]
        after = _behind_blanks(text, behind)
        split = SentSplit(window, found.group(1), text[behind : min(after + _RAZDEL_WINDOW, line.end)])
        split.buffer = text[start : min(here, start + _RAZDEL_BULLET)]
        if after < line.end and _ends_in_russian(text, Span(start, here), after, split):
            start = after
            yield after


def _ends_in_russian(text: str, sentence: Span, after: int, split: SentSplit) -> bool:
    joined = any(rule(split) for rule in RULES)
    if split.delimiter != "." or _is_opened_in_lower_case(text, after):
        return not joined and not _is_opened_in_lower_case(text, after)
    before = text[max(sentence.start, sentence.end - _LOOKED_BACK) : sentence.end]
    unit = _UNIT_OF_NUMBER.search(before)
    if unit and unit.group(1).lower() in UNIT_LIKE:
        return _begins_anew(text, after, before)
    last = _LAST_WORD.search(before)
    if last and last.group(1).lower() in RUSSIAN_BEFORE_MORE:
        return False
    return not joined


def _is_opened_in_lower_case(text: str, at: int) -> bool:
    """Whether «(см. рис. 2)» or a quotation goes on with the sentence."""
    return _OPENS_IN_LOWER_CASE.match(text, at) is not None and text[at + 1].islower()


def _begins_anew(text: str, at: int, before: str) -> bool:
    """After «в 2019 г.» only the next word can tell, and what stands before: «В 2019 г. Россия» goes on."""
    first = _FIRST_WORD.match(text, at)
    if first is None or not first.group(1)[0].isupper():
        return False
    return first.group(1).lower() in RUSSIAN_STARTERS or len(before.split()) >= _LONG_SENTENCE_WORDS


def _other_ends(text: str, line: Span) -> Iterator[int]:
    for found in _OTHER_END.finditer(text, line.start, line.end):
        after = _behind_blanks(text, found.end())
        if after < line.end and _ends_elsewhere(text, line, found, after):
            yield after


def _ends_elsewhere(text: str, line: Span, found: re.Match[str], after: int) -> bool:
    sign = found.group()
    if sign[0] in "。！？":
        return True
    following = _NEXT_SIGN.match(text, after)
    first = following.group(1) if following else None
    if first is not None and first.islower():
        return False
    if sign != ".":
        return True
    before = text[max(line.start, found.start() - 40) : found.start()]
    return not _goes_on_after(before, first or "")


def _goes_on_after(before: str, first: str) -> bool:
    """Whether the full stop behind ``before`` is a part of its last word."""
    if before.strip().isdigit():
        return True
    word = _WORD_BEFORE_STOP.search(before)
    if word is None:
        return False
    last = word.group(1)
    lower = last.lower()
    if lower in ENGLISH_BEFORE_NAME or lower in ENGLISH_NEVER_LAST:
        return True
    if first.isdigit() and (lower in ENGLISH_BEFORE_NUMBER or lower in ENGLISH_INSIDE):
        return True
    is_initial = len(last) == 1 and last.isupper() and last != "I"
    return is_initial or (lower in ENGLISH_INSIDE and not first.isupper())
