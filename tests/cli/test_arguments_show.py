"""What a desktop's own key may be bound to."""

from __future__ import annotations

import argparse

import pytest

from yagpt_desktop.cli.arguments import parse
from yagpt_desktop.cli.entry import _start_options
from yagpt_desktop.cli.problem import UsageProblem
from yagpt_desktop.domain.desktop_ports import Verb


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ([], None),
        (["--quick"], Verb.QUICK),
        (["--fix-clipboard"], Verb.FIX_CLIPBOARD),
        (["--translate-clipboard"], Verb.TRANSLATE_CLIPBOARD),
    ],
)
def test_show_has_the_window_do_something(words, verb):
    parsed = parse(["show", *words])
    assert isinstance(parsed, argparse.Namespace)
    options = _start_options(parsed)
    assert options.verb is verb
    assert not options.in_tray


def test_show_may_begin_in_the_tray():
    parsed = parse(["--demo", "show", "--in-tray"])
    assert isinstance(parsed, argparse.Namespace)
    assert _start_options(parsed).in_tray


def test_two_wishes_at_once_are_refused():
    with pytest.raises(UsageProblem):
        parse(["show", "--quick", "--fix-clipboard"])
