"""One exchange over REST."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import httpcore
import httpx

from yagpt_desktop import __version__
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import (
    ReplyDamaged,
    ServiceUnreachable,
    SignInPageSuspected,
    YaGptError,
)

from .error_map import CallFacts, Hints, build, joined_ids, script_to_blame
from .http_errors import hints_of_headers, http_status_error, is_markup, json_error, transport_error
from .http_transport import CallTransport
from .json_stream import JsonStream, value_of
from .network import Route, Target
from .policy import NetworkPolicy
from .watchdog import Watchdog

_TIMEOUT: Final = httpx.Timeout(connect=10.0, write=30.0, pool=5.0, read=None)
_ERROR_BODY_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class RestRequest:
    """What is sent.

    Attributes:
        path: Comes after the target's own, percent-encoded.
        body: JSON; None for GET.
    """

    target: Target
    path: str
    headers: dict[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class JsonValue:
    """One value of a reply."""

    raw: bytes = field(repr=False)
    value: Any = field(repr=False)
    hints: Hints


class RestCall:
    """Sends one request and reads the reply's JSON values.

    Ends within ``sockets.POLL_S`` after the token is cancelled, the watchdog barks or the client closes,
    whatever it is waiting for; for the host's name that takes a policy with an ``aside``.
    """

    def __init__(
        self,
        policy: NetworkPolicy,
        facts: CallFacts,
        watchdog: Watchdog,
        cancel: CancelToken,
        closed: Callable[[], bool] = lambda: False,
    ) -> None:
        self._policy = policy
        self._facts = facts
        self._watchdog = watchdog
        self._cancel = cancel
        self._closed = closed

    def values(self, request: RestRequest) -> Iterator[JsonValue]:
        """Yield each JSON value as soon as it is whole.

        Raises:
            YaGptError: Whatever went wrong; ``ServiceUnreachable`` where the reply broke off.
        """
        # The service is not to blame for the time that the keyring takes: its limits count from here on.
        route = self._policy.way_to(request.target, self._check)
        # The flag is looked at while waiting; there is nothing to do at the moment of the alarm.
        with self._watchdog.guarding(lambda: None):
            transport = CallTransport(route, self._check, self._policy.aside)
            try:
                yield from self._sent(request, transport)
            except (
                httpx.HTTPError,
                httpcore.ProtocolError,
                httpcore.NetworkError,
                httpcore.TimeoutException,
                httpx.InvalidURL,
                httpx.StreamError,
            ) as error:
                self._check()
                raise self._failure(error, transport, route) from error

    def _failure(self, error: Exception, transport: CallTransport, route: Route) -> YaGptError:
        damaged = _is_damaged(error, transport)
        failure = transport_error(error, self._facts, cause=transport.trouble, damaged=damaged)
        return script_to_blame(failure, self._facts) if route.has_script else failure

    def _sent(self, request: RestRequest, transport: CallTransport) -> Iterator[JsonValue]:
        method = "GET" if request.body is None else "POST"
        headers = {
            "user-agent": f"yagpt-desktop/{__version__}",
            "accept": "application/json",
            **request.headers,
        }
        headers["accept-encoding"] = "identity"
        if request.body is not None:
            headers["content-type"] = "application/json"
        with (
            httpx.Client(transport=transport, trust_env=False, timeout=_TIMEOUT) as client,
            client.stream(
                method, request.target.url + request.path, headers=headers, content=request.body
            ) as response,
        ):
            hints = hints_of_headers(response.headers)
            if response.status_code != 200:
                raise self._refused(response, hints)
            yield from self._read(response, hints)

    def _read(self, response: httpx.Response, hints: Hints) -> Iterator[JsonValue]:
        content_type = response.headers.get("content-type", "")
        if is_markup(b"", content_type):
            raise build(SignInPageSuspected, f"HTTP 200 {content_type}", self._facts, hints)
        splitter = JsonStream()
        begun = seen = False
        try:
            for chunk in response.iter_bytes():
                if not begun and is_markup(chunk):
                    raise SignInPageSuspected("HTTP 200 with markup")
                begun = True
                for raw in splitter.feed(chunk):
                    yield JsonValue(raw, value_of(raw), hints)
                    seen = True
        except YaGptError as error:
            error.request_id = error.request_id or joined_ids(self._facts.request_id, hints.server_request_id)
            raise
        if splitter.unfinished:
            # After whole values this is a stream that was cut, before them a reply that makes no sense.
            kind = ServiceUnreachable if seen else ReplyDamaged
            raise build(kind, "the reply ends in the middle of a value", self._facts, hints)

    def _refused(self, response: httpx.Response, hints: Hints) -> YaGptError:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > _ERROR_BODY_BYTES:
                break
        content_type = response.headers.get("content-type", "")
        return http_status_error(response.status_code, bytes(body), self._facts, hints, content_type)

    def _check(self) -> None:
        self._cancel.raise_if_cancelled()
        expiry = self._watchdog.expiry
        if expiry is not None:
            raise build(expiry.error_kind, expiry.value, self._facts)
        if self._closed():
            raise build(ServiceUnreachable, "the client is closed", self._facts)


def answer_in(value: JsonValue, facts: CallFacts) -> dict[str, Any]:
    """Return the answer inside a value, wrapped in ``result`` or bare.

    Raises:
        YaGptError: The value tells an error, which may come although the HTTP status was 200.
        ReplyDamaged: It is no object.
    """
    told = value.value
    if not isinstance(told, dict):
        raise build(ReplyDamaged, f"a JSON {type(told).__name__} instead of an object", facts, value.hints)
    if told.get("error"):
        raise json_error(told, facts, value.hints)
    answer = told.get("result", told)
    if not isinstance(answer, dict):
        raise build(ReplyDamaged, "a result that is no object", facts, value.hints)
    if answer.get("error") or ("code" in answer and "message" in answer):
        raise json_error(answer, facts, value.hints)
    return answer


def _is_damaged(error: Exception, transport: CallTransport) -> bool:
    """Whether what came is no HTTP, in difference from HTTP that broke off."""
    if transport.head and not transport.head.startswith(b"HTTP/"[: len(transport.head)]):
        return isinstance(error, httpcore.ProtocolError)
    return isinstance(error, httpcore.ProtocolError) and not transport.broken_off
