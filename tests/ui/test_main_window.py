"""The window as a whole: pages, keys, names for assistive technology."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.saved_prompt import PromptUse, SavedPrompt
from yagpt_desktop.domain.settings import Settings, Theme
from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.account.account_page import AccountPage
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.window_state import WindowState
from yagpt_desktop.ui.words.error_text import error_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
HOSTILE = '<img src="file:///etc/passwd"><a href="x">&amp;</a>'
INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
# What the contract fixes for the pages of this release.
CONTRACT = {
    *("nav-chat", "nav-settings", "new-chat", "chat-search", "chat-list", "transcript"),
    *("composer", "send", "stop", "attach", "options-toggle", "model", "temperature", "max-tokens"),
    *("stream", "transport", "reasoning", "role-picker", "system-prompt", "role-save"),
    *("account-kind", "account-secret", "account-folder", "account-check", "account-save", "account-demo"),
    *("error-banner", "error-action", "error-details"),
}


def make_window(state: WindowState | None = None) -> MainWindow:
    transcript = QTextEdit()
    transcript.setObjectName("transcript")
    transcript.setAccessibleName("Conversation")
    window = MainWindow(ChatPage(transcript), state)  # type: ignore[arg-type]
    window.add_plain_page("account", AccountPage())
    window.add_plain_page("settings", SettingsPage())
    window.chat.show_models(known_models())
    return window


@pytest.fixture
def window(qtbot: QtBot, theming: Theming) -> Iterator[MainWindow]:
    window = make_window()
    qtbot.addWidget(window)
    window.resize(1440, 860)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window


def press(window: MainWindow, key: int, text: str = "", modifiers: Qt.KeyboardModifier = CTRL) -> None:
    """Press a key as the platform does: at the native window."""
    handle = window.windowHandle()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(handle, QKeyEvent(kind, key, modifiers, text))


def cyrillic(letter: str) -> tuple[int, str]:
    return ord(letter.upper()), letter


@pytest.mark.usefixtures("russian")
class TestNames:
    """What assistive technology and black-box tests find."""

    @pytest.fixture
    def full(self, window: MainWindow) -> MainWindow:
        """Everything that can be shown is shown once, with the worst text there is."""
        now = datetime(2026, 11, 22, tzinfo=UTC)
        window.sidebar.show_chats([Chat("a", HOSTILE, now, now)])
        window.sidebar.show_account(AccountStatus(AccountState.CONNECTED, HOSTILE))
        window.show_demo(demo=True)
        page = window.chat
        role = SavedPrompt("r", HOSTILE, HOSTILE, PromptUse.ROLE)
        page.show_settings(Settings(model=HOSTILE, saved_prompts=(role,)))
        page.show_role_text(HOSTILE)
        page.header.show_title(HOSTILE)
        page.show_notice(HOSTILE)
        page.composer.show_attachments([Attachment(HOSTILE, HOSTILE)])
        page.show_error(error_text(errors.InputUnreadable("x", path=HOSTILE)), HOSTILE)
        window.findChild(AccountPage).show_account(CredentialKind.API_KEY, HOSTILE)
        window.findChild(SettingsPage).show_surroundings(HOSTILE, data_logging=False)
        window.toast.offer("Чат удалён", "Вернуть", "a")
        QApplication.processEvents()
        return window

    def test_every_control_has_a_stable_name_and_one_for_people(self, full: MainWindow) -> None:
        nameless = [
            f"{type(part).__name__} {part.objectName()!r} {part.accessibleName()!r}"
            for part in full.findChildren(QWidget)
            if isinstance(part, INTERACTIVE)
            and not isinstance(part, QScrollBar)
            and not _is_inside_of_qt(part)
            and not part.isHidden()
            and not (part.objectName() and part.accessibleName())
        ]
        assert not nameless

    def test_the_identifiers_of_the_contract_are_all_there(self, full: MainWindow) -> None:
        found = {part.objectName() for part in full.findChildren(QWidget)}
        assert found >= CONTRACT

    def test_no_identifier_is_shown_twice_at_a_time(self, full: MainWindow) -> None:
        for page in ("chat", "account", "settings"):
            full.show_page(page)
            QApplication.processEvents()
            shown = [part.objectName() for part in full.findChildren(QWidget) if part.isVisible()]
            named = [name for name in shown if name and not name.startswith("qt_")]
            assert sorted(named) == sorted(set(named))

    def test_no_label_guesses_whether_its_text_is_markup(self, full: MainWindow) -> None:
        guessing = [
            label.objectName()
            for label in full.findChildren(QLabel)
            if label.textFormat() is not Qt.TextFormat.PlainText
        ]
        assert not guessing

    def test_no_tool_tip_holds_foreign_markup(self, full: MainWindow) -> None:
        tips = [part.toolTip() for part in full.findChildren(QWidget)]
        assert not [tip for tip in tips if "<img" in tip]

    def test_every_name_is_russian(self, full: MainWindow) -> None:
        latin_on_purpose = {"gRPC", "REST", "YaGPT Desktop", "English", "Conversation"}
        latin = [
            (part.objectName(), part.accessibleName())
            for part in full.findChildren(QWidget)
            if part.accessibleName()
            and part.accessibleName() not in latin_on_purpose
            and HOSTILE not in part.accessibleName()
            and not any("а" <= sign.lower() <= "я" for sign in part.accessibleName())
            and not part.accessibleName().startswith("To be")
        ]
        assert not latin

    def test_a_language_change_reaches_an_open_window(self, full: MainWindow, qtbot: QtBot) -> None:
        send = full.findChild(QPushButton, "send")
        assert send.text() == "Отправить"


def _is_inside_of_qt(part: QWidget) -> bool:
    """Parts that Qt puts inside its own controls: the lists of combo boxes, clear buttons."""
    ancestor = part.parentWidget()
    while ancestor is not None:
        if isinstance(ancestor, QComboBox) and not isinstance(part, QLineEdit):
            return True
        if isinstance(ancestor, QLineEdit) and not part.objectName():
            return True
        ancestor = ancestor.parentWidget()
    return False


def test_the_cursor_is_in_the_composer_when_the_window_opens(window: MainWindow) -> None:
    assert window.focusWidget() is window.chat.composer.edit


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_N, "n"), cyrillic("т")])
def test_ctrl_n_begins_a_chat_in_both_layouts(window: MainWindow, qtbot: QtBot, key: int, text: str) -> None:
    window.show_page("settings")
    with qtbot.waitSignal(window.new_chat_requested):
        press(window, key, text)
    assert window.page == "chat"
    assert window.chat.composer.text() == ""


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_F, "f"), cyrillic("а")])
def test_ctrl_shift_f_leads_to_the_search(window: MainWindow, key: int, text: str) -> None:
    press(window, key, text, CTRL | SHIFT)
    assert window.focusWidget() is window.sidebar.search


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Comma, ","), cyrillic("б")])
def test_ctrl_comma_leads_to_the_settings_and_ctrl_1_back(
    window: MainWindow, qtbot: QtBot, key: int, text: str
) -> None:
    with qtbot.waitSignal(window.page_changed) as changed:
        press(window, key, text)
    assert changed.args == ["settings"]
    press(window, Qt.Key.Key_1, "1")
    assert window.page == "chat"


@pytest.mark.parametrize(
    ("key", "text", "modifiers", "wanted"),
    [
        (Qt.Key.Key_Plus, "+", CTRL | SHIFT, 110),
        (Qt.Key.Key_Equal, "=", CTRL, 110),
        (Qt.Key.Key_Plus, "+", CTRL | Qt.KeyboardModifier.KeypadModifier, 110),
        (Qt.Key.Key_Minus, "-", CTRL, 90),
        (Qt.Key.Key_0, "0", CTRL, 100),
    ],
)
def test_ctrl_with_plus_minus_and_nought_zooms(
    window: MainWindow, qtbot: QtBot, key: int, text: str, modifiers: Qt.KeyboardModifier, wanted: int
) -> None:
    with qtbot.waitSignal(window.zoom_requested) as asked:
        press(window, key, text, modifiers)
    assert asked.args == [wanted]


def test_escape_stops_an_answer_from_the_composer(window: MainWindow, qtbot: QtBot) -> None:
    window.chat.composer.show_answering(answering=True)
    with qtbot.waitSignal(window.chat.composer.stop_requested):
        press(window, Qt.Key.Key_Escape, "", NONE)


def test_escape_in_the_search_empties_it_and_stops_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.chat.composer.show_answering(answering=True)
    window.sidebar.search.setText("слово")
    window.sidebar.focus_search()
    with qtbot.assertNotEmitted(window.chat.composer.stop_requested):
        press(window, Qt.Key.Key_Escape, "", NONE)
    assert window.sidebar.search.text() == ""


def test_f6_walks_through_all_regions_and_back(window: MainWindow) -> None:
    visited = []
    for _ in range(8):
        press(window, Qt.Key.Key_F6, "", NONE)
        visited.append(_region_of(window))
    assert set(visited) == {"sidebar", "chat-header", "empty-state", "composer-card", "options-panel"}
    before = _region_of(window)
    press(window, Qt.Key.Key_F6, "", NONE)
    press(window, Qt.Key.Key_F6, "", SHIFT)
    assert _region_of(window) == before


def _region_of(window: MainWindow) -> str:
    focused = window.focusWidget()
    for region in (window.sidebar, *window.chat.regions()):
        if region.isAncestorOf(focused):
            return region.objectName()
    return ""


def test_typing_in_russian_reaches_the_composer(
    window: MainWindow, type_text: Callable[[QWidget, str], None]
) -> None:
    type_text(window.chat.composer.edit, "тафб")
    assert window.chat.composer.text() == "тафб"


def test_tab_reaches_every_part_of_the_chat_page(window: MainWindow) -> None:
    window.chat.composer.set_text("x")
    reached = set()
    for _ in range(60):
        window.focusNextPrevChild(True)
        focused = window.focusWidget()
        reached.add(focused.objectName() or focused.parentWidget().objectName())
    wanted = {"new-chat", "nav-chat", "chat-search", "chat-list", "account-line", "nav-settings", "composer"}
    wanted |= {"attach", "send", "options-toggle", "role-picker", "system-prompt", "temperature", "stream"}
    assert wanted <= reached


def test_tab_goes_through_the_window_as_the_eye_does(window: MainWindow) -> None:
    window.chat.composer.set_text("x")
    window.findChild(QWidget, "new-chat").setFocus()
    reached = ["new-chat"]
    while len(reached) < 60:
        window.focusNextPrevChild(True)
        reached.append(window.focusWidget().objectName())
        if reached[-1] == reached[0]:
            break
    wanted = ["new-chat", "sidebar-toggle", "nav-chat", "chat-search", "chat-list", "account-line"]
    wanted += ["nav-settings", "model-chip", "options-toggle", "composer", "attach", "send", "role-picker"]
    wanted += ["model", "temperature", "new-chat"]
    assert [name for name in reached if name in wanted] == wanted


def test_the_focus_is_never_invisible(window: MainWindow, theming: Theming) -> None:
    """Each control of the page paints something else while it has the focus."""
    window.chat.composer.set_text("x")
    for name in ("new-chat", "nav-settings", "attach", "send", "role-picker", "max-tokens", "stream"):
        part = window.findChild(QWidget, name)
        part.clearFocus()
        before = part.grab().toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        assert part.hasFocus()
        assert part.grab().toImage() != before, name


def test_the_demo_says_so_all_the_time(window: MainWindow, qtbot: QtBot) -> None:
    window.show_demo(demo=True)
    for page in ("chat", "settings", "account"):
        window.show_page(page)
        assert window.findChild(QLabel, "demo-text").isVisible()
    with qtbot.waitSignal(window.connect_requested):
        window.findChild(QPushButton, "demo-connect").click()


def test_the_welcome_page_stands_alone_until_another_is_shown(window: MainWindow) -> None:
    window.show_welcome(alone=True)
    assert not window.sidebar.isVisible()
    window.show_page("chat")
    assert window.sidebar.isVisible()
    window.show_welcome(alone=False)
    assert window.sidebar.isVisible()


def test_a_page_without_a_button_is_passed_over(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.page_changed):
        window.show_page("documents")
    assert window.findChild(QWidget, "nav-documents") is None


def test_a_new_page_brings_its_button_and_its_key(window: MainWindow, qtbot: QtBot) -> None:
    class Translate(QWidget):
        def title(self) -> str:
            return "Перевод"

        def regions(self) -> list[QWidget]:
            return []

    window.add_page("translate", "translate", Translate())
    press(window, Qt.Key.Key_2, "2")
    assert window.page == "translate"
    assert window.findChild(QPushButton, "nav-translate").isChecked()


def test_what_was_open_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    window.sidebar.fold(folded=True)
    window.findChild(QPushButton, "options-toggle").click()
    window.resize(700, 600)  # the screen of this platform is 800 pixels wide
    again = make_window(window.state())
    qtbot.addWidget(again)
    assert again.sidebar.is_folded
    assert not again.chat.wants_options
    assert again.size() == window.size()


def test_closing_asks_nothing_and_says_so_once(window: MainWindow, qtbot: QtBot) -> None:
    window.chat.composer.set_text("недописанное")
    heard: list[int] = []
    window.closed.connect(lambda: heard.append(1))
    assert window.close()
    assert heard == [1]


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("zoom_percent", [80, 100, 200])
@pytest.mark.parametrize(("width", "height"), [(900, 600), (1440, 860)])
@pytest.mark.usefixtures("russian")
def test_no_button_is_cut_at_any_size_theme_and_zoom(
    window: MainWindow, theming: Theming, theme: Theme, zoom_percent: int, width: int, height: int
) -> None:
    theming.apply(theme, zoom_percent)
    window.resize(width, height)
    QApplication.processEvents()
    for page in ("chat", "account", "settings"):
        window.show_page(page)
        QApplication.processEvents()
        cut = [
            f"{page}: {button.objectName()} {button.width()} < {button.minimumSizeHint().width()}"
            for button in window.findChildren(QPushButton)
            if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width()
        ]
        assert not cut


def dropped_on(window: MainWindow, *paths: str) -> bool:
    """Drop files onto the window itself; return whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    copied, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), copied, data, left, none)
    entered.ignore()
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copied, data, left, none))
    return entered.isAccepted()


def test_files_dropped_anywhere_on_the_chat_are_given_to_the_composer(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.chat.composer.attach_requested) as asked:
        assert dropped_on(window, "/файлы/договор.txt")
    assert asked.args == ["/файлы/договор.txt"]


def test_on_another_page_only_an_archive_is_taken_and_leads_to_the_chat(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("settings")
    assert not dropped_on(window, "/файлы/договор.txt")
    assert not dropped_on(window)
    with qtbot.waitSignal(window.chat.composer.attach_requested):
        assert dropped_on(window, "/файлы/Чаты.ZIP")
    assert window.page == "chat"
