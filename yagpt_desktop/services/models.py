"""What the models on offer can do and cost, as dated data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.model import ModelInfo

from .price_table import ModelTable, table_of

__all__ = [
    "ModelTable",
    "cost_roubles",
    "known_models",
    "model_table",
    "packaged_table",
    "packaged_text",
    "use_table",
]


class _InForce:
    """The table that everybody asks; there is one in a process, as there is one price of an answer."""

    table: ModelTable | None = None


def model_table() -> ModelTable:
    """Return the table in force: the person's own, else the one that ships with the program."""
    return _InForce.table or packaged_table()


def use_table(table: ModelTable | None) -> None:
    """Put another table in force; None for the one that ships with the program."""
    _InForce.table = table


def packaged_text() -> str:
    """Return the table that ships with the program, as it is to be edited."""
    return files("yagpt_desktop.services").joinpath("data/models.json").read_text(encoding="utf8")


@cache
def packaged_table() -> ModelTable:
    """Return the table that ships with the program."""
    return table_of(packaged_text())


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
