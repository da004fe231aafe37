"""All chats go, only after a question, and the window begins anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.ui.settings.history_eraser import HistoryEraser
from yagpt_desktop.ui.settings.history_section import HistorySection
from yagpt_desktop.workers.job import single_thread


class File:
    """Counts how often everything went."""

    def __init__(self) -> None:
        self.erased = 0
        self.error: StorageError | None = None

    def erase_all(self) -> None:
        if self.error is not None:
            raise self.error
        self.erased += 1


@pytest.fixture
def section(qtbot):
    section = HistorySection()
    qtbot.addWidget(section)
    section.show()
    return section


@pytest.fixture
def eraser(section):
    owner = QObject(section)
    pool = single_thread(owner)
    eraser = HistoryEraser(section, File(), pool)
    yield eraser
    assert pool.waitForDone(5000)


def question(section) -> QMessageBox:
    section.findChild(QPushButton, "history-erase").click()
    return section.window().findChild(QMessageBox, "erase-all-question")


def test_keeping_is_the_default(qtbot, section, eraser):
    asked = question(section)
    assert asked.defaultButton().objectName() == "erase-all-keep"
    with qtbot.waitSignal(asked.finished), qtbot.assertNotEmitted(eraser.agreed):
        asked.defaultButton().click()
    assert eraser._file.erased == 0


def test_what_still_writes_is_told_before_anything_goes(qtbot, section, eraser):
    order = []
    eraser.agreed.connect(lambda: order.append(("agreed", eraser._file.erased)))
    eraser.erased.connect(lambda: order.append(("erased", eraser._file.erased)))
    with qtbot.waitSignal(eraser.erased):
        question(section).findChild(QPushButton, "erase-all").click()
    assert order == [("agreed", 0), ("erased", 1)]
    assert "gone" in section.findChild(QLabel, "history-result").text()


def test_what_could_not_go_is_said(qtbot, section, eraser):
    eraser._file.error = StorageError("made up")
    with qtbot.waitSignal(eraser._erasing.finished), qtbot.assertNotEmitted(eraser.erased):
        question(section).findChild(QPushButton, "erase-all").click()
    assert "E-DISK" in section.findChild(QLabel, "history-result").text()
