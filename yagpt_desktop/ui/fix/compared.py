"""A comparison made ready to be shown; everything here may take long and belongs into a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass

from yagpt_desktop.domain.change import Change, Comparison
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.services.review import Keyed, KeyedEdit, keyed, keyed_edit
from yagpt_desktop.services.text_work import typeset_result
from yagpt_desktop.text.changes import ChangeReason, LiveComparison, reasons_of

Steps = Generator[None, None, Comparison]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison ready to be shown.

    Attributes:
        reasons: Of each change of what is shown in the end, as far as no model is needed for them.
        is_final: No more of the answer comes.
        edit: What the person made of it by hand.
    """

    keyed: Keyed
    reasons: tuple[tuple[ChangeReason, ...], ...]
    is_final: bool = True
    edit: KeyedEdit | None = None


def compared(
    make_steps: Callable[[], Steps],
    own: Sequence[Change] = (),
    *,
    is_final: bool,
    edited: str | None = None,
) -> Compared:
    """Do all steps of a comparison and what follows from it; ``edited`` is the result as it was kept."""
    prepared = keyed(_finished(make_steps()), own)
    if edited is None:
        return Compared(prepared, _reasons(prepared), is_final)
    edit = keyed_edit(prepared.comparison, (), edited)
    return Compared(prepared, _reasons(edit.keyed), is_final, edit)


def finishing(live: LiveComparison, run: TextRun, texts: TextSettings) -> Steps:
    """Compare all that came of a run; each thing that typography makes is a change like the others."""
    return (yield from live.finishing(typeset_result(run, texts)))


def edited_by_hand(comparison: Comparison, left: Collection[int], result: str) -> Compared:
    """Take in an edit of the result that ``applied(comparison, left)`` gave."""
    edit = keyed_edit(comparison, left, result)
    return Compared(edit.keyed, _reasons(edit.keyed), edit=edit)


def _reasons(prepared: Keyed) -> tuple[tuple[ChangeReason, ...], ...]:
    comparison = prepared.comparison
    return tuple(reasons_of(change, comparison.original) for change in comparison.changes)


def _finished(steps: Steps) -> Comparison:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Comparison = end.value
            return done
