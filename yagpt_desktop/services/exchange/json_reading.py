"""JSON that strangers wrote: its depth is measured before it is read, and large lists are read by pieces."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from yagpt_desktop.domain.errors import ImportFault, ImportRefused

from .limits import DEEPEST, damaged

# Possessive: a text of megabytes must not cost a step of memory for each of its signs.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["\[\]{},]', re.DOTALL)
_OPENING, _CLOSING = b"[{", b"]}"
_MARK: Final = b"\xef\xbb\xbf"
_BLANKS: Final = b" \t\r\n"


def without_mark(data: bytes) -> bytes:
    """Return the text without the byte order mark that some programs write."""
    return data.removeprefix(_MARK)


def looks_like_json(start: bytes) -> bool:
    """Whether a document that begins so may be a JSON list or object."""
    return without_mark(start).lstrip(_BLANKS)[:1] in (b"[", b"{")


def elements_of(document: bytes) -> Iterator[bytes]:
    """Yield the elements of a list one by one, or a document that is no list whole.

    Raises:
        ImportRefused: It is nested too deep, or its brackets do not match.
    """
    document = without_mark(document).strip(_BLANKS)
    if not document.startswith(b"["):
        check_depth(document)
        yield document
        return
    begin, depth = 1, 0
    for token, at in _tokens(document):
        depth = _deeper(depth, token)
        is_end = depth == 0
        if is_end or (depth == 1 and token == b","):
            element = document[begin:at]
            begin = at + 1
            if element.strip(_BLANKS):
                yield element
        if is_end:
            break
    if depth or document[begin:]:
        raise damaged("the list does not end where the file ends")


def check_depth(document: bytes) -> None:
    """Refuse a document that is nested too deep.

    Raises:
        ImportRefused: It is, or its brackets do not match.
    """
    depth = 0
    for token, _ in _tokens(document):
        depth = _deeper(depth, token)
    if depth:
        raise damaged("brackets are not closed")


def value_of(document: bytes | str) -> Any:
    """Return the value of a document whose depth was checked.

    Raises:
        ImportRefused: It is no JSON, a name occurs twice in an object, or a number is none.
    """
    try:
        text = document if isinstance(document, str) else document.decode()
        return json.loads(
            text, parse_constant=_refused_constant, parse_float=_finite, object_pairs_hook=_unique
        )
    except (ValueError, RecursionError) as error:
        raise damaged(f"no JSON: {type(error).__name__}") from None


def nested_value(text: object) -> Any:
    """Return the value of JSON that stands in a text of JSON; None where the text is none."""
    if not isinstance(text, str):
        return None
    check_depth(text.encode(errors="replace"))
    return value_of(text)


def _tokens(document: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield brackets and commas outside of texts, with their places."""
    for found in _TOKEN.finditer(document):
        token = found.group()
        if token == b'"':
            raise damaged("a text is not closed")
        if not token.startswith(b'"'):
            yield token, found.start()


def _deeper(depth: int, token: bytes) -> int:
    if token in _OPENING:
        depth += 1
        if depth > DEEPEST:
            raise ImportRefused(f"nested deeper than {DEEPEST}", fault=ImportFault.TOO_DEEP)
    elif token in _CLOSING:
        depth -= 1
        if depth < 0:
            raise damaged("a bracket too many")
    return depth


def _refused_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number without end")
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found
