"""A chat out of the window into a file: the dialog, the forms, the notice."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import AnswerFacts, Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.services.exchange.forms import ExportForm
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.chat.export_controller import ExportController
from yagpt_desktop.ui.chat.export_dialog import ExportDialog
from yagpt_desktop.ui.chat.export_words import captions, form_name
from yagpt_desktop.ui.chat.pdf_page import pdf
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.workers.job import single_thread

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANSWER = """Вот **ответ** с формулой $x^2$.

```python
def привет():
    return "мир"
```

| Имя | Цена |
|---|---:|
| Ёжик | 12,5 ₽ |
"""


def chat(answer: str = ANSWER) -> ExportedChat:
    said = (
        ChatMessage("q", None, Role.USER, "Как испечь пирог?", NOON),
        ChatMessage(
            "a", "q", Role.ASSISTANT, answer, NOON, MessageState.STOPPED, AnswerFacts(model="yandexgpt-5.1")
        ),
    )
    return ExportedChat(Chat("c", "Пирог: яблоки/груши", NOON, NOON), said, frozenset("qa"))


class Scene:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(600, 400)
        self.window.show()
        self.store = History(folder / "history.db", Backups(lambda: folder))
        self.store.add_chats([chat()])
        self.pools = (single_thread(self.window), QThreadPool(self.window))
        self.error: StorageError | None = None
        self.controller = ExportController(self.window, self.store, self.write, self.pools)
        self.folder = folder
        self.qtbot = qtbot

    def write(self, path: Path, content: bytes) -> None:
        if self.error is not None:
            raise self.error
        write_atomically(path, content)

    def dialog(self) -> ExportDialog:
        found: list[ExportDialog] = []

        def is_open() -> bool:
            found[:] = [one for one in self.window.findChildren(ExportDialog) if one.isVisible()]
            return bool(found)

        self.controller.export("c")
        self.qtbot.waitUntil(is_open)
        return found[0]

    def saved(self, name: str, form: ExportForm | None = None) -> bytes:
        dialog = self.dialog()
        dialog.setDirectory(str(self.folder))
        if form is not None:
            dialog.choose(form)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
        with self.qtbot.waitSignal(self.controller.saved) as done:
            dialog.accept()
        return Path(done.args[0]).read_bytes()

    def close(self) -> None:
        assert all(pool.waitForDone(3000) for pool in self.pools)
        self.store.close()


@pytest.fixture
def scene(qtbot: QtBot, theming: Theming, russian: None, tmp_path: Path):
    scene = Scene(qtbot, tmp_path)
    yield scene
    scene.close()


def test_the_dialog_offers_a_name_and_every_form(scene: Scene) -> None:
    dialog = scene.dialog()
    assert not dialog.isModal() or dialog.windowModality().name == "WindowModal"
    assert [filter_.rpartition("(")[2] for filter_ in dialog.nameFilters()] == [
        f"*.{form.value})" for form in ExportForm
    ]
    assert Path(dialog.selectedFiles()[0]).name == "Пирог яблоки груши.md"
    dialog.selectNameFilter(next(one for one in dialog.nameFilters() if "docx" in one))
    dialog.filterSelected.emit(dialog.selectedNameFilter())
    assert Path(dialog.selectedFiles()[0]).name == "Пирог яблоки груши.docx"
    dialog.reject()


@pytest.mark.parametrize("form", list(ExportForm))
def test_a_chat_leaves_in_every_form(scene: Scene, form: ExportForm) -> None:
    content = scene.saved(f"чат.{form.value}", form)
    assert (scene.folder / f"чат.{form.value}").read_bytes() == content
    starts = {
        ExportForm.MARKDOWN: "# Пирог".encode(),
        ExportForm.WORD: b"PK\x03\x04",
        ExportForm.PDF: b"%PDF-",
        ExportForm.WEB_PAGE: b"<!DOCTYPE html>",
        ExportForm.TEXT: "Пирог".encode(),
        ExportForm.JSON: b"{",
    }
    assert content.startswith(starts[form])
    assert form_name(form)


def test_an_ending_typed_by_hand_decides_and_a_missing_one_is_added(scene: Scene) -> None:
    assert json.loads(scene.saved("чат.json"))["id"] == "c"
    assert scene.saved("без окончания", ExportForm.TEXT).startswith("Пирог".encode())
    assert (scene.folder / "без окончания.txt").exists()


def test_a_notice_names_the_file_and_leads_to_it(scene: Scene) -> None:
    scene.saved("чат.md")
    button = scene.window.findChild(QPushButton, "export-notice-action")
    assert button.isVisible()
    assert button.text() == "Показать в папке"


def test_several_chats_go_into_a_folder_and_over_nothing(scene: Scene, tmp_path: Path) -> None:
    twin = replace(chat(), chat=replace(chat().chat, id="d"))
    scene.store.add_chats([twin])
    place = tmp_path / "чаты"
    place.mkdir()
    (place / "Пирог яблоки груши.txt").write_text("моё")
    scene.controller.export_several(["c", "nobody", "d"], ExportForm.TEXT)
    found: list[QFileDialog] = []

    def is_open() -> bool:
        found[:] = scene.window.findChildren(QFileDialog, "export-folder-dialog")
        return bool(found)

    scene.qtbot.waitUntil(is_open)
    found[0].reject()
    with scene.qtbot.waitSignal(scene.controller.saved) as saved:
        scene.controller.write_into(str(place))
    assert saved.args == [str(place)]
    assert (place / "Пирог яблоки груши.txt").read_text() == "моё"
    assert {path.name for path in place.iterdir()} == {
        "Пирог яблоки груши.txt",
        "Пирог яблоки груши (2).txt",
        "Пирог яблоки груши (3).txt",
    }
    assert scene.window.findChild(QLabel, "export-notice-text").text() == "Сохранено: 2 чата"


def test_a_full_disk_is_said_and_no_file_is_left(scene: Scene) -> None:
    scene.error = StorageError("full")
    dialog = scene.dialog()
    dialog.setDirectory(str(scene.folder))
    dialog.findChild(QLineEdit, "fileNameEdit").setText("чат.md")
    with scene.qtbot.waitSignal(scene.controller.failed) as failed:
        dialog.accept()
    assert failed.args == [scene.error]
    assert not (scene.folder / "чат.md").exists()


def test_a_chat_that_was_never_kept_has_nothing_to_take_out(scene: Scene) -> None:
    with scene.qtbot.assertNotEmitted(scene.controller.failed):
        scene.controller.export("nobody")
        assert scene.pools[0].waitForDone(3000)
        scene.qtbot.wait(10)
    assert not scene.window.findChildren(ExportDialog)


def test_a_pdf_holds_the_words_the_code_and_the_table(scene: Scene, tmp_path: Path) -> None:
    long_line = "x = " + " + ".join(str(number) for number in range(200))
    answer = (
        f"{ANSWER}\n```\n{long_line}\n```\n\n![снимок](https://evil.example/x.png) <img src='file:///x.png'>"
    )
    (tmp_path / "chat.pdf").write_bytes(pdf(chat(answer), captions()))
    command = ["pdftotext", "-layout", "chat.pdf", "-"]
    text = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=60).stdout.decode()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "Пирог: яблоки/груши" in lines
    assert any(line.startswith("Вы · ") for line in lines)
    assert any(line.startswith("yandexgpt-5.1 · ") and line.endswith("остановлено") for line in lines)
    assert "def привет():" in lines
    assert '    return "мир"' in text
    assert "Ёжик 12,5 ₽" in lines
    # Wrapped, not cut at the edge of the page.
    assert "199" in text


def test_a_chat_that_was_never_kept_goes_as_it_is_shown(scene: Scene) -> None:
    shown = replace(chat("Только на экране."), chat=Chat("t", "Временный", NOON, NOON, temporary=True))
    scene.controller.export("t", shown)
    scene.qtbot.waitUntil(lambda: bool(scene.window.findChildren(ExportDialog)))
    dialog = scene.window.findChildren(ExportDialog)[0]
    dialog.setDirectory(str(scene.folder))
    with scene.qtbot.waitSignal(scene.controller.saved) as done:
        dialog.accept()
    assert "Только на экране." in Path(done.args[0]).read_text(encoding="utf8")


def test_of_a_kept_chat_goes_what_is_kept_with_every_version(scene: Scene) -> None:
    scene.controller.export("c", replace(chat("Только на экране."), active=frozenset()))
    scene.qtbot.waitUntil(lambda: bool(scene.window.findChildren(ExportDialog)))
    dialog = scene.window.findChildren(ExportDialog)[0]
    dialog.setDirectory(str(scene.folder))
    with scene.qtbot.waitSignal(scene.controller.saved) as done:
        dialog.accept()
    assert "Только на экране." not in Path(done.args[0]).read_text(encoding="utf8")
