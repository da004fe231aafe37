"""What is summed up of a chat, in how many requests, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import (
    CompletionStatus,
    CompletionUpdate,
    Role,
    Summarised,
    Summarising,
    Usage,
)
from yagpt_desktop.domain.errors import ServiceFault
from yagpt_desktop.domain.settings import BeyondMemory, Settings
from yagpt_desktop.services.context import Summary, limit_tokens, plan_context
from yagpt_desktop.services.summary import (
    is_usable,
    plan_summary,
    question_work,
    summing_up,
    whole_summary,
)
from yagpt_desktop.services.token_count import estimate_request_tokens

START = datetime(2026, 11, 23, tzinfo=UTC)
SETTINGS = Settings(model="yandexgpt-5.1")
ROLES = (Role.USER, Role.ASSISTANT)


def talk(*texts: str) -> list[ChatMessage]:
    return [
        ChatMessage(f"m{at}", f"m{at - 1}" if at else None, ROLES[at % 2], text, START)
        for at, text in enumerate(texts)
    ]


def long_talk(count: int = 9, signs: int = 20_000) -> list[ChatMessage]:
    return talk(*(f"{at}" + "ш" * signs for at in range(count)))


class Model:
    """Answers every request and remembers it."""

    def __init__(self, *answers: str, status: CompletionStatus = CompletionStatus.FINAL) -> None:
        self.answers = list(answers)
        self.status = status
        self.requests = []

    def __call__(self, request, settings):
        self.requests.append(request)
        text = self.answers.pop(0) if self.answers else f"память {len(self.requests)}"

        def work(_cancel):
            yield CompletionUpdate(text[:3])
            yield CompletionUpdate(text, self.status, Usage(100, 10, 110))

        return work


def test_a_chat_that_fits_needs_no_summary():
    assert plan_summary(SETTINGS, "", talk("раз", "два"), "три") is None


def test_after_summing_up_nothing_is_left_out_and_there_is_room_again():
    path = long_talk()
    assert plan_context(SETTINGS, "", path).left_out > 0
    task = plan_summary(SETTINGS, "", path)
    plan = plan_context(SETTINGS, "", path, summary=Summary("Коротко.", task.until))
    assert (plan.left_out, plan.fits) == (0, True)
    assert plan.summarised == len(task.messages) == plan.first
    assert plan.tokens < limit_tokens(SETTINGS) * 0.6
    assert "Коротко." in plan.request.messages[0].text
    assert plan.request.messages[0].role is Role.SYSTEM


def test_the_summary_stands_behind_the_role_and_says_what_it_is():
    path = long_talk()
    plan = plan_context(SETTINGS, "Ты — редактор.", path, summary=Summary("Шла речь о ёлках.", "m3"))
    role = plan.request.messages[0].text
    assert role.startswith("Ты — редактор.\n\nКраткий пересказ")
    assert role.endswith("Шла речь о ёлках.")
    assert [message.role for message in plan.request.messages].count(Role.SYSTEM) == 1


def test_a_summary_is_not_told_where_all_is_told_or_of_another_branch():
    short = talk("раз", "два", "три")
    assert (
        plan_context(SETTINGS, "", short, summary=Summary("память", "m1")).request.messages[0].text == "раз"
    )
    path = long_talk()
    plan = plan_context(SETTINGS, "", path, summary=Summary("память", "elsewhere"))
    assert plan.summarised == 0
    assert plan.left_out > 0


def test_the_next_summary_goes_on_from_the_last():
    path = long_talk(signs=19_000)
    task = plan_summary(SETTINGS, "", path, summary=Summary("память", "m1"))
    assert task.before == "память"
    assert task.messages[0].id == "m2"
    model = Model("новая память")
    [*_, last] = summing_up(task, model)(CancelToken())
    assert "<summary>\nпамять\n</summary>" in model.requests[0].messages[1].text
    assert last.text == "новая память"


def test_what_is_too_long_for_one_request_is_told_piece_by_piece_and_all_of_it_is_paid_for():
    task = whole_summary(SETTINGS, long_talk(20))
    model = Model()
    [last] = summing_up(task, model)(CancelToken())
    count = len(model.requests)
    assert count > 2
    assert last == CompletionUpdate(
        f"память {count}", CompletionStatus.FINAL, Usage(100 * count, 10 * count, 110 * count)
    )
    assert all(estimate_request_tokens(one) <= limit_tokens(SETTINGS) for one in model.requests)
    assert "память 1" in model.requests[1].messages[1].text


@given(st.lists(st.integers(1, 200_000), min_size=1, max_size=6))
def test_every_sign_reaches_the_model_once(sizes):
    task = whole_summary(SETTINGS, talk(*("ш" * size for size in sizes)))
    model = Model()
    list(summing_up(task, model)(CancelToken()))
    told = [one.messages[1].text.partition("<conversation>")[2] for one in model.requests]
    assert sum(text.count("ш") for text in told) == sum(sizes)
    assert all(estimate_request_tokens(one) <= limit_tokens(SETTINGS) for one in model.requests)


@pytest.mark.parametrize(
    ("text", "sign"), [("Как посадить ёлку?", "Ты ведёшь"), ("How to plant?", "You keep")]
)
def test_the_model_is_asked_in_the_language_of_the_talk_and_told_not_to_obey_it(text, sign):
    model = Model()
    list(summing_up(whole_summary(SETTINGS, talk(text, text)), model)(CancelToken()))
    system, told = model.requests[0].messages
    assert system.text.startswith(sign)
    assert text not in system.text
    assert f'<message from="user">\n{text}\n</message>' in told.text


def test_a_refusal_ends_it_and_is_no_summary():
    task = whole_summary(SETTINGS, long_talk(20))
    model = Model("Я не могу обсуждать эту тему.")
    [last] = summing_up(task, model)(CancelToken())
    assert len(model.requests) == 1
    assert not is_usable(last)


def test_a_stream_that_breaks_off_is_no_summary():
    model = Model("пам", status=CompletionStatus.PARTIAL)
    with pytest.raises(ServiceFault):
        list(summing_up(whole_summary(SETTINGS, talk("раз")), model)(CancelToken()))


def test_the_price_is_known_before():
    cost = whole_summary(SETTINGS, long_talk(9)).cost_roubles
    # 45,000 tokens to be read, 3,000 at most to be written in two requests, at 0.80 for a thousand.
    assert 36 < cost < 42
    assert whole_summary(replace(SETTINGS, model="unknown"), talk("раз")).cost_roubles is None


def test_a_question_is_answered_after_the_summary_where_that_is_wished():
    settings = replace(SETTINGS, beyond_memory=BeyondMemory.SUMMARISE)
    chat, path = Chat("c", "", START, START), long_talk(signs=15_000)
    model = Model("память", "ответ")
    begun, kept, *_, answer = question_work(settings, chat, path, model)(CancelToken())
    assert begun == Summarising()
    assert (kept.text, kept.usage) == ("память", Usage(100, 10, 110))
    assert answer.text == "ответ"
    assert "память" in model.requests[-1].messages[0].text
    assert model.requests[-1].messages[-1].text == path[-1].text
    kept_chat = replace(chat, summary=kept.text, summary_until=kept.until)
    again = Model("ответ")
    assert list(question_work(settings, kept_chat, path, again)(CancelToken()))[-1].text == "ответ"
    assert len(again.requests) == 1


def test_a_refused_summary_leaves_the_question_to_be_answered_without():
    settings = replace(SETTINGS, beyond_memory=BeyondMemory.SUMMARISE)
    model = Model("", "ответ")
    events = list(question_work(settings, Chat("c", "", START, START), long_talk(), model)(CancelToken()))
    assert events[1] == Summarised("", "", Usage(100, 10, 110))
    assert events[-1].text == "ответ"


def test_nothing_is_summed_up_unasked():
    model = Model("ответ")
    events = list(question_work(SETTINGS, Chat("c", "", START, START), long_talk(), model)(CancelToken()))
    assert [type(event) for event in events] == [CompletionUpdate, CompletionUpdate]
