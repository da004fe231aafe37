"""The line with which the model's memory begins."""

from __future__ import annotations

from PySide6.QtGui import QAccessible

from yagpt_desktop.domain.completion import Role


def pictures(view, settle, message_id):
    view.set_memory(message_id)
    settle()
    return view.viewport().grab().toImage()


def test_the_line_stands_above_its_message_and_moves_nothing(view, settle, message):
    path = [message(f"текст {number}", Role.ASSISTANT if number % 2 else Role.USER) for number in range(6)]
    view.show_messages(path)
    settle()
    plain = pictures(view, settle, "")
    marked = pictures(view, settle, path[2].id)
    changed = [
        y
        for y in range(plain.height())
        if any(plain.pixel(x, y) != marked.pixel(x, y) for x in range(0, plain.width(), 3))
    ]
    top = view.column.top_of(2) - view.scene.arrangement.top
    gap = view.column.ink.gap(2)
    assert changed
    assert top - 2 * gap <= min(changed) and max(changed) <= top + gap
    assert pictures(view, settle, "") == plain


def test_the_line_is_said_to_who_cannot_see_it(view, settle, message):
    path = [message(f"текст {number}", Role.USER) for number in range(3)]
    view.show_messages(path)
    view.set_memory(path[1].id)
    settle()
    interface = QAccessible.queryAccessibleInterface(view)
    names = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert [name.startswith("The model remembers") for name in names if "текст" in name] == [
        False,
        True,
        False,
    ]
