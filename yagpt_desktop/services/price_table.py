"""The form of the table of models and prices, checked field by field: a person may have written it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from yagpt_desktop.domain.model import ModelInfo

_LARGEST_CONTEXT: Final = 10_000_000
_LARGEST_PRICE: Final = 1_000_000
_LONGEST_NAME: Final = 200
_PRICES: Final = ("input_price", "output_price", "deferred_input_price", "deferred_output_price")
_SWITCHES: Final = ("reasoning", "deferred")
_KNOWN: Final = frozenset(one.name for one in fields(ModelInfo))
_HEADS: Final = frozenset({"as_of", "currency", "unit_tokens", "models", "aliases"})


class TableUnfit(ValueError):
    """A table is not of the form.

    Attributes:
        place: Where, as ``models[2].input_price`` or ``3:14`` (line and column).
    """

    def __init__(self, place: str) -> None:
        super().__init__(f"unfit at {place}")
        self.place = place


@dataclass(frozen=True, slots=True)
class ModelTable:
    """Models of the native API with their prices.

    Attributes:
        as_of: Date of the newest fact, ISO 8601; prices change without notice and no API tells them.
        aliases: Legacy names and branches, and the model that answers to them.
        own: Whether it is the person's own file.
    """

    as_of: str
    models: tuple[ModelInfo, ...]
    aliases: dict[str, str]
    own: bool = False

    def find(self, model: str) -> ModelInfo | None:
        """Return what is known about a name or ``gpt://`` URI; None for a model unknown to the table."""
        name = model.removeprefix("gpt://").partition("/")[2] if "://" in model else model
        name = name.removesuffix("/")
        for candidate in (name, self.aliases.get(name), name.removesuffix("/latest")):
            for info in self.models:
                if info.name == candidate:
                    return info
        return None


def table_of(text: str, *, own: bool = False) -> ModelTable:
    """Return the table of a JSON text.

    Raises:
        TableUnfit: It is not of the form; a slip in a name counts, as it would hide a price.
    """
    data = _read(text)
    _expect(isinstance(data, dict), "{}")
    for name in data:
        _expect(name in _HEADS, name)
    _expect(data.get("currency", "RUB") == "RUB", "currency")
    _expect(data.get("unit_tokens", 1000) == 1000, "unit_tokens")
    raw_models = data.get("models")
    _expect(isinstance(raw_models, list) and bool(raw_models), "models")
    models = tuple(_model(raw, f"models[{place}]") for place, raw in enumerate(raw_models, 1))
    names = [model.name for model in models]
    for place, name in enumerate(names, 1):
        _expect(name not in names[: place - 1], f"models[{place}].name")
    return ModelTable(_as_of(data.get("as_of")), models, _aliases(data.get("aliases", {}), names), own)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise TableUnfit(f"{error.lineno}:{error.colno}") from None
    except (ValueError, RecursionError):
        raise TableUnfit("1:1") from None


def _as_of(value: Any) -> str:
    _expect(isinstance(value, str), "as_of")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise TableUnfit("as_of") from None


def _aliases(raw: Any, names: list[str]) -> dict[str, str]:
    _expect(isinstance(raw, dict), "aliases")
    for alias, name in raw.items():
        _expect(name in names, f"aliases.{alias}")
    return dict(raw)


def _model(raw: Any, place: str) -> ModelInfo:
    _expect(isinstance(raw, dict), place)
    for name in raw:
        _expect(name in _KNOWN, f"{place}.{name}")
    for name in ("name", "title"):
        value = raw.get(name)
        _expect(isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_NAME, f"{place}.{name}")
    context = raw.get("context_tokens")
    _expect(type(context) is int and 0 < context <= _LARGEST_CONTEXT, f"{place}.context_tokens")
    for name in _PRICES:
        _expect(_is_price(raw.get(name)), f"{place}.{name}")
    for name in _SWITCHES:
        _expect(type(raw.get(name, False)) is bool, f"{place}.{name}")
    return ModelInfo(**raw)


def _is_price(value: Any) -> bool:
    if value is None:
        return True
    return type(value) in {int, float} and math.isfinite(value) and 0 <= value <= _LARGEST_PRICE


def _expect(fits: bool, place: str) -> None:
    if not fits:
        raise TableUnfit(place)
