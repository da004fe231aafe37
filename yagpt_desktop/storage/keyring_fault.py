"""What a failure of the OS keyring means, whatever library says it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from yagpt_desktop.domain.errors import (
    SecretStoreDenied,
    SecretStoreFull,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretStoreSilent,
    SecretTooBig,
    StorageError,
)

# Names and not classes: half of these libraries do not exist on the other platforms.
_BY_CLASS: dict[str, type[StorageError]] = {
    "KeyringLocked": SecretStoreLocked,
    "LockedException": SecretStoreLocked,
    "PromptDismissedException": SecretStoreLocked,
    "KeychainDenied": SecretStoreLocked,
    "SecAuthFailure": SecretStoreDenied,
    "NoKeyringError": SecretStoreMissing,
    "SecretServiceNotAvailableException": SecretStoreMissing,
    "AuthenticationError": SecretStoreMissing,
    "TimeoutError": SecretStoreSilent,
    # keyring's backends import without their platform's libraries and trip over the missing names later.
    "NameError": SecretStoreMissing,
}
_BY_DBUS_NAME: dict[str, type[StorageError]] = {
    "org.freedesktop.DBus.Error.ServiceUnknown": SecretStoreMissing,
    "org.freedesktop.DBus.Error.NameHasNoOwner": SecretStoreMissing,
    "org.freedesktop.DBus.Error.Spawn.ExecFailed": SecretStoreMissing,
    "org.freedesktop.DBus.Error.Disconnected": SecretStoreMissing,
    "org.freedesktop.DBus.Error.NoReply": SecretStoreSilent,
    "org.freedesktop.DBus.Error.Timeout": SecretStoreSilent,
    "org.freedesktop.DBus.Error.AccessDenied": SecretStoreDenied,
    "org.freedesktop.DBus.Error.LimitsExceeded": SecretTooBig,
    "org.freedesktop.Secret.Error.IsLocked": SecretStoreLocked,
}
# ERROR_NOT_ENOUGH_MEMORY: the whole store is full; RPC_X_BAD_STUB_DATA: this entry is too big;
# ERROR_NO_SUCH_LOGON_SESSION: a service or a remote session has no store; ERROR_ACCESS_DENIED.
_BY_WINDOWS_CODE: dict[int, type[StorageError]] = {
    8: SecretStoreFull,
    1783: SecretTooBig,
    1312: SecretStoreMissing,
    5: SecretStoreDenied,
}
# errSecAuthFailed and its kin; the other macOS failures carry no class of their own.
_BY_KEYCHAIN_STATUS: dict[int, type[StorageError]] = {
    -25293: SecretStoreDenied,
    -67030: SecretStoreDenied,
    -25308: SecretStoreLocked,
    -128: SecretStoreLocked,
    -61: SecretStoreFull,
}


@contextmanager
def faults_told() -> Generator[None]:
    """Raise whatever a keyring backend raises in the block as one of our errors."""
    try:
        yield
    except Exception as error:
        fault = keyring_fault(error)
        if fault is error:
            raise
        raise fault from error


def keyring_fault(error: Exception) -> StorageError:
    """Return our error for whatever a keyring backend raised; the most telling link of its chain decides."""
    if isinstance(error, StorageError):
        return error
    chain = list(_chain(error))
    kinds = [kind for link in chain if (kind := _kind_of(link)) is not None]
    detail = " ← ".join(type(link).__name__ for link in chain)
    if not kinds and any(isinstance(link, OSError) for link in chain):
        kinds = [SecretStoreMissing]  # the bus's socket is gone, refuses or breaks
    # The innermost link knows best: an InitError says nothing, its cause says why.
    return kinds[-1](detail) if kinds else StorageError(detail)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, its cause, that one's cause and so on; bounded, for a chain may be a circle."""
    link: BaseException | None = error
    for _ in range(10):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def _kind_of(link: BaseException) -> type[StorageError] | None:
    for kind in type(link).__mro__:
        if kind.__name__ in _BY_CLASS:
            return _BY_CLASS[kind.__name__]
    if kind_by_name := _BY_DBUS_NAME.get(str(getattr(link, "name", ""))):
        return kind_by_name
    windows_code = getattr(link, "winerror", None)
    if isinstance(windows_code, int) and windows_code in _BY_WINDOWS_CODE:
        return _BY_WINDOWS_CODE[windows_code]
    status = link.args[0] if link.args else None
    return _BY_KEYCHAIN_STATUS.get(status) if isinstance(status, int) else None
