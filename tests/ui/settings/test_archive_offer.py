"""A file that came from outside: asked about by its name, never looked at before the answer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.ui.settings.archive_offer import ArchiveOffer
from yagpt_desktop.ui.settings.history_controller import HistoryController
from yagpt_desktop.ui.settings.history_section import HistorySection
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.workers.job import several_threads, single_thread


@pytest.fixture
def window(qtbot: QtBot, theming: Theming) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    return window


@pytest.fixture
def offer(window: QWidget, russian: None) -> ArchiveOffer:
    return ArchiveOffer(window)


def boxes(window: QWidget) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def button(box: QMessageBox, name: str) -> QPushButton:
    return box.findChild(QPushButton, name)


def test_the_question_names_the_file_and_its_folder_and_no_is_the_default(
    window: QWidget, offer: ArchiveOffer, tmp_path: Path
) -> None:
    offer.ask(str(tmp_path / "Мои чаты.ZIP"))
    (box,) = boxes(window)
    assert box.text() == "Загрузить чаты из файла «Мои чаты.ZIP»?"
    assert str(tmp_path)[:30] in box.informativeText()
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.defaultButton() is button(box, "archive-offer-keep")
    assert box.escapeButton() is button(box, "archive-offer-keep")


def test_only_a_yes_is_told(qtbot: QtBot, window: QWidget, offer: ArchiveOffer) -> None:
    wanted: list[str] = []
    offer.agreed.connect(wanted.append)
    offer.ask("/gone/one.zip")
    button(boxes(window)[0], "archive-offer-keep").click()
    assert wanted == []
    offer.ask("/gone/two.zip")
    offer.ask("/gone/three.zip")
    (box,) = boxes(window)
    button(box, "archive-load").click()
    assert wanted == ["/gone/three.zip"]


@pytest.mark.parametrize("name", ["отчёт.pdf", "chats", "chats.zip.exe", ".zip", "chats.json", "a.zip "])
def test_any_other_file_is_told_in_a_sentence(window: QWidget, offer: ArchiveOffer, name: str) -> None:
    wanted: list[str] = []
    offer.agreed.connect(wanted.append)
    offer.ask(f"/folder/{name}")
    offer.ask(f"/folder/{name}")
    (box,) = boxes(window)
    assert box.objectName() == "archive-refused"
    assert name in box.text()
    assert "не архив чатов" in box.text()
    box.accept()
    assert wanted == []


def test_a_hostile_name_stays_plain_short_and_in_order(window: QWidget, offer: ArchiveOffer) -> None:
    offer.ask(f"/{'f' * 3000}/<b>{'x' * 200}\u202egnp.zip")
    (box,) = boxes(window)
    assert "<b>" in box.text()
    assert "\u202e" not in box.text()
    assert len(box.text()) < 150
    assert len(box.informativeText()) < 250


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(min_size=1, max_size=300))
def test_any_path_is_asked_about_or_refused(window: QWidget, offer: ArchiveOffer, name: str) -> None:
    offer.ask(f"/{name}.zip")
    for box in boxes(window):
        box.reject()


@pytest.fixture
def parts(qtbot: QtBot, theming: Theming, russian: None, tmp_path: Path):
    section = HistorySection()
    qtbot.addWidget(section)
    section.show()
    store = History(tmp_path / "history.db", Backups(lambda: tmp_path))
    pools = (single_thread(section), several_threads(section))
    yield section, HistoryController(section, store, write_atomically, pools)
    assert all(pool.waitForDone(3000) for pool in pools)
    store.close()


@pytest.mark.parametrize("kind", ["pipe", "folder", "gone"])
def test_what_is_no_file_is_told_and_holds_no_thread(
    qtbot: QtBot, parts: tuple[HistorySection, HistoryController], tmp_path: Path, kind: str
) -> None:
    section, controller = parts
    path = tmp_path / "чаты.zip"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    controller.offer(str(path))
    with qtbot.waitSignal(controller.offer_agreed):
        button(boxes(section)[0], "archive-load").click()
    load = section.findChild(QPushButton, "history-load")
    qtbot.waitUntil(load.isEnabled)
    assert "E-FILE-READ" in section.findChild(QWidget, "history-result").text()
