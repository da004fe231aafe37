"""Looks for secrets where none may be, in every spelling that a careless program might leave."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from harness.private_desktop import PrivateDesktop

_PIECES = 3
_CHUNK_BYTES = 64 * 1024 * 1024


class Canaries:
    """The secrets of one scenario; more may be added while it runs."""

    def __init__(self, *secrets: str) -> None:
        self._spellings: dict[bytes, str] = {}
        self.add(*secrets)

    def add(self, *secrets: str) -> None:
        """Look for these as well; of a secret of several lines also for single lines."""
        for secret in secrets:
            lines = [line for line in secret.splitlines() if len(line) > 20]
            step = max(1, len(lines) // _PIECES)
            for piece in {secret, *lines[::step]}:
                self._spellings |= {form: name for name, form in spellings(piece).items()}

    def in_bytes(self, content: bytes) -> list[str]:
        """Return the names of the spellings that a content holds."""
        return [name for form, name in self._spellings.items() if form in content]

    def in_files(self, folders: Iterable[Path]) -> list[str]:
        """Return files that hold one, or bear one in their name."""
        found = []
        for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
            names = self.in_bytes(os.fsencode(path.name))
            if path.is_file():
                for content in _contents(path):
                    names += self.in_bytes(content)
            found += [f"{path}: {name}" for name in names]
        return found

    def in_processes(self, desktop: PrivateDesktop) -> list[str]:
        """Return what every process of a desktop shows of itself: command line, environment, name."""
        found = []
        for pid in desktop.strays():
            for name in ("cmdline", "environ", "comm"):
                try:
                    content = Path(f"/proc/{pid}/{name}").read_bytes()
                except OSError:
                    continue
                found += [f"{name} of {pid}: {spelling}" for spelling in self.in_bytes(content)]
        return found

    def in_titles(self, desktop: PrivateDesktop) -> list[str]:
        """Return window titles and other window properties that hold one."""
        found = []
        windows = desktop.output("xdotool", "search", "--all", "--name", ".").split()
        for window in windows:
            told = desktop.output("xprop", "-id", window).encode()
            found += [f"window {window}: {name}" for name in self.in_bytes(told)]
        return found


def spellings(secret: str) -> dict[str, bytes]:
    """Return the ways to write a secret, by name."""
    raw = secret.encode()
    forms = {
        "raw": raw,
        "reversed": raw[::-1],
        "hexadecimal": raw.hex().encode(),
        "HEXADECIMAL": raw.hex().upper().encode(),
        "UTF-16LE": secret.encode("utf-16-le"),
        "UTF-16BE": secret.encode("utf-16-be"),
        "in a URL": quote(secret, safe="").encode(),
        "in JSON": json.dumps(secret)[1:-1].encode(),
        "in JSON in JSON": json.dumps(json.dumps(secret))[3:-3].encode(),
    }
    for shift in range(3):  # a secret inside a longer encoded text may begin at any of three places
        for name, encode in (("base64", base64.b64encode), ("url-safe base64", base64.urlsafe_b64encode)):
            forms[f"{name}, shift {shift}"] = encode(b"\0" * shift + raw)[4:-4]
    return {f"{secret[:14]}… {name}": form for name, form in forms.items()}


def _contents(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces that overlap, so that nothing hides on a border; what vanished is empty."""
    try:
        with path.open("rb") as file:
            before = b""
            while chunk := file.read(_CHUNK_BYTES):
                yield before + chunk
                before = chunk[-20_000:]
    except OSError:
        return
