from __future__ import annotations

from dataclasses import replace

import pytest

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, LateUpdate, Usage, is_refusal

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


def late_update(made):
    def decode():
        made.append("text")
        return "половина"

    return LateUpdate.of(decode, CompletionStatus.PARTIAL, Usage(1, 2, 3), "05.03.2026", "an-id")


def test_a_late_update_decodes_its_text_once_and_only_when_it_is_asked_for():
    made = []
    update = late_update(made)
    assert isinstance(update, CompletionUpdate)
    assert (update.status, update.usage.total_tokens, update.request_id) == (
        CompletionStatus.PARTIAL,
        3,
        "an-id",
    )
    assert made == []
    assert (update.text, update.text) == ("половина", "половина")
    assert made == ["text"]


def test_a_late_update_can_be_changed_like_any_other():
    final = replace(late_update([]), status=CompletionStatus.FINAL)
    assert (final.text, final.status) == ("половина", CompletionStatus.FINAL)
    assert final.model_version == "05.03.2026"


def test_a_late_update_knows_no_other_name():
    with pytest.raises(AttributeError):
        _ = late_update([]).delta
