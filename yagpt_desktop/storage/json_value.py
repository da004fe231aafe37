"""Frozen dataclasses as JSON and back, checked by the types and bounds of their fields."""

from __future__ import annotations

import math
import sys
import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class Unfit(ValueError):
    """A JSON value does not fit the type or the bounds of its field."""


def encoded(value: object) -> Any:
    """Return a value of ours as JSON takes it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encoded(element) for element in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {spec.name: encoded(getattr(value, spec.name)) for spec in fields(value)}
    return value


def decoded(hint: Any, raw: Any) -> Any:
    """Return a JSON value as the type ``hint`` wants it.

    Of a list, the elements that do not fit are left out; everything else fits as a whole or not at all.

    Raises:
        Unfit: It is something else.
    """
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional(hint, raw)
    if origin is tuple:
        return tuple(value for value, _ in _elements(hint, raw))
    if isinstance(hint, type) and is_dataclass(hint):
        return _whole(hint, raw)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(hint, raw)
    if hint is datetime:
        return _moment(raw)
    return _plain(hint, raw)


def decoded_fields(of: type[Any], raw: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that fit, and the names of those that are there but do not.

    Of a group (a dataclass all of whose fields have defaults) one bad field costs only itself.
    """
    hints = typing.get_type_hints(of)
    good: dict[str, Any] = {}
    bad: list[str] = []
    for spec in fields(of):
        if spec.name not in raw:
            continue
        if _is_group(hints[spec.name]) and isinstance(raw[spec.name], dict):
            inner, unfit = decoded_fields(hints[spec.name], raw[spec.name])
            good[spec.name] = hints[spec.name](**inner)
            bad += [f"{spec.name}.{name}" for name in unfit]
            continue
        try:
            good[spec.name] = _in_bounds(spec, decoded(hints[spec.name], raw[spec.name]))
        except Unfit:
            bad.append(spec.name)
    return good, bad


def merged_fields(value: Any, raw: dict[str, Any]) -> dict[str, Any]:
    """Return ``value`` as JSON on top of what was there.

    A place whose reading has not changed keeps its raw form, so that what we cannot read survives.
    """
    kind = type(value)
    hints = typing.get_type_hints(kind)
    # A required field has no default to fall back to; a dataclass on disk has them all.
    before = {**{spec.name: _default(spec) for spec in fields(kind)}, **decoded_fields(kind, raw)[0]}
    merged = dict(raw)
    for spec in fields(kind):
        new = getattr(value, spec.name)
        if spec.name not in raw:
            merged[spec.name] = encoded(new)
        elif new != before[spec.name]:
            merged[spec.name] = _over(hints[spec.name], raw[spec.name], new)
    return merged


def _default(spec: Field[Any]) -> Any:
    return spec.default if spec.default_factory is MISSING else spec.default_factory()


def _is_group(hint: Any) -> bool:
    return (
        isinstance(hint, type)
        and is_dataclass(hint)
        and all(_default(spec) is not MISSING for spec in fields(hint))
    )


def _over(hint: Any, raw: Any, new: Any) -> Any:
    """A changed list keeps the raw form of the elements that stay and of those we cannot read.

    So does a group with its fields.
    """
    if _is_group(hint) and isinstance(raw, dict):
        return merged_fields(new, raw)
    if typing.get_origin(hint) is not tuple or not isinstance(raw, list):
        return encoded(new)
    readable = _elements(hint, raw)
    unreadable = [element for element in raw if all(element is not kept for _, kept in readable)]
    known = dict(readable)
    return [known.get(value, encoded(value)) for value in new] + unreadable


def _elements(hint: Any, raw: Any) -> list[tuple[Any, Any]]:
    if not isinstance(raw, list):
        raise Unfit("not a list")
    pairs = []
    for element in raw:
        try:
            pairs.append((decoded(typing.get_args(hint)[0], element), element))
        except Unfit:
            continue
    return pairs


def _optional(hint: Any, raw: Any) -> Any:
    """``T | None`` is the only union a setting has."""
    if raw is None:
        return None
    (inner,) = (argument for argument in typing.get_args(hint) if argument is not types.NoneType)
    return decoded(inner, raw)


def _whole(hint: type[_Value], raw: Any) -> _Value:
    if not isinstance(raw, dict):
        raise Unfit("not an object")
    good, bad = decoded_fields(hint, raw)
    try:
        value = hint(**good)
    except TypeError as error:
        raise Unfit("a part is missing") from error
    if bad:
        raise Unfit(", ".join(bad))
    return value


def _choice(hint: type[StrEnum], raw: Any) -> StrEnum:
    try:
        return hint(raw)
    except ValueError as error:
        raise Unfit("not one of the choices") from error


def _moment(raw: Any) -> datetime:
    """A moment without its zone cannot be put in order with the others."""
    try:
        moment = datetime.fromisoformat(raw)
    except (TypeError, ValueError) as error:
        raise Unfit("not a moment") from error
    if moment.tzinfo is None:
        raise Unfit("a moment without its zone")
    return moment


def _plain(hint: type[_Value], raw: Any) -> _Value:
    """JSON's true is no number, its 1 is a fit float, and NaN is nothing at all."""
    if hint is float and type(raw) is int and abs(raw) <= sys.float_info.max:
        raw = float(raw)
    if type(raw) is not hint or (isinstance(raw, float) and not math.isfinite(raw)):
        raise Unfit(f"not {hint.__name__}")
    return raw


def _in_bounds(spec: Field[Any], value: Any) -> Any:
    bounds = spec.metadata.get("range")
    if bounds is not None and value is not None and not bounds.low <= value <= bounds.high:
        raise Unfit("out of bounds")
    return value
