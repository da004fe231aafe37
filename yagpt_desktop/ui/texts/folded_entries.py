"""What a page's menu holds of the buttons that have no room on the page."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from yagpt_desktop.ui.widgets.labels import plain_caption

from .text_page import TextPage


def add_folded(menu: QMenu, page: TextPage) -> None:
    """Add an entry for each such button; its object name is the button's with ``-entry``."""
    for button in page.folded:
        action = menu.addAction(plain_caption(button.text()))
        action.setObjectName(f"{button.objectName()}-entry")
        action.setEnabled(button.isEnabled())
        action.triggered.connect(button.click)
    if page.folded:
        menu.addSeparator()
