"""The keyboard: from message to message, through links and actions, selecting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.transcript.foot import Action
from yagpt_desktop.ui.transcript.selection import Point
from yagpt_desktop.ui.transcript.view import TranscriptView

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LINKED = """Смотри [**перв**ую ссылку](https://example.com/1), а ещё https://example.com/2

```python
print(1)
```

| а |
|---|
| [третья](https://example.com/3) |
"""


def key(view, code: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view, code, modifiers)


def selected(view) -> str:
    view.copy()
    return QGuiApplication.clipboard().text()


@pytest.fixture
def talk(view, message, settle):
    view.show_messages([message("первый вопрос", Role.USER, name="q"), message(LINKED, name="a")])
    settle()
    key(view, Qt.Key.Key_Up, CONTROL)
    settle()
    assert view.scene.marked == 1
    return view


def test_tab_walks_through_links_code_and_actions_and_then_leaves(talk, qtbot, settle):
    pressed = []
    talk.link_activated.connect(lambda *link: pressed.append(link))
    for _ in range(3):
        key(talk, Qt.Key.Key_Tab)
        key(talk, Qt.Key.Key_Return)
    assert pressed == [
        ("https://example.com/1", "первую ссылку"),
        ("https://example.com/2", "https://example.com/2"),
    ]
    assert QGuiApplication.clipboard().text() == "print(1)"
    key(talk, Qt.Key.Key_Tab)
    key(talk, Qt.Key.Key_Return)
    assert pressed[-1] == ("https://example.com/3", "третья")
    seen = []
    while talk.steering.tab(1):
        assert talk.scene.stop.is_in_foot
        seen.append(talk.scene.stop.place)
    assert seen == list(range(4)), "copy, repeat, edit, more"
    assert talk.scene.stop is None
    assert talk.steering.tab(-1)
    assert talk.scene.stop.place == 3, "backwards begins at the end"


def test_tab_leads_out_of_the_conversation_where_no_message_is_read(qtbot, message, settle):
    window, view = QWidget(), TranscriptView()
    qtbot.addWidget(window)
    column, below = QVBoxLayout(window), QPushButton("ниже")
    column.addWidget(view)
    column.addWidget(below)
    with qtbot.waitExposed(window):
        window.show()
    view.show_messages([message(LINKED)])
    settle()
    view.setFocus()
    key(view, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not view.hasFocus())


def test_enter_and_the_menu_key_open_the_menu_of_the_message(talk, qtbot):
    for code, modifiers in ((Qt.Key.Key_Return, None), (Qt.Key.Key_Menu, None), (Qt.Key.Key_F10, SHIFT)):
        key(talk, code, modifiers or Qt.KeyboardModifier.NoModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert any("Delete" in action.text() for action in menu.actions())
        menu.close()


def test_delete_asks_for_it_once_a_message_is_reached(talk, qtbot):
    with qtbot.waitSignal(talk.delete_requested) as told:
        key(talk, Qt.Key.Key_Delete)
    assert told.args == ["a"]
    talk.mark(None)
    with qtbot.assertNotEmitted(talk.delete_requested):
        key(talk, Qt.Key.Key_Delete)


def test_shift_with_the_arrows_selects_signs_words_and_lines(view, message, settle):
    view.show_messages([message("раз два", Role.USER), message("**три** 😀 четыре\n\n- пять")])
    settle()
    for _ in range(3):
        key(view, Qt.Key.Key_Right, SHIFT)
    assert selected(view) == "раз"
    key(view, Qt.Key.Key_Left, SHIFT)
    assert selected(view) == "ра"
    key(view, Qt.Key.Key_Right, SHIFT | CONTROL)
    assert selected(view).strip() == "раз"
    key(view, Qt.Key.Key_End, SHIFT)
    assert selected(view) == "раз два"
    for _ in range(6):
        key(view, Qt.Key.Key_Right, SHIFT)
    assert selected(view) == "раз два\n\nтри 😀", "an emoji is one step"
    key(view, Qt.Key.Key_Home, SHIFT)
    key(view, Qt.Key.Key_Down, SHIFT)
    assert "четыре" in selected(view)
    key(view, Qt.Key.Key_End, SHIFT | CONTROL)
    assert selected(view) == "раз два\n\nтри 😀 четыре\n\n• пять"
    key(view, Qt.Key.Key_Home, SHIFT | CONTROL)
    assert view.selection.is_empty
    assert view.selection.head == Point(0, 0)


@pytest.mark.parametrize("code", [Qt.Key.Key_Right, Qt.Key.Key_Down])
def test_steps_forward_and_back_meet_every_place_and_end_at_the_edges(view, message, settle, code):
    view.show_messages(
        [message("один\nдва", Role.USER), message(LINKED + "\nконец &amp; \\* `x`"), message("да")]
    )
    settle()
    back = Qt.Key.Key_Left if code is Qt.Key.Key_Right else Qt.Key.Key_Up
    heads = [view.selection.head]
    for _ in range(400):
        key(view, code, SHIFT)
        if view.selection.head == heads[-1]:
            break
        heads.append(view.selection.head)
    assert heads == sorted(heads)
    assert heads[-1] == Point(2, 2)
    for _ in range(400):
        before = view.selection.head
        key(view, back, SHIFT)
        if view.selection.head == before:
            break
        assert view.selection.head < before
    assert view.selection.head == Point(0, 0)


def test_selecting_beyond_the_view_scrolls_with_it(view, message, settle, long_answer):
    view.show_messages([message(long_answer)])
    settle()
    key(view, Qt.Key.Key_Home)
    settle()
    for _ in range(3):
        key(view, Qt.Key.Key_PageDown, SHIFT)
    settle()
    top = view.arranged().top
    assert top > view.viewport().height()
    assert len(selected(view)) > 2000
    row, unit, rect = view.steering._caret.place_of(view.selection.head)
    y = view.column.unit_y(row, unit) + rect.top() - top
    assert 0 <= y <= view.viewport().height()


def test_a_click_is_where_selecting_by_keys_begins(talk, settle):
    talk.mark(None)
    shown = talk.arranged().units[1]
    at = (shown.layout.caret_rect(7).center()).toPoint()
    at.setX(at.x() + round(talk.scene.text_left(shown)))
    at.setY(round(shown.y - talk.arranged().top + at.y()))
    QTest.mouseClick(talk.viewport(), Qt.MouseButton.LeftButton, pos=at)
    for _ in range(6):
        key(talk, Qt.Key.Key_Right, SHIFT)
    assert selected(talk) == "первую"


def test_ctrl_a_takes_the_message_first_and_then_everything(talk):
    key(talk, Qt.Key.Key_A, CONTROL)
    assert selected(talk).startswith("Смотри первую")
    key(talk, Qt.Key.Key_A, CONTROL)
    assert selected(talk).startswith("первый вопрос")
    talk.mark(None)
    talk.selection.clear()
    key(talk, Qt.Key.Key_A, CONTROL)
    assert selected(talk).startswith("первый вопрос")


def test_a_link_is_a_child_of_its_message_and_can_be_pressed(talk, qtbot):
    reader = QAccessible.queryAccessibleInterface(talk)
    answer = reader.child(1)
    links = [answer.child(i) for i in range(answer.childCount())]
    assert [link.role() for link in links] == [QAccessible.Role.Link] * 3
    assert [link.text(QAccessible.Text.Name) for link in links] == [
        "первую ссылку",
        "https://example.com/2",
        "третья",
    ]
    assert links[0].text(QAccessible.Text.Description) == "https://example.com/1"
    assert answer.indexOfChild(links[2]) == 2
    center = links[1].rect().center()
    assert answer.childAt(center.x(), center.y()) is links[1]
    assert reader.childAt(center.x(), center.y()) is links[1]
    with qtbot.waitSignal(talk.link_activated) as told:
        links[2]._actions.doAction(links[2]._actions.actionNames()[0])
    assert told.args == ["https://example.com/3", "третья"]
    links[0]._actions.doAction(links[0]._actions.actionNames()[1])
    assert links[0].state().focused
    assert talk.scene.stop.place == 0


def test_quoting_and_copying_as_markdown_take_the_message_or_what_is_selected_in_it(talk, qtbot):
    with qtbot.waitSignal(talk.quote_requested) as told:
        talk.act(Action.QUOTE, 0)
    assert told.args == ["первый вопрос"]
    talk.selection.select(Point(1, 0), Point(1, 6))
    with qtbot.waitSignal(talk.quote_requested) as told:
        talk.act(Action.QUOTE, 1)
    assert told.args == ["Смотри"]
    talk.act(Action.COPY_MARKDOWN, 1)
    assert QGuiApplication.clipboard().text() == LINKED


def test_another_path_keeps_the_place_and_what_both_paths_share(view, message, settle, long_answer):
    first = [message("вопрос", Role.USER, name="q"), message(long_answer, name="a", version=1, versions=2)]
    view.show_messages([*first, message("ещё", Role.USER), message(long_answer)])
    settle()
    view.owner.go_to(500, view.viewport().height())
    view.refresh()
    settle()
    top = view.arranged().top
    view.show_path([first[0], message("Другой ответ", name="b", version=2, versions=2)])
    settle()
    assert [view.column.rows.message(i).id for i in range(len(view.column.rows))] == ["q", "b"]
    view.show_path(first)
    settle()
    assert len(view.column.rows) == 2
    view.owner.go_to(top, view.viewport().height())
    view.refresh()
    settle()
    view.show_path([*first, message("ещё", Role.USER, name="q2")])
    settle()
    assert view.arranged().top == top
