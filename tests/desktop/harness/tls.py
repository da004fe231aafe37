"""A TLS server that nobody should trust: it must never see a header of ours."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])


@contextmanager
def untrusted_port(folder: Path) -> Iterator[int]:
    """Serve TLS handshakes with a self-signed certificate; a client that goes on is an error of the test."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder))
    context.set_alpn_protocols(["h2", "http/1.1"])
    over = threading.Event()
    trusted: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        thread = threading.Thread(target=_serve, args=(server, context, over, trusted), name="untrusted-tls")
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            over.set()
            thread.join()
    assert not trusted, "a client went on after the handshake"


def _serve(server: socket.socket, context: ssl.SSLContext, over: threading.Event, trusted: list[str]) -> None:
    while not over.is_set():
        try:
            client, address = server.accept()
        except OSError:
            continue
        client.settimeout(2)
        with client:
            try:
                with context.wrap_socket(client, server_side=True) as secure:
                    if secure.recv(65536):
                        trusted.append(str(address))
            except OSError:
                continue


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "untrusted.pem"
    no_password = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
