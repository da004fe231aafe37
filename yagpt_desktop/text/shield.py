"""Hides what no rule of typography may touch, and puts it back: code, addresses, Markdown, signed numbers.

Each hidden stretch leaves one sign of a private area behind, so that rules see its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

WORD: Final = "\ue000"
"""Stands for what reads like a word: code, an address, a number."""

MARK: Final = "\ue001"
"""Stands for what a reader does not see: a tag, the sign of a list."""

_WORDS: Final = (
    r"^ {0,3}(?P<fence>```+|~~~+)[^\n]*(?:\n(?:.*\n)*? {0,3}(?P=fence)[^\n]*$|(?s:.*)\Z)",
    r"^(?:\t| {4}).*$",
    r"^[^\S\n]*\|.*$",
    r"^[^\S\n]*(?:[-*_=][^\S\n]*){3,}$",
    r"^ {0,3}\[[^\[\]\n]+\]:.*$",
    r"(?<!`)(?P<code>`+)(?!`)[^\n]*?[^`\n](?P=code)(?!`)",
    r"\$\$[^$]{1,2000}\$\$",
    r"\$(?! )[^$\n]{1,200}(?<! )\$(?!\d)",
    r"\\\([^\n]{1,500}?\\\)",
    r"\b(?:https?|ftp|file)://[^\s<>«»“”\"]+",
    r"\bwww\.[^\s<>«»“”\"]+",
    r"\bmailto:\S+",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
    r"\](?:\([^()\n]*\)|\[[^\[\]\n]*\])",
    r"\[\[[^\[\]\n]{1,200}\]\]",
    r"\{[^{}\n]{1,200}\}",
    r"%\(\w+\)[a-z]|%[sdif]\b",
    r"(?<!\w)[A-Za-z]:\\\S+",
    r"(?<![\w/])\.{0,2}/[\w.-]+(?:/[\w.-]*)+",
    r"(?<![\w.-])[\w-]+(?:\.[A-Za-z][\w-]*)+(?:/\S*)?(?!\.?\w)",
    r"(?<!\w)[+\-−±]\d[\d.,]*",
    r"(?<!\w)--?[A-Za-z][\w-]*",
    "[\ue000\ue001]",
)
_MARKS: Final = (
    r"<!--.{0,2000}?-->",
    r"</?[A-Za-z][^<>\n]{0,300}>",
    r"&(?:[A-Za-z]{2,10}|#\d{1,6});",
    r"^[^\S\n]*(?:>[^\S\n]?)*(?:[-*+][^\S\n]+|\d{1,9}[.)][^\S\n]+|#{1,6}[^\S\n]+)?(?:\[[ xX]\][^\S\n]+)?",
)
_HIDDEN: Final = re.compile(f"(?P<word>{'|'.join(_WORDS)})|(?P<mark>{'|'.join(_MARKS)})", re.MULTILINE)
_SPEECH: Final = re.compile(r"[^\S\n]*[-–—][^\S\n]+[^\n]*[,.!?…][»\"]?[^\S\n]+[-–—][^\S\n]+[^\W\d_]")
_DASHED_LINES: Final = re.compile(r"(?:^[^\S\n]*[-–—][^\S\n][^\n]*(?:\n|\Z))+", re.MULTILINE)
_LINE_START: Final = re.compile(r"^", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with its untouchable stretches hidden."""

    text: str
    hidden: tuple[str, ...]

    def changed(self, change: Callable[[str], str]) -> str:
        """Return the whole text after a change of what is not hidden; the signs of the hidden must stay."""
        rest = iter(self.hidden)
        return re.sub(f"[{WORD}{MARK}]", lambda _found: next(rest), change(self.text))


def shielded(text: str) -> Shielded:
    """Hide what must stay; a line of a dialogue is no item of a list."""
    hidden: list[str] = []
    spoken = _spoken(text)

    def hide(found: re.Match[str]) -> str:
        is_mark = found.lastgroup == "mark"
        if not found.group() or (is_mark and found.start() in spoken):
            return found.group()
        hidden.append(found.group())
        return MARK if is_mark else WORD

    return Shielded(_HIDDEN.sub(hide, text), tuple(hidden))


def _spoken(text: str) -> frozenset[int]:
    """Return where the lines of dialogues begin: neighbours with a dash, one of them with a speaker."""
    spoken: set[int] = set()
    for block in _DASHED_LINES.finditer(text):
        starts = [block.start() + line.start() for line in _LINE_START.finditer(block.group())]
        if any(_SPEECH.match(text, start) for start in starts):
            spoken.update(starts)
    return frozenset(spoken)
