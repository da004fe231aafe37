"""What became of a file of terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.services.glossary import MOST_FAULTS, LineFault, TermFault
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count

_FAULTS: Final = {
    TermFault.NO_SOURCE: QT_TRANSLATE_NOOP("GlossaryWords", "the term is missing"),
    TermFault.NO_TARGET: QT_TRANSLATE_NOOP("GlossaryWords", "the translation is missing"),
    TermFault.TOO_LONG: QT_TRANSLATE_NOOP("GlossaryWords", "the term or the note is too long"),
    TermFault.LANGUAGE_UNKNOWN: QT_TRANSLATE_NOOP(
        "GlossaryWords", "the language is not written as a code of two letters"
    ),
    TermFault.DUPLICATE: QT_TRANSLATE_NOOP("GlossaryWords", "the term was in the file before"),
    TermFault.BROKEN: QT_TRANSLATE_NOOP(
        "GlossaryWords", "a quotation mark does not end; nothing was read from here on"
    ),
    TermFault.TOO_MANY: QT_TRANSLATE_NOOP("GlossaryWords", "There are too many terms; the first were read."),
    TermFault.TOO_BIG: QT_TRANSLATE_NOOP("GlossaryWords", "The file is too big for a glossary."),
    TermFault.NOT_TEXT: QT_TRANSLATE_NOOP("GlossaryWords", "The file is no table of text."),
}
_ADDED: Final = QT_TRANSLATE_NOOP("GlossaryWords", "%n term(s) added")
_RENEWED: Final = QT_TRANSLATE_NOOP("GlossaryWords", "%n term(s) renewed")
_UNREAD: Final = QT_TRANSLATE_NOOP("GlossaryWords", "%n line(s) could not be read")


def imported_text(added: int, renewed: int, faults: int) -> str:
    """Return "12 terms added, 3 terms renewed, 1 line could not be read."."""
    counts = ((_ADDED, added), (_RENEWED, renewed), (_UNREAD, faults))
    told = [counted("GlossaryWords", source, count) for source, count in counts if count]
    return f"{', '.join(told)}." if told else QCoreApplication.translate("GlossaryWords", "No terms in it.")


def faults_text(faults: Sequence[LineFault]) -> str:
    """Return a line for each fault; "" for none."""
    lines = [_line(fault) for fault in faults]
    if len(faults) >= MOST_FAULTS:
        lines.append(QCoreApplication.translate("GlossaryWords", "… and more."))
    return "\n".join(lines)


def _line(fault: LineFault) -> str:
    text = QCoreApplication.translate("GlossaryWords", _FAULTS[fault.fault])
    if not fault.line:
        return text
    sentence = QCoreApplication.translate("GlossaryWords", "Line {number}: {fault}")
    return sentence.format(number=format_count(fault.line), fault=text)
