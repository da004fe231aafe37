"""The files that will go with the next question, as chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import IconButton
from yagpt_desktop.ui.widgets.labels import ElidedLabel
from yagpt_desktop.ui.widgets.view import View


class AttachmentChip(View):
    """Name, size and a button that takes the file away.

    Signals:
        removed(int): The place of this chip.
    """

    removed = Signal(int)

    def __init__(self, place: int, attachment: Attachment) -> None:
        super().__init__(look="chip")
        self.setObjectName(f"attachment-{place}")
        self._place = place
        self._attachment = attachment
        self._name = ElidedLabel(f"attachment-{place}-name", look="small-text")
        self._close = IconButton(f"attachment-{place}-remove", "close")
        self._close.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        step = look().metrics.gap(1)
        row.setContentsMargins(2 * step, 0, 0, 0)
        row.setSpacing(step)
        row.addWidget(self._name, 1)
        row.addWidget(self._close)
        self._settle()

    def _on_close(self) -> None:
        self.removed.emit(self._place)

    def _retranslate(self) -> None:
        size = counted(
            "AttachmentChip",
            QT_TRANSLATE_NOOP("AttachmentChip", "%n character(s)"),
            len(self._attachment.text),
        )
        self._name.setText(f"{self._attachment.name} · {size}")
        self._close.set_name(self.tr("Remove “{name}”").format(name=self._attachment.name))

    def wanted_px(self) -> int:
        """Return the width in which all of it is shown, within reason."""
        return min(self.sizeHint().width(), look().metrics.sidebar_px)

    def _restyle(self) -> None:
        self.setMaximumWidth(look().metrics.sidebar_px)


def fair_px(wanted: Sequence[int], room_px: int) -> int:
    """Return the greatest width that each may take: who wants less gets it, the others share the rest."""
    left = len(wanted)
    for width in sorted(wanted):
        if width * left > room_px:
            return max(room_px // left, 0)
        room_px -= width
        left -= 1
    return max(wanted, default=0)


class AttachmentRow(QWidget):
    """All chips; hidden while there are none.

    Signals:
        removed(int): The person took the file at this place away.
    """

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attachments")
        self._chips: list[AttachmentChip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self.hide()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Replace the chips."""
        for old in self._chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [AttachmentChip(place, attachment) for place, attachment in enumerate(attachments)]
        self._row.setSpacing(look().metrics.gap(1.5))
        for place, chip in enumerate(self._chips):
            chip.removed.connect(self.removed)
            self._row.insertWidget(place, chip)
        self._share()
        self.setVisible(bool(attachments))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wanted = [chip.wanted_px() for chip in self._chips]
        # The stretch at the end is an item with a space before it too.
        most = fair_px(wanted, self.width() - self._row.spacing() * len(wanted))
        for chip, width in zip(self._chips, wanted, strict=True):
            chip.setMaximumWidth(min(width, most))
