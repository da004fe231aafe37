"""Asks whether the chats of a file are wanted that was handed to the program from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from yagpt_desktop.text.display import fit
from yagpt_desktop.ui.widgets.question import QuestionWords, new_question

ENDING: Final = ".zip"
"""Of our archive; other files come in through the settings, where one has chosen them oneself."""
_LONGEST_SHOWN: Final = 80


class ArchiveOffer(QObject):
    """One question at a time; nothing of the file is looked at before it is answered.

    Signals:
        agreed(str): The chats of the file at this path are wanted.
    """

    agreed = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._path = ""

    @Slot(str)
    def ask(self, path: str) -> None:
        """Ask, or say why this file is not for here; what was asked before is answered with no."""
        file = Path(path)
        if file.suffix.casefold() != ENDING:
            self._refuse(file)
            return
        text = self.tr("Load the chats of the file “{name}”?")
        detail = self.tr("It lies in the folder {folder}. The chats that are here stay as they are.")
        words = QuestionWords(
            self.tr("Load chats"),
            text.format(name=_shown(file.name)),
            detail.format(folder=_shown(str(file.parent))),
            self.tr("Do not load"),
            self.tr("Load"),
        )
        question = new_question(self._owner.window(), "archive-offer", "archive-load", words)
        question.setIcon(QMessageBox.Icon.Question)
        self._path = path
        question.accepted.connect(self._on_accepted)
        question.open()

    @Slot()
    def _on_accepted(self) -> None:
        self.agreed.emit(self._path)

    def _refuse(self, file: Path) -> None:
        window = self._owner.window()
        for old in window.findChildren(QMessageBox, "archive-refused"):
            if old.isVisible():
                old.reject()
        text = self.tr(
            "“{name}” is no archive of chats. Only such an archive, a file {ending}, opens this way."
        )
        box = QMessageBox(window)
        box.setObjectName("archive-refused")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("Load chats"))
        box.setText(text.format(name=_shown(file.name), ending=ENDING))
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.finished.connect(box.deleteLater)
        box.open()


def _shown(text: str) -> str:
    """Return a name from outside, unable to reorder a sentence or to push a button off the screen."""
    plain = fit(text).replace("\n", " ")
    if len(plain) <= _LONGEST_SHOWN:
        return plain
    half = _LONGEST_SHOWN // 2
    return f"{plain[:half]}…{plain[-half:]}"
