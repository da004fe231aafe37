"""Reasons for changes: asked for once, read with suspicion."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.change import Change, ChangeKind, ToldReason
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.reasons import (
    LONGEST_REASON,
    MOST_CHANGES,
    MOST_REMEMBERED,
    AskedChange,
    Reason,
    ReasonMemory,
    key_of,
    reasons_of,
    reasons_request,
    remember_reasons,
)


def asked(*pairs: tuple[str, str], sentence: str = "Предложение.") -> list[AskedChange]:
    return [
        AskedChange(Change(0, len(before), 0, len(after), before, after, ChangeKind.SPELLING), sentence)
        for before, after in pairs
    ]


TWO = asked(("ашипка", "ошибка"), ("сибя", "себя"))
GOOD = {"id": 1, "kind": "word", "reason": "Проверочное слово — «ошибочный»."}


def test_the_request_numbers_the_changes_and_names_the_schema() -> None:
    request = reasons_request(TWO, Settings(), "ru")
    listed = request.messages[1].text.split("\n", 1)[1].rsplit("\n", 1)[0]
    assert json.loads(listed) == [
        {"id": 1, "before": "ашипка", "after": "ошибка", "sentence": "Предложение."},
        {"id": 2, "before": "сибя", "after": "себя", "sentence": "Предложение."},
    ]
    assert request.json_schema
    assert json.loads(request.json_schema)["properties"]["reasons"]["items"]["required"] == [
        "id",
        "kind",
        "reason",
    ]
    assert "JSON" in request.messages[0].text
    assert request.messages[0].text.startswith("Объясни исправления")
    assert reasons_request(TWO, Settings(), "de").messages[0].text.startswith("Explain")


def test_a_long_sentence_is_told_round_the_change_and_of_many_changes_the_first() -> None:
    sentence = "а " * 1000 + "ашипка" + " б" * 1000
    request = reasons_request(asked(*[("ашипка", "ошибка")] * 100, sentence=sentence), Settings(), "ru")
    listed = json.loads(request.messages[1].text.split("\n", 1)[1].rsplit("\n", 1)[0])
    assert len(listed) == MOST_CHANGES
    assert "ашипка" in listed[0]["sentence"]
    assert len(listed[0]["sentence"]) <= 400


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"reasons": [GOOD]}, {0: GOOD["reason"]}),
        ({"reasons": [{**GOOD, "id": 2.0}]}, {1: GOOD["reason"]}),
        ({"reasons": [{**GOOD, "id": 3}, {**GOOD, "id": 0}, {**GOOD, "id": -1}]}, {}),
        ({"reasons": [{**GOOD, "id": True}, {**GOOD, "id": "1"}, {**GOOD, "id": None}, 5, None]}, {}),
        ({"reasons": [GOOD, {**GOOD, "reason": "другое"}]}, {0: GOOD["reason"]}),
        ({"reasons": [{**GOOD, "reason": " \n"}, {**GOOD, "id": 2, "reason": 5}]}, {}),
        ({"reasons": "нет"}, {}),
        ({"other": []}, {}),
        ([GOOD], {0: GOOD["reason"]}),
    ],
)
def test_only_known_numbers_and_real_reasons_count(answer: object, found: dict[int, str]) -> None:
    read = reasons_of(json.dumps(answer, ensure_ascii=False), TWO)
    assert {place: reason.text for place, reason in read.items()} == found


@pytest.mark.parametrize(
    "answer",
    [
        "```json\n{whole}\n```",
        "Вот причины: {whole} Надеюсь, помог!",
        '{{"reasons": [{good}, {{"id": 2, "kind": "spell',
        '{{"reasons": [{good},',
    ],
)
def test_a_wrapped_or_cut_off_answer_gives_what_is_whole(answer: str) -> None:
    good = json.dumps(GOOD, ensure_ascii=False)
    read = reasons_of(answer.format(whole=f'{{"reasons": [{good}]}}', good=good), TWO)
    assert read == {0: Reason(ChangeKind.WORD, GOOD["reason"])}


def test_an_unknown_kind_becomes_the_change_s_own_and_a_long_reason_is_cut() -> None:
    entry = {"id": 1, "kind": "own", "reason": "а\u202e\nб " * 500}
    reason = reasons_of(json.dumps({"reasons": [entry]}), TWO)[0]
    assert reason.kind is ChangeKind.SPELLING
    assert len(reason.text) <= LONGEST_REASON
    assert reason.text.startswith("а б а")


@given(
    st.text() | st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists).map(json.dumps)
)
def test_no_answer_whatever_makes_reading_fail(answer: str) -> None:
    reasons_of(answer, TWO)
    reasons_of('{"reasons": [' + answer, TWO)
    reasons_of("{" * 3000 + answer, TWO)


def test_what_was_told_once_is_not_asked_again() -> None:
    memory = ReasonMemory()
    answer = json.dumps({"reasons": [GOOD]})
    remember_reasons(memory, answer, TWO, "ru")
    remember_reasons(memory, answer, TWO, "ru")
    assert [one.change.before for one in memory.unknown([*TWO, *TWO], "ru")] == ["сибя"]
    assert len(memory.unknown(TWO, "en")) == 2
    assert memory.get(TWO[0].change, "ru") == Reason(ChangeKind.WORD, GOOD["reason"])


def test_what_is_known_can_be_kept_and_is_known_again() -> None:
    memory = ReasonMemory()
    remember_reasons(memory, json.dumps({"reasons": [GOOD]}), TWO, "ru")
    changes = [one.change for one in (*TWO, *TWO)]
    told = memory.told(changes, "ru")
    assert told == (ToldReason(*key_of(TWO[0].change), "ru", GOOD["reason"]),)
    assert memory.told(changes, "en") == ()
    again = ReasonMemory()
    again.load(told)
    assert again.told(changes, "ru") == told


def test_a_memory_knows_what_the_one_behind_it_knows_and_tells_it_nothing() -> None:
    behind = ReasonMemory()
    memory = ReasonMemory(behind)
    behind.put(TWO[0].change, Reason(ChangeKind.WORD, "x"), "ru")
    memory.put(TWO[1].change, Reason(ChangeKind.WORD, "y"), "ru")
    assert not memory.unknown(TWO, "ru")
    assert [one.change.before for one in behind.unknown(TWO, "ru")] == [TWO[1].change.before]


def test_the_memory_is_bounded() -> None:
    memory = ReasonMemory()
    many = asked(*[(str(number), "x") for number in range(MOST_REMEMBERED + 10)])
    for one in many:
        memory.put(one.change, Reason(ChangeKind.WORD, "x"), "ru")
    assert memory.get(many[0].change, "ru") is None
    assert memory.get(many[-1].change, "ru") is not None
