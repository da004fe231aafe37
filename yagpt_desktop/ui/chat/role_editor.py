"""The system prompt: ready roles, saved roles, and the text itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from yagpt_desktop.domain.completion import TokenCount
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.domain.saved_prompt import PromptUse, SavedPrompt
from yagpt_desktop.services.own_prompts import LONGEST_NAME, plain_name, problem_of
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button, IconButton
from yagpt_desktop.ui.widgets.fields import ComboBox, LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.words.role_words import ReadyRole, ready_roles

_LINES = 5


class RoleNameLine(LineEdit):
    """The line for a new role's name.

    Signals:
        given_up(): Escape was pressed.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes this line before it stops an answer."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class RoleEditor(View):
    """Picker and text are one: another role puts its text, and a text names its role.

    Signals:
        text_changed(str): The person changed the system prompt.
        saved(SavedPrompt): The text was saved under a name; a role of that name is changed.
        deleted(SavedPrompt): A saved role was taken away; the text stays.
        names_changed(): The names of the roles changed, or which of them is in force.
        library_requested(): Open the library of prompts at the roles.
    """

    text_changed = Signal(str)
    saved = Signal(object)
    deleted = Signal(object)
    names_changed = Signal()
    library_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ready: tuple[ReadyRole, ...] = ()
        self._saved: tuple[SavedPrompt, ...] = ()
        self._size: TokenCount | None = None
        self._folder: Folder | None = None
        self._title = plain_label(look="label")
        self._picker = ComboBox("role-picker")
        self._title.setBuddy(self._picker)
        self._delete = IconButton("role-delete", "delete")
        self._prompt = QPlainTextEdit()
        self._prompt.setObjectName("system-prompt")
        self._prompt.setProperty("look", "field")
        self._prompt.setTabChangesFocus(True)
        self._save = Button("role-save", look="link")
        self._library = Button("role-library", look="link")
        self._tokens = plain_label("system-prompt-tokens", look="hint")
        self._naming = QWidget()
        self._line = RoleNameLine("role-name")
        self._line.setMaxLength(LONGEST_NAME)
        self._keep = Button("role-name-save", look="primary")
        self._arrange()
        self._connect()
        self._naming.hide()
        self._settle()
        self._name_role()

    def _arrange(self) -> None:
        self._pick_row, self._foot, naming = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self._naming)
        self._pick_row.addWidget(self._picker, 1)
        self._pick_row.addWidget(self._delete)
        self._foot.addWidget(self._save)
        self._foot.addWidget(self._library)
        self._foot.addStretch(1)
        self._foot.addWidget(self._tokens)
        naming.setContentsMargins(0, 0, 0, 0)
        naming.addWidget(self._line, 1)
        naming.addWidget(self._keep)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addLayout(self._pick_row)
        self._column.addWidget(self._prompt)
        self._column.addLayout(self._foot)
        self._column.addWidget(self._naming)

    def _connect(self) -> None:
        self._picker.activated.connect(self._on_picked)
        self._prompt.textChanged.connect(self._on_typed)
        self._save.clicked.connect(self._on_save)
        self._library.clicked.connect(self.library_requested)
        self._delete.clicked.connect(self._on_delete)
        self._line.returnPressed.connect(self._on_named)
        self._line.given_up.connect(self._close_naming)
        self._keep.clicked.connect(self._on_named)

    def text(self) -> str:
        """Return the system prompt; "" for none."""
        return self._prompt.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a system prompt without telling of a change."""
        if text != self.text():
            with QSignalBlocker(self._prompt):
                self._prompt.setPlainText(text)
        self._name_role()

    def show_saved(self, saved: Sequence[SavedPrompt]) -> None:
        """Replace the person's own roles."""
        if tuple(saved) != self._saved:
            self._saved = tuple(saved)
            self._fill()

    def show_folder(self, folder: Folder | None) -> None:
        """Say what a chat without a role of its own is told: its folder's role, where that has one."""
        given = folder if folder is not None and folder.role_text.strip() else None
        if given != self._folder:
            self._folder = given
            self._fill()
            self._name_prompt()

    def show_size(self, size: TokenCount | None) -> None:
        """Show how long the system prompt is; None where it is not known."""
        self._size = size
        self._tokens.setText(self._size_text())

    def names(self) -> list[str]:
        """Return the names of all roles, the ready ones first."""
        names = [role.name for role in self._roles()]
        if self._folder is not None:
            # A chat without a role of its own has the folder's.
            names[0] = self.tr("Role of the folder “{name}”").format(name=self._folder.name)
        return names

    def offered(self) -> list[tuple[str, str]]:
        """Return the names and texts of all roles, the ready ones first."""
        return [(role.name, role.text) for role in self._roles()]

    def current_name(self) -> str:
        """Return the name of the role in force."""
        return self._picker.currentText()

    def choose(self, name: str) -> None:
        """Take a role by its name, as the picker does."""
        names = self.names()
        self._put(self._roles()[names.index(name)].text)

    @Slot(str)
    def take_text(self, text: str) -> None:
        """Make a text the role, as the person does by writing it."""
        self._put(text)

    def choose_ready(self, key: str) -> None:
        """Take a ready role by its key, as the picker does."""
        self._put(next(role.text for role in self._ready if role.key == key))

    def _put(self, text: str) -> None:
        if text != self.text():
            self._prompt.setPlainText(text)
        self._name_role()

    @Slot(int)
    def _on_picked(self, place: int) -> None:
        names = self.names()
        if place < len(names):
            self.choose(names[place])

    @Slot()
    def _on_typed(self) -> None:
        self._name_role()
        self.text_changed.emit(self.text())

    @Slot()
    def _on_save(self) -> None:
        self._naming.show()
        own = self._own_role()
        self._line.setText(own.name if own else "")
        self._line.setFocus()
        self._line.selectAll()

    @Slot()
    def _on_named(self) -> None:
        name = plain_name(self._line.text())
        taken = {role.name for role in self._ready}
        if name in taken or problem_of(name, self.text(), PromptUse.ROLE) is not None:
            self._line.setFocus()
            return
        role = _role(name, self.text())
        kept = [one for one in self._saved if one.name.casefold() != name.casefold()]
        self.show_saved((*kept, role))
        self._close_naming()
        self.saved.emit(role)

    @Slot()
    def _close_naming(self) -> None:
        self._naming.hide()
        self._prompt.setFocus()

    @Slot()
    def _on_delete(self) -> None:
        own = self._own_role()
        if own is not None:
            self.show_saved([role for role in self._saved if role != own])
            self.deleted.emit(own)

    def _roles(self) -> list[SavedPrompt]:
        return [*(_role(role.name, role.text) for role in self._ready), *self._saved]

    def _own_role(self) -> SavedPrompt | None:
        return next((role for role in self._saved if role.text == self.text()), None)

    def _fill(self) -> None:
        with QSignalBlocker(self._picker):
            self._picker.clear()
            self._picker.addItems(self.names())
            self._picker.addItem(self.tr("A role of your own"))
        self._name_role()

    def _name_role(self) -> None:
        texts = [role.text for role in self._roles()]
        text = self.text()
        place = texts.index(text) if text in texts else len(texts)
        with QSignalBlocker(self._picker):
            self._picker.setCurrentIndex(place)
        self._delete.setVisible(self._own_role() is not None)
        self._save.setEnabled(bool(text.strip()) and place == len(texts))
        self.names_changed.emit()

    def _name_prompt(self) -> None:
        example = self.tr("What the model should be and do: “Correct the mistakes.”")
        given = self._folder.role_text if self._folder is not None else ""
        self._prompt.setPlaceholderText(given or example)
        self._prompt.setAccessibleDescription(given)

    def _size_text(self) -> str:
        if self._size is None or not self.text():
            return ""
        tokens = counted("RoleEditor", QT_TRANSLATE_NOOP("RoleEditor", "%n token(s)"), self._size.tokens)
        return tokens if self._size.exact else f"≈\u00a0{tokens}"

    def _retranslate(self) -> None:
        before = self.text()
        keys = {role.text: role.key for role in self._ready}
        self._ready = ready_roles()
        self._title.setText(self.tr("Role (system prompt)"))
        self._picker.set_name(self.tr("Role"))
        self._delete.set_name(self.tr("Delete this role"))
        self._prompt.setAccessibleName(self.tr("System prompt"))
        self._name_prompt()
        self._save.setText(self.tr("Save as a role…"))
        self._save.setAccessibleName(self.tr("Save as a role…"))
        self._library.setText(self.tr("Library…"))
        self._library.setAccessibleName(self.tr("Library of roles and actions"))
        self._line.set_name(self.tr("Name of the role"))
        self._line.setPlaceholderText(self.tr("Name of the role"))
        self._keep.setText(self.tr("Save"))
        self._keep.setAccessibleName(self.tr("Save the role"))
        self._tokens.setText(self._size_text())
        self._fill()
        if before and before in keys:
            # A ready role speaks the language of the interface.
            self.choose_ready(keys[before])

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(1.5))
        self._pick_row.setSpacing(gap(1))
        self._foot.setSpacing(gap(3))
        lines = self._prompt.fontMetrics().lineSpacing() * _LINES
        self._prompt.setFixedHeight(lines + gap(5))


def _role(name: str, text: str) -> SavedPrompt:
    """A role that is not in the library, or not yet."""
    return SavedPrompt("", name, text, PromptUse.ROLE)
