"""The same choice as a row of segments, as one button, where there is no room for the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QActionGroup

from yagpt_desktop.ui.widgets.buttons import Button, ChipButton
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import empty
from yagpt_desktop.ui.widgets.segments import SegmentedControl


class SegmentChip(ChipButton):
    """Shows what is chosen in the segments, and offers them in its menu; one of the two is in view."""

    def __init__(self, segments: SegmentedControl, values: Sequence[str]) -> None:
        super().__init__(f"{segments.objectName()}-chip")
        self._segments = segments
        found = (segments.findChild(Button, f"{segments.objectName()}-{value}") for value in values)
        self._buttons = [button for button in found if button is not None]
        for button in self._buttons:
            button.toggled.connect(self.show_chosen)
        self.menu().aboutToShow.connect(self._fill)
        self.hide()

    def fold(self, *, folded: bool) -> None:
        """Stand in for the segments, or give way to them; the keyboard stays with the choice."""
        if folded == self._segments.isHidden():
            return
        before, after = (self._segments, self) if folded else (self, self._segments)
        had_focus = any(part.hasFocus() for part in (before, *before.findChildren(Button)))
        after.show()
        if had_focus:
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        before.hide()

    @Slot()
    def show_chosen(self) -> None:
        """Name what is chosen, in the words of its segment."""
        text = next((button.text() for button in self._buttons if button.isChecked()), "")
        self.setText(text)
        self.setAccessibleName(f"{self._segments.accessibleName()}: {text}")

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        empty(menu)
        group = QActionGroup(menu)
        for button in self._buttons:
            action = menu.addAction(plain_caption(button.text()))
            action.setObjectName(f"{button.objectName()}-entry")
            action.setCheckable(True)
            action.setChecked(button.isChecked())
            action.triggered.connect(button.click)
            group.addAction(action)
