"""TLS as the program speaks it, against a server on loopback whose root was made a moment ago."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ipaddress
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import grpc
import httpcore
import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from yagpt_desktop.simulator.service import LocalService
from yagpt_desktop.workers.aside import ThreadAside
from yagpt_desktop.yandex.channel import open_channel
from yagpt_desktop.yandex.http_transport import CallTransport
from yagpt_desktop.yandex.network import Route, Target

HOST: Final = "127.0.0.1"
PATIENCE_S: Final = 20.0
_TURN_S: Final = 0.05
_PIECE_BYTES: Final = 65_536
# The local service knows no such method and says so, which it can only where TLS and HTTP/2 work.
_UNKNOWN_METHOD: Final = "/self.Test/Look"

_T = TypeVar("_T")
_Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def tls_over_grpc(folder: Path) -> dict[str, Any]:
    """Ask over gRPC: a server whose root is known, then as somebody who knows another root alone."""
    known, unknown = (_grpc_status(folder, root) for root in ("served", "other"))
    _expect(known is grpc.StatusCode.UNIMPLEMENTED, f"a known root: {known}")
    _expect(unknown is grpc.StatusCode.UNAVAILABLE, f"an unknown root: {unknown}")
    return {"library": grpc.__version__}


def tls_over_http(folder: Path) -> dict[str, Any]:
    """Ask over HTTP/1 in the same two ways."""
    status, trust = (_http_status(folder, root) for root in ("served", "other"))
    _expect(status is not None, "a known root was not believed")
    _expect(trust is None, "an unknown root was believed")
    return {"library": httpx.__version__, "openssl": ssl.OPENSSL_VERSION, "status": status}


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _grpc_status(folder: Path, root: str) -> grpc.StatusCode:
    with _server(folder, root) as (port, roots_pem, waiting):

        def ask() -> grpc.StatusCode:
            with open_channel(Target(HOST, port, tls=True), Route(None, roots_pem)) as channel:
                call: Any = channel.unary_unary(_UNKNOWN_METHOD, None, None).future(
                    b"", timeout=PATIENCE_S / 2
                )
                code: grpc.StatusCode = call.code()
                return code

        return waiting(ask)


def _http_status(folder: Path, root: str) -> int | None:
    """Return what the server says; None where its certificate was refused."""
    with _server(folder, root) as (port, roots_pem, waiting):

        def ask() -> int | None:
            transport = CallTransport(Route(None, roots_pem), lambda: None)
            try:
                with httpx.Client(transport=transport, trust_env=False, timeout=PATIENCE_S / 2) as client:
                    return client.get(f"https://{HOST}:{port}/").status_code
            except httpcore.ConnectError:
                if isinstance(transport.trouble, ssl.SSLCertVerificationError):
                    return None
                raise

        return waiting(ask)


@contextmanager
def _server(folder: Path, root: str) -> Generator[tuple[int, bytes, Callable[[Callable[[], _T]], _T]]]:
    """Serve TLS; yield the port, the roots of a client and what runs the client while it is served."""
    key_file, served_root, other_root = _certificates(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(key_file)
    context.set_alpn_protocols(["h2", "http/1.1"])
    loop = asyncio.new_event_loop()
    with LocalService() as service, contextlib.closing(loop):
        addresses = service.addresses
        plain = int(addresses.grpc.rpartition(":")[2]), int(addresses.rest.rpartition(":")[2])
        front = _Front(*plain)
        server = loop.run_until_complete(asyncio.start_server(front.serve, HOST, 0, ssl=context))

        def waiting(act: Callable[[], _T]) -> _T:
            def take_turn() -> None:
                loop.run_until_complete(asyncio.sleep(_TURN_S))

            return ThreadAside().run(act, PATIENCE_S, take_turn)

        try:
            yield server.sockets[0].getsockname()[1], served_root if root == "served" else other_root, waiting
        finally:
            server.close()
            loop.run_until_complete(front.end())


class _Front:
    """Takes TLS off what comes and hands it to the local service: HTTP/2 to gRPC, the rest to REST."""

    def __init__(self, grpc_port: int, rest_port: int) -> None:
        self._ports = {"h2": grpc_port}
        self._rest_port = rest_port
        self._tasks: set[asyncio.Task[Any]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        spoken = writer.get_extra_info("ssl_object").selected_alpn_protocol()
        inner = await asyncio.open_connection(HOST, self._ports.get(spoken, self._rest_port))
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(_carry(reader, inner[1]), _carry(inner[0], writer))
        for end in (writer, inner[1]):
            end.close()

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)


async def _carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while piece := await source.read(_PIECE_BYTES):
        sink.write(piece)
        await sink.drain()
    if sink.can_write_eof():
        sink.write_eof()


def _certificates(folder: Path) -> tuple[Path, bytes, bytes]:
    """Return a file with the server's key and certificate, its root, and another root of the same name."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]
    root_name, server_name = (_name(text) for text in ("made-up root of a self-test", "loopback"))
    roots = [_signed(root_name, key, root_name, key, is_root=True) for key in keys[:2]]
    server = _signed(server_name, keys[2], root_name, keys[0], is_root=False)
    private = keys[2].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "server.pem"
    path.write_bytes(_pem(server) + private)
    return path, _pem(roots[0]), _pem(roots[1])


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _signed(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_root: bool,
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
    )
    if not is_root:
        address = x509.IPAddress(ipaddress.ip_address(HOST))
        builder = builder.add_extension(x509.SubjectAlternativeName([address]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
