"""Line icons in the colours of the theme, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QFile, QIODevice, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from yagpt_desktop.ui import resources_rc  # noqa: F401  importing it registers ":/icons"

from .look import look

_RATIOS = (1.0, 2.0, 3.0)
_INK = b"currentColor"


def icon(name: str, tone: str = "text", *, chosen: str = "accent_text", size_px: int | None = None) -> QIcon:
    """Return an icon in a colour of the present look.

    Args:
        name: File name in ``resources/icons`` without its ending.
        tone: Field of ``Tokens`` for the ink.
        chosen: The ink while the button is checked.
        size_px: Edge; the look's ``icon_px`` unless told.

    Raises:
        FileNotFoundError: No such icon in the compiled resource.
    """
    tokens = look().tokens
    edge_px = size_px or look().metrics.icon_px
    found = QIcon()
    inks = (
        (tone, QIcon.Mode.Normal, QIcon.State.Off),
        (chosen, QIcon.Mode.Normal, QIcon.State.On),
        ("disabled", QIcon.Mode.Disabled, QIcon.State.Off),
    )
    for ink, mode, state in inks:
        for ratio in _RATIOS:
            found.addPixmap(pixmap(name, getattr(tokens, ink), edge_px, ratio), mode, state)
    return found


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, edge_px: int, ratio: float) -> QPixmap:
    """Return one rendering: ``edge_px`` wide and high in device-independent pixels."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace(_INK, color.encode())))
    picture = QPixmap(QSize(round(edge_px * ratio), round(edge_px * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def app_icon() -> QIcon:
    """Return the program's own icon for windows and task bars; it has its own colours."""
    found = QIcon()
    for edge_px in (16, 24, 32, 48, 64, 128, 256):
        found.addPixmap(pixmap("app", "", edge_px, 1.0))
    return found


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    file = QFile(f":/icons/{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    content = bytes(file.readAll().data())
    file.close()
    return content
