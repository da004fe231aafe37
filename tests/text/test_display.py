"""Foreign text made fit keeps its length."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.display import fit, with_plain_breaks
from yagpt_desktop.text.prefix import common_prefix

ANY = st.text(st.characters(), max_size=80)


@given(ANY)
def test_every_sign_stays_or_gives_its_place_to_one(text: str) -> None:
    shown = fit(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(sign) in {"Cs", "Zl", "Zp"} for sign in shown)
    shown.encode()


def test_what_is_harmless_stays() -> None:
    text = "Ёжик 👩‍👩‍👧 naïve\t مرحبا \u200f\u200d\n"
    assert fit(text) == text


def test_overrides_of_direction_vanish() -> None:
    assert fit("a\u202eb\u2066c") == "a\u200bb\u200bc"


def test_emoji_joined_without_end_may_be_broken_and_keep_their_places() -> None:
    text = "👩\u200d" * 1000
    shown = fit(text)
    assert len(shown) == len(text)
    assert shown.replace("\u200b", "\u200d") == text
    assert max(map(len, shown.split("\u200b"))) <= 20


def test_the_longest_emoji_there_is_stays_one() -> None:
    kiss = "👩🏽\u200d❤\ufe0f\u200d💋\u200d👩🏽"
    assert fit(f"{kiss} " * 20) == f"{kiss} " * 20
    assert fit(kiss * 2) == kiss * 2


@given(st.text("a\r\n", max_size=30))
def test_every_break_becomes_a_line_feed(text: str) -> None:
    shown = with_plain_breaks(text)
    assert "\r" not in shown
    assert shown.split("\n") == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(st.text("ab", max_size=50), st.text("ab", max_size=50), st.integers(0, 200))
def test_the_common_prefix_is_common_and_no_longer(old: str, new: str, times: int) -> None:
    old, new = "xyz" * times * 30 + old, "xyz" * times * 30 + new
    length = common_prefix(old, new)
    assert old[:length] == new[:length]
    assert length in {len(old), len(new)} or old[length] != new[length]
