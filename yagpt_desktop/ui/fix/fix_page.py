"""The fix page: the text in three views, the changes beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.domain.text_task import FixMode
from yagpt_desktop.text.marked import MarkedParagraph
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, format_count
from yagpt_desktop.ui.texts.text_page import TextPage
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, ChipButton, IconButton
from yagpt_desktop.ui.widgets.labels import ElidedLabel
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.text_card import TextCard
from yagpt_desktop.ui.widgets.toast import Toast

from .change_model import ChangeCard
from .fix_keys import FixWish, wish_of
from .fix_side import FixSide
from .marked_view import MarkedView
from .notice_strip import NoticeStrip
from .pause_form import PauseForm
from .result_edit import ResultEdit
from .segment_chip import SegmentChip

_MODES: Final = {
    FixMode.MISTAKES: QT_TRANSLATE_NOOP("FixPage", "Mistakes only"),
    FixMode.STYLE: QT_TRANSLATE_NOOP("FixPage", "Style"),
    FixMode.SHORTER: QT_TRANSLATE_NOOP("FixPage", "Shorter"),
    FixMode.FORMAL: QT_TRANSLATE_NOOP("FixPage", "Formal"),
    FixMode.SIMPLE: QT_TRANSLATE_NOOP("FixPage", "Simpler"),
}


class FixView(StrEnum):
    """Which form of the text is in view."""

    SOURCE = "source"
    CHANGES = "changes"
    RESULT = "result"


class FixPage(TextPage):
    """Puts the parts together; :class:`FixController` fills them.

    Parts: :attr:`source`, :attr:`marked`, :attr:`result`, :attr:`changes`, :attr:`errors`, :attr:`toast`,
    :attr:`action_chip`, :attr:`more`, :attr:`notice_action`.

    Signals:
        mode_chosen(FixMode): How far the correction may go.
        view_chosen(FixView): The person looks at another form.
        pause_requested(): Ask for nothing more for a while.
        go_on_requested(): Go on with what waits, is held or was stopped.
        kind_chosen(ChangeKind | None): Show the changes of one kind, or all.
        all_accepted(): Accept what is undecided of the changes in view.
        all_left(): Leave what is undecided of the changes in view.
        wished(FixWish): A key of the page was pressed, and nothing with the focus wanted it.
    """

    mode_chosen = Signal(object)
    view_chosen = Signal(object)
    pause_requested = Signal()
    go_on_requested = Signal()
    kind_chosen = Signal(object)
    all_accepted = Signal()
    all_left = Signal()
    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__("fix")
        self._mode = FixMode.MISTAKES
        self._undecided = 0
        self._pause_form = PauseForm.NONE
        self._build_head()
        self._notice = NoticeStrip("fix-notice")
        self.notice_action = self._notice.action
        self._build_card()
        self._side = FixSide()
        self.changes = self._side.changes
        self._arrange()
        self._connect()
        self._settle()
        self.show_view(FixView.SOURCE)
        self.show_running(running=False)
        self.show_pause(PauseForm.NONE)
        self.show_counts({}, 0)

    def _build_head(self) -> None:
        modes = [mode.value for mode in FixMode]
        self._modes = SegmentedControl("fix-mode", modes)
        self._mode_chip = SegmentChip(self._modes, modes)
        self.action_chip = ChipButton("fix-actions")
        self._leave_all = Button("fix-reject-all")
        self._accept_all = Button("fix-accept-all", look="primary")
        self.more = IconButton("fix-menu", "more")
        self._head_row.addWidget(self._modes)
        self._head_row.addWidget(self._mode_chip)
        self._head_row.addWidget(self.action_chip)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self._leave_all)
        self._head_row.addWidget(self._accept_all)
        self._head_row.addWidget(self.more)

    def _build_card(self) -> None:
        self._card = TextCard("fix-card", least_steps=20)
        views = [view.value for view in FixView]
        self._views = SegmentedControl("fix-view", views)
        self._view_chip = SegmentChip(self._views, views)
        self._status = ElidedLabel("fix-status", look="small-text")
        self._pause = Button("fix-pause")
        self._card.head.addWidget(self._views)
        self._card.head.addWidget(self._view_chip)
        self._card.head.addStretch(1)
        self._card.head.addWidget(self._status)
        self._card.head.addWidget(self._pause)
        self.source, self.result = PlainEdit("fix-source"), ResultEdit("fix-result")
        self.marked = MarkedView()
        for text in (self.source, self.marked, self.result):
            self._card.add_text(text)
        for button in (self._paste, self._run, self._copy):
            self._card.foot.addWidget(button)

    def _arrange(self) -> None:
        self._split.addWidget(self._card)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        for part in (self.errors, self._notice):
            self._body.addWidget(part)
        self._body.addWidget(self._split, 1)
        self._stand(self._card.count, self.source)
        self.toast = Toast(self._card, lambda: 0, "fix-toast")

    def _connect(self) -> None:
        self._modes.chosen.connect(self._on_mode)
        self._views.chosen.connect(self._on_view)
        self._accept_all.clicked.connect(self.all_accepted)
        self._leave_all.clicked.connect(self.all_left)
        self._pause.clicked.connect(self._on_pause)
        self._side.kind_chosen.connect(self.kind_chosen)

    def title(self) -> str:
        """Return the page's name in the sidebar."""
        return self.tr("Fix text")

    def _run_name(self) -> str:
        return self.tr("Fix")

    def regions(self) -> Sequence[QWidget]:
        """Return the parts that F6 walks through."""
        side = [self.changes] if self._side.isVisible() else []
        return [self._head, self._card.shown, *side]

    def show_mode(self, mode: FixMode) -> None:
        """Show how far the correction may go."""
        self._mode = mode
        self._modes.choose(mode.value)

    def show_view(self, view: FixView) -> None:
        """Bring a form of the text into view."""
        self._views.choose(view.value)
        had_focus = self._card.shown.hasFocus()
        self._card.show_text(self._text_of(view))
        if had_focus:
            self.focus_text()
        self._retranslate_signs()
        self.view_chosen.emit(view)

    @Slot()
    def show_source(self) -> None:
        """Bring the text as it was into view."""
        self.show_view(FixView.SOURCE)

    @property
    def view(self) -> FixView:
        """The form in view."""
        return FixView(self._views.value())

    def show_paragraphs(self, paragraphs: Sequence[MarkedParagraph]) -> None:
        """Show the text with its changes."""
        self.marked.show_paragraphs(paragraphs)

    def show_cards(self, cards: Sequence[ChangeCard], current: int) -> None:
        """Show the changes beside the text."""
        self.changes.show_cards(cards, current)

    def show_current(self, change: int) -> None:
        """Choose a change in the text and in the list; -1 for none."""
        self.marked.show_current(change)
        self.changes.show_current(change)

    def show_counts(self, counts: Mapping[ChangeKind, int], undecided: int) -> None:
        """Show how many changes there are of each kind, and how many of those in view are undecided."""
        self._undecided = undecided
        self._side.show_counts(counts)
        self._side.setVisible(bool(counts))
        self._accept_all.setVisible(bool(counts))
        self._retranslate_counts()
        self._make_room()

    def choose_kind(self, kind: ChangeKind | None) -> None:
        """Show which changes are in view, without telling of it."""
        self._side.choose_kind(kind)

    def show_status(self, text: str, *, aloud: bool = False) -> None:
        """Say how it goes; ``aloud`` to a screen reader at once."""
        self._status.setText(text)
        self._status.setAccessibleName(text)
        if aloud and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._status, text))

    def show_begun(self) -> None:
        """Say that something has begun, and nothing of what was before."""
        self.errors.show_error(None)
        self.show_notice("")
        self.show_running(running=True)
        self.show_pause(PauseForm.NONE)
        self.show_status(self.tr("Reading the text…"))

    def show_pause(self, form: PauseForm) -> None:
        """Offer to pause or to go on, or neither."""
        if form is PauseForm.NONE and self._pause.hasFocus():
            self.focus_text()
        self._pause_form = form
        self._pause.setVisible(form is not PauseForm.NONE)
        self._retranslate_pause()

    def show_notice(self, text: str, action: str = "") -> None:
        """Say what a guard noticed; "" for nothing."""
        self._notice.show_notice(text, action)

    @property
    def has_notice(self) -> bool:
        """Whether a guard's words are in view."""
        return self._notice.isVisibleTo(self)

    def focus_text(self) -> None:
        """Give the keyboard to the text in view."""
        self._card.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text_of(self, view: FixView) -> QWidget:
        return {FixView.SOURCE: self.source, FixView.CHANGES: self.marked, FixView.RESULT: self.result}[view]

    @Slot(str)
    def _on_mode(self, value: str) -> None:
        self._mode = FixMode(value)
        self.mode_chosen.emit(self._mode)

    @Slot(str)
    def _on_view(self, value: str) -> None:
        self.show_view(FixView(value))

    @Slot()
    def _on_pause(self) -> None:
        is_pause = self._pause_form is PauseForm.PAUSE
        (self.pause_requested if is_pause else self.go_on_requested).emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the text."""
        super().focusInEvent(event)
        self.focus_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what a key asks for."""
        wish = wish_of(event)
        if wish is None or (wish is FixWish.STOP and not self._running):
            super().keyPressEvent(event)
        else:
            self.wished.emit(wish)

    def minimumSizeHint(self) -> QSize:
        """Any width will do that the terse form fits into."""
        metrics, hint = look().metrics, super().minimumSizeHint()
        foot = self._card.foot.minimumSize().width() + metrics.gap(6)
        head = (self._mode_chip, self.action_chip, self.more)
        head_px = sum(part.sizeHint().width() + metrics.gap(2.5) for part in head) + metrics.gap(6)
        return QSize(min(hint.width(), max(foot, head_px)), hint.height())

    @property
    def folded(self) -> Sequence[Button]:
        """The buttons for which the page has no room now; its menu holds them."""
        return [self._leave_all] if self._leave_all.isHidden() and self._side.isVisibleTo(self) else []

    def _make_room(self) -> None:
        gap = look().metrics.gap
        head = (self._title, self._modes, self.action_chip, self._leave_all, self._accept_all, self.more)
        head_px = sum(part.sizeHint().width() + gap(2.5) for part in head) + gap(10)
        is_narrow = self.width() < max(head_px, gap(240))
        is_terse = self._is_terse()
        self._mode_chip.fold(folded=is_terse)
        self._view_chip.fold(folded=is_terse)
        self._leave_all.setVisible(not is_terse and self._side.isVisibleTo(self))
        self._place_decisions(is_narrow=is_narrow)
        self._place_chips(is_narrow=is_narrow, is_terse=is_terse)
        self._split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
        self._title.setVisible(self.width() >= gap(180))
        side_px = 0 if is_narrow else gap(52)
        self._side.setMinimumWidth(side_px)
        self._side.keep_cards(gap(28) if is_narrow else 0)
        wide, narrow = [self.width() - gap(78), gap(78)], [3 * self.height() // 5, 2 * self.height() // 5]
        self._split.setSizes(narrow if is_narrow else wide)

    def _is_terse(self) -> bool:
        gap = look().metrics.gap
        modes_px = self._modes.sizeHint().width() + self.more.sizeHint().width() + gap(2.5 + 10)
        views_px = self._views.sizeHint().width() + self.action_chip.sizeHint().width() + gap(60)
        return self.width() < max(modes_px, views_px)

    def _place_decisions(self, *, is_narrow: bool) -> None:
        if is_narrow and self._side.row.indexOf(self._accept_all) < 0:
            self._side.row.addWidget(self._leave_all)
            self._side.row.addWidget(self._accept_all)
        elif not is_narrow and self._head_row.indexOf(self._accept_all) < 0:
            self._head_row.insertWidget(self._head_row.indexOf(self.more), self._leave_all)
            self._head_row.insertWidget(self._head_row.indexOf(self.more), self._accept_all)

    def _place_chips(self, *, is_narrow: bool, is_terse: bool) -> None:
        """With more room the actions stand over the text; with least of all the chips leave room above it.

        What pauses stands with what stops, where it would push the words beside it out.
        """
        is_above_text = is_narrow and not is_terse
        row = self._card.head if is_above_text else self._head_row
        if row.indexOf(self.action_chip) < 0:
            row.insertWidget(
                row.indexOf(self._view_chip if is_above_text else self._mode_chip) + 1, self.action_chip
            )
        pause_row: QLayout = self._card.foot if is_narrow else self._card.head
        if pause_row.indexOf(self._pause) < 0:
            pause_row.addWidget(self._pause)

    def _retranslate(self) -> None:
        super()._retranslate()
        for mode, name in _MODES.items():
            self._modes.set_text(mode.value, self.tr(name))
        self._modes.setAccessibleName(self.tr("How far the correction may go"))
        self._views.set_text(FixView.SOURCE.value, self.tr("Original"))
        self._views.set_text(FixView.CHANGES.value, self.tr("Changes"))
        self._views.set_text(FixView.RESULT.value, self.tr("Result"))
        self._views.setAccessibleName(self.tr("Form of the text"))
        self._mode_chip.show_chosen()
        self._view_chip.show_chosen()
        self.source.setAccessibleName(self.tr("Text to fix"))
        self.source.setPlaceholderText(self.tr("Type or paste a text, or drop a file here"))
        self.marked.setAccessibleName(self.tr("Text with its changes"))
        self.result.setAccessibleName(self.tr("Fixed text"))
        self._copy.setText(copy := self.tr("Copy the result"))
        self._copy.setAccessibleName(copy)
        self.action_chip.setText(self.tr("Actions"))
        self.action_chip.setAccessibleName(self.tr("Actions on the text"))
        self.more.set_name(self.tr("More"))
        self._retranslate_pause()
        self._retranslate_counts()

    def _retranslate_pause(self) -> None:
        text = self.tr("Pause") if self._pause_form is PauseForm.PAUSE else self.tr("Go on")
        self._pause.setText(text)
        self._pause.setAccessibleName(text)

    def _retranslate_counts(self) -> None:
        count = format_count(self._undecided)
        accept = (
            self.tr("Accept all ({count})").format(count=count) if self._undecided else self.tr("Accept all")
        )
        self._accept_all.setText(accept)
        self._accept_all.setAccessibleName(accept)
        self._leave_all.setText(self.tr("Leave all"))
        self._leave_all.setAccessibleName(self.tr("Leave all"))
        self._accept_all.setEnabled(self._undecided > 0)
        self._leave_all.setEnabled(self._undecided > 0)
