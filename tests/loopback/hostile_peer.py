"""Peers on loopback that keep to no protocol, for the tests of several rooms.

A plug-in of pytest, for the fixtures; the plain parts are imported by the conftests.
"""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb


@pytest.fixture
def alarm() -> Iterator[ThreadAlarm]:
    alarm = ThreadAlarm()
    yield alarm
    alarm.close()


# --- threads that end with their test ---


class Peer:
    """A TCP server that runs a handler for each connection."""

    def __init__(
        self, handler: Callable[[socket.socket], object], host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self._handler = handler
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, port), family=family)
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self.closing = threading.Event()
        self.port = self._listener.getsockname()[1]
        self.address = f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"
        self.connections = 0
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._handle, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _handle(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            self._handler(connection)

    def adopt(self, connection: socket.socket) -> None:
        """End this one too when all ends: wrapped in TLS a connection is another object."""
        self._open.append(connection)

    def close(self) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.wait()

    def wait(self, timeout_s: float = 10) -> None:
        """Wait until every handler has ended: by then it has seen all that was sent."""
        for thread in self._threads:
            thread.join(timeout_s)


@pytest.fixture
def peer() -> Iterator[Callable[..., Peer]]:
    peers: list[Peer] = []

    def start(handler: Callable[[socket.socket], object], host: str = "127.0.0.1", port: int = 0) -> Peer:
        peers.append(Peer(handler, host, port))
        return peers[-1]

    yield start
    for one in reversed(peers):
        one.close()


def reset(connection: socket.socket) -> None:
    """End a connection with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hold(connection: socket.socket) -> None:
    """Say nothing until the other side leaves."""
    while connection.recv(4096):
        pass


# --- HTTP/2 by hand ---


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def header_block(**headers: str) -> bytes:
    def literal(name: str, value: str) -> bytes:
        return b"\0" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()

    return b"".join(
        literal(name.replace("__", ":").replace("_", "-"), value) for name, value in headers.items()
    )


def packed(text: str, status: int = 1, flag: int = 0) -> bytes:
    message = pb.Message(role="assistant", text=text)
    data = pb.CompletionResponse(
        alternatives=[pb.Alternative(message=message, status=status)]  # type: ignore[arg-type]
    ).SerializeToString()
    return frame(0, 0, 1, bytes([flag]) + struct.pack(">I", len(data)) + data)


def head(*, end: bool = False, **headers: str) -> bytes:
    said = {"__status": "200", "content_type": "application/grpc", **headers}
    return frame(1, 5 if end else 4, 1, header_block(**said))


def trailers(code: int = 0, message: str = "") -> bytes:
    return frame(1, 5, 1, header_block(grpc_status=str(code), grpc_message=message))


H2 = SimpleNamespace(
    frame=frame,
    head=head,
    trailers=trailers,
    packed=packed,
    data=lambda raw: frame(0, 0, 1, b"\0" + struct.pack(">I", len(raw)) + raw),
    reset_stream=lambda code: frame(3, 0, 1, struct.pack(">I", code)),
    go_away=lambda last, code, text=b"": frame(7, 0, 0, struct.pack(">II", last, code) + text),
)


def read_h2_request(connection: socket.socket) -> None:
    """Greet, and read one request to its end."""
    data = b""
    while len(data) < 24:
        data += some(connection)
    connection.sendall(frame(4, 0, 0) + frame(4, 1, 0))
    data = data[24:]
    while True:
        while len(data) >= 9 and len(data) >= 9 + int.from_bytes(data[:3], "big"):
            size = int.from_bytes(data[:3], "big")
            if data[3] == 0 and data[4] & 1:
                return
            data = data[9 + size :]
        data += some(connection)


def read_http_request(connection: socket.socket) -> bytes:
    """Read one request to its end; return all of it."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.partition(b":")[2])
            for line in head.lower().split(b"\r\n")
            if line[:14] == b"content-length"
        ),
        0,
    )
    while len(body) < length:
        more = some(connection)
        body += more
        data += more
    return data


def some(connection: socket.socket) -> bytes:
    """Return what came; where no more comes, end this connection's handler."""
    data = connection.recv(65536)
    if not data:
        raise OSError
    return data


# --- certificates ---


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make a self-signed certificate with its key; return the PEM file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder = tmp_path_factory.mktemp("certificates")

    def make(*names: str, from_days: int = -10, to_days: int = 5) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "made up for a test")])
        now = datetime.datetime.now(datetime.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + datetime.timedelta(days=from_days))
            .not_valid_after(now + datetime.timedelta(days=to_days))
            .add_extension(x509.SubjectAlternativeName([alternative(one) for one in names]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        path = folder / f"{made.serial_number}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
        return path

    def alternative(name: str) -> Any:
        try:
            return x509.IPAddress(ipaddress.ip_address(name))
        except ValueError:
            return x509.DNSName(name)

    return make
