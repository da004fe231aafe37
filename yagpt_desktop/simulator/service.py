"""The local service as a whole."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.config import Endpoints

from .api import Api, Options, Seen
from .cloud import DEMO_FOLDER_ID
from .grpc_server import GrpcServer
from .rest_server import RestServer
from .script import Reply, Script

DEMO_IAM_TOKEN: Final = "t1.DEMO-made-up-token.not-a-secret"
DEMO_API_KEY: Final = "AQVN-DEMO-made-up-key-not-a-secret"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a local service listens, and something to be let in with.

    Attributes:
        grpc: ``host:port``.
        rest: A URL without a slash at its end.
    """

    grpc: str
    rest: str
    iam_token: str = DEMO_IAM_TOKEN
    api_key: str = DEMO_API_KEY
    folder_id: str = DEMO_FOLDER_ID

    def as_dict(self) -> dict[str, str]:
        """Return the values by name, for printing as JSON."""
        return asdict(self)


class LocalService:
    """The API of Yandex Cloud over real gRPC and REST on loopback.

    Use it as a context manager or call :meth:`start` and :meth:`stop`; it may be started again.
    ``stop`` ends every stream at once and leaves no thread.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        grpc_port: int = 0,
        rest_port: int = 0,
        script: Script | Path | None = None,
        options: Options | None = None,
    ) -> None:
        """Prepare, without serving yet; port 0 lets the system choose.

        Raises:
            ValueError: ``host`` is not this machine: the local service is for nobody else.
            ScriptUnreadable: The script file cannot be used.
        """
        self._host = _loopback(host)
        self._ports = (grpc_port, rest_port)
        self._script = Script.from_file(script) if isinstance(script, Path) else script or Script()
        self._api = Api(options or Options(), self._script)
        self._lock = threading.Lock()
        self._grpc: GrpcServer | None = None
        self._rest: RestServer | None = None

    def __enter__(self) -> LocalService:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> LocalService:
        """Bind both ports and serve; a second call changes nothing.

        Raises:
            OSError: A port is taken.
        """
        with self._lock:
            if self._grpc is None:
                grpc_server = GrpcServer(self._api, self._host, self._ports[0])
                try:
                    self._rest = RestServer(self._api, self._host, self._ports[1])
                except OSError:
                    grpc_server.stop()
                    raise
                self._grpc = grpc_server
        return self

    def stop(self) -> None:
        """End all calls and give the ports back.  Blocks for a moment; a second call changes nothing."""
        with self._lock:
            grpc_server, self._grpc = self._grpc, None
            rest_server, self._rest = self._rest, None
        if rest_server is not None:
            rest_server.stop()
        if grpc_server is not None:
            grpc_server.stop()

    @property
    def addresses(self) -> Addresses:
        """Where it listens.

        Raises:
            RuntimeError: It is not started.
        """
        if self._grpc is None or self._rest is None:
            raise RuntimeError("the local service is not started")
        host = f"[{self._host}]" if ":" in self._host else self._host
        return Addresses(f"{host}:{self._grpc.port}", f"http://{host}:{self._rest.port}")

    @property
    def endpoints(self) -> Endpoints:
        """The endpoints of a configuration that knows nothing but this service."""
        addresses = self.addresses
        return Endpoints(
            grpc=addresses.grpc,
            rest=addresses.rest,
            openai=f"{addresses.rest}/v1",
            iam=addresses.rest,
            operation_grpc=addresses.grpc,
            operation=addresses.rest,
            resource_manager=addresses.rest,
        )

    @property
    def demo_access(self) -> Access:
        """A made-up IAM token and folder that are let in."""
        return Access(Credential(CredentialKind.IAM_TOKEN, DEMO_IAM_TOKEN), DEMO_FOLDER_ID)

    @property
    def seen(self) -> Sequence[Seen]:
        """The newest requests, oldest first."""
        return tuple(self._api.seen)

    def add_replies(self, *replies: Reply) -> None:
        """Put prepared replies at the end of the script's queue."""
        self._script.add(*replies)


def _loopback(host: str) -> str:
    """Return the address to bind to.

    Raises:
        ValueError: It is not loopback.
    """
    bare = host.strip("[]")
    if bare.lower() == "localhost":
        return "127.0.0.1"
    try:
        if ipaddress.ip_address(bare).is_loopback:
            return bare
    except ValueError:
        pass
    raise ValueError(f"the local service listens on loopback addresses alone, not on {host!r}")
