"""Translates between Russian and English as far as a small phrase book goes, and says where it does not.

A line that holds anything but known sentences is translated word by word, unknown words by their letters, and
begins with a mark: nobody takes it for the work of the real model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from .language_data import language_data, words_of

MARKS: Final = {"ru": "[демо]", "en": "[demo]"}

_CODE: Final = re.compile(r"\((?P<code>[a-z]{2,3})\)")
_RUSSIAN_NAMED: Final = re.compile(r"на русск|(?:in)?to russian", re.IGNORECASE)
_ENGLISH_NAMED: Final = re.compile(r"на английск|(?:in)?to english", re.IGNORECASE)
_TERM: Final = re.compile(r'^("(?:[^"\\]|\\.)*") → ("(?:[^"\\]|\\.)*")$', re.MULTILINE)
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_LINE_HEAD: Final = re.compile(r"[ \t]*(?:(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+)*")
_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?…])(\s+)")
_KEPT: Final = (
    r"`[^`\n]*`|\{[^{}\n]*\}|%\(?\w*\)?[sdif]|</?[A-Za-z][^<>\n]*>|\b[a-z][a-z0-9+.-]*://\S+|[\w.+-]+@[\w-]+\.\S+"
    r"|\w*\d\w*"
)
_POSSESSIVE: Final = re.compile(r"['’]s\Z")
_ENGLISH: Final = re.compile(rf"(?P<kept>{_KEPT})|[A-Za-z]+(?:['’-][A-Za-z]+)*")
_RUSSIAN: Final = re.compile(rf"(?P<kept>{_KEPT})|[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


def target_of(role: str, text: str) -> str:
    """Return the code of the language that a role asks for; without one, what the text is not in."""
    code = _CODE.search(role.partition("\n")[0])
    if code is not None:
        return code["code"]
    wants_russian, wants_english = _RUSSIAN_NAMED.search(role), _ENGLISH_NAMED.search(role)
    if bool(wants_russian) != bool(wants_english):
        return "ru" if wants_russian else "en"
    return "en" if _CYRILLIC.search(text) else "ru"


def terms_of(role: str) -> dict[str, str]:
    """Return the glossary that a role lists, by its words in lower case."""
    return {json.loads(source).casefold(): json.loads(target) for source, target in _TERM.findall(role)}


def known(text: str, target: str) -> str | None:
    """Return the translation of a text made of known sentences alone; None where there is more in it."""
    if target not in MARKS or not text.strip():
        return None
    pieces = _SENTENCE_GAP.split(text.strip())
    whole = _sentences(target).get(_folded(text))
    found = [piece if piece.isspace() else _sentences(target).get(_folded(piece)) for piece in pieces]
    if whole is not None:
        return whole
    return None if None in found else "".join(filter(None, found))


def translated(text: str, target: str, terms: Mapping[str, str] | None = None) -> str:
    """Return a text in Russian or English; in any other language marked, with its words by their letters.

    Lines, blanks round them, Markdown at their heads, code, placeholders, addresses and numbers stay.
    """
    return "".join(_line(line, target, terms or {}) for line in text.splitlines(keepends=True))


def variants(text: str, target: str, count: int, terms: Mapping[str, str] | None = None) -> list[str]:
    """Return so many different translations of a sentence."""
    plain = translated(text, target, terms)
    openings = language_data("phrasebook")["openings"]["ru" if target == "ru" else "en"]
    return [f"{opening} {plain[:1].lower()}{plain[1:]}" for opening in openings[:count]]


def _line(line: str, target: str, terms: Mapping[str, str]) -> str:
    head = _LINE_HEAD.match(line)
    start = head.end() if head else 0
    body = line[start:].rstrip()
    end = start + len(body)
    whole = known(body, target)
    if whole is not None and not _has_term(body, terms):
        return line[:start] + whole + line[end:]
    found = "".join(
        piece if piece.isspace() else _sentence(piece, target, terms) for piece in _SENTENCE_GAP.split(body)
    )
    if found == body:
        return line
    return f"{line[:start]}{MARKS.get(target, MARKS['en'])} {found}{line[end:]}"


def _sentence(sentence: str, target: str, terms: Mapping[str, str]) -> str:
    whole = _sentences(target).get(_folded(sentence))
    if whole is not None and not _has_term(sentence, terms):
        return whole
    source = _ENGLISH if target == "ru" else _RUSSIAN
    words = _words(target)

    def of(match: re.Match[str]) -> str:
        if match["kept"] is not None:
            return match[0]
        lower = _POSSESSIVE.sub("", match[0].casefold())
        term = next((said for word, said in terms.items() if _same_term(lower, word)), None)
        if term is not None:
            return term
        found = words.get(lower)
        return _in_case(match[0], _spelt(lower, target) if found is None else found)

    made = re.sub(r"[ \t]{2,}", " ", source.sub(of, sentence)).strip()
    return made[:1].upper() + made[1:] if sentence[:1].isupper() else made


def _has_term(text: str, terms: Mapping[str, str]) -> bool:
    return bool(terms) and any(_same_term(word, term) for word in text.casefold().split() for term in terms)


def _same_term(word: str, term: str) -> bool:
    return word == term or (len(term) > 4 and word.startswith(term[: -(2 if _CYRILLIC.search(term) else 1)]))


def _spelt(word: str, target: str) -> str:
    pattern, letters = _letters("ru" if target == "ru" else "en")
    return pattern.sub(lambda match: letters[match[0]], word)


@cache
def _letters(target: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return how letters of the other writing are written, the longest first."""
    rows = language_data("phrasebook")["letters"][target]
    letters = dict(zip(words_of(rows["written"]), words_of(rows["meant"]), strict=True))
    return re.compile("|".join(sorted(letters, key=len, reverse=True))), letters


def _in_case(word: str, found: str) -> str:
    if len(word) > 1 and word.isupper():
        return found.upper()
    return found[:1].upper() + found[1:] if word[:1].isupper() else found


@cache
def _sentences(target: str) -> dict[str, str]:
    pairs = language_data("phrasebook")["sentences"].items()
    if target == "ru":
        return {_folded(english): russian for english, russian in pairs}
    return {_folded(russian): english for english, russian in pairs} if target == "en" else {}


@cache
def _words(target: str) -> dict[str, str]:
    pairs = language_data("phrasebook")["words"].items()
    if target == "ru":
        return dict(pairs)
    if target != "en":
        return {}
    # Of several English words for a Russian one the first is taken.
    return {russian: english for english, russian in reversed(list(pairs)) if russian}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е").replace("’", "'").rstrip(".… ")
