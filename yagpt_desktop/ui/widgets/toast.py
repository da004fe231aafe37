"""A line that comes up for a moment and offers to take something back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look

from .buttons import Button
from .labels import ElidedLabel

SHOWN_MS = 8000


class Toast(QFrame):
    """Floats above the lower edge of a part of the window; stays while the mouse or the focus is on it.

    Args:
        parent: What it floats over, unless ``over`` tells of a part of it.
        clearance_px: Answers how much of the lower edge must stay free at this moment.
        object_name: Its own name, and the beginning of its parts'.
        over: The part of ``parent`` at whose lower edge it stands.

    Signals:
        taken(object): The person pressed the button; carries what :meth:`offer` was given.
        gone(object): It left without a press; what was offered is final.
    """

    taken = Signal(object)
    gone = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        clearance_px: Callable[[], int] = lambda: 0,
        object_name: str = "toast",
        *,
        over: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._floor = parent
        self._over = parent if over is None else over
        self._clearance_px = clearance_px
        self.setObjectName(object_name)
        self.setProperty("look", "toast")
        self._subject: object = None
        self._text = ElidedLabel(f"{object_name}-text", look="on-inverse")
        self._button = Button(f"{object_name}-action", look="toast")
        self._button.hide()
        self._button.clicked.connect(self._on_taken)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._row.addWidget(self._button)
        self._restyle()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        self._over.installEventFilter(self)
        self.hide()

    def offer(self, text: str, action: str, subject: object) -> None:
        """Come up with a text and a button, "" for none.  What was offered before becomes final."""
        self._leave()
        self._subject = subject
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, f"{text}. {action}" if action else text)
        )

    @Slot()
    def _on_taken(self) -> None:
        subject, self._subject = self._subject, None
        self._timer.stop()
        self.hide()
        self.taken.emit(subject)

    @Slot()
    def _on_time(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start(SHOWN_MS)
        else:
            self._leave()

    def _leave(self) -> None:
        if self.isHidden():
            return
        subject, self._subject = self._subject, None
        self._timer.stop()
        self.hide()
        self.gone.emit(subject)

    @Slot()
    def settle(self) -> None:
        """Take note that another part of the lower edge must stay free."""
        if not self.isHidden():
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the zoom."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._restyle()
            self.settle()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setContentsMargins(gap(4), gap(1), gap(1), gap(1))
        self._row.setSpacing(gap(2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when what it floats over changes its size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self.settle()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        margin = look().metrics.gap(4)
        width = min(self.sizeHint().width(), self._over.width() - 2 * margin)
        self.resize(width, self.sizeHint().height())
        lowest = self._over.height() - self._clearance_px()
        place = QPoint((self._over.width() - width) // 2, max(margin, lowest - self.height() - margin))
        self.move(place if self._floor is self._over else self._over.mapTo(self._floor, place))
