from __future__ import annotations

import pytest

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, is_refusal

REFUSAL = "Я не могу обсуждать эту тему. Давайте поговорим о чём-нибудь ещё."


@pytest.mark.parametrize(
    ("text", "status", "refused"),
    [
        (REFUSAL, CompletionStatus.CONTENT_FILTER, True),
        ("другие слова", CompletionStatus.CONTENT_FILTER, True),
        (REFUSAL, CompletionStatus.FINAL, True),
        (f"\n {REFUSAL}", CompletionStatus.FINAL, True),
        (REFUSAL, CompletionStatus.UNKNOWN_FINAL, True),
        (REFUSAL, CompletionStatus.PARTIAL, False),
        (f"Перевод: «{REFUSAL}»", CompletionStatus.FINAL, False),
        ("Ответ", CompletionStatus.FINAL, False),
        ("", CompletionStatus.FINAL, False),
    ],
)
def test_a_refusal_is_known_by_its_status_or_by_the_stock_words_at_its_start(
    text: str, status: CompletionStatus, *, refused: bool
) -> None:
    assert is_refusal(CompletionUpdate(text, status)) is refused
