"""A program watched from outside by strace: every file it looks for and every connection it makes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_TRACED = "%file,connect,sendto,execve,execveat"
_CALL = re.compile(r"^\d+\s+(?:<\.\.\. )?(\w+)(?: resumed>)?\((.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_INTERNET = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
_OPENING = frozenset({"open", "openat", "openat2", "creat"})
_STARTING = frozenset({"execve", "execveat"})


class Call(NamedTuple):
    """One call of the system.

    Attributes:
        text: As strace shows it.
    """

    name: str
    text: str

    @property
    def path(self) -> str:
        """The file it is about, "" for none."""
        found = _QUOTED.search(self.text)
        return found[1] if found else ""

    @property
    def opens(self) -> bool:
        """Whether a file was to be read or written."""
        return self.name in _OPENING

    @property
    def starts(self) -> bool:
        """Whether a program was to be started."""
        return self.name in _STARTING

    @property
    def port(self) -> int | None:
        """The port on the network it was to reach; None where it reaches none."""
        found = _INTERNET.search(self.text) if self.name in {"connect", "sendto"} else None
        return int(found[1]) if found else None

    @property
    def host(self) -> str:
        """The address on the network it was to reach."""
        found = _INTERNET.search(self.text)
        return found[2] if found else ""


def watch(
    command: Sequence[str], record: Path, *, env: Mapping[str, str], timeout_s: float
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; ``record`` then holds its calls.

    Raises:
        AssertionError: There is no strace.
    """
    strace = shutil.which("strace")
    assert strace, "the desktop tests need: apt-get install --no-install-recommends strace"
    options = (*("-f", "--seccomp-bpf", "-qq", "-s", "4096"), "-e", f"trace={_TRACED}", "-o", str(record))
    return subprocess.run(
        (strace, *options, *command),
        env=dict(env),
        timeout=timeout_s,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def calls_in(record: Path) -> Iterator[Call]:
    """Yield the calls, in their order."""
    with record.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            found = _CALL.match(line)
            if found is not None:
                yield Call(found[1], found[2])
