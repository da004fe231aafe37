"""A chat as a PDF document, its pages set by Qt."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.services.exchange.captions import Captions
from yagpt_desktop.services.exchange.web_page import body_of
from yagpt_desktop.text.display import fit

_MARGIN_MM: Final = 18
_DOTS_PER_INCH: Final = 300
_FONT_PT: Final = 10.5
_STYLE: Final = """
.speaker { font-size: 9pt; font-weight: bold; color: #63636e; margin-top: 14pt; margin-bottom: 3pt; }
.user, .role { white-space: pre-wrap; background-color: #f2f2f5; }
pre { white-space: pre-wrap; background-color: #f2f2f5; }
pre, code { font-family: monospace; font-size: 9.5pt; }
table { border-collapse: collapse; border-style: solid; margin-top: 6pt; margin-bottom: 6pt; }
a { color: #1a4fb4; }
"""


class _Closed(QTextDocument):
    """A document that asks nobody for anything, whatever its text names."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Have nothing."""
        return None


def pdf(exported: ExportedChat, captions: Captions) -> bytes:
    """Return the file; takes its time, any thread."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(fit(captions.title(exported)))
    writer.setCreator("YaGPT Desktop")
    writer.setResolution(_DOTS_PER_INCH)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    document = _Closed()
    font = QFont()
    font.setPointSizeF(_FONT_PT)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(layout.paintRectPixels(_DOTS_PER_INCH).size()))
    document.setHtml(body_of(exported, captions, speaker_tag="p"))
    document.print_(writer)
    buffer.close()
    return bytes(content.data())
