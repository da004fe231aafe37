"""A connection to the session's D-Bus that never waits for an answer.  Linux and the BSDs alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from jeepney import HeaderFields, Message, MessageType
from jeepney.io.blocking import DBusConnection, open_dbus_connection

log = logging.getLogger(__name__)

Answered = Callable[[tuple[Any, ...] | None], object]
"""Gets the body of a reply; None where the other side answered with an error."""

_LONGEST_HELLO_S = 1.0


class BusLine:
    """Sends messages and hands out what comes; one thread."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._answers: dict[int, Answered] = {}
        self._on_message: Callable[[Message], object] = log.debug
        self._is_closed = False

    @classmethod
    def opened(cls) -> BusLine | None:
        """Return a line; None where the session has no bus, or none that answers."""
        try:
            return cls(open_dbus_connection("SESSION", auth_timeout=_LONGEST_HELLO_S))
        except Exception as error:  # noqa: BLE001  KeyError, OSError, RuntimeError, ValueError: all "no bus"
            log.info("no session bus: %s", type(error).__name__)
            return None

    @property
    def name(self) -> str:
        """The unique name of this connection, ``:1.42``."""
        return str(self._connection.unique_name)

    def listen(self, on_message: Callable[[Message], object]) -> None:
        """Tell of every call and signal."""
        self._on_message = on_message

    def send(self, message: Message, on_answered: Answered | None = None) -> None:
        """Send a message; its reply is given to ``on_answered`` by a later :meth:`read`."""
        if self._is_closed:
            return
        serial = next(self._connection.outgoing_serial)
        if on_answered is not None:
            self._answers[serial] = on_answered
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self.close()

    def descriptors(self) -> Sequence[int]:
        """Return the descriptor to watch."""
        return () if self._is_closed else (self._connection.sock.fileno(),)

    def read(self) -> None:
        """Hand out everything that has come.  Never waits."""
        while not self._is_closed:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError):
                self.close()
                return
            self._hand_out(message)

    def close(self) -> None:
        """Leave the bus; a second call changes nothing."""
        if not self._is_closed:
            self._is_closed = True
            self._connection.close()

    def _hand_out(self, message: Message) -> None:
        kind = message.header.message_type
        if kind in {MessageType.method_return, MessageType.error}:
            serial = message.header.fields.get(HeaderFields.reply_serial, 0)
            on_answered = self._answers.pop(serial, None)
            if on_answered is not None:
                on_answered(message.body if kind is MessageType.method_return else None)
        else:
            self._on_message(message)


def member_of(message: Message) -> tuple[str, str, str]:
    """Return a message's path, interface and member; "" for what it does not say."""
    fields = message.header.fields
    names = (HeaderFields.path, HeaderFields.interface, HeaderFields.member)
    path, interface, member = (str(fields.get(name, "")) for name in names)
    return path, interface, member
