"""Bringing a place of a message into view."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from .column import Spot
from .stage import Stage


def reveal(stage: Stage, row: int, unit: int, rect: QRectF, *, margin_lines: float = 0.5) -> None:
    """Scroll so that a part of a unit is seen; nothing moves where it is in view already.

    Args:
        stage: The view.
        row: A message.
        unit: One of its units.
        rect: Its part, in the unit's own coordinates.
        margin_lines: How far from the upper and the lower edge of the view it has to be.
    """
    column, top = stage.column, stage.arranged().top
    found = column.near(row).units[unit]
    view_px = stage.viewport().height()
    margin = round(margin_lines * column.ink.line_px)
    y = column.unit_y(row, unit) + rect.top() - top
    # Above the first line there is nothing to make room for.
    highest = margin if top > 0 else 0
    if row in stage.arranged().rows and highest <= y and y + rect.height() <= view_px - margin:
        return
    gap = column.near(row).gap_before(unit, column.ink)
    if y + rect.height() + view_px >= 0 and y <= 2 * view_px and margin_lines < 1:
        # Near: move by what is missing and no more.
        missing = margin if y < margin else view_px - margin - round(rect.height())
    else:
        missing = view_px // 3
    stage.owner.go_to_spot(Spot(row, found.start, round(gap + rect.top()) - missing))
    stage.refresh()
