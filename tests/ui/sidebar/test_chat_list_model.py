"""Rows follow the chats one by one, grouped and filtered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.folder import Folder
from yagpt_desktop.ui.sidebar.chat_list_model import CHAT_ROLE, ChatListModel

MakeChat = Callable[..., Chat]


def texts(model: ChatListModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_chats_stand_under_their_days(qapp: QApplication, make_chat: MakeChat) -> None:
    model = ChatListModel()
    model.show_chats(
        [
            make_chat("a", "сегодняшний"),
            make_chat("b", "вчерашний", days_ago=1),
            make_chat("c", "старый", days_ago=2),
            make_chat("d", "закреплённый", days_ago=30, pinned=True),
        ]
    )
    assert texts(model) == [
        "Pinned",
        "закреплённый",
        "Today",
        "сегодняшний",
        "Yesterday",
        "вчерашний",
        "Earlier",
        "старый",
    ]


def test_headings_are_russian_in_the_russian_window(
    russian: None, qapp: QApplication, make_chat: MakeChat
) -> None:
    model = ChatListModel()
    model.show_chats([make_chat("a", days_ago=1), make_chat("b", pinned=True)])
    assert {"Вчера", "Закреплённые"} <= set(texts(model))


def test_a_heading_cannot_be_chosen_and_a_chat_can(qapp: QApplication, make_chat: MakeChat) -> None:
    model = ChatListModel()
    model.show_chats([make_chat("a")])
    heading, chat = model.index(0), model.index(1)
    assert heading.flags() == Qt.ItemFlag.NoItemFlags
    assert chat.flags() & Qt.ItemFlag.ItemIsSelectable
    assert chat.data(CHAT_ROLE).id == "a"


def test_a_screen_reader_hears_title_and_group(qapp: QApplication, make_chat: MakeChat) -> None:
    model = ChatListModel()
    model.show_chats([make_chat("a", "Письма <b>клиентам</b>", pinned=True)])
    chat = model.index(1)
    assert chat.data(Qt.ItemDataRole.AccessibleTextRole) == "Письма <b>клиентам</b>"
    assert chat.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Pinned"
    assert "&lt;b&gt;" in chat.data(Qt.ItemDataRole.ToolTipRole)


def test_a_chat_that_moves_up_keeps_its_row_object(qapp: QApplication, make_chat: MakeChat) -> None:
    model = ChatListModel()
    model.show_chats([make_chat("a"), make_chat("b"), make_chat("c")])
    kept = QPersistentModelIndex(model.index(model.row_of("c")))
    model.show_chats([make_chat("c"), make_chat("a"), make_chat("b")])
    assert kept.isValid()
    assert kept.row() == 1


def test_renaming_shows_at_once_and_tells_once(qapp: QApplication, qtbot: QtBot, make_chat: MakeChat) -> None:
    model = ChatListModel()
    model.show_chats([make_chat("a", "старое")])
    with qtbot.waitSignal(model.renamed) as renamed:
        assert model.setData(model.index(1), "  новое\nназвание ")
    assert renamed.args == ["a", "новое название"]
    assert texts(model)[1] == "новое название"


def test_an_empty_or_unchanged_title_is_not_taken(
    qapp: QApplication, qtbot: QtBot, make_chat: MakeChat
) -> None:
    model = ChatListModel()
    model.show_chats([make_chat("a", "название")])
    with qtbot.assertNotEmitted(model.renamed):
        assert not model.setData(model.index(1), "   ")
        assert not model.setData(model.index(1), "название")


def test_at_midnight_today_becomes_yesterday(qapp: QApplication) -> None:
    now = datetime.now().astimezone()
    days = [now.date()]
    model = ChatListModel(lambda: days[0])
    model.show_chats([Chat("a", "чат", now, now)])
    assert texts(model)[0] == "Today"
    days[0] = now.date() + timedelta(days=1)
    model.regroup()
    assert texts(model)[0] == "Yesterday"


def test_many_chats_come_at_once(qapp: QApplication, qtbot: QtBot, make_chat: MakeChat) -> None:
    model = ChatListModel()
    with qtbot.waitSignal(model.modelReset):
        model.show_chats([make_chat(str(number)) for number in range(5000)])
    assert model.rowCount() == 5001


CHATS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 3), st.booleans(), st.sampled_from(["а", "ё", "б"])),
    unique_by=lambda one: one[0],
    max_size=12,
)
DAY = date(2026, 11, 22)


def chats_of(drawn: list[tuple[int, int, bool, str]]) -> list[Chat]:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return [
        Chat(str(number), title, noon, noon - timedelta(days=days), pinned=pinned)
        for number, days, pinned, title in drawn
    ]


FOLDERS = st.lists(
    st.builds(Folder, st.sampled_from("fgh"), st.just("папка"), is_closed=st.booleans()),
    unique_by=lambda folder: folder.id,
    max_size=3,
).map(tuple)
FILED = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["", "f", "g", "x"]), st.booleans(), st.booleans()),
    unique_by=lambda one: one[0],
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(FILED, FOLDERS, st.booleans()), min_size=1, max_size=5))
def test_every_chat_stands_once_under_its_folder_or_its_day(
    qapp: QCoreApplication,
    steps: list[tuple[list[tuple[int, str, bool, bool]], tuple[Folder, ...], bool]],
) -> None:
    model = ChatListModel(lambda: DAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for drawn, folders, headed in steps:
        chats = [
            Chat(str(number), "чат", noon, noon, folder_id=folder, pinned=pinned, unread=unread)
            for number, folder, pinned, unread in drawn
        ]
        model.show_folders(folders, headed=headed)
        model.show_chats(chats)
        rows = [model.row_at(model.index(at)) for at in range(model.rowCount())]
        heads = [row.folder.id for row in rows if row and row.is_folder and row.folder]
        assert heads == ([folder.id for folder in folders] if headed else [])
        closed = {folder.id for folder in folders if folder.is_closed and headed}
        shown = sorted(row.chat.id for row in rows if row and row.chat)
        assert shown == sorted(one.id for one in chats if one.pinned or one.folder_id not in closed)
        for row in rows:
            if row and row.is_inside:
                assert row.chat and row.folder
                assert row.chat.folder_id == row.folder.id
            if row and row.is_folder and row.folder:
                members = [one for one in chats if one.folder_id == row.folder.id and not one.pinned]
                assert row.count == len(members)
                assert row.is_unread == (row.folder.is_closed and any(one.unread for one in members))
    del tester


def test_a_chat_says_where_it_is_and_what_tags_it_has(qapp: QApplication) -> None:
    now = datetime.now().astimezone()
    model = ChatListModel()
    model.show_folders([Folder("f", "<b>Дом</b>")])
    model.show_chats([Chat("a", "чат", now, now, folder_id="f", tags=("еда", "сад"))])
    row = model.index(model.row_of("a"))
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Folder “<b>Дом</b>”, Tags: еда, сад"
    assert "&lt;b&gt;" in row.data(Qt.ItemDataRole.ToolTipRole)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(CHATS, min_size=1, max_size=5))
def test_however_chats_change_the_rows_are_those_of_a_fresh_model(
    qapp: QCoreApplication, steps: list[list[tuple[int, int, bool, str]]]
) -> None:
    model = ChatListModel(lambda: DAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for drawn in steps:
        model.show_chats(chats_of(drawn))
        fresh = ChatListModel(lambda: DAY)
        fresh.show_chats(chats_of(drawn))
        assert texts(model) == texts(fresh)
    del tester
