"""The two widgets that lie over the conversation: the status of a growing answer and the way to the end."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget

from yagpt_desktop.ui.theme.icons import icon
from yagpt_desktop.ui.theme.look import Look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label

_PILL_STEPS = 3
_FAR_PX = 20_000


class Overlays:
    """Makes the widgets and puts them where they belong."""

    def __init__(self, parent: QWidget) -> None:
        self.status = plain_label("message-status")
        self.status.setParent(parent)
        self.status.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.status.hide()
        self.pill = Button("to-latest")
        self.pill.setParent(parent)
        self.pill.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pill.hide()

    def dress(self, look: Look) -> None:
        """Take the colours and sizes of a look."""
        tokens, metrics = look.tokens, look.metrics
        self.status.setStyleSheet(f"color: {tokens.muted}; font-size: {metrics.small_px}px;")
        self.pill.setStyleSheet(
            f"QPushButton {{ background: {tokens.surface}; color: {tokens.text};"
            f" padding: 0 {metrics.gap(3)}px; min-height: {metrics.gap(8) - 2}px;"
            f" border: {metrics.hairline_px}px solid {tokens.line}; border-radius: {metrics.gap(4)}px;"
            f" font-size: {metrics.label_px}px; }}"
            f"QPushButton:hover {{ background: {tokens.hover}; }}"
            f"QPushButton:focus {{ border: {metrics.focus_px}px solid {tokens.accent}; }}"
        )
        self.pill.setIcon(icon("chevron-down", size_px=metrics.small_px))

    def show_activity(self, *, is_growing: bool) -> None:
        """Show the status while an answer grows; what it said is forgotten at the end."""
        if not is_growing:
            self.status.clear()
        self.status.setVisible(is_growing and bool(self.status.text()))

    def place_status(self, line: QRectF) -> None:
        """Put the status into the line under the growing answer."""
        if self.status.isHidden():
            return
        self.status.adjustSize()
        top = round(line.center().y() - self.status.height() / 2)
        self.status.move(round(line.left()), min(max(top, -_FAR_PX), _FAR_PX))

    def place_pill(self, area: QRect, look: Look, *, is_far: bool) -> None:
        """Show the way to the end above the lower edge of the view, while the end is far."""
        if is_far:
            self.pill.adjustSize()
            x = area.left() + (area.width() - self.pill.width()) // 2
            self.pill.move(x, area.bottom() - self.pill.height() - look.metrics.gap(_PILL_STEPS))
            self.pill.raise_()
        if self.pill.isHidden() == is_far:
            self.pill.setVisible(is_far)
