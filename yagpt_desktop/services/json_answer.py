"""Reads what a model answered by a JSON schema; such an answer may still be wrapped, cut off or broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

MOST_SIGNS: Final = 200_000

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_DECODER: Final = json.JSONDecoder()


def objects_of(answer: str, key: str) -> list[Any]:
    """Return the list that a JSON object in the answer holds under a key.

    Of an answer that is cut off or damaged, the elements that are whole; an empty list where there are none.
    """
    answer = answer[:MOST_SIGNS]
    whole = _decoded(answer, answer.find("{"))
    if isinstance(whole, dict) and isinstance(whole.get(key), list):
        return list(whole[key])
    bare = _decoded(answer, answer.find("["))
    if isinstance(bare, list):
        return bare
    return list(_elements(answer, key))


def plain_line(value: object, longest: int) -> str:
    """Return a string of the model's in one line, without unseen signs and not over a length; else ""."""
    if not isinstance(value, str):
        return ""
    line = " ".join(_UNSEEN.sub(" ", value).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _decoded(text: str, start: int) -> Any:
    if start < 0:
        return None
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _elements(text: str, key: str) -> Iterator[Any]:
    opened = re.search(rf'"{re.escape(key)}"\s*:\s*\[', text)
    if opened is None:
        return
    at = opened.end()
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
