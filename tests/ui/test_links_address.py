"""Addresses of foreign texts, of which nothing is believed."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.units import split
from yagpt_desktop.ui.links_address import (
    ALLOWED_SCHEMES,
    LONGEST_OPENED,
    LONGEST_SHOWN,
    claimed_address,
    encoded_host,
    opened_address,
    other_letters,
    safe_url,
    shown_address,
)

CORPUS = Path(__file__).parents[1] / "data" / "injection.json"
TEXTS = [
    text.replace("@LONG@", "a" * 10_000)
    for group in json.loads(CORPUS.read_text(encoding="utf-8"))
    for text in group["items"]
]
# Each text as an address, the words of it, and what stands in brackets after words.
ADDRESSES = sorted(
    {*TEXTS, *chain.from_iterable(re.split(r"[\s<>]+", text) for text in TEXTS)}
    | set(chain.from_iterable(re.findall(r"\]\((.*?)\)", text) for text in TEXTS))
)
SCHEMES = [
    *("javascript", "vbscript", "data", "file", "ftp", "sftp", "smb", "cifs", "nfs", "ws", "wss", "about"),
    *("chrome", "view-source", "ms-msdt", "search-ms", "ms-settings", "ms-word", "vscode", "calculator"),
    *("tel", "sms", "ssh", "telnet", "ldap", "jar", "blob", "magnet", "steam", "intent", "qrc", "image"),
    *("httpss", "xhttp", "htt", "mailt", "mailtoo", "http+unix", "x-man-page", "help", "apt", "dav", "-http"),
]
SIGNS = st.text("ab.@:/\\?#[]%&;-_~ \t\n\x00\x1b\u202e\u200b\u3002аяё漢\ud800'\"<>()|`$", max_size=30)


def is_harmless(url: QUrl) -> bool:
    """Whether another program can take the address for nothing but what it shows."""
    address = opened_address(url)
    scheme = address.partition(":")[0]
    return (
        scheme in ALLOWED_SCHEMES
        and address.isascii()
        and not re.search(r"[\x00-\x20\x7f\\\"<>`^{}|]", address)
        and (scheme == "mailto" or address.startswith(f"{scheme}://"))
    )


def test_whatever_is_said_only_the_web_and_mail_are_reached():
    found = [url for text in ADDRESSES if (url := safe_url(text)) is not None]
    assert len(ADDRESSES) > 1_200
    assert len(found) > 50
    assert [url.toString() for url in found if not is_harmless(url)] == []


@given(st.sampled_from(["https://", "http://", "HTTPS://", "mailto:", "https:", "-", ""]), SIGNS)
def test_no_signs_make_an_address_harmful(start: str, rest: str):
    url = safe_url(start + rest)
    assert url is None or is_harmless(url)


@given(st.text("ab.@:/?#[]-_~%2F\\", min_size=1, max_size=30))
def test_the_host_shown_is_the_host_that_is_reached(rest: str):
    url = safe_url(f"https://{rest}")
    if url is not None:
        reached = urlsplit(opened_address(url)).hostname
        assert encoded_host(url).lower() == reached


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
@pytest.mark.parametrize(
    "form", ["{}:x", "{}://example.org/x", "{}:%2F%2Fexample.org", " {}:x", "{}&colon;x"]
)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_other_scheme_is_opened(scheme: str, form: str, case):
    assert safe_url(case(form.format(scheme))) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://yandex.ru@evil.example/", "evil.example"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://yandex。ru/", "yandex.ru"),
        ("https://0x7f.1/", "127.0.0.1"),
        ("https://2130706433/", "127.0.0.1"),
        ("https://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1"),
        ("https://yandex.ru\u2044login.evil.example/", "yandex.xn--rulogin-2d7c.evil.example"),
        ("mailto:a@аррӏе.com", "a@xn--80ak6aa92e.com"),
        (
            "mailto:a@example.org,b@example.org?cc=c@example.org",
            "a@example.org, b@example.org, c@example.org",
        ),
        ("mailto:?to=a@example.org", "a@example.org"),
    ],
)
def test_the_real_host_is_shown(address: str, host: str):
    url = safe_url(address)
    assert url is not None
    assert encoded_host(url) == host


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("mailto:a@example.org?subject=x&body=y%0D%0Az", "mailto:a@example.org?subject=x&body=y%0D%0Az"),
        ("mailto:a@example.org?attach=/etc/passwd&subject=x", "mailto:a@example.org?subject=x"),
        ("mailto:a@example.org?ATTACHMENT=x", "mailto:a@example.org"),
        ("mailto:a@example.org?%61ttach=x&%73ubject=y", "mailto:a@example.org?subject=y"),
        ("mailto:a@example.org?bcc=b@example.org", "mailto:a@example.org"),
    ],
)
def test_a_letter_takes_no_file_along_and_goes_to_nobody_unseen(written: str, kept: str):
    url = safe_url(written)
    assert url is not None
    assert opened_address(url) == kept


@pytest.mark.parametrize(
    "address",
    [
        "mailto:",
        "mailto:?subject=x",
        "mailto:a@b.example%0ABcc:c@d.example",
        "mailto:a@b.example?subject=x%0D%0Ay",
    ],
)
def test_a_letter_to_nobody_or_with_hidden_lines_is_none(address: str):
    assert safe_url(address) is None


def test_an_endless_address_is_none():
    assert safe_url("https://example.org/" + "a" * LONGEST_OPENED) is None
    url = safe_url("https://example.org/" + "a" * 10_000)
    assert url is not None
    assert len(shown_address(url)) <= LONGEST_SHOWN + 1


@pytest.mark.parametrize(
    ("words", "address", "claimed"),
    [
        ("https://yandex.ru/login", "https://evil.example/", "yandex.ru"),
        ("yandex.ru", "https://evil.example/", "yandex.ru"),
        ("перейти на «yandex.ru».", "https://evil.example/", "yandex.ru"),
        ("yandex.ru", "https://yandex.ru.evil.example/", "yandex.ru"),
        ("yandex.ru", "https://notyandex.ru/", "yandex.ru"),
        ("yandex\u200b.ru", "https://evil.example/", "yandex.ru"),
        ("ya\u00adndex.ru", "https://evil.example/", "yandex.ru"),
        ("ｙａｎｄｅｘ。ru", "https://evil.example/", "yandex.ru"),
        ("яндекс.рф", "https://evil.example/", "яндекс.рф"),
        ("https://yandex.ru@evil.example/", "https://yandex.ru@evil.example/", "yandex.ru"),
        ("https://yandex.ru\\@evil.example", "https://evil.example/", "yandex.ru"),
        ("ftp://yandex.ru", "https://evil.example/", "yandex.ru"),
        ("127.0.0.1:8080", "https://evil.example/", "127.0.0.1"),
        ("support@yandex.ru", "https://evil.example/", "support@yandex.ru"),
        ("a@example.org", "mailto:b@example.org", "a@example.org"),
        ("evil.example и yandex.ru", "https://evil.example/", "yandex.ru"),
        ("https://аррӏе.com", "https://apple.com/", "аррӏе.com"),
    ],
)
def test_words_that_name_another_address_are_noticed(words: str, address: str, claimed: str):
    url = safe_url(address)
    assert url is not None
    assert claimed_address(words, url) == claimed


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("здесь", "https://example.org/"),
        ("https://example.org/a.b/c", "https://example.org/a.b/c"),
        ("example.org", "http://www.example.org/x"),
        ("www.example.org", "https://example.org/"),
        ("yandex.ru", "https://cloud.yandex.ru/docs"),
        ("пример.рф", "https://xn--e1afmkfd.xn--p1ai/"),
        ("EXAMPLE.ORG", "https://example.org./"),
        ("README.md и main.py", "https://example.org/"),
        ("Node.js", "https://nodejs.example/"),
        ("и т.д. и т.п., версия 5.1.2", "https://example.org/"),
        ("стр. 3.14", "https://example.org/"),
        ("a@example.org", "mailto:a@example.org"),
        ("example.org", "mailto:a@example.org"),
        ("", "https://example.org/"),
    ],
)
def test_honest_words_raise_no_alarm(words: str, address: str):
    url = safe_url(address)
    assert url is not None
    assert claimed_address(words, url) == ""


def test_every_bare_address_of_the_corpus_names_what_it_reaches():
    """The words of such a link are its address: an alarm is due only where letters or a name pretend."""
    for text in TEXTS:
        for span in spans_of(text):
            url = safe_url(span.href)
            if url is None or span.text != span.href or url.userInfo():
                continue
            if "xn--" not in encoded_host(url):
                assert claimed_address(span.text, url) == "", span.href


@given(SIGNS, st.sampled_from(["https://example.org/", "mailto:a@example.org"]))
def test_any_words_can_be_looked_at(words: str, address: str):
    url = safe_url(address)
    assert url is not None
    claimed_address(words, url)


def test_other_letters_are_shown_beside_their_encoded_form():
    assert other_letters(QUrl("https://пример.рф/")) == "пример.рф"
    assert other_letters(QUrl("https://example.org/")) == ""


def spans_of(text: str):
    for unit in split(text):
        for block in blocks_of(unit):
            for row in (getattr(block, "spans", ()), *getattr(block, "rows", ()), getattr(block, "head", ())):
                for span in row:
                    yield from span if isinstance(span, tuple) else (span,)


def test_a_text_has_links_to_the_web_and_to_mail_alone():
    hrefs = [span.href for text in TEXTS for span in spans_of(text) if span.href]
    assert len(hrefs) > 100
    assert {href.partition(":")[0].lower() for href in hrefs} <= ALLOWED_SCHEMES


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x", "smb://example.org/x", "file:///etc/passwd", "vscode://x", "./main.py"]
)
def test_an_address_that_may_not_be_opened_stays_to_be_read_and_copied(address: str):
    for text in (f"[слова]({address})", f"[слова][р]\n\n[р]: {address}", f"![слова]({address})"):
        shown = "".join(span.text for span in spans_of(text))
        assert address in shown
        assert "слова" in shown


@pytest.mark.parametrize("address", ["https://example.org/x", "mailto:a@example.org"])
def test_a_growing_link_is_its_words_from_the_beginning(address: str):
    for end in range(len(address) + 1):
        shown = "".join(span.text for span in spans_of(f"[слова]({address[:end]})"))
        assert shown == "слова"
