"""Terminals, in which nothing is ever pressed."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.key_combination import _SIGNS, NAMED_KEYS
from yagpt_desktop.domain.terminals import is_terminal
from yagpt_desktop.native.key_table import KEYS


@pytest.mark.parametrize("name", ["xterm", "XTerm", "org.kde.konsole", "WindowsTerminal.exe"])
def test_the_known_ones_are_known_in_any_spelling(name):
    assert is_terminal(("some", name))


def test_an_editor_is_none_until_the_person_says_so():
    assert not is_terminal(("gedit", "Gedit"))
    assert is_terminal(("gedit", "Gedit"), [" gEdit "])
    assert not is_terminal(())


def test_every_key_has_its_place():
    assert set(KEYS) == {*NAMED_KEYS, *_SIGNS}
    for name in ("evdev", "windows", "mac"):
        codes = [getattr(key, name) for key in KEYS.values()]
        assert len(set(codes)) == len(codes), name
