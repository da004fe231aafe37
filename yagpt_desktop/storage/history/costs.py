"""What chats have cost, out of the rows."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import apsw

from yagpt_desktop.domain.history import Spending

from .row import moment_of

_COSTS: Final = """
    SELECT sum(roubles) FROM (
        SELECT m.chat AS chat, m.created_at AS paid_at, f.cost_roubles AS roubles
            FROM message_here AS m JOIN facts AS f ON f.message = m.id
        UNION ALL SELECT chat, paid_at, roubles FROM expense
    )
"""
_CHAT_COST: Final = f"{_COSTS} WHERE chat = (SELECT id FROM chat_here WHERE uid = ?)"
_COST_SINCE: Final = f"{_COSTS} WHERE paid_at >= ?"


def spending_of(connection: apsw.Connection, chat_id: str, since: datetime) -> Spending:
    """Return what a chat has cost, and all chats since a moment; an unknown chat has cost nothing."""
    costs = [
        connection.execute(statement, (value,)).get
        for statement, value in ((_CHAT_COST, chat_id), (_COST_SINCE, moment_of(since)))
    ]
    return Spending(*(float(cost or 0) for cost in costs))


def add_expense(connection: apsw.Connection, chat: int, paid_at: datetime, roubles: float) -> None:
    """Count a price to a chat, inside a transaction of the caller's."""
    statement = "INSERT INTO expense (chat, paid_at, roubles) VALUES (?, ?, ?)"
    connection.execute(statement, (chat, moment_of(paid_at), roubles))
