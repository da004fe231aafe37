"""What the models can do and cost."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.services.models import cost_roubles, known_models, model_table


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("yandexgpt-5.1", "yandexgpt-5.1"),
        ("gpt://b1gdemo0folder000000/yandexgpt-5.1", "yandexgpt-5.1"),
        ("gpt://b1gdemo0folder000000/yandexgpt/latest", "yandexgpt-5-pro"),
        ("yandexgpt/rc", "yandexgpt-5.1"),
        ("yandexgpt-lite/latest", "yandexgpt-5-lite"),
        ("yandexgpt-5-lite/latest", "yandexgpt-5-lite"),
    ],
)
def test_a_model_is_found_by_every_name_it_has(asked, found):
    info = model_table().find(asked)
    assert info is not None
    assert info.name == found


def test_an_unknown_model_has_no_price():
    assert model_table().find("made-up-model") is None
    assert cost_roubles("made-up-model", Usage(1, 1, 2)) is None


def test_a_cost_counts_both_ways():
    assert cost_roubles("aliceai-llm", Usage(1000, 500, 1500)) == pytest.approx(0.5 + 0.6)
    assert cost_roubles("yandexgpt-5.1", Usage(1000, 1000, 2000), deferred=True) == pytest.approx(0.82)


def test_every_model_on_offer_has_a_context_and_prices():
    assert known_models()
    for info in known_models():
        assert info.context_tokens >= 32_768
        assert info.input_price
        assert info.output_price
