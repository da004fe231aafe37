"""Combinations of keys: read, written, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.key_combination import KeyCombination
from yagpt_desktop.native.key_table import KEYS

combinations = st.builds(
    KeyCombination, st.sampled_from(sorted(KEYS)), *(st.booleans() for _ in range(4))
).filter(lambda keys: keys.ctrl or keys.alt or keys.meta)


@given(combinations)
def test_what_is_written_is_read_back(keys: KeyCombination):
    assert KeyCombination.parsed(keys.written()) == keys


@pytest.mark.parametrize("text", ["", "A", "Shift+A", "Ctrl", "Ctrl+Я", "Hyper+A", "Ctrl++", "Space"])
def test_what_would_take_a_key_from_everybody_is_refused(text):
    assert KeyCombination.parsed(text) is None


def test_a_function_key_may_stand_alone():
    assert KeyCombination.parsed("F9") == KeyCombination("F9")


def test_the_names_of_qt_are_understood():
    assert KeyCombination.parsed("ctrl + alt + space") == KeyCombination("Space", ctrl=True, alt=True)
