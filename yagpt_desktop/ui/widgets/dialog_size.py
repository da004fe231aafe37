"""The size in which a dialog opens."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME: Final = QSize(16, 48)
"""What a window manager draws around a dialog, at most."""


def resize_within_screen(dialog: QWidget, width_px: int, height_px: int) -> None:
    """Give a dialog its size of the design, but never more than its screen has room for."""
    room = dialog.screen().availableSize() - _FRAME
    dialog.resize(QSize(width_px, height_px).boundedTo(room))
