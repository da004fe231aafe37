"""Files that a person brings: dropped on the page, or chosen in the system's own window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget


class FileOffer(QObject):
    """Takes what is dropped on a widget.

    Signals:
        path_offered(str): A file was dropped or chosen.
        text_offered(str): A text was dropped.
    """

    path_offered = Signal(str)
    text_offered = Signal(str)

    def __init__(self, on: QWidget) -> None:
        super().__init__(on)
        self._on = on
        on.setAcceptDrops(True)
        on.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer drags and drops."""
        if isinstance(event, QDropEvent):
            if event.type() == QEvent.Type.Drop:
                self._take(event)
                return True
            if isinstance(event, QDragEnterEvent):
                data = event.mimeData()
                event.setAccepted(data.hasText() or any(url.isLocalFile() for url in data.urls()))
                return True
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> None:
        data = event.mimeData()
        path = next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
        # A copy: whatever was dropped stays where it was.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if path:
            self.path_offered.emit(path)
        elif data.hasText():
            self.text_offered.emit(data.text())

    @Slot()
    def choose(self) -> None:
        """Let the person choose a key file; the window stays usable."""
        dialog = QFileDialog(self._on, self.tr("Key file of a service account"))
        dialog.setObjectName("account-file-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Key files (*.json)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.path_offered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
