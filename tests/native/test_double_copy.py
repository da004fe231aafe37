"""Two copies in a row are one wish; anything else is none."""

from __future__ import annotations

import pytest

from yagpt_desktop.native.double_copy import DoubleCopy

ONE, OTHER = 0x1400001, 0x1800001


def wishes(*changes: tuple[int, float, bool]) -> list[bool]:
    watch = DoubleCopy()
    return [watch.is_second(owner, at_s, with_control=held) for owner, at_s, held in changes]


def test_two_copies_within_half_a_second_are_a_wish():
    assert wishes((ONE, 10.0, True), (ONE, 10.3, True)) == [False, True]


@pytest.mark.parametrize(
    "second",
    [(ONE, 10.7, True), (OTHER, 10.3, True)],
    ids=["too late", "another program"],
)
def test_what_only_looks_like_it_is_none(second):
    assert wishes((ONE, 10.0, True), second) == [False, False]


def test_a_program_that_writes_several_times_for_one_copy_is_not_taken_for_two():
    assert wishes((ONE, 10.0, True), (ONE, 10.01, True), (ONE, 10.02, True)) == [False, False, False]


def test_a_clipboard_that_changes_without_a_held_key_is_no_wish():
    assert wishes((ONE, 10.0, False), (ONE, 10.3, False)) == [False, False]


def test_a_slow_program_may_answer_after_the_key_is_up():
    assert wishes((ONE, 10.0, True), (ONE, 10.3, False)) == [False, True]


def test_a_third_copy_begins_anew():
    changes = [(ONE, 10.0, True), (ONE, 10.2, True), (ONE, 10.4, True), (ONE, 10.6, True)]
    assert wishes(*changes) == [False, True, False, True]
