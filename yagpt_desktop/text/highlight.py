"""Colours of code, by Pygments, as tones that a theme can paint."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, Generic, Keyword, Literal, Name, Number, Operator, String, Token
from pygments.util import ClassNotFound

_LANGUAGE_CHARS = 40


class Tone(Enum):
    """What a piece of code is."""

    KEYWORD = "keyword"
    FUNCTION = "function"
    TYPE = "type"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    OPERATOR = "operator"
    META = "meta"
    ERROR = "error"


class ToneRun(NamedTuple):
    """Signs of one line that have one tone; offsets count code points of the line."""

    start: int
    size: int
    tone: Tone


_TONES: dict[object, Tone] = {
    Keyword: Tone.KEYWORD,
    Keyword.Type: Tone.TYPE,
    Keyword.Constant: Tone.KEYWORD,
    Name.Function: Tone.FUNCTION,
    Name.Class: Tone.TYPE,
    Name.Exception: Tone.TYPE,
    Name.Builtin: Tone.FUNCTION,
    Name.Tag: Tone.KEYWORD,
    Name.Attribute: Tone.FUNCTION,
    Name.Decorator: Tone.META,
    Name.Constant: Tone.NUMBER,
    String: Tone.STRING,
    Literal: Tone.STRING,
    Number: Tone.NUMBER,
    Comment: Tone.COMMENT,
    Comment.Preproc: Tone.META,
    Operator: Tone.OPERATOR,
    Operator.Word: Tone.KEYWORD,
    Generic.Heading: Tone.KEYWORD,
    Generic.Subheading: Tone.FUNCTION,
    Generic.Inserted: Tone.STRING,
    Generic.Deleted: Tone.ERROR,
    Generic.Prompt: Tone.META,
    Error: Tone.ERROR,
}


def tones_of(lines: list[str], language: str) -> list[tuple[ToneRun, ...]]:
    """Return the tones of each line; nothing where the language is not known.

    The first use of a language imports its rules (some milliseconds); the lines should be few.
    """
    lexer = _lexer(language[:_LANGUAGE_CHARS].lower()) if language else None
    if lexer is None:
        return [()] * len(lines)
    found: list[list[ToneRun]] = [[] for _ in lines]
    for row, start, size, tone in _runs(lexer, "\n".join(lines) + "\n"):
        last = found[row][-1] if found[row] else None
        if last is not None and last.tone is tone and last.start + last.size == start:
            found[row][-1] = ToneRun(last.start, last.size + size, tone)
        else:
            found[row].append(ToneRun(start, size, tone))
    return [tuple(runs) for runs in found]


def knows(language: str) -> bool:
    """Whether code in this language gets colours; the first call for a language imports its rules."""
    return bool(language) and _lexer(language[:_LANGUAGE_CHARS].lower()) is not None


def _runs(lexer: Lexer, code: str) -> Iterator[tuple[int, int, int, Tone]]:
    row = column = 0
    for _, kind, value in lexer.get_tokens_unprocessed(code):
        tone = _tone(kind)
        for number, part in enumerate(value.split("\n")):
            if number:
                row, column = row + 1, 0
            if part and tone is not None:
                yield row, column, len(part), tone
            column += len(part)


@lru_cache(maxsize=512)
def _tone(kind: object) -> Tone | None:
    while kind is not None and kind is not Token:
        if kind in _TONES:
            return _TONES[kind]
        kind = getattr(kind, "parent", None)
    return None


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
