"""The review in the page: decisions, and the picture that follows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from yagpt_desktop.domain.change import ChangeKind, Comparison, Decision
from yagpt_desktop.services.reasons import ReasonKey
from yagpt_desktop.services.review import Keyed, Review
from yagpt_desktop.text.marked import MarkedParagraph, marked
from yagpt_desktop.workers.comparing import Comparing

from .change_cards import CardDeck
from .change_model import ChangeCard
from .compared import Compared
from .fix_keys import FixWish
from .fix_page import FixPage, FixView
from .hand_edits import HandEdits

_FRAME_MS: Final = 100
_NO_CHANGE: Final = -1
_NOTHING: Final = Keyed(Comparison("", "", (), 0), ())


class ReviewDesk(QObject):
    """Shows a review and takes decisions; what was typed into the result a moment ago comes before them.

    Signals:
        changed(): Something was decided, or there are other changes.
        word_kept(str): A word shall never be touched again.
        explaining(bool): The model is being asked for reasons, or no longer.
        failed(YaGptError): A picture or an edit could not be made.
    """

    changed = Signal()
    word_kept = Signal(str)
    explaining = Signal(bool)
    failed = Signal(object)

    def __init__(self, page: FixPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._review = Review(_NOTHING)
        self._deck = CardDeck()
        self._known_words: frozenset[str] = frozenset()
        self._kind: ChangeKind | None = None
        self._current = _NO_CHANGE
        self._is_final = False
        self._follows = False
        self._drawing = Comparing(self)
        self._drawing.compared.connect(self._on_drawn)
        self._drawing.failed.connect(self.failed)
        self._edits = HandEdits(page.result, lambda: self._review, self)
        self._edits.edited.connect(self._on_edited)
        self._edits.failed.connect(self.failed)
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
        page.view_chosen.connect(self.fill_view)

    @property
    def review(self) -> Review:
        """The decisions."""
        return self._review

    @property
    def result(self) -> str:
        """The text with what was accepted or not decided, and with what is being typed into it."""
        return self._page.result.toPlainText() if self._edits.pending else self._review.result()

    @property
    def current(self) -> int:
        """The chosen change; -1 for none."""
        return self._current

    @property
    def is_final(self) -> bool:
        """Whether no more of the answer comes."""
        return self._is_final

    @property
    def known_words(self) -> frozenset[str]:
        """The words that the next text's corrections leave alone."""
        return self._known_words

    def know_words(self, words: frozenset[str]) -> None:
        """Leave these words alone from the next text on."""
        self._known_words = words

    def begin(self) -> None:
        """Forget the review before; another text comes."""
        self._drawing.forget()
        self._edits.forget()
        self._frame.stop()
        self._newest = None
        self._review = Review(_NOTHING, self._known_words)
        self._deck.put_reasons(())
        self._kind, self._current, self._is_final = None, _NO_CHANGE, False
        self._show()

    def go_on(self) -> None:
        """More comes of the text after all."""
        self._is_final = False

    def take(self, new: Compared) -> None:
        """Show another comparison of the same text; while it grows, at the pace of an eye that reads."""
        self._newest = new
        if new.is_final:
            self._frame.stop()
            self._edits.after(self._take_newest)
        elif not self._frame.isActive():
            self._frame.start()

    @Slot()
    def _take_newest(self) -> None:
        new, self._newest = self._newest, None
        if new is None:
            return
        self._is_final = new.is_final
        self._change(partial(self._put, new), new)
        self._show()

    def _put(self, new: Compared) -> None:
        self._review.take(new.keyed)
        if new.edit is not None:
            self._review.edit(new.edit)

    @Slot(object)
    def _on_edited(self, edit: Compared) -> None:
        if edit.edit is not None:
            self._change(partial(self._review.edit, edit.edit), edit)
            self._show()

    def _change(self, act: Callable[[], object], new: Compared | None = None) -> None:
        """Do what may bring other changes; the chosen one stays the chosen one, wherever it moves."""
        key = self._review.key(self._current) if self._current != _NO_CHANGE else ""
        act()
        if new is not None:
            self._deck.put_reasons(new.reasons)
        place = self._review.place(key) if key else _NO_CHANGE
        last = len(self._review.changes) - 1
        self._current = min(self._current, last) if place is None else place
        if self._current == _NO_CHANGE and last >= 0:
            self._current, self._follows = 0, True

    def tell(self, told: Mapping[ReasonKey, str]) -> None:
        """Show longer reasons, by what was changed into what."""
        self._deck.tell(told)
        self._show_cards()

    def tell_explaining(self, *, on: bool) -> None:
        """Say whether the model is being asked for reasons."""
        self.explaining.emit(on)

    def retranslate(self) -> None:
        """Put the words of the cards anew in another language."""
        self._deck.forget_words()
        self._show_cards()

    def grant(self, wish: FixWish) -> None:
        """Do what a key asks for, where it is about the changes."""
        act = _ACTS.get(wish)
        if act is not None:
            act(self)

    @Slot()
    def accept(self) -> None:
        """Take the new words of the chosen change, and go on."""
        self._edits.after(partial(self._decide, Decision.ACCEPTED))

    @Slot()
    def leave(self) -> None:
        """Keep the old words of the chosen change, and go on."""
        self._edits.after(partial(self._decide, Decision.LEFT))

    def take_back(self) -> None:
        """Make the chosen change undecided again."""
        self._edits.after(self._take_back)

    def decide_alike(self, decision: Decision) -> None:
        """Decide on all changes of the chosen one's kind."""
        self._edits.after(partial(self._decide_alike, decision))

    def accept_rest(self) -> None:
        """Accept whatever is undecided, of every kind."""
        self._edits.after(partial(self._decide_all, Decision.ACCEPTED, None))

    def keep_word(self) -> None:
        """Never touch the old word of the chosen change again."""
        self._edits.after(self._keep_word)

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
        """Take the last step back, and go where it was made."""
        self._edits.after(partial(self._step, Review.undo))

    @Slot()
    def redo(self) -> None:
        """Take the step again."""
        self._edits.after(partial(self._step, Review.redo))

    def shut_down(self) -> None:
        """Leave the threads."""
        self._frame.stop()
        self._drawing.shut_down()
        self._edits.shut_down()

    def _take_back(self) -> None:
        if self._current != _NO_CHANGE:
            self._review.decide(self._current, None)
            self._show()

    def _decide_alike(self, decision: Decision) -> None:
        if self._current != _NO_CHANGE:
            self._decide_all(decision, self._review.changes[self._current].kind)

    def _decide_all(self, decision: Decision, kind: ChangeKind | None) -> None:
        self._review.decide_all(decision, kind)
        self._show()

    def _keep_word(self) -> None:
        word = self._review.keep_word(self._current) if self._current != _NO_CHANGE else None
        if word is not None:
            self._known_words |= {word}
            self.word_kept.emit(word)
            self._show()

    def _decide(self, decision: Decision) -> None:
        if self._current == _NO_CHANGE:
            return
        at = self._current
        self._review.decide(at, decision)
        waiting = [index for index in self._review.undecided(self._kind) if index != at]
        behind = [index for index in waiting if index > at]
        self._current, self._follows = (behind or waiting or [at])[0], True
        self._show()

    def _step(self, act: Callable[[Review], None]) -> None:
        before, changes = self._review.decisions(), self._review.changes
        self._change(partial(act, self._review))
        after = self._review.decisions()
        if self._review.changes is changes:
            moved = (at for at in range(len(changes)) if before.get(at) is not after.get(at))
            self._current = next(moved, self._current)
            self._follows = True
        self._show()

    def _go(self, step: int) -> None:
        shown = [card.index for card in self._cards()]
        if not shown:
            return
        at = shown.index(self._current) if self._current in shown else -1 if step > 0 else 0
        self._on_chosen(shown[(at + step) % len(shown)])

    @Slot(int)
    def _on_chosen(self, change: int) -> None:
        if not 0 <= change < len(self._review.changes):
            return
        self._current = change
        if self._kind not in {None, self._review.changes[change].kind}:
            self._page.choose_kind(None)
            self._on_kind(None)
        self._page.show_current(change)

    @Slot(object)
    def _on_kind(self, kind: ChangeKind | None) -> None:
        self._kind = kind
        shown = [card.index for card in self._cards()]
        if self._current not in shown:
            self._current, self._follows = (shown[0] if shown else _NO_CHANGE), True
        self._show()

    @Slot()
    def _on_all_accepted(self) -> None:
        self._edits.after(lambda: self._decide_all(Decision.ACCEPTED, self._kind))

    @Slot()
    def _on_all_left(self) -> None:
        self._edits.after(lambda: self._decide_all(Decision.LEFT, self._kind))

    @Slot()
    def fill_view(self) -> None:
        """Fill the form of the text that is in view now."""
        if self._page.view is FixView.RESULT:
            self._edits.show(self._review.result(), editable=self._is_final)

    def _show(self) -> None:
        review, counts = self._review, self._review.counts()
        if self._kind not in counts:
            self._kind = None
        self._page.show_counts(counts, len(review.undecided(self._kind)))
        self._show_cards()
        self._drawing.compare(partial(marked, review.comparison, review.decisions()))
        self.fill_view()
        self.changed.emit()

    def _show_cards(self) -> None:
        self._page.show_cards(self._cards(), self._current)

    def _cards(self) -> list[ChangeCard]:
        return self._deck.cards(self._review, self._kind)

    @Slot(object)
    def _on_drawn(self, paragraphs: tuple[MarkedParagraph, ...]) -> None:
        follows, self._follows = self._follows, False
        self._page.show_paragraphs(paragraphs)
        self._page.marked.show_current(self._current, follow=follows)


_ACTS: Final[dict[FixWish, Callable[[ReviewDesk], None]]] = {
    FixWish.NEXT: ReviewDesk.go_next,
    FixWish.PREVIOUS: ReviewDesk.go_back,
    FixWish.ACCEPT: ReviewDesk.accept,
    FixWish.LEAVE: ReviewDesk.leave,
    FixWish.UNDO: ReviewDesk.undo,
    FixWish.REDO: ReviewDesk.redo,
}
