"""What else can be done on the translate page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.folded_entries import add_folded
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.popups import empty, popup_holder

from .translate_page import TranslatePage


class TranslateMenu(QObject):
    """The menu of the result, and the choice of a file.

    Signals:
        check_requested(): Translate the result back, to see whether it says the same.
        again_requested(): Translate the sentence anew that the person is in.
        file_chosen(str): The text of this file is to be translated.
    """

    check_requested = Signal()
    again_requested = Signal()
    file_chosen = Signal(str)

    def __init__(self, page: TranslatePage, hub: SettingsHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._hub = page, hub
        self._menu = QMenu(popup_holder(page))
        self._menu.setObjectName("translate-page-menu")
        page.more.clicked.connect(self.show)
        page.file_requested.connect(self.choose_file)

    @Slot()
    def show(self) -> None:
        """Open it under its button."""
        menu = self._menu
        empty(menu)
        menu.setAccessibleName(self.tr("More"))
        add_folded(menu, self._page)
        ready = not self._page.running and not self._page.result.document().isEmpty()
        self._add("translate-check", self.tr("Check by translating back"), self.check_requested, ready=ready)
        self._add(
            "translate-again", self.tr("Translate the sentence anew"), self.again_requested, ready=ready
        )
        menu.addSeparator()
        private = self._add("translate-private", self.tr("Do not keep texts"), self._on_private)
        private.setCheckable(True)
        private.setChecked(self._hub.settings.texts.private)
        button = self._page.more
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self._page, self.tr("Open a text"))
        dialog.setObjectName("translate-file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        documents = self.tr("Documents (*.txt *.md *.csv *.json *.log *.docx *.xlsx *.pdf)")
        dialog.setNameFilters([documents, self.tr("All files (*)")])
        dialog.fileSelected.connect(self.file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(
        self,
        name: str,
        text: str,
        act: Callable[[], object] | SignalInstance,
        *,
        ready: bool = True,
    ) -> QAction:
        action = self._menu.addAction(plain_caption(text))
        action.setObjectName(name)
        action.setEnabled(ready)
        action.triggered.connect(act)
        return action

    @Slot()
    def _on_private(self) -> None:
        settings = self._hub.settings
        self._hub.put(replace(settings, texts=replace(settings.texts, private=not settings.texts.private)))
