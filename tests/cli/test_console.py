from __future__ import annotations

import io

import pytest

from yagpt_desktop.cli.console import Console


def stream(encoding: str) -> tuple[io.TextIOWrapper, io.BytesIO]:
    raw = io.BytesIO()
    return io.TextIOWrapper(raw, encoding=encoding), raw


def test_a_pipe_gets_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    out, raw = stream("ascii")
    Console(out, io.StringIO()).write("Быть 🙂")
    assert raw.getvalue().decode() == "Быть 🙂"


def test_an_encoding_that_was_asked_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1251")
    out, raw = stream("cp1251")
    Console(out, io.StringIO()).write("Быть 🙂")
    assert raw.getvalue().decode("cp1251") == "Быть ?"


def test_half_a_surrogate_pair_does_not_break_an_answer() -> None:
    out, raw = stream("utf-8")
    Console(out, io.StringIO()).write("a\ud83db")
    assert raw.getvalue() == b"a?b"


def test_lines_for_now_are_for_terminals_alone() -> None:
    err = io.StringIO()
    console = Console(io.StringIO(), err)
    console.say_for_now("думает…")
    console.say("ошибка")
    assert err.getvalue() == "ошибка\n"


def test_a_closed_standard_error_makes_nobody_sad() -> None:
    err = io.StringIO()
    err.close()
    Console(io.StringIO(), err).say("ошибка")
