"""The server on the official stubs, our client before it, and what the server saw.

Every test here bears the mark ``contract`` by itself.  Without its environment the suite fails; it never
skips.
"""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionOptions,
    CompletionRequest,
    CompletionUpdate,
    Message,
    Role,
    Transport,
)
from yagpt_desktop.domain.config import Config, Endpoints, Network, Privacy
from yagpt_desktop.workers.alarm import ThreadAlarm

HERE = Path(__file__).resolve().parent
RECORDINGS = HERE.parent / "data" / "recordings"
MAKING_LIMIT_S = 600


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder; the first test also waits for the environment to be made."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.contract)
            item.add_marker(pytest.mark.timeout(MAKING_LIMIT_S + 120))


@pytest.fixture(scope="session")
def official_python() -> str:
    """Path of the Python that knows the official stubs; made now when it is not there yet."""
    maker = [sys.executable, HERE / "official_environment.py"]
    made = subprocess.run(maker, capture_output=True, text=True, timeout=MAKING_LIMIT_S, check=False)
    if made.returncode:
        pytest.fail(f"the environment of the official stubs cannot be made:\n{made.stderr}", pytrace=False)
    return made.stdout.strip()


@dataclass
class Official:
    """The running server, from outside.

    Attributes:
        grpc: ``host:port``.
        rest: A URL.
    """

    grpc: str
    rest: str
    http: httpx.Client = field(repr=False)

    def scene(self, *turns: dict[str, Any]) -> str:
        """Make a model that gives these answers (see the server's ``Turn``); return its name."""
        model = f"scene-{uuid.uuid4().hex}"
        reply = self.http.post("/control/scene", json={"model": model, "turns": turns})
        assert reply.status_code == 200, reply.text
        return model

    def seen(self, wait_s: float = 10.0) -> list[dict[str, Any]]:
        """Return what came since the last look, once none of it runs any more."""
        calls: list[dict[str, Any]] = self.http.get("/control/requests", params={"wait_s": wait_s}).json()
        return calls

    def seen_one(self) -> dict[str, Any]:
        """Return the only request that came."""
        (call,) = self.seen()
        return call


@pytest.fixture(scope="session")
def official_process(official_python: str) -> Iterator[Official]:
    """The server in a process of its own; it ends when its standard input does."""
    command = [official_python, "-E", "-s", HERE / "official_server.py", RECORDINGS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        address = json.loads(process.stdout.readline() or "{}")
        if not address:
            pytest.fail(
                "the server on the official stubs did not start; its reason is on stderr", pytrace=False
            )
        with httpx.Client(base_url=address["rest"], trust_env=False, timeout=30) as http:
            yield Official(address["grpc"], address["rest"], http)
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.fixture
def official(official_process: Official) -> Official:
    """The server, with nothing seen yet."""
    official_process.seen(0)
    return official_process


@pytest.fixture(params=list(Transport), ids=str)
def transport(request: pytest.FixtureRequest) -> Transport:
    """Each way to travel."""
    chosen: Transport = request.param
    return chosen


@dataclass(frozen=True)
class Speaker:
    """Our client with the shortest words for what tests say most.

    Attributes:
        client: The real one.
        folder: The folder it speaks for.
    """

    client: Any
    folder: str
    transport: Transport

    def events(self, request: CompletionRequest, cancel: CancelToken | None = None) -> list[Any]:
        """Run a completion to its end."""
        return list(self.client.complete(request, cancel or CancelToken()))

    def answer(self, request: CompletionRequest) -> CompletionUpdate:
        """Run a completion and return its last event."""
        last = self.events(request)[-1]
        assert isinstance(last, CompletionUpdate)
        return last


Speak = Callable[..., Speaker]


@pytest.fixture
def speak(official: Official, transport: Transport) -> Iterator[Speak]:
    """Make clients for the server over the test's transport, each closed afterwards."""
    from yagpt_desktop.yandex.client import open_client

    alarm = ThreadAlarm()
    opened: list[Any] = []

    def make(
        *,
        folder: str = "b1g-made-up-folder",
        secret: str = "t1.MADE-UP-token-for-tests",
        kind: CredentialKind = CredentialKind.IAM_TOKEN,
        data_logging: bool = False,
        network: Network | None = None,
    ) -> Speaker:
        endpoints = Endpoints(
            grpc=official.grpc,
            rest=official.rest,
            iam=official.rest,
            operation_grpc=official.grpc,
            operation=official.rest,
            resource_manager=official.rest,
        )
        config = Config(endpoints, network or Network(proxy="none"), Privacy(data_logging=data_logging))
        client = open_client(Access(Credential(kind, secret), folder), transport, config, alarm)
        opened.append(client)
        return Speaker(client, folder, transport)

    yield make
    for client in opened:
        client.close()
    alarm.close()


@pytest.fixture
def speaker(speak: Speak) -> Speaker:
    """A client with an ordinary IAM token."""
    return speak()


@pytest.fixture(scope="session")
def ask() -> Callable[..., CompletionRequest]:
    """Make a request: a model's name, messages (a bare text is the user's), options by name."""

    def make(
        model: str, *messages: str | tuple[Role, str], json_schema: str | None = None, **options: Any
    ) -> CompletionRequest:
        spoken = [Message(Role.USER, one) if isinstance(one, str) else Message(*one) for one in messages]
        return CompletionRequest(
            model,
            tuple(spoken) or (Message(Role.USER, "привет"),),
            CompletionOptions(**options),
            json_schema,
        )

    return make


@pytest.fixture(scope="session")
def says() -> Callable[..., dict[str, Any]]:
    """Make a CompletionResponse in proto3 JSON."""

    def make(text: str, status: str | int = "FINAL", **more: Any) -> dict[str, Any]:
        named = status if isinstance(status, int) else f"ALTERNATIVE_STATUS_{status}"
        message = {"role": "assistant", "text": text}
        return {"alternatives": [{"message": message, "status": named}], "modelVersion": "07.03.2024", **more}

    return make


@pytest.fixture(scope="session")
def recording() -> Callable[[str], Sequence[dict[str, Any]]]:
    """Read the interactions of a recorded exchange."""

    def read(name: str) -> Sequence[dict[str, Any]]:
        interactions: list[dict[str, Any]] = json.loads((RECORDINGS / f"{name}.json").read_text("utf-8"))[
            "interactions"
        ]
        return interactions

    return read
