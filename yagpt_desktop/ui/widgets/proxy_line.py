"""One line that tells, before a key is used, that it will pass through a proxy nobody here has entered."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.proxy import ProxyInForce, ProxySource

from .labels import ElidedLabel
from .view import View


class ProxyLine(View):
    """Seen only where the system, or a variable of its environment, names a proxy.

    What a person or an administrator has entered for this program they know already.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proxy-line")
        self._address = ""
        # The address is foreign text, and may be long.
        self._label = ElidedLabel("proxy-line-words", look="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)
        self.hide()
        self._settle()

    @Slot(object)
    def show_in_force(self, in_force: ProxyInForce) -> None:
        """Tell what was decided, or go out of view where there is nothing to tell."""
        self._address = in_force.address if in_force.source is ProxySource.SYSTEM else ""
        self._retranslate()
        self.setVisible(bool(self._address))

    def _retranslate(self) -> None:
        words = self.tr("The connection will go through the system's proxy: {address}")
        self._label.setText(words.format(address=self._address))
