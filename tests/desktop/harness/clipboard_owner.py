"""Another program of the desktop: owns the clipboard (``own``, text from stdin) or reads it (``read``).

An X clipboard lives only as long as its owner.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

_MINUTES_MS = 600_000


def _own() -> None:
    text = sys.stdin.buffer.read().decode()
    app = QGuiApplication([])
    app.clipboard().setText(text)

    def tell() -> None:
        sys.stdout.write("owned\n")
        sys.stdout.flush()

    QTimer.singleShot(0, tell)
    QTimer.singleShot(_MINUTES_MS, app.quit)
    app.exec()


def _read() -> None:
    app = QGuiApplication([])
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        data = app.clipboard().mimeData(mode)
        for name in data.formats() if data is not None else []:
            sys.stdout.buffer.write(name.encode() + b"\n" + bytes(data.data(name).data()) + b"\n")


if __name__ == "__main__":
    _own() if sys.argv[1] == "own" else _read()
