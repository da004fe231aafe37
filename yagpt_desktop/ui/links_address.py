"""Addresses of foreign texts: which may be opened, what they look like, and what their words pretend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from PySide6.QtCore import QUrl, QUrlQuery

ALLOWED_SCHEMES: Final = frozenset({"https", "http", "mailto"})
LONGEST_SHOWN: Final = 300
LONGEST_OPENED: Final = 30_000
"""Windows' command line ends at 32,767 signs."""

_ENCODED: Final = QUrl.ComponentFormattingOption.FullyEncoded
# RFC 6068 §4: a mail program should not obey others; "attach" has sent people's own files away.
_LETTER_FIELDS: Final = frozenset({"to", "cc", "subject", "body"})
_LINE_BREAK: Final = re.compile("%0[ad]", re.IGNORECASE)
_UNFIT: Final = re.compile("[\x00-\x20\x7f-\xa0\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DOTS: Final = re.compile("[\u3002\uff0e\uff61]")
_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)
_HOST: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
# Bare words that end so are names of files far more often than of sites.
_FILE: Final = re.compile(
    r"\.(?:md|txt|pyw?|[cm]?js|tsx?|jsx|sh|rs|go|rb|cc?|cpp|hp*|java|kt|cs|swift|php|css|html?|xml|json|ya?ml|toml"
    r"|ini|cfg|conf|lock|log|csv|pdf|docx?|xlsx?|pptx?|zip|tar|gz|png|jpe?g|svg|gif|mp[34]|mov|sql|db|exe|dll|so"
    r"|vue|ipynb|tex|bat|ps1)$",
    re.IGNORECASE,
)


def safe_url(text: str) -> QUrl | None:
    """Return the address if a browser or a mail program may have it, else None.

    A letter keeps its addressees, subject and text; every other field is dropped.
    """
    text = text.strip()
    if len(text) > LONGEST_OPENED or _UNFIT.search(text):
        return None
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    scheme = url.scheme().lower()
    if not url.isValid() or scheme not in ALLOWED_SCHEMES:
        return None
    if scheme == "mailto":
        return _safe_letter(url)
    return url if url.host() else None


def shown_address(url: QUrl) -> str:
    """Return the address with its host in its encoded form, so that look-alike letters show; cut if long."""
    text = opened_address(url)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def opened_address(url: QUrl) -> str:
    """Return the address as another program gets it: ASCII, and its scheme first."""
    return bytes(url.toEncoded().data()).decode("ascii")


def encoded_host(url: QUrl) -> str:
    """Return the host, or the addressees of a letter, as the network knows them."""
    host = ", ".join(_people(url)) if url.scheme() == "mailto" else url.host(_ENCODED)
    return host if len(host) <= LONGEST_SHOWN else f"{host[:LONGEST_SHOWN]}…"


def other_letters(url: QUrl) -> str:
    """Return the host in its own letters where these are not Latin, else ""."""
    encoded = url.host(_ENCODED)
    return url.host() if "xn--" in encoded and url.host() != encoded else ""


def claimed_address(words: str, url: QUrl) -> str:
    """Return the site or mail address that a link's words name where it leads to another one; else ""."""
    for claimed in _claims(words):
        if not _is_honest(claimed, url):
            return claimed[:LONGEST_SHOWN]
    return ""


def _safe_letter(url: QUrl) -> QUrl | None:
    people = url.path(_ENCODED)
    if _LINE_BREAK.search(people):
        return None
    fields = QUrlQuery(url).queryItems(_ENCODED)
    kept = [(unquote(name).lower(), value) for name, value in fields]
    kept = [(name, value) for name, value in kept if name in _LETTER_FIELDS]
    if any(_LINE_BREAK.search(value) for name, value in kept if name != "body"):
        return None
    letter = QUrl()
    letter.setScheme("mailto")
    letter.setPath(
        ",".join(_with_encoded_host(one) for one in people.split(",")), QUrl.ParsingMode.StrictMode
    )
    query = QUrlQuery()
    query.setQueryItems(kept)
    if kept:
        letter.setQuery(query)
    return letter if letter.isValid() and _people(letter) else None


def _people(url: QUrl) -> list[str]:
    fields = [value for name, value in QUrlQuery(url).queryItems(_ENCODED) if name.lower() in {"to", "cc"}]
    return [one for part in (url.path(_ENCODED), *fields) for one in part.split(",") if one]


def _with_encoded_host(person: str) -> str:
    name, at, host = person.rpartition("@")
    return f"{name}{at}{_host_of(unquote(host)) or host}" if at else person


def _host_of(name: str) -> str:
    """Return a host in its encoded form, "" where it is none."""
    url = QUrl(f"https://{name}/", QUrl.ParsingMode.StrictMode)
    return url.host(_ENCODED).lower().removeprefix("www.")


def _claims(words: str) -> Iterator[str]:
    for word in _legible(words).split():
        scheme = _SCHEME.match(word)
        rest = word[scheme.end() :] if scheme else word.lstrip("«“\"'(<[*_`")
        authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
        is_number_in_brackets = bool(scheme) and authority.startswith("[")
        for found in () if is_number_in_brackets else _HOST.finditer(authority):
            host = found.group()
            is_bare = not scheme and host == authority.strip("«»“”\"'()<>[]*_`,.;:!?…")
            if _is_site(host) and not (is_bare and _FILE.search(host)):
                before = authority[: found.start()]
                yield f"{before}{host}" if before.endswith("@") and not scheme else host


def _legible(words: str) -> str:
    """Return the words as they are seen: without invisible signs, wide letters and dots made plain."""
    plain = unicodedata.normalize("NFKC", _DOTS.sub(".", words))
    return "".join(
        sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cc", "Cs"} or sign == "\n"
    )


def _is_site(host: str) -> bool:
    last = host.rpartition(".")[2]
    is_name = len(last) > 1 and not last.isdigit() and bool(_host_of(host))
    return is_name or _is_number(host)


def _is_number(host: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", host))


def _is_honest(claimed: str, url: QUrl) -> bool:
    person, at, host = claimed.rpartition("@")
    wanted = _host_of(host)
    if url.scheme() == "mailto":
        people = [unquote(one).lower() for one in _people(url)]
        if at:
            return f"{person}@{wanted}".lower() in people
        return any(_is_within(one.rpartition("@")[2], wanted) for one in people)
    return not at and _is_within(url.host(_ENCODED).lower(), wanted)


def _is_within(host: str, claimed: str) -> bool:
    host = host.removesuffix(".").removeprefix("www.")
    return host == claimed or host.endswith(f".{claimed}")
