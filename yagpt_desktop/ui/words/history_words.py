"""What is said of the file of chats."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.history import BrokenImport, Rescue


def history_text(told: Rescue | BrokenImport) -> str:
    """Return what became of a damaged file, or of an import that was broken off, in sentences."""
    if isinstance(told, BrokenImport):
        return QCoreApplication.translate(
            "HistoryWords",
            "The last import was broken off: nothing of it came into your chats. Import the file once more.",
        )
    count = told.messages + told.from_backup
    brought = QCoreApplication.translate("HistoryWords", "%n message(s) were brought back.", "", count)
    whole = QCoreApplication.translate(
        "HistoryWords", "The file of your chats was damaged. {brought} It lies untouched in “{name}”."
    )
    return whole.format(brought=brought, name=Path(told.aside).name)
