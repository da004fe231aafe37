"""A folder as JSON, and back.  It stands with each of its chats, so that every file can be read alone."""

from __future__ import annotations

from typing import Any

from yagpt_desktop.domain.completion import ReasoningMode
from yagpt_desktop.domain.folder import ChatOptions, Folder, folder_name
from yagpt_desktop.domain.settings import range_of

from .json_fields import choice_of, field_of, identity_of, limited_text, number_of, whole_number_of
from .limits import Tally, damaged, whole

_LONGEST_NAME = 1000
_FIRST, _LAST = -(2**31), 2**31


def folder_json(folder: Folder) -> dict[str, Any]:
    """Return a folder as JSON takes it; options that are as in the settings are left out."""
    options = folder.options
    own: dict[str, Any] = {
        "model": None if options.model is None else whole(options.model),
        "temperature": options.temperature,
        "max_tokens": options.max_tokens,
        "stream": options.stream,
        "deferred": options.deferred,
        "reasoning": options.reasoning.value if options.reasoning else None,
    }
    return {
        "id": folder.id,
        "name": whole(folder.name),
        "place": folder.place,
        "role_text": whole(folder.role_text),
        "closed": folder.is_closed,
        "options": {name: value for name, value in own.items() if value is not None},
    }


def folder_of_json(value: object, tally: Tally) -> Folder:
    """Return the folder of a JSON value, counted.

    Raises:
        ImportRefused: Something is missing or of a wrong kind, or a limit is passed.
    """
    if not isinstance(value, dict):
        raise damaged("a folder is no object")
    folder_id = identity_of(value, "id")
    tally.add_folder(folder_id)
    name = field_of(value, "name", str)
    place = whole_number_of(value, "place")
    if len(name) > _LONGEST_NAME or not _FIRST <= place <= _LAST:
        raise damaged("a folder's name or place is out of bounds")
    return Folder(
        folder_id,
        folder_name(whole(name)),
        place,
        limited_text(field_of(value, "role_text", str)),
        _options_of(field_of(value, "options", dict)),
        field_of(value, "closed", bool),
    )


def _options_of(raw: dict[str, Any]) -> ChatOptions:
    options = ChatOptions(
        limited_text(field_of(raw, "model", str)) if "model" in raw else None,
        number_of(raw, "temperature") if "temperature" in raw else None,
        whole_number_of(raw, "max_tokens") if "max_tokens" in raw else None,
        field_of(raw, "stream", bool) if "stream" in raw else None,
        field_of(raw, "deferred", bool) if "deferred" in raw else None,
        choice_of(raw, "reasoning", {mode.value: mode for mode in ReasoningMode})
        if "reasoning" in raw
        else None,
    )
    for name in ("temperature", "max_tokens"):
        bounds, number = range_of(name), getattr(options, name)
        if number is not None and not bounds.low <= number <= bounds.high:
            raise damaged(f"{name} is out of bounds")
    return options
