"""The menu of actions that a button drops."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from yagpt_desktop.domain.saved_prompt import PromptUse
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.selection import selected, selected_text
from yagpt_desktop.ui.widgets.buttons import ChipButton
from yagpt_desktop.ui.widgets.labels import plain_caption
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.popups import empty

from .prompt_entry import PromptEntry, entries


class ActionMenu(QObject):
    """Filled when it opens: the ready actions, the person's own, and the way to the library.

    Signals:
        chosen(PromptEntry): Do this to the text.
        library_requested(): Open the library.
    """

    chosen = Signal(object)
    library_requested = Signal()

    def __init__(self, button: ChipButton, source: PlainEdit, hub: SettingsHub) -> None:
        """``source`` is the text that actions are done to."""
        super().__init__(button)
        self._source, self._hub = source, hub
        self._entries: dict[str, PromptEntry] = {}
        self._menu = button.menu()
        self._menu.aboutToShow.connect(self.fill)
        self._menu.triggered.connect(self._on_triggered)

    @Slot()
    def fill(self) -> None:
        """Show the actions there are now; without a text none can be done, and the menu says so.

        It says, too, how much is selected: that alone is sent then.
        """
        menu, has_text = self._menu, bool(self._source.toPlainText().strip())
        empty(menu)
        found = entries(self._hub.settings, PromptUse.ACTION)
        self._entries = {entry.id: entry for entry in found}
        if not has_text:
            menu.addAction(self.tr("First type or paste a text")).setEnabled(False)
            menu.addSeparator()
        elif (part := selected(self._source)) is not None:
            menu.addAction(plain_caption(selected_text(part))).setEnabled(False)
            menu.addSeparator()
        for is_ready in (True, False):
            for entry in found:
                if entry.is_ready is is_ready:
                    _add(menu, entry).setEnabled(has_text)
            menu.addSeparator()
        library = menu.addAction(self.tr("Set up…"))
        library.setObjectName("action-library")

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action.objectName() == "action-library":
            self.library_requested.emit()
            return
        entry = self._entries.get(str(action.data()))
        if entry is not None:
            self.chosen.emit(entry)


def _add(menu: QMenu, entry: PromptEntry) -> QAction:
    """Three dots say that something will be asked first."""
    action = menu.addAction(plain_caption(f"{entry.name}…" if entry.variables else entry.name))
    action.setObjectName(f"action-{entry.id}")
    action.setData(entry.id)
    return action
