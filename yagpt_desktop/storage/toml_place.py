"""Where a key stands in a TOML text; ``tomllib`` does not say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping


def line_of(text: str, place: tuple[str, ...]) -> int:
    """Return the line, counted from 1, in which the statement begins that brings ``place`` in; 0 if none.

    The shortest beginning of the text that parses and holds the key ends with that statement, whatever way
    it is written: dotted, quoted, inline or over several lines.  ``text`` must be valid TOML.
    """
    lines = text.splitlines(keepends=True)
    begins = 1
    for end in range(1, len(lines) + 1):
        try:
            head = tomllib.loads("".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        if _holds(head, place):
            return begins
        begins = end + 1
    return 0


def _holds(table: object, place: tuple[str, ...]) -> bool:
    for key in place:
        if not isinstance(table, Mapping) or key not in table:
            return False
        table = table[key]
    return True
