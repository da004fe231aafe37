"""A plausible tokenizer: deterministic, about 5.5 signs to a Russian token, no network, no model.

The template around a request is made so that a one-word request costs the 15 tokens that were recorded
from the real service, with its special tokens ``<s>``, ``[NL]``, ``[SEP]`` and U+2581 for a blank.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from yagpt_desktop.yandex.pb.text_generation_pb2 import Message, Token

_BLANK: Final = "\u2581"
_WHOLE_WORD: Final = 8
_PART: Final = 5
_PIECES: Final = re.compile(r"\n| ?[^\W\d_]+| ?\d{1,3}| ?(?:[^\w\s]|_)|[^\S\n]")
_SPECIAL: Final = ("<s>", "[NL]", "[SEP]")
_OPENING: Final = ("<s>", "[NL]")
_BEFORE_TEXT: Final = (_BLANK, "", ":", "[NL]")
_AFTER_TEXT: Final = ("[SEP]", "[NL]")
_CLOSING: Final = (_BLANK, _BLANK + "assistant", ":", "[NL]", "<s>", "[SEP]")


def text_tokens(text: str) -> list[Token]:
    """Return the tokens of a bare text; joined, with U+2581 read as a blank, they are the text again."""
    return [_token(piece) for piece in _pieces(text)]


def count(text: str) -> int:
    """Return the number of tokens in a bare text."""
    return sum(1 for _ in _pieces(text))


def head(text: str, tokens: int) -> str:
    """Return the beginning of a text that is so many tokens long."""
    length = 0
    for match in _PIECES.finditer(text):
        size = len(match[0])
        parts = 1 if size <= _WHOLE_WORD else -(-size // _PART)
        if parts > tokens:
            return text[: length + tokens * _PART] if parts > 1 else text[:length]
        tokens -= parts
        length = match.end()
    return text


def request_tokens(messages: Iterable[Message]) -> list[Token]:
    """Return the tokens of a whole request with its template."""
    tokens = [_token(name) for name in _OPENING]
    for message in messages:
        tokens += [_token(name or _BLANK + message.role) for name in _BEFORE_TEXT]
        tokens += text_tokens(message.text)
        tokens += [_token(name) for name in _AFTER_TEXT]
    tokens += [_token(name) for name in _CLOSING]
    return tokens


def request_count(messages: Iterable[Message]) -> int:
    """Return the number of tokens in a whole request."""
    around = len(_BEFORE_TEXT) + len(_AFTER_TEXT)
    inside = sum(around + count(message.text) for message in messages)
    return len(_OPENING) + inside + len(_CLOSING)


def _pieces(text: str) -> Iterator[str]:
    for match in _PIECES.finditer(text):
        piece = match[0]
        if piece == "\n":
            yield "[NL]"
        elif len(piece) <= _WHOLE_WORD:
            yield piece.replace(" ", _BLANK)
        else:
            marked = piece.replace(" ", _BLANK)
            for start in range(0, len(marked), _PART):
                yield marked[start : start + _PART]


def _token(text: str) -> Token:
    special = text in _SPECIAL
    number = _SPECIAL.index(text) + 1 if special else 100 + zlib.crc32(text.encode()) % 128_000
    return Token(id=number, text=text, special=special)
