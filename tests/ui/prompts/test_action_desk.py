"""An action from the menu to where its result goes, over the real protocol."""

from __future__ import annotations

from dataclasses import replace

import grpc
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel

from yagpt_desktop.domain.saved_prompt import Destination, SavedPrompt
from yagpt_desktop.domain.text_task import ActionTask
from yagpt_desktop.services.own_prompts import PromptLibrary
from yagpt_desktop.simulator import Reply
from yagpt_desktop.simulator.fault import Refusal
from yagpt_desktop.simulator.plan import Fail, Wait
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.transcript.places import utf16_length, utf16_offset
from yagpt_desktop.ui.words.action import ActionKind

NOTES = "Встреча завтра в десять. Иван готовит отчёт."


def test_without_a_text_the_menu_says_what_to_do_first(desk):
    menu = desk.place.button.menu()
    menu.aboutToShow.emit()
    enabled = [one.objectName() for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
    assert menu.actions()[0].text() == "Сначала введите или вставьте текст"
    assert enabled == ["action-library"]


def test_the_menu_has_the_ready_actions_then_ones_own_then_the_library(desk):
    desk.add("Наше & общее", "Сократи.")
    desk.source.put_text(NOTES)
    desk.place.button.menu().aboutToShow.emit()
    names = [one.text() for one in desk.place.button.menu().actions() if not one.isSeparator()]
    assert names == [
        "Письмо…",
        "Кратко…",
        "Список",
        "Объяснить…",
        "Другой тон…",
        "Наше && общее",
        "Настроить…",
    ]
    with desk.qtbot.waitSignal(desk.actions.library_requested):
        desk.do("library")


def test_an_action_without_variables_runs_at_once_and_shows_its_answer(desk, reply):
    desk.service.add_replies(reply("- Встреча", "- Встреча\n- Отчёт"))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    dialog = desk.answered()
    assert dialog.windowTitle() == "Список"
    assert dialog.answer.text == "- Встреча\n- Отчёт"
    desk.find("action-copy", dialog).click()
    assert QGuiApplication.clipboard().text() == "- Встреча\n- Отчёт"
    assert not dialog.isVisible()
    assert desk.place.toast.isVisible()


def test_the_answer_replaces_the_text_and_that_is_taken_back(desk, reply):
    desk.service.add_replies(reply("Коротко."))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    desk.find("action-replace", desk.answered()).click()
    assert desk.source.toPlainText() == "Коротко."
    desk.find("toast-action").click()
    assert desk.source.toPlainText() == NOTES


def test_variables_are_asked_for_and_remembered_for_each_action(desk, reply):
    desk.service.add_replies(reply("Уважаемые коллеги!"), reply("Ещё раз."))
    action = desk.add("О предмете", "Напиши о предмете {тема} в тоне {tone}.")
    desk.source.put_text(NOTES)
    desk.do(action)
    asked = desk.dialog("action-values")
    desk.find("action-values-run", asked).click()
    assert desk.find("action-values-wrong", asked).text() == "Заполните поле «Тема»."
    assert asked.isVisible()
    desk.find("action-value-0", asked).setText("лето")
    desk.find("action-values-run", asked).click()
    desk.answered().reject()
    kept = {one.name: one.value for one in desk.hub.settings.texts.action_values}
    assert kept == {"тема": "лето", "tone": "polite"}
    desk.do(action)
    assert desk.find("action-value-0", desk.dialog("action-values")).text() == "лето"


def test_what_is_given_in_private_is_not_remembered(desk, reply):
    settings = desk.hub.settings
    desk.hub.put(replace(settings, texts=replace(settings.texts, private=True)))
    desk.service.add_replies(reply("Хорошо."))
    desk.source.put_text(NOTES)
    desk.do("ready-letter")
    desk.dialog("action-values").accept()
    desk.answered()
    assert desk.hub.settings.texts.action_values == ()


def test_an_action_that_copies_leaves_the_answer_in_the_clipboard_and_goes(desk, reply):
    desk.service.add_replies(reply("Коротко."))
    desk.source.put_text(NOTES)
    desk.do(desk.add("Взять", "Сократи.", destination=Destination.CLIPBOARD))
    desk.wait(lambda: QGuiApplication.clipboard().text() == "Коротко.")
    assert not [one for one in desk.window.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize("destination", [Destination.CHANGES, Destination.CHAT])
def test_changes_and_a_chat_are_the_windows_to_show(desk, destination):
    action = desk.add("Иначе", "Скажи иначе: {text}.", destination=destination)
    desk.source.put_text(NOTES)
    is_chat = destination is Destination.CHAT
    signal = desk.actions.chat_requested if is_chat else desk.actions.changes_requested
    with desk.qtbot.waitSignal(signal) as asked:
        desk.do(action)
    instruction = "Скажи иначе: текст ниже."
    assert asked.args == (
        [NOTES, instruction] if is_chat else [ActionTask("Иначе", instruction), NOTES, None]
    )


def test_a_refusal_is_told_and_nothing_can_be_copied(desk, reply):
    desk.service.add_replies(reply(""))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    dialog = desk.answered()
    assert dialog.answer.text == ""
    assert not desk.find("action-copy", dialog).isEnabled()
    assert desk.find("action-answer-notice", dialog).isVisible() or dialog.answer.errors.isVisible()


def test_closing_the_answer_stops_it_and_the_next_action_follows(desk, reply):
    desk.service.add_replies(reply("Один."), reply("Два."))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    desk.dialog("action-result").reject()
    desk.do("ready-list")
    assert desk.answered().answer.text in {"Один.", "Два."}


def test_an_action_broken_in_the_file_of_settings_is_told_where_it_is_asked_for(desk):

    desk.put(PromptLibrary((SavedPrompt("1", "Сломано", "Скажи {как:choice}."),)))
    desk.source.put_text(NOTES)
    desk.do("1")
    desk.dialog("action-values").accept()
    assert "«Как»" in desk.find("action-values-wrong", desk.dialog("action-values")).text()


def test_everything_that_can_be_pressed_has_a_name(desk, reply):
    desk.service.add_replies(reply("Да."))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    dialog = desk.answered()
    buttons = [one for one in dialog.findChildren(QAbstractButton) if one.objectName()]
    assert all(one.accessibleName() for one in buttons if one.isVisible())


def test_what_went_wrong_is_told_and_asked_again_when_it_is_mended(desk, reply):
    refusal = Fail(Refusal(grpc.StatusCode.PERMISSION_DENIED, "no rights"))
    desk.service.add_replies(Reply((refusal,)), reply("Теперь вышло."))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    dialog = desk.dialog("action-result")
    desk.wait(dialog.answer.errors.isVisible)
    assert not desk.find("action-copy", dialog).isEnabled()
    dialog.answer.errors.action_requested.emit(ActionKind.RETRY)
    desk.wait(lambda: dialog.answer.text == "Теперь вышло." and not dialog.answer.running)
    assert not dialog.answer.errors.isVisible()


def test_what_helps_elsewhere_closes_the_answer_and_leads_there(desk, reply):
    desk.service.add_replies(reply("Да."))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    dialog = desk.answered()
    with desk.qtbot.waitSignal(desk.actions.action_requested):
        dialog.answer.errors.action_requested.emit(ActionKind.OPEN_ACCOUNT)
    assert not dialog.isVisible()


def test_an_answer_that_is_stopped_keeps_what_had_come(desk, reply):
    steps = reply("Начало", "").steps[:-1]
    desk.service.add_replies(Reply((*steps, Wait(None))))
    desk.source.put_text(NOTES)
    desk.do("ready-list")
    dialog = desk.dialog("action-result")
    desk.wait(lambda: dialog.answer.text == "Начало")
    desk.find("action-stop", dialog).click()
    desk.wait(lambda: not dialog.answer.running)
    assert dialog.answer.text == "Начало"
    assert desk.find("action-answer-status", dialog).text() == "Остановлено"
    assert desk.find("action-again", dialog).isVisible()


def select(desk, words):
    """Select words of the page's text."""
    text = desk.source.toPlainText()
    cursor = desk.source.textCursor()
    start = utf16_offset(text, text.index(words))
    cursor.setPosition(start)
    cursor.setPosition(start + utf16_length(words), cursor.MoveMode.KeepAnchor)
    desk.source.setTextCursor(cursor)


def sent(desk):
    """Return what the model was shown last."""
    return desk.service.seen[-1].message.messages[-1].text


def test_an_action_on_what_is_selected_sends_that_alone_and_replaces_that_alone(desk, reply):
    desk.service.add_replies(reply("Завтра в 10 встреча."))
    desk.source.put_text(f"👍 {NOTES}")
    select(desk, "Встреча завтра в десять. ")
    desk.place.button.menu().aboutToShow.emit()
    first = desk.place.button.menu().actions()[0]
    assert (first.text(), first.isEnabled()) == ("Выделено: 25 знаков", False)
    desk.do("ready-list")
    dialog = desk.answered()
    assert "Встреча завтра" in sent(desk)
    assert "Иван" not in sent(desk)
    assert [run.source for run in desk.store.runs()] == ["Встреча завтра в десять. "]
    assert "Выделено: 25 знаков" in [label.text() for label in dialog.findChildren(QLabel)]
    replace_button = desk.find("action-replace", dialog)
    assert replace_button.text() == "Заменить выделенное"
    replace_button.click()
    assert desk.source.toPlainText() == "👍 Завтра в 10 встреча. Иван готовит отчёт."
    assert desk.source.textCursor().selectedText() == "Завтра в 10 встреча. "
    desk.find("toast-action").click()
    assert desk.source.toPlainText() == f"👍 {NOTES}"


def test_blanks_alone_are_no_selection(desk, reply):
    desk.service.add_replies(reply("Коротко."))
    desk.source.put_text(NOTES)
    select(desk, " ")
    desk.do("ready-list")
    assert not desk.find("action-replace", desk.answered()).text().endswith("выделенное")
    assert "Иван" in sent(desk)


def test_a_text_that_changed_meanwhile_is_left_alone_and_the_answer_is_not_lost(desk, reply):
    desk.service.add_replies(reply("Встреча в 10."))
    desk.source.put_text(NOTES)
    select(desk, "Встреча завтра в десять.")
    desk.do("ready-list")
    dialog = desk.answered()
    desk.source.put_text("Другое.")
    desk.find("action-replace", dialog).click()
    assert desk.source.toPlainText() == "Другое."
    assert QGuiApplication.clipboard().text() == "Встреча в 10."
    assert desk.place.toast.isVisible()


@pytest.mark.parametrize("destination", [Destination.CHANGES, Destination.CHAT])
def test_what_is_selected_goes_to_the_changes_and_the_chat(desk, destination):
    action = desk.add("Иначе", "Скажи иначе: {text}.", destination=destination)
    desk.source.put_text(NOTES)
    select(desk, "Иван")
    is_chat = destination is Destination.CHAT
    signal = desk.actions.chat_requested if is_chat else desk.actions.changes_requested
    with desk.qtbot.waitSignal(signal) as asked:
        desk.do(action)
    assert asked.args[0 if is_chat else 1] == ("Иван" if is_chat else NOTES)
    assert is_chat or asked.args[2] == Span(25, 29)
