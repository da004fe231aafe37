from __future__ import annotations

import threading
import time
from dataclasses import fields, replace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.yandex.probe import probe_endpoints

NETWORK = Network(proxy="none")


def everywhere(address, url):
    return Endpoints(**{spec.name: address if "grpc" in spec.name else url for spec in fields(Endpoints)})


def test_every_endpoint_is_tried_and_none_is_told_who_asks(tls_peer, certificate, cancel):
    path = certificate("0.0.0.0")
    server = tls_peer(path)
    endpoints = everywhere(server.address, f"https://{server.address}/v1")
    probes = probe_endpoints(Config(endpoints, replace(NETWORK, ca_file=str(path))), cancel)
    assert [probe.name for probe in probes] == [spec.name for spec in fields(Endpoints)]
    assert all(probe.reachable and probe.error is None for probe in probes)
    assert all(0 < probe.latency_ms < 5000 for probe in probes)
    assert {probe.address for probe in probes} == {server.address}
    assert server.received() == b""
    assert server.handshakes == 1, "one address is tried once"


def test_each_fault_has_its_class(tls_peer, certificate, peer, cancel):
    untrusted = tls_peer(certificate("0.0.0.0"))
    plain = peer(
        lambda connection: (connection.recv(99), connection.sendall(b"HTTP/1.1 400 Bad\r\n\r\n")), "0.0.0.0"
    )
    endpoints = Endpoints(
        grpc="127.0.0.1:1",
        rest=f"https://{untrusted.address}",
        openai=f"https://{plain.address}",
        iam="https://no-such-host.invalid",
        operation_grpc="no address",
        operation="http://example.invalid",
        resource_manager="https://127.0.0.1:1",
    )
    probes = {probe.name: probe for probe in probe_endpoints(Config(endpoints, NETWORK), cancel)}
    assert {name: type(probe.error) for name, probe in probes.items()} == {
        "grpc": errors.NotConnected,
        "rest": errors.CertificateRejected,
        "openai": errors.SignInPageSuspected,
        "iam": errors.HostNotFound,
        "operation_grpc": errors.ConfigurationInvalid,
        "operation": errors.ConfigurationInvalid,
        "resource_manager": errors.NotConnected,
    }
    assert not any(probe.reachable or probe.latency_ms for probe in probes.values())
    assert probes["operation_grpc"].address == "no address"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", errors.ProxyRefused),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", errors.NotConnected),
        (b"garbage", errors.NotConnected),
        (b"", errors.NotConnected),
    ],
)
def test_the_way_leads_through_the_proxy(peer, cancel, monkeypatch, answer, kind):
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    heads = []
    proxy = peer(lambda connection: (heads.append(connection.recv(4096)), connection.sendall(answer)))
    endpoints = everywhere("far.invalid:443", "https://far.invalid")
    config = Config(endpoints, Network(proxy=f"http://user:word@{proxy.address}"))
    probes = probe_endpoints(config, cancel)
    assert {type(probe.error) for probe in probes} == {kind}
    assert heads[0].startswith(
        b"CONNECT far.invalid:443 HTTP/1.1\r\nHost: far.invalid:443\r\nProxy-Authorization: "
    )
    assert all("word" not in probe.error.detail for probe in probes)


def test_a_proxy_that_lets_through_is_measured_to_the_far_end(
    peer, tls_peer, certificate, cancel, monkeypatch
):
    """The far name is the proxy's business; what answers behind it must still prove itself."""
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    path = certificate("far.invalid")
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    def proxy(connection):
        while b"\r\n\r\n" not in connection.recv(4096):
            pass
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(10)

    url = f"http://{peer(proxy).address}"
    config = Config(
        everywhere("far.invalid:443", "https://far.invalid"), Network(proxy=url, ca_file=str(path))
    )
    assert all(probe.reachable for probe in probe_endpoints(config, cancel))


def test_a_cancel_ends_it(peer, kit):
    mute = peer(kit.hold, "0.0.0.0")
    cancel = CancelToken()
    timer = threading.Timer(0.2, cancel.cancel)
    timer.start()
    began = time.monotonic()
    config = Config(everywhere(mute.address, f"https://{mute.address}"), NETWORK)
    with pytest.raises(errors.Cancelled):
        probe_endpoints(config, cancel)
    assert time.monotonic() - began < 1.5
    timer.join()


def test_a_configuration_that_is_wrong_is_told_at_each_endpoint(cancel):
    probes = probe_endpoints(Config(Endpoints(), Network(proxy="socks5://x:1")), cancel)
    assert {type(probe.error) for probe in probes} == {errors.ProxyUnsupported}
