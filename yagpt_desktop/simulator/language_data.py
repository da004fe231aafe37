"""Reads what is known of a language beside its word list: ``data/<language>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def language_data(language: str) -> dict[str, Any]:
    """Return the tables of ``russian`` or ``english``."""
    return tomllib.loads((files(__package__) / "data" / f"{language}.toml").read_text("utf-8"))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a list written with blanks; a hyphen stands for the empty word."""
    return tuple("" if word == "-" else word for word in text.split())


def patterns_of(rows: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return rows of what is written and what is meant, ready to use."""
    return tuple((re.compile(slip), meant) for slip, meant in rows)
