"""``keyring``'s Secret Service backend, without its leak.  Linux and the BSDs alone can import this."""

from __future__ import annotations

import secretstorage
from keyring.backends import SecretService


class ClosingKeyring(SecretService.Keyring):
    """Closes its connection to the bus when the collection cannot be opened; the original leaves it open.

    (``SecretService.py``, ``get_preferred_collection``, keyring 25.7: one descriptor per refused unlock.)
    """

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the default collection, unlocked; its connection is the caller's to close."""
        try:
            bus = secretstorage.dbus_init()
        except RuntimeError as error:  # an address of a kind that jeepney does not know
            raise secretstorage.SecretServiceNotAvailableException("no way to the bus") from error
        try:
            collection = secretstorage.get_default_collection(bus)
            # True means that the person dismissed the window.
            if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                raise secretstorage.LockedException("the person did not open the collection")
        except BaseException:
            bus.close()
            raise
        return collection
