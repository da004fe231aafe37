"""A dialog opens within its screen, whatever the zoom; what does not fit is scrolled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.sidebar.folder_dialog import FolderDialog
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen


@pytest.fixture
def window(qtbot, theming):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_dialog_takes_its_size_where_the_screen_has_room(window):
    dialog = QDialog(window)
    resize_within_screen(dialog, 300, 200)
    assert dialog.size().toTuple() == (300, 200)


def test_a_dialog_is_never_larger_than_its_screen(window):
    dialog = QDialog(window)
    resize_within_screen(dialog, 30_000, 20_000)
    assert dialog.frameGeometry().width() <= dialog.screen().availableSize().width()
    assert dialog.height() < dialog.screen().availableSize().height()


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_the_folder_can_be_saved_and_every_field_be_reached_at_any_zoom(window, theming, russian, zoom):
    theming.apply(Theme.LIGHT, zoom)
    dialog = FolderDialog(Folder("", ""), known_models(), (), window)
    dialog.open()
    QApplication.processEvents()
    screen = dialog.screen().availableSize()
    assert dialog.height() <= screen.height()
    assert dialog.width() <= screen.width()
    save = dialog.findChild(QPushButton, "folder-save")
    assert dialog.rect().contains(save.mapTo(dialog, QPoint(save.width() - 1, save.height() - 1)))
    for _ in range(20):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        focused = dialog.focusWidget()
        assert focused.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert not focused.visibleRegion().isEmpty(), focused.objectName()
    dialog.reject()
