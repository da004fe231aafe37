"""Control commands at the beginning of the last user message: the service told to misbehave.

``/help`` in a chat lists them; ``answers/<language>/help.md`` holds that text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import grpc

from . import mixed_text
from .fault import Refusal, code_of
from .plan import Cut, Fail, Plan, Raw, Say, Step, Wait
from .streaming import FILTERED, FINAL, PARTIAL, TRUNCATED, Pace, ReplyForm, streamed

FILTER_PHRASE: Final = "Я не могу обсуждать эту тему. Давайте поговорим о чём-нибудь ещё."
GAUGE_QUOTA: Final = (
    "ai.textGenerationCompletionSessionsCount.count gauge quota limit exceed: allowed {limit} requests"
)
HOURLY_QUOTA: Final = (
    "ai.textGenerationCompletionRequestsPerHour.rate rate quota limit exceed: allowed 100 requests"
)

_COMMAND: Final = re.compile(r"\s*/([a-z][a-z0-9-]*)((?:[ \t]+[^\n]*)?)(?:\n|\Z)")
_BIG_MAX_BYTES: Final = 64 * 1024 * 1024
_LONG_MAX: Final = 2_000_000
_SLOW_S: Final = 1.0
_PLACEHOLDER: Final = "MARKER"
_NOT_UTF8: Final = b"\xd0\xff\xfe\xc3\x28\x80"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a command works with.

    Attributes:
        argument: The rest of the command's line.
        text: The answer that would be given without the command.
        failures_so_far: Counts up and returns how often this request has been sent before.
    """

    argument: str
    text: str
    form: ReplyForm
    pace: Pace
    failures_so_far: Callable[[], int]

    def number(self, default: float) -> float:
        """Return the first number of the argument."""
        match = re.search(r"-?\d+(?:[.,]\d+)?", self.argument)
        return default if match is None else float(match[0].replace(",", "."))

    @property
    def retry_after_s(self) -> float | None:
        """Seconds for ``RetryInfo`` where the argument names them."""
        return self.number(0) if re.search(r"\d", self.argument) else None

    def answer(self, status: int = FINAL) -> Iterator[Step]:
        """Return the plan of the ordinary answer."""
        return streamed(self.text, self.form, self.pace, status)

    def first_half(self) -> Iterator[Step]:
        """Return the beginning of the ordinary answer: at least one partial, no final message."""
        steps = list(self.answer())
        said = [number for number, step in enumerate(steps) if isinstance(step, Say)]
        if len(said) < 2:
            yield Say(self.form.response(self.text[: max(1, len(self.text) // 2)], PARTIAL))
            return
        yield from steps[: said[len(said) // 2 - 1] + 1]


def split(message: str) -> tuple[str, str, str] | None:
    """Return command, argument and the text behind it; None where the message begins with none we know."""
    match = _COMMAND.match(message)
    if match is None or (match[1] not in COMMANDS and match[1] != "help"):
        return None
    return match[1], match[2].strip(), message[match.end() :].strip()


def _slow(scene: Scene) -> Iterator[Step]:
    pause_s = min(60.0, max(0.0, scene.number(_SLOW_S)))
    for step in scene.answer():
        yield Wait(pause_s) if isinstance(step, Wait) else step


def _filter(scene: Scene) -> Iterator[Step]:
    yield from scene.first_half()
    yield Say(scene.form.response(FILTER_PHRASE, FINAL if scene.argument == "final" else FILTERED))


def _truncate(scene: Scene) -> Iterator[Step]:
    half = scene.text[: max(1, len(scene.text) // 2)]
    return streamed(half, scene.form, scene.pace, TRUNCATED)


def _quota(scene: Scene) -> Iterator[Step]:
    yield _failure(grpc.StatusCode.RESOURCE_EXHAUSTED, GAUGE_QUOTA.format(limit=10), scene.retry_after_s)


def _quota_hour(scene: Scene) -> Iterator[Step]:
    yield _failure(grpc.StatusCode.RESOURCE_EXHAUSTED, HOURLY_QUOTA, scene.retry_after_s)


def _busy(scene: Scene) -> Iterator[Step]:
    yield _failure(grpc.StatusCode.UNAVAILABLE, "The service is currently unavailable", scene.retry_after_s)


def _cut(scene: Scene) -> Iterator[Step]:
    yield from scene.first_half()
    yield Cut()


def _stall(scene: Scene) -> Iterator[Step]:
    for step in scene.first_half():
        yield step
        if isinstance(step, Say):
            break
    yield Wait(None)


def _silent(_scene: Scene) -> Iterator[Step]:
    yield Wait(None)


def _long(scene: Scene) -> Iterator[Step]:
    size = int(min(_LONG_MAX, max(1, scene.number(10_000))))
    return streamed(mixed_text.of_length(size), scene.form, scene.pace)


def _revise(scene: Scene) -> Iterator[Step]:
    for number, step in enumerate(scene.answer()):
        if isinstance(step, Say) and step.response.alternatives[0].status == PARTIAL and number % 4 == 1:
            text = step.response.alternatives[0].message.text
            words = text.split(" ")
            yield Say(scene.form.response(" ".join(reversed(words)) + " …", PARTIAL))
        else:
            yield step


def _error(scene: Scene) -> Iterator[Step]:
    name, _, message = scene.argument.partition(" ")
    code = code_of(name) or grpc.StatusCode.INTERNAL
    yield _failure(code, message.strip() or f"told to answer {code.name}")


def _late_error(scene: Scene) -> Iterator[Step]:
    yield from scene.first_half()
    yield from _error(scene)


def _unknown_status(scene: Scene) -> Iterator[Step]:
    return scene.answer(int(min(2**31 - 1, max(0, scene.number(42)))))


def _garbage(scene: Scene) -> Iterator[Step]:
    if scene.argument == "html":
        page = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body></body></html>"
        yield Raw(page, page, "text/html")
    else:
        yield Raw(b"\xff" * 24, b'{"result":{"alternatives":[{"message":{"ro')


def _non_utf8(scene: Scene) -> Iterator[Step]:
    marker = _PLACEHOLDER.encode()
    message = scene.form.response(_PLACEHOLDER, FINAL).SerializeToString().replace(marker, _NOT_UTF8)
    body = b'{"result":{"alternatives":[{"message":{"role":"assistant","text":"' + _NOT_UTF8 + b'"}}]}}\n'
    yield Raw(message, body)


def _big(scene: Scene) -> Iterator[Step]:
    size = int(min(_BIG_MAX_BYTES, max(1, scene.number(5_000_000))))
    line = "Очень большой ответ. " + "x" * 60 + "\n"
    text = (line * (size // len(line.encode()) + 1)).encode()[:size].decode(errors="ignore")
    yield Say(scene.form.response(text, PARTIAL, len(text) // 4))
    yield Say(scene.form.response(text, FINAL, len(text) // 4))


def _no_reply(_scene: Scene) -> Iterator[Step]:
    return iter(())


def _empty(scene: Scene) -> Iterator[Step]:
    yield Say(scene.form.response("", FINAL))


def _flaky(scene: Scene) -> Iterator[Step]:
    if scene.failures_so_far() < scene.number(1):
        return itertools.chain(_busy(Scene("", scene.text, scene.form, scene.pace, scene.failures_so_far)))
    return scene.answer()


def _failure(code: grpc.StatusCode, message: str, retry_after_s: float | None = None) -> Fail:
    return Fail(Refusal(code, message, retry_after_s=retry_after_s))


COMMANDS: Final[dict[str, Callable[[Scene], Plan]]] = {
    "slow": _slow,
    "filter": _filter,
    "truncate": _truncate,
    "quota": _quota,
    "quota-hour": _quota_hour,
    "busy": _busy,
    "cut": _cut,
    "stall": _stall,
    "silent": _silent,
    "long": _long,
    "revise": _revise,
    "error": _error,
    "late-error": _late_error,
    "unknown-status": _unknown_status,
    "garbage": _garbage,
    "non-utf8": _non_utf8,
    "big": _big,
    "noreply": _no_reply,
    "empty": _empty,
    "flaky": _flaky,
}
