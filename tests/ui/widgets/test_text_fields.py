"""The parts the text tools are made of: a field for plain text, the card round it, the quiet line above."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.notice_bar import NoticeBar
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.text_card import TextCard


@pytest.fixture
def edit(qtbot, theming):
    """An empty field."""
    edit = PlainEdit("made-up-edit")
    qtbot.addWidget(edit)
    return edit


def dropped(*, text="", html="", paths=()):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if paths:
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def test_markup_comes_in_as_its_plain_text(edit):
    edit.insertFromMimeData(dropped(text="жирно", html="<b>жирно</b>"))
    assert edit.toPlainText() == "жирно"


def test_files_come_in_as_their_paths_and_leave_the_text_alone(qtbot, edit, tmp_path):
    path = (tmp_path / "a.txt").as_posix()
    with qtbot.waitSignal(edit.files_dropped) as told:
        edit.insertFromMimeData(dropped(text="file:///a.txt", paths=[path]))
    assert told.args == [[path]]
    assert edit.toPlainText() == ""
    assert edit.canInsertFromMimeData(dropped(paths=[path]))
    assert not edit.canInsertFromMimeData(QMimeData())


def test_a_replaced_text_is_one_step_to_undo_and_begins_at_its_beginning(edit):
    edit.put_text("раз")
    edit.put_text("два\nтри")
    assert edit.textCursor().position() == 0
    edit.undo()
    assert edit.toPlainText() == "раз"


def test_ctrl_enter_is_left_to_the_page(qtbot, theming):
    asked, edit = [], PlainEdit("made-up-edit")

    class Page(QWidget):
        def keyPressEvent(self, event):
            asked.append(event.key())

    page = Page()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(edit)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert asked[-1] == Qt.Key.Key_Return
    assert asked.count(Qt.Key.Key_Return) == 1
    assert edit.toPlainText() == "\n"


def test_a_card_knows_how_wide_its_buttons_are_and_its_count_gives_way(qtbot, theming):
    card = TextCard("made-up-card")
    qtbot.addWidget(card)
    bare = card.least_px
    button = Button("made-up-button")
    button.setText("Сравнить по предложениям")
    card.foot.addWidget(button)
    assert card.least_px >= bare + button.sizeHint().width()
    before = card.least_px
    card.count.setText("сто тысяч знаков " * 20)
    assert card.least_px == before
    button.hide()
    assert card.least_px < before


def test_a_notice_says_its_text_as_it_is_and_can_be_closed(qtbot, theming):
    bar = NoticeBar("made-up-notice")
    qtbot.addWidget(bar)
    bar.show_notice("<b>&amp;</b>", "Повторить")
    assert bar.text == "<b>&amp;</b>"
    assert not bar.isHidden()
    with qtbot.waitSignal(bar.action_requested):
        bar._action.click()
    with qtbot.waitSignal(bar.closed):
        bar._close.click()
    assert bar.isHidden()
