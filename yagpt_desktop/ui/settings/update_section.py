"""Whether the program looks for newer versions, and what it found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.update import UpdateChoice
from yagpt_desktop.services.update_desk import UpdateStand
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.switch import Switch
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow
from yagpt_desktop.ui.words.update_words import open_page_text, stand_text


class UpdateSection(View):
    """Part of the settings page.

    Signals:
        choice_made(bool): The person lets the program look, or not.
        page_requested(): Open the download page.
    """

    choice_made = Signal(bool)
    page_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("update-section")
        self._stand = UpdateStand()
        self._choice = UpdateChoice.UNDECIDED
        self._name = plain_label(wraps=True)
        self._switch = Switch("update-checks")
        self._name.setBuddy(self._switch)
        self._hint = plain_label("update-hint", look="muted", wraps=True)
        self._state = plain_label("update-state", wraps=True)
        self._page = Button("update-page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        row = WrappingRow()
        row.add_words(self._name)
        row.addWidget(self._switch)
        self._column.addLayout(row)
        self._column.addWidget(self._hint)
        found = WrappingRow()
        found.add_words(self._state)
        found.addWidget(self._page)
        self._column.addLayout(found)
        self._switch.flipped.connect(self.choice_made)
        self._page.clicked.connect(self.page_requested)
        self._settle()

    def show_choice(self, choice: UpdateChoice) -> None:
        """Show what the person decided, without telling of a change."""
        self._choice = choice
        self._put_state()

    def show_stand(self, stand: UpdateStand) -> None:
        """Show what is known."""
        self._stand = stand
        self._put_state()

    def _put_state(self) -> None:
        # Nobody can announce anything to a development build: the switch would switch nothing.
        self._switch.setEnabled(not self._stand.is_development)
        self._switch.show_on(on=self._choice is UpdateChoice.YES and not self._stand.is_development)
        text = stand_text(self._stand, self._choice)
        self._state.setText(text)
        self._state.setVisible(bool(text))
        self._page.setVisible(self._stand.release is not None)

    def _retranslate(self) -> None:
        self._name.setText(self.tr("Look once a day whether there is a newer version"))
        self._switch.setAccessibleName(self._name.text())
        self._hint.setText(
            self.tr(
                "One small file is fetched from the program's own site, and its signature is checked. "
                "Nothing about you or your chats is sent, and nothing is installed."
            )
        )
        self._page.setText(open_page_text())
        self._page.setAccessibleName(self._page.text())
        self._put_state()

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(2.5))
