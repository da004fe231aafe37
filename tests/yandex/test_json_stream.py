from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.errors import ReplyDamaged, ReplyTooBig
from yagpt_desktop.yandex.json_stream import JsonStream, value_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
)
SEPARATORS = st.sampled_from([b"\n", b"\r\n", b" ", b",\n", b"\x1e", b"\n\n\t"])


def split(data, cuts):
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True)]


def fed(pieces, stream=None):
    stream = stream or JsonStream()
    return [value for piece in pieces for value in stream.feed(piece)]


@given(st.lists(st.tuples(VALUES, SEPARATORS, st.booleans())), st.lists(st.integers(0), max_size=20))
def test_values_come_out_as_they_went_in_however_the_bytes_are_cut(entries, cuts):
    data = b"".join(
        json.dumps(value, ensure_ascii=ascii_only).encode() + separator
        for value, separator, ascii_only in entries
    )
    stream = JsonStream()
    assert [value_of(value) for value in fed(split(data, cuts), stream)] == [value for value, _, _ in entries]
    assert not stream.unfinished


@given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=3)), st.lists(st.integers(0), max_size=20))
def test_objects_need_nothing_between_them(values, cuts):
    data = b"".join(json.dumps(value).encode() for value in values)
    assert [value_of(value) for value in fed(split(data, cuts))] == values


@given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=2), min_size=1), st.integers(0))
def test_what_is_cut_off_is_told_as_unfinished(values, cut):
    data = b"".join(json.dumps(value).encode() for value in values)
    last = len(json.dumps(values[-1]).encode())
    kept = data[: len(data) - 1 - cut % (last - 1)]
    stream = JsonStream()
    assert [value_of(value) for value in fed([kept], stream)] == values[:-1]
    assert stream.unfinished


@given(st.binary(), st.lists(st.integers(0), max_size=5))
def test_any_bytes_are_read_or_refused_and_never_crash(data, cuts):
    try:
        for value in fed(split(data, cuts)):
            value_of(value)
    except ReplyDamaged:
        pass


@given(st.binary(), st.lists(st.integers(0), max_size=5))
def test_the_cuts_change_nothing(data, cuts):
    def outcome(pieces):
        values, stream = [], JsonStream()
        try:
            for piece in pieces:
                for value in stream.feed(piece):
                    values.append(value)
        except ReplyDamaged as error:
            return values, error.detail
        return values, stream.unfinished

    assert outcome(split(data, cuts)) == outcome([data])


def test_a_mark_in_pieces_is_stepped_over_once():
    assert fed([b"\xef", b"\xbb", b"\xbf{}", b"{}"]) == [b"{}", b"{}"]


def test_a_word_ends_at_whatever_follows_it():
    assert fed([b"nul", b'l"a"12 ', b"true{}"]) == [b"null", b'"a"', b"12", b"true", b"{}"]


def test_five_megabytes_in_small_pieces_take_a_moment():
    data = b'{"text": "' + b"\xd1\x89\\n" * (5_000_000 // 4) + b'"}'
    began = time.perf_counter()
    assert fed(data[place : place + 256] for place in range(0, len(data), 256)) == [data]
    # Some 0.1 s; work that grows with the square of the size would read 50 GB.
    assert time.perf_counter() - began < 10


def test_an_escape_heavy_value_takes_time_in_proportion():
    data = b'["' + b"\\\\" * 1_000_000 + b'"]'
    began = time.perf_counter()
    assert fed([data]) == [data]
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize("data", [b'{"a": "' + b"x" * 2000, b"[" + b"1," * 1000, b"1" * 2000])
def test_a_value_over_the_limit_is_given_up(data):
    with pytest.raises(ReplyTooBig):
        fed([data], JsonStream(max_value_bytes=1000))


def test_the_limit_is_for_each_value():
    value = b'{"a": "' + b"x" * 900 + b'"}'
    assert len(fed([value * 5], JsonStream(max_value_bytes=1000))) == 5


def test_depth_has_a_limit_for_each_value():
    assert fed([b"[" * 100 + b"]" * 100] * 3) == [b"[" * 100 + b"]" * 100] * 3
    with pytest.raises(ReplyDamaged):
        fed([b"[" * 101])


@pytest.mark.parametrize(
    "data", [b"\xff", b'"\xd1"', b"{]", b"NaN", b"[Infinity]", b"1" * 5000, b"{'a': 1}", b"01"]
)
def test_what_is_no_json_is_a_damaged_reply_that_is_not_quoted(data):
    with pytest.raises(ReplyDamaged) as caught:
        value_of(data)
    assert "'a'" not in caught.value.detail
