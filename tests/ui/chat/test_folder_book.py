"""Folders change at once; what was read before a change does not undo it."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from yagpt_desktop.domain.errors import DiskFull
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.chat.folder_book import FolderBook
from yagpt_desktop.workers.job import single_thread


class Store(MemoryChatStore):
    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = None
        self.saved: list[str] = []

    def save_folder(self, folder: Folder) -> None:
        if self.error is not None:
            raise self.error
        self.saved.append(folder.name)
        super().save_folder(folder)


@pytest.fixture
def book(qapp):
    owner = QObject()
    pool = single_thread(owner)
    made = FolderBook(Store(), pool, owner)
    made.owner, made.pool = owner, pool
    yield made
    assert pool.waitForDone(3000)


def settle(book) -> None:
    assert book.pool.waitForDone(3000)
    QTest.qWait(1)


def test_a_list_that_was_asked_for_before_a_change_is_out_of_date(book):
    before = book.version
    book.save(Folder("f", "Работа"))
    book.take([], before)
    assert [folder.id for folder in book.folders] == ["f"]
    book.take([Folder("g", "Дом")], book.version)
    assert [folder.id for folder in book.folders] == ["g"]


def test_a_new_folder_stands_last_under_an_id_of_its_own(book):
    first, second = book.add(Folder("", "А")), book.add(Folder("", "Б"))
    settle(book)
    assert list(book.folders) == [first, second] == list(book._store.folders())
    assert first.id != second.id


def test_where_the_disk_is_full_a_folder_stays_in_view(book):
    failures = []
    book.failed.connect(failures.append)
    book._store.error = DiskFull("no room")
    book.save(Folder("f", "Работа"))
    settle(book)
    assert len(failures) == 1
    book.take([], book.version)
    assert [folder.id for folder in book.folders] == ["f"]
    book._store.error = None
    book.save(Folder("g", "Дом", 1))
    settle(book)
    book.take(book._store.folders(), book.version)
    assert [folder.id for folder in book.folders] == ["g"]


def test_of_fast_changes_the_last_is_written_and_none_overtakes_a_deletion(book):
    gate = Event()
    book.pool.start(lambda: gate.wait(5))
    for name in ("а", "б", "в"):
        book.save(Folder("f", name))
    book.delete("f")
    book.save(Folder("f", "г"))
    gate.set()
    settle(book)
    assert book._store.saved == ["в", "г"]
    assert [folder.name for folder in book._store.folders()] == ["г"]


def test_a_shift_over_the_edge_changes_nothing(book):
    for name in "абв":
        book.add(Folder("", name))
    first = book.folders[0].id
    book.shift(first, -1)
    book.shift("nobody", 1)
    assert [folder.name for folder in book.folders] == ["а", "б", "в"]
    book.shift(first, 2)
    settle(book)
    assert [folder.name for folder in book._store.folders()] == ["б", "в", "а"]
