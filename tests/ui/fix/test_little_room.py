"""The fix page in a small window, or in a usual one at twice the size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.domain.text_task import FixMode
from yagpt_desktop.ui.fix.fix_page import FixView
from yagpt_desktop.ui.fix.pause_form import PauseForm

ROOMS = [((788, 519), 200), ((528, 385), 200), ((816, 539), 150), ((636, 551), 100), ((1328, 779), 200)]
NAMES = ["fix-source", "fix-result", "fix-changes", "fix-run", "fix-accept", "fix-reject", "fix-accept-all",
         "fix-reject-all", "fix-copy"]  # fmt: skip


@pytest.mark.parametrize("view", list(FixView))
@pytest.mark.parametrize(("size", "zoom"), ROOMS)
def test_no_word_is_cut_and_nothing_lies_over_another(bench, little_room, size, zoom, view):
    room = little_room(bench.page, size, zoom)
    assert not room.faults()
    bench.fixed_text()
    bench.page.show_view(view)
    assert not room.faults()
    bench.page.show_running(running=True)
    bench.page.show_pause(PauseForm.PAUSE)
    bench.page.show_status("Проверяется: 45\u00a0%, часть 2 из 5")
    bench.page.show_notice("Две части текста не удалось проверить, они остались как были.", "Попробовать ещё")
    assert not room.faults()
    status = bench.find("fix-status")
    begin, _, _ = status.text().partition(",")
    assert status.width() >= status.fontMetrics().horizontalAdvance(f"{begin}…")


@pytest.mark.parametrize(("size", "zoom"), ROOMS)
def test_the_keyboard_brings_every_part_into_view(bench, little_room, size, zoom):
    room = little_room(bench.page, size, zoom)
    bench.fixed_text()
    assert room.hidden_from_keyboard() == []


def test_the_page_is_never_wider_than_a_usual_window_at_twice_the_size(bench, little_room):
    room = little_room(bench.page, (788, 519), 200)
    bench.fixed_text()
    room.settle()
    assert not room.frame.horizontalScrollBar().isVisible()


def test_every_part_is_found_whatever_the_room(bench, little_room):
    room = little_room(bench.page, (788, 519), 200)
    bench.fixed_text()
    for size, zoom in (*ROOMS, ((1440, 860), 100)):
        room.take(size, zoom)
        assert all(bench.find(name) for name in NAMES)


def test_modes_and_views_are_chosen_in_menus(bench, little_room):
    little_room(bench.page, (788, 519), 200)
    bench.fixed_text()
    chosen = []
    bench.page.mode_chosen.connect(chosen.append)
    assert bench.find("fix-mode").isHidden()
    _take(bench.find("fix-mode-chip"), "fix-mode-formal-entry")
    assert chosen == [FixMode.FORMAL]
    assert bench.find("fix-mode-chip").text() == "Официально"
    _take(bench.find("fix-view-chip"), "fix-view-result-entry")
    assert bench.page.view is FixView.RESULT
    assert bench.page.result.isVisible()
    assert bench.find("fix-view-chip").accessibleName() == "Вид текста: Результат"


def test_what_the_program_chooses_is_named_too(bench, little_room):
    little_room(bench.page, (788, 519), 200)
    bench.page.show_mode(FixMode.SHORTER)
    assert bench.find("fix-mode-chip").text() == "Короче"
    bench.fixed_text()
    assert bench.find("fix-view-chip").text() == "Правки"


def test_leaving_all_is_in_the_menu_where_its_button_has_no_room(bench, little_room):
    room = little_room(bench.page, (788, 519), 200)
    assert not bench.page.folded
    bench.fixed_text()
    assert bench.find("fix-reject-all").isHidden()
    bench.choose(bench.page_menu, "fix-reject-all-entry")
    assert set(bench.decided()) == {"left"}
    room.take((1440, 860), 100)
    assert bench.find("fix-reject-all").isVisible()
    assert not bench.page.folded


def test_the_keyboard_stays_with_the_choice_when_the_room_changes(bench, little_room):
    room = little_room(bench.page, (1440, 860), 100)
    bench.find("fix-mode-mistakes").setFocus(Qt.FocusReason.TabFocusReason)
    room.take((788, 519), 200)
    assert bench.find("fix-mode-chip").hasFocus()
    room.take((1440, 860), 100)
    assert bench.find("fix-mode-mistakes").hasFocus()


def test_a_text_keeps_its_lines_while_the_page_turns(bench, little_room, theming):
    room = little_room(bench.page, (788, 519), 200)
    bench.fixed_text()
    for theme in (Theme.DARK, Theme.LIGHT):
        theming.apply(theme, 200)
        room.settle()
        assert bench.page.marked.height() >= 3 * bench.page.marked.fontMetrics().lineSpacing()
        assert bench.page.changes.height() >= bench.page.changes.visualRect(_first(bench)).height()


def _first(bench):
    return bench.page.changes.model().index(0, 0)


def _take(chip, name):
    menu = chip.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.findChildren(QObject) if one.objectName() == name).trigger()
    QApplication.processEvents()
