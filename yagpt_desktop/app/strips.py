"""What stands above every page now and then: a start with less, and the notice of a newer version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Slot

from yagpt_desktop.ui.links import LinkOpener
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.safe_strip import SafeStrip
from yagpt_desktop.ui.settings.update_section import UpdateSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets.strip import Strip
from yagpt_desktop.ui.window_state import load_window_state
from yagpt_desktop.wiring import Wiring

from .at_hand import AtHand
from .updates import open_updates


class Strips(QObject):
    """Two lines above the pages and what is behind them.

    Attributes:
        updates: Looks for newer versions.
    """

    def __init__(
        self,
        window: MainWindow,
        section: UpdateSection,
        hub: SettingsHub,
        wiring: Wiring,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._hub = hub
        self._resume: Callable[[], None] | None = None
        self._safe, strip = SafeStrip(), Strip("update-notice")
        window.add_strip(self._safe)
        window.add_strip(strip)
        self._links = LinkOpener(window)
        self.updates = open_updates(section, strip, hub, wiring, pool)
        self.updates.page_requested.connect(self._links.open_own)
        self._safe.accepted.connect(self._on_normal)

    def begin(self) -> None:
        """Learn what is known of newer versions."""
        self.updates.begin()

    def stay_safe(self, theming: Theming, at_hand: AtHand, state_file: Path) -> None:
        """Say that this start has less; the button gives back look, place, tray and keys at once."""

        def resume() -> None:
            settings = self._hub.settings
            theming.apply(settings.theme, settings.zoom_percent)
            self._window.take_state(load_window_state(state_file))
            at_hand.begin()

        self._resume = resume
        self._safe.show_on(on=True)

    @Slot()
    def _on_normal(self) -> None:
        resume, self._resume = self._resume, None
        self._safe.show_on(on=False)
        if resume is not None:
            resume()
