"""The left side of the library: roles or actions, the ready ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout

from yagpt_desktop.domain.saved_prompt import PromptUse
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.fields import SearchLine
from yagpt_desktop.ui.widgets.labels import plain_label, plain_tool_tip
from yagpt_desktop.ui.widgets.popups import popup_holder
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.view import View

from .prompt_entry import PromptEntry

_ID = Qt.ItemDataRole.UserRole


class _Names(QListWidget):
    """The list itself.

    Signals:
        removal_requested(): Delete was pressed.
    """

    removal_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove by the key."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
            return
        super().keyPressEvent(event)


class PromptList(View):
    """Shows entries and tells what is wanted of them; keeps nothing.

    Signals:
        use_chosen(PromptUse): Roles or actions.
        entry_chosen(str): The person went to an entry (id).
        new_requested(): A new one.
        removal_requested(): Remove the one that is chosen.
        import_requested(): Take prompts from a file.
        export_requested(): Write the chosen one into a file.
        export_all_requested(): Write all of the person's own into a file.
    """

    use_chosen = Signal(object)
    entry_chosen = Signal(str)
    new_requested = Signal()
    removal_requested = Signal()
    import_requested = Signal()
    export_requested = Signal()
    export_all_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="window")
        self.setObjectName("prompts-side")
        self._entries: tuple[PromptEntry, ...] = ()
        self._uses = SegmentedControl("prompts-use", [PromptUse.ACTION.value, PromptUse.ROLE.value])
        self._search = SearchLine("prompts-search")
        self._names = _Names()
        self._names.setObjectName("prompts-list")
        self._names.setProperty("look", "popup")
        self._names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = plain_label("prompts-none", look="hint", wraps=True)
        self._new = Button("prompts-new")
        self._more = IconButton("prompts-more", "more")
        self._menu = QMenu(popup_holder(self))
        self._menu.setObjectName("prompts-menu")
        self._import = self._menu.addAction("")
        self._export_one = self._menu.addAction("")
        self._export_all = self._menu.addAction("")
        self._arrange()
        self._connect()
        self._settle()

    def _arrange(self) -> None:
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._new, 1)
        self._foot.addWidget(self._more)
        self._column = QVBoxLayout(self)
        for part in (self._uses, self._search):
            self._column.addWidget(part)
        self._column.addWidget(self._names, 1)
        self._column.addWidget(self._none)
        self._column.addLayout(self._foot)

    def _connect(self) -> None:
        self._uses.chosen.connect(self._on_use)
        self._search.textChanged.connect(self._fill)
        self._names.currentItemChanged.connect(self._on_current)
        self._names.removal_requested.connect(self.removal_requested)
        self._new.clicked.connect(self.new_requested)
        self._more.clicked.connect(self._on_more)
        self._import.setObjectName("prompts-import")
        self._import.triggered.connect(self.import_requested)
        self._export_one.setObjectName("prompts-export-one")
        self._export_one.triggered.connect(self.export_requested)
        self._export_all.setObjectName("prompts-export-all")
        self._export_all.triggered.connect(self.export_all_requested)

    def show_use(self, use: PromptUse) -> None:
        """Show which of the two lists this is."""
        self._uses.choose(use.value)
        self._put_new_words()

    def show_entries(self, entries: Sequence[PromptEntry], current: str) -> None:
        """Show entries, one of them chosen (id); tells nothing of that."""
        self._entries, self._current = tuple(entries), current
        if current not in {entry.id for entry in self._found()}:
            with QSignalBlocker(self._search):
                self._search.clear()
        self._fill()

    _current = ""

    def show_exports(self, *, own: bool, chosen: bool) -> None:
        """Say whether there is anything of the person's own to be written, and whether that is chosen."""
        self._export_all.setEnabled(own)
        self._export_one.setEnabled(chosen)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self._names.setFocus()

    def _found(self) -> list[PromptEntry]:
        wanted = self._search.text().casefold().split()
        return [
            entry
            for entry in self._entries
            if all(word in f"{entry.name}\n{entry.text}".casefold() for word in wanted)
        ]

    @Slot()
    def _fill(self) -> None:
        found = self._found()
        with QSignalBlocker(self._names):
            self._names.clear()
            for head, is_ready in ((self.tr("Ready-made"), True), (self.tr("My own"), False)):
                group = [entry for entry in found if entry.is_ready is is_ready]
                if group:
                    self._add_head(head)
                for entry in group:
                    self._add_entry(entry)
        self._none.setVisible(not found)

    def _add_head(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(QColor(look().tokens.muted))
        font = self._names.font()
        font.setPixelSize(look().metrics.small_px)
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        self._names.addItem(item)

    def _add_entry(self, entry: PromptEntry) -> None:
        name = entry.name or self._new_name()
        item = QListWidgetItem(name)
        item.setData(_ID, entry.id)
        item.setToolTip(plain_tool_tip(name))
        if entry.is_ready:
            spoken = self.tr("{name}, ready-made").format(name=name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._names.addItem(item)
        if entry.id == self._current:
            self._names.setCurrentItem(item)

    def _new_name(self) -> str:
        is_role = self._uses.value() == PromptUse.ROLE.value
        return self.tr("New role") if is_role else self.tr("New action")

    @Slot(str)
    def _on_use(self, value: str) -> None:
        self.use_chosen.emit(PromptUse(value))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID) is not None:
            self._current = str(item.data(_ID))
            self.entry_chosen.emit(self._current)

    @Slot()
    def _on_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _put_new_words(self) -> None:
        text = self._new_name()
        self._new.setText(text)
        self._new.setAccessibleName(text)

    def _retranslate(self) -> None:
        self._uses.set_text(PromptUse.ACTION.value, self.tr("Actions"))
        self._uses.set_text(PromptUse.ROLE.value, self.tr("Roles"))
        self._uses.setAccessibleName(self.tr("What the prompts are for"))
        self._search.set_name(self.tr("Find a prompt"))
        self._search.setPlaceholderText(self.tr("Find"))
        self._names.setAccessibleName(self.tr("Prompts"))
        self._none.setText(self.tr("Nothing found."))
        self._fill()
        self._more.set_name(self.tr("Import and export"))
        self._menu.setAccessibleName(self.tr("Import and export"))
        self._import.setText(self.tr("Import from a file…"))
        self._export_one.setText(self.tr("Export this one…"))
        self._export_all.setText(self.tr("Export all of my own…"))
        self._put_new_words()

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(3), gap(3), gap(3), gap(3))
        self._column.setSpacing(gap(2))
        self._foot.setSpacing(gap(1))
        self.setFixedWidth(gap(60))
        self._fill()
