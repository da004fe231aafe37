"""Which announcements are believed."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from announcing import sealed
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.update import Release, UpdateMemory
from yagpt_desktop.services.publisher import Publisher, publisher, publisher_of
from yagpt_desktop.services.update_notice import (
    LARGEST_BYTES,
    ManifestRefused,
    Refusal,
    admitted,
    is_own_page,
    news_in,
    read_announcement,
    version_key,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLISHER = Publisher(
    "yagpt-desktop",
    "stable",
    "https://updates.example/stable.json",
    ("updates.example",),
    ("pages.example",),
    KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOLD = {
    "format": 1,
    "product": "yagpt-desktop",
    "channel": "stable",
    "version": "0.2.0",
    "page": "https://pages.example/0.2.0",
    "issued": "2026-11-20T10:00:00+00:00",
    "expires": "2026-12-10T10:00:00+00:00",
}
GOOD = sealed(KEY, json.dumps(TOLD).encode())


def refusal_of(content: bytes, now: datetime = NOW, of: Publisher = PUBLISHER) -> Refusal:
    with pytest.raises(ManifestRefused) as caught:
        read_announcement(content, of, now)
    return caught.value.refusal


def with_told(**other) -> bytes:
    told = {name: value for name, value in (TOLD | other).items() if value is not None}
    return sealed(KEY, json.dumps(told).encode())


def test_a_good_one_says_what_was_signed():
    manifest = read_announcement(GOOD, PUBLISHER, NOW)
    assert (manifest.version, manifest.page) == ("0.2.0", "https://pages.example/0.2.0")
    assert manifest.issued == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_what_a_later_program_adds_does_no_harm():
    assert read_announcement(with_told(notes="…"), PUBLISHER, NOW).version == "0.2.0"


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"product": "another"}, Refusal.WRONG_PRODUCT),
        ({"product": None}, Refusal.WRONG_PRODUCT),
        ({"channel": "beta"}, Refusal.WRONG_PRODUCT),
        ({"format": 2}, Refusal.MALFORMED),
        ({"version": "0.2"}, Refusal.MALFORMED),
        ({"version": "0.2.0rc1"}, Refusal.MALFORMED),
        ({"version": "<b>0.2.0</b>"}, Refusal.MALFORMED),
        ({"version": 2}, Refusal.MALFORMED),
        ({"version": "٠.٢.٠"}, Refusal.MALFORMED),
        ({"page": "http://pages.example/"}, Refusal.FOREIGN_PAGE),
        ({"page": "https://evil.example/"}, Refusal.FOREIGN_PAGE),
        ({"issued": "2026-11-20"}, Refusal.MALFORMED),
        ({"issued": "yesterday"}, Refusal.MALFORMED),
        ({"issued": "2026-11-26T00:00:00Z", "expires": "2026-11-30T00:00:00Z"}, Refusal.NOT_YET),
        ({"expires": "2026-12-25T00:00:00Z"}, Refusal.TOO_LONG_LIVED),
        ({"expires": "2026-11-01T00:00:00Z"}, Refusal.TOO_LONG_LIVED),
        ({"expires": "2026-11-22T00:00:00Z"}, Refusal.EXPIRED),
        ({"expires": None}, Refusal.MALFORMED),
    ],
)
def test_even_the_publisher_cannot_say_everything(other, refusal):
    assert refusal_of(with_told(**other)) is refusal


def test_it_is_believed_to_its_last_second_and_no_longer():
    end = datetime.fromisoformat(TOLD["expires"])
    assert read_announcement(GOOD, PUBLISHER, end - timedelta(seconds=1)).version == "0.2.0"
    assert refusal_of(GOOD, end) is Refusal.EXPIRED


@given(place=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_no_bit_of_it_can_be_turned_to_say_another_thing(place, bit):
    turned = bytearray(GOOD)
    turned[place] ^= 1 << bit
    try:
        manifest = read_announcement(bytes(turned), PUBLISHER, NOW)
    except ManifestRefused:
        return
    # Space between the parts, and nothing else, may be another.
    assert manifest == read_announcement(GOOD, PUBLISHER, NOW)


@given(st.integers(0, len(GOOD.rstrip()) - 1))
def test_no_beginning_of_it_is_enough(length):
    assert refusal_of(GOOD[:length]) is Refusal.MALFORMED


@given(st.binary(max_size=LARGEST_BYTES))
def test_any_bytes_end_as_a_refusal(content):
    assert refusal_of(content) in Refusal


@pytest.mark.parametrize(
    "content",
    [
        b"[" * LARGEST_BYTES,
        b"{}",
        b"null",
        b'{"manifest": 1, "key": 2, "signature": 3}',
        GOOD.replace(b"{", b'{"key": "other",', 1),
        b"\xef\xbb\xbf" + GOOD,
    ],
)
def test_what_is_no_announcement_is_none(content):
    assert refusal_of(content) is Refusal.MALFORMED


def test_one_that_is_too_big_is_not_even_read():
    assert refusal_of(GOOD + b" " * LARGEST_BYTES) is Refusal.TOO_BIG


def test_a_signature_for_something_else_is_none_here():
    envelope = json.loads(GOOD)
    bare = base64.b64encode(KEY.sign(base64.b64decode(envelope["manifest"]))).decode()
    assert refusal_of(json.dumps(envelope | {"signature": bare}).encode()) is Refusal.BAD_SIGNATURE


def test_another_key_is_named_so_and_does_not_help_by_lying():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    content = sealed(other, json.dumps(TOLD).encode())
    assert refusal_of(content) is Refusal.OTHER_KEY
    lying = json.loads(content) | {"key": PUBLISHER.key_id}
    assert refusal_of(json.dumps(lying).encode()) is Refusal.BAD_SIGNATURE


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("https://pages.example/", True),
        ("https://pages.example/скачать", False),
        ("https://pages.example:8443/", False),
        ("https://pages.example@evil.example/", False),
        ("https://user@pages.example/", False),
        ("https://pages.example.evil.example/", False),
        ("https://pages.example\\@evil.example/", False),
        ("https://PAGES.example/", False),
        ("https:pages.example", False),
        ("//pages.example/", False),
        ("javascript:alert(1)//pages.example", False),
        ("https://pages.example/ a", False),
        ("https://pages.example/\n", False),
        ("https://[pages.example/", False),
        ("https://pages.example/" + "a" * 300, False),
        ("", False),
    ],
)
def test_only_plain_pages_of_the_publisher_are_its_own(page, own):
    assert is_own_page(page, PUBLISHER) is own


# --- what was seen before ---

numbers = st.tuples(*[st.integers(0, 99_999)] * 3)


@given(numbers, numbers)
def test_versions_are_compared_as_numbers(one, other):
    written = [".".join(map(str, each)) for each in (one, other)]
    assert (version_key(written[0]) < version_key(written[1])) == (one < other)


@given(st.lists(st.tuples(numbers, st.integers(0, 20)), max_size=12), numbers)
def test_in_whatever_order_they_come_nothing_known_goes_back(told, own):
    own_version = ".".join(map(str, own))
    memory = UpdateMemory()
    manifest = read_announcement(GOOD, PUBLISHER, NOW)
    for version, day in told:
        issued = NOW - timedelta(days=20 - day)
        one = replace(manifest, version=".".join(map(str, version)), issued=issued)
        try:
            new = admitted(one, memory, own_version)
        except ManifestRefused as error:
            assert error.refusal in {Refusal.OLDER_VERSION, Refusal.REPLAYED}
            continue
        assert version_key(new.version) >= max(version_key(memory.version), own)
        assert memory.issued is None or new.issued >= memory.issued
        memory = new
        news = news_in(memory, own_version, PUBLISHER, NOW)
        assert news is None or version_key(news.version) > own


def test_news_are_what_is_newer_and_not_out_of_date():
    memory = admitted(read_announcement(GOOD, PUBLISHER, NOW), UpdateMemory(), "0.1.0")
    assert news_in(memory, "0.1.0", PUBLISHER, NOW) == Release("0.2.0", TOLD["page"])
    assert news_in(memory, "0.2.0", PUBLISHER, NOW) is None
    assert news_in(memory, "0.3.0", PUBLISHER, NOW) is None
    assert news_in(memory, "0.1.0", PUBLISHER, memory.expires) is None
    assert news_in(UpdateMemory(), "0.1.0", PUBLISHER, NOW) is None


def test_a_page_that_somebody_wrote_into_the_profile_is_not_led_to():
    memory = admitted(read_announcement(GOOD, PUBLISHER, NOW), UpdateMemory(), "0.1.0")
    assert news_in(replace(memory, page="https://evil.example/"), "0.1.0", PUBLISHER, NOW) is None


# --- the publisher of this build ---


def test_the_build_has_one_publisher_with_a_key_that_is_named_as_made_up():
    told = publisher()
    assert told.is_development
    assert told.address.startswith("https://")
    assert told.product == "yagpt-desktop"
    assert all(host.endswith(".example") for host in (*told.hosts, *told.page_hosts))


def test_a_publisher_whose_key_is_none_is_refused():
    with pytest.raises(ValueError, match="32"):
        publisher_of('product="a"\nchannel="b"\naddress="c"\nhosts=[]\npage_hosts=[]\npublic_key="AAAA"')
