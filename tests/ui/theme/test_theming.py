"""One call puts a theme in force; the system's change is followed."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.ui.theme.look import Look, look
from yagpt_desktop.ui.theme.palette import palette_of
from yagpt_desktop.ui.theme.style import style_sheet
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.theme.tokens import DARK, LIGHT, PLAIN


def test_a_theme_reaches_palette_sheet_and_painters(theming: Theming, qapp: QApplication) -> None:
    theming.apply(Theme.DARK, 100)
    assert look().tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert DARK.sidebar in qapp.styleSheet()


def test_the_zoom_reaches_the_font(theming: Theming, qapp: QApplication) -> None:
    theming.apply(Theme.LIGHT, 200)
    assert qapp.font().pixelSize() == 28
    assert look().metrics.sidebar_px == 528


@pytest.mark.parametrize(("wanted", "got"), [(0, 80), (500, 200), (115, 115)])
def test_a_zoom_out_of_bounds_is_brought_back(theming: Theming, wanted: int, got: int) -> None:
    theming.apply(Theme.LIGHT, wanted)
    assert look().metrics.zoom_percent == got


def test_the_system_is_followed_until_a_theme_is_chosen(theming: Theming) -> None:
    theming.apply(Theme.SYSTEM, 100)
    hints = QApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    # the offscreen platform keeps its scheme unknown, which means light
    assert look().tokens is LIGHT
    theming.apply(Theme.DARK, 100)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look().tokens is DARK


def test_a_system_that_turns_dark_turns_the_window_dark(
    theming: Theming, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    theming.apply(Theme.SYSTEM, 100)
    monkeypatch.setattr(theming, "_system_scheme", lambda: Qt.ColorScheme.Dark)
    with qtbot.waitSignal(theming.changed):
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look().tokens is DARK


def test_a_widget_hears_of_the_change_after_the_new_look_is_in_force(theming: Theming, qtbot: QtBot) -> None:
    seen: list[str] = []

    class Painter(QWidget):
        def changeEvent(self, _event: object) -> None:
            seen.append(look().tokens.name)

    widget = Painter()
    qtbot.addWidget(widget)
    widget.show()
    seen.clear()
    theming.apply(Theme.DARK, 100)
    assert seen
    assert set(seen) == {"dark"}


@pytest.mark.parametrize("zoom_percent", [80, 100, 145, 200])
@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_sheet_has_no_gap_and_no_size_below_zero(tokens: object, zoom_percent: int) -> None:
    sheet = style_sheet(Look(tokens, PLAIN.scaled(zoom_percent)))  # type: ignore[arg-type]
    assert "$" not in sheet
    assert ": -1px" not in sheet
    assert "background: #" in sheet


def test_a_colour_is_never_taken_for_a_size_of_the_same_name() -> None:
    sheet = style_sheet(Look())
    assert f"background: {LIGHT.sidebar}" in sheet
    assert f"border-color: {LIGHT.control}" in sheet


def test_every_palette_role_has_a_colour_of_the_theme() -> None:
    palette = palette_of(DARK)
    colors = set(asdict(DARK).values())
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Text):
        assert palette.color(role).name().upper() in colors
