"""Has newer versions looked for where the person agreed, and shows quietly what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.update import UpdateChoice
from yagpt_desktop.services.update_desk import UpdateDesk, UpdateStand
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.widgets.strip import Strip
from yagpt_desktop.ui.words.update_words import open_page_text, question_text, release_text
from yagpt_desktop.workers.job import Done, Job

from .update_section import UpdateSection

FIRST_LOOK_MS: Final = 20_000
"""A start has better things to do."""

LOOK_AGAIN_MS: Final = 60 * 60 * 1000
"""Nothing goes out before a day is over: the desk counts."""


class UpdateController(QObject):
    """Joins the section, the strip above the pages, the settings and the desk.

    Args:
        is_quiet: Whether nothing may leave this computer now (the demo).

    Signals:
        page_requested(str): Open this address in the browser.
    """

    page_requested = Signal(str)

    def __init__(
        self,
        section: UpdateSection,
        strip: Strip,
        hub: SettingsHub,
        desk: UpdateDesk,
        pool: QThreadPool,
        is_quiet: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(section)
        self._section = section
        self._strip = strip
        self._hub = hub
        self._desk = desk
        self._is_quiet = is_quiet
        self._cancel = CancelToken()
        self._stand = UpdateStand(is_development=desk.is_development)
        self._is_asking = False
        self._noting, self._looking = Job(pool, self), Job(pool, self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._wire()
        section.show_choice(hub.settings.updates)
        section.show_stand(self._stand)

    def _wire(self) -> None:
        self._noting.finished.connect(self._on_stand)
        self._looking.finished.connect(self._on_stand)
        self._section.choice_made.connect(self._on_choice)
        self._section.page_requested.connect(self._on_page)
        self._strip.accepted.connect(self._on_accepted)
        self._strip.declined.connect(self._on_declined)
        self._hub.changed.connect(self._on_settings)

    def begin(self) -> None:
        """Learn what earlier starts know; the first look comes a while later."""
        if self._desk.is_development:
            return
        self._noting.run(self._desk.begin)
        QTimer.singleShot(FIRST_LOOK_MS, self, self.look)
        self._timer.start(LOOK_AGAIN_MS)

    @Slot()
    def look(self) -> None:
        """Look, where the person agreed; at most once a day anything leaves this computer."""
        agreed = self._hub.settings.updates is UpdateChoice.YES
        if not agreed or self._desk.is_development or self._is_quiet() or self._looking.busy:
            return
        cancel = self._cancel
        self._looking.run(lambda: self._desk.look(cancel))

    def retranslate(self) -> None:
        """Say what is shown in the language of the moment."""
        self._put()

    def shut_down(self) -> None:
        """End a look under way; nothing is asked any more."""
        self._timer.stop()
        self._cancel.cancel()

    @Slot(object)
    def _on_stand(self, result: object) -> None:
        if isinstance(result, Done):
            self._stand = result.value
            self._section.show_stand(self._stand)
            self._put()

    def _put(self) -> None:
        """The notice of a newer version stands above the question: who has one wants to know first."""
        release = self._stand.release
        if release is not None and not self._stand.is_closed:
            self._is_asking = False
            self._strip.show_text(release_text(release.version), open_page_text(), self.tr("Close"))
            return
        undecided = self._hub.settings.updates is UpdateChoice.UNDECIDED
        if undecided and not self._is_quiet() and (self._is_asking or self._stand.asks):
            if not self._is_asking:
                self._is_asking = True
                # Whether it is answered or not: it was asked, and that is once.
                self._noting.run(self._desk.note_question)
            self._strip.show_text(question_text(), self.tr("Yes, look"), self.tr("No"))
            return
        self._is_asking = False
        self._strip.show_text("")

    @Slot()
    def _on_accepted(self) -> None:
        if self._is_asking:
            self._decide(UpdateChoice.YES)
        else:
            self._on_page()

    @Slot()
    def _on_declined(self) -> None:
        if self._is_asking:
            self._decide(UpdateChoice.NO)
        else:
            self._noting.run(self._desk.close_notice)

    @Slot(bool)
    def _on_choice(self, agreed: bool) -> None:
        self._decide(UpdateChoice.YES if agreed else UpdateChoice.NO)

    def _decide(self, choice: UpdateChoice) -> None:
        self._hub.put(replace(self._hub.settings, updates=choice))

    @Slot()
    def _on_page(self) -> None:
        if self._stand.release is not None:
            self.page_requested.emit(self._stand.release.page)

    @Slot(object, object)
    def _on_settings(self, old: Settings, new: Settings) -> None:
        self._section.show_choice(new.updates)
        if old.updates is not new.updates:
            self._put()
            self.look()
