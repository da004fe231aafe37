"""The one door through which an address leaves the program."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from .links_address import (
    LONGEST_SHOWN,
    claimed_address,
    encoded_host,
    other_letters,
    safe_url,
    shown_address,
)
from .links_opening import open_outside


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
            open_outside(url)

    @Slot(str, str)
    def open_foreign(self, address: str, words: str = "") -> None:
        """Show where an address of a text leads, and open it if the person agrees.

        ``words`` are those of the link: where they name another address, the question says so.
        """
        url = safe_url(address)
        if url is None:
            self._refuse(address)
            return
        question = self._box("link-question", self.tr("Open the link?"))
        is_letter = url.scheme() == "mailto"
        leads = (
            self.tr("A letter will be written to {host}")
            if is_letter
            else self.tr("The link leads to {host}")
        )
        question.setText(leads.format(host=encoded_host(url)))
        warnings = list(self._warnings(url, words))
        if warnings:
            question.setIcon(QMessageBox.Icon.Warning)
        question.setInformativeText("\n\n".join([*warnings, *self._letters(url), shown_address(url)]))
        buttons = QMessageBox.StandardButton
        question.setStandardButtons(buttons.Open | buttons.Cancel)
        question.setDefaultButton(buttons.Cancel)
        question.setProperty("address", url)
        question.accepted.connect(self._on_agreed)
        question.open()

    def _refuse(self, address: str) -> None:
        refusal = self._box("link-refusal", self.tr("Open the link?"))
        refusal.setText(self.tr("This address cannot be opened from here"))
        refusal.setInformativeText("".join(sign for sign in address if sign.isprintable())[:LONGEST_SHOWN])
        refusal.setStandardButtons(QMessageBox.StandardButton.Close)
        refusal.open()

    def _box(self, object_name: str, title: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setObjectName(object_name)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setWindowTitle(title)
        box.finished.connect(box.deleteLater)
        return box

    def _warnings(self, url: QUrl, words: str) -> Iterator[str]:
        """What a person should know who only looks at the words."""
        claimed = claimed_address(words, url)
        if claimed:
            yield self.tr("The words of the link name another address: {address}").format(address=claimed)
        if url.userInfo() and url.scheme() != "mailto":
            yield self.tr("What stands before the sign @ is not the name of the site")

    def _letters(self, url: QUrl) -> Iterator[str]:
        letters = other_letters(url)
        if letters:
            yield self.tr("The name is written in other than Latin letters: {name}").format(name=letters)

    @Slot()
    def _on_agreed(self) -> None:
        question = self.sender()
        open_outside(question.property("address"))
