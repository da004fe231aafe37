"""Text from servers, files and people in every place that shows it: never markup, never a shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic
from yagpt_desktop.domain.iam import Cloud, Folder
from yagpt_desktop.domain.model import ModelInfo
from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce, ProxyMode, ProxySource
from yagpt_desktop.domain.saved_prompt import PromptUse, SavedPrompt
from yagpt_desktop.domain.search import Piece, SearchHit
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.accounts import FolderGroup
from yagpt_desktop.services.conversation import Attachment, pending_answer, question
from yagpt_desktop.ui.account.account_page import AccountPage
from yagpt_desktop.ui.account.credential_form import CredentialForm
from yagpt_desktop.ui.chat.chat_page import ChatPage
from yagpt_desktop.ui.diagnosis.diagnosis_page import DiagnosisPage
from yagpt_desktop.ui.links import LinkOpener
from yagpt_desktop.ui.settings.network_section import NetworkSection
from yagpt_desktop.ui.settings.settings_page import SettingsPage
from yagpt_desktop.ui.sidebar.account_line import AccountState, AccountStatus
from yagpt_desktop.ui.sidebar.search_results_model import FoundPlace
from yagpt_desktop.ui.sidebar.sidebar import Sidebar
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.transcript.accessible import row_text
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.words.error_text import error_text

HOSTILE = "<img src=file:///dev/zero><b>x</b>&nbsp;&Файл"
MARK = "/dev/zero"

Make = Callable[..., Chat]


def others() -> list[Account]:
    return [
        Account(f"made-up-{number}", f"{number} {HOSTILE}", kind, f"b1gmadeup{number}", "made-up", HOSTILE)
        for number, kind in enumerate(CredentialKind)
    ]


def chat_page(_make_chat: Make) -> QWidget:
    page = ChatPage(TranscriptView())
    roles = (SavedPrompt("r", HOSTILE, HOSTILE, PromptUse.ROLE),)
    page.show_models([ModelInfo(HOSTILE, HOSTILE, 32_768), ModelInfo("lite", f"{HOSTILE} 2", 1000)])
    page.show_settings(Settings(model=HOSTILE, role=HOSTILE, saved_prompts=roles))
    page.show_role_text(HOSTILE)
    page.header.show_title(HOSTILE)
    page.composer.show_attachments([Attachment(f"{HOSTILE}.txt", HOSTILE)])
    page.composer.set_text(HOSTILE)
    page.show_notice(HOSTILE)
    page.show_error(error_text(errors.RequestRejected(HOSTILE, request_id=HOSTILE)), HOSTILE)
    return page


def account_page(_make_chat: Make) -> QWidget:
    page = AccountPage()
    page.show_accounts(others(), "made-up-0")
    page.show_account(CredentialKind.API_KEY, "b1gmadeup0", HOSTILE)
    page.show_error(error_text(errors.RequestRejected(HOSTILE, request_id=HOSTILE)), HOSTILE)
    return page


def folders(_make_chat: Make) -> QWidget:
    form = CredentialForm()
    clouds = [Cloud(f"b1gmadeupcloud00000{number}", f"{HOSTILE} {number}") for number in range(2)]
    form.show_folders(
        [
            FolderGroup(cloud, (Folder(f"b1gmadeupfolder0000{number}", HOSTILE, cloud.id),))
            for number, cloud in enumerate(clouds)
        ]
    )
    form.folder.setText("b1gmadeupfolder00001")
    return form


def sidebar(make_chat: Make) -> QWidget:
    bar = Sidebar()
    bar.show_chats([make_chat("1", HOSTILE), make_chat("2", f"{HOSTILE} 2", pinned=True)])
    bar.show_account(AccountStatus(AccountState.CONNECTED, folder=HOSTILE, name=HOSTILE))
    bar.account.show_accounts(others(), "made-up-1")
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    hit = SearchHit("1", "m", moment, (Piece(HOSTILE), Piece(HOSTILE, hit=True)))
    bar.search.setText(HOSTILE)
    bar.results.show_places([FoundPlace(hit, make_chat("1", HOSTILE))], narrowed=True)
    bar.account.open_menu()
    return bar


def diagnosis(_make_chat: Make) -> QWidget:
    page = DiagnosisPage()
    error = errors.ServiceUnreachable(HOSTILE)
    for topic in Topic:
        page.add(Finding(topic, "profile" if topic is Topic.PATH else "grpc", HOSTILE))
    page.add(Finding(Topic.NETWORK, "proxy", HOSTILE, FindingState.TROUBLE, error=error))
    page.show_notice(HOSTILE, good=False)
    return page


def settings(_make_chat: Make) -> QWidget:
    page = SettingsPage()
    page.show_surroundings(f"/{HOSTILE}", data_logging=False)
    return page


def network(_make_chat: Make) -> QWidget:
    section = NetworkSection()
    section.show_wish(NetworkWish(ProxyMode.MANUAL, HOSTILE, HOSTILE, HOSTILE))
    section.show_in_force(ProxyInForce(ProxySource.PERSON, HOSTILE, HOSTILE))
    section.show_error(error_text(errors.ServiceUnreachable(HOSTILE)))
    return section


def toast(_make_chat: Make) -> QWidget:
    window = QWidget()
    Toast(window).offer(HOSTILE, HOSTILE, None)
    return window


def links(_make_chat: Make) -> QWidget:
    window = QWidget()
    opener = LinkOpener(window)
    opener.open_foreign("https://example.com/?%3Cb%3E&amp;", HOSTILE)
    opener.open_foreign(f"made-up:{HOSTILE}")
    return window


PLACES = (chat_page, account_page, folders, sidebar, diagnosis, settings, network, toast, links)


@pytest.fixture
def make_chat() -> Make:
    moment = datetime(2026, 11, 22, tzinfo=UTC)

    def make(chat_id: str, title: str, *, pinned: bool = False) -> Chat:
        return Chat(chat_id, title, moment, moment, pinned=pinned)

    return make


def cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    """The rows; every view here is a list."""
    for row in range(model.rowCount()):
        yield model.index(row, 0)


def shown_tip(tip: str) -> str:
    """What a tool tip shows: Qt takes it for markup by its look."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if QtGui.Qt.mightBeRichText(tip) else tip


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Everything a widget shows, with the way it shows it."""
    if isinstance(widget, QLabel):
        yield "label", widget.text()
    elif isinstance(widget, QAbstractButton):
        yield "button", widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield "field", widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (("entry", widget.itemText(place)) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from (("cell", str(index.data())) for index in cells(widget.model()))
    yield "tip", shown_tip(widget.toolTip())
    yield "name", widget.accessibleName()


def interpreted(widget: QWidget) -> Iterator[str]:
    """What a widget would take for markup or for a shortcut."""
    if isinstance(widget, QLabel) and MARK in widget.text():
        if widget.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{widget.textFormat()} in {widget.objectName()}"
        if widget.buddy() is not None:
            yield f"{widget.objectName()} takes & for a shortcut"
    if isinstance(widget, QAbstractButton):
        bare = QAbstractButton.text(widget).replace("&&", "")
        if "&" in bare or not widget.shortcut().isEmpty():
            yield f"{widget.objectName()} has a shortcut {widget.shortcut().toString()}: {bare}"
    if isinstance(widget, QTextEdit):
        yield f"{widget.objectName()} shows markup"
    if isinstance(widget, QMenu):
        yield from (f"a shortcut in {one.text()}" for one in widget.actions() if has_shortcut(one))
    tips = [widget.toolTip()]
    if isinstance(widget, QAbstractItemView):
        tips += [str(index.data(Qt.ItemDataRole.ToolTipRole) or "") for index in cells(widget.model())]
    yield from (f"a tip: {tip}" for tip in tips if "zero" in tip and MARK not in shown_tip(tip))
    yield from (f"a tip: {tip}" for tip in tips if "\ufffc" in shown_tip(tip))
    yield from (f"a status: {tip}" for tip in (widget.statusTip(), widget.whatsThis()) if tip)


def has_shortcut(action: QAction) -> bool:
    return "&" in action.text().replace("&&", "")


@pytest.fixture(params=PLACES, ids=lambda place: place.__name__)
def place(request: pytest.FixtureRequest, qtbot: QtBot, theming: Theming, make_chat: Make) -> QWidget:
    widget: QWidget = request.param(make_chat)
    qtbot.addWidget(widget)
    widget.resize(420, 700)
    widget.show()
    return widget


def test_nothing_of_a_foreign_text_is_taken_for_markup_or_for_a_shortcut(place: QWidget) -> None:
    everything = [place, *place.findChildren(QWidget)]
    assert not [fault for widget in everything for fault in interpreted(widget)]
    found = {kind for widget in everything for kind, text in texts_of(widget) if MARK in text}
    assert found or place.findChild(QMessageBox), "the foreign text is shown here"


def test_the_walk_sees_what_it_looks_for(qtbot: QtBot) -> None:
    label, box, button = QLabel(HOSTILE), QLineEdit(), QMenu()
    box.setToolTip(HOSTILE)
    button.addAction(HOSTILE)
    for widget in (label, box, button):
        qtbot.addWidget(widget)
        assert list(interpreted(widget))


def test_an_answer_and_its_question_show_the_text_itself(qtbot: QtBot, theming: Theming) -> None:
    asked = question(HOSTILE, [Attachment(HOSTILE, HOSTILE)])
    view = TranscriptView()
    qtbot.addWidget(view)
    view.show_messages([asked, pending_answer(asked.id, HOSTILE)])
    view.set_meta(asked.id, HOSTILE)
    view.set_activity(HOSTILE)
    view.resize(600, 400)
    view.show()
    assert view.column.rows[0].message.role is Role.USER
    assert row_text(view.column.rows[0]).count(HOSTILE) == 3
    assert not [fault for widget in [view, *view.findChildren(QWidget)] for fault in interpreted(widget)]
