"""What a text says, it cannot do: the whole program, shown every hostile text, watched from outside."""

from __future__ import annotations

import json
import os
import socket
import sys
import sysconfig
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from harness.hostile_texts import CORPUS, hostile_texts
from harness.private_desktop import PrivateDesktop
from harness.recording_service import RecordingService
from harness.settled import write_config
from harness.watched import Call, calls_in, watch

pytestmark = pytest.mark.desktop

TOUR = Path(__file__).parent / "harness" / "hostile_tour.py"
ROOT = Path(__file__).parents[2]
AT_LEAST = 300
# Where Python looks for modules.
SEARCHED_FOLDERS = frozenset({str(ROOT), str(ROOT / "tests" / "desktop")})
# Which way the system would go to an address of no one: the program asks to learn of a lost network, and
# sends nothing there.
WAY_QUESTIONS = frozenset({"192.0.2.1", "2001:db8::1"})


class Canary:
    """A file and a port that nobody has a reason to touch."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "canary" / "canary.png"
        self.file.parent.mkdir()
        self.file.write_bytes(b"no picture")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0)
        self.port: int = self._listener.getsockname()[1]

    def was_called(self) -> bool:
        """Whether anybody connected."""
        try:
            connection, _ = self._listener.accept()
        except BlockingIOError:
            return False
        connection.close()
        return True

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    """One for this test."""
    found = Canary(tmp_path)
    yield found
    found.close()


def own_folders(desktop: PrivateDesktop, tmp_path: Path) -> tuple[str, ...]:
    """Where the program, Python, Qt, the system's libraries and fonts are, and the profile."""
    interpreter = (
        sys.prefix,
        sys.base_prefix,
        sysconfig.get_path("stdlib"),
        str(ROOT / "yagpt_desktop"),
        str(TOUR.parent),
    )
    system = (
        "/usr/lib",
        "/lib",
        "/usr/share",
        "/etc/fonts",
        "/usr/local/share/fonts",
        "/usr/X11R6",
        "/etc/ld.so.cache",
        "/sys/devices/system/cpu",
        "/proc/sys/vm",
    )
    return (*interpreter, *system, str(desktop.folder), str(tmp_path / "profile"))


def between(calls: list[Call], first: str, last: str) -> list[Call]:
    """Return the calls between two marks of the tour."""
    places = {call.path: number for number, call in enumerate(calls) if call.path in (first, last)}
    return calls[places[first] + 1 : places[last]]


def test_the_corpus_is_large_and_says_what_it_is_for() -> None:
    groups = json.loads(CORPUS.read_text(encoding="utf-8"))
    texts = list(chain.from_iterable(group["items"] for group in groups))
    assert len(texts) == len(set(texts)) >= AT_LEAST
    assert all(group["note"].endswith(".") for group in groups)


@pytest.mark.timeout(300)
def test_no_text_reaches_the_network_a_file_or_a_program(
    desktop: PrivateDesktop,
    recording_service: RecordingService,
    let_in: dict[str, str],
    canary: Canary,
    tmp_path: Path,
) -> None:
    texts = hostile_texts(str(canary.file), canary.port)
    report = take_tour(desktop, recording_service, let_in, canary, tmp_path, texts)
    count = len(list(chain.from_iterable(texts.values())))
    assert report["counts"]["shown"] == report["counts"]["streamed"] == report["counts"]["copied"] == count
    assert report["counts"]["elsewhere"] == count

    calls = list(calls_in(tmp_path / "record"))
    watched = between(calls, "/injection-begins", "/injection-ends")
    own = own_folders(desktop, tmp_path)
    own_ports = {int(one.rpartition(":")[2].split("/")[0]) for one in recording_service.endpoints.values()}
    reached = [call for call in watched if call.port is not None and call.port not in own_ports]
    assert not [call for call in reached if call.name != "connect" or call.host not in WAY_QUESTIONS]
    assert not canary.was_called()
    assert not [call for call in watched if call.starts]
    opened = [call for call in watched if call.opens and not call.path.startswith(own)]
    assert not [call for call in opened if call.path not in SEARCHED_FOLDERS]
    assert not [call for call in watched if "canary" in call.path], "nobody even looks whether it is there"
    bait = between(calls, "/injection-ends", "/bait-ends")
    assert any(call.opens and call.path == str(canary.file) for call in bait), "the watcher would see it"


def take_tour(
    desktop: PrivateDesktop,
    service: RecordingService,
    let_in: dict[str, str],
    canary: Canary,
    tmp_path: Path,
    texts: dict[str, list[str]],
) -> dict[str, Any]:
    """Run the tour under strace and return its report."""
    profile = tmp_path / "profile"
    write_config(profile, service.endpoints)
    service.will_say("Готово")
    for group in texts.values():
        service.will_say(*growing(group))
    plan = {"canary": str(canary.file), "port": canary.port, "profile": str(profile), "answers": len(texts)}
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    # A screen reader would be told of every change, which takes longer than all the rest.
    env = {name: value for name, value in desktop.env.items() if "ACCESSIBILITY" not in name}
    env |= {**let_in, "PYTHONPATH": os.pathsep.join((str(ROOT), str(TOUR.parents[1])))}
    command = [sys.executable, str(TOUR), str(tmp_path / "plan.json"), str(tmp_path / "report.json")]
    done = watch(command, tmp_path / "record", env=env, timeout_s=240)
    assert done.returncode == 0, done.stderr[-4000:]
    report: dict[str, Any] = json.loads((tmp_path / "report.json").read_text())
    return report


def growing(texts: list[str]) -> list[str]:
    """Return partials that say one text after the other; Protobuf carries no lone surrogates."""
    sent = [text.encode("utf-8", "replace").decode() for text in texts]
    return ["\n\n".join(sent[: count + 1]) for count in range(len(sent))]
