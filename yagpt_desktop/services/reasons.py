"""Why a text was changed where it was: one request for all changes, and what its answer says of each."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from yagpt_desktop.domain.change import Change, ChangeKind, ToldReason
from yagpt_desktop.domain.completion import CompletionOptions, CompletionRequest, Message, Role
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.text.frame import fresh_frame

from .json_answer import objects_of, plain_line
from .text_prompts import text_prompt

MOST_CHANGES: Final = 60
"""In one request; the rest is for the next."""

LONGEST_REASON: Final = 200
MOST_REMEMBERED: Final = 5000

_LONGEST_SIDE: Final = 200
_LONGEST_SENTENCE: Final = 400
_TOKENS_PER_REASON: Final = 70
_TEMPERATURE: Final = 0.1
_KINDS: Final = tuple(kind.value for kind in ChangeKind if kind is not ChangeKind.OWN)


@dataclass(frozen=True, slots=True)
class AskedChange:
    """A change and the sentence it stands in, as it was."""

    change: Change
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change was made.

    Attributes:
        kind: What the model takes it for; the change's own where it names none that we know.
        text: One plain line.
    """

    kind: ChangeKind
    text: str


ReasonKey = tuple[str, str, ChangeKind]


class ReasonMemory:
    """Reasons that were given already; the same slip is not paid for twice.  Any thread."""

    def __init__(self, behind: ReasonMemory | None = None) -> None:
        """Start empty; what is not remembered here may be known to the memory ``behind``."""
        self._lock = threading.Lock()
        self._reasons: OrderedDict[tuple[ReasonKey, str], Reason] = OrderedDict()
        self._behind = behind

    def put(self, change: Change, reason: Reason, language: str) -> None:
        """Remember a reason given in a language; beyond the bound the oldest is forgotten."""
        self._remember(key_of(change), reason, language)

    def load(self, told: Iterable[ToldReason]) -> None:
        """Take in what was kept with a run."""
        for one in told:
            self._remember((one.before, one.after, one.kind), Reason(one.kind, one.text), one.language)

    def get(self, change: Change, language: str) -> Reason | None:
        """Return the reason of such a change; None where there is none."""
        with self._lock:
            known = self._reasons.get((key_of(change), language))
        return self._behind.get(change, language) if known is None and self._behind is not None else known

    def told(self, changes: Iterable[Change], language: str) -> tuple[ToldReason, ...]:
        """Return what is known of some changes, each sort of change once, to be kept with their run."""
        found = {key_of(change): self.get(change, language) for change in changes}
        return tuple(ToldReason(*key, language, reason.text) for key, reason in found.items() if reason)

    def unknown(self, asked: Sequence[AskedChange], language: str) -> tuple[AskedChange, ...]:
        """Return those to ask about, each sort of change once, as many as one request takes."""
        wanted: dict[ReasonKey, AskedChange] = {}
        for one in asked:
            if self.get(one.change, language) is None:
                wanted.setdefault(key_of(one.change), one)
        return tuple(wanted.values())[:MOST_CHANGES]

    def _remember(self, key: ReasonKey, reason: Reason, language: str) -> None:
        with self._lock:
            self._reasons[key, language] = reason
            while len(self._reasons) > MOST_REMEMBERED:
                self._reasons.popitem(last=False)


def key_of(change: Change) -> ReasonKey:
    """Return what makes two changes the same to a reason."""
    return change.before, change.after, change.kind


def reasons_request(asked: Sequence[AskedChange], settings: Settings, language: str) -> CompletionRequest:
    """Return the one request about changes, numbered from 1; the reasons come in "ru", else in English.

    Of more than :data:`MOST_CHANGES` the first ones are asked about.
    """
    asked = asked[:MOST_CHANGES]
    listed = json.dumps(
        [
            {
                "id": number,
                "before": one.change.before[:_LONGEST_SIDE],
                "after": one.change.after[:_LONGEST_SIDE],
                "sentence": _about(one),
            }
            for number, one in enumerate(asked, 1)
        ],
        ensure_ascii=False,
        indent=0,
    )
    frame = fresh_frame(listed)
    return CompletionRequest(
        settings.model,
        (
            Message(Role.SYSTEM, text_prompt("reasons", language).filled(tag=frame.tag("list"))),
            Message(Role.USER, frame.around("list", listed)),
        ),
        CompletionOptions(
            stream=False, temperature=_TEMPERATURE, max_tokens=100 + _TOKENS_PER_REASON * len(asked)
        ),
        json.dumps(_schema(len(asked))),
    )


def reasons_of(answer: str, asked: Sequence[AskedChange]) -> dict[int, Reason]:
    """Return the reasons by the place of their change in ``asked``, from 0.

    Unknown and repeated numbers and empty reasons are left out; an answer that is no JSON gives none.
    """
    found: dict[int, Reason] = {}
    for entry in objects_of(answer, "reasons"):
        place = _place(entry, len(asked[:MOST_CHANGES]))
        if place is None or place in found:
            continue
        text = plain_line(entry.get("reason"), LONGEST_REASON)
        if text:
            found[place] = Reason(_kind(entry.get("kind"), asked[place].change.kind), text)
    return found


def remember_reasons(
    memory: ReasonMemory, answer: str, asked: Sequence[AskedChange], language: str
) -> dict[int, Reason]:
    """Read an answer, remember what it says, and return it as :func:`reasons_of` does."""
    found = reasons_of(answer, asked)
    for place, reason in found.items():
        memory.put(asked[place].change, reason, language)
    return found


def _about(asked: AskedChange) -> str:
    """Return the sentence; of an overlong one the part round the change."""
    sentence, before = asked.sentence.strip(), asked.change.before
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    start = max(0, sentence.find(before) - _LONGEST_SENTENCE // 2)
    return sentence[start : start + _LONGEST_SENTENCE]


def _place(entry: object, count: int) -> int | None:
    if not isinstance(entry, dict):
        return None
    number = entry.get("id")
    # A number through Struct is a float: 5 comes back as 5.0.
    if isinstance(number, bool) or not isinstance(number, int | float) or number not in range(1, count + 1):
        return None
    return int(number) - 1


def _kind(said: object, own: ChangeKind) -> ChangeKind:
    return ChangeKind(said) if isinstance(said, str) and said in _KINDS else own


def _schema(count: int) -> dict[str, Any]:
    entry = {
        "type": "object",
        "properties": {
            "id": {"type": "integer", "minimum": 1, "maximum": count},
            "kind": {"type": "string", "enum": list(_KINDS)},
            "reason": {"type": "string"},
        },
        "required": ["id", "kind", "reason"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"reasons": {"type": "array", "items": entry, "minItems": 0, "maxItems": count}},
        "required": ["reasons"],
        "additionalProperties": False,
    }
