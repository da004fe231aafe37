"""Another program of the desktop: an editor of formatted text into which the clipboard is pasted.

Prints as JSON what it was given in each form, and what its document has become.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication, QTextEdit

_FORMS = ("text/plain", "text/html", "text/markdown")


def _main() -> None:
    app = QApplication([])
    given = app.clipboard().mimeData()
    assert given is not None, "the clipboard is empty"
    forms = {name: bytes(given.data(name).data()).decode() for name in _FORMS if given.hasFormat(name)}
    editor = QTextEdit()
    editor.show()
    editor.paste()
    tables = [frame for frame in editor.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    cells = [
        [
            [
                table.cellAt(row, column).firstCursorPosition().block().text()
                for column in range(table.columns())
            ]
            for row in range(table.rows())
        ]
        for table in tables
    ]
    sys.stdout.write(json.dumps({"forms": forms, "text": editor.toPlainText(), "tables": cells}))


if __name__ == "__main__":
    _main()
