"""What else can be done on the fix page: with the chosen change, and with the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from yagpt_desktop.domain.change import ChangeKind, Decision
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import popup_holder
from yagpt_desktop.ui.words.change_words import kind_name

from .fix_page import FixPage
from .reason_desk import ReasonDesk
from .review_desk import ReviewDesk


class ChangeMenu(QObject):
    """The menu of the chosen change's card."""

    def __init__(self, page: FixPage, review: ReviewDesk, reasons: ReasonDesk) -> None:
        super().__init__(page)
        self._review, self._reasons = review, reasons
        self._button = page.changes.buttons.more
        self._menu = QMenu(popup_holder(page.changes))
        self._menu.setObjectName("fix-change-menu")
        page.changes.buttons.more_requested.connect(self.show)

    @Slot()
    def show(self) -> None:
        """Open it under its button."""
        current = self._review.current
        if current < 0:
            return
        change = self._review.review.changes[current]
        menu = self._menu
        menu.clear()
        menu.setAccessibleName(self.tr("More about this change"))
        word = change.before.strip()
        if word and change.kind is not ChangeKind.OWN and not any(sign.isspace() for sign in word):
            self._add(
                "fix-keep-word", self.tr("Never change “{word}”").format(word=word), self._review.keep_word
            )
        self._add("fix-explain", self.tr("Explain the changes"), self._reasons.explain)
        if self._review.review.decision(current) is not None:
            self._add("fix-take-back", self.tr("Decide again"), self._review.take_back)
        menu.addSeparator()
        kind = kind_name(change.kind)
        accept = self.tr("Accept all of this kind: {kind}").format(kind=kind)
        self._add("fix-accept-kind", accept, self._accept_kind)
        self._add(
            "fix-leave-kind", self.tr("Leave all of this kind: {kind}").format(kind=kind), self._leave_kind
        )
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _add(self, name: str, text: str, act: Callable[[], object]) -> None:
        action = self._menu.addAction(plain_caption(text))
        action.setObjectName(name)
        action.triggered.connect(act)

    @Slot()
    def _accept_kind(self) -> None:
        self._review.decide_alike(Decision.ACCEPTED)

    @Slot()
    def _leave_kind(self) -> None:
        self._review.decide_alike(Decision.LEFT)
