"""One window for each profile: a second start brings the first one's window forward and ends."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import socket
import struct
import sys
import time
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from yagpt_desktop.domain.desktop_ports import Verb
from yagpt_desktop.domain.errors import HistoryBusy

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

LOCK_FILE: Final = "window.lock"
SOCKET_FILE: Final = "window.socket"
LONGEST_BYTES: Final = 4096
MOST_CALLERS: Final = 16
CALL_MS: Final = 1000
PATIENCE_S: Final = 6.0
"""Longer than the end of a window takes (``window.SHUT_DOWN_S``): a start meanwhile takes its place."""

_VERSION: Final = b"yagpt 1 "
_VERBS: Final = frozenset(verb.value for verb in Verb)
_DONE, _REFUSED = b"yagpt 1 done\n", b"yagpt 1 refused\n"
_PAUSE_S: Final = 0.05
_MAKING_S: Final = 5.0
_LONGEST_ADDRESS_BYTES: Final = 80
"""The system allows 104 to 108; while it is made, its name is some letters longer."""


class Wish(Enum):
    """What a second start may ask for; nothing else is understood."""

    RAISE = "raise"
    OPEN = "open"
    DO = "do"


def message_of(wish: Wish, path: str = "") -> bytes:
    """Return the bytes of a wish; ``path`` is the verb where something is to be done.

    Raises:
        ValueError: They would be too long, or the path cannot stand in one line.
    """
    line = _VERSION + f"{wish.value} {path}".rstrip(" ").encode() + b"\n"
    if parsed(line) is None:
        raise ValueError("this cannot be asked of another window")
    return line


def parsed(line: bytes) -> tuple[Wish, str] | None:
    """Return what a message asks for; None where it is none of ours.

    Only an absolute path of one line is taken; whether there is such a file is not looked at.
    """
    if len(line) > LONGEST_BYTES or not line.startswith(_VERSION) or not line.endswith(b"\n"):
        return None
    try:
        word, _, path = line[len(_VERSION) : -1].decode().partition(" ")
    except UnicodeDecodeError:
        return None
    if word == Wish.RAISE.value and not path:
        return Wish.RAISE, ""
    if word == Wish.OPEN.value and path.isprintable() and Path(path).is_absolute():
        return Wish.OPEN, path
    if word == Wish.DO.value and path in _VERBS:
        return Wish.DO, path
    return None


class SingleInstance(QObject):
    """The claim to a profile, and the door at which later starts knock.

    Signals:
        raise_requested(): Another start wants to see this window.
        open_requested(str): Another start offers a file; it must not be read before the person has agreed.
        verb_requested(str): Another start asks for a verb (the value of a ``Verb``).
    """

    raise_requested = Signal()
    open_requested = Signal(str)
    verb_requested = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / LOCK_FILE
        self._addresses = list(_addresses(folder))
        self._lock = QLockFile(str(self._file))
        # Age alone says nothing: a window stays open for weeks.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)
        self._callers: list[_Caller] = []

    def take(self, message: bytes | None = None, patience_s: float = PATIENCE_S) -> bool:
        """Claim the profile; where another window has it, give that one the message and return False.

        Blocks until one of both worked; begins again while the other one is only starting, or ending.

        Raises:
            HistoryBusy: Another process has it and does not answer.
        """
        wanted = message_of(Wish.RAISE) if message is None else message
        end_s = time.monotonic() + patience_s
        while not self._claimed():
            if any(_was_told(address, wanted) for address in self._addresses):
                return False
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                # Nobody answers and no lock can be written: the disk is full, or closed to us.  The database
                # has a lock of its own.
                return True
            if time.monotonic() > end_s:
                raise HistoryBusy("another window has this profile and does not answer")
            time.sleep(_PAUSE_S)
        with contextlib.suppress(OSError):
            self._file.chmod(0o600)
        return True

    def listen(self) -> bool:
        """Open the door; the event loop answers.  False where it cannot be opened: a window works without."""
        for address in self._addresses:
            # The claim is ours, so whoever listened here has died.
            QLocalServer.removeServer(address)
            if self._server.listen(address):
                return True
        log.warning("no later start can be answered: %s", self._server.errorString())
        return False

    def close_door(self) -> None:
        """Answer nobody any more; a start that comes now waits for :meth:`give_up`."""
        self._server.close()
        for caller in self._callers:
            caller.end()

    def give_up(self) -> None:
        """Leave the profile to the next start."""
        self.close_door()
        self._lock.unlock()

    def _claimed(self) -> bool:
        return self._lock.tryLock(0) or (_remove_if_dead(self._file) and self._lock.tryLock(0))

    @Slot()
    def _on_called(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            self._callers = [caller for caller in self._callers if not caller.is_over]
            if len(self._callers) >= MOST_CALLERS:
                # Whoever only holds the line makes room for whoever has something to say.
                self._callers.pop(0).end()
            caller = _Caller(connection, self)
            caller.asked.connect(self._on_asked)
            self._callers.append(caller)
            caller.begin()

    @Slot(object, str)
    def _on_asked(self, wish: Wish, path: str) -> None:
        if wish is Wish.OPEN:
            self.open_requested.emit(path)
        elif wish is Wish.DO:
            self.verb_requested.emit(path)
        else:
            self.raise_requested.emit()


class _Caller(QObject):
    """One connection: a single message, soon, and a single answer.

    Signals:
        asked(Wish, str): The message, with the path or "".
    """

    asked = Signal(object, str)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self.is_over = False
        self._connection = connection
        connection.setParent(self)
        connection.setReadBufferSize(LONGEST_BYTES + 1)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(CALL_MS)
        self._limit.timeout.connect(self.end)

    def begin(self) -> None:
        """Wait for the message."""
        if not _is_same_user(self._connection):
            self.end()
            return
        self._connection.readyRead.connect(self._on_read)
        self._connection.disconnected.connect(self.end)
        self._limit.start()
        self._on_read()

    @Slot()
    def end(self) -> None:
        """Hang up; a second call changes nothing."""
        if not self.is_over:
            self.is_over = True
            self._limit.stop()
            self._connection.abort()
            self.deleteLater()

    @Slot()
    def _on_read(self) -> None:
        if self.is_over:
            return
        if not self._connection.canReadLine() and self._connection.bytesAvailable() <= LONGEST_BYTES:
            return
        wanted = parsed(bytes(self._connection.readLine(LONGEST_BYTES + 1).data()))
        self._connection.write(_REFUSED if wanted is None else _DONE)
        self._connection.flush()
        if wanted is not None:
            self.asked.emit(*wanted)
        self.end()


def _addresses(folder: Path) -> Iterator[str]:
    """Yield where the door may be: in the profile, or, its path being too long, under a name made of it."""
    inside = str(folder / SOCKET_FILE)
    if sys.platform != "win32" and len(os.fsencode(inside)) <= _LONGEST_ADDRESS_BYTES:
        yield inside
    yield "yagpt-desktop-" + hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:24]


def _was_told(address: str, message: bytes) -> bool:
    """Give a message to whoever listens there; true where it was understood."""
    connection = QLocalSocket()
    connection.connectToServer(address)
    try:
        if not connection.waitForConnected(CALL_MS) or not _is_same_user(connection):
            return False
        connection.write(message)
        connection.flush()
        if not connection.canReadLine() and not connection.waitForReadyRead(CALL_MS):
            return False
        return bool(connection.readLine(len(_REFUSED) + 1).data() == _DONE)
    finally:
        connection.abort()


def _is_same_user(connection: QLocalSocket) -> bool:
    """Whether the other end is this user's; elsewhere than on Linux the door's own mode sees to it."""
    if sys.platform != "linux":
        return True
    try:
        descriptor = os.dup(int(connection.socketDescriptor()))
        with socket.socket(fileno=descriptor) as ours:
            size = struct.calcsize("3i")
            _, user, _ = struct.unpack("3i", ours.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    except OSError:
        return False
    return bool(user == os.getuid())


def _remove_if_dead(file: Path) -> bool:
    """Remove a lock that nobody holds though its process number is in use again, by another program.

    Whoever lives holds the file itself; the number in it is only for people.
    """
    try:
        if sys.platform == "win32":  # which keeps an open lock file from being deleted
            file.unlink()
            return True
        if _is_just_made(file.stat()):
            return False
        descriptor = os.open(file, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Another start may have been quicker: its new file must stay.
        if os.fstat(descriptor).st_ino != file.stat().st_ino:
            return False
        file.unlink()
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)


def _is_just_made(state: os.stat_result) -> bool:
    """Whether its maker may be about to hold it; an old empty file is what a power cut leaves."""
    return state.st_size == 0 and abs(time.time() - state.st_mtime) < _MAKING_S
