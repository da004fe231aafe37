"""``yagpt-desktop ask``: one question, one answer."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace

from yagpt_desktop.domain.completion import Message, Role, Transport
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.answer import answer, request_of
from yagpt_desktop.services.text_file import decoded
from yagpt_desktop.ui.words.terminal_words import deferred_does_not_stream, no_text, two_texts
from yagpt_desktop.wiring import Wiring

from .access import decided_access
from .answering import meta_line, receive, tell_ending
from .console import Console
from .interrupt import interruptible
from .problem import UsageProblem, tell_error
from .proto_json import response_json

_STANDARD_INPUT = "-"


def ask(options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageProblem, YaGptError: Before anything was sent.
        OutputClosed: Nobody reads the answer.
    """
    settings = with_options(settings, options, deferred=options.deferred)
    if options.deferred and options.stream:
        raise UsageProblem(deferred_does_not_stream())
    text = _question(options)
    connections = wiring.connections()
    try:
        access = decided_access(options, settings, wiring, connections, console)
        client = connections.client_for(access, settings.transport)
        request = request_of(settings, options.system or "", (Message(Role.USER, text),))
        with interruptible(wiring.alarm) as cancel:
            events = answer(client, request, cancel, deferred=settings.deferred)
            received = receive(events, console, quiet=options.json)
    finally:
        connections.close()
    if received.error is not None:
        return tell_error(console, received.error, as_json=options.json)
    if options.json and received.update is not None:
        console.write_json(json.dumps(response_json(received.update), ensure_ascii=False))
    elif console.out_is_terminal and console.err_is_terminal:
        console.say(meta_line(received, settings.model))
    return tell_ending(received, console, as_json=options.json)


def with_options(settings: Settings, options: argparse.Namespace, *, deferred: bool = False) -> Settings:
    """Return the person's settings with the command's own over them, as many as the command has."""
    named = {
        "model": options.model,
        "temperature": getattr(options, "temperature", None),
        "max_tokens": getattr(options, "max_tokens", None),
        "stream": getattr(options, "stream", None),
        "transport": None if options.transport is None else Transport(options.transport),
    }
    changes = {name: value for name, value in named.items() if value is not None}
    return replace(settings, deferred=deferred, **changes)


def _question(options: argparse.Namespace) -> str:
    if options.text is not None and options.user_text is not None:
        raise UsageProblem(two_texts())
    text: str | None = options.text if options.user_text is None else options.user_text
    piped = text is None and sys.stdin is not None and not sys.stdin.isatty()
    if text == _STANDARD_INPUT or piped:
        text = read_standard_input()
    if text is None or not text.strip():
        raise UsageProblem(no_text())
    return text


def read_standard_input() -> str:
    """Return all of standard input as text, in whatever encoding it came.

    Raises:
        InputUnreadable: It is no text.
    """
    return "" if sys.stdin is None else decoded(sys.stdin.buffer.read(), "").rstrip("\n")
