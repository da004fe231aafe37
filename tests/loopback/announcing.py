"""A publisher of versions on this machine: made-up keys and a real HTTPS server, and what attackers do."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hostile_peer import Peer, read_http_request

from yagpt_desktop.domain.config import Network
from yagpt_desktop.services.publisher import Publisher
from yagpt_desktop.yandex.policy import NetworkPolicy

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
from sign_manifest import announcement, public_bytes, sealed

PAGE = "https://pages.example/download"
LIFE = timedelta(days=20)
HOST = "localhost"


@dataclass
class Announcer:
    """The publisher's key, and its server, which says whatever ``says`` holds: a whole HTTP answer."""

    certificate: Path
    start_peer: Callable[..., Peer]
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    says: bytes = b""
    asked: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)

        def handle(connection: socket.socket) -> None:
            with context.wrap_socket(connection, server_side=True) as secure:
                self.asked.append(read_http_request(secure))
                secure.sendall(self.says)

        self.peer = self.start_peer(handle)
        self.publisher = Publisher(
            "yagpt-desktop",
            "stable",
            f"https://{HOST}:{self.peer.port}/stable.json",
            (HOST,),
            ("pages.example",),
            public_bytes(self.key),
        )
        network = Network(proxy="none", ca_file=str(self.certificate))
        self.policy = NetworkPolicy(network)

    def announce(
        self,
        version: str = "99.0.0",
        *,
        issued: datetime | None = None,
        key: Ed25519PrivateKey | None = None,
        life: timedelta = LIFE,
        **other: str,
    ) -> bytes:
        """Return a signed announcement; ``product`` and the like name another publisher."""
        publisher = replace(self.publisher, **other)
        return announcement(key or self.key, publisher, version, PAGE, issued or datetime.now(UTC), life)

    def serve(self, body: bytes, promised: int | None = None, head: str = "200 OK") -> None:
        """Say this from now on."""
        length = len(body) if promised is None else promised
        self.says = f"HTTP/1.1 {head}\r\ncontent-length: {length}\r\n\r\n".encode() + body


def _bad_signature(announcer: Announcer) -> None:
    envelope = json.loads(announcer.announce())
    told = base64.b64decode(envelope["manifest"]).replace(b"99.0.0", b"99.0.1")
    announcer.serve(json.dumps({**envelope, "manifest": base64.b64encode(told).decode()}).encode())


def _other_key(announcer: Announcer) -> None:
    announcer.serve(announcer.announce(key=Ed25519PrivateKey.generate()))


def _older_version(announcer: Announcer) -> None:
    announcer.serve(announcer.announce("0.0.9"))


def _expired(announcer: Announcer) -> None:
    announcer.serve(announcer.announce(issued=datetime.now(UTC) - timedelta(days=25)))


def _wrong_product(announcer: Announcer) -> None:
    announcer.serve(announcer.announce(product="another-product"))


def _huge(announcer: Announcer) -> None:
    announcer.serve(announcer.announce() + b" " * 20_000_000)


def _truncated(announcer: Announcer) -> None:
    whole = announcer.announce()
    announcer.serve(whole[: len(whole) // 2], promised=len(whole))


def _replayed(announcer: Announcer) -> None:
    # Made before the announcement that the program has seen (see REPLAY_SEEN), and taken back by it.
    announcer.serve(announcer.announce(issued=datetime.now(UTC) - timedelta(days=3)))


REPLAY_SEEN = timedelta(days=1)
ATTACKS: dict[str, Callable[[Announcer], None]] = {
    "bad signature": _bad_signature,
    "other key": _other_key,
    "older version": _older_version,
    "expired": _expired,
    "wrong product": _wrong_product,
    "huge": _huge,
    "truncated": _truncated,
    "replayed": _replayed,
}
"""The eight of requirement SEC-19."""

__all__ = ["ATTACKS", "HOST", "LIFE", "PAGE", "REPLAY_SEEN", "Announcer", "sealed"]
