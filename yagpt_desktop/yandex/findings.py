"""What the page of diagnostics says about the network; never a secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic
from yagpt_desktop.domain.errors import Cancelled, ClockWrong, YaGptError

from .network import Target, rest_target
from .policy import NetworkPolicy
from .probe import Probe, ask_rest, probe_endpoint
from .server_clock import ServerClock
from .trust_roots import count_roots

WRONG_CLOCK_S: Final = 300.0


def network_findings(config: Config, policy: NetworkPolicy, cancel: CancelToken) -> Iterator[Finding]:
    """Look at every endpoint, the proxy, the roots and the clock, and yield each finding as it is made.

    One request without a credential asks the service for its time.  Blocks up to some seconds for each;
    worker threads, or a terminal command.

    Raises:
        Cancelled: Nothing else.
    """
    outcomes: dict[Target, float | YaGptError] = {}
    for spec in fields(config.endpoints):
        address = getattr(config.endpoints, spec.name)
        yield _of_probe(probe_endpoint(spec.name, address, policy, cancel, outcomes))
    yield from _of_proxy(config, policy)
    yield Finding(
        Topic.NETWORK, "transport", "REST (HTTP/1.1)" if policy.transports.is_over else "gRPC (HTTP/2)"
    )
    yield from _of_roots(policy)
    yield from _of_clock(config, policy, cancel)


def _of_probe(probe: Probe) -> Finding:
    state = FindingState.OK if probe.reachable else FindingState.TROUBLE
    return Finding(Topic.ENDPOINT, probe.name, probe.address, state, probe.latency_ms, error=probe.error)


def _of_proxy(config: Config, policy: NetworkPolicy) -> Iterator[Finding]:
    try:
        target = rest_target(config.endpoints.rest)
        proxy = policy.proxy_in_force(target)
    except YaGptError:
        # The endpoint's own finding has told it.
        return
    error = policy.trouble_with_proxy(target)
    state = FindingState.OK if error is None else FindingState.TROUBLE
    value = "PAC" if proxy.has_script else proxy.address
    yield Finding(Topic.NETWORK, "proxy", value, state, error=error)


def _of_roots(policy: NetworkPolicy) -> Iterator[Finding]:
    if not policy.ca_file:
        yield Finding(Topic.NETWORK, "roots", str(count_roots("")[0]))
        return
    try:
        in_all, own = count_roots(policy.ca_file)
    except YaGptError as error:
        yield Finding(Topic.NETWORK, "ca_file", policy.ca_file, FindingState.TROUBLE, error=error)
        return
    yield Finding(Topic.NETWORK, "roots", str(in_all))
    yield Finding(Topic.NETWORK, "ca_file", str(own))


def _of_clock(config: Config, policy: NetworkPolicy, cancel: CancelToken) -> Iterator[Finding]:
    clock = ServerClock()
    try:
        told = ask_rest(replace(rest_target(config.endpoints.rest), path=""), policy, cancel)
    except Cancelled:
        raise
    except ClockWrong as error:
        yield Finding(Topic.CLOCK, "clock", state=FindingState.TROUBLE, error=error)
        return
    except YaGptError:
        return
    clock.hear(told.date)
    if not clock.has_heard:
        return
    skew_s = clock.skew_s
    if abs(skew_s) > WRONG_CLOCK_S:
        wrong = ClockWrong("by the service's Date", skew_s=skew_s)
        yield Finding(Topic.CLOCK, "clock", state=FindingState.TROUBLE, skew_s=skew_s, error=wrong)
    else:
        yield Finding(Topic.CLOCK, "clock", skew_s=skew_s)
