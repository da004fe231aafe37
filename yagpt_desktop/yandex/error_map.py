"""What a status of the service means: the code decides, its text only refines.

Source: the facts sheet's table of errors, with texts as seen in public reports; the documentation says that
texts may change, so each code has a class that needs none.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Final

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.errors import YaGptError

from .redaction import redacted


class Code(IntEnum):
    """Numbers of google.rpc.Code."""

    OK = 0
    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16


class Subject(Enum):
    """What a call is about; NOT_FOUND means something else for each."""

    COMPLETION = "completion"
    OPERATION = "operation"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What an error needs to know about its call.

    Attributes:
        request_id: The id we sent.
        private: Texts that no detail may hold.
    """

    request_id: str = ""
    subject: Subject = Subject.COMPLETION
    private: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Hints:
    """What came beside a status.

    Attributes:
        retry_after_s: From RetryInfo or Retry-After.
        server_request_id: From ``x-request-id``.
    """

    retry_after_s: float | None = None
    server_request_id: str = ""


ERROR_OF_CODE: Final[dict[Code, type[YaGptError]]] = {
    Code.CANCELLED: errors.ServiceUnreachable,
    Code.UNKNOWN: errors.ServiceFault,
    Code.INVALID_ARGUMENT: errors.RequestRejected,
    Code.DEADLINE_EXCEEDED: errors.TimedOut,
    Code.NOT_FOUND: errors.RequestRejected,
    Code.ALREADY_EXISTS: errors.RequestRejected,
    Code.PERMISSION_DENIED: errors.AccessDenied,
    Code.RESOURCE_EXHAUSTED: errors.QuotaExceeded,
    Code.FAILED_PRECONDITION: errors.RequestRejected,
    Code.ABORTED: errors.ServiceFault,
    Code.OUT_OF_RANGE: errors.RequestRejected,
    Code.UNIMPLEMENTED: errors.OptionUnsupported,
    Code.INTERNAL: errors.ServiceFault,
    Code.UNAVAILABLE: errors.ServiceBusy,
    Code.DATA_LOSS: errors.ServiceFault,
    Code.UNAUTHENTICATED: errors.CredentialRejected,
}

_Refinement = tuple[re.Pattern[str], type[YaGptError]]


def _table(*rows: tuple[str, type[YaGptError]]) -> tuple[_Refinement, ...]:
    return tuple((re.compile(pattern, re.IGNORECASE | re.DOTALL), kind) for pattern, kind in rows)


_BILLING: Final = (r"billing|payment required", errors.BillingInactive)
_REQUEST: Final = _table(
    (r"number of input tokens|context length|too many tokens", errors.TextTooLong),
    (r"text length is [1-9]\d*, which is outside", errors.TextTooLong),
    (r"(?:prompt|text|request|input) is too (?:long|large)", errors.TextTooLong),
    (r"maximum text generation size|max_?tokens", errors.OptionUnsupported),
    (r"folder.*(?:does not match|not found|invalid|unknown|not exist|wrong)", errors.FolderUnknown),
    (r"(?:invalid|unknown|wrong|specified) folder|folder_?id", errors.FolderUnknown),
    (r"model_?uri|model uri|failed to get model|(?:unknown|invalid|no such) model", errors.ModelUnknown),
    (r"model.*(?:not found|unknown|not exist|deprecated|retired)", errors.ModelUnknown),
    _BILLING,
    (r"not supported|unsupported|does(?: not|n't) support|not available for", errors.OptionUnsupported),
)

_REFINED: Final[dict[Code, tuple[_Refinement, ...]]] = {
    Code.INVALID_ARGUMENT: _REQUEST,
    Code.FAILED_PRECONDITION: _REQUEST,
    Code.OUT_OF_RANGE: _REQUEST,
    Code.NOT_FOUND: _table((r"folder", errors.FolderUnknown), (r"model", errors.ModelUnknown)),
    Code.PERMISSION_DENIED: _table(
        _BILLING,
        (r"folder.*(?:not found|not exist|unknown|invalid)", errors.FolderUnknown),
    ),
    Code.RESOURCE_EXHAUSTED: _table(
        (r"metadata size", errors.ReplyDamaged),
        (r"per_?hour|per_?day|hourly|\bdaily", errors.HourlyQuotaExceeded),
    ),
    Code.UNAUTHENTICATED: _table((r"(?<!invalid or )expired", errors.SessionExpired)),
    Code.UNKNOWN: _table((r"^no status received", errors.ReplyDamaged)),
    Code.INTERNAL: _table(
        (r"deserializ|utf-?8|pars(?:e|ing)|compress|frame", errors.ReplyDamaged),
        (r"goaway|connection", errors.ServiceUnreachable),
    ),
    # gRPC says UNAVAILABLE for all that can happen on the way; these are its own words, measured with 1.83
    # and 1.85.  What the service itself says under this code means that it is busy.
    Code.UNAVAILABLE: _table(
        (r"^errors resolving|^dns resolution failed|getaddrinfo", errors.HostNotFound),
        (r"failed to connect.*(?:wrong_version_number|http/2|http1)", errors.SignInPageSuspected),
        (r"failed to connect.*proxy returned response code 407", errors.ProxyRefused),
        (r"failed to connect.*certificate is not yet valid", errors.ClockWrong),
        (
            r"failed to connect.*(?:certificate|verification check|missing selected alpn)",
            errors.CertificateRejected,
        ),
        (r"failed to connect.*tsi_protocol_failure", errors.CertificateRejected),
        (r"failed to connect to all addresses|connections to all backends failing", errors.NotConnected),
        (r"socket closed|reset by peer|broken pipe|endpoint closing", errors.ServiceUnreachable),
        (r"goaway received|ping timeout|channel closed|fd shutdown", errors.ServiceUnreachable),
    ),
}

_BROKEN: Final = _table(
    (r"failed parsing http/2", errors.SignInPageSuspected),
    (r"server: received message larger|sent message larger", errors.TextTooLong),
    (r"^grpc: received message larger|grpc message exceeds maximum size", errors.TextTooLong),
    (r"received message larger than max", errors.ReplyTooBig),
    (r"^stream removed|received rst_stream", errors.ServiceUnreachable),
)
"""gRPC's own words when a stream breaks, under whatever code it has made of the way it broke."""

_TOKEN_NUMBERS: Final = re.compile(r"no more than (\d{1,12}), got (\d{1,12})", re.IGNORECASE)


def status_error(code: int, text: str, call: CallFacts, hints: Hints | None = None) -> YaGptError:
    """Return the error for a status of gRPC, of an operation, or of a REST body with ``grpcCode``."""
    hints = hints or Hints()
    try:
        known = Code(code)
    except ValueError:
        known = Code.UNKNOWN
    kind = _kind_of(known, text, call.subject)
    return build(kind, f"{known.name}: {text}", call, hints)


def build(kind: type[YaGptError], detail: str, call: CallFacts, hints: Hints | None = None) -> YaGptError:
    """Make an error with a redacted detail and both request ids."""
    hints = hints or Hints()
    error = kind(redacted(detail, call.private))
    error.request_id = joined_ids(call.request_id, hints.server_request_id)
    error.retry_after_s = hints.retry_after_s
    if isinstance(error, errors.TextTooLong) and (numbers := _TOKEN_NUMBERS.search(detail)):
        error.limit_tokens, error.actual_tokens = (int(number) for number in numbers.groups())
    return error


def script_to_blame(error: YaGptError, call: CallFacts) -> YaGptError:
    """Return what failed on the straight way as it is where the system has a script that names a proxy."""
    if isinstance(error, errors.NotConnected | errors.HostNotFound):
        return build(errors.ProxyUnsupported, f"a PAC script; straight: {error.detail}", call)
    return error


@contextmanager
def identified(request_id: str) -> Generator[None]:
    """Give every error that leaves the block our request id, unless it has one."""
    try:
        yield
    except YaGptError as error:
        error.request_id = error.request_id or request_id
        raise


def joined_ids(ours: str, theirs: str) -> str:
    """Return both request ids as one text; support asks for the service's own."""
    theirs = redacted(theirs)[:100]
    if not theirs or theirs == ours:
        return ours
    return f"{ours} / {theirs}" if ours else theirs


def _first_match(table: Iterable[_Refinement], text: str) -> type[YaGptError] | None:
    """Return the class of the first pattern found in ``text``."""
    return next((kind for pattern, kind in table if pattern.search(text)), None)


def _kind_of(code: Code, text: str, subject: Subject) -> type[YaGptError]:
    if code is Code.NOT_FOUND and subject is Subject.OPERATION:
        return errors.ResultExpired
    # A passed deadline is told as a removed stream too, and is none.
    broken = None if code is Code.DEADLINE_EXCEEDED else _first_match(_BROKEN, text)
    refined = broken or _first_match(_REFINED.get(code, ()), text)
    return refined or ERROR_OF_CODE.get(code, errors.ServiceFault)
