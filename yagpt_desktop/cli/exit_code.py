"""Exit codes of the terminal commands (contract, section 1)."""

from __future__ import annotations

from enum import IntEnum

from yagpt_desktop.domain import errors


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    USAGE = 2
    ACCESS = 3
    QUOTA = 4
    NETWORK = 5
    SERVICE = 6
    FILTERED = 7
    TOO_LONG = 8
    INTERRUPTED = 130


_SECRET_STORE = (
    errors.SecretStoreMissing,
    errors.SecretStoreLocked,
    errors.SecretStoreSilent,
    errors.SecretTooBig,
    errors.SecretStoreFull,
    errors.SecretLost,
)

# The first that fits counts.  A wrong folder is a matter of permission, whatever number the service gives it.
_CODES: tuple[tuple[type[errors.YaGptError] | tuple[type[errors.YaGptError], ...], ExitCode], ...] = (
    (errors.Cancelled, ExitCode.INTERRUPTED),
    ((errors.AuthError, errors.FolderUnknown), ExitCode.ACCESS),
    (_SECRET_STORE, ExitCode.ACCESS),
    (errors.QuotaExceeded, ExitCode.QUOTA),
    (errors.NetworkError, ExitCode.NETWORK),
    (errors.TextTooLong, ExitCode.TOO_LONG),
    ((errors.InputError, errors.StorageError), ExitCode.USAGE),
)


def exit_code_of(error: errors.YaGptError) -> ExitCode:
    """Return the code for an error; whatever is not named is the service's or our own failure."""
    return next((code for kinds, code in _CODES if isinstance(error, kinds)), ExitCode.SERVICE)
