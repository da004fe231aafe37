"""The settings page: look, language, privacy, data, about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from yagpt_desktop.domain.settings import BeyondMemory, Language, Settings, Theme, range_of
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.fields import ComboBox, SpinBox
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.scroll import plain_scroll
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.view import View
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow

from .about_section import AboutSection
from .at_hand_section import AtHandSection
from .chats_section import ChatsSection
from .history_section import HistorySection
from .network_section import NetworkSection
from .spending_section import SpendingSection
from .update_section import UpdateSection

_ZOOM_STEP_PERCENT = 10


class SettingsPage(View):
    """Shows a ``Settings`` and tells of every change with a new one.

    Signals:
        changed(Settings): The person changed something; all other fields are as shown last.
        account_requested(): Show the account page.
        folder_open_requested(str): Show the profile folder in the file browser.
        diagnosis_requested(): Show the page of diagnostics.
        prompts_requested(): Open the library of prompts.
    """

    changed = Signal(object)
    account_requested = Signal()
    folder_open_requested = Signal(str)
    diagnosis_requested = Signal()
    prompts_requested = Signal()

    def __init__(self) -> None:
        super().__init__(look="surface")
        self.setObjectName("settings-page")
        self._settings = Settings()
        self._profile = ""
        self._data_logging = False
        self._title = plain_label("settings-title", look="title")
        self._theme = SegmentedControl("theme", [theme.value for theme in Theme])
        self._language = ComboBox("language")
        self._zoom = SpinBox("zoom")
        self._account = Button("settings-account")
        self.network = NetworkSection()
        self._diagnosis = Button("settings-diagnosis")
        self._prompts = Button("settings-prompts")
        self._folder = Button("open-profile")
        self._names: dict[str, QLabel] = {}
        self._heads: dict[str, QLabel] = {}
        self._logging = plain_label("data-logging", look="muted", wraps=True)
        self._path = plain_label("profile-path", look="muted", wraps=True)
        self._chats = ChatsSection()
        self.at_hand = AtHandSection()
        self.spending = SpendingSection()
        self.history = HistorySection()
        self._secrets = plain_label("secrets-place", look="muted", wraps=True)
        self.updates = UpdateSection()
        self.about = AboutSection()
        self._set_up()
        self._arrange()
        self._connect()
        self._settle()
        self.show_settings(self._settings)

    def _set_up(self) -> None:
        bounds = range_of("zoom_percent")
        self._zoom.setRange(round(bounds.low), round(bounds.high))
        self._zoom.setSingleStep(_ZOOM_STEP_PERCENT)
        self._zoom.setSuffix("\u00a0%")
        for language in Language:
            self._language.addItem("", language)
        selectable = (
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._path.setTextInteractionFlags(selectable)

    def _arrange(self) -> None:
        self._head_frame = QFrame()
        self._head_frame.setProperty("look", "header")
        self._header = QHBoxLayout(self._head_frame)
        self._header.addWidget(self._title)
        self._header.addStretch(1)
        self._content = QWidget()
        self._fill(QVBoxLayout(self._content))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._head_frame)
        self._scroll = plain_scroll("settings-scroll", self._content)
        # At the least width and the greatest zoom not even the controls alone fit.
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._outer.addWidget(self._scroll, 1)

    def _fill(self, column: QVBoxLayout) -> None:
        self._column = column
        self._add_head("look")
        self._add_row("theme", self._theme)
        self._add_row("zoom", self._zoom)
        self._add_row("language", self._language)
        self._add_head("account")
        self._add_row("account", self._account)
        self._add_head("network")
        column.addWidget(self.network)
        self._add_row("diagnosis", self._diagnosis)
        self._add_head("chats")
        column.addWidget(self._chats)
        self._add_row("prompts", self._prompts)
        self._add_head("at-hand")
        column.addWidget(self.at_hand)
        self._add_head("spending")
        column.addWidget(self.spending)
        self._add_head("privacy")
        column.addWidget(self._logging)
        column.addWidget(self._secrets)
        self._add_head("history")
        column.addWidget(self.history)
        self._add_head("data")
        self._add_row("profile", self._folder)
        column.addWidget(self._path)
        self._add_head("updates")
        column.addWidget(self.updates)
        self._add_head("about")
        column.addWidget(self.about)
        column.addStretch(1)

    def _add_head(self, name: str) -> None:
        self._heads[name] = plain_label(look="subheading")
        self._column.addWidget(self._heads[name])

    def _add_row(self, name: str, control: QWidget) -> None:
        self._names[name] = plain_label(wraps=True)
        self._names[name].setBuddy(control)
        row = WrappingRow()
        row.add_words(self._names[name])
        row.addWidget(control)
        self._column.addLayout(row)

    def _connect(self) -> None:
        self._theme.chosen.connect(self._on_theme)
        self._language.activated.connect(self._on_language)
        self._zoom.valueChanged.connect(self._on_zoom)
        self._account.clicked.connect(self.account_requested)
        self._diagnosis.clicked.connect(self.diagnosis_requested)
        self._prompts.clicked.connect(self.prompts_requested)
        self._chats.beyond_memory_changed.connect(self._on_beyond_memory)
        self._chats.titles_changed.connect(self._on_titles)
        self.spending.limit_changed.connect(self._on_limit)
        self._folder.clicked.connect(self._on_folder)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Settings")

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks through."""
        return [self._content]

    def show_settings(self, settings: Settings) -> None:
        """Show settings without telling of a change."""
        self._settings = settings
        self._theme.choose(settings.theme.value)
        self._chats.show_settings(settings)
        self.at_hand.show_settings(settings)
        self.spending.show_settings(settings)
        self._language.setCurrentIndex(self._language.findData(settings.language))
        with QSignalBlocker(self._zoom):
            self._zoom.setValue(settings.zoom_percent)

    def show_surroundings(self, profile: str, *, data_logging: bool) -> None:
        """Show where the data lies and whether the service may keep requests (``config.toml``)."""
        self._profile = profile
        self._data_logging = data_logging
        self._retranslate()

    def show_history(self) -> None:
        """Bring the part into view where chats are taken out and brought in."""
        self._outer.activate()
        self._scroll.ensureWidgetVisible(self.history)
        self.history.focus_load()

    def _put(self, **fields: Any) -> None:
        new = replace(self._settings, **fields)
        if new != self._settings:
            self._settings = new
            self.changed.emit(new)

    @Slot(str)
    def _on_theme(self, value: str) -> None:
        self._put(theme=Theme(value))

    @Slot(int)
    def _on_language(self, place: int) -> None:
        self._put(language=Language(self._language.itemData(place)))

    @Slot(int)
    def _on_zoom(self, percent: int) -> None:
        self._put(zoom_percent=percent)

    @Slot(object)
    def _on_limit(self, roubles: int | None) -> None:
        self._put(month_limit_roubles=roubles)

    @Slot(object)
    def _on_beyond_memory(self, choice: BeyondMemory) -> None:
        self._put(beyond_memory=choice)

    @Slot(bool)
    def _on_titles(self, wanted: bool) -> None:
        self._put(titles_by_model=wanted)

    @Slot()
    def _on_folder(self) -> None:
        self.folder_open_requested.emit(self._profile)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        self._put_heads()
        names = {
            "theme": self.tr("Theme"),
            "zoom": self.tr("Size of text and controls"),
            "language": self.tr("Language"),
            "account": self.tr("Key and folder of Yandex Cloud"),
            "diagnosis": self.tr("See what works and what does not, and why"),
            "prompts": self.tr("Roles of chats and actions on texts, with their versions"),
            "profile": self.tr("Settings, chats and their copies lie in one folder."),
        }
        for name, text in names.items():
            self._names[name].setText(text)
        self._theme.setAccessibleName(names["theme"])
        self._theme.set_text(Theme.SYSTEM.value, self.tr("As the system"))
        self._theme.set_text(Theme.LIGHT.value, self.tr("Light"))
        self._theme.set_text(Theme.DARK.value, self.tr("Dark"))
        self._zoom.setAccessibleName(names["zoom"])
        self._language.set_name(names["language"])
        for place, text in enumerate((self.tr("As the system"), "Русский", "English")):
            self._language.setItemText(place, text)
        self._account.setText(self.tr("Change…"))
        self._account.setAccessibleName(self.tr("Change the account"))
        self._diagnosis.setText(self.tr("Diagnostics"))
        self._prompts.setText(self.tr("Library of prompts…"))
        self._folder.setText(self.tr("Open the folder"))
        for button in (self._diagnosis, self._prompts, self._folder):
            button.setAccessibleName(button.text())
        self._folder.setEnabled(bool(self._profile))
        self._put_notices()

    def _put_heads(self) -> None:
        heads = {
            "look": self.tr("Look"),
            "account": self.tr("Account"),
            "network": self.tr("Network"),
            "chats": self.tr("Chats"),
            "at-hand": self.tr("At hand in every program"),
            "spending": self.tr("Spending"),
            "privacy": self.tr("Privacy"),
            "history": self.tr("History"),
            "data": self.tr("Data"),
            "updates": self.tr("Newer versions"),
            "about": self.tr("About"),
        }
        for name, text in heads.items():
            self._heads[name].setText(text)

    def _put_notices(self) -> None:
        self._logging.setText(
            self.tr("Yandex Cloud may keep your requests: config.toml allows it.")
            if self._data_logging
            else self.tr("Yandex Cloud is asked with every request not to keep it.")
        )
        self._secrets.setText(self.tr("Keys are in the system keyring only, never in a file of the program."))
        self._path.setText(self._profile)
        self._path.setAccessibleName(self.tr("Folder: {path}").format(path=self._profile))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reading column in the middle."""
        super().resizeEvent(event)
        self._keep_column()

    def _keep_column(self) -> None:
        metrics = look().metrics
        side = max(metrics.gap(5), (self.width() - metrics.column_px) // 2)
        self._column.setContentsMargins(side, metrics.gap(5), side, metrics.gap(5))

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(2.5))
        self._header.setContentsMargins(metrics.gap(5), 0, metrics.gap(5), 0)
        self._head_frame.setFixedHeight(metrics.header_px)
        for head in self._heads.values():
            head.setContentsMargins(0, metrics.gap(3), 0, 0)
        for control in (self._language, self._zoom):
            control.setFixedWidth(metrics.gap(45))
        self._keep_column()
