"""A file manager's smallest likeness: a small window from which one file can be dragged.

Started as a program with a file's path; it lies in the upper left corner, above all other windows.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

EDGE_PX = 48


class DropSource(QLabel):
    def __init__(self, path: str) -> None:
        super().__init__("файл")
        self._path = path
        self._pressed_at = QPoint()
        self.setObjectName("drop-source")
        self.setWindowTitle("Источник файла")
        self.setWindowFlags(
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setGeometry(0, 0, EDGE_PX, EDGE_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way < QApplication.startDragDistance():
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._path)])
        drag = QDrag(self)
        drag.setMimeData(data)
        done = drag.exec(Qt.DropAction.CopyAction)
        self.setText("взят" if done is Qt.DropAction.CopyAction else "файл")


def main() -> int:
    application = QApplication(sys.argv[:1])
    source = DropSource(sys.argv[1])
    source.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
