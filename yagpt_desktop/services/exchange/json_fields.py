"""Fields of our own JSON, each checked: what is missing, of a wrong kind or too large is refused.

Every reader raises ``ImportRefused``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from .limits import damaged, whole

_ID: Final = re.compile(r"[!-~]{1,64}")
_LARGEST: Final = 2**53
_LONGEST_BYTES: Final = 20_000_000
"""Ten times what others may bring: a question with several files is long, and must not cost a restore."""

_Kind = TypeVar("_Kind")


def limited_text(text: str) -> str:
    """Return a text as it may be kept; one that is too long is refused."""
    found = whole(text)
    if 4 * len(found) > _LONGEST_BYTES and len(found.encode()) > _LONGEST_BYTES:
        raise damaged(f"a text over {_LONGEST_BYTES} bytes")
    return found


def field_of(raw: dict[str, Any], name: str, kind: type[_Kind]) -> _Kind:
    """Return a field that must be there and of this very kind."""
    value = raw.get(name)
    if type(value) is not kind:
        raise damaged(f"{name} is missing or of a wrong kind")
    return value


def identity_of(raw: dict[str, Any], name: str) -> str:
    """Return a field that is an id: printable, without blanks, 64 signs at most."""
    value = field_of(raw, name, str)
    if not _ID.fullmatch(value):
        raise damaged(f"{name} is no id")
    return value


def choice_of(raw: dict[str, Any], name: str, choices: dict[str, _Kind]) -> _Kind:
    """Return what a field names among the choices."""
    value = field_of(raw, name, str)
    if value not in choices:
        raise damaged(f"{name} is none of the choices")
    return choices[value]


def whole_number_of(raw: dict[str, Any], name: str) -> int:
    """Return a field that is a whole number of a size that every program can read."""
    value = field_of(raw, name, int)
    if not -_LARGEST <= value <= _LARGEST:
        raise damaged(f"{name} is out of bounds")
    return value


def number_of(raw: dict[str, Any], name: str) -> float:
    """Return a field that is a number."""
    value = raw.get(name)
    if type(value) is int and abs(value) <= _LARGEST:
        return float(value)
    return field_of(raw, name, float)


def written_moment(when: datetime) -> str:
    """Return a time as it is written."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(raw: dict[str, Any], name: str) -> datetime:
    """Return the time of a field, in UTC."""
    text = field_of(raw, name, str)
    try:
        when = datetime.fromisoformat(text)
        if when.tzinfo is None:
            raise damaged(f"{name} has no time zone")
        return when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise damaged(f"{name} is no time") from None
