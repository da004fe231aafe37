"""SEC-12: where TLS fails, or somebody else answers, no byte of a credential leaves this computer."""

from __future__ import annotations

import contextlib
import ssl

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.proxy import NetworkWish, ProxyMode
from yagpt_desktop.yandex.policy import NetworkPolicy


@pytest.fixture
def eavesdropper(peer):
    """A TLS server that keeps what it is sent, raw and decrypted."""

    def start(path, alpn=("h2", "http/1.1"), version=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.set_alpn_protocols(list(alpn))
        heard = []

        def handle(connection):
            with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
                while data := secure.recv(4096):
                    heard.append(data)

        there = peer(handle, "0.0.0.0")
        there.heard = heard
        return there

    return start


@pytest.fixture
def ask(clients, kit, transport):
    """Ask both transports' addresses with a canary for a credential."""

    def run(address, ca_file="", policy=None):
        endpoints = {"grpc": address, "rest": f"https://{address}"}
        client = clients(
            transport, **endpoints, access=kit.canary_access, ca_file=str(ca_file), policy=policy
        )
        outcome = kit.Asking(client, kit.question()).ended()
        assert kit.canary.decode() not in repr(outcome.error) + outcome.error.detail
        return outcome.error

    return run


def silent(there, kit):
    there.close()
    return not any(kit.canary in data for data in there.heard)


def test_a_stranger(ask, eavesdropper, certificate, kit):
    there = eavesdropper(certificate("0.0.0.0"))
    assert type(ask(there.address)) is errors.CertificateRejected
    assert silent(there, kit) and there.heard == []


def test_another_name(ask, eavesdropper, certificate, kit):
    path = certificate("other.invalid")
    there = eavesdropper(path)
    assert type(ask(there.address, path)) is errors.CertificateRejected
    assert silent(there, kit) and there.heard == []


def test_out_of_date(ask, eavesdropper, certificate, kit):
    path = certificate("0.0.0.0", to_days=-1)
    there = eavesdropper(path)
    assert type(ask(there.address, path)) is errors.CertificateRejected
    assert silent(there, kit) and there.heard == []


def test_a_port_in_the_clear(ask, peer, kit):
    heard = []
    there = peer(
        lambda connection: (
            heard.append(connection.recv(4096)),
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n"),
        ),
        "0.0.0.0",
    )
    assert type(ask(there.address)) is errors.SignInPageSuspected
    there.close()
    assert heard and all(data.startswith(b"\x16\x03") for data in heard)


def test_stripped_http2_sends_nothing_before_rest_has_proved_itself(
    ask, eavesdropper, certificate, kit, transport
):
    """The look whether REST answers carries no credential either."""
    path = certificate("0.0.0.0")
    there = eavesdropper(path, ("http/1.1",))
    if transport is Transport.GRPC:
        assert isinstance(ask(there.address, path), errors.CertificateRejected)
        assert silent(there, kit)
        assert b"GET / HTTP/1.1" in b"".join(there.heard)


def test_a_proxy_in_the_middle(ask, eavesdropper, certificate, connect_proxy, kit):
    there = eavesdropper(certificate("far.made-up.invalid"))
    proxy = connect_proxy(far=there.port)
    policy = NetworkPolicy(Network(), NetworkWish(ProxyMode.MANUAL, proxy.address))
    assert type(ask("far.made-up.invalid:443", policy=policy)) is errors.CertificateRejected
    assert not any(kit.canary in head for head in proxy.heads)
    assert silent(there, kit) and there.heard == []


def test_a_redirect_is_not_followed(clients, answering, kit, peer):
    heard = []
    elsewhere = peer(lambda connection: heard.append(connection.recv(4096)))
    said = f"HTTP/1.1 307 Go\r\nLocation: http://{elsewhere.address}/\r\nContent-Length: 0\r\n\r\n".encode()
    there = answering(Transport.REST, said)
    client = clients(Transport.REST, rest=f"http://{there.address}", access=kit.canary_access)
    assert type(kit.Asking(client, kit.question()).ended().error) is errors.SignInPageSuspected
    assert heard == []


def test_an_address_in_the_clear_is_refused_before_anything_is_sent(clients, peer, kit):
    there = peer(kit.hold, "0.0.0.0")
    client = clients(Transport.REST, rest=f"http://{there.address}", access=kit.canary_access)
    assert type(kit.Asking(client, kit.question()).ended().error) is errors.ConfigurationInvalid
    assert there.connections == 0
