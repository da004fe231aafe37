"""TLS cannot be talked down: where it fails, no byte of a request is sent (over either transport)."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Config, Endpoints
from yagpt_desktop.yandex.channel import open_channel
from yagpt_desktop.yandex.network import grpc_target
from yagpt_desktop.yandex.policy import NetworkPolicy


def route_to(target, network):
    return NetworkPolicy(network).route_to(target)


@pytest.fixture
def outcome(cloud, connect, question, cancel):
    """Ask a TLS server once; return the class of the error."""

    def run(address, ca_file=""):
        endpoints = Endpoints(grpc=address, rest=f"https://{address}")
        cloud.config = Config(endpoints, replace(cloud.config.network, ca_file=str(ca_file)))
        with pytest.raises(errors.YaGptError) as caught:
            list(connect(cloud).complete(question(), cancel))
        assert "MADE-UP" not in caught.value.detail
        return type(caught.value)

    return run


def alpn(cloud):
    return ["h2"] if cloud.transport is Transport.GRPC else ["http/1.1"]


def test_a_certificate_nobody_vouches_for(cloud, outcome, tls_peer, certificate):
    server = tls_peer(certificate("0.0.0.0"), alpn(cloud))
    assert outcome(server.address) is errors.CertificateRejected
    assert server.received() == b""


def test_a_certificate_for_another_name(cloud, outcome, tls_peer, certificate):
    path = certificate("other.invalid")
    server = tls_peer(path, alpn(cloud))
    assert outcome(server.address, path) is errors.CertificateRejected
    assert server.received() == b""


def test_a_certificate_out_of_date(cloud, outcome, tls_peer, certificate):
    path = certificate("0.0.0.0", to_days=-2)
    server = tls_peer(path, alpn(cloud))
    assert outcome(server.address, path) is errors.CertificateRejected
    assert server.received() == b""


def test_one_root_does_not_vouch_for_another(cloud, outcome, tls_peer, certificate):
    server = tls_peer(certificate("0.0.0.0"), alpn(cloud))
    assert outcome(server.address, certificate("0.0.0.0")) is errors.CertificateRejected
    assert server.received() == b""


def test_a_port_that_speaks_in_clear(cloud, outcome, peer):
    got = []

    def answer(connection):
        got.append(connection.recv(4096))
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        time.sleep(0.2)

    assert outcome(peer(answer, "0.0.0.0").address) is errors.SignInPageSuspected
    assert b"MADE-UP" not in b"".join(got)
    assert all(data.startswith(b"\x16\x03") for data in got)


@pytest.mark.parametrize("how", ["close", "reset", "alert"])
def test_a_handshake_that_is_broken_off(outcome, peer, kit, how):
    def answer(connection):
        connection.recv(4096)
        if how == "reset":
            kit.reset(connection)
        elif how == "alert":
            connection.sendall(b"\x15\x03\x03\x00\x02\x02\x28")  # handshake_failure
            time.sleep(0.1)

    expected = errors.CertificateRejected if how == "alert" else errors.NotConnected
    assert outcome(peer(answer, "0.0.0.0").address) is expected


def test_a_box_in_between_that_drops_http2_is_told_as_such(
    grpc_cloud, connect, question, cancel, tls_peer, certificate
):
    """An inspecting box with a trusted root: gRPC cannot pass it, and sends nothing."""
    path = certificate("0.0.0.0")
    for offered in (None, ["http/1.1"]):
        server = tls_peer(path, offered)
        network = replace(grpc_cloud.config.network, ca_file=str(path))
        grpc_cloud.config = Config(Endpoints(grpc=server.address), network)
        with pytest.raises(errors.CertificateRejected):
            list(connect(grpc_cloud).complete(question(), cancel))
        assert server.received() == b""


def test_the_administrators_root_is_believed_over_rest(
    rest_cloud, connect, kit, question, cancel, tls_peer, certificate
):
    path = certificate("0.0.0.0")

    def answer(connection):
        exchange = kit.HttpExchange(connection)
        exchange.reply({"result": kit.piece("да", "FINAL")})

    server = tls_peer(path, ["http/1.1"], answer)
    network = replace(rest_cloud.config.network, ca_file=str(path))
    rest_cloud.config = Config(Endpoints(rest=f"https://{server.address}"), network)
    assert [update.text for update in connect(rest_cloud).complete(question(), cancel)] == ["да"]


def test_the_administrators_root_is_believed_over_grpc(network, tls_peer, certificate):
    import grpc

    path = certificate("0.0.0.0")
    server = tls_peer(path, ["h2"], lambda connection: connection.sendall(bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])))
    target = grpc_target(server.address)
    with open_channel(target, route_to(target, replace(network, ca_file=str(path)))) as channel:
        grpc.channel_ready_future(channel).result(timeout=10)
    server.received()
    assert server.handshakes == 1


def test_rest_speaks_tls_to_loopback_too_where_the_address_says_so(
    rest_cloud, connect, question, cancel, tls_peer, certificate
):
    server = tls_peer(certificate("localhost", "127.0.0.1"))
    url = f"https://127.0.0.1:{server.peer.port}"
    rest_cloud.config = Config(Endpoints(rest=url), rest_cloud.config.network)
    with pytest.raises(errors.CertificateRejected):
        list(connect(rest_cloud).complete(question(), cancel))
    assert server.received() == b""
