"""An answer that broke off goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Role, Usage
from yagpt_desktop.domain.settings import BeyondMemory, Settings
from yagpt_desktop.services.conversation import ended, grown, pending_answer, priced, question
from yagpt_desktop.services.resumption import (
    can_resume,
    joined,
    resumption_of,
    settings_to_resume,
    stem_of,
)

MODEL = "yandexgpt-5.1"
CODE = "Вот:\n\n```python\ndef f():\n    return 1 +"


def broken(text="Ошибки исп", state=MessageState.INTERRUPTED, usage=None):
    update = CompletionUpdate(text, CompletionStatus.PARTIAL, usage or Usage(26, 11, 37), "v", "made-up-id")
    message = ended(grown(pending_answer("q", MODEL), update), state, 1.5, "E-CUT")
    return priced(message, deferred=False)


@pytest.mark.parametrize(
    ("state", "text", "status", "can"),
    [
        (MessageState.INTERRUPTED, "Ошиб", CompletionStatus.PARTIAL, True),
        (MessageState.STOPPED, "Ошиб", CompletionStatus.PARTIAL, True),
        (MessageState.COMPLETE, "Ошиб", CompletionStatus.TRUNCATED, True),
        (MessageState.COMPLETE, "Ошиб", CompletionStatus.FINAL, False),
        (MessageState.STREAMING, "Ошиб", CompletionStatus.PARTIAL, False),
        (MessageState.INTERRUPTED, " \n", CompletionStatus.PARTIAL, False),
        (MessageState.FAILED, "", CompletionStatus.UNSPECIFIED, False),
    ],
)
def test_only_what_ended_before_its_end_goes_on(state, text, status, can):
    message = broken(text, state)
    assert can_resume(replace(message, facts=replace(message.facts, status=status))) is can
    assert not can_resume(question("вопрос"))


@pytest.mark.parametrize(
    ("before", "rest", "whole"),
    [
        ("Ошибки исп", "исправят себя.", "Ошибки исправят себя."),
        ("Ошибки исп", " исправят себя.", "Ошибки исправят себя."),
        ("Ошибки сами. ", "Себя нет.", "Ошибки сами. Себя нет."),
        ("Ошибки сами.", "Себя нет.", "Ошибки сами. Себя нет."),
        ("Ошибки сами.", "\n\nДальше.", "Ошибки сами.\n\nДальше."),
        ("Первое.\n\n", "\n\nВторое.", "Первое.\n\nВторое."),
        (
            "Вот итог: ошибки сами себя не исп",
            "ошибки сами себя не исправят.",
            "Вот итог: ошибки сами себя не исправят.",
        ),
        ("Слово", "ещё", "Словоещё"),
        (CODE, "    return 1 + 2\n```\n", "Вот:\n\n```python\ndef f():\n    return 1 + 2\n```\n"),
        (CODE, "```python\n    return 1 + 2\n```", "Вот:\n\n```python\ndef f():\n    return 1 + 2\n```"),
        (CODE, "\n    return 1 + 2\n```", "Вот:\n\n```python\ndef f():\n    return 1 + 2\n```"),
    ],
)
def test_the_rest_is_joined_without_a_seam(before, rest, whole):
    assert joined(before, rest) == whole


@given(st.text(), st.text())
def test_nothing_that_was_there_is_lost_but_half_a_word_or_a_line_of_code(before, rest):
    assert before.startswith(stem_of(before))
    assert joined(before, rest).startswith(stem_of(before))
    assert joined(before, "") == before


@given(st.lists(st.sampled_from(["слово", " ", "\n", "точка.", "```", "ещё "])).map("".join))
def test_while_the_rest_only_repeats_what_was_there_it_does_not_shrink(text):
    stem = stem_of(text)
    assert len(joined(text, text[len(stem) :])) >= len(stem)


def test_the_model_is_told_the_question_its_text_and_that_it_should_go_on():
    asked = question("Ашипки?")
    path = resumption_of(broken(), is_followed=False).path([asked])
    assert [(message.role, message.text) for message in path[:2]] == [
        (Role.USER, "Ашипки?"),
        (Role.ASSISTANT, "Ошибки "),
    ]
    assert path[2].role is Role.USER
    assert "оборвался" in path[2].text
    english = resumption_of(broken("Mistakes do not "), is_followed=False).path([asked])
    assert "broke off" in english[2].text


def test_tokens_price_and_time_of_both_parts_are_added():
    before = broken()
    resumed = resumption_of(before, is_followed=False)
    update = CompletionUpdate(
        "исправят.", CompletionStatus.FINAL, Usage(60, 20, 80), "v", "another-made-up-id"
    )
    message = ended(resumed.grown(resumed.place, update), MessageState.COMPLETE, 2.0)
    whole = resumed.ended(message, deferred=False)
    assert (whole.id, whole.text, whole.state) == (before.id, "Ошибки исправят.", MessageState.COMPLETE)
    assert whole.facts.usage == Usage(86, 31, 117)
    assert (whole.facts.elapsed_s, whole.facts.error_code) == (3.5, "")
    alone = priced(grown(pending_answer("q", MODEL), update), deferred=False)
    assert whole.facts.cost_roubles == pytest.approx(before.facts.cost_roubles + alone.facts.cost_roubles)


def test_what_was_never_priced_is_priced_with_the_rest():
    """After a crash the beginning has its tokens but no price."""
    before = broken()
    crashed = replace(before, facts=replace(before.facts, cost_roubles=None))
    resumed = resumption_of(crashed, is_followed=False)
    whole = resumed.ended(ended(resumed.place, MessageState.INTERRUPTED, 1.0), deferred=False)
    assert whole.facts.cost_roubles == pytest.approx(before.facts.cost_roubles)


def test_of_what_something_follows_another_version_goes_on_with_its_own_facts():
    before = replace(broken(), version=1, versions=2)
    fresh = resumption_of(before, is_followed=True).place
    assert fresh.id != before.id
    assert (fresh.parent_id, fresh.text, fresh.version, fresh.versions) == ("q", before.text, 3, 3)
    assert (fresh.facts.usage, fresh.facts.cost_roubles) == (Usage(), None)


def test_a_refusal_stands_behind_what_was_there():
    resumed = resumption_of(broken(), is_followed=False)
    refusal = CompletionUpdate("Я не могу обсуждать эту тему.", CompletionStatus.CONTENT_FILTER)
    grew = resumed.grown(resumed.place, refusal)
    assert grew.text == "Ошибки исп\n\nЯ не могу обсуждать эту тему."


def test_nothing_is_summed_up_for_a_rest():
    asked = settings_to_resume(Settings(beyond_memory=BeyondMemory.SUMMARISE))
    assert asked.beyond_memory is BeyondMemory.DROP_OLDEST
