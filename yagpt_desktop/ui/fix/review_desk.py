"""The review in the page: decisions, keys, and the picture that follows them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.domain.change import ChangeKind, Comparison, Decision
from yagpt_desktop.services.review import Keyed, KeyedEdit, Review, keyed, keyed_edit
from yagpt_desktop.text.changes import ChangeReason, reasons_of
from yagpt_desktop.text.marked import MarkedParagraph, marked
from yagpt_desktop.ui.words.reason_words import reason_text
from yagpt_desktop.workers.comparing import Comparing

from .change_model import ChangeCard
from .fix_page import FixPage, FixView

_EDIT_MS: Final = 400
_FRAME_MS: Final = 100
_NO_CHANGE: Final = -1
_NOTHING: Final = Keyed(Comparison("", "", (), 0), ())

Steps = Generator[None, None, Comparison]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison ready to be shown.

    Attributes:
        reasons: Of each change, as far as no model is needed for them.
        is_final: The answer is whole.
    """

    keyed: Keyed
    reasons: tuple[tuple[ChangeReason, ...], ...]
    is_final: bool


def compared(steps: Steps, own: Sequence[object] = (), *, is_final: bool) -> Compared:
    """Do all steps of a comparison and what follows from it.  A thread beside the GUI's."""
    comparison = _finished(steps)
    prepared = keyed(comparison, own)  # type: ignore[arg-type]
    reasons = tuple(reasons_of(change, comparison.original) for change in prepared.comparison.changes)
    return Compared(prepared, reasons, is_final)


class ReviewDesk(QObject):
    """Shows a review and takes decisions.

    Signals:
        changed(): Something was decided, or there are other changes.
        word_kept(str): A word shall never be touched again.
        finished(): Nothing is undecided any more, by the person's last step.
    """

    changed = Signal()
    word_kept = Signal(str)
    finished = Signal()

    def __init__(self, page: FixPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._review = Review(_NOTHING)
        self._reasons: tuple[tuple[ChangeReason, ...], ...] = ()
        self._told: dict[tuple[str, str, ChangeKind], str] = {}
        self._kind: ChangeKind | None = None
        self._current = _NO_CHANGE
        self._is_final = False
        self._drawing = Comparing(self)
        self._drawing.compared.connect(self._on_drawn)
        self._editing = Comparing(self)
        self._editing.compared.connect(self._on_edited)
        self._edit_later = QTimer(self)
        self._edit_later.setSingleShot(True)
        self._edit_later.setInterval(_EDIT_MS)
        self._edit_later.timeout.connect(self._take_edit)
        self._filling = False
        self._newest: Compared | None = None
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._take_newest)
        self._connect()

    def _connect(self) -> None:
        page, buttons = self._page, self._page.changes.buttons
        buttons.accepted.connect(self.accept)
        buttons.left.connect(self.leave)
        page.all_accepted.connect(self._on_all_accepted)
        page.all_left.connect(self._on_all_left)
        page.kind_chosen.connect(self._on_kind)
        page.changes.change_chosen.connect(self._on_chosen)
        page.marked.change_chosen.connect(self._on_chosen)
        page.view_chosen.connect(self._on_view)
        page.result.textChanged.connect(self._on_typed)

    @property
    def review(self) -> Review:
        """The decisions."""
        return self._review

    @property
    def current(self) -> int:
        """The chosen change; -1 for none."""
        return self._current

    @property
    def is_final(self) -> bool:
        """Whether the changes are those of a whole answer."""
        return self._is_final

    def begin(self, kept_words: frozenset[str]) -> None:
        """Forget the review before; another text comes."""
        self._drawing.forget()
        self._editing.forget()
        self._edit_later.stop()
        self._frame.stop()
        self._review = Review(_NOTHING, kept_words)
        self._reasons, self._kind, self._current, self._is_final = (), None, _NO_CHANGE, False
        self._show()

    def take(self, new: Compared) -> None:
        """Show another comparison of the same text; while it grows, at the pace of an eye that reads."""
        self._newest = new
        if new.is_final:
            self._frame.stop()
            self._take_newest()
        elif not self._frame.isActive():
            self._frame.start()

    @Slot()
    def _take_newest(self) -> None:
        new, self._newest = self._newest, None
        if new is None:
            return
        self._review.take(new.keyed)
        self._reasons, self._is_final = new.reasons, new.is_final
        if self._current >= len(self._review.changes):
            self._current = _NO_CHANGE
        if self._current == _NO_CHANGE and self._review.changes:
            self._current = 0
        self._show()

    def tell(self, told: Mapping[tuple[str, str, ChangeKind], str]) -> None:
        """Show longer reasons, by what was changed into what."""
        self._told |= told
        self._show_cards()

    @Slot()
    def accept(self) -> None:
        """Take the new words of the chosen change, and go on."""
        self._decide(Decision.ACCEPTED)

    @Slot()
    def leave(self) -> None:
        """Keep the old words of the chosen change, and go on."""
        self._decide(Decision.LEFT)

    def take_back(self) -> None:
        """Make the chosen change undecided again."""
        if self._current != _NO_CHANGE:
            self._review.decide(self._current, None)
            self._show()

    def decide_alike(self, decision: Decision) -> None:
        """Decide on all changes of the chosen one's kind."""
        if self._current != _NO_CHANGE:
            self._review.decide_all(decision, self._review.changes[self._current].kind)
            self._stepped()

    def keep_word(self) -> None:
        """Never touch the old word of the chosen change again."""
        if self._current == _NO_CHANGE:
            return
        word = self._review.keep_word(self._current)
        if word is not None:
            self.word_kept.emit(word)
            self._stepped()

    @Slot()
    def go_next(self) -> None:
        """Go to the next change in view, round the end."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the change before."""
        self._go(-1)

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._review.undo()
        self._show()

    @Slot()
    def redo(self) -> None:
        """Take the step again."""
        self._review.redo()
        self._show()

    def shut_down(self) -> None:
        """Leave the threads."""
        self._drawing.shut_down()
        self._editing.shut_down()

    def _decide(self, decision: Decision) -> None:
        if self._current == _NO_CHANGE:
            return
        at = self._current
        self._review.decide(at, decision)
        waiting = [index for index in self._review.undecided(self._kind) if index != at]
        behind = [index for index in waiting if index > at]
        self._current = (behind or waiting or [at])[0]
        self._stepped()

    def _stepped(self) -> None:
        self._show()
        if self._is_final and self._review.changes and not self._review.undecided():
            self.finished.emit()

    def _go(self, step: int) -> None:
        shown = [card.index for card in self._cards()]
        if not shown:
            return
        at = shown.index(self._current) if self._current in shown else -1 if step > 0 else 0
        self._on_chosen(shown[(at + step) % len(shown)])

    @Slot(int)
    def _on_chosen(self, change: int) -> None:
        self._current = change
        self._page.show_current(change)

    @Slot(object)
    def _on_kind(self, kind: ChangeKind | None) -> None:
        self._kind = kind
        shown = [card.index for card in self._cards()]
        if self._current not in shown:
            self._current = shown[0] if shown else _NO_CHANGE
        self._show()

    @Slot()
    def _on_all_accepted(self) -> None:
        self._review.decide_all(Decision.ACCEPTED, self._kind)
        self._stepped()

    @Slot()
    def _on_all_left(self) -> None:
        self._review.decide_all(Decision.LEFT, self._kind)
        self._stepped()

    @Slot(object)
    def _on_view(self, view: FixView) -> None:
        if view is FixView.RESULT:
            self._fill_result()

    @Slot()
    def _on_typed(self) -> None:
        if not self._filling and self._is_final:
            self._edit_later.start()

    @Slot()
    def _take_edit(self) -> None:
        text, review = self._page.result.toPlainText(), self._review
        step = partial(keyed_edit, review.comparison, review.left(), text)
        self._editing.compare(_with_reasons(step))

    @Slot(object)
    def _on_edited(self, edited: tuple[KeyedEdit, tuple[tuple[ChangeReason, ...], ...]]) -> None:
        edit, self._reasons = edited
        self._review.edit(edit)
        self._current = min(self._current, len(self._review.changes) - 1)
        self._show()

    def _show(self) -> None:
        review = self._review
        self._page.show_counts(review.counts(), len(review.undecided(self._kind)))
        self._show_cards()
        self._drawing.compare(partial(marked, review.comparison, review.decisions()))
        if self._page.view is FixView.RESULT:
            self._fill_result()
        self.changed.emit()

    def _show_cards(self) -> None:
        self._page.show_cards(self._cards(), self._current)

    def _fill_result(self) -> None:
        """Show the result, unless somebody is about to change it by hand."""
        if self._edit_later.isActive() or self._editing.busy:
            return
        self._filling = True
        self._page.result.put_text(self._review.result())
        self._page.result.setReadOnly(not self._is_final)
        self._filling = False

    def _cards(self) -> list[ChangeCard]:
        decisions = self._review.decisions()
        return [
            ChangeCard(index, change, self._reason(index), decisions.get(index))
            for index, change in enumerate(self._review.changes)
            if self._kind is None or change.kind is self._kind
        ]

    def _reason(self, index: int) -> str:
        change = self._review.changes[index]
        told = self._told.get((change.before, change.after, change.kind))
        if told is not None:
            return told
        return reason_text(change.kind, self._reasons[index] if index < len(self._reasons) else ())

    @Slot(object)
    def _on_drawn(self, paragraphs: tuple[MarkedParagraph, ...]) -> None:
        self._page.show_paragraphs(paragraphs)
        self._page.show_current(self._current)


def _finished(steps: Steps) -> Comparison:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Comparison = end.value
            return done


def _with_reasons(step: Callable[[], KeyedEdit]) -> Callable[[], object]:
    def both() -> tuple[KeyedEdit, tuple[tuple[ChangeReason, ...], ...]]:
        edit = step()
        comparison = edit.keyed.comparison
        return edit, tuple(reasons_of(change, comparison.original) for change in comparison.changes)

    return both
