"""What is asked of a model and what comes back.

Names and numbers follow yandex.cloud.ai.foundation_models.v1 (text_common.proto and
text_generation_service.proto).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from .errors import YaGptError


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Transport(StrEnum):
    """How requests travel."""

    GRPC = "grpc"
    REST = "rest"


class ReasoningMode(StrEnum):
    """Whether the model thinks before it answers; the thoughts themselves are never sent."""

    DISABLED = "DISABLED"
    ENABLED_HIDDEN = "ENABLED_HIDDEN"


class CompletionStatus(Enum):
    """State of an answer; values are the wire's numbers.

    A number we do not know becomes ``UNKNOWN_FINAL``: proto3 enums are open.
    """

    UNSPECIFIED = 0
    PARTIAL = 1
    TRUNCATED = 2
    FINAL = 3
    CONTENT_FILTER = 4
    TOOL_CALLS = 5
    UNKNOWN_FINAL = -1

    @property
    def is_final(self) -> bool:
        """Whether nothing more is announced.  UNSPECIFIED counts as partial while a stream runs."""
        return self not in {CompletionStatus.UNSPECIFIED, CompletionStatus.PARTIAL}


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation, as the service takes it."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """Options of one request.  None means "not sent": the service's own default applies.

    Attributes:
        temperature: 0 to 1 inclusive; the service's default is 0.3.
        max_tokens: Over 0; the upper bound depends on the model.
    """

    stream: bool = True
    temperature: float | None = None
    max_tokens: int | None = None
    reasoning: ReasoningMode | None = None


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """A whole conversation to be continued.

    Attributes:
        model: A model's name (``yandexgpt-5.1``) or a whole URI (``gpt://folder/name``).
        messages: Oldest first, ending with the user's.
        json_schema: A JSON Schema as text that the answer must match; None for free text.
    """

    model: str
    messages: tuple[Message, ...]
    options: CompletionOptions = field(default_factory=CompletionOptions)
    json_schema: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer; reasoning tokens are inside ``completion_tokens``."""

    input_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0
    reasoning_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Return what both took."""
        return Usage(
            self.input_tokens + other.input_tokens,
            self.completion_tokens + other.completion_tokens,
            self.total_tokens + other.total_tokens,
            self.reasoning_tokens + other.reasoning_tokens,
        )

    def __sub__(self, other: Usage) -> Usage:
        """Return what this took beyond the other."""
        return Usage(
            self.input_tokens - other.input_tokens,
            self.completion_tokens - other.completion_tokens,
            self.total_tokens - other.total_tokens,
            self.reasoning_tokens - other.reasoning_tokens,
        )


@dataclass(frozen=True, slots=True)
class CompletionUpdate:
    """The answer so far.

    ``text`` is the whole text, not a delta: the newest update makes every older one worthless, and may
    differ from it anywhere (a content filter replaces everything).  The last one of a run is the final one.
    """

    text: str
    status: CompletionStatus = CompletionStatus.PARTIAL
    usage: Usage = field(default_factory=Usage)
    model_version: str = ""
    request_id: str = ""


class LateUpdate(CompletionUpdate):
    """An update whose text is decoded when it is first asked for, and never where a newer one overtakes it.

    Of an answer that comes faster than the eye most updates are overtaken, and their decoding costs more than
    all else that is done with them.
    """

    __slots__ = ("_decode",)

    _decode: Callable[[], str]

    @classmethod
    def of(
        cls, decode: Callable[[], str], status: CompletionStatus, usage: Usage, model_version: str,
        request_id: str,
    ) -> LateUpdate:  # fmt: skip
        """Return an update; ``decode`` gives its text, in any thread and without failing."""
        made = cls.__new__(cls)
        put = object.__setattr__
        put(made, "_decode", decode)
        put(made, "status", status)
        put(made, "usage", usage)
        put(made, "model_version", model_version)
        put(made, "request_id", request_id)
        return made

    def __getattr__(self, name: str) -> str:
        """Decode the text: a slot that is still empty is looked for here, a filled one is not."""
        if name != "text":
            raise AttributeError(name)
        text = self._decode()
        object.__setattr__(self, "text", text)
        return text


DEMO_MODEL_VERSION = "demo"
"""What the local service calls the version of every model; its answers cost nothing."""

_REFUSAL = "Я не могу обсуждать эту тему"
"""How the service's stock refusal begins; it sometimes comes as an ordinary FINAL answer."""


def is_refusal(update: CompletionUpdate) -> bool:
    """Whether the model refused the topic, by status or in the stock words.

    Such a text is an outcome to be shown, never a result to put over the person's own text.
    """
    if update.status is CompletionStatus.CONTENT_FILTER:
        return True
    return update.status.is_final and update.text.lstrip().startswith(_REFUSAL)


@dataclass(frozen=True, slots=True)
class Retrying:
    """Nothing has arrived yet and the request is sent again by itself.

    Attributes:
        attempt: The coming try, counted from 2.
        attempts: Tries in all.
        delay_s: Seconds until it is sent.
    """

    attempt: int
    attempts: int
    delay_s: float
    error: YaGptError


@dataclass(frozen=True, slots=True)
class TransportChanged:
    """The network does not let one transport through; the other carries the rest of the session.

    Told once in a session, before the first text.
    """

    before: Transport
    after: Transport


@dataclass(frozen=True, slots=True)
class Deferred:
    """The service took an asynchronous request; the answer comes in minutes to hours, without partials."""

    operation_id: str


@dataclass(frozen=True, slots=True)
class Summarising:
    """The beginning of the chat is summed up before the question is asked."""


@dataclass(frozen=True, slots=True)
class Summarised:
    """The beginning of the chat was summed up.

    Attributes:
        text: The summary; "" where the model gave none.
        until: The last message (id) that it speaks of.
        usage: What it took.
    """

    text: str
    until: str
    usage: Usage


CompletionEvent = CompletionUpdate | Retrying | TransportChanged | Deferred | Summarising | Summarised


@dataclass(frozen=True, slots=True)
class Operation:
    """State of an asynchronous completion; kept by the service for three days.

    Attributes:
        answer: The final answer once ``done`` and not failed.
        error: What went wrong once ``done`` and failed.
    """

    id: str
    done: bool = False
    answer: CompletionUpdate | None = None
    error: YaGptError | None = None


@dataclass(frozen=True, slots=True)
class TokenCount:
    """Size of a text or request in tokens.

    Attributes:
        exact: True from the service's tokenizer, False from our estimate.
    """

    tokens: int
    exact: bool
