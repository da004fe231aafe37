"""What is chosen in a menu is seen, and told to a screen reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QImage
from PySide6.QtWidgets import QMenu

from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.ui.theme.look import Look, look
from yagpt_desktop.ui.theme.style import style_sheet
from yagpt_desktop.ui.theme.tokens import DARK, LIGHT, Tokens
from yagpt_desktop.ui.widgets.buttons import ChipButton

MARKS = Path(__file__).parents[3] / "resources" / "icons" / "marks"
SMOOTHED = 40
"""How far the edge of a smoothed line is from its colour, at most."""
MANNERS = [(theme, zoom) for theme in (Theme.LIGHT, Theme.DARK) for zoom in (80, 100, 200)]


def fill(menu: QMenu) -> tuple[QAction, QAction]:
    chosen, other = QAction("Переводчик", menu), QAction("Корректор", menu)
    for action in (chosen, other):
        action.setCheckable(True)
        menu.addAction(action)
    chosen.setChecked(True)
    return chosen, other


@pytest.fixture
def menu(qtbot, theming):
    menu = QMenu()
    qtbot.addWidget(menu)
    return menu


def drawn(menu: QMenu, action: QAction) -> QImage:
    menu.adjustSize()
    return menu.grab(menu.actionGeometry(action)).toImage()


def inked_places(image: QImage, ink: str) -> list[QPoint]:
    wanted = QColor(ink)

    def is_near(color: QColor) -> bool:
        pairs = zip(wanted.getRgb(), color.getRgb(), strict=True)
        return max(abs(one - other) for one, other in pairs) < SMOOTHED

    places = [QPoint(x, y) for x in range(image.width()) for y in range(image.height())]
    return [place for place in places if is_near(image.pixelColor(place))]


@pytest.mark.parametrize(("theme", "zoom"), MANNERS)
def test_the_chosen_entry_wears_a_mark_before_its_words(menu, theming, theme, zoom):
    theming.apply(theme, zoom)
    chosen, other = fill(menu)
    places = inked_places(drawn(menu, chosen), look().tokens.accent_text)
    assert len(places) > 4
    edge_px = look().metrics.icon_px
    assert max(place.x() for place in places) < 2 * edge_px
    height = max(place.y() for place in places) - min(place.y() for place in places)
    assert height > edge_px // 4, "the mark does not grow with the zoom"
    assert not inked_places(drawn(menu, other), look().tokens.accent_text)


def test_an_entry_that_cannot_be_taken_has_a_pale_mark(menu):
    chosen, _other = fill(menu)
    chosen.setEnabled(False)
    assert not inked_places(drawn(menu, chosen), LIGHT.accent_text)
    assert inked_places(drawn(menu, chosen), LIGHT.disabled)


def test_a_screen_reader_is_told_what_is_chosen(menu):
    fill(menu)
    entries = QAccessible.queryAccessibleInterface(menu)
    states = [entries.child(place).state() for place in range(2)]
    assert [(state.checkable, state.checked) for state in states] == [(True, True), (True, False)]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_marks_have_the_colours_of_their_theme(qapp, tokens: Tokens):
    inks = {"": tokens.accent_text, "-disabled": tokens.disabled}
    for ending, ink in inks.items():
        text = (MARKS / f"check-{tokens.name}{ending}.svg").read_text("utf-8")
        assert re.findall(r"#[0-9A-Fa-f]{6}", text) == [ink]
    for url in re.findall(r"url\((.+?)\)", style_sheet(Look(tokens))):
        assert QFile.exists(url), url


def test_the_menu_of_a_chip_runs_as_the_language_does(qtbot, theming):
    chip = ChipButton("model-chip")
    qtbot.addWidget(chip)
    chip.show()
    fill(chip.menu())
    chip.menu().popup(chip.mapToGlobal(chip.rect().bottomLeft()))
    assert chip.menu().layoutDirection() is Qt.LayoutDirection.LeftToRight
    chip.menu().hide()
