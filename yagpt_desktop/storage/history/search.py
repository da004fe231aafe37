"""Looking for words in titles and messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import apsw

from yagpt_desktop.domain.search import MOST_HITS, Piece, SearchHit, SearchQuery

from .row import moment_of, when_of
from .stems import expression_of, folded

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Marks around a hit while a text is on its way out of SQLite; private characters, dropped from texts."""

_FIRST_MOMENT, _LAST_MOMENT = -(2**63), 2**63 - 1
_AROUND_WORDS: Final = 16
_AROUND_SIGNS: Final = 40
_EDGES: Final = "\"'«»„“”‘’()[]{}<>.,;:!?…*"

_MESSAGES: Final = f"""
    SELECT c.uid, m.uid, m.created_at, m.text,
        snippet(words, 0, '{_OPEN}', '{_CLOSE}', '…', {_AROUND_WORDS}), m.id, m.chat
    FROM words JOIN message AS m ON m.id = words.rowid
"""
_PLAIN_MESSAGES: Final = """
    SELECT c.uid, m.uid, m.created_at, m.text, NULL, m.id, m.chat FROM message AS m
"""
_TITLES: Final = f"""
    SELECT c.uid, '', c.updated_at, c.title, highlight(titles, 0, '{_OPEN}', '{_CLOSE}'), NULL, NULL
    FROM titles JOIN chat AS c ON c.id = titles.rowid
    WHERE titles MATCH ? AND c.title <> '' AND c.trashed_at IS NULL
        AND c.updated_at >= ? AND c.updated_at < ? ORDER BY c.updated_at DESC LIMIT {MOST_HITS}
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
    expression, literals = expression_of(query.text), literals_of(query.text)
    if not expression and not literals:
        return []
    titles = _titles(connection, query, expression) if expression else iter(())
    rows = (row for source in (titles, _messages(connection, query, expression)) for row in source)
    fitting = (row for row in rows if all(literal in folded(row[3]) for literal in literals))
    living = _living(connection, fitting)
    return [_hit(row[:5], literals) for row in islice(living, MOST_HITS)]


def _living(connection: apsw.Connection, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Pass over what was deleted with a message above it; only chats with a deleted message are looked at."""
    cut = {chat for (chat,) in connection.execute("SELECT chat FROM message WHERE removed_at IS NOT NULL")}
    for row in rows:
        *_, message, chat = row
        if chat not in cut or not connection.execute(_HIDDEN, (message,)).get:
            yield row


def literals_of(text: str) -> list[str]:
    """Return what must occur sign by sign, folded: words with inner or trailing signs that mean something."""
    words = (folded(word.strip(_EDGES) or word) for word in text.split())
    return [word for word in words if re.search(r"[\W_]", word.strip(_EDGES))] or _bare_signs(text)


def _bare_signs(text: str) -> list[str]:
    stripped = text.strip()
    return [folded(stripped)] if stripped and not re.search(r"[^\W_]", stripped) else []


def _titles(connection: apsw.Connection, query: SearchQuery, expression: str) -> Iterator[tuple[Any, ...]]:
    """A title was written by nobody and no model, but its chat was used at some time."""
    if query.role is not None or query.model:
        return iter(())
    since = moment_of(query.since) if query.since else _FIRST_MOMENT
    until = moment_of(query.until) if query.until else _LAST_MOMENT
    return connection.execute(_TITLES, (expression, since, until))


def _messages(connection: apsw.Connection, query: SearchQuery, expression: str) -> Iterator[tuple[Any, ...]]:
    wanted = ["c.trashed_at IS NULL", "m.removed_at IS NULL", "m.state <> 'streaming'"]
    values: list[object] = []
    if expression:
        wanted.insert(0, "words MATCH ?")
        values.append(expression)
    for condition, value in (
        ("m.created_at >= ?", query.since and moment_of(query.since)),
        ("m.created_at < ?", query.until and moment_of(query.until)),
        ("m.role = ?", query.role and query.role.value),
        ("instr(f.model, ?)", query.model or None),
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


def _hit(row: tuple[Any, ...], literals: Sequence[str]) -> SearchHit:
    chat, message, moment, text, marked = row
    pieces = _literal_pieces(text, literals[0]) if literals else _marked_pieces(marked)
    return SearchHit(chat, message, when_of(moment), pieces)


def _marked_pieces(marked: str) -> tuple[Piece, ...]:
    pieces = []
    for at, part in enumerate(marked.split(_OPEN)):
        hit, _, rest = part.partition(_CLOSE) if at else ("", "", part)
        pieces += [Piece(hit, hit=True)] if hit else []
        pieces += [Piece(rest)] if rest else []
    return tuple(pieces)


def _literal_pieces(text: str, literal: str) -> tuple[Piece, ...]:
    """Find it again in the text as written, unless folding has moved its places."""
    match = re.search(re.escape(literal), text.casefold().replace("ё", "е"))
    if match is None or len(text.casefold()) != len(text):
        return (Piece(text[: 2 * _AROUND_SIGNS]),)
    start, end = match.span()
    before = text[max(0, start - _AROUND_SIGNS) : start]
    pieces = (Piece(before), Piece(text[start:end], hit=True), Piece(text[end : end + _AROUND_SIGNS]))
    return tuple(piece for piece in pieces if piece.text)
