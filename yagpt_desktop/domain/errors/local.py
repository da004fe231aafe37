"""Something of this computer: the disk, the keyring, a file, the configuration."""

from __future__ import annotations

from yagpt_desktop.domain.fault import Expected, ImportFault, InputFault

from .root import YaGptError


class StorageError(YaGptError):
    """Something of ours cannot be kept or read."""

    code = "E-DISK"


class ProfileUnusable(StorageError):
    """The profile's folder cannot be made or opened.

    Attributes:
        path: What was named.
        is_file: A file stands where the folder should.
    """

    code = "E-PROFILE"

    def __init__(self, detail: str = "", *, path: str = "", is_file: bool = False) -> None:
        super().__init__(detail)
        self.path = path
        self.is_file = is_file


class SecretStoreMissing(StorageError):
    """The session has no keyring."""

    code = "E-VAULT-NONE"


class SecretStoreLocked(StorageError):
    """The keyring is locked, or the person refused to open it."""

    code = "E-VAULT-LOCKED"


class SecretStoreDenied(SecretStoreLocked):
    """The system does not let this program at the keyring; to open it again would end in the same way."""

    code = "E-VAULT-DENIED"


class SecretStoreSilent(StorageError):
    """The keyring does not answer."""

    code = "E-VAULT-SILENT"


class SecretTooBig(StorageError):
    """The secret is over the keyring's limit."""

    code = "E-VAULT-BIG"


class SecretStoreFull(StorageError):
    """The keyring takes no more entries."""

    code = "E-VAULT-FULL"


class SecretLost(StorageError):
    """The keyring took the secret but gives back something else."""

    code = "E-VAULT-LOST"


class DiskFull(StorageError):
    """The disk takes no more; what is committed is safe, and later writes may succeed."""


class HistoryReadOnly(StorageError):
    """The chats' file, or its folder, may not be written."""

    code = "E-READONLY"


class HistoryNewer(StorageError):
    """A newer version of the program made the chats' file; it can be read."""

    code = "E-NEWER"


class HistoryDamaged(StorageError):
    """The chats' file is not sound; it was not touched."""

    code = "E-DB-BAD"


class HistoryForeign(HistoryDamaged):
    """The file in the place of the chats' file is something else."""


class HistoryBusy(StorageError):
    """Another process has the chats' file open."""

    code = "E-TWICE"


class InputError(YaGptError):
    """What the person gave cannot be used."""

    code = "E-INPUT"


class InputUnreadable(InputError):
    """A file or standard input cannot be read.

    Attributes:
        path: The file; "" for standard input.
        fault: What is wrong with it, as far as that is known.
    """

    code = "E-FILE-READ"

    def __init__(self, detail: str = "", *, path: str = "", fault: InputFault = InputFault.UNKNOWN) -> None:
        super().__init__(detail)
        self.path = path
        self.fault = fault

    @classmethod
    def closed(cls, name: str, error: OSError) -> InputUnreadable:
        """The system does not give the file out."""
        return cls(type(error).__name__, path=name, fault=InputFault.CLOSED)


class ImportRefused(InputError):
    """A file's chats are not taken in; nothing was changed."""

    code = "E-IMPORT"

    def __init__(self, detail: str = "", *, fault: ImportFault = ImportFault.DAMAGED) -> None:
        super().__init__(detail)
        self.fault = fault


class ConfigurationInvalid(InputError):
    """config.toml, an option or an environment variable holds a wrong value.

    Attributes:
        path: The file; "" where the value came from elsewhere.
        key: The value's full name, as ``network.proxy``; "" where the whole file cannot be read.
        line: Its line in the file, counted from 1; 0 where that is not known.
        expected: What should stand there; None where the detail says more.
    """

    code = "E-CONFIG"

    def __init__(
        self,
        detail: str = "",
        *,
        path: str = "",
        key: str = "",
        line: int = 0,
        expected: Expected | None = None,
    ) -> None:
        super().__init__(detail)
        self.path = path
        self.key = key
        self.line = line
        self.expected = expected
