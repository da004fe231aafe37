"""Another program with a text to work on: a plain editor, under the window class that is asked for.

``text_target.py NAME FILE [terminal]``: what the editor holds is written to FILE whenever it changes; with
``terminal`` a key for copying or pasting is written there too, as an interrupt would be.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit


class _Editor(QPlainTextEdit):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self.textChanged.connect(self._write)

    def _write(self) -> None:
        self._file.write_text(self.toPlainText(), encoding="utf-8")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note strokes with Ctrl beside doing them."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.nativeScanCode() in {54, 55}:
            with self._file.with_suffix(".strokes").open("a") as strokes:
                strokes.write(f"{event.nativeScanCode()}\n")
        super().keyPressEvent(event)


def _main() -> int:
    name, file = sys.argv[1], Path(sys.argv[2])
    # The first argument becomes the window's class.
    app = QApplication([name])
    app.setApplicationName(name)
    editor = _Editor(file)
    editor.setObjectName("target-text")
    editor.setAccessibleName("target")
    editor.setWindowTitle(f"target {name}")
    editor.resize(500, 300)
    editor.move(40, 40)
    editor.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(_main())
