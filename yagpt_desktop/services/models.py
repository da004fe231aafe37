"""What the models on offer can do and cost, as dated data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.model import ModelInfo


@dataclass(frozen=True, slots=True)
class ModelTable:
    """Models of the native API with their prices.

    Attributes:
        as_of: Date of the newest fact, ISO 8601; prices change without notice and no API tells them.
        aliases: Legacy names and branches, and the model that answers to them.
    """

    as_of: str
    models: tuple[ModelInfo, ...]
    aliases: dict[str, str]

    def find(self, model: str) -> ModelInfo | None:
        """Return what is known about a name or ``gpt://`` URI; None for a model unknown to the table."""
        name = model.removeprefix("gpt://").partition("/")[2] if "://" in model else model
        name = name.removesuffix("/")
        for candidate in (name, self.aliases.get(name), name.removesuffix("/latest")):
            for info in self.models:
                if info.name == candidate:
                    return info
        return None


@cache
def model_table() -> ModelTable:
    """Return the table that ships with the program."""
    text = files("yagpt_desktop.services").joinpath("data/models.json").read_text(encoding="utf8")
    data: dict[str, Any] = json.loads(text)
    return ModelTable(
        as_of=data["as_of"],
        models=tuple(ModelInfo(**entry) for entry in data["models"]),
        aliases=data["aliases"],
    )


def known_models() -> tuple[ModelInfo, ...]:
    """Return the models in the order in which they are offered."""
    return model_table().models


def cost_roubles(model: str, usage: Usage, *, deferred: bool = False) -> float | None:
    """Estimate the price of an answer, VAT included; None where no price is known."""
    info = model_table().find(model)
    if info is None:
        return None
    input_price, output_price = (
        (info.deferred_input_price, info.deferred_output_price)
        if deferred
        else (info.input_price, info.output_price)
    )
    if input_price is None or output_price is None:
        return None
    return (usage.input_tokens * input_price + usage.completion_tokens * output_price) / 1000
