"""Secrets among the words of a paste: whole, broken over lines, masked, with a foreign letter in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.pasted import Finding, WrongCharacter

from .pasted_words import Label, Named, Word, value_start
from .secret_look import LOOKALIKES, Look, folded, is_whole, look_of

_SHORTEST_NAMED: Final = 8
_SHORTEST_UNKNOWN: Final = 20
_MOST_FOREIGN_LETTERS: Final = 3

_FOREIGN: Final = re.compile(r"[^!-~]")
_FRAGMENT: Final = re.compile(r"[\w=.-]{2,}", re.ASCII)
# What no word of a language is: figures, signs, capitals after small letters.
_RANDOM: Final = re.compile(r"[0-9_=-]|[a-z][A-Z]")
_MASK: Final = re.compile(r"\*{3}|…|\.{3}|•{3}")
_KINDS: Final = {
    Look.API_KEY: CredentialKind.API_KEY,
    Look.IAM_TOKEN: CredentialKind.IAM_TOKEN,
    Look.OAUTH_TOKEN: CredentialKind.OAUTH_TOKEN,
}
_NAMED_KINDS: Final = {
    Label.API_KEY: CredentialKind.API_KEY,
    Label.IAM_TOKEN: CredentialKind.IAM_TOKEN,
    Label.OAUTH_TOKEN: CredentialKind.OAUTH_TOKEN,
    Label.SECRET: CredentialKind.API_KEY,
}
_LONGEST: Final = {Look.API_KEY: 40, Look.OAUTH_TOKEN: 64, Look.IAM_TOKEN: 4_096}


@dataclass(frozen=True, slots=True)
class PastedSecret:
    """A secret as it was found."""

    kind: CredentialKind
    word: Word = field(repr=False)
    is_sure: bool = True
    is_whole: bool = True
    is_masked: bool = False

    def credential(self) -> Credential | None:
        """Return it where it can be used."""
        if self.is_masked or wrong_in(self.word) is not None:
            return None
        return Credential(self.kind, self.word.text)

    def findings(self) -> tuple[Finding, ...]:
        """Say what is wrong with it."""
        if self.is_masked:
            return (Finding.MASKED,)
        if wrong_in(self.word) is not None:
            return (Finding.WRONG_CHARACTER,)
        return () if self.is_whole else (Finding.CUT_SHORT,)


def secret_of(named: Named) -> PastedSecret | None:
    """Return the secret that a word is by its look or by its name, if it is one."""
    word = named.word.trimmed()
    is_masked = _MASK.search(named.word.text) is not None
    look = _secret_look(word.text)
    if look is not None:
        return PastedSecret(_KINDS[look], word, is_whole=is_whole(look, word.text), is_masked=is_masked)
    kind = _NAMED_KINDS.get(named.label) if named.label else None
    has_figure = any(sign.isdigit() for sign in word.text)
    if kind and named.is_strong and has_figure and len(word.text) >= _SHORTEST_NAMED:
        is_other = look_of(folded(word.text)) is not None
        return None if is_other else PastedSecret(kind, word, is_masked=is_masked)
    return None


def unknown_secret(word: Word) -> list[PastedSecret]:
    """Take the only word of a paste for an API key, where it may be one of a look not seen yet."""
    word = word.trimmed()
    is_mixed = any(sign.isdigit() for sign in word.text) and any(sign.isalpha() for sign in word.text)
    few_foreign = len(_FOREIGN.findall(word.text)) <= _MOST_FOREIGN_LETTERS
    if len(word.text) >= _SHORTEST_UNKNOWN and is_mixed and few_foreign and "://" not in word.text:
        return [PastedSecret(CredentialKind.API_KEY, word, is_sure=False)]
    return []


def wrong_in(word: Word) -> WrongCharacter | None:
    """Return the first character that no secret has: anything but printable ASCII."""
    found = _FOREIGN.search(word.text)
    if found is None:
        return None
    at, sign = found.start(), found[0]
    name = unicodedata.name(sign, f"U+{ord(sign):04X}")
    return WrongCharacter(sign, at + 1, word.places[at] + 1, LOOKALIKES.get(sign, ""), name)


def mended(words: list[Word]) -> list[Word]:
    """Put secrets together that a mail or a terminal broke over several lines."""
    whole: list[Word] = []
    for word in words:
        if whole and _continues(whole[-1], word):
            whole[-1] = whole[-1].joined(word)
        else:
            whole.append(word)
    return whole


def _continues(before: Word, word: Word) -> bool:
    secret = before.text[value_start(before.text) :]
    look = _secret_look(secret)
    if look is None or not word.after_blank or (look is not Look.OAUTH_TOKEN and is_whole(look, secret)):
        return False
    is_own_thing = look_of(word.text) is not None or value_start(word.text) > 0
    if is_own_thing or not _FRAGMENT.fullmatch(word.text) or len(secret) + len(word.text) > _LONGEST[look]:
        return False
    makes_whole = look is not Look.OAUTH_TOKEN and is_whole(look, secret + word.text)
    return makes_whole or (word.on_new_line and _RANDOM.search(word.text) is not None)


def _secret_look(text: str) -> Look | None:
    """Return what kind of secret a word looks like, whatever foreign letters got into it."""
    look = look_of(_FOREIGN.sub("A", folded(text)))
    return look if look in _KINDS else None
