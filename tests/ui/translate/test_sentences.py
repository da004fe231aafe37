"""A translation sentence by sentence: marked on both sides, edited, asked for anew."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.simulator import Reply
from yagpt_desktop.ui.translate.variants_dialog import VariantsDialog

TEXT = "The cat sleeps. The dog barks loudly in the yard.\n\nNobody came to the party 😀. The end is near."
RUSSIAN = "Кошка спит. Собака громко лает во дворе.\n\nНикто не пришёл на вечеринку 😀. Конец близок."


@pytest.fixture
def paired(shop):
    """A text of four sentences and its translation."""
    shop.translated(TEXT, RUSSIAN)
    assert shop.page.pair_card.model.rowCount() == 4
    return shop


def marked(edit):
    start, end = edit.mark
    return edit.toPlainText().encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def open_sentences(shop, row):
    shop.find("translate-pairs").click()
    table = shop.page.pair_card.table
    table.go_to(row)
    return table


def edit_row(shop, table, text):
    shop.press(Qt.Key.Key_Return, table)
    editor = shop.find("sentence-edit")
    editor.setPlainText(text)
    shop.press(Qt.Key.Key_Return, editor)
    shop.settled()


def test_the_sentence_of_the_caret_is_marked_on_both_sides(paired):
    paired.go_to(paired.page.source, "dog")
    assert marked(paired.page.source) == "The dog barks loudly in the yard."
    assert marked(paired.page.result) == "Собака громко лает во дворе."
    paired.go_to(paired.page.result, "Конец")
    assert marked(paired.page.source) == "The end is near."
    assert marked(paired.page.result) == "Конец близок."


def test_a_mark_is_painted_and_goes_when_the_text_changes(paired):
    paired.go_to(paired.page.source, "dog")
    with_mark = paired.page.result.grab().toImage()
    paired.translate.pairs.forget()
    assert paired.page.result.mark == (0, 0)
    assert paired.page.result.grab().toImage() != with_mark


def test_the_list_has_a_row_for_each_pair_and_begins_where_the_caret_was(paired):
    paired.go_to(paired.page.result, "лает")
    paired.find("translate-pairs").click()
    card = paired.page.pair_card
    assert card.isVisible()
    assert card.table.row == 1
    assert card.model.rows[1].target == "Собака громко лает во дворе."
    index = card.model.index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Собака громко лает во дворе."
    paired.find("translate-pairs-close").click()
    assert not card.isVisible()


def test_an_edited_sentence_changes_the_text_and_nothing_else_of_it(paired):
    table = open_sentences(paired, 2)
    edit_row(paired, table, "На праздник никто не явился.")
    assert paired.result == RUSSIAN.replace(
        "Никто не пришёл на вечеринку 😀.", "На праздник никто не явился."
    )
    assert paired.kept_runs()[0].result == paired.result
    paired.page.result.undo()
    assert paired.result == RUSSIAN


def test_escape_leaves_a_sentence_as_it_was(paired):
    table = open_sentences(paired, 0)
    paired.press(Qt.Key.Key_F2, table)
    editor = paired.find("sentence-edit")
    editor.setPlainText("Другое")
    paired.press(Qt.Key.Key_Escape, editor)
    assert paired.result == RUSSIAN


def test_ctrl_c_copies_the_sentence_and_the_button_all_of_it(paired):
    table = open_sentences(paired, 3)
    paired.press(Qt.Key.Key_C, table, ctrl=True)
    assert QGuiApplication.clipboard().text() == "Конец близок."
    paired.find("translate-pair-copy").click()
    assert QGuiApplication.clipboard().text() == RUSSIAN


def test_one_sentence_is_translated_anew_with_its_neighbours_and_the_price_is_told(paired):
    open_sentences(paired, 1)
    paired.service.add_replies(Reply.of_text("Во дворе", "Во дворе заливается пёс."))
    paired.find("translate-pair-again").click()
    assert paired.find("translate-pair-again").text() == "Остановить"
    paired.ended()
    assert paired.result == RUSSIAN.replace("Собака громко лает во дворе.", "Во дворе заливается пёс.")
    assert "₽" in paired.text_of("translate-pair-status")


def test_a_new_translation_can_be_stopped_and_changes_nothing(paired, unending):
    open_sentences(paired, 1)
    paired.service.add_replies(unending("Во дворе"))
    paired.find("translate-pair-again").click()
    paired.wait(lambda: paired.requests() == 2)
    paired.find("translate-pair-again").click()
    assert not paired.sentences.running
    assert paired.result == RUSSIAN
    assert (
        paired.page.pair_card.model.flags(paired.page.pair_card.model.index(0, 1))
        & Qt.ItemFlag.ItemIsEditable
    )


def test_an_answer_that_is_no_translation_is_said_and_changes_nothing(paired):
    open_sentences(paired, 1)
    paired.service.add_replies(Reply.of_text(" "))
    paired.find("translate-pair-again").click()
    paired.ended()
    assert paired.page.notice.isVisible()
    assert paired.result == RUSSIAN


def test_other_variants_are_offered_for_the_sentence_of_the_caret(paired):
    paired.go_to(paired.page.result, "Конец")
    variants = ["Близится конец.", "Скоро конец.", "Конец близок."]
    paired.service.add_replies(Reply.of_text(json.dumps({"variants": variants}, ensure_ascii=False)))
    paired.find("translate-variants").click()
    paired.wait(lambda: isinstance(QApplication.activeModalWidget(), VariantsDialog))
    dialog = QApplication.activeModalWidget()
    offered = [dialog._list.item(row).text() for row in range(dialog._list.count())]
    assert offered == variants[:2], "what stands there already is no variant"
    dialog._list.setCurrentRow(1)
    paired.press(Qt.Key.Key_Return, dialog._list)
    paired.settled()
    assert paired.result == RUSSIAN.replace("Конец близок.", "Скоро конец.")


def test_no_variants_are_said_to_be_none(paired):
    paired.go_to(paired.page.result, "Конец")
    paired.service.add_replies(Reply.of_text("{}"))
    paired.find("translate-variants").click()
    paired.ended()
    assert "нет" in paired.page.notice.text


def test_while_a_text_streams_its_sentences_are_paired_as_far_as_they_have_come(shop, unending):
    shop.service.add_replies(unending("Кошка спит. Собака громко лает во дворе.\n\nНикто"))
    shop.translate.take_text(TEXT, run=True)
    rows = shop.page.pair_card.model
    shop.wait(lambda: rows.rowCount() >= 2)
    assert rows.rows[1].target == "Собака громко лает во дворе."
    shop.page.stop_requested.emit()
    shop.ended()


def test_the_back_translation_marks_where_numbers_and_negations_differ(shop):
    text = "I have 12 apples. She did not come. All is well."
    shop.translated(text, "У меня 13 яблок. Она пришла. Всё хорошо.")
    back = "I have 13 apples. She came. All is well."
    shop.service.add_replies(Reply.of_text(back))
    with shop.qtbot.waitSignal(shop.back.checked, timeout=30_000):
        shop.choose("translate-check")
    rows = shop.back.dialog.model.rows
    assert [bool(row.doubt) for row in rows] == [True, True, False]
    assert "12" in rows[0].doubt
    assert shop.back.dialog.table.row == 0, "the first doubtful place is chosen"
    assert "2 места" in shop.back.dialog._told.text()
    shop.back.dialog._next.click()
    assert shop.back.dialog.table.row == 1
    assert len(shop.kept_runs()) == 1, "a check is no text of the person's"
    shop.back.dialog.table.row_opened.emit(1)
    assert marked(shop.page.result) == "Она пришла." or shop.page.result.textCursor().position() == 17
    shop.back.dialog.close()


def test_closing_the_check_stops_it(shop, unending):
    shop.translated(shop.hamlet, shop.hamlet_ru)
    shop.service.add_replies(unending("To be"))
    shop.choose("translate-check")
    shop.wait(lambda: shop.requests() == 2)
    shop.back.dialog.close()
    shop.wait(lambda: not shop.back._desk.running)


def test_foreign_text_is_shown_as_it_is(shop):
    shop.translate.use_glossary((GlossaryRow("1", "<b>bold</b>", "&жирный"),))
    shop.translated("<b>bold</b> & <img src=x>.", "<i>нет</i> & <img src=x>.")
    assert shop.page.pair_card.model.rows[0].target == "<i>нет</i> & <img src=x>."
    shop.find("translate-pairs").click()
    assert shop.page.pair_card.isVisible()
