"""The program's icon as Windows (.ico) and macOS (.icns) want it, drawn from its one SVG."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_ICO_EDGES_PX = (16, 20, 24, 32, 40, 48, 64, 256)
_PNG_FROM_PX = 256
# Apple's names of PNG pictures and their edges; the last four are the double ones of smaller icons.
_ICNS_KINDS = ((b"ic07", 128), (b"ic08", 256), (b"ic09", 512), (b"ic10", 1024),
               (b"ic11", 32), (b"ic12", 64), (b"ic13", 256), (b"ic14", 512))  # fmt: skip
_MAC_MARGIN = 0.1


def _drawn(svg: Path, edge_px: int, margin: float = 0.0) -> QImage:
    image = QImage(edge_px, edge_px, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    inset = edge_px * margin
    painter.translate(inset, inset)
    painter.scale(1 - 2 * margin, 1 - 2 * margin)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return image


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _bitmap(image: QImage) -> bytes:
    """A device-independent bitmap of 32 bits, from below, and the mask that old programs ask for."""
    edge = image.width()
    head = struct.pack("<IiiHHIIiiII", 40, edge, 2 * edge, 1, 32, 0, 0, 0, 0, 0, 0)
    rows = [bytes(image.constScanLine(row))[: 4 * edge] for row in reversed(range(edge))]
    mask = bytes((edge + 31) // 32 * 4 * edge)
    return head + b"".join(rows) + mask


def _application() -> QGuiApplication:
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication(sys.argv[:1])


def icon_bytes(svg: Path) -> bytes:
    """Return an .ico: bitmaps for the small sizes, a PNG for the large one."""
    _application_kept = _application()
    parts = []
    for edge in _ICO_EDGES_PX:
        image = _drawn(svg, edge)
        parts.append(_png(image) if edge >= _PNG_FROM_PX else _bitmap(image))
    head = struct.pack("<HHH", 0, 1, len(parts))
    offset = len(head) + 16 * len(parts)
    entries = b""
    for edge, part in zip(_ICO_EDGES_PX, parts, strict=True):
        entries += struct.pack("<BBBBHHII", edge % 256, edge % 256, 0, 0, 1, 32, len(part), offset)
        offset += len(part)
    return head + entries + b"".join(parts)


def icns_bytes(svg: Path) -> bytes:
    """Return an .icns, with the margin that icons have there."""
    _application_kept = _application()
    parts = b""
    for kind, edge in _ICNS_KINDS:
        picture = _png(_drawn(svg, edge, _MAC_MARGIN))
        parts += kind + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts
