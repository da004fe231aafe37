"""The door to the publisher: https alone, its own hosts alone, a little file alone."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from announcing import Announcer

from yagpt_desktop.domain import errors
from yagpt_desktop.yandex.announcement import AnnouncementDoor

LARGEST = 4096


@pytest.fixture
def announcer(certificate, peer):
    return Announcer(certificate("localhost"), peer)


@pytest.fixture
def fetch(announcer, cancel):
    def run(**other) -> bytes:
        told = replace(announcer.publisher, **other)
        return AnnouncementDoor(told.address, told.hosts, LARGEST, lambda: announcer.policy).fetch(cancel)

    return run


def test_it_brings_what_the_server_says_byte_for_byte(announcer, fetch):
    announcer.serve(b'{"any": "thing"}\n')
    assert fetch() == b'{"any": "thing"}\n'


@pytest.mark.parametrize("size", [LARGEST + 1, 50_000_000])
def test_it_reads_no_more_than_is_wanted(announcer, fetch, size):
    announcer.serve(b"x" * size)
    with pytest.raises(errors.ReplyTooBig):
        fetch()


def test_it_reads_no_more_than_is_wanted_of_what_has_no_length(announcer, fetch):
    announcer.says = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + b"x" * 50_000
    with pytest.raises(errors.ReplyTooBig):
        fetch()


def test_a_bomb_is_not_unpacked(announcer, fetch):
    packed = gzip.compress(b"x" * 1_000_000)
    assert len(packed) < LARGEST
    announcer.says = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(packed)
    announcer.says += packed
    assert fetch() == packed


def test_what_breaks_off_is_no_announcement(announcer, fetch):
    announcer.serve(b'{"half": ', promised=400)
    with pytest.raises(errors.NetworkError):
        fetch()


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"]
)
def test_no_redirect_is_followed(announcer, fetch, status):
    announcer.says = (
        f"HTTP/1.1 {status}\r\nlocation: {announcer.publisher.address}\r\ncontent-length: 0\r\n\r\n"
    )
    announcer.says = announcer.says.encode()
    with pytest.raises(errors.YaGptError):
        fetch()
    assert len(announcer.asked) == 1


@pytest.mark.parametrize("status", ["404 Not Found", "500 Broken", "204 No Content"])
def test_another_answer_than_200_is_none(announcer, fetch, status):
    announcer.serve(b"", head=status)
    with pytest.raises(errors.YaGptError):
        fetch()


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:{port}/stable.json",
        "https://127.0.0.1:{port}/stable.json",
        "https://localhost.evil.example:{port}/stable.json",
        "https://user@localhost:{port}/stable.json",
        "ftp://localhost/stable.json",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_the_publishers_is_never_spoken_to(announcer, fetch, address):
    with pytest.raises(errors.ConfigurationInvalid):
        fetch(address=address.format(port=announcer.peer.port))
    assert announcer.peer.connections == 0


def test_a_cancelled_fetch_ends_at_once(announcer, fetch, cancel):
    cancel.cancel()
    with pytest.raises(errors.Cancelled):
        fetch()
