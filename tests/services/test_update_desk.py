"""How often anybody is asked, and when the person is."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from announcing import PAGE, announcement
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import Cancelled, ServiceUnreachable, StorageError
from yagpt_desktop.domain.update import UpdateMemory
from yagpt_desktop.services.publisher import Publisher
from yagpt_desktop.services.update_desk import ASK_AFTER_DAYS, UpdateDesk

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLISHER = Publisher(
    "yagpt-desktop",
    "stable",
    "https://updates.example/stable.json",
    ("updates.example",),
    ("pages.example",),
    KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
)


class Place:
    """Store, source and clock of one desk."""

    def __init__(self) -> None:
        self.memory = UpdateMemory()
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.asked = 0
        self.version = "0.2.0"
        self.fails: Exception | None = None
        self.is_full = False

    def load(self) -> UpdateMemory:
        return self.memory

    def save(self, memory: UpdateMemory) -> None:
        if self.is_full:
            raise StorageError("no room")
        self.memory = memory

    def fetch(self, cancel: CancelToken) -> bytes:
        self.asked += 1
        cancel.raise_if_cancelled()
        if self.fails is not None:
            raise self.fails
        return announcement(KEY, PUBLISHER, self.version, PAGE, self.now, timedelta(days=20))

    def desk(self, publisher: Publisher = PUBLISHER) -> UpdateDesk:
        return UpdateDesk(self, self, publisher, "0.1.0", lambda: self.now)


@pytest.fixture
def place():
    return Place()


def test_a_look_finds_what_is_newer(place):
    stand = place.desk().look(CancelToken())
    assert stand.release.version == "0.2.0"
    assert stand.checked_at == place.now
    assert not stand.failed


@pytest.mark.parametrize("fails", [None, ServiceUnreachable("no")])
def test_whatever_comes_of_it_nobody_is_asked_again_within_a_day(place, fails):
    place.fails = fails
    for hours in range(48):
        # Every hour another start, in the same profile.
        place.desk().look(CancelToken())
        assert place.asked == 1 + hours // 24
        place.now += timedelta(hours=1)


def test_a_disk_that_takes_nothing_makes_nobody_ask_more_often(place):
    place.is_full = True
    desk = place.desk()
    for _ in range(5):
        assert desk.look(CancelToken()).release is None
        place.now += timedelta(hours=1)
    assert place.asked == 1


def test_a_clock_that_was_put_back_by_years_does_not_stop_the_looks(place):
    place.desk().look(CancelToken())
    place.now -= timedelta(days=900)
    place.desk().look(CancelToken())
    assert place.asked == 2


def test_a_failure_is_told_quietly_and_leaves_what_was_known(place, caplog):
    place.desk().look(CancelToken())
    place.now += timedelta(days=2)
    place.fails = ServiceUnreachable("nobody there")
    with caplog.at_level(logging.WARNING):
        stand = place.desk().look(CancelToken())
    assert stand.failed
    assert stand.release.version == "0.2.0"
    assert "nobody there" in caplog.text


def test_a_cancelled_look_says_so(place):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        place.desk().look(cancel)


def test_a_notice_that_was_closed_stays_so_until_there_is_a_newer_one(place):
    place.desk().look(CancelToken())
    assert place.desk().close_notice().is_closed
    assert place.desk().begin().is_closed
    place.now += timedelta(days=1)
    place.version = "0.3.0"
    assert not place.desk().look(CancelToken()).is_closed


def test_the_person_is_asked_after_some_days_of_use_and_once(place):
    asks = []
    for _ in range(ASK_AFTER_DAYS + 2):
        for _ in range(3):
            asks.append(place.desk().begin().asks)
        place.now += timedelta(days=2)
    assert asks == [False] * 3 * ASK_AFTER_DAYS + [True] * 6
    assert not place.desk().note_question().asks
    for _ in range(10):
        place.now += timedelta(days=1)
        assert not place.desk().begin().asks


def test_a_development_build_asks_neither_the_person_nor_anybody_else(place):
    desk = place.desk(replace(PUBLISHER, is_development=True))
    place.memory = UpdateMemory(days_used=100)
    assert not desk.begin().asks
    assert desk.look(CancelToken()).is_development
    assert place.asked == 0
