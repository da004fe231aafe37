"""A request that ends with another status than OK."""

from __future__ import annotations

import re

from google.rpc import status_pb2

from .journal import Call

CANCELLED, INVALID_ARGUMENT, NOT_FOUND, UNAUTHENTICATED = 1, 3, 5, 16
_AUTHORIZATION = re.compile(r"(Bearer|Api-Key) (\S+)")


class Refusal(Exception):
    """The request ends with this status."""

    def __init__(self, status: status_pb2.Status) -> None:
        super().__init__(status.message)
        self.status = status


def refusal(code: int, message: str) -> Refusal:
    """Make a refusal without details."""
    return Refusal(status_pb2.Status(code=code, message=message))


def authorize(call: Call, *kinds: str) -> None:
    """Look at the credential: any but one with "wrong" in it will do, of these kinds where any are given.

    Raises:
        Refusal: It will not do.
    """
    match = _AUTHORIZATION.fullmatch(call.headers.get("authorization", ""))
    if match is None or (kinds and match[1] not in kinds):
        raise refusal(UNAUTHENTICATED, "The token is invalid")
    if "wrong" in match[2]:
        what = "Unknown api key" if match[1] == "Api-Key" else "The token is invalid"
        raise refusal(UNAUTHENTICATED, what)
