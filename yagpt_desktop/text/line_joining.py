"""Mends what copying from a page does to a text: a break at the end of every line, words cut by hyphens."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_ITEM: Final = re.compile(r"\s*(?:[-*+•◦▪–—]|\(?\d{1,3}[.)]|\(?[a-zA-Zа-яА-ЯёЁ]\))\s")
_KEPT: Final = re.compile(r"\s*(?:#{1,6}\s|>|\||```|~~~|(?:\t| {4}))")
_GAP: Final = re.compile(r"\s{3,}")
_SOFT_HYPHEN: Final = "\u00ad"
_HYPHENS: Final = ("-", "\u2010", "\u00ad")
_CUT_WORD: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_MOST_WORD_CHARS: Final = 80
_WORD_BEGIN: Final = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…:;][»”\")\]’']*$")
_LEAST_LINES: Final = 3
_LEAST_LINE_CHARS: Final = 35
_LIKE_LENGTH: Final = 0.75
_LEAST_FULL_SHARE: Final = 0.6
_LEAST_OPEN_SHARE: Final = 0.5
_SHORT_LAST_LINE: Final = 0.7
_BEFORE_HYPHEN: Final = frozenset(
    {"кое", "северо", "юго", "вице", "онлайн", "интернет", "self", "non", "well"}
)
_BEHIND_HYPHEN: Final = frozenset({"нибудь", "таки"})
_ASKING: Final = re.compile(
    r"(?:что|чего|чему|чем|кто|кого|кому|кем|где|как|когда|куда|откуда|зачем|почему|сколько"
    r"|как(?:ой|ая|ое|ие|ого|ому|им|ом|их|ую|ими)|ч(?:ей|ья|ьё|ье|ьи|ьего))\Z"
)
_ASKED: Final = re.compile(r"[ийь]\Z|те\Z|ну\Z")
_ORDINAL: Final = re.compile(r"(?:перв|втор)ых\Z")
"""A hyphen that is the word's own: «кое-где», «кто-то», «иди-ка», «во-первых»; but «место», «строка»."""

_BY_WAY: Final = re.compile(r"(?!(?:эт|т|ч|с)(?:ому|ему)\b)\w+(?:ому|ему|[сц]ки|ьи)\b")
"""What follows «по-»: «по-новому», «по-русски», but «поэтому», «потому», «почему»."""


def looks_broken(text: str) -> bool:
    """Whether the line breaks of a text look like those of a page: lines about as long as each other.

    Most of them must end in the middle of a sentence, or words be cut at their ends.  Verses, lists, code and
    addresses do not look like it.
    """
    runs = [run for run in _runs(_LINE_END.split(text)) if len(run) >= _LEAST_LINES - 1]
    inner = [line for run in runs for line in run[:-1]]
    if len(inner) < _LEAST_LINES - 1:
        return False
    following = [line for run in runs for line in run[1:]]
    if any(_is_cut(line, after) for line, after in zip(inner, following, strict=True)):
        return True
    longest = max(len(line) for line in inner)
    full = sum(len(line) >= _LIKE_LENGTH * longest for line in inner)
    is_open = sum(
        not _ENDS_SENTENCE.search(line) and after[:1].islower()
        for line, after in zip(inner, following, strict=True)
    )
    is_page = longest >= _LEAST_LINE_CHARS and full >= _LEAST_FULL_SHARE * len(inner)
    return is_page and is_open >= _LEAST_OPEN_SHARE * len(inner)


def joined(text: str) -> str:
    """Return the text with the lines of each paragraph joined and words that were cut mended.

    Blank lines, lists, headings, quotes, tables and code stay; a line much shorter than the others that ends
    a sentence ends a paragraph.  A text whose lines do not look like a page's comes back as it is.
    """
    if not looks_broken(text):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    lines = _LINE_END.split(text)
    width = max(len(line.rstrip()) for line in lines)
    made: list[str] = []
    is_code = False
    for before, line in pairwise(["", *lines]):
        is_code = is_code is not _is_fence(before)
        if not made:
            made.append(line)
        elif is_code or _is_fence(line) or not _goes_on(before, line, width):
            made += (end, line)
        else:
            made[-1:] = _glued(made[-1], line)
    return "".join(made)


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(("```", "~~~"))


def _runs(lines: list[str]) -> list[list[str]]:
    """Return the stretches of plain lines; what is kept as it is parts them."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or _is_kept(line):
            runs.append([])
            continue
        if _ITEM.match(line) and runs[-1]:
            runs.append([])
        runs[-1].append(line.rstrip())
    return runs


def _is_kept(line: str) -> bool:
    """Whether a line is a heading, a quote, code or a row of a table."""
    inner = line.strip()
    return _KEPT.match(line) is not None or "\t" in inner or len(_GAP.findall(inner)) > 1


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    if not before.strip() or not line.strip() or _is_kept(before) or _is_kept(line) or _ITEM.match(line):
        return False
    is_short = len(before.rstrip()) < _SHORT_LAST_LINE * width
    is_last = is_short and _ENDS_SENTENCE.search(before.rstrip()) is not None
    return not is_last or line.lstrip()[0].islower()


def _is_cut(before: str, line: str) -> bool:
    """Whether a word is cut between two lines."""
    begun = _cut_word(before)
    rest = _WORD_BEGIN.match(line.lstrip())
    if begun is None or rest is None or not rest.group()[0].islower():
        return False
    return len(begun.group(1)) > 1 and len(rest.group()) > 1


def _cut_word(line: str) -> re.Match[str] | None:
    return _CUT_WORD.search(line, max(0, len(line) - _MOST_WORD_CHARS)) if line.endswith(_HYPHENS) else None


def _glued(before: str, line: str) -> tuple[str, str, str]:
    """Join two lines: a cut word without its hyphen, a compound with it, others by a blank."""
    before, line = before.rstrip(), line.lstrip()
    begun, rest = _cut_word(before), _WORD_BEGIN.match(line)
    if begun is None or rest is None:
        is_tight = before.endswith(_HYPHENS) and before[-2:-1].isalnum()
        return before, "" if is_tight else " ", line
    if before[-1] != _SOFT_HYPHEN and _is_compound(begun.group(1).lower(), rest.group()):
        return before, "", line
    return before[:-1], "", line


def _is_compound(begun: str, rest: str) -> bool:
    """Whether the hyphen between the halves is the word's own."""
    if not rest[0].islower() or begun in _BEFORE_HYPHEN or rest in _BEHIND_HYPHEN:
        return True
    if begun in _ONLY_BEFORE:
        return _ONLY_BEFORE[begun].match(rest) is not None
    return rest in _ONLY_BEHIND and _ONLY_BEHIND[rest].search(begun) is not None


_ONLY_BEFORE: Final = {"по": _BY_WAY, "во": _ORDINAL}
_ONLY_BEHIND: Final = {"то": _ASKING, "либо": _ASKING, "ка": _ASKED}
