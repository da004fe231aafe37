"""What a guard noticed about a result, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.text_task import Finding
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

_SENTENCES: Final = {
    Finding.REFUSED: QT_TRANSLATE_NOOP(
        "FindingWords", "The model does not want to speak about this. Your text is as it was."
    ),
    Finding.EMPTY: QT_TRANSLATE_NOOP("FindingWords", "The model answered nothing. Your text is as it was."),
    Finding.TRUNCATED: QT_TRANSLATE_NOOP(
        "FindingWords", "The answer was cut off: the end of the text is missing or as it was."
    ),
    Finding.REWRITTEN: QT_TRANSLATE_NOOP(
        "FindingWords",
        "Much more was changed than mistakes alone. Look at each change, or ask more strictly.",
    ),
    Finding.LANGUAGE_CHANGED: QT_TRANSLATE_NOOP(
        "FindingWords", "The answer is in another language than expected."
    ),
    Finding.REORDERED: QT_TRANSLATE_NOOP(
        "FindingWords", "Paragraphs changed their places, or are there twice."
    ),
    Finding.PARAGRAPHS_CHANGED: QT_TRANSLATE_NOOP(
        "FindingWords", "The number of paragraphs has changed: look whether all are there."
    ),
    Finding.LENGTH_SUSPICIOUS: QT_TRANSLATE_NOOP(
        "FindingWords", "The length has changed a lot: look whether all is there."
    ),
    Finding.TERM_MISSED: QT_TRANSLATE_NOOP("FindingWords", "Some terms of the glossary were not used."),
}
_QUIET: Final = frozenset({Finding.PREAMBLE, Finding.FENCE, Finding.UNCHANGED, Finding.NOT_ASKED})


def findings_text(findings: Iterable[Finding]) -> str:
    """Return the sentences for a person; "" where nothing needs to be said."""
    told = [_SENTENCES[one] for one in findings if one not in _QUIET]
    return " ".join(QCoreApplication.translate("FindingWords", sentence) for sentence in told[:2])
