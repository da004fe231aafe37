"""One owner of the scroll position."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from yagpt_desktop.domain.completion import Role


def top_line(view):
    """The first unit in view and where it stands: what a reader's eye is on."""
    found = view.arranged()
    shown = found.units[0]
    return shown.layout.unit.source, shown.y - found.top


def test_a_chat_opens_at_its_end(view, message, settle, long_answer):
    view.show_messages([message("вопрос", Role.USER), message(long_answer)])
    settle()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
    assert view.arranged().units[-1].layout.unit.source.startswith("Абзац номер 59")


def test_a_growing_answer_is_followed_at_the_end(view, message, settle, long_answer):
    view.show_messages([message("", grows=True, name="a")])
    for cut in range(500, len(long_answer), 700):
        view.update_message(message(long_answer[:cut], grows=True, name="a"))
        settle()
        assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_nothing_moves_while_somebody_reads_above(view, message, settle, long_answer):
    view.show_messages([message(long_answer), message("", grows=True, name="a")])
    settle()
    view.verticalScrollBar().setValue(700)
    settle()
    seen = top_line(view)
    for cut in range(500, len(long_answer), 700):
        view.update_message(message(long_answer[:cut], grows=True, name="a"))
        settle()
        assert top_line(view) == seen


def test_the_pill_shows_that_there_is_more_and_leads_there(view, message, settle, long_answer, qtbot):
    view.show_messages([message(long_answer)])
    settle()
    pill = view.findChild(QPushButton, "to-latest")
    assert pill.isHidden()
    view.verticalScrollBar().setValue(100)
    settle()
    assert pill.isVisible()
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    settle()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert pill.isHidden()


def test_a_question_of_ones_own_goes_to_the_end(view, message, settle, long_answer):
    view.show_messages([message(long_answer)])
    settle()
    view.verticalScrollBar().setValue(0)
    settle()
    view.append(message("ещё вопрос", Role.USER))
    settle()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_an_answer_that_comes_while_somebody_reads_above_stays_below(view, message, settle, long_answer):
    view.show_messages([message(long_answer)])
    settle()
    view.verticalScrollBar().setValue(300)
    settle()
    seen = top_line(view)
    view.append(message("ответ"))
    settle()
    assert top_line(view) == seen


def test_another_width_keeps_the_place(view, message, settle, long_answer):
    view.show_messages([message(long_answer) for _ in range(5)])
    settle()
    view.verticalScrollBar().setValue(4000)
    settle()
    source, _ = top_line(view)
    for width in (700, 600, 500, 640, 800):
        view.resize(width, 600)
        settle()
        assert top_line(view)[0] == source


def test_scrolling_up_through_rows_never_seen_goes_back_line_by_line(view, message, settle, long_answer):
    """Heights above turn from guesses into measures; what is in view must not jump for that."""
    view.show_messages([message(long_answer[: 400 + 97 * i]) for i in range(60)])
    settle()
    for _ in range(150):
        before = view.arranged()
        ys = {(one.row, one.unit): one.y - before.top for one in before.units}
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 60)
        settle()
        after = view.arranged()
        moved = {
            one.y - after.top - ys[one.row, one.unit] for one in after.units if (one.row, one.unit) in ys
        }
        assert moved <= {60}


def test_messages_after_one_are_removed(view, message, settle):
    messages = [message(f"сообщение {i}") for i in range(10)]
    view.show_messages(messages)
    settle()
    view.remove_after(messages[3].id)
    settle()
    assert len(view.column.rows) == 4
    assert view.arranged().rows[-1] == 3
    view.update_message(messages[7])
    view.append(message("после"))
    settle()
    assert [view.column.rows[i].text for i in (3, 4)] == ["сообщение 3", "после"]


def test_ten_thousand_messages_make_few_rows_and_layouts(view, message, settle):
    view.show_messages([message(f"сообщение **{i}**") for i in range(10_000)])
    settle()
    for value in range(0, view.verticalScrollBar().maximum(), 3571):
        view.verticalScrollBar().setValue(value)
        settle()
    assert len(view.column.rows._made) < 400
    assert len(view.column._layouts) <= 240
