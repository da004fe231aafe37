"""What the server was sent, kept until a test asks for it."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from google.protobuf import json_format
from google.protobuf.message import Message


class Call:
    """One request on its way through the server, and the client's patience.

    Attributes:
        headers: Metadata or headers as they came, names in lower case.
        gone: Waits so many seconds; True as soon as the client has gone.
        server_id: The service's own name for the request, told in ``x-request-id``.
    """

    def __init__(
        self, transport: str, method: str, headers: Mapping[str, str], gone: Callable[[float], bool]
    ):
        self.transport = transport
        self.method = method
        self.headers = dict(headers)
        self.gone = gone
        self.server_id = f"server-{uuid.uuid4()}"
        self.message: dict[str, Any] = {}
        self.raw = ""
        self.ended: str | None = None

    def took(self, request: Message, raw: str = "") -> None:
        """Note the request once it could be read; ``raw`` is the JSON as it came over REST."""
        self.message = json_format.MessageToDict(request)
        self.raw = raw

    @property
    def reply_headers(self) -> dict[str, str]:
        """What goes back beside every answer and every refusal."""
        echoed = self.headers.get("x-client-request-id", "")
        return {
            "x-request-id": self.server_id,
            "x-server-trace-id": "trace-made-up",
            "x-client-request-id": echoed,
        }

    def as_json(self) -> dict[str, Any]:
        """What ``/control/requests`` tells of it."""
        names = ("transport", "method", "headers", "message", "raw", "ended", "server_id")
        return {name: getattr(self, name) for name in names}


class Journal:
    """Calls in the order of their coming.  Any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._calls: list[Call] = []

    def begin(self, call: Call) -> None:
        """Write a call down before anything is answered."""
        with self._changed:
            self._calls.append(call)

    def end(self, call: Call, how: str) -> None:
        """Note ``answered``, ``refused`` or ``gone`` (the client went first); the first word stands."""
        with self._changed:
            call.ended = call.ended or how
            self._changed.notify_all()

    def take(self, wait_s: float) -> list[dict[str, Any]]:
        """Return and forget all calls; waits up to ``wait_s`` seconds for those that still run."""
        with self._changed:
            self._changed.wait_for(lambda: all(call.ended for call in self._calls), wait_s)
            calls, self._calls = self._calls, []
            return [call.as_json() for call in calls]
