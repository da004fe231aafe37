"""What is known about the models on offer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model that the native API serves.

    Attributes:
        name: As in ``gpt://<folder>/<name>``.
        title: For people.
        context_tokens: Prompt and answer together.
        input_price: Roubles per 1,000 input tokens, VAT included; None where unknown.
        output_price: The same for output tokens.
        reasoning: Whether it can think before it answers.
    """

    name: str
    title: str
    context_tokens: int
    input_price: float | None = None
    output_price: float | None = None
    deferred_input_price: float | None = None
    deferred_output_price: float | None = None
    reasoning: bool = False
    deferred: bool = True


def model_uri(folder_id: str, model: str) -> str:
    """Return ``gpt://<folder>/<model>``; a whole URI is left as it is."""
    return model if "://" in model else f"gpt://{folder_id}/{model}"
