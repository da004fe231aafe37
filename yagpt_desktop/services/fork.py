"""A new chat out of the beginning of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yagpt_desktop.domain.chat import Chat, ChatMessage, MessageState

from .conversation import new_id, now


def forked(
    chat: Chat, path: Sequence[ChatMessage], message_id: str, title: str
) -> tuple[Chat, tuple[ChatMessage, ...]] | None:
    """Return a chat with copies of the messages up to one of them; None where it is not on the path.

    An answer that is still on its way is copied as far as it got, as one that was interrupted.
    """
    places = {message.id: place for place, message in enumerate(path)}
    if message_id not in places:
        return None
    copies: list[ChatMessage] = []
    for message in path[: places[message_id] + 1]:
        parent = copies[-1].id if copies else None
        state = MessageState.INTERRUPTED if message.state is MessageState.STREAMING else message.state
        copies.append(replace(message, id=new_id(), parent_id=parent, version=1, versions=1, state=state))
    moment = now()
    head = replace(
        chat,
        id=new_id(),
        title=title,
        created_at=moment,
        updated_at=moment,
        draft="",
        draft_of="",
        draft_aside="",
        pinned=False,
        archived=False,
        unread=False,
    )
    return head, tuple(copies)
