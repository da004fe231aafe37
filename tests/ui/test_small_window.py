"""Little room: a small window, or a usual one at twice the size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.completion import TokenCount
from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.services.context import RequestSize
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.diagnosis.diagnosis_page import DiagnosisPage
from yagpt_desktop.ui.main_window import MainWindow
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets.page_frame import PageFrame
from yagpt_desktop.ui.window_state import WindowState
from yagpt_desktop.ui.words.error_text import error_text

LONG = "Очень длинное название разговора о переводах «Гамлета», которое не помещается нигде"
ROOMS = [((640, 480), 100), ((640, 480), 200), ((900, 600), 150), ((900, 600), 200), ((1440, 860), 200)]


@pytest.fixture
def window(qtbot: QtBot, theming: Theming, russian: None) -> Iterator[MainWindow]:
    transcript = QTextEdit()
    transcript.setObjectName("transcript")
    window = MainWindow(ChatPage(transcript))
    window.add_plain_page("settings", SettingsPage())
    window.add_plain_page("diagnosis", DiagnosisPage())
    window.chat.show_models(known_models())
    now = datetime(2026, 11, 22, tzinfo=UTC)
    window.sidebar.show_chats([Chat(f"c{n}", LONG, now, now - timedelta(days=n)) for n in range(30)])
    window.chat.header.show_title(LONG)
    window.chat.show_empty(empty=False)
    window.show_demo(demo=True)
    qtbot.addWidget(window)
    window.resize(1440, 860)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window


@pytest.fixture
def small(window: MainWindow, theming: Theming) -> MainWindow:
    """The usual smallest window, at twice the size."""
    make_room(window, theming, (900, 600), 200)
    return window


def make_room(window: MainWindow, theming: Theming, size: tuple[int, int], zoom: int) -> None:
    theming.apply(Theme.LIGHT, zoom)
    window.resize(*size)
    QApplication.processEvents()


def press(window: MainWindow, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window.windowHandle(), event)


def toggle(window: MainWindow) -> None:
    window.sidebar.toggle.click()
    QApplication.processEvents()


def is_over(window: MainWindow) -> bool:
    sidebar = window.sidebar
    return not sidebar.is_folded and sidebar.width() > window.chat.mapTo(window, QPoint()).x()


@pytest.mark.parametrize(("size", "zoom"), ROOMS)
def test_no_word_of_a_button_is_cut(
    window: MainWindow, theming: Theming, size: tuple[int, int], zoom: int
) -> None:
    make_room(window, theming, size, zoom)
    cut = []
    for page in ("chat", "settings", "diagnosis"):
        window.show_page(page)
        QApplication.processEvents()
        cut += [
            f"{page}: {part.objectName()} {part.size().toTuple()} < {part.minimumSizeHint().toTuple()}"
            for part in window.findChildren(QPushButton)
            if part.isVisible() and part.text() and _is_smaller(part)
        ]
    assert not cut


def _is_smaller(part: QWidget) -> bool:
    least = part.minimumSizeHint()
    return part.width() < least.width() or part.height() < least.height()


@pytest.mark.parametrize(("size", "zoom"), ROOMS[:4])
def test_every_control_can_be_brought_into_view(
    window: MainWindow, theming: Theming, size: tuple[int, int], zoom: int
) -> None:
    make_room(window, theming, size, zoom)
    outside = []
    for page in ("chat", "settings", "diagnosis"):
        window.show_page(page)
        QApplication.processEvents()
        for part in window.findChildren(QWidget):
            if _takes_tab(part):
                part.setFocus(Qt.FocusReason.TabFocusReason)
                QApplication.processEvents()
                if part.visibleRegion().isEmpty():
                    outside.append(f"{page}: {part.objectName()}")
    assert not outside


def _takes_tab(part: QWidget) -> bool:
    takes = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isVisible() and part.isEnabled()
    return takes and not isinstance(part.parentWidget(), QAbstractScrollArea)


@pytest.mark.parametrize("options_open", [True, False])
def test_the_conversation_keeps_a_third_of_a_small_window(small: MainWindow, options_open: bool) -> None:
    small.chat.want_options(wanted=options_open)
    QApplication.processEvents()
    assert small.chat.transcript.height() >= small.height() / 3
    assert small.chat.transcript.width() >= small.width() * 0.8


def test_the_composer_grows_to_three_lines_only_and_takes_one_row(small: MainWindow) -> None:
    small.chat.composer.set_text("строка\n" * 30)
    QApplication.processEvents()
    composer = small.chat.composer
    assert composer.edit.height() <= composer.edit.fontMetrics().lineSpacing() * 4
    send = small.findChild(QPushButton, "send")
    assert send.mapTo(composer, QPoint()).x() > composer.edit.geometry().right()
    assert send.accessibleName() == "Отправить"


def test_what_is_written_stays_while_the_composer_changes_its_form(
    window: MainWindow, theming: Theming
) -> None:
    window.chat.composer.set_text("недописанное")
    window.chat.focus_composer()
    for size, zoom in (((900, 600), 200), ((1440, 860), 100), ((900, 600), 200)):
        make_room(window, theming, size, zoom)
        assert window.chat.composer.text() == "недописанное"
        assert window.focusWidget() is window.chat.composer.edit


def test_an_error_is_told_whole_and_the_composer_is_reached_below_it(small: MainWindow) -> None:
    small.chat.focus_composer()
    small.chat.show_error(error_text(errors.QuotaExceeded("x")))
    small.chat.errors.findChild(QPushButton, "error-details").click()
    QApplication.processEvents()
    small.resize(640, 480)
    QApplication.processEvents()
    QApplication.processEvents()
    banner = small.chat.errors
    assert banner.height() >= banner.heightForWidth(banner.width())
    assert small.focusWidget() is small.chat.composer.edit
    assert not small.chat.composer.edit.visibleRegion().isEmpty()


@pytest.mark.parametrize("zoom", [100, 200])
def test_an_error_keeps_its_button_beside_its_words_where_there_is_room(
    window: MainWindow, theming: Theming, zoom: int
) -> None:
    make_room(window, theming, (1440, 860), zoom)
    window.chat.show_error(error_text(errors.QuotaExceeded("x")))
    QApplication.processEvents()
    button, title = (window.findChild(QWidget, name) for name in ("error-action", "error-title"))
    assert button.x() > title.geometry().right()


def test_a_notice_moves_out_of_the_way_of_an_error(window: MainWindow) -> None:
    window.toast.offer("Чат удалён", "Вернуть", "a")
    window.chat.show_error(error_text(errors.QuotaExceeded("x")))
    QApplication.processEvents()
    QApplication.processEvents()
    lowest = window.toast.mapTo(window, window.toast.rect().bottomLeft()).y()
    assert lowest < window.chat.errors.mapTo(window, QPoint()).y()


def test_what_was_deleted_in_the_drawer_can_be_taken_back_there(small: MainWindow) -> None:
    toggle(small)
    small.toast.offer("Чат удалён", "Вернуть", "a")
    button = small.findChild(QPushButton, "toast-action")
    assert small.childAt(button.mapTo(small, button.rect().center())) is button
    toggle(small)
    toggle(small)
    assert small.childAt(button.mapTo(small, button.rect().center())) is button


def test_a_notice_grows_with_the_zoom(window: MainWindow, theming: Theming) -> None:
    window.toast.offer("Чат удалён", "Вернуть", "a")
    theming.apply(Theme.LIGHT, 200)
    QApplication.processEvents()
    assert window.toast.layout().contentsMargins().left() == 32
    assert window.toast.height() >= window.toast.sizeHint().height()


def test_a_hint_is_told_whole_or_not_at_all(window: MainWindow, theming: Theming) -> None:
    tokens = TokenCount(95_000, exact=False)
    for size, zoom in ROOMS:
        make_room(window, theming, size, zoom)
        for request in (None, RequestSize(tokens, 32_000, 2, 76.0)):
            window.chat.composer.show_size(request)
            QApplication.processEvents()
            hint = window.findChild(QLabel, "composer-hint")
            assert hint.isHidden() or hint.width() >= hint.fontMetrics().horizontalAdvance(hint.text())


class TestDrawer:
    """The sidebar of a narrow window."""

    def test_it_is_a_rail_and_unfolds_over_the_page(self, small: MainWindow) -> None:
        assert small.sidebar.is_folded
        before = small.chat.geometry()
        toggle(small)
        assert is_over(small)
        assert small.chat.geometry() == before
        assert small.sidebar.chats.isVisible()
        assert small.sidebar.isAncestorOf(small.focusWidget())

    def test_its_list_has_room_for_two_chats_at_least(self, small: MainWindow) -> None:
        toggle(small)
        chats = small.sidebar.chats
        assert chats.viewport().height() >= 2 * chats.sizeHintForRow(1)

    @pytest.mark.parametrize("how", ["escape", "toggle", "beside", "tab"])
    def test_it_closes(self, small: MainWindow, how: str) -> None:
        toggle(small)
        if how == "escape":
            press(small, Qt.Key.Key_Escape)
        elif how == "toggle":
            toggle(small)
        elif how == "beside":
            place = QPoint(small.width() - 10, small.height() // 2)
            QTest.mouseClick(small.childAt(place), Qt.MouseButton.LeftButton)
        else:
            small.chat.focus_composer()
        assert not is_over(small)
        assert small.focusWidget().isVisible()

    def test_escape_closes_it_and_stops_no_answer(self, small: MainWindow, qtbot: QtBot) -> None:
        small.chat.composer.show_answering(answering=True)
        toggle(small)
        with qtbot.assertNotEmitted(small.chat.composer.stop_requested):
            press(small, Qt.Key.Key_Escape)
        assert not is_over(small)

    def test_the_arrow_keys_leaf_through_the_chats_and_enter_goes_to_one(self, small: MainWindow) -> None:
        toggle(small)
        chats = small.sidebar.chats
        chats.setFocus()
        chosen: list[str] = []
        small.sidebar.chat_chosen.connect(chosen.append)
        for _ in range(2):
            QTest.keyClick(chats, Qt.Key.Key_Down)
        assert chosen
        assert is_over(small)
        QTest.keyClick(chats, Qt.Key.Key_Return)
        assert not is_over(small)

    def test_a_click_on_a_chat_leads_to_it(self, small: MainWindow) -> None:
        toggle(small)
        chats = small.sidebar.chats
        place = chats.visualRect(small.sidebar.model.index(small.sidebar.model.row_of("c0"))).center()
        QTest.mouseClick(chats.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert not is_over(small)

    def test_looking_for_a_chat_unfolds_it_with_the_cursor_in_the_line(self, small: MainWindow) -> None:
        small.sidebar.focus_search()
        assert is_over(small)
        assert small.focusWidget() is small.sidebar.search

    def test_a_page_that_is_chosen_closes_it(self, small: MainWindow) -> None:
        toggle(small)
        small.findChild(QWidget, "nav-settings").click()
        assert small.page == "settings"
        assert not is_over(small)

    def test_the_choice_for_wide_windows_outlives_a_narrow_one(
        self, small: MainWindow, theming: Theming
    ) -> None:
        toggle(small)
        make_room(small, theming, (1440, 860), 100)
        assert not small.sidebar.is_folded
        assert not is_over(small)
        assert small.state().sidebar_folded is False
        toggle(small)
        make_room(small, theming, (900, 600), 200)
        toggle(small)
        make_room(small, theming, (1440, 860), 100)
        assert small.sidebar.is_folded
        assert small.state().sidebar_folded is True

    def test_a_window_that_begins_narrow_keeps_the_remembered_choice(self, small: MainWindow) -> None:
        small.take_state(WindowState(sidebar_folded=True))
        assert small.state().sidebar_folded is True

    def test_the_pages_of_a_low_sidebar_stand_side_by_side_with_their_names(self, small: MainWindow) -> None:
        small.add_page("second", "translate", SettingsPage())
        toggle(small)
        first, second = (small.findChild(QPushButton, f"nav-{name}") for name in ("chat", "second"))
        assert first.y() == second.y()
        assert first.accessibleName() == "Чат"


def test_a_page_that_needs_more_room_is_scrolled_and_not_cut(window: MainWindow) -> None:
    class Wide(QWidget):
        def title(self) -> str:
            return "Широкая"

        def regions(self) -> list[QWidget]:
            return []

    page = Wide()
    page.setMinimumSize(2000, 1500)
    button = QPushButton("Вдали", page)
    button.move(1900, 1400)
    window.add_page("wide", "fix", page)
    window.show_page("wide")
    QApplication.processEvents()
    assert button.visibleRegion().isEmpty()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not button.visibleRegion().isEmpty()


def test_a_page_with_room_enough_has_no_scroll_bars(window: MainWindow) -> None:
    for name in ("chat", "settings", "diagnosis"):
        window.show_page(name)
        QApplication.processEvents()
        bars = [
            bar
            for frame in window.findChildren(PageFrame)
            for bar in (frame.horizontalScrollBar(), frame.verticalScrollBar())
            if frame.isVisible() and bar.isVisible()
        ]
        assert not bars
