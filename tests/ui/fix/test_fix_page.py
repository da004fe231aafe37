"""The page itself: where the keyboard goes, what fits, and how it looks otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.ui.fix.fix_page import FixView


def test_the_keyboard_goes_to_the_text_when_the_page_is_shown(bench):
    bench.page.setFocus()
    assert bench.page.source.hasFocus()
    bench.fixed_text()
    bench.page.setFocus()
    assert bench.page.marked.hasFocus()


def test_f6_has_the_head_the_text_and_the_changes(bench):
    assert len(bench.page.regions()) == 2
    bench.fixed_text()
    head, text, changes = bench.page.regions()
    assert (text, changes) == (bench.page.marked, bench.page.changes)
    assert head.isVisible()


def test_tab_walks_through_everything_in_the_order_of_the_eye(bench):
    bench.fixed_text()
    bench.find("fix-mode-mistakes").setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused is None or focused.objectName() in seen:
            break
        seen.append(focused.objectName())
        bench.page.focusNextChild()
    wanted = ["fix-mode-mistakes", "fix-reject-all", "fix-accept-all", "fix-menu", "fix-view-changes",
              "fix-marked", "fix-paste", "fix-run", "fix-copy", "fix-kinds", "fix-changes"]  # fmt: skip
    assert [name for name in seen if name in wanted] == wanted


@pytest.mark.parametrize("size", [QSize(1180, 800), QSize(640, 560)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_nothing_is_cut_off_or_covered(bench, theming, size, zoom):
    theming.apply(Theme.DARK, zoom)
    bench.page.resize(size * zoom / 100)
    bench.fixed_text()
    QApplication.processEvents()
    area = bench.page.rect()
    for name in (
        "fix-accept-all",
        "fix-reject-all",
        "fix-copy",
        "fix-run",
        "fix-paste",
        "fix-menu",
        "fix-status",
    ):
        part: QWidget = bench.find(name)
        place = part.rect().translated(part.mapTo(bench.page, part.rect().topLeft()))
        assert area.contains(place), (name, place, area)
        assert part.width() >= part.minimumSizeHint().width(), name
    assert bench.page.changes.height() > 0
    assert bench.page.marked.isVisible()


def test_a_narrow_page_has_the_changes_under_the_text(bench):
    bench.fixed_text()
    assert bench.page._split.orientation() is Qt.Orientation.Horizontal
    bench.page.resize(640, 560)
    QApplication.processEvents()
    assert bench.page._split.orientation() is Qt.Orientation.Vertical, bench.page.size()


def test_another_theme_dresses_the_text_anew(bench, theming):
    bench.fixed_text()
    light = bench.page.marked.viewport().grab().toImage()
    theming.apply(Theme.DARK, 100)
    bench.settled()
    dark = bench.page.marked.viewport().grab().toImage()
    assert light != dark


def test_cards_are_as_high_as_their_words_at_every_zoom(bench, theming):
    bench.fixed_text()
    index = bench.page.changes.model().index(1, 0)
    before = bench.page.changes.visualRect(index).height()
    theming.apply(Theme.LIGHT, 200)
    QApplication.processEvents()
    assert bench.page.changes.visualRect(index).height() > 1.5 * before


def test_without_changes_there_is_nothing_beside_the_text(bench):
    assert not bench.page.changes.isVisible()
    assert not bench.find("fix-accept-all").isVisible()
    assert bench.page.view is FixView.SOURCE
    assert not bench.find("fix-run").isEnabled()
    assert not bench.find("fix-copy").isEnabled()


def test_before_anything_ran_nothing_can_be_gone_on_with(bench):
    assert not bench.find("fix-pause").isVisible()
