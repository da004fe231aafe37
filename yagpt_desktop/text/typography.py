"""Sets the small signs of a text as a printer would: quotes, dashes, blanks.  Each rule is a switch.

What it makes is offered as changes like any others.  Code, addresses, Markdown and signed numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Final

from yagpt_desktop.domain.text_settings import YoPolicy

from .hard_spaces import with_hard_spaces
from .language import language_of
from .quote_marks import ENGLISH, GERMAN, RUSSIAN, quoted, with_apostrophes
from .shield import shielded
from .yo import with_yo


class TypographyRule(StrEnum):
    """What may be set right; the values are the names in the settings."""

    BLANKS = "blanks"
    PUNCTUATION = "punctuation"
    ELLIPSIS = "ellipsis"
    DASHES = "dashes"
    RANGES = "ranges"
    QUOTES = "quotes"
    HARD_SPACES = "hard-spaces"


ALL_RULES: Final = frozenset(TypographyRule)

_CYRILLIC: Final = frozenset({"ru", "uk", "be", "bg", "kk", "ky", "tt", "ba", "tg", "mn", "uz"})
_WITH_HARD_SPACES: Final = frozenset({"ru", "be", "uk"})
_ROUNDS: Final = 4

_DOUBLE_BLANKS: Final = re.compile(r"(?<=[^\s]) {2,}(?=[^\s])")
_EARLY_BLANK: Final = re.compile(r"(?<=[^\W_]|[»”\")\]]) +(?=[,;:!?.](?:[\s»”\")\]]|\Z))")
_ELLIPSIS: Final = re.compile(r"(?<![.\d?!])\.\.\.(?![.\d])")
_SPEECH_DASH: Final = re.compile(r"^([^\S\n]*)[-–][^\S\n]+(?=\S)", re.MULTILINE)
"""A list's signs are hidden from it."""

_COMMA_DASH: Final = re.compile(r"(?<=[^\W\d_],)(?:-|–)(?= [^\W\d_])")
_SPACED_DASH: Final = re.compile(r"(?<=[^\s\d]) (?:--?-?|–) (?=\S)|(?<=\d) (?:--?-?|–) (?=[^\s\d])")
_TIGHT_DOUBLE_DASH: Final = re.compile(r"(?<=[^\W\d_])--(?=[^\W\d_])")
_RANGE: Final = re.compile(r"(?<![\w.,:/+\-–−—№#])(\d{1,4})-(\d{1,4})(?![\w:/+\-–−—]|[.,]\d)")
_ROMAN_RANGE: Final = re.compile(r"(?<![\w\-–])([IVX]{1,6})[-—]([IVX]{1,6})(?![\w\-–])")


def typographed(
    text: str, rules: Collection[TypographyRule], language: str = "", yo: YoPolicy = YoPolicy.KEEP
) -> str:
    """Return the text after the rules; what it returns stays as it is when set again.

    Args:
        text: Plain text or Markdown.
        rules: Those that are switched on; one that the language does not have does nothing.
        language: ISO 639-1 code; "" finds it out.
        yo: Of a Russian text.
    """
    language = language or language_of(text)
    before = text
    for _ in range(_ROUNDS):
        after = shielded(before).changed(lambda free: _set(free, rules, language, yo))
        if after == before:
            return after
        before = after
    # It never came to rest, so nothing is sure of it.
    return text


def _set(text: str, rules: Collection[TypographyRule], language: str, yo: YoPolicy) -> str:
    for rule in TypographyRule:
        if rule in rules:
            text = _MAKERS[rule](text, language)
    return with_yo(text, yo) if language == "ru" else text


def _blanks(text: str, _language: str) -> str:
    return _DOUBLE_BLANKS.sub(" ", text)


def _punctuation(text: str, language: str) -> str:
    return text if language == "fr" else _EARLY_BLANK.sub("", text)


def _ellipsis(text: str, _language: str) -> str:
    return _ELLIPSIS.sub("…", text)


def _dashes(text: str, language: str) -> str:
    if language in _CYRILLIC:
        text = _SPEECH_DASH.sub(r"\1— ", text)
        text = _COMMA_DASH.sub(" —", text)
    elif language != "en":
        return text
    text = _TIGHT_DOUBLE_DASH.sub("—", text)
    return _SPACED_DASH.sub(" — ", text)


def _ranges(text: str, _language: str) -> str:
    text = _ROMAN_RANGE.sub("\\1–\\2", text)
    return _RANGE.sub(_range, text)


def _range(found: re.Match[str]) -> str:
    low, high = found.groups()
    is_range = not low.startswith("0") and int(low) < int(high)
    return f"{low}–{high}" if is_range else found.group()


def _quotes(text: str, language: str) -> str:
    if language == "en":
        return with_apostrophes(quoted(text, ENGLISH))
    if language == "de":
        return quoted(text, GERMAN)
    return quoted(text, RUSSIAN) if language in _CYRILLIC else text


def _hard_spaces(text: str, language: str) -> str:
    return with_hard_spaces(text) if language in _WITH_HARD_SPACES else text


_MAKERS: Final[dict[TypographyRule, Callable[[str, str], str]]] = {
    TypographyRule.BLANKS: _blanks,
    TypographyRule.PUNCTUATION: _punctuation,
    TypographyRule.ELLIPSIS: _ellipsis,
    TypographyRule.DASHES: _dashes,
    TypographyRule.RANGES: _ranges,
    TypographyRule.QUOTES: _quotes,
    TypographyRule.HARD_SPACES: _hard_spaces,
}
