"""What a change is called: every kind, decision, reason and finding has words in both languages."""

from __future__ import annotations

import re

import pytest

from yagpt_desktop.domain.change import Change, ChangeKind, Decision
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.domain.text_task import Finding
from yagpt_desktop.text.changes import ChangeReason
from yagpt_desktop.ui.words.change_words import (
    decision_name,
    kind_name,
    shown_words,
    spoken_change,
    spoken_words,
)
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.reason_words import reason_text

QUIET = {Finding.PREAMBLE, Finding.FENCE, Finding.UNCHANGED, Finding.NOT_ASKED}


def change(before: str, after: str) -> Change:
    return Change(0, len(before), 0, len(after), before, after, ChangeKind.SPELLING)


def is_russian(text: str) -> bool:
    return not re.search("[A-Za-z]", text)


def test_everything_has_words_in_both_languages(in_both: Language) -> None:
    texts = [
        *map(kind_name, ChangeKind),
        *map(decision_name, Decision),
        *(reason_text(ChangeKind.SPELLING, (reason,)) for reason in ChangeReason),
        *(findings_text((finding,)) for finding in Finding if finding not in QUIET),
    ]
    assert all(texts)
    if in_both is Language.RUSSIAN:
        assert all(map(is_russian, texts)), [text for text in texts if not is_russian(text)]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Ашипки", "Ошибки", "Замена 3 из 12: «Ашипки» на «Ошибки»."),
        ("", ",", "Вставка 3 из 12: «запятая»."),
        ("раз ", "", "Удаление 3 из 12: «раз »."),
    ],
)
def test_a_change_is_told_with_its_place(in_russian: None, before: str, after: str, wanted: str) -> None:
    spoken = spoken_change(change(before, after), "Орфография", None, 3, 12)
    assert spoken == f"{wanted} Орфография."


def test_what_was_decided_is_told_too(in_russian: None) -> None:
    told = {decision: spoken_change(change("а", "о"), "Орфография", decision, 1, 1) for decision in Decision}
    assert told[Decision.ACCEPTED] != told[Decision.LEFT]
    assert all(one.startswith("Замена 1 из 1") for one in told.values())


def test_what_nobody_sees_is_shown_by_a_sign_and_told_by_a_name(in_russian: None) -> None:
    assert shown_words("\n") == "¶"
    assert shown_words("  ") == "␣␣"
    assert shown_words("а\u00a0б") == "а⍽б"
    assert is_russian(spoken_words("\u00a0"))
    assert spoken_words("\r\n") == spoken_words("\n") != "\n"
    assert spoken_words("слово") == "слово"


def test_no_more_than_two_findings_are_told_at_once(in_russian: None) -> None:
    one = findings_text((Finding.REWRITTEN,))
    two = findings_text((Finding.REWRITTEN, Finding.LANGUAGE_CHANGED))
    assert one and two.startswith(one) and len(two) > len(one)
    assert findings_text(Finding) == findings_text(tuple(Finding))
    assert not findings_text(QUIET)
