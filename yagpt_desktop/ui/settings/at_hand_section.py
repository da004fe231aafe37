"""The settings of what is at hand in any program; each says where it cannot work here, and why."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.ui.at_hand.obstacle_words import obstacle_text, verb_text
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.fields import LineEdit
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.switch import Switch
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow

from .key_field import KeyField

KEY_FIELDS: Final = {
    Verb.QUICK: "quick_window_key",
    Verb.FIX_CLIPBOARD: "fix_key",
    Verb.TRANSLATE_CLIPBOARD: "translate_key",
}
"""Which setting is whose key."""

_SWITCHES: Final = {
    "tray": QT_TRANSLATE_NOOP("AtHandSection", "Show an icon in the tray"),
    "closing_hides": QT_TRANSLATE_NOOP("AtHandSection", "Stay in the tray when the window is closed"),
    "autostart": QT_TRANSLATE_NOOP("AtHandSection", "Start with the session, in the tray"),
    "follow_double_copy": QT_TRANSLATE_NOOP("AtHandSection", "Open the quick window by Ctrl+C pressed twice"),
}
_HINTS: Final = {
    "follow_double_copy": QT_TRANSLATE_NOOP(
        "AtHandSection", "Noticed by the clipboard alone: the program does not listen to what you type."
    ),
}


class AtHandSection(View):
    """Part of the settings page.

    Signals:
        changed(TextSettings): The person changed something; all else is as shown last.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("at-hand-section")
        self._texts = TextSettings()
        self._obstacles: dict[str, Obstacle] = {}
        self._command: tuple[str, ...] = ()
        self._names: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        self._switches = {name: Switch(_object_name(name)) for name in _SWITCHES}
        self._keys = {verb: KeyField(_object_name(name)) for verb, name in KEY_FIELDS.items()}
        self._terminals = LineEdit("at-hand-terminals")
        self._command_line = plain_label("at-hand-command", look="muted", wraps=True)
        self._command_line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for verb, field in self._keys.items():
            self._add_row(KEY_FIELDS[verb], field)
        for name, switch in self._switches.items():
            self._add_row(name, switch)
        self._add_row("terminals", self._terminals)
        self._column.addWidget(self._command_line)
        self._connect()
        self._settle()

    def _add_row(self, name: str, control: QWidget) -> None:
        self._names[name] = plain_label(wraps=True)
        self._names[name].setBuddy(control)
        self._notes[name] = plain_label(f"{_object_name(name)}-note", look="muted", wraps=True)
        row = WrappingRow()
        row.add_words(self._names[name])
        row.addWidget(control)
        self._column.addLayout(row)
        self._column.addWidget(self._notes[name])

    def _connect(self) -> None:
        for switch in self._switches.values():
            switch.flipped.connect(self._on_changed)
        for field in self._keys.values():
            field.key_changed.connect(self._on_key)
        self._terminals.editingFinished.connect(self._on_changed)

    def show_settings(self, settings: Settings) -> None:
        """Show the choices without telling of a change."""
        self._texts = texts = settings.texts
        for name, switch in self._switches.items():
            switch.show_on(on=bool(getattr(texts, name)))
        for verb, field in self._keys.items():
            field.show_key(getattr(texts, KEY_FIELDS[verb]))
        if not self._terminals.hasFocus():
            self._terminals.setText(", ".join(texts.terminals))

    def show_obstacle(self, name: str, obstacle: Obstacle | None) -> None:
        """Say below a setting (a field of ``TextSettings``) why it does not work; None where it does."""
        if obstacle is None:
            self._obstacles.pop(name, None)
        else:
            self._obstacles[name] = obstacle
        self._put_notes()

    def show_command(self, command: Sequence[str]) -> None:
        """Show what a desktop may bind a key to by itself."""
        self._command = tuple(command)
        self._put_command()

    @Slot(str)
    def _on_key(self, _written: str) -> None:
        # Two verbs cannot have one key: the other gives it up.
        asked = self.sender()
        for field in self._keys.values():
            if field is not asked and field.written and field.written == _written:
                field.show_key("")
        self._on_changed()

    @Slot()
    @Slot(bool)
    def _on_changed(self, _on: bool = False) -> None:
        fields: dict[str, Any] = {name: switch.isChecked() for name, switch in self._switches.items()}
        fields |= {KEY_FIELDS[verb]: field.written for verb, field in self._keys.items()}
        typed = (name.strip() for name in self._terminals.text().split(","))
        fields["terminals"] = tuple(name for name in typed if name)
        new = replace(self._texts, **fields)
        if new != self._texts:
            self._texts = new
            self.changed.emit(new)

    def _retranslate(self) -> None:
        for name, switch in self._switches.items():
            self._names[name].setText(QCoreApplication.translate("AtHandSection", _SWITCHES[name]))
            switch.setAccessibleName(self._names[name].text())
        for verb, field in self._keys.items():
            self._names[KEY_FIELDS[verb]].setText(verb_text(verb))
            field.setAccessibleName(verb_text(verb))
            field.setPlaceholderText(self.tr("Press a key"))
            field.setAccessibleDescription(self.tr("Press the new key; Backspace takes it away."))
        self._names["terminals"].setText(self.tr("More terminals"))
        self._terminals.setAccessibleName(self._names["terminals"].text())
        self._terminals.setPlaceholderText(self.tr("Names of programs, with commas"))
        self._put_notes()
        self._put_command()

    def _put_notes(self) -> None:
        for name, note in self._notes.items():
            obstacle = self._obstacles.get(name)
            hint = _HINTS.get(name, "")
            text = QCoreApplication.translate("AtHandSection", hint) if hint else ""
            if name == "terminals":
                text = self.tr(
                    "Nothing is copied or pasted for you in them; the known ones are excepted too."
                )
            note.setText(obstacle_text(obstacle) if obstacle is not None else text)
            note.setVisible(bool(note.text()))

    def _put_command(self) -> None:
        line = shlex.join([*self._command, "show", f"--{Verb.FIX_CLIPBOARD}"])
        text = self.tr("The desktop's own settings can bind a key to this command: {command}")
        self._command_line.setText(text.format(command=line))
        self._command_line.setVisible(bool(self._command))

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(2))
        for field in (*self._keys.values(), self._terminals):
            field.setFixedWidth(metrics.gap(58))


def _object_name(name: str) -> str:
    return f"at-hand-{name.replace('_', '-')}"
