"""The smallest window to prove the harness on: a field, a button, a growing text, a box, a keyring."""

from __future__ import annotations

import sys

import keyring
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_STEP_MS = 100


class SampleWindow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sample")
        self.setWindowTitle("Образец")
        self.resize(500, 400)
        self._field = QLineEdit(objectName="field")
        self._send = QPushButton("Отправить", objectName="send-sample")
        self._keep = QPushButton("Сохранить", objectName="keep")
        self._answer = QPlainTextEdit(objectName="answer", readOnly=True)
        self._quick = QCheckBox("Быстро", objectName="quick")
        self._model = QComboBox(objectName="sample-model")
        self._model.addItems(["малая", "большая"])
        self._rest: list[str] = []
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._grow)
        self._send.clicked.connect(self._on_send)
        self._keep.clicked.connect(self._on_keep)
        layout = QVBoxLayout(self)
        for widget in (self._field, self._send, self._keep, self._answer, self._quick, self._model):
            layout.addWidget(widget)
        self._field.setFocus()

    @Slot()
    def _on_send(self) -> None:
        self._answer.clear()
        self._rest = self._field.text().split()
        self._timer.start()

    @Slot()
    def _grow(self) -> None:
        if not self._rest:
            self._timer.stop()
            return
        self._answer.insertPlainText(f"{self._rest.pop(0)} ")

    @Slot()
    def _on_keep(self) -> None:
        try:
            keyring.set_password("harness-sample", "somebody", self._field.text())
            told = keyring.get_password("harness-sample", "somebody") or ""
        except keyring.errors.KeyringError as error:
            told = type(error).__name__
        self._answer.setPlainText(told)


def main() -> int:
    application = QApplication(sys.argv)
    window = SampleWindow()
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
