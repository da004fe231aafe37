"""The life of a token."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.iam import LONGEST_LIFE, REFRESH_AFTER, IamToken

CAME = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOKEN = "t1.MADE-UP-token-for-tests"


def token(life: timedelta | None = timedelta(hours=12)) -> IamToken:
    return IamToken(TOKEN, CAME, None if life is None else CAME + life)


@pytest.mark.parametrize(
    ("life", "age", "stale"),
    [
        (timedelta(hours=12), timedelta(minutes=59), False),
        (timedelta(hours=12), timedelta(hours=1), True),
        (timedelta(minutes=10), timedelta(minutes=7), False),
        (timedelta(minutes=10), timedelta(minutes=8), True),
        (None, timedelta(minutes=59), False),
        (None, timedelta(hours=1), True),
    ],
)
def test_a_token_is_renewed_after_an_hour_or_at_a_fifth_of_its_life(life, age, stale):
    assert token(life).is_stale(CAME + age) is stale


@given(st.timedeltas(timedelta(seconds=1), LONGEST_LIFE), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_a_token_is_stale_before_it_ends_and_never_fresh_again(life, age):
    one = token(life)
    if one.is_expired(CAME + age):
        assert one.is_stale(CAME + age)
    if one.is_stale(CAME + age):
        assert one.is_stale(CAME + age + timedelta(hours=1))
    assert not one.is_stale(CAME)
    assert one.is_stale(CAME + REFRESH_AFTER)


def test_a_token_of_unknown_age_is_neither_stale_nor_expired():
    assert not IamToken(TOKEN).is_stale(CAME)
    assert not IamToken(TOKEN).is_expired(CAME)


def test_the_end_is_known_guessed_or_unknown():
    assert token(timedelta(hours=2)).ends_at_most == CAME + timedelta(hours=2)
    assert token(None).ends_at_most == CAME + LONGEST_LIFE
    assert IamToken(TOKEN).ends_at_most is None


def test_a_token_is_in_no_repr():
    assert TOKEN not in repr(token())
