"""Refusals, in the forms the service gives them on either transport."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

import grpc
from google.protobuf import json_format
from google.protobuf.message import Message

from yagpt_desktop.yandex.pb import rpc_status_pb2

_HTTP_OF_NUMBER: Final = {
    0: 200, 1: 499, 2: 500, 3: 400, 4: 504, 5: 404, 6: 409, 7: 403, 8: 429,
    9: 400, 10: 409, 11: 400, 12: 501, 13: 500, 14: 503, 15: 500, 16: 401,
}  # fmt: skip
_PHRASE_OF_499: Final = "Client Closed Request"

CODE_OF_NUMBER: Final[dict[int, grpc.StatusCode]] = {code.value[0]: code for code in grpc.StatusCode}


class Refusal(Exception):
    """A call ends with this status instead of an answer.

    Attributes:
        code: Never ``OK``.
        message: What the service says, in English as the real one does.
        retry_after_s: Becomes ``google.rpc.RetryInfo`` and, on HTTP, ``Retry-After``.
    """

    def __init__(
        self,
        code: grpc.StatusCode,
        message: str,
        *,
        retry_after_s: float | None = None,
        details: tuple[Message, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after_s = retry_after_s
        self._details = details

    @property
    def number(self) -> int:
        """The code's number in ``google.rpc.Code``."""
        number: int = self.code.value[0]
        return number

    @property
    def http_status(self) -> int:
        """The HTTP status that the gateway gives for the code."""
        return _HTTP_OF_NUMBER[self.number]

    @property
    def http_phrase(self) -> str:
        """The words beside the HTTP status."""
        return _PHRASE_OF_499 if self.http_status == 499 else HTTPStatus(self.http_status).phrase

    @property
    def headers(self) -> dict[str, str]:
        """HTTP headers that go with it."""
        return {} if self.retry_after_s is None else {"Retry-After": str(max(1, round(self.retry_after_s)))}

    def status(self) -> rpc_status_pb2.Status:
        """Return it as ``google.rpc.Status``, with its details packed."""
        status = rpc_status_pb2.Status(code=self.number, message=self.message)
        for detail in self._all_details():
            status.details.add().Pack(detail)
        return status

    def nested_body(self) -> dict[str, Any]:
        """Return the JSON of the foundation-models gateway: ``{"error": {"grpcCode": …}}``."""
        return {
            "error": {
                "grpcCode": self.number,
                "httpCode": self.http_status,
                "message": self.message,
                "httpStatus": self.http_phrase,
                "details": self._details_as_json(),
            }
        }

    def flat_body(self) -> dict[str, Any]:
        """Return the JSON of the other gateways (IAM, operations, resource manager)."""
        return {"code": self.number, "message": self.message, "details": self._details_as_json()}

    def _all_details(self) -> list[Message]:
        details = list(self._details)
        if self.retry_after_s is not None:
            retry = rpc_status_pb2.RetryInfo()
            retry.retry_delay.FromNanoseconds(round(self.retry_after_s * 1e9))
            details.append(retry)
        return details

    def _details_as_json(self) -> list[dict[str, Any]]:
        return [json_format.MessageToDict(packed) for packed in self.status().details]


def code_of(text: str) -> grpc.StatusCode | None:
    """Return the code of a name or number (``unavailable``, ``14``); None for anything else and for OK."""
    if text.isdecimal():
        code = CODE_OF_NUMBER.get(int(text))
    else:
        code = {code.name: code for code in grpc.StatusCode}.get(text.upper())
    return None if code is grpc.StatusCode.OK else code
