"""Finds JSON values in bytes that come in pieces of any size.

The service writes one value per line, but nothing promises the line ends; so values are told apart by their
own brackets and quotes.  All signs looked for are ASCII, hence a piece may end inside a letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, NoReturn, cast

from yagpt_desktop.domain.errors import ReplyDamaged, ReplyTooBig

MAX_VALUE_BYTES: Final = 32 * 1024 * 1024
MAX_DEPTH: Final = 100

_BACKSLASH: Final = ord("\\")
_BOM: Final = b"\xef\xbb\xbf"
_FIRST: Final = re.compile(rb"[^ \t\r\n,\x1e]")
_BRACKET_OR_QUOTE: Final = re.compile(rb'["{}\[\]]')
_IN_TEXT: Final = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_WORD_END: Final = re.compile(rb'[ \t\r\n,\x1e"{}\[\]]')


class _State(Enum):
    BETWEEN = "between values"
    NESTED = "inside brackets, outside text"
    TEXT = "inside a text"
    ESCAPE = "after a backslash"
    WORD = "inside a number or a word"


class JsonStream:
    """An incremental splitter.  Takes time in proportion to the bytes fed, however they are cut."""

    def __init__(self, max_value_bytes: int = MAX_VALUE_BYTES) -> None:
        self._max_value_bytes = max_value_bytes
        self._state = _State.BETWEEN
        self._depth = 0
        self._value = bytearray()
        self._mark_left = _BOM

    @property
    def unfinished(self) -> bool:
        """Whether a value has begun and not ended.  A number at the very end counts as unfinished."""
        return self._state is not _State.BETWEEN

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield every value that ``data`` completes, as its bytes.

        Raises:
            ReplyTooBig: A value is over the limit.
            ReplyDamaged: A closing bracket without an opening one, or too deep a nesting.
        """
        place = self._after_mark(data)
        while place < len(data):
            covered = self._state is not _State.BETWEEN
            end = self._step(data, place)
            if covered:
                self._keep(data[place:end])
            place = end
            if self._state is _State.BETWEEN and self._value:
                value, self._value = bytes(self._value), bytearray()
                yield value

    def _after_mark(self, data: bytes) -> int:
        """Step over a byte order mark, which may itself come in pieces."""
        place = 0
        while self._mark_left and place < len(data):
            if data[place] != self._mark_left[0]:
                self._mark_left = b""
                break
            self._mark_left = self._mark_left[1:]
            place += 1
        return place

    def _step(self, data: bytes, place: int) -> int:
        """Move to the end of what the present state covers, change the state, and return that place."""
        match self._state:
            case _State.BETWEEN:
                return self._find_first(data, place)
            case _State.NESTED:
                return self._find_bracket(data, place)
            case _State.TEXT:
                return self._find_quote(data, place)
            case _State.ESCAPE:
                self._state = _State.TEXT
                return place + 1
            case _State.WORD:
                found = _WORD_END.search(data, place)
                if found is None:
                    return len(data)
                self._state = _State.BETWEEN
                return found.start()

    def _find_first(self, data: bytes, place: int) -> int:
        found = _FIRST.search(data, place)
        if found is None:
            return len(data)
        start = found.start()
        sign = found[0]
        if sign == b'"':
            self._state = _State.TEXT
            self._keep(sign)
            return start + 1
        if sign in b"{[":
            self._state = _State.NESTED
            return start
        if sign in b"}]":
            raise ReplyDamaged("a closing bracket without an opening one")
        self._state = _State.WORD
        return start

    def _find_bracket(self, data: bytes, place: int) -> int:
        found = _BRACKET_OR_QUOTE.search(data, place)
        if found is None:
            return len(data)
        sign = found[0]
        if sign == b'"':
            self._state = _State.TEXT
        elif sign in b"{[":
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise ReplyDamaged(f"JSON nested deeper than {MAX_DEPTH}")
        else:
            self._depth -= 1
            if not self._depth:
                self._state = _State.BETWEEN
        return found.end()

    def _find_quote(self, data: bytes, place: int) -> int:
        # Never None: the pattern also matches nothing.
        end = cast("re.Match[bytes]", _IN_TEXT.match(data, place)).end()
        if end == len(data):
            return end
        if data[end] == _BACKSLASH:
            self._state = _State.ESCAPE
        else:
            self._state = _State.NESTED if self._depth else _State.BETWEEN
        return end + 1

    def _keep(self, piece: bytes) -> None:
        self._value += piece
        if len(self._value) > self._max_value_bytes:
            raise ReplyTooBig(f"a JSON value of more than {self._max_value_bytes} bytes")


def value_of(data: bytes) -> Any:
    """Decode one JSON value.

    Raises:
        ReplyDamaged: It is not UTF-8 or not JSON.  The detail quotes nothing of it.
    """
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ReplyDamaged(f"not UTF-8 at byte {error.start} of a value") from error
    except (ValueError, RecursionError) as error:
        raise ReplyDamaged(f"not JSON: {type(error).__name__}") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
