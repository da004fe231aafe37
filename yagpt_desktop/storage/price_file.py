"""The person's table of models and prices in the profile's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from yagpt_desktop.domain.errors import StorageError

from .atomic_file import write_atomically

_LARGEST_BYTES: Final = 1_000_000


class PriceFile:
    """See :class:`yagpt_desktop.domain.ports.PriceStore`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> str:
        """The file's whole path."""
        return str(self._path)

    def load(self) -> str | None:
        """Return its text; None where there is none.

        Raises:
            StorageError: It cannot be read, is far too big, or is no text.
        """
        try:
            with self._path.open("rb") as file:
                content = file.read(_LARGEST_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"cannot read {self._path}: {error.strerror}") from error
        if len(content) > _LARGEST_BYTES:
            raise StorageError(f"{self._path} is too big")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise StorageError(f"{self._path} is no text in UTF-8") from error

    def make(self, text: str) -> None:
        """Write it, unless it is there.

        Raises:
            StorageError: It could not be written.
        """
        if not self._path.exists():
            write_atomically(self._path, text.encode())
