"""Looking for words in titles and messages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

import apsw

from yagpt_desktop.domain.search import MOST_HITS, Piece, SearchHit, SearchQuery
from yagpt_desktop.domain.tag import tag_key

from .marking import pieces_around, pieces_around_words
from .row import moment_of, when_of
from .stems import EDGES, Term, expression_of, folded, terms_of

_Row = tuple[Any, ...]

MOST_CHATS: Final = 200

_FIRST_MOMENT, _LAST_MOMENT = -(2**63), 2**63 - 1

# CROSS JOIN keeps the order: from the newest place backwards, and no further than was asked for.
_MESSAGES: Final = """
    SELECT c.uid, m.uid, m.created_at, m.text, m.id, m.chat
    FROM words CROSS JOIN message_here AS m ON m.id = words.rowid
"""
_PLAIN_MESSAGES: Final = """
    SELECT c.uid, m.uid, m.created_at, m.text, m.id, m.chat FROM message_here AS m
"""
_TITLES: Final = f"""
    SELECT c.uid, '', c.updated_at, c.title, NULL, NULL
    FROM titles CROSS JOIN chat_here AS c ON c.id = titles.rowid
    WHERE titles MATCH ? AND c.title <> '' AND c.trashed_at IS NULL
        AND c.updated_at >= ? AND c.updated_at < ?
        AND (?4 IS NULL OR c.id IN (SELECT value FROM json_each(?4)))
    ORDER BY c.updated_at DESC LIMIT {MOST_HITS}
"""
_IN_CHATS: Final = "c.id IN (SELECT value FROM json_each(?))"
_IN_PLACE: Final = f"""
    SELECT c.uid, c.updated_at, c.title FROM chat_here AS c
    WHERE {_IN_CHATS} AND c.title <> '' AND c.trashed_at IS NULL AND c.updated_at >= ? AND c.updated_at < ?
    ORDER BY c.updated_at DESC, c.created_at DESC, c.id DESC LIMIT {MOST_HITS}
"""
_CHATS: Final = """
    SELECT c.uid, '', 0, '', m.id, m.chat
    FROM words CROSS JOIN message_here AS m ON m.id = words.rowid JOIN chat AS c ON c.id = m.chat
    WHERE words MATCH ? AND m.removed_at IS NULL AND c.trashed_at IS NULL ORDER BY words.rowid DESC
"""

_HIDDEN: Final = """
    WITH RECURSIVE up (parent, removed_at) AS (
        SELECT parent, removed_at FROM message WHERE id = ?
        UNION ALL
        SELECT m.parent, m.removed_at FROM up JOIN message AS m ON m.id = up.parent
    )
    SELECT EXISTS (SELECT 1 FROM up WHERE removed_at IS NOT NULL)
"""


def find(connection: apsw.Connection, query: SearchQuery) -> Sequence[SearchHit]:
    """Return at most ``MOST_HITS`` places, titles first, then messages, each the newest first.

    Any text is safe.  Words are found in every form; what has signs in it (``c++``, ``foo-bar``) must occur
    as it stands, in any case.
    """
    terms, literals = terms_of(query.text), literals_of(query.text)
    if not query.text.strip():
        return _chats_in_place(connection, query)
    if not terms and not literals:
        return []
    rows = islice(_living(connection, _fitting(connection, query, terms, literals)), MOST_HITS)
    return [_hit(row, terms, literals) for row in rows]


def _chats_in_place(connection: apsw.Connection, query: SearchQuery) -> Sequence[SearchHit]:
    chosen = _chosen_chats(connection, query)
    if chosen is None or query.role is not None or query.model:
        return []
    since = moment_of(query.since) if query.since else _FIRST_MOMENT
    until = moment_of(query.until) if query.until else _LAST_MOMENT
    rows = connection.execute(_IN_PLACE, (chosen, since, until))
    return [SearchHit(uid, "", when_of(moment), (Piece(title),)) for uid, moment, title in rows]


def chats_with(connection: apsw.Connection, text: str) -> set[str]:
    """Return the ids of the chats that hold the words: of all, or where there are many, of the newest."""
    terms, literals = terms_of(text), literals_of(text)
    query = SearchQuery(text)
    if literals or not terms:
        rows = _fitting(connection, query, terms, literals)
    else:
        expression = expression_of(terms)
        rows = chain(_titles(connection, query, expression), connection.execute(_CHATS, (expression,)))
    found: set[str] = set()
    for row in _living(connection, rows):
        found.add(row[0])
        if len(found) >= MOST_CHATS:
            break
    return found


def _fitting(
    connection: apsw.Connection, query: SearchQuery, terms: Sequence[Term], literals: Sequence[str]
) -> Iterator[_Row]:
    expression = expression_of(terms)
    titles = _titles(connection, query, expression) if expression else iter(())
    rows = (row for source in (titles, _messages(connection, query, expression)) for row in source)
    if not literals:
        return rows
    return (row for row in rows if all(literal in folded(row[3]) for literal in literals))


def _living(connection: apsw.Connection, rows: Iterator[_Row]) -> Iterator[_Row]:
    """Pass over what was deleted with a message above it; only chats with a deleted message are looked at."""
    cut = {chat for (chat,) in connection.execute("SELECT chat FROM message WHERE removed_at IS NOT NULL")}
    for row in rows:
        *_, message, chat = row
        if chat not in cut or not connection.execute(_HIDDEN, (message,)).get:
            yield row


def literals_of(text: str) -> list[str]:
    """Return what must occur sign by sign, folded: words with inner or trailing signs that mean something."""
    words = (folded(word.strip(EDGES) or word) for word in text.split())
    return [word for word in words if re.search(r"[\W_]", word.strip(EDGES))] or _bare_signs(text)


def _bare_signs(text: str) -> list[str]:
    stripped = text.strip()
    return [folded(stripped)] if stripped and not re.search(r"[^\W_]", stripped) else []


def _titles(connection: apsw.Connection, query: SearchQuery, expression: str) -> Iterator[_Row]:
    """A title was written by nobody and no model, but its chat was used at some time."""
    if query.role is not None or query.model:
        return iter(())
    since = moment_of(query.since) if query.since else _FIRST_MOMENT
    until = moment_of(query.until) if query.until else _LAST_MOMENT
    return connection.execute(_TITLES, (expression, since, until, _chosen_chats(connection, query)))


def _chosen_chats(connection: apsw.Connection, query: SearchQuery) -> str | None:
    """Return the row numbers of the chats with the folder and the tag as JSON; None where any chat will do.

    SQLite knows no case but that of Latin letters, so tags are compared here; few chats have any.
    """
    if not query.folder_id and not query.tag:
        return None
    rows = connection.execute(
        "SELECT id, tags FROM chat WHERE (?1 = '' OR folder_uid = ?1) AND (?2 = '' OR tags <> '')",
        (query.folder_id, query.tag),
    )
    wanted = tag_key(query.tag)
    return json.dumps(
        [row for row, tags in rows if not query.tag or wanted in map(tag_key, tags.split("\n"))]
    )


def _messages(connection: apsw.Connection, query: SearchQuery, expression: str) -> Iterator[_Row]:
    # A text that still grows is not in the index; its state stands behind the text, which is long to read.
    wanted = ["words MATCH ?" if expression else "m.state <> 'streaming'"]
    wanted += ["c.trashed_at IS NULL", "m.removed_at IS NULL"]
    values: list[object] = [expression] if expression else []
    for condition, value in (
        ("m.created_at >= ?", query.since and moment_of(query.since)),
        ("m.created_at < ?", query.until and moment_of(query.until)),
        ("m.role = ?", query.role and query.role.value),
        ("instr(f.model, ?)", query.model or None),
        (_IN_CHATS, _chosen_chats(connection, query)),
    ):
        if value is not None:
            wanted.append(condition)
            values.append(value)
    facts = " JOIN facts AS f ON f.message = m.id" if query.model else ""
    source = _MESSAGES if expression else _PLAIN_MESSAGES
    order = "words.rowid" if expression else "m.id"
    statement = (
        f"{source} JOIN chat AS c ON c.id = m.chat{facts} WHERE {' AND '.join(wanted)} ORDER BY {order} DESC"
    )
    return connection.execute(statement, values)


def _hit(row: _Row, terms: Sequence[Term], literals: Sequence[str]) -> SearchHit:
    chat, message, moment, text, *_ = row
    pieces = pieces_around(text, literals[0]) if literals else pieces_around_words(text, terms)
    return SearchHit(chat, message, when_of(moment), pieces)
