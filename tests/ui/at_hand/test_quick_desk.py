"""The quick window at work: from another program's selection to its replacement."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtWidgets import QWidget

from yagpt_desktop.domain.desktop_ports import Obstacle, TargetWindow
from yagpt_desktop.domain.errors import ServiceUnreachable
from yagpt_desktop.domain.saved_prompt import Destination, PromptUse, RememberedValue, SavedPrompt
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.domain.text_task import ActionTask, Finding, FixMode, FixTask, TranslateTask
from yagpt_desktop.ui.at_hand.clipboard_keeper import KeptClipboard
from yagpt_desktop.ui.at_hand.quick_desk import QuickDesk
from yagpt_desktop.ui.at_hand.text_tool import ToolResult

SOURCE, RESULT = "Ашипки саме сибя", "Ошибки сами себя"


@pytest.fixture
def quick(theming, parts, clipboard, tool, hub):
    made = QuickDesk(parts, clipboard, tool, hub)
    yield made
    made.close()
    shiboken6.delete(made)


def status(quick: QuickDesk) -> str:
    return quick.window.findChild(QWidget, "quick-status").text()


def told(quick: QuickDesk) -> str:
    return quick.notice.accessibleName()


def begun(qtbot, quick, desk) -> None:
    desk.selected = SOURCE
    with qtbot.waitSignal(quick._taker.taken):
        quick.begin()


def test_a_selection_is_corrected_and_replaced(qtbot, quick, desk, tool):
    begun(qtbot, quick, desk)
    quick.window.ask_fix()
    assert tool.started == [(FixTask(FixMode.MISTAKES), SOURCE)]
    tool.partial.emit("Ошибки")
    assert quick.window.result == "Ошибки"
    tool.ended.emit(ToolResult(RESULT))
    assert "3" in status(quick)
    with qtbot.waitSignal(quick._replacer.ended, timeout=5000):
        quick.window.replace_requested.emit()
    assert desk.text == RESULT
    assert "Ctrl+Z" in told(quick)
    assert not quick.window.isVisible()


def test_what_could_not_be_put_back_is_told(qtbot, quick, desk, tool, clipboard, monkeypatch):
    monkeypatch.setattr(KeptClipboard.of.__func__, "__defaults__", (3,))
    clipboard.setText("прежнее, и довольно длинное")
    begun(qtbot, quick, desk)
    assert "too large" in status(quick)
    quick.window.ask_fix()
    tool.ended.emit(ToolResult(RESULT))
    clipboard.setText("прежнее, и довольно длинное")
    with qtbot.waitSignal(quick._replacer.ended, timeout=5000):
        quick.window.replace_requested.emit()
    assert "too large" in told(quick)


@pytest.mark.parametrize(
    ("text", "wished", "target"),
    [("Добрый день", "", "en"), ("Good day", "", "ru"), ("Good day", "de", "de")],
)
def test_a_translation_goes_where_the_person_reads(qtbot, quick, desk, tool, hub, text, wished, target):
    hub.put(replace(hub.settings, texts=replace(hub.settings.texts, target_language=wished)))
    desk.selected = text
    with qtbot.waitSignal(quick._taker.taken):
        quick.begin()
    quick.window.ask_translation()
    task, _ = tool.started[0]
    assert isinstance(task, TranslateTask)
    assert task.target_language == target


OWN_ACTIONS = (
    SavedPrompt("1", "Короче", "Сократи.", PromptUse.ACTION),
    SavedPrompt("2", "На язык", "Переведи на {language}.", PromptUse.ACTION),
    SavedPrompt("3", "Роль", "Ты поэт.", PromptUse.ROLE),
    SavedPrompt("4", "О чём-то", "Допиши о предмете {тема}.", PromptUse.ACTION),
    SavedPrompt("5", "Взять", "Сократи.", PromptUse.ACTION, Destination.CLIPBOARD),
    SavedPrompt("6", "Заменить", "Сократи.", PromptUse.ACTION, Destination.REPLACE),
)


def test_actions_without_a_question_are_offered_and_done(qtbot, quick, desk, tool, hub):
    hub.put(replace(hub.settings, language=Language.RUSSIAN, saved_prompts=OWN_ACTIONS))
    begun(qtbot, quick, desk)
    offered = [one.id for one in quick.window._actions]
    assert [one for one in offered if not one.startswith("ready-")] == ["1", "2", "5", "6"]
    assert "ready-brief" in offered
    quick.window.action_requested.emit("1", SOURCE)
    quick.window.action_requested.emit("2", SOURCE)
    assert tool.started[0] == (ActionTask("Короче", "Сократи."), SOURCE)
    assert tool.started[1] == (ActionTask("На язык", "Переведи на русский язык."), SOURCE)


def test_an_action_with_a_text_to_ask_for_is_offered_once_the_text_was_given(qtbot, quick, desk, tool, hub):
    texts = replace(hub.settings.texts, action_values=(RememberedValue("4", "тема", "лето"),))
    hub.put(replace(hub.settings, saved_prompts=OWN_ACTIONS, texts=texts))
    begun(qtbot, quick, desk)
    quick.window.action_requested.emit("4", SOURCE)
    assert tool.started == [(ActionTask("О чём-то", "Допиши о предмете лето."), SOURCE)]


def test_an_action_that_replaces_puts_its_result_into_the_program(qtbot, quick, desk, tool, hub):
    hub.put(replace(hub.settings, saved_prompts=OWN_ACTIONS))
    begun(qtbot, quick, desk)
    quick.window.action_requested.emit("6", SOURCE)
    tool.ended.emit(ToolResult("Кратко."))
    qtbot.waitUntil(lambda: desk.text == "Кратко.")


def test_an_action_that_copies_leaves_its_result_in_the_clipboard(qtbot, quick, desk, tool, hub):
    hub.put(replace(hub.settings, saved_prompts=OWN_ACTIONS))
    begun(qtbot, quick, desk)
    quick.window.action_requested.emit("5", SOURCE)
    tool.ended.emit(ToolResult("Ещё короче."))
    assert "Ctrl+V" in told(quick)
    assert not quick.window.isVisible()


def test_a_result_that_must_be_looked_at_goes_nowhere_by_itself(qtbot, quick, desk, tool, hub):
    hub.put(replace(hub.settings, saved_prompts=OWN_ACTIONS))
    begun(qtbot, quick, desk)
    quick.window.action_requested.emit("6", SOURCE)
    tool.ended.emit(ToolResult("Кра", (Finding.TRUNCATED,)))
    assert quick.window.isVisible()
    assert desk.text != "Кра"


def test_an_unsound_result_is_told_and_replaces_nothing(qtbot, quick, desk, tool):
    begun(qtbot, quick, desk)
    quick.window.ask_fix()
    tool.ended.emit(ToolResult(SOURCE, (Finding.REFUSED,), usable=False))
    assert status(quick)
    quick.window._go_on()
    assert desk.text == ""
    assert "Ctrl+V" in told(quick)


def test_a_failure_is_told_in_the_words_of_errors(qtbot, quick, desk, tool):
    begun(qtbot, quick, desk)
    quick.window.ask_fix()
    tool.ended.emit(ServiceUnreachable("made up"))
    assert status(quick).endswith(".")
    assert "made up" not in status(quick)


def test_where_something_is_wrong_the_result_is_in_the_clipboard_and_that_is_told(
    qtbot, quick, desk, tool, clipboard
):
    begun(qtbot, quick, desk)
    quick.window.ask_fix()
    tool.ended.emit(ToolResult(RESULT))
    desk.selected = "другое"
    with qtbot.waitSignal(quick._replacer.ended, timeout=5000):
        quick.window.replace_requested.emit()
    assert clipboard.text() == RESULT
    assert "Ctrl+V" in told(quick)


def test_the_clipboard_is_corrected_at_once(quick, tool, clipboard):
    clipboard.setText(SOURCE)
    quick.fix_clipboard()
    assert tool.started == [(FixTask(), SOURCE)]
    quick.translate_clipboard()
    assert isinstance(tool.started[1][0], TranslateTask)


def test_a_copied_password_is_neither_shown_nor_sent(quick, tool, clipboard):
    data = QMimeData()
    data.setText("made-up-password")
    data.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
    clipboard.setMimeData(data)
    quick.fix_clipboard()
    assert tool.started == []
    assert quick.window.source == ""
    assert status(quick)
    quick.window.hide()
    quick.begin_with_copied()
    assert not quick.window.isVisible()


def test_in_a_terminal_only_copying_is_offered(qtbot, quick, desk):
    desk.front = TargetWindow(77, ("xterm",))
    desk.primary = True
    with qtbot.waitSignal(quick._taker.taken):
        quick.begin()
    assert not quick.window.findChild(QWidget, "quick-replace").isVisible()
    assert status(quick)


def test_on_wayland_the_clipboard_is_read_when_our_window_has_the_keyboard(qtbot, quick, desk, clipboard):
    desk.why_not = Obstacle.WAYLAND
    clipboard.setText(SOURCE)
    quick.begin()
    qtbot.waitUntil(lambda: quick.window.source == SOURCE)
    assert not quick.window.findChild(QWidget, "quick-replace").isVisible()


def test_what_is_in_view_can_be_opened_in_the_program(qtbot, quick, desk, tool):
    begun(qtbot, quick, desk)
    quick.window.ask_fix()
    tool.ended.emit(ToolResult(RESULT))
    with qtbot.waitSignal(quick.open_requested) as asked:
        quick.window.open_requested.emit()
    assert asked.args == [FixTask(), SOURCE, RESULT]
    assert not quick.window.isVisible()
