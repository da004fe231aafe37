"""A key in a message is noticed; words, code and figures are left alone."""

from __future__ import annotations

import sysconfig
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.services.secret_look import LOOKALIKES, folded, look_of, looks_like_secret

KEY = "AQVNmade-up-key-for-tests-0123456789_abc"
IAM = "t1.Made-up-payload-for-tests-0123." + "made_up-Signature0" * 4 + "made_up-Signat"
OAUTH = "y0_Made-up-oauth-token-for-tests-0123456789_abcdefghi"
PEM = "-----BEGIN PRIVATE KEY-----\nTUFERSBVUCBLRVkgRk9SIFRFU1RT\n-----END PRIVATE KEY-----\n"
ROOT = Path(__file__).resolve().parents[2]

SECRETS = [
    KEY, IAM, OAUTH, PEM, PEM.replace("PRIVATE", "RSA PRIVATE"), PEM.replace("\n", "\\n"),
    "AQVN-MADE-UP-canary",
    "t1.MADE-UP-canary-of-a-token",
    "y0_MADE-UP-canary-of-a-token", "AQAAAAmade-up-old-oauth-token-012345678",
    f'{{"private_key": "PLEASE DO NOT REMOVE\\n{PEM}"}}', IAM.rpartition(".")[0] + ".",
]  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "around", ["{}", "Почему не работает {}?", 'key = "{}"', "a\n{}\nb", "Bearer {}", "({})"]
)
def test_a_secret_in_a_message_is_noticed(secret: str, around: str) -> None:
    assert looks_like_secret(around.replace("{}", secret))


@pytest.mark.parametrize(
    "text",
    [
        "", "Привет! Как дела?", "What is an API key, and where do I get AQVN… from?", "AQVN", "AQVN123",
        "SELECT t1.customer_identifier, t2.created_at FROM orders t1 JOIN t2 ON t1.id = t2.order_id",
        "t1.thisIsAVeryLongAttributeNameOfAClass.another_very_long_attribute_name()",
        "y0_position_of_the_upper_left_corner = y1_position_of_the_upper_left_corner - 1",
        "x0_, y0_, y1_max", "t1.start()", "t2.0 release", "v1.2.3", "ключ начинается с t1.",
        "-----BEGIN CERTIFICATE-----\nTUFERSBVUCBLRVkgRk9SIFRFU1RT\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nTUFERSBVUCBLRVkgRk9SIFRFU1RT\n-----END PUBLIC KEY-----",
        "the line -----BEGIN PRIVATE KEY----- comes first",
        "AQAAAAEAAAABAAAAAQAAAAEAAAABAAAAAQAAAAEAAAABAAAAAQAAAAEAAAABAAAA", "AQAAAA==",
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAQVNAAFCAYAAACNbyblAAAAHElEQVQI12P4",
        "b1gmadeup0folder0001", "550e8400-e29b-41d4-a716-446655440000", "https://example.ru/t1.html?y0_=1",
    ],
)  # fmt: skip
def test_ordinary_text_and_code_are_let_through(text: str) -> None:
    assert not looks_like_secret(text)


def test_no_source_of_the_standard_library_or_of_this_program_is_taken_for_a_secret() -> None:
    library = Path(sysconfig.get_path("stdlib"))
    paths = [
        path
        for path in library.rglob("*.py")
        if "site-packages" not in path.parts and "test" not in path.parts
    ]
    # The local service alone has keys in its source, made up ones.
    paths += [path for path in (ROOT / "yagpt_desktop").rglob("*.py") if path.parent.name != "simulator"]
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in paths}
    assert sum(map(len, texts.values())) > 5_000_000
    assert not [path for path, text in texts.items() if looks_like_secret(text)]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert looks_like_secret(text) in (True, False)
    assert len(folded(text)) == len(text)
    look_of(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "t1.",
        "t1.a",
        "AQVN",
        "y0_",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----\n",
        "A-",
        "\u200b",
        "t1." + "a" * 20 + ".",
    ],
)
def test_a_million_characters_take_no_longer_than_a_blink(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.monotonic()
    looks_like_secret(text)
    assert time.monotonic() - began < 3


def test_look_alikes_are_single_letters_that_differ() -> None:
    assert all(not sign.isascii() and letter.isascii() for sign, letter in LOOKALIKES.items())
    assert folded("АQVN-у0_-С") == "AQVN-y0_-C"
