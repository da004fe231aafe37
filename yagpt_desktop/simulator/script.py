"""A queue of replies prepared in a file, so that a test or a show can say exactly what comes.

The file is JSON or TOML with the same shape (TOML shown)::

    then = "demo"            # after the last reply: "demo" (default) the built-in answers, or "repeat"

    [[reply]]
    match = "weather"        # optional: only for a request whose last user message contains this
    version = "09.02.2025"   # optional: model version of all its parts

    [[reply.part]]
    delay_s = 0.2            # before this part; default 0
    text = "It is"           # the whole text so far
    status = "PARTIAL"       # name with or without its prefix, or a number; the last part's default is FINAL
    usage = { input = 26, completion = 4, reasoning = 0 }

    [[reply.part]]
    text = "It is warm."

    [reply.error]            # optional: how it ends after the parts
    code = "UNAVAILABLE"     # name or number
    message = "busy"
    retry_after_s = 2        # becomes google.rpc.RetryInfo and Retry-After

    [[reply]]
    cut = true               # the connection breaks after the parts (here: at once)

    [[reply]]
    hang = true              # nothing more comes, the call stays open

    [[reply]]
    recording = "stream.json"  # a recorded exchange, relative to this file
    pace_s = 0.05              # between its messages; default 0

A part may be a whole message instead, in proto3 JSON: ``message = { alternatives = [ … ] }``.  A reply is
used once, in order; one whose ``match`` does not fit waits for its request.
"""

from __future__ import annotations

import json
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from google.protobuf import json_format

from yagpt_desktop.yandex.pb.text_generation_pb2 import Alternative, CompletionResponse

from .fault import Refusal, code_of
from .plan import Cut, Fail, Plan, Say, Step, Wait
from .streaming import FINAL, PARTIAL, ReplyForm

_STATUS_PREFIX: Final = "ALTERNATIVE_STATUS_"
_THEN: Final = ("demo", "repeat")


class ScriptUnreadable(ValueError):
    """A script file says something that cannot be done; the message names the place."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One prepared reply.

    Attributes:
        steps: What happens, in order.
        match: Part of the last user message it waits for; "" for any.
    """

    steps: tuple[Step, ...]
    match: str = ""

    @classmethod
    def of_text(cls, *texts: str, version: str = "01.11.2026", input_tokens: int = 15) -> Reply:
        """Return a reply of cumulative texts, the last of them final."""
        form = ReplyForm(input_tokens, version)
        last = len(texts) - 1
        return cls(
            tuple(
                Say(form.response(text, FINAL if number == last else PARTIAL))
                for number, text in enumerate(texts)
            )
        )


class Script:
    """Replies waiting for their requests.  Any thread."""

    def __init__(self, replies: Sequence[Reply] = (), *, repeat: bool = False) -> None:
        self._lock = threading.Lock()
        self._all = list(replies)
        self._waiting = list(replies)
        self._repeat = repeat

    @classmethod
    def from_file(cls, path: Path) -> Script:
        """Read a script.

        Raises:
            ScriptUnreadable: No such file, no JSON or TOML, or not of the shape above.
        """
        content = _mapping(_loaded(path), str(path))
        then = content.get("then", "demo")
        if then not in _THEN:
            raise ScriptUnreadable(f"{path}: then: expected one of {_THEN}, got {then!r}")
        replies = [
            _reply(_mapping(entry, where), path.parent, where)
            for where, entry in _numbered(content.get("reply", []), f"{path}: reply")
        ]
        return cls(replies, repeat=then == "repeat")

    def add(self, *replies: Reply) -> None:
        """Put replies at the end of the queue."""
        with self._lock:
            self._all += replies
            self._waiting += replies

    def take(self, message: str) -> Plan | None:
        """Return the plan for a request with this last user message; None where nothing is prepared."""
        with self._lock:
            if not self._waiting and self._repeat:
                self._waiting = list(self._all)
            for position, reply in enumerate(self._waiting):
                if reply.match in message:
                    return self._waiting.pop(position).steps
        return None


def replies_of_recording(path: Path, pace_s: float = 0.0) -> list[Reply]:
    """Return the replies of a recorded exchange (``interactions`` with requests and responses).

    An asynchronous one gives the result of its last operation.

    Raises:
        ScriptUnreadable: The file is not such a recording.
    """
    interactions = _mapping(_loaded(path), str(path)).get("interactions", [])
    replies: list[Reply] = []
    for where, interaction in _numbered(interactions, f"{path}: interactions"):
        exchange = _mapping(interaction, where)
        if "response_stream" in exchange:
            messages = [item["message"] for item in exchange["response_stream"]]
        else:
            result = exchange.get("response", {}).get("message", {}).get("response")
            messages = [] if result is None else [{k: v for k, v in result.items() if k != "@type"}]
        if messages:
            steps: list[Step] = []
            for message in messages:
                steps += [Wait(pace_s), Say(_parsed(message, where))]
            replies.append(Reply(tuple(steps)))
    return replies


def _loaded(path: Path) -> object:
    try:
        content = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(content) if path.suffix == ".toml" else json.loads(content)
    except (OSError, ValueError) as error:
        raise ScriptUnreadable(f"{path}: {error}") from error


def _mapping(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ScriptUnreadable(f"{where}: expected a table of keys, got {type(value).__name__}")
    return value


def _numbered(value: object, where: str) -> Iterator[tuple[str, object]]:
    if not isinstance(value, list):
        raise ScriptUnreadable(f"{where}: expected a list, got {type(value).__name__}")
    for number, item in enumerate(value):
        yield f"{where}[{number}]", item


def _reply(entry: Mapping[str, Any], folder: Path, where: str) -> Reply:
    match = str(entry.get("match", ""))
    if "recording" in entry:
        found = replies_of_recording(folder / str(entry["recording"]), _number(entry, "pace_s", where))
        if not found:
            raise ScriptUnreadable(f"{where}: the recording holds no answer")
        return Reply(found[0].steps, match)
    steps: list[Step] = []
    parts = list(_numbered(entry.get("part", []), f"{where}.part"))
    for number, (place, part) in enumerate(parts):
        steps += _part(_mapping(part, place), entry, place, is_last=number == len(parts) - 1)
    return Reply((*steps, *_ending(entry, where)), match)


def _part(part: Mapping[str, Any], entry: Mapping[str, Any], where: str, *, is_last: bool) -> list[Step]:
    delay_s = _number(part, "delay_s", where)
    if "message" in part:
        return [Wait(delay_s), Say(_parsed(part["message"], where))]
    usage = _mapping(part.get("usage", {}), f"{where}.usage")
    form = ReplyForm(
        int(_number(usage, "input", where)),
        str(entry.get("version", "demo")),
        int(_number(usage, "reasoning", where)),
    )
    ends_here = is_last and not ({"error", "cut", "hang"} & set(entry))
    status = _status(part.get("status", FINAL if ends_here else PARTIAL), where)
    tokens = int(_number(usage, "completion", where)) if "completion" in usage else None
    return [Wait(delay_s), Say(form.response(str(part.get("text", "")), status, tokens))]


def _ending(entry: Mapping[str, Any], where: str) -> list[Step]:
    if "error" in entry:
        error = _mapping(entry["error"], f"{where}.error")
        code = code_of(str(error.get("code", "INTERNAL")))
        if code is None:
            raise ScriptUnreadable(f"{where}.error.code: no such code: {error['code']!r}")
        retry_after_s = _number(error, "retry_after_s", where) if "retry_after_s" in error else None
        return [Fail(Refusal(code, str(error.get("message", "")), retry_after_s=retry_after_s))]
    if entry.get("cut"):
        return [Cut()]
    return [Wait(None)] if entry.get("hang") else []


def _status(value: object, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    name = str(value).upper().removeprefix(_STATUS_PREFIX)
    try:
        return Alternative.AlternativeStatus.Value(_STATUS_PREFIX + name)
    except ValueError as error:
        raise ScriptUnreadable(f"{where}.status: no such status: {value!r}") from error


def _number(entry: Mapping[str, Any], key: str, where: str) -> float:
    value = entry.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ScriptUnreadable(f"{where}.{key}: expected a number not below 0, got {value!r}")
    return float(value)


def _parsed(message: Any, where: str) -> CompletionResponse:
    try:
        return json_format.ParseDict(message, CompletionResponse())
    except (json_format.ParseError, TypeError, AttributeError) as error:
        raise ScriptUnreadable(f"{where}.message: {error}") from error
