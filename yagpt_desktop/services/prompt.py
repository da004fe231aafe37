"""What is said to the model on the program's own account, kept as text files beside the code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def prompt_text(name: str, language: str) -> str:
    """Return ``data/<name>_<language>.txt`` without its last line break."""
    path = files("yagpt_desktop.services").joinpath(f"data/{name}_{language}.txt")
    return path.read_text(encoding="utf8").strip()


def language_of(text: str) -> str:
    """Return "ru" where a text has more Cyrillic letters than Latin ones, else "en"."""
    cyrillic = sum("а" <= sign <= "я" or sign == "ё" for sign in text.lower())
    latin = sum("a" <= sign <= "z" for sign in text.lower())
    return "ru" if cyrillic > latin else "en"
