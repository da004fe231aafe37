"""Chats out by the header's button, and in from a file that a start has named."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from yagpt_desktop.app.single_instance import Wish, parsed
from yagpt_desktop.app.start import _message
from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.storage.history import pace
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.chat.export_dialog import ExportDialog
from yagpt_desktop.wiring import StartOptions


@pytest.mark.parametrize("temporary", [False, True])
def test_the_button_of_the_header_takes_the_chat_in_view_out(qtbot, app, tmp_path, temporary, ask):
    button = app.window.findChild(QPushButton, "chat-export")
    assert not button.isEnabled()
    if temporary:
        app.window.temporary_chat_requested.emit()
    ask(app, "Что такое радуга?")
    button.click()
    qtbot.waitUntil(lambda: app.window.findChild(ExportDialog) is not None)
    dialog = app.window.findChild(ExportDialog)
    dialog.setDirectory(str(tmp_path))
    with qtbot.waitSignal(app._exchange._exporter.saved) as saved:
        dialog.accept()
    assert "Что такое радуга?" in Path(saved.args[0]).read_text(encoding="utf8")


def test_an_archive_that_is_offered_comes_in_after_a_yes_alone(qtbot, app, tmp_path, ask):
    ask(app, "Что такое радуга?")
    archive = app._exchange._archive
    path = str(tmp_path / "chats.zip")
    with qtbot.waitSignal(archive.saved):
        archive.save_to(path)
    app.offer_file(path)
    box = app.window.findChild(QMessageBox, "archive-offer-question")
    assert app.window.page == "chat"
    with qtbot.waitSignal(archive.loaded) as loaded:
        box.findChild(QPushButton, "archive-load").click()
    assert app.window.page == "settings"
    assert loaded.args[0].present == 1
    assert zipfile.is_zipfile(path)
    result = app._settings_page.history
    top = result.mapTo(app._settings_page, result.rect().topLeft()).y()
    assert 0 <= top < app._settings_page.height(), "what came of it is in view"


def test_an_archive_dropped_on_the_window_is_offered_and_another_file_attached(qtbot, app, tmp_path, ask):
    ask(app, "Что такое радуга?")
    archive, composer = app._exchange._archive, app._chat_page.composer
    path, text = tmp_path / "chats.zip", tmp_path / "note.txt"
    with qtbot.waitSignal(archive.saved):
        archive.save_to(str(path))
    text.write_text("строка", encoding="utf8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(text))])
    composer.edit.insertFromMimeData(data)
    qtbot.waitUntil(lambda: app.window.findChild(QMessageBox, "archive-offer-question") is not None)
    qtbot.waitUntil(lambda: [file.name for file in app._attachments.files] == ["note.txt"])
    box = app.window.findChild(QMessageBox, "archive-offer-question")
    with qtbot.waitSignal(archive.loaded):
        box.findChild(QPushButton, "archive-load").click()


def test_an_import_that_the_end_of_the_program_broke_off_is_told_at_the_next_start(
    qtbot, opened, tmp_path, monkeypatch
):
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(pace, name, 600)
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    said = (ChatMessage("q", None, Role.USER, "вопрос", now),)
    chats = [ExportedChat(Chat(f"n{number}", "Чат", now, now), said, frozenset("q")) for number in range(9)]
    copies = tmp_path / "backups"
    copies.mkdir()
    history = History(tmp_path / "history.db", Backups(lambda: copies))
    work = history.bring_in(chats)
    assert [work.step() for _ in range(6)] == [None] * 6
    history.close()
    app = opened(demo=True)
    app.start()
    notice = app.window.findChild(QLabel, "chat-notice")
    qtbot.waitUntil(lambda: notice.text().startswith("Прошлый импорт прервался"))
    assert notice.isVisible()
    assert app._wiring.chats.chats() == []


def test_a_path_that_cannot_be_told_is_refused_before_anything_opens(tmp_path):
    assert parsed(_message(StartOptions())) == (Wish.RAISE, "")
    path = tmp_path / "a b" / "ч.zip"
    assert parsed(_message(StartOptions(offered=path))) == (Wish.OPEN, str(path))
    for wrong in (tmp_path / "a\nb.zip", tmp_path / ("x" * 5000), Path("a.zip")):
        with pytest.raises(InputUnreadable):
            _message(StartOptions(offered=wrong))
