"""The context menu of the conversation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

from .foot import Action
from .pointing import Pointing
from .stage import Stage

_OPEN_LINK = QT_TRANSLATE_NOOP("TranscriptMenu", "Open link")
_COPY_LINK_ADDRESS = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy link address")
_COPY = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy")
_QUOTE = QT_TRANSLATE_NOOP("TranscriptMenu", "Quote")
_SELECT_ALL = QT_TRANSLATE_NOOP("TranscriptMenu", "Select all")
_COPY_MESSAGE = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy message")
_ASK_AGAIN = QT_TRANSLATE_NOOP("TranscriptMenu", "Ask again")
_EDIT = QT_TRANSLATE_NOOP("TranscriptMenu", "Edit")
_PREVIOUS_VERSION = QT_TRANSLATE_NOOP("TranscriptMenu", "Previous version")
_NEXT_VERSION = QT_TRANSLATE_NOOP("TranscriptMenu", "Next version")


def menu_for(view: Stage, pointing: Pointing, event: QContextMenuEvent) -> QMenu:
    """Return the menu for a place of the view; it deletes itself when it closes."""
    menu = QMenu(view.viewport())
    menu.aboutToHide.connect(menu.deleteLater)
    at = QPointF(event.pos())
    href = pointing.target_at(at).href
    if href:
        menu.addAction(_text(_OPEN_LINK)).triggered.connect(partial(view.activate_link, href))
        menu.addAction(_text(_COPY_LINK_ADDRESS)).triggered.connect(partial(view.copier.text, href))
        menu.addSeparator()
    copy = menu.addAction(_text(_COPY))
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.setEnabled(not view.selection.is_empty)
    copy.triggered.connect(view.copier.selection)
    quote = menu.addAction(_text(_QUOTE))
    quote.setEnabled(not view.selection.is_empty)
    quote.triggered.connect(view.quote_selection)
    is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
    marked = view.scene.marked if is_key else None
    row = marked if marked is not None else pointing.row_at(at)
    if row is not None:
        _add_message_actions(menu, view, row)
    menu.addSeparator()
    whole = menu.addAction(_text(_SELECT_ALL))
    whole.setShortcut(QKeySequence.StandardKey.SelectAll)
    whole.triggered.connect(view.select_all)
    return menu


def _add_message_actions(menu: QMenu, view: Stage, row: int) -> None:
    menu.addSeparator()
    menu.addAction(_text(_COPY_MESSAGE)).triggered.connect(partial(view.copier.message, row))
    message = view.column.rows[row].message
    if view.column.rows[row].is_streaming:
        return
    if message.role is Role.ASSISTANT:
        menu.addAction(_text(_ASK_AGAIN)).triggered.connect(partial(view.act, Action.REPEAT, row))
    menu.addAction(_text(_EDIT)).triggered.connect(partial(view.act, Action.EDIT, row))
    for action, text, is_there in (
        (Action.PREVIOUS, _text(_PREVIOUS_VERSION), message.version > 1),
        (Action.NEXT, _text(_NEXT_VERSION), message.version < message.versions),
    ):
        if is_there:
            menu.addAction(text).triggered.connect(partial(view.act, action, row))


def _text(source: str) -> str:
    return QCoreApplication.translate("TranscriptMenu", source)
