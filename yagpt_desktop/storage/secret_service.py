"""``keyring``'s Secret Service backend, without its leak.  Linux and the BSDs alone can import this."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import Any

import secretstorage
from jeepney.io.blocking import DBusConnection
from keyring.backends import SecretService


class ClosingKeyring(SecretService.Keyring):
    """Closes its connection to the bus when the collection cannot be opened; the original leaves it open.

    (``SecretService.py``, ``get_preferred_collection``, keyring 25.7: one descriptor per refused unlock.)

    Attributes:
        prompting: A window of the system is open and waits for the person.
    """

    prompting = False

    def look(self) -> None:
        """Return where somebody offers the Secret Service; only the bus is asked.

        Raises:
            SecretServiceNotAvailableException: Nobody does, and nobody can be started.
        """
        with closing(_bus()) as bus:
            if not secretstorage.check_service_availability(bus):
                raise secretstorage.SecretServiceNotAvailableException("nobody offers it")

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the default collection, unlocked; its connection is the caller's to close."""
        bus = _bus()
        try:
            self._notice_prompts(bus)
            collection = secretstorage.get_default_collection(bus)
            # True means that the person dismissed the window.
            if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                raise secretstorage.LockedException("the person did not open the collection")
        except BaseException:
            bus.close()
            raise
        return collection

    def _notice_prompts(self, bus: DBusConnection) -> None:
        """Know when a window is open: to unlock, to create, to delete or to allow a single entry.

        ``secretstorage`` filters messages only while it waits for the end of a prompt (``exec_prompt``).
        """
        listen = bus.filter

        @contextmanager
        def listen_and_tell(*args: Any, **options: Any) -> Generator[Any]:
            self.prompting = True
            try:
                with listen(*args, **options) as messages:
                    yield messages
            finally:
                self.prompting = False

        bus.filter = listen_and_tell  # the connection lives for this one call


def _bus() -> DBusConnection:
    """Connect to the session's bus; the connection is the caller's to close."""
    try:
        return secretstorage.dbus_init()
    except RuntimeError as error:  # an address of a kind that jeepney does not know
        raise secretstorage.SecretServiceNotAvailableException("no way to the bus") from error
