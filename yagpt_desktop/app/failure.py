"""A start that fails, told in a window of its own to whoever sees no terminal."""

from __future__ import annotations

import os
import stat
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.theme.icons import app_icon
from yagpt_desktop.ui.words.error_text import details_of, error_text


def is_read_elsewhere() -> bool:
    """Whether somebody reads what is written to standard error: a terminal, or the program that started this.

    A menu gives a socket of the journal, a file that nobody opens, or nothing at all.
    """
    try:
        descriptor = sys.stderr.fileno()
        return os.isatty(descriptor) or stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except (AttributeError, OSError, ValueError):
        return False


def show_failure(app: QApplication, error: YaGptError) -> None:
    """Say why nothing opens; return when the person has closed it."""
    # The settings may be what cannot be read, so the language is the system's.
    language = install_language(app, Language.SYSTEM)
    words = error_text(error)
    box = QMessageBox(QMessageBox.Icon.Critical, "YaGPT Desktop", words.title)
    box.setObjectName("start-failure")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(f"{words.cause}\n{words.assurance}")
    box.setDetailedText("\n".join(part for part in (words.code, details_of(error)) if part))
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.setDefaultButton(QMessageBox.StandardButton.Close)
    box.setWindowIcon(app_icon())
    box.exec()
    language.remove()
