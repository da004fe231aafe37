"""What is said of newer versions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.update import UpdateChoice
from yagpt_desktop.services.update_desk import UpdateStand
from yagpt_desktop.ui.i18n import format_day


def release_text(version: str) -> str:
    """Say that there is a newer version."""
    text = QCoreApplication.translate("UpdateWords", "Version {version} is out.")
    return text.format(version=version)


def question_text() -> str:
    """Ask whether the program may look."""
    return QCoreApplication.translate(
        "UpdateWords",
        "May the program look once a day whether there is a newer version? "
        "It says nothing about you, and installs nothing.",
    )


def open_page_text() -> str:
    """Name the button that leads to the download."""
    return QCoreApplication.translate("UpdateWords", "Open the download page")


def stand_text(stand: UpdateStand, choice: UpdateChoice) -> str:
    """Say in one line how things stand; "" where there is nothing to be said."""
    if stand.is_development:
        return QCoreApplication.translate(
            "UpdateWords", "Nobody announces newer versions to this build: it was made for trying things out."
        )
    if stand.release is not None:
        return release_text(stand.release.version)
    if choice is not UpdateChoice.YES:
        return ""
    if stand.failed:
        return QCoreApplication.translate(
            "UpdateWords", "It could not be found out today whether there is a newer version."
        )
    if stand.checked_at is None:
        return ""
    day = format_day(stand.checked_at.astimezone().date().isoformat())
    text = QCoreApplication.translate("UpdateWords", "Looked on {date}: nothing newer is known.")
    return text.format(date=day)
