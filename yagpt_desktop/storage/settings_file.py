"""The settings as JSON."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.saved_prompt import PromptUse
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
        self._unread: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """What the last ``load`` left at its default: names of settings, or "" for the whole."""
        return self._unread

    def load(self) -> Settings:
        """Return what is kept; whatever cannot be read is at its default.  Never fails."""
        try:
            with self._lock:
                raw = self._read()
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("settings are at their defaults: %s", type(error).__name__)
            self._unread = ("",)
            return Settings()
        values, bad = decoded_fields(Settings, raw)
        self._unread = tuple(bad)
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
        return _with_old_roles(raw)

    def _set_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(f"{self._path.stem}.damaged.json"))
        except OSError as error:
            raise StorageError(f"cannot set {self._path} aside: {error.strerror}") from error


def _with_old_roles(raw: dict[str, Any]) -> dict[str, Any]:
    """Take the roles that were kept without versions among the saved prompts; what is no role stays there."""
    old, new = raw.get("saved_roles"), raw.get("saved_prompts", [])
    if not isinstance(old, list) or not isinstance(new, list):
        return raw
    roles = {_old_role_id(role): role for role in old if _is_old_role(role)}
    taken = {prompt.get("id") for prompt in new if isinstance(prompt, dict)}
    moved = [
        {"id": role_id, "name": role["name"], "text": role["text"], "use": PromptUse.ROLE.value}
        for role_id, role in roles.items()
        if role_id not in taken
    ]
    rest = [role for role in old if not _is_old_role(role)]
    kept = {key: value for key, value in raw.items() if key != "saved_roles"}
    return {**kept, "saved_prompts": [*moved, *new], **({"saved_roles": rest} if rest else {})}


def _is_old_role(role: object) -> bool:
    return isinstance(role, dict) and isinstance(role.get("name"), str) and isinstance(role.get("text"), str)


def _old_role_id(role: dict[str, Any]) -> str:
    """Make the id of what the role says: a file that is only read gives the same one each time."""
    said = f"{role['name']}\n{role['text']}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:32]
