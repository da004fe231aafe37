"""Says that the window began with less, and leads back."""

from __future__ import annotations

from .widgets.strip import Strip


class SafeStrip(Strip):
    """Above every page as long as it is so; pressing its button ``accepted`` leads back."""

    def __init__(self) -> None:
        self._is_on = False
        super().__init__("safe-mode", "strip")

    def show_on(self, *, on: bool) -> None:
        """Say so, or no longer."""
        self._is_on = on
        self._retranslate()

    def _retranslate(self) -> None:
        if not self._is_on:
            self.show_text("")
            return
        text = self.tr(
            "The program ended unexpectedly three times in a row, so it has begun with plain settings: "
            "its usual look, no tray, no keys for other programs. Your chats and settings are as they were."
        )
        self.show_text(text, self.tr("Normal mode"))
