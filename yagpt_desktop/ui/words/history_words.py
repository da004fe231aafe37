"""What is said of the file of chats."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.history import Rescue


def rescue_text(rescue: Rescue) -> str:
    """Return what became of a damaged file, in sentences."""
    count = rescue.messages + rescue.from_backup
    brought = QCoreApplication.translate("HistoryWords", "%n message(s) were brought back.", "", count)
    whole = QCoreApplication.translate(
        "HistoryWords", "The file of your chats was damaged. {brought} It lies untouched in “{name}”."
    )
    return whole.format(brought=brought, name=Path(rescue.aside).name)
