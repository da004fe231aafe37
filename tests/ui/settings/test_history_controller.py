"""All chats out and in again, from the settings page."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.archive import ExportedChat, ImportCount
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.services.exchange import archive
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.history import pace
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.chat_import import StoreImport
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.settings.history_controller import HistoryController
from yagpt_desktop.ui.settings.history_section import HistorySection, loaded_sentence
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.workers.job import single_thread

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DATA = Path(__file__).parents[2] / "data" / "exchange"


def chat(number: int) -> ExportedChat:
    said = ChatMessage("q", None, Role.USER, f"вопрос {number}", NOON)
    return ExportedChat(Chat(f"c{number}", f"чат {number}", NOON, NOON), (said,), frozenset("q"))


class Scene:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.section = HistorySection()
        qtbot.addWidget(self.section)
        self.section.show()
        self.store = History(folder / "history.db", Backups(lambda: folder))
        self.store.add_chats([chat(number) for number in range(3)])
        self.pools = (single_thread(self.section), QThreadPool(self.section))
        self.error: StorageError | None = None
        self.controller = HistoryController(self.section, self.store, self.write, self.pools)
        self.qtbot = qtbot

    def write(self, path: Path, content: bytes) -> None:
        if self.error is not None:
            raise self.error
        write_atomically(path, content)

    def button(self, name: str) -> QPushButton:
        return self.section.findChild(QPushButton, name)

    @property
    def said(self) -> str:
        return self.section.findChild(QLabel, "history-result").text()

    def load(self, path: Path) -> None:
        with self.qtbot.waitSignal(self.controller.loaded):
            self.controller.load_from(str(path))

    def save(self, path: Path) -> None:
        with self.qtbot.waitSignal(self.controller.saved):
            self.controller.save_to(str(path))

    def close(self) -> None:
        assert all(pool.waitForDone(3000) for pool in self.pools)
        self.store.close()


@pytest.fixture
def scene(qtbot: QtBot, theming: Theming, russian: None, tmp_path: Path):
    scene = Scene(qtbot, tmp_path)
    yield scene
    scene.close()


def test_all_chats_are_saved_and_loaded_again(scene: Scene, tmp_path: Path) -> None:
    scene.save(tmp_path / "все.zip")
    assert scene.said == "Сохранено 3 чата."
    scene.load(tmp_path / "все.zip")
    assert scene.said == "Добавлено 0 чатов, 3 уже были."
    scene.store.erase_chat("c1")
    scene.load(tmp_path / "все.zip")
    assert scene.said == "Добавлен 1 чат, 2 уже были."
    assert {one.id for one in scene.store.chats()} == {"c0", "c1", "c2"}


def test_chats_of_other_programs_come_in(scene: Scene, tmp_path: Path) -> None:
    shutil.copy(DATA / "chatgpt.json", tmp_path / "conversations.json")
    scene.load(tmp_path / "conversations.json")
    assert scene.said == "Добавлено 2 чата."
    assert [one.id for one in scene.store.search("пироги")]


def test_a_refused_file_is_explained_and_changes_nothing(scene: Scene, tmp_path: Path) -> None:
    before = [scene.store.exported(one.id) for one in scene.store.chats()]
    for content, sentence in (
        (b"hello", "В файле не нашлось чатов"),
        (b'[{"mapping": {}}]', "ни одного сообщения"),
    ):
        (tmp_path / "f").write_bytes(content)
        scene.controller.load_from(str(tmp_path / "f"))
        assert not scene.button("history-load").isEnabled()
        scene.qtbot.waitUntil(lambda sentence=sentence: sentence in scene.said)
        assert scene.said.startswith("Чаты загрузить не удалось. ")
        assert scene.said.endswith("Ваши чаты остались прежними. (E-IMPORT)")
        assert scene.button("history-load").isEnabled()
    assert [scene.store.exported(one.id) for one in scene.store.chats()] == before
    scene.controller.load_from(str(tmp_path / "none"))
    scene.qtbot.waitUntil(lambda: "E-FILE-READ" in scene.said)


def test_a_full_disk_is_said(scene: Scene, tmp_path: Path) -> None:
    scene.error = StorageError("full")
    scene.controller.save_to(str(tmp_path / "a.zip"))
    scene.qtbot.waitUntil(lambda: "E-DISK" in scene.said)


def test_very_many_chats_go_beside_and_over_nothing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_FULL_MESSAGES", 1)
    (tmp_path / "a (2).zip").write_bytes(b"mine")
    scene.save(tmp_path / "a.zip")
    assert (tmp_path / "a (2).zip").read_bytes() == b"mine"
    assert {path.name for path in tmp_path.glob("a*.zip")} == {"a.zip", "a (2).zip", "a (3).zip", "a (4).zip"}
    scene.load(tmp_path / "a (4).zip")
    assert scene.said == "Добавлено 0 чатов, 1 уже был."


def test_what_is_asked_meanwhile_is_kept_before_the_next_part_comes(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window's own thread and queue: a question waits for one part at most, and not for the import."""
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(pace, name, 600)
    chats = [
        ExportedChat(Chat(f"n{number}", "чат", NOON, NOON), chat(0).messages, frozenset("q"))
        for number in range(30)
    ]
    (content,) = archive.archives(chats)
    (tmp_path / "a.zip").write_bytes(content)
    done: list[str] = []
    whole = StoreImport.step

    def part(self: StoreImport) -> ImportCount | None:
        if "part" not in done:
            # While the first part is written the person goes on; it stands in the queue before the second.
            for number in range(3):
                scene.pools[0].start(lambda number=number: ask(number))
        count = whole(self)
        done.append("part")
        return count

    def ask(number: int) -> None:
        scene.store.add_message("c0", ChatMessage(f"m{number}", "q", Role.USER, "ещё вопрос", NOON))
        assert not scene.store.search("n1")
        assert len(scene.store.chats()) == 3
        done.append("question")

    monkeypatch.setattr(StoreImport, "step", part)
    scene.load(tmp_path / "a.zip")
    assert done[:5] == ["part", "question", "question", "question", "part"]
    assert done.count("part") > 20
    assert scene.said == "Добавлено 30 чатов."
    assert len(scene.store.chats()) == 33


def test_two_imports_come_one_after_the_other(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(pace, name, 600)
    counts: list[ImportCount] = []
    scene.controller.loaded.connect(counts.append)
    for name in "ab":
        chats = [
            ExportedChat(Chat(f"{name}{number}", "чат", NOON, NOON), chat(0).messages, frozenset("q"))
            for number in range(10)
        ]
        (content,) = archive.archives(chats)
        (tmp_path / f"{name}.zip").write_bytes(content)
        scene.controller.load_from(str(tmp_path / f"{name}.zip"))
    scene.qtbot.waitUntil(lambda: len(counts) == 2)
    assert counts == [ImportCount(added=10, messages=10)] * 2
    assert len(scene.store.chats()) == 23


@pytest.mark.parametrize(
    ("button", "dialog"), [("history-save", "archive-dialog"), ("history-load", "import-dialog")]
)
def test_the_buttons_ask_for_a_file(scene: Scene, tmp_path: Path, button: str, dialog: str) -> None:
    scene.button(button).click()
    found = scene.section.findChild(QFileDialog, dialog)
    assert found.isVisible()
    if dialog == "archive-dialog":
        assert found.selectedFiles()[0].endswith(".zip")
        found.setDirectory(str(tmp_path))
        found.findChild(QLineEdit, "fileNameEdit").setText("все")
        with scene.qtbot.waitSignal(scene.controller.saved) as saved:
            found.accept()
        assert saved.args == [str(tmp_path / "все.zip")]
    else:
        found.reject()


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (ImportCount(added=12, present=3), "Добавлено 12 чатов, 3 уже были."),
        (ImportCount(added=1), "Добавлен 1 чат."),
        (
            ImportCount(present=1, extended=1),
            "Добавлено 0 чатов, 1 уже был, из них 1 дополнен новыми сообщениями.",
        ),
        (
            ImportCount(added=2, present=25, extended=5),
            "Добавлено 2 чата, 25 уже были, из них 5 дополнены новыми сообщениями.",
        ),
    ],
)
def test_the_result_reads_as_russian(russian: None, count: ImportCount, sentence: str) -> None:
    assert loaded_sentence(count) == sentence


def test_nothing_of_the_settings_is_in_the_file(scene: Scene, tmp_path: Path) -> None:
    mine = Chat("c9", "чат", NOON, NOON, account_id="MADE-UP-account")
    scene.store.save_chat(mine)
    scene.save(tmp_path / "a.zip")
    scene.store.erase_chat("c9")
    scene.load(tmp_path / "a.zip")
    back = scene.store.exported("c9").chat
    assert "MADE-UP" not in json.dumps(back.account_id)
