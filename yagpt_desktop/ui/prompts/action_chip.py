"""The button of actions, for pages that have none of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from yagpt_desktop.ui.widgets.buttons import ChipButton


class ActionChip(ChipButton):
    """Names itself in the language of the moment; ``ActionMenu`` fills its menu."""

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setText(self.tr("Actions"))
        self.setAccessibleName(self.tr("Actions on the text"))
