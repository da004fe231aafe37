"""A question before something that cannot be taken back; not doing it is the default."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from .labels import plain_caption


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """What it says.

    Attributes:
        keep: The button that changes nothing.
        go_on: The button that does it.
    """

    title: str
    text: str
    detail: str
    keep: str
    go_on: str


def new_question(window: QWidget, name: str, go_on_name: str, words: QuestionWords) -> QMessageBox:
    """Return a question over a window, to be connected by ``accepted`` and opened; it goes when answered.

    One of the same name that is open still is answered with no.  The buttons are called ``<name>-keep`` and
    ``go_on_name``, the question itself ``<name>-question``.
    """
    for old in window.findChildren(QMessageBox, f"{name}-question"):
        if old.isVisible():  # one that was answered just now is still there, and must not answer again
            old.reject()
    question = QMessageBox(window)
    question.setObjectName(f"{name}-question")
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setWindowTitle(words.title)
    question.setText(words.text)
    question.setInformativeText(words.detail)
    keep = question.addButton(plain_caption(words.keep), QMessageBox.ButtonRole.RejectRole)
    keep.setObjectName(f"{name}-keep")
    go_on = question.addButton(plain_caption(words.go_on), QMessageBox.ButtonRole.AcceptRole)
    go_on.setObjectName(go_on_name)
    question.setDefaultButton(keep)
    question.setEscapeButton(keep)
    question.finished.connect(question.deleteLater)
    return question
