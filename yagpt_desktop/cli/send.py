"""``yagpt-desktop send``: a request body as in the official REST sample."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.words.terminal_words import not_a_body, refused
from yagpt_desktop.wiring import Wiring

from .access import decided_access, folder_of_uri
from .console import Console
from .exit_code import ExitCode
from .interrupt import interruptible
from .problem import UsageProblem, tell_outcome

_STANDARD_INPUT = "-"
_FILTERED = "ALTERNATIVE_STATUS_CONTENT_FILTER"


def send(options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console) -> int:
    """Run the command: each JSON value of the reply is printed as it comes.

    Raises:
        UsageProblem: The body cannot be used; nothing was sent.
        YaGptError: The service or the way to it failed; what came before is printed.
        OutputClosed: Nobody reads the reply.
    """
    from yagpt_desktop.yandex.raw import send_body, uri_of  # noqa: PLC0415  slow; --help need not wait

    body = _read(options.body)
    last = ""
    try:
        own_folder_id = folder_of_uri(uri_of(body))
        connections = wiring.connections()
        access = decided_access(options, settings, wiring, connections, console, own_folder_id=own_folder_id)
        policy = None if wiring.demo else wiring.network.policy()
        with interruptible(wiring.alarm) as cancel:
            for last in send_body(body, access, wiring.config, cancel, wiring.alarm, policy):
                console.write_json(last.strip())
    except InputUnreadable as error:
        raise UsageProblem(not_a_body(options.body, error.detail)) from error
    if _status(last) == _FILTERED:
        tell_outcome(console, refused(), "E-FILTER", as_json=options.json)
        return ExitCode.FILTERED
    return ExitCode.DONE


def _read(name: str) -> bytes:
    if name == _STANDARD_INPUT:
        return b"" if sys.stdin is None else sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputUnreadable(f"cannot read {name}: {error.strerror}", path=name) from error


def _status(reply: str) -> str:
    """Return the status of the reply's first alternative, wrapped in ``result`` or bare; "" for none."""
    try:
        value: Any = json.loads(reply)
        return str(value.get("result", value)["alternatives"][0]["status"])
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return ""
