"""The composer: Enter, lines, files, estimate, stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.completion import TokenCount
from yagpt_desktop.services.context import RequestSize
from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.ui.chat.attachment_row import fair_px
from yagpt_desktop.ui.chat.composer import Composer
from yagpt_desktop.ui.theme.theming import Theming


@pytest.fixture
def composer(qtbot: QtBot, theming: Theming) -> Composer:
    composer = Composer()
    qtbot.addWidget(composer)
    composer.resize(700, 120)
    composer.show()
    return composer


def button(composer: Composer, name: str) -> QPushButton:
    found = composer.findChild(QPushButton, name)
    assert found is not None
    return found


def test_enter_sends_and_leaves_the_text_in_place(
    composer: Composer, qtbot: QtBot, type_text: Callable[[QWidget, str], None]
) -> None:
    type_text(composer.edit, "Привет, мир 🙂")
    with qtbot.waitSignal(composer.send_requested) as sent:
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent.args == ["Привет, мир 🙂"]
    assert composer.text() == "Привет, мир 🙂"


def test_shift_enter_breaks_the_line(composer: Composer, qtbot: QtBot) -> None:
    composer.set_text("a")
    with qtbot.assertNotEmitted(composer.send_requested):
        QTest.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert composer.text() == "a\n"


def test_enter_that_ends_a_composition_is_not_ours(composer: Composer, qtbot: QtBot) -> None:
    composer.set_text("a")
    QApplication.sendEvent(composer.edit, QInputMethodEvent("ни", []))
    with qtbot.assertNotEmitted(composer.send_requested):
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    QApplication.sendEvent(composer.edit, QInputMethodEvent("", []))
    with qtbot.waitSignal(composer.send_requested):
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_blank_text_is_not_sent(composer: Composer, qtbot: QtBot, blank: str) -> None:
    composer.set_text(blank)
    assert not button(composer, "send").isEnabled()
    with qtbot.assertNotEmitted(composer.send_requested):
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)


def test_the_card_grows_from_one_line_to_ten(composer: Composer) -> None:
    heights = []
    for lines in (1, 2, 10, 40):
        composer.set_text("\n".join("строка" for _ in range(lines)))
        heights.append(composer.edit.height())
    line_px = composer.edit.fontMetrics().lineSpacing()
    assert heights[1] - heights[0] == line_px
    assert heights[2] - heights[0] == 9 * line_px
    assert heights[3] == heights[2]


def test_send_turns_into_stop_while_answering(composer: Composer, qtbot: QtBot) -> None:
    composer.set_text("вопрос")
    composer.show_answering(answering=True)
    assert not button(composer, "send").isVisible()
    with qtbot.assertNotEmitted(composer.send_requested):
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(composer.stop_requested):
        button(composer, "stop").click()
    composer.show_answering(answering=False)
    assert button(composer, "send").isVisible()
    assert not composer.stop()


def test_rich_text_is_pasted_as_plain(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<b>жирно</b><img src='file:///x'>")
    data.setText("жирно")
    composer.edit.insertFromMimeData(data)
    assert composer.text() == "жирно"


def test_a_dropped_file_asks_to_be_attached(composer: Composer, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "договор.txt"))])
    assert composer.edit.canInsertFromMimeData(data)
    with qtbot.waitSignal(composer.attach_requested) as asked:
        composer.edit.insertFromMimeData(data)
    assert asked.args == [str(tmp_path / "договор.txt")]
    assert composer.text() == ""


def test_a_web_address_is_pasted_as_text(composer: Composer) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.txt")])
    data.setText("https://example.org/a.txt")
    composer.edit.insertFromMimeData(data)
    assert composer.text() == "https://example.org/a.txt"


def test_attached_files_show_as_chips_that_can_be_taken_away(composer: Composer, qtbot: QtBot) -> None:
    composer.show_attachments([Attachment("а.txt", "x"), Attachment("<b>.md", "y" * 1500)])
    name = composer.findChild(QLabel, "attachment-1-name")
    assert name.text().startswith("<b>.md")
    assert name.textFormat() is Qt.TextFormat.PlainText
    assert button(composer, "send").isEnabled()
    with qtbot.waitSignal(composer.attachment_removed) as removed:
        composer.findChild(QWidget, "attachment-1-remove").click()  # type: ignore[attr-defined]
    assert removed.args == [1]
    composer.show_attachments([])
    assert not button(composer, "send").isEnabled()


def test_a_short_name_is_shown_whole_however_long_the_others_are(composer: Composer) -> None:
    composer.resize(604, 130)
    composer.show()
    long = "Очень длинное имя файла с отчётом за весь ноябрь"
    composer.show_attachments(
        [Attachment(f"{long}.txt", "x"), Attachment("b.md", "y"), Attachment(long, "z")]
    )
    QApplication.processEvents()
    names = [composer.findChild(QLabel, f"attachment-{place}-name") for place in range(3)]
    assert names[1].width() >= names[1].fontMetrics().horizontalAdvance(names[1].text())
    assert not names[1].toolTip()
    assert long in names[0].toolTip(), "a long one ends in an ellipsis and says the whole on its tip"
    assert composer.minimumSizeHint().width() < 604


@pytest.mark.parametrize(
    ("wanted", "room", "most"),
    [([], 100, 0), ([40, 50], 100, 50), ([40, 90], 100, 60), ([90, 90, 10], 100, 45), ([50], 0, 0)],
)
def test_room_is_shared_fairly(wanted: list[int], room: int, most: int) -> None:
    assert fair_px(wanted, room) == most


def test_the_file_dialog_does_not_block(composer: Composer, qtbot: QtBot, tmp_path: Path) -> None:
    button(composer, "attach").click()
    dialog = composer.findChild(QFileDialog, "attach-dialog")
    with qtbot.waitSignal(composer.attach_requested) as asked:
        dialog.filesSelected.emit([str(tmp_path / "a.md")])
    assert asked.args == [str(tmp_path / "a.md")]
    dialog.close()


def test_the_estimate_says_tokens_and_roubles(russian: None, composer: Composer) -> None:
    estimate = composer.findChild(QPushButton, "composer-estimate")
    composer.show_size(RequestSize(TokenCount(214, exact=False), cost_roubles=0.04))
    assert estimate.text().replace("\u00a0", " ") == "≈ 214 токенов · 0,04 ₽"
    composer.show_size(RequestSize(TokenCount(21, exact=True)))
    assert estimate.text() == "21 токен"
    composer.show_size(None)
    assert not estimate.isVisible()


def test_words_give_way_before_buttons(composer: Composer) -> None:
    composer.show_size(RequestSize(TokenCount(214, exact=False), cost_roubles=0.04))
    composer.resize(250, 120)
    QApplication.processEvents()
    for name in ("attach", "send"):
        inner = button(composer, name)
        assert inner.width() >= inner.minimumSizeHint().width()
        assert composer.rect().contains(inner.geometry())


def test_tab_leaves_the_text(composer: Composer) -> None:
    assert composer.edit.tabChangesFocus()
