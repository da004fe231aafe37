"""Chats to take out and bring in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import strategies as st

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import CompletionOptions, CompletionStatus, ReasoningMode, Role, Usage
from yagpt_desktop.domain.folder import ChatOptions, Folder, folder_name
from yagpt_desktop.domain.tag import tags_of
from yagpt_desktop.services.exchange.captions import Captions

DATA = Path(__file__).parents[2] / "data" / "exchange"
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)

ANSWER = """# Заголовок

Вот **жирный** и `код <b>`, [ссылка](https://example.org/?a=1&b=2), ![снимок](https://evil.example/x.png)
и <img src=x onerror=alert(1)>, а ещё <https://example.org/ok>.

1. раз
2. два
   - внутри `![не снимок](x)`

```python
def привет():
    return "<script>" + '![x](y)'
```

| Имя | Цена |
|---|---:|
| Ёжик | 12,5 ₽ |
| =1+1 | ![а](https://evil.example/y.png) |
"""


@pytest.fixture
def data() -> Path:
    """Files of other programs."""
    return DATA


@pytest.fixture
def captions() -> Captions:
    """Words and times that a test can look for."""
    return Captions(
        "ru",
        "Без названия",
        "Вы",
        "Ответ",
        "Указание",
        "Роль",
        {MessageState.STOPPED: "остановлено"},
        lambda when: f"{when:%d.%m.%Y %H:%M}",
    )


@pytest.fixture
def make_chat() -> Callable[..., ExportedChat]:
    """Makes a chat of one question with an answer."""

    def make(
        answer: str = ANSWER, *, question: str = "Как <испечь>?\n  пирог", **values: str
    ) -> ExportedChat:
        chat = Chat("c", values.get("title", "Пирог: <b>&#"), NOON, NOON, role_text=values.get("role", ""))
        facts = AnswerFacts(model=values.get("model", "yandexgpt-5.1"), status=CompletionStatus.FINAL)
        said = (
            ChatMessage("q", None, Role.USER, question, NOON),
            ChatMessage("a", "q", Role.ASSISTANT, answer, NOON, MessageState.STOPPED, facts),
        )
        return ExportedChat(chat, said, frozenset({"q", "a"}))

    return make


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "",
        "👩‍👩‍👧 эмодзи",
        "שלום עולם",
        "две\r\nстроки\r",
        "нуль\0внутри",
        "\u2028\u202eпоперёк",
        "```\n\n```",
        '{}[]"\\,',
    ]
)
_ids = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=64)
_moments = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
_counts = st.integers(0, 2**53)
_floats = st.floats(allow_nan=False, allow_infinity=False)
_facts = st.builds(
    AnswerFacts,
    model=_texts,
    model_version=_texts,
    status=st.sampled_from(CompletionStatus),
    usage=st.builds(Usage, _counts, _counts, _counts, _counts),
    elapsed_s=_floats,
    request_id=_texts,
    error_code=_texts,
    role_text=_texts,
    options=st.builds(
        CompletionOptions,
        st.booleans(),
        st.none() | _floats,
        st.none() | _counts,
        st.none() | st.sampled_from(ReasoningMode),
    ),
    cost_roubles=st.none() | _floats,
)
_ENDED = [state for state in MessageState if state is not MessageState.STREAMING]


_names = _texts.map(folder_name)
_options = st.builds(
    ChatOptions,
    st.none() | _texts,
    st.none() | st.floats(0, 1),
    st.none() | st.integers(1, 32_000),
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(ReasoningMode),
)
_folders = st.builds(Folder, _ids, _names, st.integers(-9, 9), _texts, _options, st.booleans())


@st.composite
def _trees(draw: st.DrawFn) -> ExportedChat:
    summary = draw(st.just(("", "")) | st.tuples(_texts.filter(bool), _ids))
    folder = draw(st.none() | _folders)
    chat_id = draw(_ids)
    if folder is not None:
        # One folder has but one form in a file.
        folder = replace(folder, id=chat_id)
    made = Chat(
        chat_id,
        draw(_texts),
        draw(_moments),
        draw(_moments),
        draw(_texts),
        draw(_texts),
        pinned=draw(st.booleans()),
        archived=draw(st.booleans()),
        summary=summary[0],
        summary_until=summary[1],
        folder_id=chat_id if folder is not None else "",
        tags=tags_of(draw(st.lists(_texts, max_size=4))),
    )
    names = draw(st.lists(_ids, unique=True, max_size=8))
    parents: list[str | None] = [draw(st.sampled_from([None, *names[:at]])) for at in range(len(names))]
    messages, seen = [], {}
    for name, parent in zip(names, parents, strict=True):
        seen[parent] = seen.get(parent, 0) + 1
        messages.append(
            ChatMessage(
                name,
                parent,
                draw(st.sampled_from(Role)),
                draw(_texts),
                draw(_moments),
                draw(st.sampled_from(_ENDED)),
                draw(st.none() | _facts),
                seen[parent],
                parents.count(parent),
            )
        )
    active = {
        draw(st.sampled_from([m.id for m in messages if m.parent_id == parent])) for parent in set(parents)
    }
    return ExportedChat(made, tuple(messages), frozenset(active), folder)


@pytest.fixture
def archives_of_chats() -> st.SearchStrategy[list[ExportedChat]]:
    """Any chats with trees, versions, emoji, right-to-left text, CRLF and NUL."""
    return st.lists(_trees(), max_size=4, unique_by=lambda one: one.chat.id)
