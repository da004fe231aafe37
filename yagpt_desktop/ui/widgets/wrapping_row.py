"""A row that goes on below where the room ends: no word of a button is ever cut."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

from yagpt_desktop.ui.theme.look import look

_LEAST_STEPS = 34


class WrappingRow(QLayout):
    """Words at the left that take what room there is, controls at the right; in a narrow place below them.

    Without words the controls stand at the left, and as many in a line as fit.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._words: QLayoutItem | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def add_words(self, words: QWidget) -> None:
        """Add what takes the room that is left; first of all, and once."""
        self.addWidget(words)
        self._words = self._items[-1]

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away; Qt calls this for a widget that goes."""
        if not 0 <= index < len(self._items):
            return None
        taken = self._items.pop(index)
        if taken is self._words:
            self._words = None
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width it is given."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """It is higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(inner, only_measure=True) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown()
        width = sum(self._wanted_px(item) for item in shown) + self._gap_px * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Each in a line of its own."""
        shown = self._shown()
        least = [item.minimumSize().width() if item is self._words else _hint(item).width() for item in shown]
        height = max((item.minimumSize().height() for item in shown), default=0)
        return QSize(max(least, default=0), height).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        spare_px = inner.height() - self._place(inner, only_measure=True)
        self._place(inner.translated(0, max(0, spare_px // 2)), only_measure=False)

    @property
    def _gap_px(self) -> int:
        return max(0, self.spacing())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _wanted_px(self, item: QLayoutItem) -> int:
        """What an item needs in order to stand beside others."""
        if item is not self._words:
            return _hint(item).width()
        words = item.widget()
        text_px = words.fontMetrics().horizontalAdvance(words.text()) if isinstance(words, QLabel) else 0
        return max(item.minimumSize().width(), min(text_px, look().metrics.gap(_LEAST_STEPS)))

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        shown = self._shown()
        lines = self._broken(shown, width)
        if len(lines) < 2 or self._words not in shown:
            return lines
        # Words stand beside all of their controls or above them, never beside half of them.
        return [[self._words], *self._broken([item for item in shown if item is not self._words], width)]

    def _broken(self, items: list[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left_px = 0
        for item in items:
            wanted_px = self._wanted_px(item) + self._gap_px
            if not lines or wanted_px > left_px:
                lines.append([])
                left_px = width + self._gap_px
            lines[-1].append(item)
            left_px -= wanted_px
        return lines

    def _place(self, rect: QRect, *, only_measure: bool) -> int:
        """Place all lines from the top, or only measure; return their height."""
        y = 0
        for line in self._lines(rect.width()):
            y += min(self._gap_px, look().metrics.gap(2)) if y else 0
            widths = self._widths(line, rect.width())
            heights = [_height(item, width) for item, width in zip(line, widths, strict=True)]
            height = max(heights)
            x = 0
            for item, width, own in zip(line, widths, heights, strict=True):
                if not only_measure:
                    corner = rect.topLeft() + QPoint(x, y + (height - own) // 2)
                    item.setGeometry(QRect(corner, QSize(width, own)))
                x += width + self._gap_px
            y += height
        return y

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        widths = [min(self._wanted_px(item), width) for item in line]
        if self._words in line:
            at = line.index(self._words)
            taken = sum(widths) - widths[at] + self._gap_px * (len(line) - 1)
            widths[at] = width - taken
        return widths


def _hint(item: QLayoutItem) -> QSize:
    return item.sizeHint().expandedTo(item.minimumSize()).boundedTo(item.maximumSize())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else _hint(item).height()
