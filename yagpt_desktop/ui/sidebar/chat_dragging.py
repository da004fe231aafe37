"""Chats on their way into a folder under the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from .chat_list_rows import Group, Row

_FORM = "application/x-yagpt-chats"
"""Understood by this window alone: ids say nothing elsewhere."""


def data_of(chat_ids: Sequence[str]) -> QMimeData:
    """Return what is dragged."""
    data = QMimeData()
    data.setData(_FORM, QByteArray("\n".join(chat_ids).encode()))
    return data


def ids_in(data: QMimeData) -> list[str]:
    """Return the chats (ids) that are dragged; none where it is something else."""
    if not data.hasFormat(_FORM):
        return []
    return bytes(data.data(_FORM).data()).decode("utf-8", "replace").split("\n")


def folder_under(row: Row | None) -> str | None:
    """Return the folder (id) that a drop on a row means, "" for none; None where nothing can be dropped."""
    if row is not None and row.folder is not None and row.group is Group.FOLDER:
        return row.folder.id
    is_elsewhere = row is not None and row.group in {Group.TEMPORARY, Group.PINNED}
    return None if is_elsewhere else ""
