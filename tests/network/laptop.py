"""The program's network on a computer of its own: run as a child process, which can be stopped and woken.

The first line that it reads says how it is set up, each further one what to ask; see ``Laptop`` in the
conftest beside it.  What happens is told in lines of JSON.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import threading
import time
from typing import Any

import yagpt_desktop.yandex  # noqa: F401  (sets up gRPC's environment, which is changed below)

TOLD = threading.Lock()
TYPES = {socket.AF_INET: 1, socket.AF_INET6: 28}


def tell(**facts: Any) -> None:
    with TOLD:
        print(json.dumps(facts), flush=True)


def ask_name_server(port: int, name: str) -> list[tuple[socket.AddressFamily, str]]:
    """Ask for a name's addresses of both families at once, as a system's resolver does; waits for ever."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
    found: list[tuple[socket.AddressFamily, str]] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for family, kind in TYPES.items():
            head = struct.pack(">6H", family, 0x0100, 1, 0, 0, 0)
            sock.sendto(head + labels + struct.pack(">HH", kind, 1), ("127.0.0.1", port))
        for _ in TYPES:
            reply = sock.recv(4096)
            family = socket.AddressFamily(struct.unpack(">H", reply[:2])[0])
            place = 12 + len(labels) + 4
            for _ in range(struct.unpack(">H", reply[6:8])[0]):
                size = struct.unpack(">H", reply[place + 10 : place + 12])[0]
                found.append((family, socket.inet_ntop(family, reply[place + 12 : place + 12 + size])))
                place += 12 + size
    return sorted(found, key=lambda entry: entry[0] is not socket.AF_INET6)


def use_name_server(port: int) -> None:
    """Have both transports ask this server: REST in place of the system's resolver, gRPC with its own.

    The system's resolver cannot be sent to a server of a test; what waits for either of them is the same.
    """
    os.environ["GRPC_DNS_RESOLVER"] = "ares"
    import grpc

    from yagpt_desktop.yandex import channel

    straight, secure_channel = socket.getaddrinfo, grpc.secure_channel

    def getaddrinfo(host: str, service: int, *rest: Any, **options: Any) -> list[Any]:
        if not host.endswith(".invalid"):
            return straight(host, service, *rest, **options)
        found = [
            (family, socket.SOCK_STREAM, 6, "", (address, service))
            for family, address in ask_name_server(port, host)
        ]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return found

    def through_server(target: str, *arguments: Any, **options: Any) -> grpc.Channel:
        return secure_channel(f"dns://127.0.0.1:{port}/{target}", *arguments, **options)

    socket.getaddrinfo = getaddrinfo  # type: ignore[assignment]
    channel.grpc.secure_channel = through_server


def set_up(plan: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    if plan.get("name_server"):
        use_name_server(plan["name_server"])

    from yagpt_desktop.domain.account import Access, Credential, CredentialKind
    from yagpt_desktop.domain.completion import Transport
    from yagpt_desktop.domain.config import Config, Endpoints, Network
    from yagpt_desktop.workers import heartbeat
    from yagpt_desktop.workers.alarm import ThreadAlarm
    from yagpt_desktop.workers.aside import ThreadAside
    from yagpt_desktop.yandex import retrying, watchdog
    from yagpt_desktop.yandex.client import open_client
    from yagpt_desktop.yandex.policy import NetworkPolicy

    if plan.get("slept_s"):
        heartbeat.SLEPT_S = watchdog.SLEPT_S = plan["slept_s"]
    retrying.DELAYS_S = (0.02, 0.02, 0.02)
    network = Network(proxy="none", **plan["limits"])
    config = Config(Endpoints(grpc=plan["grpc"], rest=plan["rest"]), network)
    policy = NetworkPolicy(network, aside=ThreadAside())
    kind, secret, folder = plan["access"]
    access = Access(Credential(CredentialKind(kind), secret), folder)
    alarm = ThreadAlarm()
    beat_s = plan.get("beat_s", heartbeat.BEAT_S)
    places = [("192.168.0.2", "")]
    beating = heartbeat.Heartbeat(
        lambda: (policy.renew(slept=True), tell(event="woke")),
        lambda: (policy.renew(), tell(event="moved")),
        beat_s=beat_s,
        place=lambda: places[-1],
    )
    beating.start()
    clients = {
        transport.value: open_client(access, transport, config, alarm, policy) for transport in Transport
    }
    return places, clients


class Question:
    """Asks in a thread, as a worker of the window does."""

    def __init__(self, number: int, client: Any) -> None:
        from yagpt_desktop.domain.cancel import CancelToken

        self.cancel = CancelToken()
        self._number = number
        self._client = client
        threading.Thread(target=self._ask, daemon=True).start()

    def _ask(self) -> None:
        from yagpt_desktop.domain.completion import (
            CompletionOptions,
            CompletionRequest,
            CompletionUpdate,
            Message,
            Role,
        )
        from yagpt_desktop.domain.errors import YaGptError

        began = time.monotonic()
        request = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, "Привет!"),), CompletionOptions())
        text, error, tries = "", None, 1
        try:
            for event in self._client.complete(request, self.cancel):
                tries = getattr(event, "attempt", tries)
                text = getattr(event, "text", text)
                name = "text" if isinstance(event, CompletionUpdate) else type(event).__name__
                tell(event=name, of=self._number, text=text)
        except YaGptError as caught:
            error = caught
        tell(
            event="end",
            of=self._number,
            text=text,
            tries=tries,
            error="" if error is None else type(error).__name__,
            code="" if error is None else error.code,
            detail="" if error is None else error.detail,
            took_s=time.monotonic() - began,
        )


def main() -> None:
    places, clients = set_up(json.loads(sys.stdin.readline()))
    questions: list[Question] = []
    tell(event="ready")
    for line in sys.stdin:
        wish = json.loads(line)
        if wish["do"] == "ask":
            questions.append(Question(len(questions), clients[wish["transport"]]))
        elif wish["do"] == "stop":
            questions[wish["of"]].cancel.cancel()
        elif wish["do"] == "move":
            places.append((wish["to"], ""))


if __name__ == "__main__":
    main()
