"""The words that are never changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.ui.texts.words_desk import WordsDesk


@pytest.fixture
def desk(qtbot, room):
    """The list, open."""
    room.store.keep_word("Йандекс")
    desk = WordsDesk(room.window, room.parts, room.owner)
    with qtbot.waitSignal(desk.changed):
        desk.show()
    return desk


def test_a_word_is_added_by_enter_and_kept(qtbot, desk, room):
    desk.dialog._line.setText("превед")
    with qtbot.waitSignal(desk.changed) as changed:
        QTest.keyClick(desk.dialog._line, Qt.Key.Key_Return)
    assert changed.args[0] == {"йандекс", "превед"}
    assert desk.dialog.words == ["йандекс", "превед"]
    assert desk.dialog._line.text() == ""
    assert desk.dialog.isVisible(), "Enter has not closed it"
    assert room.store.kept_words() == {"йандекс", "превед"}


def test_delete_takes_a_word_out(qtbot, desk, room):
    desk.dialog._list.setCurrentRow(0)
    with qtbot.waitSignal(desk.changed):
        QTest.keyClick(desk.dialog._list, Qt.Key.Key_Delete)
    assert desk.dialog.words == []
    assert not room.store.kept_words()
    assert not desk.dialog._remove.isEnabled()


def test_an_empty_line_adds_nothing(desk):
    desk.dialog._line.setText("   ")
    assert not desk.dialog._add.isEnabled()


def test_a_list_that_cannot_be_read_is_told(qtbot, desk, room, monkeypatch):
    def broken():
        raise StorageError("disk")

    monkeypatch.setattr(room.store, "kept_words", broken)
    with qtbot.waitSignal(desk.failed):
        desk.show()
