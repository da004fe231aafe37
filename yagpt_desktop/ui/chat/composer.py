"""The card in which a question is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from yagpt_desktop.services.context import RequestSize
from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted, format_roubles
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import ElidedLabel
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.words.request_words import beginning_texts

from .attachment_row import AttachmentRow
from .composer_edit import ComposerEdit


class Composer(View):
    """Text, files, estimate, and the button that sends or stops.

    The text stays until :meth:`clear`: whoever sends it clears it once it is safe.

    Signals:
        send_requested(str): Send this text, never blank unless there are files.
        stop_requested(): Stop the answer.
        text_changed(str): For the draft and the estimate.
        attach_requested(str): Attach the text file at this path; nothing was read yet.
        attachment_removed(int): Take the file at this place away.
        preview_requested(): Show what exactly will be sent.
    """

    send_requested = Signal(str)
    stop_requested = Signal()
    text_changed = Signal(str)
    attach_requested = Signal(str)
    attachment_removed = Signal(int)
    preview_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="composer")
        self.setObjectName("composer-card")
        self.edit = ComposerEdit()
        self._files = AttachmentRow()
        self._attach = Button("attach", icon_name="attach")
        self._hint = ElidedLabel("composer-hint", look="hint")
        self._estimate = Button("composer-estimate", look="link")
        self._send = Button("send", look="primary", icon_name="send", tone="on_accent")
        self._stop = Button("stop", icon_name="stop")
        self._answering = False
        self._has_files = False
        self._is_low = False
        self._size: RequestSize | None = None
        self._arrange()
        self._connect()
        self._settle()
        self._show_buttons()

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._files)
        self._column.addWidget(self.edit)
        self._row = QHBoxLayout()
        self._row.addWidget(self._attach)
        self._row.addWidget(self._hint, 100)
        self._row.addStretch(1)  # takes the room of a hint that is hidden
        self._row.addWidget(self._estimate)
        self._row.addWidget(self._send)
        self._row.addWidget(self._stop)
        self._column.addLayout(self._row)

    def _connect(self) -> None:
        self.edit.submitted.connect(self._on_submitted)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.focus_changed.connect(self._on_focus_changed)
        self.edit.files_dropped.connect(self.attach)
        self._send.clicked.connect(self._on_submitted)
        self._stop.clicked.connect(self.stop_requested)
        self._attach.clicked.connect(self._on_attach)
        self._estimate.clicked.connect(self.preview_requested)
        self._files.removed.connect(self.attachment_removed)

    def text(self) -> str:
        """Return what is written, as it is."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what is written (a draft, an example) and put the cursor behind it."""
        if text != self.text():
            self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def clear(self) -> None:
        """Empty the text; the files are the controller's."""
        self.edit.clear()

    def show_answering(self, *, answering: bool) -> None:
        """Offer to stop instead of to send."""
        self._answering = answering
        if answering and self._send.hasFocus():
            self._stop.setFocus()
        elif not answering and self._stop.hasFocus():
            self.edit.setFocus()
        self._show_buttons()
        self._retranslate()

    def stop(self) -> bool:
        """Ask to stop, as the button does; false where nothing is being answered."""
        if self._answering:
            self.stop_requested.emit()
        return self._answering

    def show_size(self, size: RequestSize | None) -> None:
        """Show how big the question will be and what it will cost; None where nothing is written."""
        self._size = size
        self._put_size()
        self._make_room()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Replace the files."""
        self._has_files = bool(attachments)
        self._files.show_attachments(attachments)
        self._show_buttons()

    @Slot()
    def _on_submitted(self) -> None:
        if not self._answering and (self.text().strip() or self._has_files):
            self.send_requested.emit(self.text())

    @Slot()
    def _on_text_changed(self) -> None:
        self._show_buttons()
        self.text_changed.emit(self.text())

    @Slot(bool)
    def _on_focus_changed(self, focused: bool) -> None:
        set_look_property(self, "focused", focused)

    @Slot(list)
    def attach(self, paths: list[str]) -> None:
        """Ask for these files, as if they had been chosen here."""
        for path in paths:
            self.attach_requested.emit(path)

    @Slot()
    def _on_attach(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach a document"))
        dialog.setObjectName("attach-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        documents = self.tr("Documents (*.txt *.md *.csv *.json *.log *.docx *.xlsx *.pdf)")
        dialog.setNameFilters([documents, self.tr("All files (*)")])
        dialog.filesSelected.connect(self.attach)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_buttons(self) -> None:
        self._send.setHidden(self._answering)
        self._stop.setHidden(not self._answering)
        self._send.setEnabled(bool(self.text().strip()) or self._has_files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up words before buttons where the card is narrow."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        gap, width = look().metrics.gap, self.width()
        self._estimate.setVisible(width >= gap(95) and bool(self._estimate.text()))
        self._attach.setText("" if self._is_tight() else self.tr("File"))
        has_words = width >= gap(60) and not self._is_low
        self._send.setText(self.tr("Send") if has_words else "")
        self._stop.setText(self.tr("Stop") if has_words else "")
        self._hint.setVisible(not self._is_low and self._hint.sizeHint().width() <= self._spare_px())

    def _spare_px(self) -> int:
        """What the buttons leave of their row: a hint is told whole or not at all."""
        buttons = (self._attach, self._estimate, self._send, self._stop)
        shown = [button.sizeHint().width() for button in buttons if not button.isHidden()]
        margins = self._column.contentsMargins()
        gaps_px = self._row.spacing() * (len(shown) + 1)
        return self.width() - margins.left() - margins.right() - sum(shown) - gaps_px

    def show_low(self, *, low: bool) -> None:
        """Stand in one line where the window is low: buttons beside the text, without words."""
        if low == self._is_low:
            return
        self._is_low = low
        self._column.removeWidget(self.edit)
        self._row.removeWidget(self.edit)
        if low:
            self._row.insertWidget(1, self.edit, 1000)
        else:
            self._column.insertWidget(1, self.edit)
        self.edit.show_low(low=low)
        self._restyle()
        self._make_room()

    def _is_tight(self) -> bool:
        return self._is_low or self.width() < look().metrics.gap(66)

    def _put_size(self) -> None:
        text = self._estimate_text()
        self._estimate.setText(text)
        self._estimate.set_tip(self.tr("Show what exactly will be sent") if text else "")

    def _estimate_text(self) -> str:
        size = self._size
        if size is None:
            return ""
        tokens = counted("Composer", QT_TRANSLATE_NOOP("Composer", "%n token(s)"), size.tokens.tokens)
        parts = [tokens if size.tokens.exact else f"≈\u00a0{tokens}"]
        parts += beginning_texts(size.left_out, size.summarised)
        if size.cost_roubles is not None:
            parts.append(format_roubles(size.cost_roubles))
        return " · ".join(parts)

    def _retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("Write a message…"))
        self.edit.setAccessibleName(self.tr("Message"))
        self._attach.setText("" if self._is_tight() else self.tr("File"))
        self._attach.setAccessibleName(self.tr("Attach a document"))
        self._attach.set_tip(self.tr("Attach a document"))
        for button, words in ((self._send, self.tr("Send")), (self._stop, self.tr("Stop"))):
            button.setAccessibleName(words)
            button.set_tip(words)
        self._hint.setText(
            self.tr("Esc — stop the answer")
            if self._answering
            else self.tr("Enter — send, Shift+Enter — new line")
        )
        self._put_size()
        self._make_room()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        if self._is_low:
            self._column.setContentsMargins(gap(2), gap(1), gap(2), gap(1))
        else:
            self._column.setContentsMargins(gap(3.5), gap(3), gap(3), gap(2.5))
        self._column.setSpacing(gap(2.5))
        self._row.setSpacing(gap(2.5))
        self.edit.refit()
