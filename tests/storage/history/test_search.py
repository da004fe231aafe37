"""What is found: against a plain search word by word, and with any text that can be typed."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.storage.history.chats import SqliteChatStore
from yagpt_desktop.storage.history.database import open_database
from yagpt_desktop.storage.history.marking import pieces_around_words
from yagpt_desktop.storage.history.stems import stem, terms_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STRINGS = 10_000 if os.environ.get("YAGPT_LONG_ROUNDS") else 1000
"""``YAGPT_LONG_ROUNDS=1`` makes it the long form."""

WORDS = [
    *(
        "договор",
        "договора",
        "Договорами",
        "ДОГОВОР",
        "договорённость",
        "ёлка",
        "елки",
        "Ёлкой",
        "йод",
        "иод",
    ),
    *(
        "c",
        "C++",
        "c++,",
        "foo-bar",
        "foo",
        "bar",
        "foo_bar",
        "node.js",
        "running",
        "run",
        "happy",
        "happily",
    ),
    *("он", "сказал:", "«да»", "a", "AND", "OR", "NOT", "NEAR(", '"', "''", "*", "к", "5", "2026", "3.14"),
    *("й", "й", "привет", "ПРИВЕТ!", "👍🏽", "naïve", "straße", "STRASSE", "x" * 90),
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


class Shelf:
    """One chat with messages that follow each other."""

    def __init__(self, file: Path, messages: list[str]) -> None:
        self.database = open_database(file)
        self.store = SqliteChatStore(self.database, lambda: NOW)
        self.store.save_chat(Chat("c", "", NOW, NOW))
        parent = None
        for number, text in enumerate(messages):
            moment = NOW + timedelta(seconds=number)
            self.store.add_message("c", ChatMessage(f"m{number}", parent, Role.USER, text, moment))
            parent = f"m{number}"

    def find(self, query: str) -> list[str]:
        return [hit.message_id for hit in self.store.find(SearchQuery(query))]


@pytest.fixture
def shelf(tmp_path):
    made = []

    def fill(messages: list[str]) -> Shelf:
        made.append(Shelf(tmp_path / f"{len(made)}.db", messages))
        return made[-1]

    yield fill
    for one in made:
        one.database.close()


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е")


def plain_words(text: str) -> list[str]:
    return re.findall(r"[^\W_](?:\w|[\u0300-\u036f])*", text)


def expected(query: str, text: str) -> bool:
    """The rule as a person says it: each word in any form or as a beginning, each sign as it stands."""
    edges = "\"'«»„“”‘’()[]{}<>.,;:!?…*"
    stems = {stem(word) for word in plain_words(text)}
    parts = [part.strip(edges) or part for part in query.split()]
    signs = [plain(part) for part in parts if re.search(r"[\W_]", part.strip(edges))]
    words = [(word, part) for part in parts for word in plain_words(part)]
    if not words and not signs:
        signs = [plain(query.strip())]
    if not all(sign in plain(text) for sign in signs):
        return False
    for word, part in words:
        is_last = part.endswith(word)
        begins = is_last and any(one.startswith(plain(word)[:64]) for one in stems)
        if stem(word) not in stems and not begins:
            return False
    return True


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(messages=st.lists(texts, min_size=1, max_size=12), query=texts)
@example(messages=["у меня c++ и c", "c"], query="c++")
@example(messages=["foo-bar", "foo bar", "xfoo-bar"], query="foo-b")
@example(messages=["договорами"], query="договоре")
@example(messages=["ёлка"], query="елк")
def test_search_finds_exactly_what_a_plain_search_finds(shelf, messages, query):
    here = shelf(messages)
    wanted = [f"m{at}" for at, text in enumerate(messages) if expected(query, text)]
    assert here.find(query) == wanted[::-1]
    assert [chat.id for chat in here.store.search(query)] == (["c"] if wanted else [])


@pytest.mark.parametrize("kind", ["any", "near"])
def test_no_text_is_too_strange_to_be_looked_for(shelf, kind):
    here = shelf([*WORDS, " ".join(WORDS), "обычный текст с договором"])
    near = st.text(alphabet=st.sampled_from(list("aбё\"'*+-:^(){}|&~ \t\n\0AND OR NOT NEAR,.;\u0301\u200d")))
    strings = near if kind == "near" else st.text(max_size=80)

    @settings(max_examples=STRINGS // 2, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strings)
    def look(query: str) -> None:
        for hit in here.store.find(SearchQuery(query)):
            assert "".join(piece.text for piece in hit.pieces)
        here.store.search(query)

    look()


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400) | texts.map(lambda text: text * 20), query=texts)
def test_what_is_shown_is_cut_from_the_text_as_it_was_written(text, query):
    pieces = pieces_around_words(text, terms_of(query))
    shown = "".join(piece.text for piece in pieces)
    assert shown.strip("…") in text or not terms_of(query)
    for piece in pieces:
        if piece.hit:
            assert any(term.finds(stem(piece.text)) for term in terms_of(query))


def test_the_word_is_marked_wherever_it_stands(shelf):
    here = shelf(["начало " * 200 + "Ёлками украсили зал" + " конец" * 200])
    (hit,) = here.store.find(SearchQuery("елка"))
    assert [piece.text for piece in hit.pieces if piece.hit] == ["Ёлками"]
    assert hit.pieces[0].text.startswith("…")
    assert len("".join(piece.text for piece in hit.pieces)) < 250


def test_a_common_word_names_the_newest_chats_and_is_not_kept_for_long(shelf):
    here = shelf(["договор"])
    for number in range(260):
        moment = NOW + timedelta(minutes=number + 1)
        here.store.save_chat(Chat(f"n{number}", "", moment, moment))
        here.store.add_message(f"n{number}", ChatMessage("m", None, Role.USER, "о договорах", moment))
    found = here.store.search("договор")
    assert len(found) == 200
    assert found[0].id == "n259"
