"""How many tokens a text costs: exactly where the service can be asked, estimated where not."""

from __future__ import annotations

from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionRequest, TokenCount
from yagpt_desktop.domain.errors import Cancelled, YaGptError
from yagpt_desktop.domain.ports import CompletionClient

CHARACTERS_PER_TOKEN: Final = 4
"""A careful guess: the documentation's own example comes to 5.4–5.8 for Russian and English."""

TEMPLATE_TOKENS: Final = 13
"""What the service adds around one short message (15 tokens for «ping», recorded in 2024)."""


def estimate_tokens(text: str) -> int:
    """Return a careful estimate; 0 for an empty text."""
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def estimate_request_tokens(request: CompletionRequest) -> int:
    """Return a careful estimate for a whole request with its template."""
    return TEMPLATE_TOKENS + sum(estimate_tokens(message.text) + 4 for message in request.messages)


def request_tokens(client: CompletionClient, request: CompletionRequest, cancel: CancelToken) -> TokenCount:
    """Ask the tokenizer (free of charge); fall back to the estimate when it cannot answer.

    Blocks on the network; worker threads only.

    Raises:
        Cancelled: The token was cancelled.
    """
    try:
        return TokenCount(client.count_request_tokens(request, cancel), exact=True)
    except Cancelled:
        raise
    except YaGptError:
        return TokenCount(estimate_request_tokens(request), exact=False)
