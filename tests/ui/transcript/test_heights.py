"""Heights say what a list of numbers would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.ui.transcript.heights import Heights

CHANGES = st.one_of(
    st.tuples(st.just("set"), st.integers(0, 10**6), st.integers(0, 500)),
    st.tuples(st.just("append"), st.just(0), st.integers(0, 500)),
    st.tuples(st.just("truncate"), st.integers(0, 10**6), st.just(0)),
)


@given(st.lists(st.integers(0, 500), max_size=300), st.lists(CHANGES, max_size=30))
def test_sums_and_places_are_those_of_a_list(start: list[int], changes: list[tuple[str, int, int]]) -> None:
    plain, heights = list(start), Heights(start)
    for kind, place, height in changes:
        if kind == "append":
            plain.append(height)
            heights.append(height)
        elif kind == "truncate":
            count = place % (len(plain) + 1)
            del plain[count:]
            heights.truncate(count)
        elif plain:
            plain[place % len(plain)] = height
            heights.set(place % len(plain), height)
    assert len(heights) == len(plain)
    assert heights.total == sum(plain)
    assert [heights.top(row) for row in range(len(plain) + 1)] == [
        sum(plain[:row]) for row in range(len(plain) + 1)
    ]
    for y in range(-5, sum(plain) + 5, 97):
        row = heights.row_at(y)
        if plain and 0 <= y < sum(plain):
            assert sum(plain[:row]) <= y < sum(plain[: row + 1])
