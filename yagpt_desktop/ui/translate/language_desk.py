"""From which language into which: what the person chose, what was found out, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.domain.text_task import Tone, TranslateTask
from yagpt_desktop.services.text_prompts import languages
from yagpt_desktop.text.language import language_of
from yagpt_desktop.ui.settings_hub import SettingsHub

from .language_chip import AUTOMATIC
from .translate_page import TranslatePage

_FIRST_TARGETS: Final = {"ru": "en"}
_LAST_TARGET: Final = "ru"


class LanguageDesk(QObject):
    """Keeps both languages, the favourites and the tone; the page shows them.

    Signals:
        changed(): Another language or tone is in force.
    """

    changed = Signal()

    def __init__(self, page: TranslatePage, hub: SettingsHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._hub = page, hub
        self._chosen = AUTOMATIC
        self._found = ""
        page.tone_chosen.connect(self._on_tone)
        page.source_chip.chosen.connect(self.choose_source)
        page.target_chip.chosen.connect(self._on_target)
        for chip in (page.source_chip, page.target_chip):
            chip.favourite_toggled.connect(self._on_favourite)
        hub.changed.connect(self._on_settings)
        self._show()

    @property
    def source(self) -> str:
        """The language of the text, chosen or found; "" where it is not known."""
        return self._chosen or self._found

    @property
    def target(self) -> str:
        """Into what; where the person did not say, Russian goes into English and all else into Russian."""
        wanted = self._hub.settings.texts.target_language
        if wanted and wanted != self.source:
            return wanted
        return _FIRST_TARGETS.get(self.source, _LAST_TARGET)

    def find(self, text: str) -> None:
        """Find out in what a text is written."""
        self._found = language_of(text)
        self._show_pair()

    def take_from(self, task: TranslateTask, source: str) -> None:
        """Go by an earlier translation; a language that would be found anyway is not fixed."""
        self._found = language_of(source)
        self._chosen = AUTOMATIC if task.source_language == self._found else task.source_language
        self._put(replace(self._hub.settings.texts, target_language=task.target_language, tone=task.tone))
        self._show_pair()

    def swap(self) -> None:
        """Go the other way round."""
        source, target = self.source, self.target
        self._chosen = target
        if source:
            self._put(replace(self._hub.settings.texts, target_language=source))
        self._show_pair()
        self.changed.emit()

    @Slot(str)
    def choose_source(self, language: str) -> None:
        """Translate from this language; ``AUTOMATIC`` finds it out."""
        self._chosen = language
        if language and language == self._hub.settings.texts.target_language:
            self._put(replace(self._hub.settings.texts, target_language=""))
        self._show_pair()
        self.changed.emit()

    @Slot(str)
    def _on_target(self, language: str) -> None:
        if language == self._chosen:
            self._chosen = AUTOMATIC
        self._put(replace(self._hub.settings.texts, target_language=language))
        self._show_pair()
        self.changed.emit()

    @Slot(object)
    def _on_tone(self, tone: Tone) -> None:
        self._put(replace(self._hub.settings.texts, tone=tone))

    @Slot(str)
    def _on_favourite(self, language: str) -> None:
        texts = self._hub.settings.texts
        others = tuple(one for one in texts.favourite_languages if one != language)
        is_new = language not in texts.favourite_languages
        self._put(replace(texts, favourite_languages=(*others, language) if is_new else others))

    def _put(self, texts: TextSettings) -> None:
        self._hub.put(replace(self._hub.settings, texts=texts))

    @Slot(object, object)
    def _on_settings(self, _old: object, _new: object) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        texts = self._hub.settings.texts
        self._page.show_languages(languages(), texts.favourite_languages)
        self._page.show_tone(texts.tone)
        self._page.show_private(private=texts.private)
        self._show_pair()

    def _show_pair(self) -> None:
        self._page.show_pair(self._chosen, self._found, self.target)
