"""The files that will go with the next question, as chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
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

    def _restyle(self) -> None:
        self.setMaximumWidth(look().metrics.sidebar_px)


class AttachmentRow(QWidget):
    """All chips; hidden while there are none.

    Signals:
        removed(int): The person took the file at this place away.
    """

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attachments")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self.hide()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Replace the chips."""
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self._row.setSpacing(look().metrics.gap(1.5))
        for place, attachment in enumerate(attachments):
            chip = AttachmentChip(place, attachment)
            chip.removed.connect(self.removed)
            self._row.insertWidget(place, chip)
        self.setVisible(bool(attachments))
