"""A desktop's clipboard: filled as another program would fill it, and read in every form that it offers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from harness.private_desktop import PrivateDesktop

_OWNER = Path(__file__).with_name("clipboard_owner.py")


class Clipboard:
    """Use as a context manager: the owner of the last text ends with it."""

    def __init__(self, desktop: PrivateDesktop) -> None:
        self._desktop = desktop
        self._owner: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Clipboard:
        return self

    def __exit__(self, *_: object) -> None:
        owner, self._owner = self._owner, None
        if owner is not None:
            owner.kill()
            owner.wait()
            assert owner.stdout is not None
            owner.stdout.close()

    def put(self, text: str) -> None:
        """Copy a text, as the person does in a browser."""
        self.__exit__()
        owner = self._owner = subprocess.Popen(
            self._command("own"), env=self._desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert owner.stdin is not None
        assert owner.stdout is not None
        owner.stdin.write(text.encode())
        owner.stdin.close()
        assert owner.stdout.readline() == b"owned\n"

    def contents(self) -> bytes:
        """Return what the clipboard and the selection hold, in all their formats."""
        done = subprocess.run(
            self._command("read"), env=self._desktop.env, stdout=subprocess.PIPE, timeout=30, check=True
        )
        return done.stdout

    def _command(self, what: str) -> list[str]:
        return [sys.executable, str(_OWNER), what]
