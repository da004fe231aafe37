"""``grpc.RpcError`` as our errors."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final, Protocol, cast

import grpc
from google.protobuf.message import DecodeError

from yagpt_desktop.domain.errors import YaGptError

from .error_map import CallFacts, Hints, status_error
from .http_errors import http_status_error
from .pb import rpc_status_pb2

_DETAILS_KEY: Final = "grpc-status-details-bin"
_PLAIN_HTTP: Final = re.compile(r"http2 header with status: (\d{3})", re.IGNORECASE)

Metadata = Iterable[tuple[str, str | bytes]]


class FinishedCall(Protocol):
    """What a ``grpc.RpcError`` raised by a call is beside an exception."""

    def code(self) -> grpc.StatusCode | None: ...  # noqa: D102
    def details(self) -> str | None: ...  # noqa: D102
    def initial_metadata(self) -> Metadata | None: ...  # noqa: D102
    def trailing_metadata(self) -> Metadata | None: ...  # noqa: D102


def rpc_error(error: grpc.RpcError, call: CallFacts) -> YaGptError:
    """Return our error for what a call ended with."""
    finished = cast("FinishedCall", error)
    status = finished.code() or grpc.StatusCode.UNKNOWN
    text = finished.details() or ""
    hints = hints_of([*(finished.initial_metadata() or ()), *(finished.trailing_metadata() or ())])
    if plain := _PLAIN_HTTP.search(text):
        # Whoever answered speaks HTTP/2 but not gRPC: a balancer, a filter, a wrong address.
        return http_status_error(int(plain[1]), b"", call, hints)
    return status_error(status.value[0], text, call, hints)


def hints_of(metadata: Metadata) -> Hints:
    """Read retry delay and request id from metadata; damaged values are as good as none."""
    values = {key.lower(): value for key, value in metadata}
    request_id = values.get("x-request-id") or values.get("x-server-trace-id") or ""
    packed = values.get(_DETAILS_KEY)
    delay_s = retry_delay_s(packed) if isinstance(packed, bytes) else None
    return Hints(delay_s, request_id if isinstance(request_id, str) else "")


def retry_delay_s(packed_status: bytes) -> float | None:
    """Return the delay of RetryInfo inside a packed google.rpc.Status."""
    try:
        return retry_delay_of(rpc_status_pb2.Status.FromString(packed_status))
    except DecodeError:
        return None


def retry_delay_of(status: rpc_status_pb2.Status) -> float | None:
    """Return the delay of RetryInfo among a status' details."""
    info = rpc_status_pb2.RetryInfo()
    for detail in status.details:
        try:
            if detail.Unpack(info):
                delay_s = info.retry_delay.seconds + info.retry_delay.nanos / 1e9
                return max(0.0, delay_s) if math.isfinite(delay_s) else None
        except DecodeError:
            return None
    return None
