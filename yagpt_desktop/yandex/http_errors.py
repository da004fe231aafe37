"""REST failures as our errors: a status with a body in any of its shapes, or an exception on the way."""

from __future__ import annotations

import email.utils
import errno
import json
import math
import re
import socket
import ssl
import time
from collections.abc import Mapping
from typing import Any, Final

import httpcore
import httpx

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.errors import YaGptError

from .error_map import CallFacts, Code, Hints, Subject, build, status_error

CODE_OF_HTTP: Final[Mapping[int, Code]] = {
    400: Code.INVALID_ARGUMENT,
    401: Code.UNAUTHENTICATED,
    403: Code.PERMISSION_DENIED,
    404: Code.NOT_FOUND,
    405: Code.UNIMPLEMENTED,
    408: Code.DEADLINE_EXCEEDED,
    409: Code.ABORTED,
    412: Code.FAILED_PRECONDITION,
    413: Code.OUT_OF_RANGE,
    422: Code.INVALID_ARGUMENT,
    425: Code.UNAVAILABLE,
    429: Code.RESOURCE_EXHAUSTED,
    499: Code.CANCELLED,
    500: Code.INTERNAL,
    501: Code.UNIMPLEMENTED,
    502: Code.UNAVAILABLE,
    503: Code.UNAVAILABLE,
    504: Code.DEADLINE_EXCEEDED,
}

_NOT_YET_VALID: Final = 9
"""X509_V_ERR_CERT_NOT_YET_VALID: no service shows a certificate of the future; our clock is behind."""

_PORTAL_STATUSES: Final = frozenset({401, 403, 511})
_MARKUP: Final = re.compile(rb"\A\s*(?:<!doctype\s+html|<html|<head|<body|<\?xml)", re.IGNORECASE)


def is_markup(body: bytes, content_type: str = "") -> bool:
    """Whether a reply is a page for people."""
    return "text/html" in content_type.lower() or _MARKUP.match(body) is not None


def http_status_error(
    status: int, body: bytes, call: CallFacts, hints: Hints | None = None, content_type: str = ""
) -> YaGptError:
    """Return the error for a reply whose HTTP status is not 200."""
    hints = hints or Hints()
    if status == 407:
        return build(errors.ProxyRefused, "HTTP 407", call, hints)
    page = is_markup(body, content_type)
    if 300 <= status < 400 or status == 511 or (page and status in _PORTAL_STATUSES):
        return build(errors.SignInPageSuspected, f"HTTP {status}", call, hints)
    value = None if page else _json(body)
    if isinstance(value, dict):
        return json_error(value, call, hints, status)
    if status == 413:
        return build(errors.TextTooLong, "HTTP 413", call, hints)
    said = "a page" if page else body[:2000].decode("utf-8", "replace")
    if status == 404 and call.subject is Subject.OPERATION and not said:
        return build(errors.ResultExpired, "HTTP 404", call, hints)
    return status_error(_code_of(status), f"HTTP {status} {said}", call, hints)


def json_error(
    value: dict[str, Any], call: CallFacts, hints: Hints | None = None, status: int = 200
) -> YaGptError:
    """Return the error that a JSON value tells: ``{"error": {…}}``, a flat google.rpc.Status, or a text."""
    hints = hints or Hints()
    inner = value.get("error")
    told = inner if isinstance(inner, dict) else value
    text = _first_text(told.get("message"), inner, value.get("error_message"), told.get("detail"))
    code = _number(told.get("grpcCode"), told.get("grpc_code"), told.get("code"))
    http = _number(told.get("httpCode"), told.get("http_code")) or status
    if code is None or not 0 < code <= max(Code):
        code = _code_of(code if code is not None and code >= 400 else http)
    if hints.retry_after_s is None:
        hints = Hints(_retry_delay_s(told.get("details")), hints.server_request_id)
    return status_error(code, text, call, hints)


def transport_error(
    error: Exception, call: CallFacts, *, cause: OSError | None = None, damaged: bool = False
) -> YaGptError:
    """Return the error for an exception of httpx or httpcore.

    Args:
        error: What was raised.
        call: Whose request failed.
        cause: What the socket said.
        damaged: The bytes that came are no HTTP at all, as far as the connection can tell.
    """
    return build(_kind_of(error, cause, damaged=damaged), _described(error, cause), call)


def connect_error(error: OSError, call: CallFacts) -> YaGptError:
    """Return the error for a connection that did not come about."""
    return build(connect_kind(error), _described(ConnectionError(), error), call)


def hints_of_headers(headers: Mapping[str, str]) -> Hints:
    """Read Retry-After and the server's request id."""
    server_id = headers.get("x-request-id") or headers.get("x-server-trace-id") or ""
    return Hints(_seconds_of(headers.get("retry-after"), headers.get("date")), server_id)


def _kind_of(error: Exception, cause: OSError | None, *, damaged: bool) -> type[YaGptError]:
    if isinstance(error, httpx.DecodingError) or damaged:
        return errors.ReplyDamaged
    if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
        return connect_kind(cause)
    return errors.ServiceUnreachable


def _described(error: Exception, cause: OSError | None) -> str:
    """Name the exceptions by type, number and TLS reason; their texts may quote what was sent."""
    words = [type(error).__name__]
    if cause is not None:
        words.append(type(cause).__name__)
    if isinstance(cause, ssl.SSLError):
        words.append(cause.reason or "")
        words.append(getattr(cause, "verify_message", ""))
    elif cause is not None and isinstance(cause.errno, int):
        words.append(errno.errorcode.get(cause.errno, str(cause.errno)))
    return " ".join(filter(None, words))


def connect_kind(cause: OSError | None) -> type[YaGptError]:
    """Return the class of what kept a connection from coming about."""
    if isinstance(cause, socket.gaierror):
        return errors.HostNotFound
    if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return errors.NotConnected
    if isinstance(cause, ssl.SSLCertVerificationError) and cause.verify_code == _NOT_YET_VALID:
        return errors.ClockWrong
    if isinstance(cause, ssl.SSLError):
        plain = cause.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"}
        return errors.SignInPageSuspected if plain else errors.CertificateRejected
    return errors.NotConnected


def _code_of(status: int) -> Code:
    return CODE_OF_HTTP.get(status) or (Code.INVALID_ARGUMENT if 400 <= status < 500 else Code.INTERNAL)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _first_text(*candidates: object) -> str:
    return next((text for text in candidates if isinstance(text, str) and text), "")


def _number(*candidates: object) -> int | None:
    for candidate in candidates:
        if isinstance(candidate, str) and candidate.isascii() and candidate.isdigit() and len(candidate) < 10:
            return int(candidate)
        if isinstance(candidate, int) and not isinstance(candidate, bool):
            return candidate
    return None


def _retry_delay_s(details: object) -> float | None:
    for detail in details if isinstance(details, list) else ():
        kind = detail.get("@type") if isinstance(detail, dict) else None
        if isinstance(kind, str) and kind.endswith("google.rpc.RetryInfo"):
            return _duration_s(detail.get("retryDelay", detail.get("retry_delay")))
    return None


def _duration_s(text: object) -> float | None:
    matched = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)s", text) if isinstance(text, str) else None
    return float(matched[1]) if matched else None


def _seconds_of(retry_after: str | None, date: str | None) -> float | None:
    if not retry_after:
        return None
    try:
        seconds = float(retry_after)
        return max(0.0, seconds) if math.isfinite(seconds) else None
    except ValueError:
        pass
    # Both dates come from the server's clock where it tells it, so that ours may be wrong.
    until = _timestamp(retry_after)
    now = (_timestamp(date) if date else None) or time.time()
    return None if until is None else max(0.0, until - now)


def _timestamp(date: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
