"""Text files that go with a question."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.ui.chat.attachments import MOST_FILES, Attachments
from yagpt_desktop.workers.job import single_thread


@pytest.fixture
def attachments(qapp):
    owner = QObject()
    pool = single_thread(owner)
    attachments = Attachments(pool, owner)
    yield attachments
    assert pool.waitForDone(3000)


def test_a_file_is_read_taken_and_gone(qtbot, attachments, tmp_path):
    path = tmp_path / "отчёт.txt"
    path.write_text("строка", encoding="utf8")
    with qtbot.waitSignal(attachments.changed):
        attachments.add(str(path))
    with qtbot.waitSignal(attachments.changed) as cleared:
        taken = attachments.take()
    assert [(file.name, file.text) for file in taken] == [("отчёт.txt", "строка")]
    assert cleared.args == [[]]


def test_what_is_no_text_is_told_and_not_added(qtbot, attachments, tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\0")
    with qtbot.waitSignal(attachments.failed) as got:
        attachments.add(str(path))
    assert isinstance(got.args[0], InputUnreadable)
    assert attachments.files == ()


def test_a_file_can_be_taken_away_again(qtbot, attachments, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf8")
        with qtbot.waitSignal(attachments.changed):
            attachments.add(str(tmp_path / name))
    attachments.remove(0)
    assert [file.name for file in attachments.files] == ["b.txt"]


def test_there_is_a_limit_to_the_number_of_files(qtbot, attachments, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a", encoding="utf8")
    for _ in range(MOST_FILES + 3):
        attachments.add(str(path))
        qtbot.waitUntil(lambda: not attachments._reading.busy)
    assert len(attachments.files) == MOST_FILES


@pytest.mark.parametrize("name", ["chats.jsonl", "export/conversations.json"])
def test_an_archive_of_chats_is_offered_and_not_attached(qtbot, attachments, tmp_path, name):
    path = tmp_path / "Чаты.ZIP"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, "{}")
    with qtbot.waitSignal(attachments.chats_found) as found:
        attachments.add(str(path))
    assert found.args == [str(path)]
    assert attachments.files == ()


@pytest.mark.parametrize("content", [b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(40)])
def test_any_other_zip_is_refused_as_before(qtbot, attachments, tmp_path, content):
    path = tmp_path / "photos.zip"
    path.write_bytes(content)
    with qtbot.waitSignal(attachments.failed):
        attachments.add(str(path))
