"""A key about to be sent as a message: asked about, not sent unless the person insists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.ui.account.secret_guard import SecretGuard

KEY = "AQVN" + "MADEUPkeyFORtests0" * 2


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def question(window: QWidget) -> QMessageBox:
    return window.findChild(QMessageBox, "secret-question")


def test_an_ordinary_text_goes_through_without_a_word(window: QWidget) -> None:
    sent: list[str] = []
    assert SecretGuard(window).lets_through("Как создать API-ключ?", lambda: sent.append("x"))
    assert question(window) is None
    assert sent == []


def test_a_key_is_held_back_and_the_safe_answer_is_the_default(
    window: QWidget, qtbot: QtBot, russian: None
) -> None:
    sent: list[str] = []
    guard = SecretGuard(window)
    assert not guard.lets_through(f"вот ключ: {KEY}", lambda: sent.append("x"))
    box = question(window)
    assert box.text() == "Похоже на секретный ключ. Отправить?"
    assert KEY not in box.text() + box.informativeText()
    assert box.defaultButton().objectName() == "secret-keep"
    with qtbot.waitSignal(guard.declined):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert sent == []


def test_whoever_insists_may_send(window: QWidget, qtbot: QtBot) -> None:
    sent: list[str] = []
    guard = SecretGuard(window)
    guard.lets_through(KEY, lambda: sent.append("x"))
    question(window).findChild(QPushButton, "secret-send").click()
    assert sent == ["x"]


def test_a_second_text_takes_the_place_of_the_first(window: QWidget, qtbot: QtBot) -> None:
    sent: list[int] = []
    guard = SecretGuard(window)
    guard.lets_through(KEY, lambda: sent.append(1))
    first = question(window)
    guard.lets_through(KEY, lambda: sent.append(2))
    boxes = [box for box in window.findChildren(QMessageBox, "secret-question") if box is not first]
    boxes[0].findChild(QPushButton, "secret-send").click()
    assert sent == [2]
