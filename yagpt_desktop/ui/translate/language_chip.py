"""A button that drops the languages: favourites first, the rest one step deeper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from yagpt_desktop.ui.widgets.buttons import ChipButton
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import empty
from yagpt_desktop.ui.words.language_words import language_title

AUTOMATIC = ""
"""Stands for "find out" in a list of languages."""


class LanguageChip(ChipButton):
    """Holds one language.

    Args:
        offers_automatic: Whether the program may find the language out by itself.

    Signals:
        chosen(str): The person chose a language (ISO 639-1), or ``AUTOMATIC``.
        favourite_toggled(str): The person wants this language among the favourites, or no longer.
    """

    chosen = Signal(str)
    favourite_toggled = Signal(str)

    def __init__(self, object_name: str, *, offers_automatic: bool) -> None:
        super().__init__(object_name)
        self.setProperty("look", "language")
        self._offers_automatic = offers_automatic
        self._languages: Sequence[str] = ()
        self._favourites: Sequence[str] = ()
        self._current = AUTOMATIC
        self._title = ""
        self.menu().aboutToShow.connect(self._fill)

    def show_languages(self, languages: Sequence[str], favourites: Sequence[str]) -> None:
        """Replace the languages on offer."""
        self._languages, self._favourites = languages, favourites

    def show_current(self, language: str, title: str, name: str) -> None:
        """Show the language in force, as the button and a screen reader say it."""
        self._current = language
        self.setText(title)
        self.setAccessibleName(name)

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        empty(menu)
        group = QActionGroup(menu)
        group.triggered.connect(self._on_chosen)
        if self._offers_automatic:
            self._add(menu, group, AUTOMATIC, self.tr("Find out by itself"))
        for language in self._favourites:
            self._add(menu, group, language, language_title(language))
        menu.addSeparator()
        others = menu.addMenu(self.tr("Other languages"))
        others.setObjectName(f"{self.objectName()}-others")
        rest = (language for language in self._languages if language not in self._favourites)
        for language in sorted(rest, key=language_title):
            self._add(others, group, language, language_title(language))
        if self._current != AUTOMATIC:
            is_favourite = self._current in self._favourites
            text = (
                self.tr("Remove from favourites: {name}")
                if is_favourite
                else self.tr("Add to favourites: {name}")
            )
            action = menu.addAction(plain_caption(text.format(name=language_title(self._current))))
            action.setObjectName(f"{self.objectName()}-favourite")
            action.triggered.connect(self._on_favourite)

    def _add(self, menu: QMenu, group: QActionGroup, language: str, title: str) -> None:
        action = menu.addAction(plain_caption(title))
        action.setObjectName(f"{self.objectName()}-{language or 'auto'}")
        action.setData(language)
        action.setCheckable(True)
        action.setChecked(language == self._current)
        group.addAction(action)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

    @Slot()
    def _on_favourite(self) -> None:
        self.favourite_toggled.emit(self._current)
