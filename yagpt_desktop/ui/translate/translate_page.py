"""The translate page: two panes, what lies between them, and what can be done with the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QActionGroup,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yagpt_desktop.domain.text_task import Tone
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, format_count
from yagpt_desktop.ui.texts.text_page import TextPage
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, ChipButton, IconButton
from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_label, plain_tool_tip
from yagpt_desktop.ui.widgets.notice_bar import NoticeBar
from yagpt_desktop.ui.widgets.plain_edit import ENTER
from yagpt_desktop.ui.widgets.popups import empty
from yagpt_desktop.ui.widgets.shortcuts import Chord
from yagpt_desktop.ui.widgets.text_card import TextCard
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.words.language_words import language_name, language_title

from .language_chip import AUTOMATIC, LanguageChip
from .pair_card import PairCard
from .pair_marks import MarkedEdit

_TONES: Final = {
    Tone.NEUTRAL: QT_TRANSLATE_NOOP("TranslatePage", "neutral"),
    Tone.INFORMAL: QT_TRANSLATE_NOOP("TranslatePage", "informal (ты)"),
    Tone.POLITE: QT_TRANSLATE_NOOP("TranslatePage", "polite (вы)"),
    Tone.FORMAL: QT_TRANSLATE_NOOP("TranslatePage", "formal"),
}
_LEAST_STEPS: Final = 20
_SWAP: Final = Chord("R", ctrl=True)


class TranslatePage(TextPage):
    """Puts the parts together; :class:`TranslateController` fills them.

    Parts: :attr:`source`, :attr:`result`, :attr:`source_chip`, :attr:`target_chip`, :attr:`errors`,
    :attr:`toast`, :attr:`source_card`, :attr:`result_card`, :attr:`pair_card`, :attr:`more` (drops a menu),
    :attr:`notice` (what a guard noticed).

    Signals:
        swap_requested(): Translate the other way round.
        file_requested(): Choose a file whose text is to be translated.
        tone_chosen(Tone): Speak to the reader otherwise.
        glossary_requested(): Open the glossary.
        history_requested(): Open the earlier translations.
        alternatives_requested(): Other translations of the sentence the person is in.
        pairs_toggled(bool): Show sentence by sentence, or the whole text.
    """

    swap_requested = Signal()
    file_requested = Signal()
    tone_chosen = Signal(object)
    glossary_requested = Signal()
    history_requested = Signal()
    alternatives_requested = Signal()
    pairs_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__("translate")
        self._tone = Tone.NEUTRAL
        self._rows = 0
        self._languages = (AUTOMATIC, "", "")
        self._build_head()
        self._build_source()
        self._build_result()
        self._arrange()
        self._connect()
        self.setFocusProxy(self.source)
        self._settle()
        self.show_running(running=False)
        self.show_ready(can_run=False, has_result=False)

    def _build_head(self) -> None:
        self._private = plain_label("translate-private-note", look="badge")
        self._private.hide()
        self._glossary = Button("translate-glossary")
        self._history = Button("translate-history")
        self._head_row.addWidget(self._private)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self._glossary)
        self._head_row.addWidget(self._history)

    def _build_source(self) -> None:
        card = self.source_card = TextCard("translate-source-card", least_steps=_LEAST_STEPS)
        self.source_chip = LanguageChip("translate-from", offers_automatic=True)
        self._swap = IconButton("translate-swap", "translate")
        self._swap.setProperty("look", "icon-framed")
        card.head.addWidget(self.source_chip)
        card.head.addStretch(1)
        card.head.addWidget(self._swap)
        self.source = MarkedEdit("translate-source")
        card.add_text(self.source)
        self._open = Button("translate-open")
        for button in (self._paste, self._open, self._run):
            card.foot.addWidget(button)

    def _build_result(self) -> None:
        self._variants = Button("translate-variants")
        self._variants_place = QWidget()
        place = QHBoxLayout(self._variants_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self._variants)
        place.addStretch(1)
        card = self.result_card = TextCard(
            "translate-result-card", least_steps=_LEAST_STEPS, words=self._variants_place
        )
        self.target_chip = LanguageChip("translate-to", offers_automatic=False)
        self._tone_chip = ChipButton("translate-tone")
        self._status = ElidedLabel("translate-status", look="small")
        self.more = IconButton("translate-menu", "more")
        card.head.addWidget(self.target_chip)
        card.head.addWidget(self._tone_chip)
        card.head.addStretch(1)
        card.head.addWidget(self._status)
        card.head.addWidget(self.more)
        self.result = MarkedEdit("translate-result")
        self.result.setReadOnly(True)
        card.add_text(self.result)
        self._pairs = Button("translate-pairs")
        self._pairs.setCheckable(True)
        card.foot.addWidget(self._pairs)
        card.foot.addWidget(self._copy)

    def _arrange(self) -> None:
        self.notice = NoticeBar("translate-notice")
        self.pair_card = PairCard()
        for card in (self.source_card, self.result_card):
            self._split.addWidget(card)
        self._body.addWidget(self.errors)
        self._body.addWidget(self.notice)
        self._body.addWidget(self._split, 1)
        self._body.addWidget(self.pair_card, 1)
        self.pair_card.hide()
        self._stand(self.source_card.count, self.source)
        self.toast = Toast(self, lambda: look().metrics.gap(16), "translate-toast")

    def _connect(self) -> None:
        self._swap.clicked.connect(self.swap_requested)
        self._open.clicked.connect(self.file_requested)
        self._glossary.clicked.connect(self.glossary_requested)
        self._history.clicked.connect(self.history_requested)
        self._variants.clicked.connect(self.alternatives_requested)
        self._pairs.toggled.connect(self.pairs_toggled)
        self.pair_card.closed.connect(self._pairs.toggle)
        self._tone_chip.menu().aboutToShow.connect(self._fill_tones)

    def title(self) -> str:
        """Return the page's name in the sidebar."""
        return self.tr("Translation")

    def _run_name(self) -> str:
        return self.tr("Translate")

    def regions(self) -> Sequence[QWidget]:
        """Return the parts that F6 walks through."""
        if self.shows_pairs:
            return [self._head, self.pair_card.table]
        return [self._head, self.source, self.result]

    def show_languages(self, languages: Sequence[str], favourites: Sequence[str]) -> None:
        """Replace the languages on offer."""
        for chip in (self.source_chip, self.target_chip):
            chip.show_languages(languages, favourites)

    def show_pair(self, source: str, found: str, target: str) -> None:
        """Show between which languages it goes; ``found`` is what an automatic source turned out to be."""
        self._languages = (source, found, target)
        self._retranslate_pair()

    def show_tone(self, tone: Tone) -> None:
        """Show how the translation speaks to its reader."""
        self._tone = tone
        self._retranslate_tone()

    def show_glossary(self, rows: int) -> None:
        """Show how many terms are in the glossary."""
        self._rows = rows
        self._retranslate_glossary()

    def show_private(self, *, private: bool) -> None:
        """Say whether what is translated stays out of the history."""
        self._private.setVisible(private)

    def show_status(self, text: str) -> None:
        """Say how it goes."""
        self._status.setText(text)
        self._status.setAccessibleName(text)
        self.pair_card.show_status(text)
        self._make_room()

    def announce(self, text: str) -> None:
        """Have a screen reader say something."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_running(self, *, running: bool) -> None:
        """Turn the button into Stop and back."""
        super().show_running(running=running)
        self.pair_card.show_running(running=running)

    def show_ready(self, *, can_run: bool, has_result: bool, is_stale: bool = False) -> None:
        """Say what can be pressed; the one thing to do next is the one that stands out."""
        super().show_ready(can_run=can_run, has_result=has_result, is_stale=is_stale)
        for button in (self._copy, self._variants, self._pairs):
            button.setEnabled(has_result and not self._running)
        self.pair_card.show_ready(ready=has_result and not self._running)

    @property
    def shows_pairs(self) -> bool:
        """Whether the sentences are in view, and not the two texts."""
        return not self.pair_card.isHidden()

    def show_pairs(self, *, shown: bool) -> None:
        """Show sentence by sentence, or the two texts."""
        self._pairs.setChecked(shown)
        if shown == self.shows_pairs:
            return
        self._split.setHidden(shown)
        self.pair_card.setVisible(shown)
        self._make_room()
        (self.pair_card.table if shown else self.result).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def folded(self) -> Sequence[Button]:
        """The buttons for which the page has no room now; its menu holds them."""
        buttons = (self._glossary, self._history, self._variants)
        return [button for button in buttons if button.isHidden()]

    def show_notice(self, text: str, action: str = "") -> None:
        """Say what a guard noticed; "" for nothing."""
        self.notice.show_notice(text, action)

    def focus_text(self) -> None:
        """Give the keyboard to the source."""
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _fill_tones(self) -> None:
        menu = self._tone_chip.menu()
        empty(menu)
        group = QActionGroup(menu)
        for tone, name in _TONES.items():
            action = menu.addAction(self.tr(name))
            action.setObjectName(f"translate-tone-{tone.value}")
            action.setData(tone.value)
            action.setCheckable(True)
            action.setChecked(tone is self._tone)
            group.addAction(action)
        group.triggered.connect(self._on_tone)

    @Slot(QAction)
    def _on_tone(self, action: QAction) -> None:
        self.tone_chosen.emit(Tone(str(action.data())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter translates, Ctrl+R swaps the languages, Escape stops."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in ENTER and not self._running:
            self.run_requested.emit()
        elif Chord.of(event) == _SWAP:
            self.swap_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self._running:
            self.stop_requested.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Any width will do that one card fits into."""
        hint = super().minimumSizeHint()
        cards = max(card.minimumSizeHint().width() for card in (self.source_card, self.result_card))
        margins = self._body.contentsMargins()
        return QSize(min(hint.width(), cards + margins.left() + margins.right()), hint.height())

    def _place_status(self, *, is_terse: bool) -> None:
        """Beside the languages, or in a line of its own where it would be cut there."""
        head, body = self.result_card.head, self._body
        if is_terse and body.indexOf(self._status) < 0:
            body.insertWidget(body.indexOf(self._split), self._status)
        elif not is_terse and head.indexOf(self._status) < 0:
            head.insertWidget(head.indexOf(self.more), self._status)
        # Out of the card it would leave an empty line, and stand above the pairs, which have their own.
        self._status.setHidden(is_terse and (self.shows_pairs or not self._status.text()))

    def _make_room(self) -> None:
        metrics = look().metrics
        is_terse = self.width() < metrics.gap(120)
        for part in (self._glossary, self._history, self._variants, self._variants_place):
            part.setHidden(is_terse)
        self._place_status(is_terse=is_terse)
        least_px = max(self.source_card.least_px, self.result_card.least_px)
        is_narrow = self.width() < 2 * least_px + metrics.gap(13.5)
        orientation = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if orientation is not self._split.orientation() or not self._split.isVisible():
            self._split.setOrientation(orientation)
            self._split.setSizes([self.width(), self.width()])

    def _retranslate(self) -> None:
        super()._retranslate()
        self._private.setText(self.tr("Texts are not kept"))
        self._history.setText(self.tr("History"))
        self._history.setAccessibleName(self.tr("Earlier translations"))
        self._swap.set_name(self.tr("Swap the languages"))
        key = QKeySequence(f"Ctrl+{_SWAP.key}").toString(QKeySequence.SequenceFormat.NativeText)
        self._swap.setToolTip(plain_tool_tip(self.tr("Swap the languages ({key})").format(key=key)))
        self.source.setAccessibleName(self.tr("Text to translate"))
        self.source.setPlaceholderText(self.tr("Type or paste a text, or drop a file here"))
        self.result.setAccessibleName(self.tr("Translated text"))
        self._open.setText(self.tr("Open a file…"))
        self._open.setAccessibleName(self.tr("Open a file…"))
        self._variants.setText(self.tr("Other variants"))
        self._variants.setAccessibleName(self.tr("Other translations of this sentence"))
        self._pairs.setText(self.tr("Compare sentences"))
        self._pairs.setAccessibleName(self.tr("Compare sentences"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the translation"))
        self.more.set_name(self.tr("More"))
        self._retranslate_pair()
        self._retranslate_tone()
        self._retranslate_glossary()

    def _retranslate_pair(self) -> None:
        source, found, target = self._languages
        if source != AUTOMATIC:
            title = language_title(source)
        elif found:
            title = self.tr("Detect language: {name}").format(name=language_name(found))
        else:
            title = self.tr("Detect language")
        self.source_chip.show_current(source, title, self.tr("From: {name}").format(name=title))
        name = language_title(target)
        self.target_chip.show_current(target, name, self.tr("Into: {name}").format(name=name))
        self.pair_card.show_languages(language_title(source or found) or title, name)

    def _retranslate_tone(self) -> None:
        text = self.tr("Tone: {name}").format(name=self.tr(_TONES[self._tone]))
        self._tone_chip.setText(text)
        self._tone_chip.setAccessibleName(text)

    def _retranslate_glossary(self) -> None:
        text = self.tr("Glossary")
        if self._rows:
            text = self.tr("Glossary ({count})").format(count=format_count(self._rows))
        self._glossary.setText(text)
        self._glossary.setAccessibleName(text)
