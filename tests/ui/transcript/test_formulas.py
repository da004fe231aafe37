"""Formulas in the view: drawn, pressed, copied; and what cannot be drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest

from yagpt_desktop.text.formula_svg import Drawing, Refusal
from yagpt_desktop.ui.theme.tokens import DARK
from yagpt_desktop.ui.transcript.formulas import Formulas
from yagpt_desktop.ui.transcript.menu import menu_for

LEFT = Qt.MouseButton.LeftButton
TEXT = "Где $E = mc^2$ и $\\frac{a}{b}$ в строке.\n\n$$\n\\sum_{i=1}^n i\n$$\n\nНет: $\\нет{x}$ и 100 $"


def pictures(view):
    return [
        (shown, placed, one)
        for shown in view.arranged().units
        for placed in shown.layout.boxes
        for one in placed.box.line.pictures
    ]


def place_of(view, number: int) -> QPoint:
    shown, placed, one = pictures(view)[number]
    left = view.scene.text_left(shown) + placed.x + placed.box.rect_of(one.at).x()
    line = placed.box.layout.lineForTextPosition(one.at)
    y = shown.y - view.arranged().top + placed.y + line.y() + line.ascent() - one.up / 2
    return QPoint(round(left + one.width / 2), round(y))


def texts(view) -> list[str]:
    return [placed.box.layout.text() for shown in view.arranged().units for placed in shown.layout.boxes]


@pytest.fixture
def answer(view, message, qtbot):
    view.show_messages([message(TEXT, name="a")])
    qtbot.waitUntil(lambda: len(pictures(view)) == 3, timeout=10_000)
    return view


def test_formulas_are_drawn_and_what_cannot_be_is_its_source(answer):
    assert [one.written for _, _, one in pictures(answer)] == [
        "$E = mc^2$",
        "$\\frac{a}{b}$",
        "$$\n\\sum_{i=1}^n i\n$$",
    ]
    assert texts(answer)[-1] == "Нет: $\\нет{x}$ и 100 $"


def test_a_formula_stands_on_the_line_of_the_text(answer):
    _, placed, one = pictures(answer)[0]
    line = placed.box.layout.lineForTextPosition(one.at)
    assert one.down < one.up
    assert line.y() + line.ascent() - one.up >= 0
    assert placed.box.height >= line.y() + line.ascent() + one.down
    wide = placed.box.rect_of(one.at + 1).x() - placed.box.rect_of(one.at).x()
    assert wide == pytest.approx(one.width, abs=0.6)


def test_a_formula_for_itself_stands_in_the_middle(answer):
    shown, placed, _ = pictures(answer)[2]
    assert placed.x + placed.box.width / 2 == pytest.approx(shown.layout.width / 2, abs=2)


def test_a_press_shows_the_source_and_another_the_picture(answer, qtbot, settle):
    at = place_of(answer, 0)
    QTest.mouseClick(answer.viewport(), LEFT, pos=at)
    settle()
    assert texts(answer)[0].startswith("Где $E = mc^2$ и ")
    assert len(pictures(answer)) == 2
    # Not a double click: that would select a word.
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    QTest.mouseClick(answer.viewport(), LEFT, pos=at)
    settle()
    assert len(pictures(answer)) == 3


def test_the_menu_offers_the_source(answer):
    at = place_of(answer, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, answer.viewport().mapToGlobal(at))
    menu = menu_for(answer, answer.pointing, event)
    names = [action.text() for action in menu.actions()]
    assert "Show the source of the formula" in names
    next(action for action in menu.actions() if action.text() == "Copy formula").trigger()
    assert QGuiApplication.clipboard().text() == "\\frac{a}{b}"
    menu.close()


def test_a_copy_has_the_source_in_every_form(answer):
    answer.select_all()
    answer.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert "$E = mc^2$" in mime.text()
    assert "$$\\sum_{i=1}^n i$$" in mime.text()
    assert "<code>$E = mc^2$</code>" in mime.html()
    assert bytes(mime.data("text/markdown").data()).decode() == TEXT


def test_a_formula_is_painted_in_the_colour_of_the_text(answer, settle):
    for view_tokens in (None, DARK):
        if view_tokens is not None:
            answer.set_tokens(view_tokens)
            settle()
        at = place_of(answer, 2)
        image = answer.grab().toImage()
        ratio = image.devicePixelRatio()
        wanted = answer.column.ink.color("text")
        near = [
            QColor(image.pixel(round(x * ratio), round(y * ratio)))
            for x in range(at.x() - 20, at.x() + 20)
            for y in range(at.y() - 15, at.y() + 15)
        ]
        best = min(
            sum(abs(a - b) for a, b in zip(one.getRgb(), wanted.getRgb(), strict=True)) for one in near
        )
        assert best < 90


def test_zoom_makes_formulas_larger(answer, settle):
    before = pictures(answer)[0][2].width
    answer.set_zoom(200)
    settle()
    assert pictures(answer)[0][2].width == pytest.approx(before * 2, rel=0.1)


def test_a_wide_formula_never_leaves_its_column(view, message, qtbot):
    view.show_messages([message("$$" + " + ".join(f"x_{{{i}}}" for i in range(40)) + "$$", name="a")])
    qtbot.waitUntil(lambda: bool(pictures(view)), timeout=10_000)
    shown, placed, one = pictures(view)[0]
    assert placed.x + one.width <= shown.layout.width + 1


def test_a_formula_that_is_being_written_is_not_asked_for(view, message, settle, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(Formulas, "find", lambda _, written: asked.append(written))
    view.append(message("Пусть $\\frac{a}{b", grows=True, name="a"))
    settle()
    assert texts(view)[-1] == "Пусть $\\frac{a}{b"
    assert asked == []


def test_a_drawing_is_made_once(qtbot):
    formulas = Formulas()
    with qtbot.waitSignal(formulas.drawn, timeout=10_000):
        assert formulas.find("$x^2$") is None
        assert formulas.find("\\(x^2\\)") is None
    found = formulas.find("$x^2$")
    assert isinstance(found, Drawing)
    picture = formulas.picture("$x^2$", (20, 20), 2.0, QColor("red"))
    assert picture is not None
    assert (picture.width(), picture.height()) == (40, 40)
    assert formulas.picture("$x^2$", (20, 20), 2.0, QColor("red")) is picture


def test_somebody_who_plays_with_us_is_left_alone_soon(qtbot):
    formulas = Formulas()
    hostile = [f"${'{' * 30}{i}{'}' * 30}$" for i in range(40)]
    for one in hostile:
        formulas.find(one)
    with qtbot.waitSignals([formulas.drawn] * 10, timeout=60_000):
        pass
    assert formulas.find("$never asked for$") is Refusal.TOO_LONG
    formulas.forget_waiting()
    assert formulas.find("$asked$") is None
