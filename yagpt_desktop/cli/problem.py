"""What goes wrong, told in a terminal."""

from __future__ import annotations

import json

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.ui.words.terminal_words import advice, error_sentence

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


def tell_error(console: Console, error: YaGptError, *, as_json: bool) -> ExitCode:
    """Say on standard error what happened, what to do next, and the code; return the exit code."""
    exit_code = exit_code_of(error)
    if as_json:
        told = {
            "code": error.code,
            "message": error_sentence(error),
            "advice": advice(error),
            "detail": error.detail,
            "requestId": error.request_id,
            "exitCode": int(exit_code),
        }
        console.say(json.dumps({"error": told}, ensure_ascii=False))
    else:
        console.say(error_sentence(error))
        names = _SEPARATOR.join(name for name in (error.code, error.request_id) if name)
        console.say(f"{advice(error)} {names}")
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


def tell_outcome(console: Console, sentence: str, code: str, *, as_json: bool) -> None:
    """Say something about an answer that is there: refused, cut short."""
    if as_json:
        console.say(json.dumps({"warning": {"code": code, "message": sentence}}, ensure_ascii=False))
    else:
        console.say(f"{sentence} {code}")
