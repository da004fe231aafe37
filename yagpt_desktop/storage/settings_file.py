"""The settings as JSON."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.settings import Settings

from .atomic_file import write_atomically
from .json_value import Unfit, decoded_fields, merged_fields

_log = logging.getLogger(__name__)


class JsonSettingsStore:
    """Keeps :class:`Settings` in one JSON file; see :class:`yagpt_desktop.domain.ports.SettingsStore`.

    What this version cannot read (a key or a choice of a newer one, a slip of a hand) stays in the file until
    the person changes that very setting.  May be called from any thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def load(self) -> Settings:
        """Return what is kept; whatever cannot be read is at its default.  Never fails."""
        try:
            with self._lock:
                raw = self._read()
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("settings are at their defaults: %s", type(error).__name__)
            return Settings()
        values, bad = decoded_fields(Settings, raw)
        for name in bad:
            _log.warning("the setting %s is at its default: its value cannot be used", name)
        return replace(Settings(), **values)

    def save(self, settings: Settings) -> None:
        """Keep them, atomically.  A file that is not JSON at all is set aside, not written over.

        Raises:
            StorageError: They could not be written; the old file is whole.
        """
        with self._lock:
            merged = merged_fields(settings, self._raw_before_saving())
            content = json.dumps(merged, ensure_ascii=False, indent=2)
            # Half of a surrogate pair, which a paste can bring, becomes JSON's own escape for it.
            write_atomically(self._path, f"{content}\n".encode("utf-8", "backslashreplace"))

    def _raw_before_saving(self) -> dict[str, Any]:
        try:
            return self._read()
        except (ValueError, RecursionError):
            self._set_aside()
            return {}
        except OSError as error:
            raise StorageError(f"cannot read {self._path}: {error.strerror}") from error

    def _read(self) -> dict[str, Any]:
        try:
            content = self._path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return {}
        raw = json.loads(content.decode("utf-8-sig"))
        if not isinstance(raw, dict):
            raise Unfit("not an object")
        return raw

    def _set_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(f"{self._path.stem}.damaged.json"))
        except OSError as error:
            raise StorageError(f"cannot set {self._path} aside: {error.strerror}") from error
