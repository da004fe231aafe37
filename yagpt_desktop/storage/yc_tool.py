"""Yandex Cloud's own command line, where a person has it and has signed in with it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import (
    ReplyDamaged,
    ServiceUnreachable,
    SignInRequired,
    TimedOut,
    YaGptError,
)
from yagpt_desktop.domain.iam import IamToken

TOKEN_LIMIT_S: Final = 60.0
"""A federated login may open the browser and wait for the person."""

CONFIG_LIMIT_S: Final = 10.0
MOST_OUTPUT_BYTES: Final = 64 * 1024

_LOOK_EVERY_S: Final = 0.05
_TOKEN: Final = re.compile(r"[!-~]{20,8192}")
_LOOK: Final = re.compile(r"t\d\.\S+$", re.ASCII)
_ID: Final = re.compile(r"[\w-]{1,50}", re.ASCII)

# What the tool says when it cannot reach the cloud; anything else that fails it is about the login.
_NETWORK_WORDS: Final = re.compile(
    rb"dial tcp|no such host|connection refused|connection reset|i/o timeout|code = (?:Unavailable"
    rb"|DeadlineExceeded)|network is unreachable|TLS handshake|x509:|proxyconnect",
    re.IGNORECASE,
)

# Home and settings, a way to the network, and a browser to sign in with; no secret of this program's
# environment, which would also make the tool sign in as somebody else than its profile.
_PASSED_ON: Final = frozenset(
    {
        *("HOME", "USER", "LOGNAME", "PATH", "LANG", "LC_ALL", "TMPDIR"),
        *("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR", "XDG_CURRENT_DESKTOP"),
        *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "BROWSER"),
        *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"),
        *("USERPROFILE", "HOMEDRIVE", "HOMEPATH", "USERNAME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        *("PROGRAMFILES", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
    }
)


class YcCommand:
    """Implements :class:`yagpt_desktop.domain.iam.YcTool`.  Blocks; worker threads only.

    The tool is run without a shell, cannot ask anything, and its output is in no log: it is a secret.
    """

    def __init__(
        self,
        environ: Mapping[str, str] = os.environ,
        *,
        platform: str = sys.platform,
        token_limit_s: float = TOKEN_LIMIT_S,
        config_limit_s: float = CONFIG_LIMIT_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._environ = environ
        self._platform = platform
        self._token_limit_s = token_limit_s
        self._config_limit_s = config_limit_s
        self._now = now

    def is_found(self) -> bool:
        """Whether the tool is on this machine."""
        return self.path() is not None

    def path(self) -> Path | None:
        """Return where the tool is; the current folder is never looked in, whatever the system does."""
        name = "yc.exe" if self._platform == "win32" else "yc"
        for folder in self._folders():
            path = folder / name
            with suppress(OSError, ValueError):
                if folder.is_absolute() and path.is_file() and os.access(path, os.X_OK):
                    return path
        return None

    def token(self, cancel: CancelToken) -> IamToken:
        """Have it make an IAM token for its current profile; it does not say until when it is good.

        Raises:
            SignInRequired: It is not there, not set up, or its login has run out.
            ServiceUnreachable: It does not reach the cloud.
            TimedOut: It does not end.
            ReplyDamaged: What it prints is no token.
            Cancelled: It was ended at once.
        """
        arguments = ("iam", "create-token", "--no-user-output")
        token = _token_in(self._run(arguments, self._token_limit_s, cancel))
        if not _TOKEN.fullmatch(token):
            raise ReplyDamaged("yc printed no token")
        return IamToken(token, received_at=self._now())

    def folder_id(self, cancel: CancelToken) -> str:
        """Return its current profile's folder; "" for none.

        Raises:
            TimedOut, Cancelled: As for :meth:`token`.
        """
        return self._setting("folder-id", cancel)

    def cloud_id(self, cancel: CancelToken) -> str:
        """Return its current profile's cloud; "" for none.  Errors as for :meth:`folder_id`."""
        return self._setting("cloud-id", cancel)

    def _setting(self, key: str, cancel: CancelToken) -> str:
        try:
            words = self._run(("config", "get", key), self._config_limit_s, cancel).split()
        except (SignInRequired, ServiceUnreachable, ReplyDamaged):
            return ""
        return words[-1] if words and _ID.fullmatch(words[-1]) else ""

    def _folders(self) -> Iterator[Path]:
        """Where it may be: on the path, and where its installer and the package managers put it.

        A program that was started from a desktop does not have the terminal's path.
        """
        windows = self._platform == "win32"
        for folder in self._environ.get("PATH", "").split(";" if windows else ":"):
            if folder:
                yield Path(folder.strip('"'))
        home = self._environ.get("USERPROFILE" if windows else "HOME")
        if home:
            yield Path(home) / "yandex-cloud" / "bin"
        if not windows:
            yield from map(Path, ("/opt/homebrew/bin", "/usr/local/bin", "/snap/bin"))

    def _run(self, arguments: tuple[str, ...], limit_s: float, cancel: CancelToken) -> str:
        cancel.raise_if_cancelled()
        path = self.path()
        if path is None:
            raise SignInRequired("yc is not on this machine")
        environment = {name: value for name, value in self._environ.items() if name.upper() in _PASSED_ON}
        try:
            process = subprocess.Popen(  # noqa: S603  a fixed command of the person's own tool, no shell
                [str(path), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise SignInRequired(f"yc cannot be run: {type(error).__name__}") from error
        with _Ending(process), cancel.aborting(lambda: _kill(process)):
            output, errors = _outputs(process, limit_s, cancel)
        if process.returncode != 0:
            raise _failure(process.returncode, errors)
        return output.decode("utf-8", "replace")


def _token_in(output: str) -> str:
    """Return the last line that looks like a token, or the last line: notices may stand around it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if _LOOK.match(line)), lines[-1] if lines else "")


class _Ending:
    """Leaves no process and no open pipe behind, whatever happened."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        _kill(self._process)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()
        self._process.wait()


def _outputs(process: subprocess.Popen[bytes], limit_s: float, cancel: CancelToken) -> tuple[bytes, bytes]:
    """Return what the process prints until it ends.

    ``communicate`` is asked in slices: not every system can wait for pipes, time and a cancel at once.
    """
    until_s = time.monotonic() + limit_s
    while True:
        try:
            output, errors = process.communicate(timeout=_LOOK_EVERY_S)
        except subprocess.TimeoutExpired as running:
            cancel.raise_if_cancelled()
            if time.monotonic() >= until_s:
                raise TimedOut(f"yc did not end within {limit_s:.0f} s") from None
            _refuse_flood(running.output, running.stderr)
        else:
            cancel.raise_if_cancelled()
            _refuse_flood(output, errors)
            return output, errors


def _refuse_flood(*outputs: bytes | None) -> None:
    if any(output is not None and len(output) > MOST_OUTPUT_BYTES for output in outputs):
        raise ReplyDamaged(f"yc printed more than {MOST_OUTPUT_BYTES} bytes")


def _failure(code: int, errors: bytes) -> YaGptError:
    """Say why it failed; nothing of what it printed goes into the detail."""
    if _NETWORK_WORDS.search(errors):
        return ServiceUnreachable(f"yc ended with {code}: network")
    return SignInRequired(f"yc ended with {code}")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process at once, with those it has started.  Any thread; never blocks."""
    if process.poll() is not None:
        return
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
