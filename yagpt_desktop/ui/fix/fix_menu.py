"""What else can be done on the fix page: with the chosen change, and with the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from yagpt_desktop.domain.change import ChangeKind, Decision
from yagpt_desktop.domain.text_settings import TextSettings, YoPolicy
from yagpt_desktop.text.typography import TypographyRule
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.folded_entries import add_folded
from yagpt_desktop.ui.texts.selection import selected
from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import empty, popup_holder
from yagpt_desktop.ui.words.change_words import kind_name

from .fix_page import FixPage
from .reason_desk import ReasonDesk
from .review_desk import ReviewDesk

_RULES: Final = {
    TypographyRule.QUOTES: QT_TRANSLATE_NOOP("PageMenu", "Quotation marks: «…» and „…“"),
    TypographyRule.DASHES: QT_TRANSLATE_NOOP("PageMenu", "Dashes in place of hyphens"),
    TypographyRule.RANGES: QT_TRANSLATE_NOOP("PageMenu", "Short dash between numbers"),
    TypographyRule.HARD_SPACES: QT_TRANSLATE_NOOP("PageMenu", "Hard spaces"),
    TypographyRule.ELLIPSIS: QT_TRANSLATE_NOOP("PageMenu", "Ellipsis as one sign"),
    TypographyRule.BLANKS: QT_TRANSLATE_NOOP("PageMenu", "No double spaces"),
    TypographyRule.PUNCTUATION: QT_TRANSLATE_NOOP("PageMenu", "No spaces before punctuation"),
}
_YO: Final = {
    YoPolicy.KEEP: QT_TRANSLATE_NOOP("PageMenu", "As it is in the text"),
    YoPolicy.ALWAYS: QT_TRANSLATE_NOOP("PageMenu", "Always ё"),
    YoPolicy.NEVER: QT_TRANSLATE_NOOP("PageMenu", "Always е"),
}


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
        empty(menu)
        menu.setAccessibleName(self.tr("More about this change"))
        word = change.before.strip()
        if word and change.kind is not ChangeKind.OWN and not any(sign.isspace() for sign in word):
            self._add(
                "fix-keep-word", self.tr("Never change “{word}”").format(word=word), self._review.keep_word
            )
        if self._reasons.asking:
            self._add("fix-explain-stop", self.tr("Do not explain further"), self._reasons.stop)
        else:
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
        _act(self._menu, name, text, act)

    @Slot()
    def _accept_kind(self) -> None:
        self._review.decide_alike(Decision.ACCEPTED)

    @Slot()
    def _leave_kind(self) -> None:
        self._review.decide_alike(Decision.LEFT)


class PageMenu(QObject):
    """The menu of the page: how texts are treated, and what else there is.

    Signals:
        history_requested(): Open the earlier texts.
        words_requested(): Open the words that are never changed.
        selection_requested(): Correct what is selected in the text.
    """

    history_requested = Signal()
    words_requested = Signal()
    selection_requested = Signal()

    def __init__(self, page: FixPage, reasons: ReasonDesk, hub: SettingsHub) -> None:
        super().__init__(page)
        self._page, self._reasons, self._hub = page, reasons, hub
        self._button = page.more
        self._menu = QMenu(popup_holder(page))
        self._menu.setObjectName("fix-page-menu")
        page.more.clicked.connect(self.show)
        page.source.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.source.customContextMenuRequested.connect(self._show_for_text)

    @Slot()
    def show(self) -> None:
        """Open it under its button."""
        menu, texts = self._menu, self._hub.settings.texts
        empty(menu)
        menu.setAccessibleName(self.tr("More"))
        add_folded(menu, self._page)
        self._add_selected(menu)
        if self._reasons.asking:
            _act(menu, "fix-explain-stop", self.tr("Do not explain further"), self._reasons.stop)
        else:
            _act(menu, "fix-explain-all", self.tr("Explain the changes"), self._reasons.explain)
        _act(menu, "fix-history", self.tr("Earlier texts…"), self.history_requested)
        _act(menu, "fix-words", self.tr("Words that are never changed…"), self.words_requested)
        menu.addSeparator()
        rules = menu.addMenu(self.tr("Typography"))
        for rule, name in _RULES.items():
            self._switch(rules, f"typography-{rule.value}", self.tr(name), rule.value in texts.typography)
        yo = menu.addMenu(self.tr("Letter ё"))
        for policy, name in _YO.items():
            self._switch(yo, f"yo-{policy.value}", self.tr(name), policy is texts.yo)
        self._switch(menu, "private", self.tr("Do not keep texts"), texts.private)
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    @Slot(QPoint)
    def _show_for_text(self, place: QPoint) -> None:
        """The text's own menu, with what the page can do to what is selected at its head."""
        source = self._page.source
        menu = QMenu(popup_holder(self._page))
        menu.setObjectName("fix-source-menu")
        menu.setAccessibleName(self.tr("Text to fix"))
        self._add_selected(menu)
        menu.addSeparator()
        standard = source.createStandardContextMenu()
        standard.setParent(menu, standard.windowFlags())
        menu.addActions(standard.actions())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(source.viewport().mapToGlobal(place))

    def _add_selected(self, menu: QMenu) -> QAction:
        text = f"{self.tr('Fix what is selected')}\tF7"
        action = _act(menu, "fix-selected", text, self.selection_requested)
        action.setEnabled(selected(self._page.source) is not None and not self._page.running)
        return action

    def _switch(self, menu: QMenu, name: str, text: str, checked: object) -> None:
        action = menu.addAction(plain_caption(text))
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(bool(checked))
        if checked:
            action.setIcon(icon("check", "text"))
        action.setData(name)
        action.triggered.connect(self._on_switched)

    @Slot()
    def _on_switched(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            kind, _, value = str(action.data()).partition("-")
            self._put(kind, value, on=action.isChecked())

    def _put(self, kind: str, value: str, *, on: bool) -> None:
        settings = self._hub.settings
        texts = _switched(settings.texts, kind, value, on=on)
        self._hub.put(replace(settings, texts=texts))


def _switched(texts: TextSettings, kind: str, value: str, *, on: bool) -> TextSettings:
    if kind == "yo":
        return replace(texts, yo=YoPolicy(value))
    if kind == "private":
        return replace(texts, private=on)
    others = tuple(rule for rule in texts.typography if rule != value)
    return replace(texts, typography=(*others, value) if on else others)


def _act(menu: QMenu, name: str, text: str, act: Callable[[], object] | SignalInstance) -> QAction:
    action = menu.addAction(plain_caption(text))
    action.setObjectName(name)
    action.triggered.connect(act)
    return action
