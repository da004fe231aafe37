"""Name, role and options of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from yagpt_desktop.domain.folder import LONGEST_FOLDER_NAME, Folder, folder_name
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.fields import ComboBox, LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.scroll import plain_scroll

from .folder_options import FolderOptions

_ROLE_LINES = 4


class FolderDialog(QDialog):
    """For a new folder, or one that is there.  What is not set is as in the settings.

    Signals:
        agreed(Folder): The person wants it so; its name is never empty.
    """

    agreed = Signal(object)

    def __init__(
        self, folder: Folder, models: Sequence[ModelInfo], roles: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        """``roles`` are names with texts to choose from; a folder without an id is a new one."""
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("folder")
        self._folder = folder
        self._roles = tuple(roles)
        self._name = LineEdit("folder-name")
        self._name.setMaxLength(LONGEST_FOLDER_NAME)
        self._role = QPlainTextEdit()
        self._role.setObjectName("folder-role")
        self._role.setProperty("look", "field")
        self._role.setTabChangesFocus(True)
        self._picker = ComboBox("folder-role-picker")
        self._role_hint = plain_label("folder-role-hint", look="hint", wraps=True)
        self.options = FolderOptions(models)
        self._save, self._cancel = Button("folder-save", look="primary"), Button("folder-cancel")
        self._labels = {name: plain_label(look="label") for name in ("name", "role")}
        self._arrange()
        self._put_words()
        self._show(folder)
        self._name.textChanged.connect(self._on_name)
        self._picker.activated.connect(self._on_role)
        self._save.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)

    def _arrange(self) -> None:
        gap = look().metrics.gap
        name, role = QVBoxLayout(), QVBoxLayout()
        for block, parts in (
            (name, (self._labels["name"], self._name)),
            (role, (self._labels["role"], self._picker, self._role, self._role_hint)),
        ):
            block.setSpacing(gap(1.5))
            for part in parts:
                block.addWidget(part)
        self._labels["name"].setBuddy(self._name)
        self._labels["role"].setBuddy(self._picker)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        form = QWidget()
        fields = QVBoxLayout(form)
        fields.setContentsMargins(0, 0, gap(1), 0)
        fields.setSpacing(gap(4))
        fields.addLayout(name)
        fields.addLayout(role)
        fields.addWidget(self.options)
        fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(gap(4))
        # On a small screen the fields are scrolled; the buttons stay.
        column.addWidget(plain_scroll("folder-scroll", form), 1)
        column.addLayout(foot)
        self._save.setDefault(True)
        self._cancel.setAutoDefault(False)
        self._role.setFixedHeight(self._role.fontMetrics().lineSpacing() * _ROLE_LINES + gap(5))
        margins = column.contentsMargins()
        around_px = foot.sizeHint().height() + column.spacing() + margins.top() + margins.bottom()
        width_px = gap(115)
        inner_px = width_px - margins.left() - margins.right()
        resize_within_screen(self, width_px, fields.totalHeightForWidth(inner_px) + around_px)

    def _put_words(self) -> None:
        is_new = not self._folder.id
        self.setWindowTitle(self.tr("New folder") if is_new else self.tr("Folder"))
        name, role = self.tr("Name of the folder"), self.tr("Role (system prompt)")
        self._labels["name"].setText(name)
        self._labels["role"].setText(role)
        self._name.set_name(name)
        self._picker.set_name(self.tr("Role of the folder"))
        self._role.setAccessibleName(role)
        self._role.setPlaceholderText(self.tr("Without a role"))
        self._role_hint.setText(self.tr("For chats of the folder that have no role of their own."))
        for button, text in (
            (self._save, self.tr("Create") if is_new else self.tr("Save")),
            (self._cancel, self.tr("Cancel")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        self._picker.addItem(self.tr("Choose a role…"))
        self._picker.addItems([name for name, _ in self._roles])

    def _show(self, folder: Folder) -> None:
        self._name.setText(folder.name)
        self._name.selectAll()
        self._role.setPlainText(folder.role_text)
        self.options.show_options(folder.options)
        self._on_name(folder.name)
        self._name.setFocus()

    @property
    def folder(self) -> Folder:
        """The folder as it stands in the fields."""
        name, role_text = folder_name(self._name.text()), self._role.toPlainText().strip()
        return replace(self._folder, name=name, role_text=role_text, options=self.options.options)

    def accept(self) -> None:
        """Tell what was decided; without a name nothing is."""
        folder = self.folder
        if not folder.name:
            self._name.setFocus()
            return
        super().accept()
        self.agreed.emit(folder)

    @Slot(str)
    def _on_name(self, text: str) -> None:
        self._save.setEnabled(bool(folder_name(text)))

    @Slot(int)
    def _on_role(self, place: int) -> None:
        if place > 0:
            self._role.setPlainText(self._roles[place - 1][1])
        self._picker.setCurrentIndex(0)
