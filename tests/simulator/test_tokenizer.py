"""The plausible tokenizer, by itself and over both transports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.simulator import tokenizer
from yagpt_desktop.yandex.pb import text_generation_pb2 as models

FOLDER = "b1gdemo0folder000000"
URI = f"gpt://{FOLDER}/yandexgpt-5.1"
TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}
TEXT = (
    "Утром мы сварили кашу, вымыли посуду и пошли на рынок за яблоками, морковью и свежим творогом. "
    "Бабушка достала из погреба банку варенья, а дед починил крыльцо и наточил топор."
)


@given(st.text())
def test_tokens_are_the_text_again(text):
    tokens = tokenizer.text_tokens(text)
    joined = "".join("\n" if token.text == "[NL]" else token.text.replace("\u2581", " ") for token in tokens)
    assert joined == text.replace("\u2581", " ")
    assert tokenizer.count(text) == len(tokens)


@given(st.text(), st.integers(0, 50))
def test_the_head_of_a_text_is_its_beginning_and_not_longer(text, tokens):
    head = tokenizer.head(text, tokens)
    assert text.startswith(head)
    assert tokenizer.count(head) <= tokens
    assert tokenizer.head(text, tokenizer.count(text)) == text


def test_a_russian_token_has_about_five_signs():
    assert 3.5 < len(TEXT) / tokenizer.count(TEXT) < 6.5


def test_the_same_text_has_the_same_numbers():
    assert tokenizer.text_tokens(TEXT) == tokenizer.text_tokens(TEXT)


def test_a_request_of_one_word_costs_what_was_recorded(caller, make_request):
    heard = caller.call("TokenizerService/TokenizeCompletion", make_request("ping"), TOKEN)
    tokens = heard.messages[0].tokens
    assert len(tokens) == 15
    assert {token.text for token in tokens if token.special} == {"<s>", "[NL]", "[SEP]"}
    assert any(token.text.startswith("\u2581") for token in tokens)


def test_a_bare_text_is_counted_without_the_template(caller):
    request = models.TokenizeRequest(model_uri=URI, text=TEXT)
    heard = caller.call("TokenizerService/Tokenize", request, TOKEN)
    assert len(heard.messages[0].tokens) == tokenizer.count(TEXT)
    assert heard.messages[0].model_version == "demo"


def test_usage_of_an_answer_agrees_with_the_tokenizer(caller, make_request):
    request = make_request(TEXT)
    tokens = caller.call("TokenizerService/TokenizeCompletion", request, TOKEN).messages[0].tokens
    assert caller.complete(request, TOKEN).messages[-1].usage.input_text_tokens == len(tokens)


@pytest.mark.parametrize("text", ["", "а" * 100_001])
def test_lengths_are_checked(caller, text):
    heard = caller.call("TokenizerService/Tokenize", models.TokenizeRequest(model_uri=URI, text=text), TOKEN)
    assert heard.code == 3
    assert "outside the range (0, 100000]" in heard.text


@pytest.mark.parametrize("name", ["deepseek-v4-flash", "nothing"])
def test_models_are_checked(caller, name):
    request = models.TokenizeRequest(model_uri=f"gpt://{FOLDER}/{name}", text="слово")
    assert caller.call("TokenizerService/Tokenize", request, TOKEN).code == 3


def test_strangers_are_not_let_in(caller, make_request):
    assert caller.call("TokenizerService/TokenizeCompletion", make_request("ping"), {}).code == 16
