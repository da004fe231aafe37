"""What other programs inherit of ours: nothing of a bundle's libraries, and no secret."""

from __future__ import annotations

import os
import shlex
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QUrl

from yagpt_desktop.ui.links_opening import open_outside

_PATIENCE_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.02
_SECRET: Final = "made-up-secret-of-the-self-test"
_OF_THE_BUILDER: Final = "_PYI_"  # tells a program of the same bundle that it is started by itself


def opened_link(folder: Path) -> dict[str, Any]:
    """Open a link in a browser that writes down what it was given; Linux alone."""
    if sys.platform != "linux":
        return {"inherited": None}
    seen = folder / "inherited"
    stub = folder / "xdg-open"
    stub.write_text(
        f'#!/bin/sh\ncd {shlex.quote(str(folder))}\n{{ echo "$1"; env; }} > part\nmv part inherited\n',
        encoding="utf-8",
    )
    stub.chmod(0o700)
    with _environment({"PATH": f"{folder}:{os.environ.get('PATH', '/usr/bin:/bin')}", "YC_API_KEY": _SECRET}):
        if not open_outside(QUrl("https://example.org/a?b=c")):
            raise ValueError("no link is opened")
        give_up_at = time.monotonic() + _PATIENCE_S
        while not seen.exists() and time.monotonic() < give_up_at:
            time.sleep(_LOOK_EVERY_S)
    address, *inherited = seen.read_text(encoding="utf-8", errors="replace").splitlines()
    bundle = str(getattr(sys, "_MEIPASS", "")) or None
    leaks = [
        line.partition("=")[0]
        for line in inherited
        if _SECRET in line
        or (bundle and bundle in line.partition("=")[2] and not line.startswith(_OF_THE_BUILDER))
    ]
    if leaks or address != "https://example.org/a?b=c":
        raise ValueError(f"{address}: {leaks}")
    return {"inherited": len(inherited)}


@contextmanager
def _environment(changes: dict[str, str]) -> Generator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
