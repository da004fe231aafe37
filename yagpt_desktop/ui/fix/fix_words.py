"""What the fix page says of a run: how far it is, and what came of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.text_task import ActionTask, ChunkState, TextRun
from yagpt_desktop.services.long_run import RunProgress, RunState, stricter_offered
from yagpt_desktop.services.text_work import done_share, findings_of
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_count
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.text_words import waiting_text

_OVER: Final = frozenset({ChunkState.DONE, ChunkState.FAILED})
_CORRECTIONS: Final = QT_TRANSLATE_NOOP("FixWords", "%n correction(s)")
_UNCHECKED: Final = QT_TRANSLATE_NOOP(
    "FixWords", "%n part(s) of the text could not be checked and stay as they were."
)


def progress_text(progress: RunProgress) -> str:
    """Return how far a run is that has not ended."""
    chunks = progress.run.asked_chunks
    if progress.state is RunState.WAITING:
        return waiting_text(progress.wait_s)
    done = sum(chunk.state in _OVER for chunk in chunks)
    percent = format_count(int(100 * done_share(progress.run)))
    if progress.state is RunState.HELD:
        return QCoreApplication.translate("FixWords", "Waiting for you")
    if progress.state is RunState.PAUSED:
        return QCoreApplication.translate("FixWords", "Paused at {percent}\u00a0%").format(percent=percent)
    if len(chunks) < 2:
        return QCoreApplication.translate("FixWords", "Checking…")
    text = QCoreApplication.translate("FixWords", "Checking: {percent}\u00a0%, part {number} of {count}")
    number = format_count(min(done + 1, len(chunks)))
    return text.format(percent=percent, number=number, count=format_count(len(chunks)))


def result_text(run: TextRun, changes: int) -> str:
    """Return what came of a run that has ended, with so many changes in view."""
    if not run.is_finished:
        found = counted("FixWords", _CORRECTIONS, changes)
        return (
            QCoreApplication.translate("FixWords", "Stopped · {found}").format(found=found)
            if changes
            else QCoreApplication.translate("FixWords", "Stopped")
        )
    if not changes and is_unchecked(run):
        return QCoreApplication.translate("FixWords", "Not checked")
    if changes:
        return counted("FixWords", _CORRECTIONS, changes)
    is_action = isinstance(run.task, ActionTask)
    return (
        QCoreApplication.translate("FixWords", "Nothing to change")
        if is_action
        else QCoreApplication.translate("FixWords", "No mistakes found")
    )


def notice_of(run: TextRun) -> tuple[str, str]:
    """Return what must be said of a result, and what the button beside it says; "" for nothing."""
    again = QCoreApplication.translate("FixWords", "Try again")
    text = findings_text(findings_of(run))
    if text:
        is_stricter = any(stricter_offered(run.task, chunk) for chunk in run.chunks)
        return text, QCoreApplication.translate("FixWords", "Ask more strictly") if is_stricter else again
    failed = sum(chunk.state is ChunkState.FAILED for chunk in run.chunks)
    return (counted("FixWords", _UNCHECKED, failed), again) if failed else ("", "")


def is_unchecked(run: TextRun) -> bool:
    """Whether nothing at all came of a run."""
    return all(
        chunk.state is not ChunkState.DONE and not chunk.text
        for chunk in run.asked_chunks
        if run.source[chunk.start : chunk.end].strip()
    )
