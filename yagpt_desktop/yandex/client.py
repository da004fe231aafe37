"""What the doors call."""

from __future__ import annotations

from yagpt_desktop.domain.account import Access
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.ports import Alarm, CompletionClient

from .grpc_client import GrpcCompletionClient
from .rest_client import RestCompletionClient
from .retrying import RetryingClient


def open_client(access: Access, transport: Transport, config: Config, alarm: Alarm) -> CompletionClient:
    """Return a client for one account; cheap, connects on first use, retries by itself."""
    if transport is Transport.REST:
        return RetryingClient(RestCompletionClient(access, config, alarm))
    return RetryingClient(GrpcCompletionClient(access, config, alarm))
