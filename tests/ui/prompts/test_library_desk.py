"""The library: what is changed is kept with its versions, and nothing is lost on the way."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from yagpt_desktop.domain.saved_prompt import Destination, PromptUse
from yagpt_desktop.services.own_prompts import PromptLibrary
from yagpt_desktop.text.marked import MarkSort


def names(dialog) -> list[str]:
    listed = dialog.names._names
    return [listed.item(row).text() for row in range(listed.count())]


def opened(desk, use: PromptUse = PromptUse.ACTION):
    desk.library.open(use)
    return desk.library.dialog


def press(target, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers))


def test_the_ready_prompts_are_set_off_and_cannot_be_removed(desk):
    dialog = opened(desk)
    assert names(dialog) == ["Готовые", "Письмо", "Кратко", "Список", "Объяснить", "Другой тон"]
    assert not desk.find("prompts-remove", dialog).isEnabled()
    assert not desk.find("prompts-keep", dialog).isEnabled()
    spoken = dialog.names._names.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Письмо, готовый"


def test_the_first_change_of_a_ready_one_makes_a_copy_with_the_shipped_text_as_its_version(desk):
    dialog = opened(desk)
    shipped = dialog.form.text.toPlainText()
    dialog.form.text.setPlainText("Напиши письмо. Тон: {tone}.")
    assert desk.library.keep()
    (kept,) = desk.hub.settings.saved_prompts
    assert kept.name == "Письмо (мой вариант)"
    assert [version.text for version in kept.versions] == [shipped]
    assert names(dialog)[-2:] == ["Мои", "Письмо (мой вариант)"]
    assert "Письмо" in names(dialog)


def test_going_to_another_prompt_keeps_what_was_written(desk):
    action = desk.add("Моё", "Сократи.")
    dialog = opened(desk)
    dialog.names.entry_chosen.emit(action)
    dialog.form.text.setPlainText("Сократи вдвое.")
    dialog.names.entry_chosen.emit("ready-list")
    kept = desk.hub.settings.saved_prompts[0]
    assert (kept.text, kept.versions[0].text) == ("Сократи вдвое.", "Сократи.")


def test_what_cannot_be_kept_holds_the_dialog_and_says_why(desk):
    desk.add("Моё", "Сократи.")
    dialog = opened(desk)
    dialog.names.new_requested.emit()
    dialog.form._name.setText("МОЁ")
    dialog.form.text.setPlainText("Ещё короче.")
    dialog.reject()
    assert dialog.isVisible()
    assert desk.find("prompts-told", dialog).text() == "Такое название уже есть: выберите другое."
    dialog.form._name.setText("Другое")
    assert not desk.find("prompts-told", dialog).isVisible()
    dialog.reject()
    assert desk.library.dialog is None
    assert [one.name for one in desk.hub.settings.saved_prompts] == ["Моё", "Другое"]


def test_a_new_one_in_which_nothing_is_written_goes_without_a_word(desk):
    dialog = opened(desk)
    dialog.names.new_requested.emit()
    dialog.form._name.setText("Пустое")
    dialog.reject()
    assert desk.library.dialog is None
    assert desk.hub.settings.saved_prompts == ()


def test_a_broken_choice_is_told_where_it_is_written_and_when_it_is_kept(desk):
    dialog = opened(desk)
    dialog.form.text.setPlainText("Скажи {как:choice один}.")
    told = desk.find("prompt-variables", dialog).text()
    assert "хотя бы два варианта" in told
    assert not desk.library.keep()
    assert "{длина:choice кратко|подробно}" in desk.find("prompts-told", dialog).text()


def test_variables_are_listed_as_they_are_found(desk):
    dialog = opened(desk)
    dialog.form.text.setPlainText("{тема} на {language}, {tone}, {как:choice кратко|подробно}; {text}")
    lines = desk.find("prompt-variables", dialog).text().splitlines()
    assert lines[1:] == [
        "{тема} — любой текст",
        "{language} — язык",
        "{tone} — тон",
        "{как} — выбор: кратко, подробно",
    ]


def test_a_variable_is_put_in_from_the_menu_and_set_off_in_the_text(desk):
    dialog = opened(desk)
    dialog.form.text.setPlainText("")
    menu = desk.find("prompt-insert", dialog).menu()
    next(one for one in menu.actions() if one.objectName() == "prompt-insert-tone").trigger()
    assert dialog.form.text.toPlainText() == "{tone}"
    formats = dialog.form.text.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in formats] == [(0, 6)]


def test_the_destination_is_kept_and_explained(desk):
    action = desk.add("Моё", "Сократи.")
    dialog = opened(desk)
    dialog.names.entry_chosen.emit(action)
    box = desk.find("prompt-destination", dialog)
    place = box.findData(Destination.CLIPBOARD.value)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert "в буфере обмена" in desk.find("prompt-destination-hint", dialog).text()
    desk.library.keep()
    kept = desk.hub.settings.saved_prompts[0]
    assert kept.destination is Destination.CLIPBOARD
    assert kept.versions == ()


def test_versions_show_their_difference_and_an_old_one_is_taken_again(desk):
    action = desk.add("Моё", "Сократи вдвое.")
    library = PromptLibrary(desk.hub.settings.saved_prompts).change(action, "Сократи втрое.")
    desk.put(library.change(action, "Сократи впятеро."))
    dialog = opened(desk)
    dialog.names.entry_chosen.emit(action)
    assert desk.find("versions-list", dialog).count() == 2
    assert dialog._pages._buttons["versions"].text() == "Версии (2)"
    desk.find("versions-list", dialog).setCurrentRow(1)
    shown = dialog.versions.difference
    desk.wait(lambda: "вдвое" in shown.toPlainText())
    sorts = {mark.sort for paragraph in shown._paragraphs for mark in paragraph.marks}
    assert sorts == {MarkSort.REMOVED, MarkSort.ADDED}
    desk.find("versions-roll-back", dialog).click()
    kept = desk.hub.settings.saved_prompts[0]
    assert kept.text == "Сократи вдвое."
    assert [one.text for one in kept.versions] == ["Сократи впятеро.", "Сократи втрое.", "Сократи вдвое."]


def test_a_removed_one_comes_back_to_its_place_with_its_versions(desk):
    first = desk.add("Первое", "Один.")
    desk.add("Второе", "Два.")
    desk.put(PromptLibrary(desk.hub.settings.saved_prompts).change(first, "Раз."))
    before = desk.hub.settings.saved_prompts
    dialog = opened(desk)
    dialog.names.entry_chosen.emit(first)
    press(dialog.names._names, Qt.Key.Key_Delete)
    assert [one.name for one in desk.hub.settings.saved_prompts] == ["Второе"]
    desk.find("prompts-toast-action", dialog).click()
    assert desk.hub.settings.saved_prompts == before


def test_the_search_finds_by_name_and_text(desk):
    desk.add("Моё", "Найди глаголы.")
    dialog = opened(desk)
    desk.find("prompts-search", dialog).setText("глагол")
    assert names(dialog) == ["Мои", "Моё"]
    desk.find("prompts-search", dialog).setText("абракадабра")
    assert desk.find("prompts-none", dialog).isVisible()


def test_roles_are_kept_here_too_and_given_to_the_chat(desk):
    dialog = opened(desk, PromptUse.ROLE)
    assert names(dialog)[:3] == ["Готовые", "Переводчик", "Корректор"]
    assert not desk.find("prompt-destination", dialog).isVisible()
    dialog.names.new_requested.emit()
    dialog.form._name.setText("Поэт")
    dialog.form.text.setPlainText("Отвечай {стихами}.")
    with desk.qtbot.waitSignal(desk.library.role_chosen) as chosen:
        desk.find("prompts-to-chat", dialog).click()
    assert chosen.args == ["Отвечай {стихами}."]
    assert [one.name for one in desk.hub.settings.saved_roles] == ["Поэт"]


def test_the_library_opens_at_the_role_in_force(desk):
    library = PromptLibrary().add("Поэт", "Отвечай стихами.", PromptUse.ROLE)
    desk.put(library)
    desk.library.open_roles("Отвечай стихами.")
    assert desk.library.dialog.form.entry().name == "Поэт"


def test_a_prompt_is_tried_as_it_stands_and_nothing_of_it_is_kept(desk, reply):
    desk.service.add_replies(reply("Вышло."))
    dialog = opened(desk)
    dialog.form.text.setPlainText("Скажи о предмете {тема}.")
    desk.find("prompts-page-trial", dialog).click()
    dialog.trial.source.setPlainText("Снег идёт.")
    desk.find("trial-run", dialog).click()
    assert desk.find("trial-wrong", dialog).text() == "Заполните поле «Тема»."
    desk.find("trial-value-0", dialog).setText("зима")
    desk.find("trial-run", dialog).click()
    desk.wait(lambda: dialog.trial.answer.text == "Вышло.")
    assert desk.hub.settings.saved_prompts == ()


def test_ctrl_s_keeps_in_the_russian_layout_too(desk):
    dialog = opened(desk)
    dialog.form.text.setPlainText("Коротко.")
    with desk.qtbot.waitSignal(dialog.keep_requested):
        press(dialog.windowHandle(), Qt.Key(ord("Ы")), Qt.KeyboardModifier.ControlModifier)
    assert len(desk.hub.settings.saved_prompts) == 1


def test_a_file_goes_out_and_comes_in_again(desk, tmp_path):
    desk.add("Моё", "Сократи.")
    dialog = opened(desk)
    file = tmp_path / "промпты.json"
    desk.library._exchange._prompts = desk.hub.settings.saved_prompts
    desk.library._exchange.save_to(str(file))
    told = desk.find("prompts-told", dialog)
    desk.wait(told.isVisible)
    assert told.text() == "Записано в файл промпты.json"
    assert json.loads(file.read_text("utf-8"))["prompts"][0]["name"] == "Моё"
    desk.put(PromptLibrary())
    desk.library._exchange.load_from(str(file))
    desk.wait(lambda: desk.hub.settings.saved_prompts)
    assert told.text() == "Добавлен 1 промпт."
    desk.library._exchange.load_from(str(file))
    desk.wait(lambda: "нет ничего нового" in told.text())
    assert "Моё" in names(dialog)


def test_a_file_that_is_none_of_ours_changes_nothing_and_is_told(desk, tmp_path):
    dialog = opened(desk)
    told = desk.find("prompts-told", dialog)
    file = tmp_path / "other.json"
    for content in (b"[1, 2]", b"\xff\xfe", b""):
        file.write_bytes(content)
        dialog.tell("")
        desk.library._exchange.load_from(str(file))
        desk.wait(told.isVisible)
        assert told.text() == "В файле нет промптов этой программы. Ничего не изменилось."
    dialog.tell("")
    desk.library._exchange.load_from(str(tmp_path / "nowhere.json"))
    desk.wait(told.isVisible)
    assert told.text()
    assert desk.hub.settings.saved_prompts == ()


def test_a_file_that_cannot_be_written_is_told(desk, tmp_path):
    dialog = opened(desk)
    desk.library._exchange.save_to(str(tmp_path / "no" / "such" / "folder.json"))
    desk.wait(desk.find("prompts-told", dialog).isVisible)


def test_everything_has_a_name_and_fits_a_small_window(desk):
    dialog = opened(desk)
    parts = (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QComboBox))
    for part in parts:
        assert part.accessibleName() or not (part.objectName() and part.isVisible()), part.objectName()
    inner = ("prompts-list", "prompt-text", "versions-list", "versions-difference", "trial-source")
    assert all(desk.find(name, dialog).accessibleName() for name in inner)
    assert all(line.accessibleName() for line in dialog.findChildren(QLineEdit) if line.isVisible())
    assert dialog.width() <= 900
    assert dialog.height() <= 600
    assert dialog.minimumSizeHint().width() <= 900
