"""A clipboard with everything in it: ``own PNG`` offers a text, a table, links, a format of its own and a
picture; ``read FILE`` writes what is offered, as JSON, with the picture's first points."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QTimer, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage

OWN_FORMAT = "application/x-made-up"
_MINUTES_MS = 600_000


def _own() -> None:
    app = QGuiApplication([])
    picture = QImage(3, 2, QImage.Format.Format_ARGB32)
    picture.fill(QColor(200, 30, 60))
    data = QMimeData()
    data.setText("прежний текст")
    data.setHtml("<table><tr><td>прежний</td></tr></table>")
    data.setUrls([QUrl("https://made-up.invalid/page")])
    data.setData(OWN_FORMAT, QByteArray(bytes(range(256))))
    data.setImageData(picture)
    app.clipboard().setMimeData(data)
    QTimer.singleShot(0, lambda: print("owned", flush=True))
    QTimer.singleShot(_MINUTES_MS, app.quit)
    app.exec()


def _read(file: Path) -> None:
    app = QGuiApplication([])
    data = app.clipboard().mimeData()
    found = {"picture": ""}
    if data is not None:
        for name in ("text/plain", "text/html", "text/uri-list", OWN_FORMAT):
            found[name] = base64.b64encode(bytes(data.data(name).data())).decode()
        if data.hasImage():
            picture = QImage(data.imageData())
            found["picture"] = f"{picture.width()}x{picture.height()} {picture.pixelColor(0, 0).name()}"
    file.write_text(json.dumps(found))


if __name__ == "__main__":
    _own() if sys.argv[1] == "own" else _read(Path(sys.argv[2]))
