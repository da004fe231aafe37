"""What was said stays, is found, and comes out: in the real window, through kills and a full disk."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from harness.accessibility import Node
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.program import Program, application
from harness.recording_service import RecordingService

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.exchange.archive import archives

pytestmark = pytest.mark.desktop


class OpenHistory(Protocol):
    """Opens the window of a person whom the recording service lets in."""

    def __call__(self, *arguments: str) -> ChatWindow: ...


@pytest.fixture
def open_history(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: Mapping[str, str],
) -> OpenHistory:
    """Opens it, each time on the same profile."""

    def opened(*arguments: str) -> ChatWindow:
        return open_window(desktop, *arguments, endpoints=recording_service.endpoints, env=let_in)

    return opened


def chats(window: ChatWindow) -> list[str]:
    """Return what the list shows, headings included."""
    return [row.name for row in window.find("chat-list").children]


def chat(window: ChatWindow, title: str) -> Node:
    """Return the row of a chat, waited for."""
    return window.find("chat-list").find(role="list item", name=title)


def has_chat(window: ChatWindow, title: str) -> bool:
    return title in chats(window)


def action(message: Node, beginning: str) -> str:
    """Return the whole name of one of a message's actions."""
    found = [name for name in message.actions if name.startswith(beginning)]
    assert found, f"{beginning!r} is not among {message.actions}"
    return found[0]


def pick(window: ChatWindow, title: str, entry: str) -> None:
    """Carry out an entry of a chat's context menu, with the keyboard."""
    window.click(chat(window, title))
    window.key("Menu")
    menu = window.find("chat-menu")
    wanted = menu.find(role="menu item", name=entry)
    window.click(wanted)
    window.wait(lambda: not window.has("chat-menu"), "the menu is gone")


def history_stamp(profile: Path) -> int:
    """Return when something was written last."""
    return max(path.stat().st_mtime_ns for path in profile.glob("history.db*"))


def test_a_kill_in_the_middle_of_an_answer_loses_nothing_that_was_seen(
    open_history: OpenHistory, recording_service: RecordingService, tmp_path: Path
) -> None:
    window = open_history()
    answer = recording_service.will_say("Жили-были дед", "Жили-были дед и баба", stepwise=True)
    window.ask("Расскажи сказку")
    answer.gate.release()
    window.until_said("Жили-были дед")
    seen_at = history_stamp(tmp_path / "profile")
    window.wait(lambda: history_stamp(tmp_path / "profile") > seen_at, "the part that came is kept")
    window.type_text("не дописано", into="composer")
    window.process.kill()
    window.process.wait(10)

    again = open_history()
    again.click(chat(again, "Расскажи сказку"))
    again.until_said("Жили-были дед")
    question, interrupted = again.messages()
    assert question.text == "Расскажи сказку"
    assert "оборвался" in interrupted.description
    recording_service.will_say("дед и баба.")
    interrupted.do(action(interrupted, "Продолжить"))
    again.until_said("Жили-были дед и баба.")
    again.until_ready()
    _, whole = again.messages()
    assert not any(name.startswith("Продолжить") for name in whole.actions)
    recording_service.will_say("Другая сказка.")
    whole.do(action(whole, "Спросить ещё раз"))
    again.until_said("Другая сказка.")
    again.until_ready()
    assert len(again.messages()) == 2
    again.close()


def test_another_text_for_an_old_message_outlives_a_kill(open_history: OpenHistory, tmp_path: Path) -> None:
    window = open_history()
    window.ask_and_wait("Рецепт сырников")
    question = window.messages()[0]
    question.do(action(question, "Изменить"))
    composer = window.find("composer")
    window.wait(lambda: composer.text == "Рецепт сырников", "the old text can be changed")
    written_at = history_stamp(tmp_path / "profile")
    window.key("End")
    window.type_text(" без муки", into="composer")
    window.wait(lambda: history_stamp(tmp_path / "profile") > written_at, "the draft is kept")
    window.wait(lambda: composer.text == "Рецепт сырников без муки", "every letter arrived")
    kept_at = history_stamp(tmp_path / "profile")
    window.type_text(".", into="composer")
    window.wait(lambda: history_stamp(tmp_path / "profile") > kept_at, "and so is its end")
    window.process.kill()
    window.process.wait(10)

    again = open_history()
    again.click(chat(again, "Рецепт сырников"))
    composer = again.find("composer")
    again.wait(lambda: composer.text == "Рецепт сырников без муки.", "one goes on where one was")
    assert "новую версию" in again.find("editing-text").name
    again.press("send")
    again.until_said("Эхо: Рецепт сырников без муки.")
    again.until_ready()
    assert len(again.messages()) == 2, "a new version has come, not a new question"
    again.close()


def test_what_is_deleted_or_put_away_comes_back(open_history: OpenHistory) -> None:
    window = open_history()
    window.ask_and_wait("Рецепт сырников")
    window.new_chat()
    window.ask_and_wait("План отпуска")
    pick(window, "Рецепт сырников", "Удалить")
    window.wait(lambda: not has_chat(window, "Рецепт сырников"), "it has left the list")
    window.press("toast-action")
    chat(window, "Рецепт сырников")

    pick(window, "Рецепт сырников", "В архив")
    window.wait(lambda: not has_chat(window, "Рецепт сырников"), "it has left the list")
    window.press("show-archive")
    chat(window, "Рецепт сырников")
    pick(window, "Рецепт сырников", "Вернуть из архива")
    window.press("shelf-back")
    chat(window, "Рецепт сырников")

    pick(window, "План отпуска", "Удалить")
    window.wait(lambda: not has_chat(window, "План отпуска"), "it has left the list")
    window.close()
    again = open_history()
    again.press("show-trash")
    pick(again, "План отпуска", "Вернуть")
    again.press("shelf-back")
    again.click(chat(again, "План отпуска"))
    again.until_said("Эхо: План отпуска")
    again.close()


def test_a_search_finds_another_form_of_the_word_and_leads_there(open_history: OpenHistory) -> None:
    window = open_history()
    window.ask_and_wait("Расскажи про ёлочную игрушку")
    window.ask_and_wait("А теперь коротко")
    window.new_chat()
    window.ask_and_wait("Рецепт сырников")
    window.type_text("елочные игрушки", into="chat-search")
    results = window.find("search-results")
    window.wait(lambda: len(results.children) > 0, "something is found")
    window.key("Down", "Return")
    window.until_said("Расскажи про ёлочную игрушку")
    window.close()


def test_the_header_s_button_writes_a_file(open_history: OpenHistory, tmp_path: Path) -> None:
    window = open_history()
    assert not window.find("chat-export").enabled
    window.ask_and_wait("Рецепт сырников")
    window.press("chat-export")
    window.find("export-dialog")
    target = tmp_path / "сырники.md"
    window.paste_text("fileNameEdit", str(target))
    window.key("Return")
    window.wait(target.exists, "the file is there")
    window.find("export-notice")
    assert "Эхо: Рецепт сырников" in target.read_text(encoding="utf8")
    window.close()


@contextmanager
def no_room(program: Program) -> Iterator[None]:
    """Let a running program write to no file, as on a full disk; this holds for root too."""
    pid = program.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_and_room_mends_it(open_history: OpenHistory) -> None:
    window = open_history()
    window.ask_and_wait("Было до того")
    with no_room(window):
        window.ask_and_wait("Это сохранить негде")
        assert window.error().code == "E-DISK"
        assert "Эхо: Это сохранить негде" in window.transcript_text()
    window.press("error-second-action")
    window.wait(lambda: not window.has("error-banner"), "it is told no longer")
    window.close()
    again = open_history()
    again.click(chat(again, "Было до того"))
    again.until_said("Эхо: Это сохранить негде")
    again.close()


def archive_with(title: str) -> bytes:
    """Return an archive with one chat, as the settings page writes it."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    said = ChatMessage("MADE-UP-message", None, Role.USER, f"{title}?", noon)
    chat = Chat("MADE-UP-chat", title, noon, noon)
    (content,) = archives([ExportedChat(chat, (said,), frozenset({said.id}))])
    return content


def test_another_start_raises_the_window_and_offers_an_archive(
    open_history: OpenHistory, desktop: PrivateDesktop, tmp_path: Path, start: Callable[..., Program]
) -> None:
    window = open_history()
    window.find("composer", timeout_s=20)
    another = application("--profile", str(tmp_path / "profile"))
    desktop.run("xdotool", "windowminimize", window.window_id)
    start(desktop, another).ended(within_s=20)
    window.wait(lambda: active_window(desktop) == window.window_id, "it is in front again")

    (tmp_path / "мои чаты.zip").write_bytes(archive_with("Чат из архива"))
    start(desktop, [*another, "open", str(tmp_path / "мои чаты.zip")]).ended(within_s=20)
    question = window.find("archive-offer-question")
    assert any("«мои чаты.zip»" in node.name for node in question.walk())
    window.press("archive-load")
    chat(window, "Чат из архива")
    assert window.find("history-result").name == "Добавлен 1 чат."

    start(desktop, [*another, "open", "/etc/hostname"]).ended(within_s=20)
    refusal = window.find("archive-refused")
    assert any("«hostname» — не архив чатов" in node.name for node in refusal.walk())
    window.key("Return")
    window.wait(lambda: not window.has("archive-refused"), "it is gone")
    window.close()


def test_the_first_start_offers_the_archive_it_was_given(open_history: OpenHistory, tmp_path: Path) -> None:
    (tmp_path / "мои чаты.zip").write_bytes(archive_with("Чат из архива"))
    window = open_history("open", str(tmp_path / "мои чаты.zip"))
    window.find("archive-offer-question", timeout_s=20)
    window.key("Escape")
    window.wait(lambda: not window.has("archive-offer-question"), "it is gone")
    assert not has_chat(window, "Чат из архива"), "nothing comes in without a yes"
    window.close()


def active_window(desktop: PrivateDesktop) -> str:
    """Return the X window that has the keyboard."""
    return desktop.run("xdotool", "getactivewindow").strip()
