"""Translating on the page: from the text to the clipboard, with a real service behind it."""

from __future__ import annotations

from dataclasses import replace

import grpc
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.text_task import ChunkState, GlossaryRow, Tone
from yagpt_desktop.simulator import Reply
from yagpt_desktop.simulator.fault import Refusal
from yagpt_desktop.simulator.plan import Fail

HEAD = "translate-status"


def test_the_official_sample_is_translated_as_it_arrives_and_copied(shop):
    seen = []
    shop.desk.progressed.connect(lambda progress: seen.append(progress.run.chunks[0].text))
    result = shop.translated(shop.hamlet, "Быть", "Быть или не быть", "Быть или не быть — вот в чём вопрос.")
    assert result == shop.hamlet_ru
    assert all(shop.hamlet_ru.startswith(part) for part in seen)
    assert shop.text_of(HEAD).startswith("gRPC · ")
    assert "с" in shop.text_of(HEAD)
    shop.find("translate-copy").click()
    assert QGuiApplication.clipboard().text() == shop.hamlet_ru


def test_the_language_is_found_out_and_the_way_follows_from_it(shop):
    shop.translated("Быть или не быть — вот в чём вопрос.")
    task = shop.kept_runs()[0].task
    assert (task.source_language, task.target_language) == ("ru", "en")
    assert "русский" in shop.text_of("translate-from")
    shop.translated(shop.hamlet)
    task = shop.kept_runs()[0].task
    assert (task.source_language, task.target_language) == ("en", "ru")


def test_ctrl_enter_translates_and_escape_stops(shop, unending):
    shop.service.add_replies(unending("Быть", "Быть или"))
    shop.page.source.put_text(shop.hamlet)
    shop.press(Qt.Key.Key_Return, shop.page.source, ctrl=True)
    shop.wait(lambda: shop.result == "Быть или")
    assert shop.text_of("translate-run") == "Остановить"
    shop.press(Qt.Key.Key_Escape, shop.page.source)
    shop.ended()
    assert shop.result == "Быть или"
    assert shop.text_of(HEAD) == "Остановлено"
    assert not shop.page.result.isReadOnly()


def test_swap_makes_the_translation_the_text(shop):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    shop.find("translate-swap").click()
    assert shop.page.source.toPlainText() == shop.hamlet_ru
    assert shop.result == shop.hamlet
    assert shop.text_of("translate-to") == "Английский"
    shop.find("translate-swap").click()
    assert shop.page.source.toPlainText() == shop.hamlet


@pytest.mark.parametrize(
    ("key", "scan_code", "text"),
    [(Qt.Key.Key_R, 27, "\x12"), (ord("К"), 27, "\x12"), (ord("К"), 0, "к")],
)
def test_a_key_swaps_the_languages_in_every_layout(shop, key, scan_code, text):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    parts = [shop.page.source, shop.page.result, shop.find("translate-swap"), shop.page.pair_card.table]
    for number, part in enumerate(parts):
        shop.page.show_pairs(shown=part is parts[-1])
        shop.press(key, part, ctrl=True, scan_code=scan_code, text=text)
        assert shop.page.source.toPlainText() == (shop.hamlet if number % 2 else shop.hamlet_ru)
    shop.press(key, shop.page.source, scan_code=scan_code)
    assert shop.page.source.toPlainText() == shop.hamlet


def test_while_it_translates_the_key_swaps_nothing(shop, unending):
    shop.service.add_replies(unending("Быть"))
    shop.page.source.put_text(shop.hamlet)
    shop.translate.run()
    shop.wait(lambda: shop.result == "Быть")
    shop.press(Qt.Key.Key_R, shop.page.source, ctrl=True)
    assert shop.page.source.toPlainText() == shop.hamlet
    shop.desk.stop()
    shop.ended()


def test_the_button_that_swaps_names_its_key(shop):
    swap = shop.find("translate-swap")
    assert swap.accessibleName() == "Поменять языки местами"
    assert "Поменять языки местами (Ctrl+R)" in swap.toolTip()


def test_a_row_of_the_glossary_is_obeyed(shop):
    shop.translate.use_glossary((GlossaryRow("1", "question", "загвоздка"),))
    assert shop.text_of("translate-glossary") == "Глоссарий (1)"
    assert "загвоздка" in shop.translated(shop.hamlet)
    assert not shop.page.notice.isVisible()


def test_a_term_that_was_missed_is_named_and_asked_for_again(shop):
    shop.translate.use_glossary((GlossaryRow("1", "question", "загвоздка"),))
    shop.translated(shop.hamlet, shop.hamlet_ru)
    shop.wait(lambda: "question → загвоздка" in shop.page.notice.text)
    assert "глоссари" in shop.page.notice.text.lower()
    shop.find("translate-notice-action").click()
    shop.ended()
    assert "загвоздка" in shop.result
    assert not shop.page.notice.isVisible()
    assert shop.requests() == 2


def test_an_edit_is_kept_and_can_be_had_back_after_a_new_answer(shop):
    shop.translate.use_glossary((GlossaryRow("1", "question", "загвоздка"),))
    shop.translated(shop.hamlet, shop.hamlet_ru)
    shop.page.result.put_text("Быть иль не быть?")
    assert shop.kept_runs()[0].edited == "Быть иль не быть?"
    shop.wait(shop.page.notice.isVisible)
    shop.find("translate-notice-action").click()
    shop.ended()
    assert shop.kept_runs()[0].edited is None
    assert "загвоздка" in shop.result
    shop.find("translate-toast-action").click()
    assert shop.result == "Быть иль не быть?"
    assert shop.kept_runs()[0].edited == "Быть иль не быть?"


def test_undo_takes_back_the_persons_edits_and_never_the_answer(shop):
    shop.translated(shop.hamlet, "Быть", shop.hamlet_ru)
    shop.page.result.put_text("Другое.")
    for _ in range(3):
        shop.page.result.undo()
    assert shop.result == shop.hamlet_ru


def test_private_work_is_said_to_be_private_and_not_kept(shop):
    shop.choose("translate-private")
    assert shop.find("translate-private-note").isVisible()
    shop.translated(shop.hamlet)
    assert not shop.kept_runs()
    assert shop.private.runs()
    shop.choose("translate-private")
    assert not shop.find("translate-private-note").isVisible()


def test_an_edit_of_a_kept_translation_is_kept_though_the_last_one_was_private(shop):
    shop.translated(shop.hamlet)
    (kept,) = shop.kept_runs()
    shop.choose("translate-private")
    shop.translated("Secret.", "Тайна.")
    shop.translate.show_run(kept)
    shop.settled()
    shop.page.result.put_text("Быть иль не быть?")
    assert [run.edited for run in shop.kept_runs()] == ["Быть иль не быть?"]
    assert [run.edited for run in shop.private.runs()] == [None]


def test_an_error_holds_the_run_and_it_goes_on_when_it_is_mended(shop):
    refusal = Refusal(grpc.StatusCode.UNAUTHENTICATED, "The token is invalid")
    shop.service.add_replies(Reply((Fail(refusal),)))
    shop.page.source.put_text(shop.hamlet)
    shop.translate.run()
    shop.wait(shop.page.errors.isVisible)
    assert shop.page.source.toPlainText() == shop.hamlet
    assert shop.desk.running
    shop.find("translate-notice-action").click()
    shop.ended()
    assert shop.result == shop.hamlet_ru
    assert not shop.page.errors.isVisible()
    assert not shop.page.notice.isVisible()


def test_a_quota_is_waited_for_and_says_so(shop):
    refusal = Refusal(grpc.StatusCode.RESOURCE_EXHAUSTED, "limit was exceeded", retry_after_s=3600)
    shop.service.add_replies(Reply((Fail(refusal),)))
    shop.page.source.put_text(shop.hamlet)
    shop.translate.run()
    shop.wait(lambda: "продолж" in shop.text_of(HEAD).lower())
    shop.find("translate-run").click()
    shop.ended()
    assert shop.text_of(HEAD) == "Остановлено"


def test_an_earlier_translation_comes_back_with_its_languages_and_its_edit(shop):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    run = replace(shop.kept_runs()[0], edited="Иначе.")
    shop.translated("Привет.", "Hello.")
    shop.translate.show_run(run)
    shop.settled()
    assert shop.page.source.toPlainText() == shop.hamlet
    assert shop.result == "Иначе."
    assert shop.text_of("translate-to") == "Русский"
    assert "Определить" in shop.text_of("translate-from"), "what would be found anyway is not fixed"


def test_a_run_that_was_interrupted_goes_on(shop, unending):
    shop.service.add_replies(unending("Быть"))
    shop.page.source.put_text(shop.hamlet)
    shop.translate.run()
    shop.wait(lambda: shop.result == "Быть")
    shop.page.stop_requested.emit()
    shop.ended()
    run = shop.store.unfinished()[0]
    shop.translated("Привет.", "Hello.")
    shop.translate.show_run(run)
    shop.ended()
    assert shop.result == shop.hamlet_ru
    assert shop.translate.run_in_view().chunks[0].state is ChunkState.DONE


def test_tone_and_favourites_are_settings(shop):
    shop.page.tone_chosen.emit(Tone.POLITE)
    assert shop.hub.settings.texts.tone is Tone.POLITE
    assert "на «вы»" in shop.text_of("translate-tone") or "вы" in shop.text_of("translate-tone")
    shop.page.target_chip.favourite_toggled.emit("de")
    assert "de" in shop.hub.settings.texts.favourite_languages
    shop.page.target_chip.favourite_toggled.emit("de")
    assert "de" not in shop.hub.settings.texts.favourite_languages


def test_the_same_language_is_never_on_both_sides(shop):
    shop.page.source_chip.chosen.emit("de")
    shop.page.target_chip.chosen.emit("de")
    assert shop.translate.languages.source != "de"
    shop.page.source_chip.chosen.emit("de")
    assert shop.translate.task.target_language != "de"


def test_paste_takes_the_clipboard_and_a_file_its_text(shop, tmp_path):
    QGuiApplication.clipboard().setText("Good morning!")
    shop.find("translate-paste").click()
    assert shop.page.source.toPlainText() == "Good morning!"
    file = tmp_path / "letter.txt"
    file.write_text("Good evening!", "utf-8")
    shop.page.source.files_dropped.emit([str(file)])
    shop.wait(lambda: shop.page.source.toPlainText() == "Good evening!")


def test_an_edited_source_makes_translate_the_next_step(shop):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    assert shop.find("translate-copy").property("look") == "primary"
    shop.page.source.put_text("Something else.")
    assert shop.find("translate-run").property("look") == "primary"
    assert shop.find("translate-copy").property("look") == ""


def test_the_estimate_names_characters_tokens_and_price(shop):
    shop.page.source.put_text(shop.hamlet)
    shop.wait(lambda: "токен" in shop.text_of("translate-source-card-count"))
    assert "42 знака" in shop.text_of("translate-source-card-count")
    assert "₽" in shop.text_of("translate-source-card-count")


def test_another_text_keeps_the_edit_of_the_one_before_at_once(shop):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    shop.page.result.put_text("Иначе.")
    shop.translated("Привет.", "Hello.")
    assert [run.edited for run in shop.kept_runs()] == [None, "Иначе."]


def test_while_one_text_is_translated_no_other_takes_its_place(shop, unending):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    run = shop.kept_runs()[0]
    shop.service.add_replies(unending("Hel"))
    shop.translate.take_text("Привет.", run=True)
    shop.wait(lambda: shop.result == "Hel")
    shop.translate.show_run(run)
    shop.find("translate-swap").click()
    assert shop.page.source.toPlainText() == "Привет."
    assert not shop.page.toast.isHidden()
    shop.page.stop_requested.emit()
    shop.ended()
