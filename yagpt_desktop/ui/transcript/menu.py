"""The context menu of the conversation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.widgets.popups import popup_holder

from .foot import Action
from .pointing import Pointing, Target
from .stage import Stage

_OPEN_LINK = QT_TRANSLATE_NOOP("TranscriptMenu", "Open link")
_COPY_LINK_ADDRESS = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy link address")
_COPY = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy")
_COPY_CODE = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy code")
_QUOTE = QT_TRANSLATE_NOOP("TranscriptMenu", "Quote")
_SELECT_ALL = QT_TRANSLATE_NOOP("TranscriptMenu", "Select all")
_COPY_MESSAGE = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy message")
_ASK_AGAIN = QT_TRANSLATE_NOOP("TranscriptMenu", "Ask again")
_EDIT = QT_TRANSLATE_NOOP("TranscriptMenu", "Edit")
_PREVIOUS_VERSION = QT_TRANSLATE_NOOP("TranscriptMenu", "Previous version")
_NEXT_VERSION = QT_TRANSLATE_NOOP("TranscriptMenu", "Next version")


def menu_for(view: Stage, pointing: Pointing, event: QContextMenuEvent) -> QMenu:
    """Return the menu for a place of the view; it deletes itself when it closes."""
    menu = QMenu(popup_holder(view.viewport().window()))
    menu.aboutToHide.connect(menu.deleteLater)
    at = QPointF(event.pos())
    _add_place_actions(menu, view, pointing.target_at(at))
    has_selection = not view.selection.is_empty
    _add(menu, _COPY, view.copier.selection, QKeySequence.StandardKey.Copy).setEnabled(has_selection)
    _add(menu, _QUOTE, view.quote_selection).setEnabled(has_selection)
    is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
    marked = view.scene.marked if is_key else None
    row = marked if marked is not None else pointing.row_at(at)
    if row is not None:
        _add_message_actions(menu, view, row)
    menu.addSeparator()
    _add(menu, _SELECT_ALL, view.select_all, QKeySequence.StandardKey.SelectAll)
    return menu


def _add_place_actions(menu: QMenu, view: Stage, target: Target) -> None:
    """What can be done with the link or the code under the pointer."""
    if target.href:
        _add(menu, _OPEN_LINK, partial(view.activate_link, target.href, target.words))
        _add(menu, _COPY_LINK_ADDRESS, partial(view.copier.text, target.href))
        menu.addSeparator()
    if target.code is not None:
        _add(menu, _COPY_CODE, partial(view.copier.code, target.row, *target.code))


def _add_message_actions(menu: QMenu, view: Stage, row: int) -> None:
    menu.addSeparator()
    message = view.column.rows[row].message
    if not message.is_blank:
        _add(menu, _COPY_MESSAGE, partial(view.copier.message, row))
    if view.column.rows[row].is_streaming:
        return
    if message.role is Role.ASSISTANT:
        _add(menu, _ASK_AGAIN, partial(view.act, Action.REPEAT, row))
    _add(menu, _EDIT, partial(view.act, Action.EDIT, row))
    if message.version > 1:
        _add(menu, _PREVIOUS_VERSION, partial(view.act, Action.PREVIOUS, row))
    if message.version < message.versions:
        _add(menu, _NEXT_VERSION, partial(view.act, Action.NEXT, row))


def _add(
    menu: QMenu, source: str, work: Callable[[], None], key: QKeySequence.StandardKey | None = None
) -> QAction:
    action = menu.addAction(QCoreApplication.translate("TranscriptMenu", source))
    if key is not None:
        action.setShortcut(key)
    action.triggered.connect(partial(_run, work))
    return action


def _run(work: Callable[[], None], *_checked: bool) -> None:
    work()
