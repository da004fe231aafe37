"""A card with a line above, a text, and a line below: what the pages of the text tools are made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look

from .labels import ElidedLabel
from .view import View
from .wrapping_row import WrappingRow


class TextCard(View):
    """Parts: :attr:`head` and :attr:`foot` are rows to add to, :attr:`count` is the foot's first label.

    The foot goes on in a second line where there is little room; the card is never lower than it needs.

    Args:
        name: Object name; the parts' names begin with it.
        least_steps: The text is never lower than so many steps of the grid.
        words: Stands at the left of the foot in place of the count.
    """

    def __init__(self, name: str, *, least_steps: float = 0, words: QWidget | None = None) -> None:
        super().__init__(look="page-card")
        self.setObjectName(name)
        self._least_steps = least_steps
        self.head = QHBoxLayout()
        self.head.addStrut(look().metrics.control_px)
        self.foot = WrappingRow()
        self.count = ElidedLabel(f"{name}-count", look="small")
        self.foot.add_words(words or self.count)
        self._texts = QStackedLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self.head)
        self._column.addWidget(_rule())
        self._column.addLayout(self._texts, 1)
        self._column.addWidget(_rule())
        self._column.addLayout(self.foot)
        self._settle()

    def add_text(self, text: QWidget) -> None:
        """Add a text; the first is in view."""
        self._texts.addWidget(text)
        text.setMinimumHeight(look().metrics.gap(self._least_steps))

    def show_text(self, text: QWidget) -> None:
        """Bring a text into view."""
        self._texts.setCurrentWidget(text)

    @property
    def shown(self) -> QWidget:
        """The text in view; the card itself before there is one."""
        return self._texts.currentWidget() or self

    @property
    def least_px(self) -> int:
        """The width below which a row would need a second line; labels that elide need none."""
        return max(_least_px(row) for row in (self.head, self.foot))

    def event(self, event: QEvent) -> bool:
        """Be as high as the lines of the foot need at this width; a splitter does not ask for that."""
        is_done = super().event(event)
        if self._built and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setMinimumHeight(self._column.minimumHeightForWidth(self.width()))
        return is_done

    def _restyle(self) -> None:
        gap = look().metrics.gap
        for row in (self.head, self.foot):
            row.setContentsMargins(gap(3.5), gap(2), gap(3.5), gap(2))
            row.setSpacing(gap(2))
        for text in (self._texts.widget(place) for place in range(self._texts.count())):
            if text is not None:
                text.setMinimumHeight(gap(self._least_steps))


def _least_px(row: QLayout) -> int:
    items = (row.itemAt(place) for place in range(row.count()))
    parts = [widget for item in items if item and (widget := item.widget()) and not widget.isHidden()]
    margins = row.contentsMargins()
    widths = sum(0 if isinstance(part, ElidedLabel) else part.sizeHint().width() for part in parts)
    return widths + row.spacing() * len(parts) + margins.left() + margins.right()


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "rule")
    return rule
