"""A new chat out of the beginning of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.fork import forked

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHAT = Chat(
    "c", "Письма", START, START, role_text="Кратко.", draft="ещё", pinned=True, archived=True, unread=True
)
PATH = (
    ChatMessage("q", None, Role.USER, "вопрос", START),
    ChatMessage(
        "a", "q", Role.ASSISTANT, "ответ", START, facts=AnswerFacts(model="m"), version=2, versions=3
    ),
    ChatMessage("r", "a", Role.USER, "ещё вопрос", START),
    ChatMessage("b", "r", Role.ASSISTANT, "полови", START, MessageState.STREAMING),
)


def test_what_comes_up_to_the_message_is_copied_and_nothing_else():
    made = forked(CHAT, PATH, "a", "Письма (ветка)")
    assert made is not None
    chat, messages = made
    assert (chat.title, chat.role_text, chat.draft) == ("Письма (ветка)", "Кратко.", "")
    assert not (chat.pinned or chat.archived or chat.unread)
    assert chat.id != CHAT.id
    assert [(one.role, one.text, one.facts, one.version, one.versions) for one in messages] == [
        (Role.USER, "вопрос", None, 1, 1),
        (Role.ASSISTANT, "ответ", AnswerFacts(model="m"), 1, 1),
    ]
    assert [one.parent_id for one in messages] == [None, messages[0].id]
    assert not {one.id for one in messages} & {one.id for one in PATH}


def test_an_answer_on_its_way_is_copied_as_far_as_it_got():
    made = forked(CHAT, PATH, "b", "т")
    assert made is not None
    assert made[1][-1].state is MessageState.INTERRUPTED


def test_a_message_that_is_not_in_view_makes_no_chat():
    assert forked(CHAT, PATH, "made-up", "т") is None


def test_a_branch_stays_in_the_folder_with_the_tags():
    made = forked(replace(CHAT, folder_id="f", tags=("дом",)), PATH, "a", "т")
    assert made is not None
    assert (made[0].folder_id, made[0].tags) == ("f", ("дом",))
