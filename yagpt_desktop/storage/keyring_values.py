"""Values in the OS keyring that are either the old one or the new one, whenever the power goes.

No keyring can replace an entry for certain: macOS deletes and then adds, Windows keeps a copy of what it
replaced, and all of them can be killed in between.  So nothing is ever written over.  A value has two slots;
a new generation goes into the free one: its parts first, then the manifest that makes them count, and only
when everything reads back are the manifest and the parts of the old generation deleted.  Of two generations
the newer whole one counts.

Entries of the value ``name``: manifests ``name`` and ``name/1``, parts ``name/<slot>/<number>``.  Parts are
written upwards and deleted downwards, so that those left behind by a crash are found from number 0.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile

from yagpt_desktop.domain.errors import SecretLost, SecretTooBig, StorageError

from .keyring_backend import Backend
from .keyring_door import SERVICE, KeyringDoor
from .keyring_fault import faults_told

MOST_PARTS = 16

_SLOTS = (0, 1)
_MOST_COPIES = 8


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What makes a generation count.

    Attributes:
        generation: The newer, the higher; -1 where the entry is not of our making.
        value: The value itself, where it fits; else it lies in ``parts`` entries.
        digest: Of the whole value.
    """

    generation: int
    value: str | None = None
    parts: int = 0
    digest: str = ""


class KeyringValues:
    """Reads and replaces values of ASCII text.  Blocks without limit, like the door itself.

    Two processes that replace the same value in the same moment may lose one of the two new ones.
    """

    def __init__(self, door: KeyringDoor) -> None:
        self._door = door

    def read(self, name: str) -> str | None:
        """Return the value, or None where there is none.

        An old generation that a crash left behind is deleted on the way, if the keyring lets us.

        Raises:
            SecretLost: Something is there, but nothing whole.
            StorageError: It cannot be read.
        """
        with self._door.open() as backend:
            generations = _Generations(backend, name)
            found = generations.newest_whole()
            if found is None:
                if generations.is_empty():
                    return None
                raise SecretLost("the entry is not of this program's making, or damaged")
            slot, value = found
            if generations.manifest(1 - slot) is not None:
                with suppress(StorageError), faults_told():
                    generations.clear(1 - slot)
            return value

    def write(self, name: str, value: str) -> None:
        """Replace the value; on any error the keyring holds the old or the new one.

        Raises:
            SecretTooBig: Over what may be split; nothing was written.
            SecretLost: It reads back as something else, or an earlier value cannot be deleted.
            StorageError: Any other failure.
        """
        limit = self._door.largest_utf16_units
        if limit is not None and len(value) > limit * MOST_PARTS:
            raise SecretTooBig(f"{len(value)} characters, {limit * MOST_PARTS} fit")
        with self._door.open() as backend:
            generations = _Generations(backend, name)
            found = generations.newest_whole()
            free = 0 if found is None else 1 - found[0]
            generations.clear(free)
            is_whole = False
            try:
                generations.fill(free, value, limit)
                is_whole = True
            finally:
                if not is_whole:
                    with suppress(StorageError), faults_told():
                        generations.clear(free)
            generations.clear(1 - free)

    def erase(self, name: str) -> None:
        """Delete every generation and look whether they are gone; no error where there is none.

        Raises:
            SecretLost: Something is still there.
            StorageError: Any other failure.
        """
        with self._door.open() as backend:
            generations = _Generations(backend, name)
            # The older one first: were it the last one left, it would count again.
            for slot in generations.oldest_first():
                generations.clear(slot)


class _Generations:
    """The two slots of one value."""

    def __init__(self, backend: Backend, name: str) -> None:
        self._backend = backend
        self._name = name
        self._seen: dict[int, _Manifest | None] = {}

    def newest_whole(self) -> tuple[int, str] | None:
        """Return slot and value of the newest generation that is whole."""
        for slot in reversed(self.oldest_first()):
            value = self._whole(slot)
            if value is not None:
                return slot, value
        return None

    def is_empty(self) -> bool:
        """Whether neither slot has a manifest."""
        return all(self.manifest(slot) is None for slot in _SLOTS)

    def oldest_first(self) -> list[int]:
        """Return the slots by the age of what they hold."""
        ages = {slot: found.generation if (found := self.manifest(slot)) else -2 for slot in _SLOTS}
        return sorted(_SLOTS, key=ages.__getitem__)

    def manifest(self, slot: int) -> _Manifest | None:
        """Return what a slot's manifest says; None where there is none."""
        if slot not in self._seen:
            entry = self._get(self._manifest_name(slot))
            self._seen[slot] = None if entry is None else _manifest_of(entry)
        return self._seen[slot]

    def fill(self, slot: int, value: str, limit: int | None) -> None:
        """Write a new generation and read it back."""
        newest = max((found.generation for at in _SLOTS if (found := self.manifest(at))), default=0)
        facts: dict[str, object] = {"generation": max(newest, 0) + 1, "digest": _digest(value)}
        entry = json.dumps({**facts, "value": value})
        if limit is not None and len(entry) > limit:
            parts = [value[start : start + limit] for start in range(0, len(value), limit)]
            entry = json.dumps({**facts, "parts": len(parts)})
            for number, part in enumerate(parts):
                self._backend.set_password(SERVICE, self._part_name(slot, number), part)
        self._seen.pop(slot, None)
        self._backend.set_password(SERVICE, self._manifest_name(slot), entry)
        if self._whole(slot) != value:
            raise SecretLost("read back as something else")

    def clear(self, slot: int) -> None:
        """Delete a generation, the manifest first, with whatever a crash left of its parts."""
        found = self.manifest(slot)
        if found is not None:
            self._remove(self._manifest_name(slot))
            self._seen[slot] = None
        left = len(list(takewhile(lambda part: part is not None, self._parts(slot))))
        for number in reversed(range(max(left, found.parts if found else 0))):
            self._remove(self._part_name(slot, number))

    def _whole(self, slot: int) -> str | None:
        """Return a slot's value, or None where it is not what was written."""
        found = self.manifest(slot)
        if found is None:
            return None
        value = found.value
        if value is None:
            parts = [part for _, part in zip(range(found.parts), self._parts(slot), strict=False)]
            value = "".join(part for part in parts if part is not None)
        return value if _digest(value) == found.digest else None

    def _parts(self, slot: int) -> Iterator[str | None]:
        return (self._get(self._part_name(slot, number)) for number in range(MOST_PARTS))

    def _remove(self, entry: str) -> None:
        for _ in range(_MOST_COPIES):
            if self._get(entry) is None:
                return
            self._backend.delete_password(SERVICE, entry)
        raise SecretLost("still there after deleting")

    def _get(self, entry: str) -> str | None:
        return self._backend.get_password(SERVICE, entry)

    def _manifest_name(self, slot: int) -> str:
        return f"{self._name}/{slot}" if slot else self._name

    def _part_name(self, slot: int, number: int) -> str:
        return f"{self._name}/{slot}/{number}"


def _manifest_of(entry: str) -> _Manifest:
    """Read a manifest; an entry of the first kind, without a generation, is its own value."""
    try:
        facts = json.loads(entry)
        if "generation" not in facts:
            return _Manifest(0, entry, digest=_digest(entry)) if isinstance(facts, dict) else _Manifest(-1)
        value = facts.get("value")
        return _Manifest(
            max(0, int(facts["generation"])),
            None if value is None else str(value),
            min(int(facts.get("parts", 0)), MOST_PARTS),
            str(facts["digest"]),
        )
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return _Manifest(-1)


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
