"""The words of an exported chat, in the language of the interface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from yagpt_desktop.domain.chat import MessageState
from yagpt_desktop.services.exchange.captions import Captions
from yagpt_desktop.services.exchange.forms import ExportForm


def captions() -> Captions:
    """Return the words as they are now; they may be used in any thread."""
    translate = QCoreApplication.translate
    return Captions(
        language=QLocale().bcp47Name(),
        untitled=translate("ExportWords", "Chat without a title"),
        user=translate("ExportWords", "You"),
        assistant=translate("ExportWords", "Answer"),
        system=translate("ExportWords", "Instruction"),
        role=translate("ExportWords", "Role"),
        states={
            MessageState.STREAMING: translate("ExportWords", "not finished"),
            MessageState.STOPPED: translate("ExportWords", "stopped"),
            MessageState.INTERRUPTED: translate("ExportWords", "interrupted"),
            MessageState.FAILED: translate("ExportWords", "broken off"),
        },
        moment=_written_by(QLocale()),
    )


def form_name(form: ExportForm) -> str:
    """Return what a form is called in the list of forms, without its ending."""
    translate = QCoreApplication.translate
    names = {
        ExportForm.MARKDOWN: translate("ExportWords", "Text with markup, Markdown"),
        ExportForm.WORD: translate("ExportWords", "Word document"),
        ExportForm.PDF: translate("ExportWords", "PDF document"),
        ExportForm.WEB_PAGE: translate("ExportWords", "Web page"),
        ExportForm.TEXT: translate("ExportWords", "Plain text"),
        ExportForm.JSON: translate("ExportWords", "Data for other programs, JSON"),
    }
    return names[form]


def _written_by(locale: QLocale) -> Callable[[datetime], str]:
    def written(when: datetime) -> str:
        moment = QDateTime.fromMSecsSinceEpoch(int(when.timestamp() * 1000))
        return locale.toString(moment, QLocale.FormatType.ShortFormat)

    return written
