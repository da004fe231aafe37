"""What the doors call."""

from __future__ import annotations

from yagpt_desktop.domain.account import Access
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import Cancelled, YaGptError
from yagpt_desktop.domain.ports import Alarm, CompletionClient

from .failover import FailoverClient
from .grpc_client import GrpcCompletionClient
from .network import rest_target
from .policy import NetworkPolicy
from .probe import ask_rest
from .rest_client import RestCompletionClient
from .retrying import RetryingClient


def open_client(
    access: Access, transport: Transport, config: Config, alarm: Alarm, policy: NetworkPolicy | None = None
) -> CompletionClient:
    """Return a client for one account; cheap, connects on first use, retries by itself.

    One for gRPC goes over to REST by itself where the network lets gRPC not through.  All clients of a
    session share its ``policy``; without one the configuration alone decides.
    """
    policy = policy or NetworkPolicy(config.network)
    over_rest = RestCompletionClient(access, config, alarm, policy)
    if transport is Transport.REST:
        return RetryingClient(over_rest)

    def answers_over_rest(cancel: CancelToken) -> bool:
        try:
            ask_rest(rest_target(config.endpoints.rest), policy, cancel)
        except Cancelled:
            raise
        except YaGptError:
            return False
        return True

    over_grpc = GrpcCompletionClient(access, config, alarm, policy)
    return RetryingClient(FailoverClient(over_grpc, over_rest, answers_over_rest, policy.transports))
