"""Real CONNECT proxies on loopback: both transports go the same way, or name the same reason."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from dataclasses import replace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.config import Config, Endpoints


@pytest.fixture
def proxy(peer):
    """A proxy that lets through to a given port, and keeps the heads it was sent."""

    class Proxy:
        def __init__(self):
            self.heads = []
            self.target_port = 0
            self.answer = b"HTTP/1.1 200 Connection established\r\n\r\n"
            self.peer = peer(self.handle)

        @property
        def url(self):
            return f"http://{self.peer.address}"

        def handle(self, connection):
            head = b""
            while b"\r\n\r\n" not in head:
                more = connection.recv(4096)
                if not more:
                    return
                head += more
            self.heads.append(head)
            if b" 200 " not in self.answer:
                connection.sendall(self.answer)
                connection.settimeout(1)
                connection.recv(4096)
                return
            with socket.create_connection(("127.0.0.1", self.target_port)) as onward:
                connection.sendall(self.answer)
                back = threading.Thread(target=pump, args=(onward, connection))
                back.start()
                pump(connection, onward)
                back.join()

    def pump(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    return Proxy()


@pytest.fixture
def behind(cloud, connect, question, cancel, proxy, monkeypatch):
    """Ask a host that only the proxy knows; return the error."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def run(setting):
        endpoints = Endpoints(
            grpc="only-the-proxy-knows.invalid:443", rest="https://only-the-proxy-knows.invalid"
        )
        cloud.config = Config(endpoints, replace(cloud.config.network, proxy=setting))
        with pytest.raises(errors.YaGptError) as caught:
            list(connect(cloud).complete(question(), cancel))
        return caught.value

    return run


@pytest.mark.parametrize("login", ["", "user@", "user:p%40ss@"])
def test_a_call_goes_through_the_proxy_to_the_service(cloud, behind, proxy, tls_peer, certificate, login):
    """The name resolves at the proxy; the far end's certificate is for another name, so nothing is sent."""
    server = tls_peer(certificate("0.0.0.0"), ["h2", "http/1.1"])
    proxy.target_port = server.peer.port
    error = behind(proxy.url.replace("//", f"//{login}"))
    assert type(error) is errors.CertificateRejected
    assert server.received() == b""
    first = proxy.heads[0].decode().split("\r\n")
    assert first[0] == "CONNECT only-the-proxy-knows.invalid:443 HTTP/1.1"
    sent = [line for line in first if line.lower().startswith("proxy-authorization")]
    words = {"": None, "user@": b"user:", "user:p%40ss@": b"user:p@ss"}[login]
    assert [line.rpartition(" ")[2] for line in sent] == ([base64.b64encode(words).decode()] if words else [])
    assert not any("MADE-UP" in line for line in first)


def test_a_proxy_that_wants_a_name(behind, proxy):
    proxy.answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    error = behind(proxy.url.replace("//", "//user:hidden-word@"))
    assert type(error) is errors.ProxyRefused
    assert "hidden-word" not in error.detail


@pytest.mark.parametrize("status", [b"403 Forbidden", b"502 Bad Gateway"])
def test_a_proxy_that_will_not(behind, proxy, status):
    proxy.answer = b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n"
    assert isinstance(behind(proxy.url), errors.ServiceUnreachable)


def test_a_proxy_that_is_not_there(behind):
    assert type(behind("http://127.0.0.1:1")) is errors.ProxyUnreachable


def test_a_proxy_whose_name_nobody_knows(behind):
    assert type(behind("http://no-such-proxy.invalid:3128")) is errors.ProxyUnreachable


@pytest.mark.parametrize("setting", ["socks5://127.0.0.1:1080", "https://127.0.0.1:3128", "socks://x:1"])
def test_a_kind_of_proxy_we_do_not_speak(behind, setting):
    assert type(behind(setting)) is errors.ProxyUnsupported


def test_the_environments_proxy_is_the_systems(cloud, behind, proxy, monkeypatch):
    proxy.answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    assert type(behind("system")) is errors.ProxyRefused
    assert type(behind("none")) is errors.HostNotFound
    monkeypatch.setenv("no_proxy", ".invalid")
    assert type(behind("system")) is errors.HostNotFound
    assert type(behind(proxy.url)) is errors.HostNotFound


def test_loopback_never_goes_through_a_proxy(cloud, connect, kit, question, cancel, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "grpc_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    cloud.play(kit.Scene([kit.piece("да", "FINAL")]))
    for setting in ("system", "http://127.0.0.1:1", "socks5://x:1"):
        cloud.config = replace(cloud.config, network=replace(cloud.config.network, proxy=setting))
        assert [update.text for update in connect(cloud).complete(question(), cancel)] == ["да"]
