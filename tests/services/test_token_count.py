"""Exact where the service can be asked, estimated where not."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionRequest, Message, Role, TokenCount
from yagpt_desktop.domain.errors import Cancelled, OptionUnsupported, ServiceUnreachable
from yagpt_desktop.services.token_count import estimate_tokens, request_tokens

REQUEST = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, "п" * 400),))


def test_the_tokenizer_is_exact(client):
    assert request_tokens(client, REQUEST, CancelToken()) == TokenCount(15, exact=True)


@pytest.mark.parametrize("error", [ServiceUnreachable(), OptionUnsupported()])
def test_an_estimate_stands_in_for_a_tokenizer_that_cannot_answer(client, error):
    client.tokens = error
    count = request_tokens(client, REQUEST, CancelToken())
    assert not count.exact
    assert 100 <= count.tokens <= 130


def test_a_stop_is_no_reason_to_estimate(client):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        request_tokens(client, REQUEST, cancel)


def test_an_estimate_is_careful():
    assert estimate_tokens("") == 0
    assert estimate_tokens("а" * 497) >= 86
