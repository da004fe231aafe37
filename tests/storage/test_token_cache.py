"""Tokens that outlive the program where they can, and never stand in the way where they cannot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.errors import SecretStoreSilent, StorageError
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.storage.token_cache import KeyringTokenCache

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOKEN = IamToken("t1.MADE-UP-token-for-tests", NOW, NOW + timedelta(hours=12))
OTHER = IamToken("t1.MADE-UP-other", NOW + timedelta(hours=1), None)


def test_a_token_outlives_the_program_with_its_times(any_keyring) -> None:
    cache = KeyringTokenCache(any_keyring.door())
    cache.save("a1", TOKEN)
    cache.save("a1", OTHER)
    assert cache.load("a1") == OTHER
    assert KeyringTokenCache(any_keyring.door()).load("a1") == OTHER
    assert KeyringTokenCache(any_keyring.door()).load("a2") is None
    cache.delete("a1")
    assert cache.load("a1") is None
    assert any_keyring.entries == {}


def test_a_keyring_that_fails_costs_the_memory_nothing_and_is_asked_once(any_keyring) -> None:
    any_keyring.fails_at(1, for_ever=True)
    cache = KeyringTokenCache(any_keyring.door())
    cache.save("a1", TOKEN)
    assert cache.load("a1") == TOKEN
    asked = any_keyring.steps
    cache.save("a2", OTHER)
    assert cache.load("a2") == OTHER
    assert cache.load("a3") is None
    assert any_keyring.steps == asked
    assert isinstance(cache.failure, StorageError)


def test_a_keyring_that_is_only_read_is_asked_once_for_each_account(memory_keyring) -> None:
    cache = KeyringTokenCache(memory_keyring.door())
    assert cache.load("a1") is None
    asked = memory_keyring.steps
    assert asked
    assert cache.load("a1") is None
    assert memory_keyring.steps == asked
    assert cache.failure is None


def test_what_cannot_be_deleted_is_told_and_not_given_out_again(memory_keyring) -> None:
    cache = KeyringTokenCache(memory_keyring.door())
    cache.save("a1", TOKEN)
    memory_keyring.fails_at(1, for_ever=True)
    with pytest.raises(StorageError):
        cache.delete("a1")
    memory_keyring.works()
    assert cache.load("a1") is None


def test_the_limit_stands_around_every_call_of_the_keyring(memory_keyring) -> None:
    def too_late(work: object) -> None:
        raise SecretStoreSilent("no answer")

    cache = KeyringTokenCache(memory_keyring.door(), too_late)
    assert cache.load("a1") is None
    cache.save("a1", TOKEN)
    assert cache.load("a1") == TOKEN
    with pytest.raises(SecretStoreSilent):
        cache.delete("a1")
    assert memory_keyring.steps == 0


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "5",
        "{}",
        '{"token": "t", "received_at": 5, "expires_at": null}',
        '{"token": "t"}',
        '{"token": "t", "received_at": "yesterday", "expires_at": null}',
    ],
)
def test_an_entry_that_is_not_ours_is_no_token(memory_keyring, entry: str) -> None:
    memory_keyring.entries["a1/iam"] = entry
    assert KeyringTokenCache(memory_keyring.door()).load("a1") is None


def test_a_time_without_a_zone_is_utc(memory_keyring) -> None:
    memory_keyring.entries["a1/iam"] = (
        '{"token": "t1.MADE-UP", "received_at": null, "expires_at": "2026-11-22T12:00:00"}'
    )
    token = KeyringTokenCache(memory_keyring.door()).load("a1")
    assert token == IamToken("t1.MADE-UP", None, NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    token=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=4_096),
    received=st.none() | st.datetimes(timezones=st.just(UTC)),
    expires=st.none() | st.datetimes(timezones=st.just(UTC)),
)
def test_whatever_a_token_holds_comes_back(any_keyring, token, received, expires) -> None:
    any_keyring.works()
    KeyringTokenCache(any_keyring.door()).save("a1", IamToken(token, received, expires))
    assert KeyringTokenCache(any_keyring.door()).load("a1") == IamToken(token, received, expires)
