"""Formulas as pictures: drawn beside the GUI thread, painted by QtSvg, kept."""

from __future__ import annotations

import math
from collections import OrderedDict
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from yagpt_desktop.text.formula import is_display, tex_of
from yagpt_desktop.text.formula_svg import INK, Drawing, Refusal, draw
from yagpt_desktop.workers.errands import Errands

_DRAWINGS_KEPT = 2000
_PICTURES_KEPT_PX = 12_000_000
_MOST_PICTURE_PX = 4_000_000
_MOST_LATE: Final = 10

_Key = tuple[str, bool]


class Formulas(QObject):
    """All formulas of one view.  GUI thread.

    Signals:
        drawn(): One or more that were asked for can be painted now, or never will be.
    """

    drawn = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = Errands()
        self._errands.done.connect(self._on_done)
        self._drawings: OrderedDict[_Key, Drawing | Refusal] = OrderedDict()
        self._asked: set[_Key] = set()
        self._pictures: OrderedDict[tuple[str, bool, int, int, str], QPixmap] = OrderedDict()
        self._pictures_px = 0
        self._late = 0

    def find(self, written: str) -> Drawing | Refusal | None:
        """Return a formula as a drawing, asked for by its source; None where it is being drawn."""
        key = (tex_of(written), is_display(written))
        found = self._drawings.get(key)
        if found is not None:
            self._drawings.move_to_end(key)
        elif self._late >= _MOST_LATE:
            # Somebody plays with us.  What is drawn stays; nothing more burns the processor.
            return Refusal.TOO_LONG
        elif key not in self._asked:
            self._asked.add(key)
            self._errands.ask(key, partial(draw, key[0], is_display=key[1]))
        return found

    def is_decided(self, written: str) -> bool:
        """Whether a formula's fate is known, without asking for it."""
        return (tex_of(written), is_display(written)) in self._drawings or self._late >= _MOST_LATE

    def picture(self, written: str, size: tuple[float, float], ratio: float, color: QColor) -> QPixmap | None:
        """Return a formula of a size in pixels of the view, for a screen of a pixel ratio."""
        tex, alone = tex_of(written), is_display(written)
        drawing = self._drawings.get((tex, alone))
        width, height = (max(math.ceil(length * ratio), 1) for length in size)
        if not isinstance(drawing, Drawing) or width * height > _MOST_PICTURE_PX:
            return None
        key = (tex, alone, width, height, color.name())
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = _painted(drawing, width, height, color)
            self._pictures_px += width * height
            self._drop_old_pictures()
        else:
            self._pictures.move_to_end(key)
        return picture

    def forget_waiting(self) -> None:
        """Nobody will look at what was not drawn yet: another conversation is shown."""
        self._errands.drop()
        self._asked.clear()
        self._late = 0

    @Slot(object, object)
    def _on_done(self, key: _Key, result: object) -> None:
        self._asked.discard(key)
        found = result if isinstance(result, Drawing | Refusal) else Refusal.WRONG
        self._late += found is Refusal.TOO_LONG
        self._drawings[key] = found
        if len(self._drawings) > _DRAWINGS_KEPT:
            self._drawings.popitem(last=False)
        self.drawn.emit()

    def _drop_old_pictures(self) -> None:
        while self._pictures_px > _PICTURES_KEPT_PX and len(self._pictures) > 1:
            (_, _, width, height, _), _picture = self._pictures.popitem(last=False)
            self._pictures_px -= width * height


def _painted(drawing: Drawing, width: int, height: int, color: QColor) -> QPixmap:
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    svg = drawing.svg.replace(INK, color.name(QColor.NameFormat.HexRgb))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0.0, 0.0, width, height))
    painter.end()
    return picture
