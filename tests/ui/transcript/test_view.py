"""The view as its user meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.blocks import TextBlock
from yagpt_desktop.ui.theme.tokens import DARK, LIGHT
from yagpt_desktop.ui.transcript.foot import Action
from yagpt_desktop.ui.transcript.menu import menu_for

LEFT = Qt.MouseButton.LeftButton
MIXED = """# Заголовок

Абзац с **жирным** и [ссылкой](https://example.com/path).

- раз
- два

| а | б |
|---|--:|
| 1 | 2 |

```python
def f():
    return 1
```
"""


def clip():
    return QGuiApplication.clipboard().mimeData()


def place_of(view, word: str) -> QPoint:
    """Where the middle of a word is in the view."""
    found = view.arranged()
    for shown in found.units:
        for placed in shown.layout.boxes:
            text = placed.box.layout.text()
            if word in text:
                start = placed.box.rect_of(text.index(word))
                end = placed.box.rect_of(text.index(word) + len(word))
                x = view.scene.text_left(shown) + placed.x + (start.x() + end.x()) / 2
                return QPoint(round(x), round(shown.y - found.top + placed.y + start.center().y()))
    raise AssertionError(f"{word} is not in view")


def drag(view, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def item_of(view, action: Action):
    for number in view.arranged().rows:
        for item in view.scene.foot(number):
            if item.action is action:
                return item
    raise AssertionError(f"{action} is not shown")


@pytest.fixture
def talk(view, message, settle):
    view.show_messages([message("первый вопрос", Role.USER, name="q"), message(MIXED, name="a")])
    settle()
    return view


def test_everything_said_is_in_view(talk):
    texts = [
        span.text
        for shown in talk.arranged().units
        for block in shown.layout.blocks
        if isinstance(block, TextBlock)
        for span in block.spans
    ]
    assert {"первый вопрос", "Заголовок", "жирным", "ссылкой", "раз"} <= set(texts)


def test_a_drag_selects_across_messages_and_copies_every_form(talk, settle):
    drag(talk, place_of(talk, "вопрос"), place_of(talk, "Абзац"))
    settle()
    talk.setFocus()
    QTest.keyClick(talk, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = clip().text()
    assert "рос" in text
    assert "Заголовок" in text
    assert text.endswith(("Аб", "Абз"))
    assert "#" not in text
    assert "# Заголовок" in bytes(clip().data("text/markdown").data()).decode()
    assert "<h1>Заголовок</h1>" in bytes(clip().data("text/html").data()).decode()


def test_a_double_click_selects_a_word_and_a_third_its_paragraph(talk, settle):
    at = place_of(talk, "жирным")
    QTest.mouseClick(talk.viewport(), LEFT, pos=at)
    QTest.mouseDClick(talk.viewport(), LEFT, pos=at)
    talk.copy()
    assert clip().text() == "жирным"
    QTest.mousePress(talk.viewport(), LEFT, pos=at)
    QTest.mouseRelease(talk.viewport(), LEFT, pos=at)
    talk.copy()
    assert clip().text() == "Абзац с жирным и ссылкой."


def test_everything_is_selected_and_copied(talk):
    QTest.keyClick(talk, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(talk, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clip().text() == (
        "первый вопрос\n\nЗаголовок\n\nАбзац с жирным и ссылкой.\n\n• раз\n• два\n\n"
        "а\tб\n1\t2\n\ndef f():\n    return 1"
    )
    html = bytes(clip().data("text/html").data()).decode()
    assert '<a href="https://example.com/path">ссылкой</a>' in html
    assert '<td style="text-align:right">2</td>' in html
    assert "<pre><code>def f():" in html


def test_a_selection_survives_the_partials_that_follow(view, message, settle):
    view.show_messages([message("Первый абзац.\n\nВтор", grows=True, name="a")])
    settle()
    QTest.mouseDClick(view.viewport(), LEFT, pos=place_of(view, "абзац"))
    before = view.arranged().units[0].layout
    view.update_message(message("Первый абзац.\n\nВторой абзац и ещё **слова**", grows=True, name="a"))
    settle()
    assert view.arranged().units[0].layout is before
    view.copy()
    assert clip().text() == "абзац"


def test_a_link_is_told_and_never_opened(talk, qtbot):
    with qtbot.waitSignal(talk.link_activated) as told:
        QTest.mouseClick(talk.viewport(), LEFT, pos=place_of(talk, "ссылкой"))
    assert told.args == ["https://example.com/path", "ссылкой"]


def test_a_drag_that_begins_on_a_link_selects(talk, qtbot, settle):
    with qtbot.assertNotEmitted(talk.link_activated):
        drag(talk, place_of(talk, "ссылкой"), place_of(talk, "Абзац"))
    assert not talk.selection.is_empty


def test_code_is_copied_by_its_head(talk, message, settle):
    found = talk.arranged()
    shown = next(one for one in found.units if one.layout.code_heads())
    rect = shown.layout.code_heads()[0].copy_rect
    at = QPointF(talk.scene.text_left(shown) + rect.right() - 20, shown.y - found.top + rect.center().y())
    QTest.mouseClick(talk.viewport(), LEFT, pos=at.toPoint())
    assert clip().text() == "def f():\n    return 1"


def test_a_long_block_of_code_is_copied_whole(view, message, settle):
    code = "\n".join(f"x{i} = {i}" for i in range(150))
    view.show_messages([message(f"Вот:\n\n```python\n{code}\n```")])
    view.verticalScrollBar().setValue(0)
    settle()
    view.verticalScrollBar().setValue(0)
    settle()
    found = view.arranged()
    shown = next(one for one in found.units if one.layout.code_heads())
    rect = shown.layout.code_heads()[0].copy_rect
    at = QPointF(view.scene.text_left(shown) + rect.right() - 20, shown.y - found.top + rect.center().y())
    QTest.mouseClick(view.viewport(), LEFT, pos=at.toPoint())
    assert clip().text() == code


def test_the_line_under_the_last_answer_offers_what_can_be_done(view, message, settle, qtbot):
    view.show_messages([message("вопрос", Role.USER), message("ответ", name="a", version=2, versions=3)])
    view.set_meta("a", "38 токенов · 0,02 ₽")
    settle()
    assert view.scene.foot(1)[0].text == "38 токенов · 0,02 ₽"
    for action, signal, expected in (
        (Action.REPEAT, view.repeat_requested, ["a"]),
        (Action.EDIT, view.edit_requested, ["a"]),
        (Action.PREVIOUS, view.version_requested, ["a", 1]),
        (Action.NEXT, view.version_requested, ["a", 3]),
    ):
        with qtbot.waitSignal(signal) as told:
            at = item_of(view, action).rect.center().toPoint()
            QTest.mouseClick(view.viewport(), LEFT, pos=at)
        assert told.args == expected
    QTest.mouseClick(view.viewport(), LEFT, pos=item_of(view, Action.COPY).rect.center().toPoint())
    assert clip().text() == "ответ"


def test_the_line_under_a_question_shows_when_the_pointer_is_there(talk, settle):
    assert talk.scene.foot(0) == ()
    QTest.mouseMove(talk.viewport(), place_of(talk, "вопрос"))
    settle()
    assert [item.action for item in talk.scene.foot(0)] == [Action.COPY, Action.EDIT, Action.MORE]
    QCoreApplication.sendEvent(talk.viewport(), QEvent(QEvent.Type.Leave))
    settle()
    assert talk.scene.foot(0) == ()


def test_the_status_shows_under_a_growing_answer_and_goes_with_it(view, message, settle):
    status = view.findChild(QLabel, "message-status")
    view.show_messages([message("вопрос", Role.USER)])
    view.append(message("сло", grows=True, name="a"))
    view.set_activity("печатает… 1 токен")
    settle()
    assert status.isVisible()
    assert status.text() == "печатает… 1 токен"
    bottom = view.arranged().units[-1].y + view.arranged().units[-1].layout.height - view.arranged().top
    assert status.y() >= bottom - 1
    assert view.scene.foot(1) == ()
    view.update_message(message("слово", name="a"))
    settle()
    assert not status.isVisible()
    assert view.scene.foot(1) != ()


def test_keys_go_from_message_to_message_and_copy_one(view, message, settle):
    view.show_messages([message(f"сообщение {i}\n\n" + "текст " * 300, name=str(i)) for i in range(6)])
    settle()
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert view.scene.marked == 5
    for _ in range(9):
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert view.scene.marked == 0
    assert 0 in view.arranged().rows
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clip().text().startswith("сообщение 0")
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_End)
    settle()
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    settle()
    assert bar.value() < bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    settle()
    assert bar.value() == 0


def test_colours_and_size_change_at_once(talk, settle):
    light = talk.grab().toImage()
    talk.set_tokens(DARK)
    settle()
    dark = talk.grab().toImage()
    assert dark.pixelColor(2, 2).name().upper() == DARK.surface
    assert light.pixelColor(2, 2).name().upper() == LIGHT.surface
    heights = talk.arranged().total
    talk.set_zoom(200)
    settle()
    assert talk.arranged().total > heights * 1.5


def test_painting_twice_paints_the_same(talk, settle):
    first, second = talk.grab().toImage(), talk.grab().toImage()
    assert first.convertToFormat(QImage.Format.Format_RGB32) == second.convertToFormat(
        QImage.Format.Format_RGB32
    )


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "\x00\ud800 \udfff\u202eabc\u2066",
        "![картинка](file:///dev/zero) ![](http://a.example/x.png)",
        "<img src='file:///etc/passwd'><b>жирно?</b>" * 50,
        "<i>" * 50_000,
        "[" * 20_000,
        "*a " * 20_000,
        ">" * 5_000 + " глубоко",
        "- " * 2_000 + "глубоко",
        "|" * 3_000 + "\n" + "|-" * 3_000 + "|\n" + "|x" * 3_000,
        "`" * 10_000,
        "é" + "\u0301" * 5_000,
        "\u2028\u2029\ufffc\ufdd0\ufdd1\ufffe",
        "```\n" + "y" * 300_000,
        "",
        "\n\n\n",
        "😀" * 3_000,
        "مرحبا " * 500,
    ],
    ids=range(18),
)
@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.USER])
def test_nothing_a_model_or_a_person_writes_does_harm(view, message, settle, qtbot, text, role):
    view.show_messages([message(text, role, grows=role is Role.ASSISTANT)])
    settle()
    view.select_all()
    settle()
    view.copy()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    settle()
    QTest.mouseMove(view.viewport(), QPoint(300, 50))
    assert view.arranged().total >= 0


def test_the_first_partials_show_no_raw_signs(view, message, settle):
    text = "Вот **жирное** слово и `код`:\n\n| а | б |\n|---|---|\n| 1 | 2 |\n"
    raw = set("*`|")
    view.show_messages([message("", grows=True, name="a")])
    for cut in range(1, len(text) + 1):
        view.update_message(message(text[:cut], grows=True, name="a"))
        settle()
        shown = "".join(
            placed.box.layout.text() for one in view.arranged().units for placed in one.layout.boxes
        )
        assert not raw & set(shown), (text[:cut], shown)


def menu_at(view, at: QPoint):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    return menu_for(view, view.pointing, event)


def press_all(view, at: QPoint) -> int:
    """Trigger every action of the menu; an action that fails fails the test."""
    menu = menu_at(view, at)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action in actions:
        action.trigger()
    return len(actions)


def test_a_menu_offers_what_can_be_done_at_its_place(talk, qtbot):
    heard: list[object] = []
    asked = (talk.repeat_requested, talk.compare_requested, talk.edit_requested)
    asked += (talk.fork_requested, talk.delete_requested)
    for signal in (talk.link_activated, talk.quote_requested, *asked):
        signal.connect(lambda *what: heard.append(what))
    QTest.mouseDClick(talk.viewport(), LEFT, pos=place_of(talk, "жирным"))
    QTest.mouseRelease(talk.viewport(), LEFT, pos=place_of(talk, "жирным"))
    assert press_all(talk, place_of(talk, "ссылкой")) == 12
    assert heard == [("https://example.com/path", "ссылкой"), ("жирным",), *[("a",)] * 5]
    assert press_all(talk, place_of(talk, "первый")) == 9
    assert heard[-3:] == [("q",)] * 3
    assert heard[-4][0].startswith("первый вопрос\n\nЗаголовок"), "everything was selected by then"


def test_a_menu_over_code_copies_it(talk):
    found = talk.arranged()
    shown = next(one for one in found.units if one.layout.code_heads())
    at = QPoint(round(talk.scene.text_left(shown) + 500), round(shown.y - found.top + 10))
    menu_at(talk, at).actions()[0].trigger()
    assert clip().text() == "def f():\n    return 1"


@pytest.mark.parametrize("versions", [1, 2])
def test_an_answer_that_never_came_leaves_a_line_that_says_so_and_offers_another_try(
    view, message, settle, qtbot, versions
):
    empty = replace(message("", name="a"), state=MessageState.STOPPED, version=versions, versions=versions)
    view.show_messages([message("вопрос", Role.USER), empty, message("другой", Role.USER), message("ответ")])
    view.set_meta("a", "остановлено до ответа")
    settle()
    offered = [item.action for item in view.scene.foot(1)]
    assert offered[:3] == [Action.NOTHING, Action.REPEAT, Action.EDIT], "nothing is there to be copied"
    assert (Action.PREVIOUS in offered) is (versions > 1)
    line = view.scene.foot_rect(1)
    assert line.height() < view.column.height_of(1) <= line.height() + view.column.ink.gap(5), "and no bubble"
    with qtbot.waitSignal(view.repeat_requested) as told:
        QTest.mouseClick(view.viewport(), LEFT, pos=item_of(view, Action.REPEAT).rect.center().toPoint())
    assert told.args == ["a"]
    settle()
    assert not view.grab().isNull()
    at = line.center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    menu = menu_for(view, view.pointing, event)
    assert "Copy message" not in [action.text() for action in menu.actions()]
    menu.deleteLater()
