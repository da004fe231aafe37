"""What goes wrong, told in a terminal."""

from __future__ import annotations

import json

from yagpt_desktop.domain.errors import Cancelled, UnexpectedError, YaGptError
from yagpt_desktop.ui.words.terminal_words import advice, error_sentence, interrupted

from .console import Console
from .exit_code import ExitCode, exit_code_of

_SEPARATOR = " · "


class UsageProblem(Exception):
    """The command line cannot be used; the text is for the person.

    Attributes:
        usage: How it is to be written, or "".
    """

    code = "E-USAGE"

    def __init__(self, text: str, usage: str = "") -> None:
        super().__init__(text)
        self.usage = usage


class OutputProblem(UsageProblem):
    """What came cannot be put where it was to go; the text is for the person."""

    code = "E-DISK"


def tell_error(console: Console, error: YaGptError, *, as_json: bool) -> ExitCode:
    """Say on standard error what happened, what to do next, and the code; return the exit code."""
    exit_code = exit_code_of(error)
    # Whoever stopped it needs neither a cause nor advice.
    is_stop = isinstance(error, Cancelled)
    sentence = interrupted() if is_stop else error_sentence(error)
    next_step = "" if is_stop else advice(error)
    if as_json:
        told = {
            "code": error.code,
            "message": sentence,
            "advice": next_step,
            "detail": error.detail,
            "requestId": error.request_id,
            "exitCode": int(exit_code),
        }
        console.say(json.dumps({"error": told}, ensure_ascii=False))
    else:
        names = _SEPARATOR.join(name for name in (error.code, error.request_id) if name)
        if is_stop:
            console.say(f"{sentence} {names}")
        else:
            console.say(sentence)
            console.say(f"{next_step} {names}")
        if isinstance(error, UnexpectedError):
            # Nobody but its author can do anything about it, and he needs the place.
            console.say(error.detail)
    return exit_code


def tell_usage(console: Console, problem: UsageProblem, *, as_json: bool) -> ExitCode:
    """Say what is wrong with the command line."""
    if as_json:
        told = {"code": problem.code, "message": str(problem), "exitCode": int(ExitCode.USAGE)}
        console.say(json.dumps({"error": told}, ensure_ascii=False))
        return ExitCode.USAGE
    if problem.usage:
        console.say(problem.usage.rstrip())
    console.say(f"{problem} {problem.code}")
    return ExitCode.USAGE


def tell_warning(console: Console, sentence: str, *, as_json: bool) -> None:
    """Say something that stops nothing."""
    console.say(json.dumps({"warning": {"message": sentence}}, ensure_ascii=False) if as_json else sentence)


def tell_outcome(console: Console, sentence: str, code: str, *, as_json: bool) -> None:
    """Say something about an answer that is there: refused, cut short."""
    if as_json:
        console.say(json.dumps({"warning": {"code": code, "message": sentence}}, ensure_ascii=False))
    else:
        console.say(f"{sentence} {code}")
