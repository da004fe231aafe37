"""Puts the window together: views, controllers, workers, and what they speak to."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.history import BrokenImport, Rescue
from yagpt_desktop.domain.settings import Settings, range_of
from yagpt_desktop.services.models import known_models, model_table
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.memory_chats import MemoryChatStore
from yagpt_desktop.ui.account.account_controller import AccountController
from yagpt_desktop.ui.account.account_page import AccountPage
from yagpt_desktop.ui.account.token_notice import TokenNotice
from yagpt_desktop.ui.chat.attachments import Attachments
from yagpt_desktop.ui.chat.chat_controller import ChatController
from yagpt_desktop.ui.chat.chat_library import ChatLibrary
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.chat.compare_controller import CompareController
from yagpt_desktop.ui.chat.export_controller import ExportController
from yagpt_desktop.ui.chat.memory_controller import MemoryController
from yagpt_desktop.ui.chat.spending import SpendingWatch
from yagpt_desktop.ui.chat.upkeep import Upkeep
from yagpt_desktop.ui.commands.command_desk import CommandDesk
from yagpt_desktop.ui.diagnosis.diagnosis_controller import DiagnosisController
from yagpt_desktop.ui.diagnosis.diagnosis_page import DiagnosisPage
from yagpt_desktop.ui.history.history_desk import HistoryDesk
from yagpt_desktop.ui.i18n import format_day, install_language
from yagpt_desktop.ui.links import LinkOpener
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings.history_controller import HistoryController
from yagpt_desktop.ui.settings.history_eraser import HistoryEraser
from yagpt_desktop.ui.settings.network_controller import NetworkController
from yagpt_desktop.ui.settings.price_controller import PriceController
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.widgets.first_sight import FirstSight
from yagpt_desktop.ui.window_state import WindowState, load_window_state, save_window_state
from yagpt_desktop.ui.words.configuration_text import price_fault_warning, unknown_key_warning
from yagpt_desktop.ui.words.history_words import history_text
from yagpt_desktop.wiring import Wiring
from yagpt_desktop.workers.job import Job, several_threads, single_thread

from .actions import Actions
from .at_hand import AtHand
from .exchange import Exchange
from .findings import diagnosis_of, this_build
from .prompt_desk import PromptDesk
from .session import Session
from .strips import Strips
from .text_desk import TextDesk

WINDOW_STATE_FILE: Final = "window.ini"
SHUT_DOWN_S: Final = 3.5


class DesktopApp(QObject):
    """One window and everything behind it; lives as long as the application."""

    def __init__(self, app: QApplication, wiring: Wiring, session: Session, *, safe: bool = False) -> None:
        """Take the parts; ``safe`` begins with a plain look, in the usual place, without tray and keys."""
        super().__init__(app)
        self._is_safe = safe
        self._app = app
        self._wiring = wiring
        self._session = session
        self._stores = single_thread(self)
        self._keyring = single_thread(self)
        self._others = several_threads(self)
        settings = wiring.settings_store.load()
        self._hub = SettingsHub(settings, wiring.settings_store, self._stores, self)
        self._language = install_language(app, settings.language)
        self._theming = Theming(app)
        self._theming.setParent(self)
        shown = Settings() if safe else settings
        self._theming.apply(shown.theme, shown.zoom_percent)
        self._build_views()
        self._build_controllers()
        self._wire()
        self._wire_history()
        self._wire_exchange()
        self._wire_spending()
        self._wire_account()
        self._settings_page.show_settings(settings)
        self._settings_page.show_surroundings(
            str(wiring.profile.folder), data_logging=wiring.own_config.privacy.data_logging
        )

    def _build_views(self) -> None:
        self._transcript = TranscriptView()
        self._chat_page = ChatPage(self._transcript)
        self._account_page = AccountPage()
        self._settings_page = SettingsPage()
        self._settings_page.about.show_build(this_build())
        self._diagnosis_page = DiagnosisPage()
        self._state_file = self._wiring.profile.folder / WINDOW_STATE_FILE
        state = WindowState() if self._is_safe else load_window_state(self._state_file)
        self.window = MainWindow(self._chat_page, state)
        self.window.add_plain_page("account", self._account_page)
        self.window.add_plain_page("settings", self._settings_page)
        self.window.add_plain_page("diagnosis", self._diagnosis_page)
        self._links = LinkOpener(self.window)

    def _build_controllers(self) -> None:
        session = self._session
        self._library = ChatLibrary(
            self._wiring.chats, self._stores, session.make_turn, self, make_temporary_store=MemoryChatStore
        )
        self._upkeep = Upkeep(self._wiring.chats, self._stores, self)
        self._attachments = Attachments(self._others, self)
        self._chat = ChatController(
            self._chat_page, self._transcript, self._library, self._attachments, self._hub, self
        )
        self._desk = HistoryDesk(
            self.window, self._transcript, self._library, self._chat, (self._wiring.chats, self._stores)
        )
        self._memory = MemoryController(
            self._chat_page,
            self._chat,
            self._library,
            self._hub,
            store=self._wiring.chats,
            pool=self._stores,
            make_turn=session.make_turn,
        )
        self._compare = CompareController(self._chat_page, self._transcript, self._chat.meter, self._hub)
        pools = (self._keyring, self._others)
        self._account = AccountController(self._account_page, session.accounts, self._hub, pools, self)
        self._actions = Actions(
            self.window,
            (self._chat_page, self._settings_page),
            self._account,
            self._links,
            str(self._wiring.profile.folder),
        )
        CommandDesk(self.window, self._library, self._hub, self._actions)
        self._texts = TextDesk(
            self.window, self._wiring.texts, (self._stores, self._others), self._hub, session.make_turn
        )
        self.at_hand = AtHand(
            self.window,
            self._settings_page.at_hand,
            self._hub,
            self._wiring,
            session.make_turn,
            (self._stores, self._others),
        )
        self._token_notice = TokenNotice(self.window, self._free_px)
        look = diagnosis_of(self._wiring)
        self._diagnosis = DiagnosisController(self._diagnosis_page, look, self._others, self)
        section = self._settings_page.network
        self._network = NetworkController(section, self._hub, self._wiring.network, self._keyring)
        self._network.in_force_found.connect(self._account_page.proxy.show_in_force)
        self._prices = PriceController(
            self._settings_page.spending, self._wiring.prices, self._others, self, self._wiring.price_fault
        )
        self._demo_change = Job(self._others, self)
        self._strips = Strips(self.window, self._settings_page.updates, self._hub, self._wiring, self._others)

    def start(self, *, in_tray: bool = False) -> None:
        """Show the window, or the icon in the tray alone; what may block begins only now."""
        self._library.refresh()
        self._upkeep.check()
        self._texts.learn()
        self._show_demo()
        self._tell_unknown_keys()
        if self._needs_account():
            self.window.show_welcome(alone=True)
        self._first_sight.begin()
        if self._is_safe:
            self.window.show()
            self._strips.stay_safe(self._theming, self.at_hand, self._state_file)
        elif in_tray:
            self.at_hand.begin_hidden()
        else:
            self.window.show()
            self.at_hand.begin()
        self._strips.begin()
        self._wiring.watch_network()

    @Slot()
    def come_forward(self) -> None:
        """Let the window be seen, wherever it is."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @Slot(str)
    def offer_file(self, path: str) -> None:
        """Let the window be seen and ask whether this file is wanted, which another start was given."""
        self.come_forward()
        self._exchange.offer(path)

    @Slot()
    def _on_seen(self) -> None:
        if not self._session.is_demo and self._session.fixed is None:
            self._account.unlock()
        self._look_at_keyring(self.window.page)

    @Slot(str)
    def _look_at_keyring(self, page: str) -> None:
        if page == "account" and self._first_sight.is_over:
            self._account.keyring.begin()
            self._network.look_again()

    def _tell_unknown_keys(self) -> None:
        warnings = [unknown_key_warning(one.path, one.line, one.key) for one in self._wiring.unknown_keys]
        if self._wiring.price_fault is not None:
            warnings.append(price_fault_warning(self._wiring.price_fault, format_day(model_table().as_of)))
        if warnings:
            self._chat_page.show_notice("\n".join(warnings))

    def _needs_account(self) -> bool:
        known = self._session.is_demo or self._session.fixed is not None
        return not known and self._hub.settings.account is None

    def _wire(self) -> None:
        window = self.window
        window.new_chat_requested.connect(self._chat.begin)
        window.zoom_requested.connect(self._on_zoom)
        window.connect_requested.connect(self._actions.connect_account)
        window.closed.connect(self._on_closed)
        window.page_changed.connect(self._look_at_keyring)
        self._first_sight = FirstSight(window, self)
        self._first_sight.seen.connect(self._on_seen)
        self._chat.action_requested.connect(self._actions.carry_out)
        self._texts.action_requested.connect(self._actions.carry_out)
        self.at_hand.show_requested.connect(self.come_forward)
        self.at_hand.run_requested.connect(self._texts.show_run)
        self.at_hand.text_requested.connect(self._texts.show_text)
        self._transcript.link_activated.connect(self._links.open_foreign)
        self._settings_page.changed.connect(self._hub.put)
        self._settings_page.account_requested.connect(self._actions.connect_account)
        self._settings_page.folder_open_requested.connect(self._actions.open_folder)
        self._settings_page.diagnosis_requested.connect(self._actions.show_diagnosis)
        self._hub.changed.connect(self._on_settings)
        self._hub.save_failed.connect(self._chat.show_error)

    def _wire_history(self) -> None:
        self._library.failed.connect(self._upkeep.on_failed)
        self._library.changed.connect(self._upkeep.on_changed)
        self._upkeep.brought_back.connect(self._library.read_again)
        self._upkeep.told.connect(self._on_history_told)
        self._upkeep.room_again.connect(self._chat.on_room_again)
        self._upkeep.still_full.connect(self._chat.show_error)
        self._actions.save_again_requested.connect(self._upkeep.save_now)
        eraser = HistoryEraser(self._settings_page.history, self._wiring.chats, self._stores)
        eraser.agreed.connect(self._library.forget_all)
        eraser.agreed.connect(self._chat.start_anew)
        eraser.erased.connect(self._library.refresh)

    def _wire_exchange(self) -> None:
        pools = (self._stores, self._others)
        pages = (self._chat_page, self._settings_page)
        exporter = ExportController(self.window, self._wiring.chats, write_atomically, pools, self._free_px)
        archive = HistoryController(self._settings_page.history, self._wiring.chats, write_atomically, pools)
        archive.loaded.connect(self._library.read_again)
        self._prompt_desk = PromptDesk(self.window, self._texts, pages, self._chat, self._hub)
        self._exchange = Exchange(self.window, pages, self._chat, self._library, (exporter, archive))

    def _wire_spending(self) -> None:
        watch = SpendingWatch(self._wiring.chats, self._stores, self._hub, self._chat_page)
        self._chat.watch_spending(watch)
        self._memory.watch_spending(watch)
        self._compare.watch_spending(watch)
        self._prices.made.connect(self._actions.open_folder)
        self._prices.failed.connect(self._on_prices_failed)
        self._prices.changed.connect(self._on_prices)
        self._prices.fault_changed.connect(self._chat_page.show_notice)
        self._app.applicationStateChanged.connect(self._prices.follow)
        watch.known.connect(self._settings_page.spending.show_sums)
        watch.known.connect(self._chat_page.options.show_spending)

    def _wire_account(self) -> None:
        self._account.status_changed.connect(self._on_status)
        self._account.connected.connect(self._on_connected)
        self._account.unlock_failed.connect(self._chat.show_error)
        self._account.action_requested.connect(self._actions.carry_out)
        self._account_page.demo_requested.connect(self._on_demo_requested)
        self._account_page.link_activated.connect(self._links.open_own)
        countdown = self._account.status.countdown
        countdown.last_minutes.connect(self._token_notice.show_left)
        countdown.ended.connect(self._token_notice.show_ended)
        self._token_notice.renewal_requested.connect(self._on_renewal)
        line = self.window.sidebar.account
        line.account_chosen.connect(self._account.use)
        line.show_accounts(self._hub.settings.accounts, self._hub.settings.account_id)
        self._demo_change.finished.connect(self._on_demo_changed)

    @Slot(object, object)
    def _on_settings(self, old: Settings, new: Settings) -> None:
        if (old.theme, old.zoom_percent) != (new.theme, new.zoom_percent):
            self._theming.apply(new.theme, new.zoom_percent)
        if old.language is not new.language:
            self._language.change(new.language)
            self._chat.retranslate()
            self._texts.retranslate()
            self._strips.updates.retranslate()
        self._settings_page.show_settings(new)
        self.window.sidebar.account.show_accounts(new.accounts, new.account_id)
        self._wiring.network.follow(new.network_wish)

    @Slot(object)
    def _on_history_told(self, told: object) -> None:
        if isinstance(told, Rescue | BrokenImport):
            self._chat_page.show_notice(history_text(told))
        elif isinstance(told, YaGptError):
            self._chat.show_error(told)

    @Slot(object)
    def _on_prices_failed(self, error: YaGptError) -> None:
        self.window.show_page("chat")
        self._chat.show_error(error)

    @Slot()
    def _on_prices(self) -> None:
        models = known_models()
        self._chat_page.show_models(models)
        self.window.sidebar.search_bar.filters.show_models(models)
        self._chat.meter.on_path()

    @Slot(int)
    def _on_zoom(self, percent: int) -> None:
        bounds = range_of("zoom_percent")
        wanted = round(min(max(percent, bounds.low), bounds.high))
        self._hub.put(replace(self._hub.settings, zoom_percent=wanted))

    @Slot(object)
    def _on_status(self, status: AccountStatus) -> None:
        if not self._session.is_demo:
            self.window.sidebar.show_account(status)

    @Slot()
    def _on_renewal(self) -> None:
        self._actions.connect_account()
        self._account_page.ask_for_key(CredentialKind.IAM_TOKEN)

    def _free_px(self) -> int:
        """What a notice over the window must not cover."""
        return self._chat_page.foot_px if self.window.page == "chat" else 0

    @Slot()
    def _on_connected(self) -> None:
        if self._session.is_demo:
            self._demo_change.run(self._session.end_demo)
        self._chat_page.show_error(None)
        self.window.show_page("chat")

    @Slot()
    def _on_demo_requested(self) -> None:
        self._demo_change.run(self._session.start_demo)

    @Slot(object)
    def _on_demo_changed(self, _result: object) -> None:
        self._show_demo()
        if self._session.is_demo:
            self.window.show_page("chat")

    def _show_demo(self) -> None:
        demo, fixed = self._session.is_demo, self._session.fixed
        self.window.show_demo(demo=demo)
        self._account_page.show_demo_offer(offered=not demo)
        if demo:
            self.window.sidebar.show_account(AccountStatus(AccountState.DEMO))
        elif fixed is not None:
            self.window.sidebar.show_account(AccountStatus(AccountState.CONNECTED, fixed.folder_id))

    @Slot()
    def _on_closed(self) -> None:
        save_window_state(self._state_file, self.window.state())

    def shut_down(self) -> bool:
        """End every answer and keep what has arrived; false where a thread has not left in time."""
        deadline_s = time.monotonic() + SHUT_DOWN_S
        self._chat.keep_draft()
        left = self._library.shut_down()
        left = self._memory.shut_down() and left
        self._texts.shut_down()
        self._prompt_desk.shut_down()
        left = self.at_hand.shut_down() and left
        self._account.finder.stop()
        self._strips.updates.shut_down()
        self._diagnosis.shut_down()
        self._upkeep.close()
        for pool in (self._stores, self._others, self._keyring):
            rest_ms = max(0, round((deadline_s - time.monotonic()) * 1000))
            left = pool.waitForDone(rest_ms) and left
        return left
