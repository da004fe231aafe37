"""Looking for words in chats that are in memory: word by word, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.search import Piece, SearchHit, SearchQuery
from yagpt_desktop.domain.tag import tag_key

from .search_text import folded


def is_in_place(query: SearchQuery, chat: Chat) -> bool:
    """Whether a chat has the folder and the tag that are asked for."""
    if query.folder_id and chat.folder_id != query.folder_id:
        return False
    return not query.tag or tag_key(query.tag) in map(tag_key, chat.tags)


def title_hit(query: SearchQuery, chat: Chat) -> SearchHit | None:
    """Return the hit in a chat's title, if there is one; a title has no role and no model."""
    if query.role is not None or query.model or not _is_in_time(query, chat.updated_at):
        return None
    if not query.text.strip():
        return SearchHit(chat.id, "", chat.updated_at, (Piece(chat.title),)) if chat.title else None
    return _hit(query, chat.id, "", chat.updated_at, chat.title)


def message_hit(query: SearchQuery, chat_id: str, message: ChatMessage) -> SearchHit | None:
    """Return the hit in a message, if there is one."""
    if not _is_in_time(query, message.created_at) or not _fits(query.role, message.role):
        return None
    if query.model and (message.facts is None or query.model not in message.facts.model):
        return None
    return _hit(query, chat_id, message.id, message.created_at, message.text)


def _is_in_time(query: SearchQuery, moment: datetime) -> bool:
    return (query.since is None or moment >= query.since) and (query.until is None or moment < query.until)


def _fits(wanted: Role | None, role: Role) -> bool:
    return wanted is None or wanted is role


def _hit(query: SearchQuery, chat_id: str, message_id: str, moment: datetime, text: str) -> SearchHit | None:
    words = folded(query.text).split()
    plain = folded(text)
    if not all(word in plain for word in words):
        return None
    return SearchHit(chat_id, message_id, moment, tuple(_pieces(text, words)))


def _pieces(text: str, words: list[str]) -> Iterator[Piece]:
    """Cut a text at the words; where folding moves places, nothing is marked."""
    if len(folded(text)) != len(text):
        yield Piece(text)
        return
    done = 0
    for match in re.finditer("|".join(map(re.escape, words)), folded(text)):
        if match.start() > done:
            yield Piece(text[done : match.start()])
        yield Piece(text[match.start() : match.end()], hit=True)
        done = match.end()
    if done < len(text):
        yield Piece(text[done:])
