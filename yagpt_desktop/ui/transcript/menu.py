"""The context menu of the conversation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from yagpt_desktop.text.formula import tex_of
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

from .foot import Action, actions_of
from .pointing import Pointing, Target
from .stage import Stage

_OPEN_LINK = QT_TRANSLATE_NOOP("TranscriptMenu", "Open link")
_COPY_LINK_ADDRESS = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy link address")
_COPY = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy")
_COPY_CODE = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy code")
_COPY_CSV = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy table as CSV")
_COPY_FORMULA = QT_TRANSLATE_NOOP("TranscriptMenu", "Copy formula")
_SHOW_SOURCE = QT_TRANSLATE_NOOP("TranscriptMenu", "Show the source of the formula")
_DRAW_FORMULA = QT_TRANSLATE_NOOP("TranscriptMenu", "Show the formula drawn")
_SELECT_ALL = QT_TRANSLATE_NOOP("TranscriptMenu", "Select all")
_NAMES = {
    Action.COPY: QT_TRANSLATE_NOOP("TranscriptMenu", "Copy message"),
    Action.COPY_MARKDOWN: QT_TRANSLATE_NOOP("TranscriptMenu", "Copy as Markdown"),
    Action.QUOTE: QT_TRANSLATE_NOOP("TranscriptMenu", "Quote"),
    Action.CONTINUE: QT_TRANSLATE_NOOP("TranscriptMenu", "Continue the answer"),
    Action.REPEAT: QT_TRANSLATE_NOOP("TranscriptMenu", "Ask again"),
    Action.COMPARE: QT_TRANSLATE_NOOP("TranscriptMenu", "Compare with another model…"),
    Action.EDIT: QT_TRANSLATE_NOOP("TranscriptMenu", "Edit"),
    Action.FORK: QT_TRANSLATE_NOOP("TranscriptMenu", "New chat from here"),
    Action.PREVIOUS: QT_TRANSLATE_NOOP("TranscriptMenu", "Previous version"),
    Action.NEXT: QT_TRANSLATE_NOOP("TranscriptMenu", "Next version"),
    Action.DELETE: QT_TRANSLATE_NOOP("TranscriptMenu", "Delete"),
    Action.MORE: QT_TRANSLATE_NOOP("TranscriptMenu", "More actions"),
}


def menu_for(view: Stage, pointing: Pointing, event: QContextMenuEvent) -> QMenu:
    """Return the menu for a place of the view; it deletes itself when it closes."""
    menu = _menu(view)
    at = QPointF(event.pos())
    target = pointing.target_at(at)
    _add_place_actions(menu, view, target)
    _add_formula_actions(menu, view, pointing, target)
    has_selection = not view.selection.is_empty
    _add(menu, _COPY, view.copier.selection, QKeySequence.StandardKey.Copy).setEnabled(has_selection)
    if target.table is not None:
        _add(menu, _COPY_CSV, partial(view.copier.table, target.row, *target.table))
    elif view.copier.has_selected_table:
        _add(menu, _COPY_CSV, view.copier.selected_tables)
    is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
    marked = view.scene.marked if is_key else None
    row = marked if marked is not None else pointing.row_at(at)
    if row is not None:
        menu.addSeparator()
        _add_message_actions(menu, view, row)
    menu.addSeparator()
    _add(menu, _SELECT_ALL, view.select_all, QKeySequence.StandardKey.SelectAll)
    return menu


def message_menu(view: Stage, row: int) -> QMenu:
    """Return the menu of a message; it deletes itself when it closes."""
    menu = _menu(view)
    _add_message_actions(menu, view, row)
    return menu


def action_name(action: Action) -> str:
    """Return the words for what can be done with a message."""
    return QCoreApplication.translate("TranscriptMenu", _NAMES[action])


def _menu(view: Stage) -> QMenu:
    menu = QMenu(view.viewport())
    menu.setObjectName("message-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add_place_actions(menu: QMenu, view: Stage, target: Target) -> None:
    """What can be done with the link or the code under the pointer."""
    if target.href:
        _add(menu, _OPEN_LINK, partial(view.activate_link, target.href, target.words))
        _add(menu, _COPY_LINK_ADDRESS, partial(view.copier.text, target.href))
        menu.addSeparator()
    if target.code is not None:
        _add(menu, _COPY_CODE, partial(view.copier.code, target.row, *target.code))


def _add_formula_actions(menu: QMenu, view: Stage, pointing: Pointing, target: Target) -> None:
    if target.formula is None:
        return
    written, offset = target.formula
    name = _DRAW_FORMULA if view.column.is_as_source(target.row, offset) else _SHOW_SOURCE
    _add(menu, name, partial(pointing.toggle_formula, target.row, offset))
    _add(menu, _COPY_FORMULA, partial(view.copier.text, tex_of(written)))
    menu.addSeparator()


def _add_message_actions(menu: QMenu, view: Stage, row: int) -> None:
    for action in actions_of(view.column.rows[row].message):
        if action is Action.DELETE:
            menu.addSeparator()
        key = QKeySequence.StandardKey.Delete if action is Action.DELETE else None
        _add(menu, _NAMES[action], partial(view.act, action, row), key)


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
