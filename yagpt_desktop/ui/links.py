"""The one door through which an address leaves the program."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

ALLOWED_SCHEMES: Final = frozenset({"https", "http", "mailto"})
LONGEST_SHOWN: Final = 300


def safe_url(text: str) -> QUrl | None:
    """Return the address if a browser or a mail program may have it, else None."""
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in ALLOWED_SCHEMES:
        return None
    return url if url.scheme().lower() == "mailto" or url.host() else None


def shown_address(url: QUrl) -> str:
    """Return the address with its host in its encoded form, so that look-alike letters show; cut if long."""
    text = bytes(url.toEncoded().data()).decode("ascii")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


class LinkOpener(QObject):
    """Opens addresses: our own at once, those from a text after showing where they lead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    @Slot(str)
    def open_own(self, address: str) -> None:
        """Open an address that stands in the program itself."""
        url = safe_url(address)
        if url is not None:
            QDesktopServices.openUrl(url)

    @Slot(str)
    def open_foreign(self, address: str) -> None:
        """Show where an address of a text leads, and open it if the person agrees; others stay inert."""
        url = safe_url(address)
        if url is None:
            return
        question = QMessageBox(self._window)
        question.setObjectName("link-question")
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(self.tr("Open the link?"))
        question.setText(self.tr("The link leads to {host}").format(host=_encoded_host(url)))
        question.setInformativeText(shown_address(url))
        buttons = QMessageBox.StandardButton
        question.setStandardButtons(buttons.Open | buttons.Cancel)
        question.setDefaultButton(buttons.Cancel)
        question.setProperty("address", url)
        question.finished.connect(question.deleteLater)
        question.accepted.connect(self._on_agreed)
        question.open()

    @Slot()
    def _on_agreed(self) -> None:
        question = self.sender()
        QDesktopServices.openUrl(question.property("address"))


def _encoded_host(url: QUrl) -> str:
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    return host or url.path(QUrl.ComponentFormattingOption.FullyEncoded)
