"""A card with a line above, a text, and a line below: what the pages of the text tools are made of."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look

from .labels import ElidedLabel
from .view import View


class TextCard(View):
    """Parts: :attr:`head` and :attr:`foot` are rows to add to, :attr:`count` is the foot's first label.

    Args:
        name: Object name; the parts' names begin with it.
    """

    def __init__(self, name: str) -> None:
        super().__init__(look="page-card")
        self.setObjectName(name)
        self.head = QHBoxLayout()
        self.foot = QHBoxLayout()
        self.count = ElidedLabel(f"{name}-count", look="small")
        for row in (self.head, self.foot):
            row.addStrut(look().metrics.control_px)
        self.foot.addWidget(self.count)
        self.foot.addStretch(1)
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

    def show_text(self, text: QWidget) -> None:
        """Bring a text into view."""
        self._texts.setCurrentWidget(text)

    @property
    def shown(self) -> QWidget:
        """The text in view; the card itself before there is one."""
        return self._texts.currentWidget() or self

    @property
    def least_px(self) -> int:
        """The width below which a button of either row would be cut; labels that elide need none."""
        return max(_least_px(row) for row in (self.head, self.foot))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        for row in (self.head, self.foot):
            row.setContentsMargins(gap(3.5), gap(2), gap(3.5), gap(2))
            row.setSpacing(gap(2))


def _least_px(row: QHBoxLayout) -> int:
    items = (row.itemAt(place) for place in range(row.count()))
    parts = [widget for item in items if item and (widget := item.widget()) and not widget.isHidden()]
    margins = row.contentsMargins()
    widths = sum(0 if isinstance(part, ElidedLabel) else part.sizeHint().width() for part in parts)
    return widths + row.spacing() * len(parts) + margins.left() + margins.right()


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "rule")
    return rule
