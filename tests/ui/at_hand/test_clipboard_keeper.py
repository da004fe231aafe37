"""The person's clipboard: kept whole, put back whole, and never put over what somebody else wrote."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from yagpt_desktop.ui.at_hand.clipboard_keeper import ClipboardKeeper, KeptClipboard


@pytest.fixture
def everything():
    """A text, a table, an address, a format of some program's own, and a picture."""
    picture = QImage(4, 3, QImage.Format.Format_ARGB32)
    picture.fill(QColor("red"))
    data = QMimeData()
    data.setText("текст")
    data.setHtml("<b>текст</b>")
    data.setUrls([QUrl("https://made-up.invalid/")])
    data.setData("application/x-made-up", QByteArray(bytes(range(256))))
    data.setImageData(picture)
    return data


def contents(data: QMimeData) -> dict[str, object]:
    found: dict[str, object] = {
        name: bytes(data.data(name).data())
        for name in data.formats()
        if not name.startswith("application/x-qt")
    }
    if data.hasImage():
        found["picture"] = QImage(data.imageData()).pixelColor(0, 0).name()
    return found


@pytest.fixture
def keeper(clipboard, desk):
    return ClipboardKeeper(clipboard, desk.clipboard_serial)


def test_every_format_comes_back(clipboard, keeper, everything):
    wanted = contents(everything)
    clipboard.setMimeData(everything)
    keeper.keep()
    keeper.put("исправлено")
    assert clipboard.text() == "исправлено"
    assert keeper.restore()
    assert contents(clipboard.mimeData()) == wanted
    assert keeper.is_whole


def test_an_empty_clipboard_is_empty_again(clipboard, keeper):
    keeper.keep()
    keeper.put("исправлено")
    assert keeper.restore()
    assert clipboard.text() == ""


def test_what_somebody_else_wrote_meanwhile_stays(clipboard, keeper):
    clipboard.setText("прежнее")
    keeper.keep()
    keeper.put("исправлено")
    clipboard.setText("чужое")
    assert not keeper.restore()
    assert clipboard.text() == "чужое"


def test_what_came_of_a_copy_is_taken_back_unless_it_changed_again(clipboard, keeper):
    clipboard.setText("прежнее")
    keeper.keep()
    clipboard.setText("выделенное")
    assert keeper.has_changed()
    keeper.accept()
    assert keeper.restore()
    assert clipboard.text() == "прежнее"
    keeper.keep()
    clipboard.setText("выделенное")
    keeper.accept()
    clipboard.setText("чужое")
    assert not keeper.restore()
    assert clipboard.text() == "чужое"


def test_a_second_keep_does_not_forget_the_first(clipboard, keeper):
    clipboard.setText("прежнее")
    keeper.keep()
    clipboard.setText("выделенное")
    keeper.keep()
    keeper.put("исправлено")
    assert keeper.restore()
    assert clipboard.text() == "прежнее"


def test_what_is_too_large_is_left_out_and_told(everything):
    kept = KeptClipboard.of(everything, most_bytes=200)
    assert not kept.is_whole
    assert "application/x-made-up" not in kept.formats
    assert kept.formats["text/plain"].decode() == "текст"


def test_a_reader_is_noticed(clipboard, keeper):
    keeper.put("исправлено")
    assert not keeper.was_read()
    assert clipboard.mimeData().text() == "исправлено"
    assert keeper.was_read()
    keeper.forget_reads()
    assert not keeper.was_read()


def test_a_result_that_is_left_stays(clipboard, keeper):
    clipboard.setText("прежнее")
    keeper.keep()
    keeper.leave("исправлено")
    assert not keeper.restore()
    assert clipboard.text() == "исправлено"


def test_a_password_is_known_by_its_mark(clipboard, keeper):
    data = QMimeData()
    data.setText("made-up-password")
    data.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
    clipboard.setMimeData(data)
    assert keeper.holds_secret()
    clipboard.setText("слова")
    assert not keeper.holds_secret()
