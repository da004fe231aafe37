"""The words of a paste: cleaned, each character with its place, and the names that stand before values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

_INVISIBLE: Final = frozenset(
    "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u202a\u202b\u202c\u202d\u202e"
)
_WORD: Final = re.compile(r"""[^\s"'`«»“”„‟‘’‚<>(){}\[\],;|\\\x00-\x1f\x7f]+""")
_EDGE: Final = ".,:;!?…*=#&"
_LINE_ENDS: Final = frozenset("\r\n\v\f\x85\u2028\u2029")
_SIGNS_BETWEEN: Final = frozenset({"=", ":", ":=", "=>", "->", "—", "–", "-"})


class Label(Enum):
    """What a name says about the value after it."""

    API_KEY = "an API key"
    IAM_TOKEN = "an IAM token"
    OAUTH_TOKEN = "an OAuth token"
    SECRET = "some secret"
    FOLDER = "a folder"
    CLOUD = "a cloud"
    ACCOUNT = "a service account"
    KEY = "a key's id"


_NAMES: Final = {
    Label.API_KEY: "yc_api_key api_key apikey yandex_api_key yandex_cloud_api_key yandexgpt_api_key "
    "x_api_key openai_api_key",
    Label.IAM_TOKEN: "yc_iam_token iam_token iamtoken yandex_iam_token",
    Label.OAUTH_TOKEN: "yc_oauth_token oauth_token oauth access_token yandexpassportoauthtoken",
    Label.SECRET: "authorization bearer token yc_token secret secret_key key ключ токен секрет",
    Label.FOLDER: "yc_folder_id folder_id folderid x_folder_id folder yc_folder yandex_folder_id "
    "yandex_cloud_folder openai_project каталог каталога папка",
    Label.CLOUD: "yc_cloud_id cloud_id cloudid cloud облако облака",
    Label.ACCOUNT: "service_account_id serviceaccountid sa_id",
    Label.KEY: "key_id keyid",
}
_LABELS: Final = {name: label for label, names in _NAMES.items() for name in names.split()}
# Words of everyday speech: what follows is a value only if it looks like one, or a sign stands between.
_SPOKEN: Final = frozenset(
    {
        *("token", "secret", "key", "folder", "cloud", "oauth"),
        *("ключ", "токен", "секрет", "каталог", "каталога", "папка", "облако", "облака"),
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text without blanks, quotes and invisible signs.

    Attributes:
        places: Where each of its characters stands in the paste, counted from 0.
        on_new_line: Nothing but a line break stands between it and the word before.
        after_blank: Nothing but blanks stand between it and the word before.
    """

    text: str
    places: tuple[int, ...]
    on_new_line: bool = False
    after_blank: bool = False

    def part(self, start: int, end: int | None = None) -> Word:
        """Return a piece of it."""
        return Word(self.text[start:end], self.places[start:end])

    def trimmed(self) -> Word:
        """Return it without the punctuation of the sentence around it; a token's last ``=`` is none."""
        inner = self.text.lstrip(_EDGE)
        start = len(self.text) - len(inner)
        return self.part(start, start + len(inner.rstrip(_EDGE.replace("=", ""))))

    def joined(self, other: Word) -> Word:
        """Return both as one."""
        return Word(self.text + other.text, self.places + other.places, self.on_new_line, self.after_blank)


@dataclass(frozen=True, slots=True)
class Named:
    """A word with the name that stood before it.

    Attributes:
        is_strong: The name leaves no doubt that a value follows.
    """

    word: Word
    label: Label | None = None
    is_strong: bool = False


def words_of(text: str) -> Iterator[Word]:
    """Yield the words, in order; linear in the length."""
    end = 0
    for found in _WORD.finditer(text):
        places = tuple(place for place in range(*found.span()) if text[place] not in _INVISIBLE)
        if not places:
            continue
        gap = [sign for sign in text[end : found.start()] if sign not in _INVISIBLE]
        is_blank = end > 0 and all(sign.isspace() for sign in gap)
        on_new_line = is_blank and not _LINE_ENDS.isdisjoint(gap)
        yield Word("".join(text[place] for place in places), places, on_new_line, is_blank)
        end = found.end()


def named_words(words: list[Word]) -> Iterator[Named]:
    """Yield the values with their names; the names themselves are left out."""
    label: Label | None = None
    is_strong = False
    for word in words:
        if word.text in _SIGNS_BETWEEN:
            is_strong = label is not None
            continue
        name, sign, value = _split(word.text)
        own = label_of(name)
        if own is None:
            yield Named(word, label, is_strong)
            label, is_strong = None, False
        elif value:
            yield Named(word.part(len(word.text) - len(value)), own, is_strong=True)
            label, is_strong = None, False
        else:
            label, is_strong = own, bool(sign) or name.lower() not in _SPOKEN


def label_of(name: str) -> Label | None:
    """Return what a name stands for in any spelling: ``--folder-id``, ``folderId``, ``$env:YC_API_KEY``."""
    plain = name.strip("-$.*_").lower().removeprefix("env:").replace("-", "_")
    return _LABELS.get(plain)


def value_start(text: str) -> int:
    """Return where the value of ``name=value`` begins; 0 where no known name stands before it."""
    name, sign, value = _split(text)
    return len(text) - len(value) if sign and label_of(name) is not None else 0


def _split(text: str) -> tuple[str, str, str]:
    """Cut ``name=value``; PowerShell's ``$env:`` belongs to the name."""
    start = 5 if text[:5].lower() == "$env:" else 0
    found = re.compile("[:=]").search(text, start)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]
