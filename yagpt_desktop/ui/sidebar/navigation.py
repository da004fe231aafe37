"""The pages as a list of buttons; a page that does not exist has none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.view import View, set_look_property


class Navigation(View):
    """One button for each page that was added, in that order.

    Args:
        tab_after: What the Tab key reaches before the first of them.

    Signals:
        chosen(str): The person wants to see a page (its name).
    """

    chosen = Signal(str)

    def __init__(self, tab_after: QWidget) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._tab_after = tab_after
        self._buttons: dict[str, Button] = {}
        self._titles: dict[str, Callable[[], str]] = {}
        self._is_compact = False
        self._showing = False
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._on_toggled)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._settle()

    def add_page(self, name: str, icon_name: str, title: Callable[[], str]) -> None:
        """Add the button ``nav-<name>``; ``title`` answers in the language of the moment."""
        button = Button(f"nav-{name}", look="nav", icon_name=icon_name, tone="muted")
        button.setCheckable(True)
        self._buttons[name] = button
        self._titles[name] = title
        self._group.addButton(button)
        self._column.addWidget(button)
        # What comes into a window later stands last in the order of the Tab key.
        QWidget.setTabOrder(self._tab_after, button)
        self._tab_after = button
        self._retranslate()

    def names(self) -> list[str]:
        """Return the pages in their order."""
        return list(self._buttons)

    def show_current(self, name: str) -> None:
        """Mark a page as the one in view; a name without a button marks none."""
        self._showing = True
        self._group.setExclusive(False)
        for page, button in self._buttons.items():
            button.setChecked(page == name)
        self._group.setExclusive(name in self._buttons)
        self._showing = False

    def show_compact(self, *, compact: bool, in_line: bool = False) -> None:
        """Show icons alone, or titles too; icons may stand side by side."""
        self._is_compact = compact
        direction = QBoxLayout.Direction.LeftToRight if in_line else QBoxLayout.Direction.TopToBottom
        self._column.setDirection(direction)
        self._retranslate()

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, button: QAbstractButton, on: bool) -> None:
        # A screen reader toggles without a click.
        if on and not self._showing:
            name = next(name for name, known in self._buttons.items() if known is button)
            self.show_current(name)
            self.chosen.emit(name)

    def _retranslate(self) -> None:
        for name, button in self._buttons.items():
            set_look_property(button, "compact", self._is_compact)
            title = self._titles[name]()
            # The blanks keep the title off the icon: a style sheet cannot.
            button.setText("" if self._is_compact else f"  {title}")
            button.setAccessibleName(title)
            button.set_tip(title if self._is_compact else "")

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(0.5))
        for button in self._buttons.values():
            button.setIconSize(QSize(metrics.icon_px, metrics.icon_px))
