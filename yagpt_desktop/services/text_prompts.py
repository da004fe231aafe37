"""What the model is told by the text tools: ``data/text_<language>.toml``, each prompt with its version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_LANGUAGES: Final = ("ru", "en")


@dataclass(frozen=True, slots=True)
class TextPrompt:
    """A prompt as it ships.

    Attributes:
        version: Counted up with every change of its words, so that a kept result can name what it came of.
    """

    name: str
    version: int
    text: str

    def filled(self, **holes: str) -> str:
        """Return its words with the holes filled in one pass; an empty one leaves no empty paragraph."""
        parts = (_filled(part, holes) for part in self.text.split("\n\n"))
        return "\n\n".join(part for part in parts if part)


def text_prompt(name: str, language: str) -> TextPrompt:
    """Return a prompt in "ru", or in English for any other language.

    Raises:
        KeyError: There is none of that name.
    """
    entry = _data(language)["prompt"][name]
    return TextPrompt(name, int(entry["version"]), str(entry["text"]).strip())


def phrase(name: str, language: str) -> str:
    """Return a short piece of a prompt."""
    return str(_data(language)["phrase"][name])


def language_name(code: str, language: str) -> str:
    """Return how a prompt calls a language, as in "into …"; the code itself for one we have no name for."""
    return str(_data(language)["language"].get(code.partition("-")[0], code))


def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have a name, in the order of the data."""
    return tuple(_data("en")["language"])


def ready_texts(language: str) -> dict[str, str]:
    """Return the prompts of the ready actions by their keys."""
    return {key: str(text).strip() for key, text in _data(language)["action"].items()}


def _filled(part: str, holes: dict[str, str]) -> str:
    pieces = part.split("{")
    made = pieces[0]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        if not (closed and name in holes):
            made += f"{{{piece}"
        else:
            made += holes[name] + (rest if holes[name] else rest.removeprefix(" "))
    return made.strip()


@cache
def _data(language: str) -> dict[str, Any]:
    known = language if language in _LANGUAGES else "en"
    path = files("yagpt_desktop.services").joinpath(f"data/text_{known}.toml")
    return tomllib.loads(path.read_text(encoding="utf8"))
