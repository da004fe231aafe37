"""Correcting what is selected: that alone is sent, all else stays to the letter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from yagpt_desktop.domain.text_task import ActionTask, Finding
from yagpt_desktop.simulator import Reply
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.fix.fix_page import FixView
from yagpt_desktop.ui.transcript.places import utf16_length, utf16_offset

FIRST, SECOND, THIRD = "Первый  абзатс - с ашипкой. 👍", "Второй абзатс с ашипкой.", 'Третий "абзатс".'
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
MENDED = "Второй абзац с ошибкой."


def select(bench, words):
    """Put the text into the page and select words of it."""
    bench.page.source.put_text(TEXT)
    bench.page.show_view(FixView.SOURCE)
    cursor = bench.page.source.textCursor()
    start = utf16_offset(TEXT, TEXT.index(words))
    cursor.setPosition(start)
    cursor.setPosition(start + utf16_length(words), cursor.MoveMode.KeepAnchor)
    bench.page.source.setTextCursor(cursor)


def mend(bench, words, *answers):
    """Have a part corrected by the key."""
    select(bench, words)
    bench.service.add_replies(*[Reply.of_text(*answer) for answer in answers or ([MENDED],)])
    bench.press(Qt.Key.Key_F7)
    bench.ended()


def sent(bench):
    """Return what the model was asked to correct: behind the last mark of a frame."""
    return bench.service.seen[-1].message.messages[-1].text


def test_only_the_selected_part_is_corrected_and_the_result_is_whole(bench):
    mend(bench, SECOND)
    assert bench.asked() == 1
    assert THIRD not in sent(bench)
    assert bench.review.result == TEXT.replace(SECOND, MENDED)
    assert [change.before for change in bench.review.review.changes] == ["абзатс", "ашипкой"]
    assert bench.find("fix-copy").property("look") == "primary"
    run = bench.kept()
    assert run.source == TEXT
    assert [Finding.NOT_ASKED in chunk.findings for chunk in run.chunks] == [True, False, True]


def test_the_words_at_the_borders_are_taken_whole(bench):
    mend(bench, "рой абзатс с ашип", ["Второй абзац с ошибкой"])
    assert bench.review.result == TEXT.replace(SECOND, MENDED)


def test_typography_leaves_what_was_not_selected_alone(bench):
    bench.put_texts(typography=("quotes", "dashes", "blanks"))
    mend(bench, FIRST, ["Первый  абзац - с ошибкой. 👍"])
    assert bench.review.result.startswith("Первый абзац — с ошибкой. 👍\n\nВторой")
    assert bench.review.result.endswith(THIRD), "its quotation marks are as they were"


def test_a_run_on_a_part_comes_back_from_the_history(bench):
    mend(bench, SECOND)
    run = bench.kept()
    bench.fixed_text("Другой текст.", "Другой текст.")
    asked = bench.asked()
    bench.fix.show_run(run)
    bench.ended()
    assert bench.review.result == TEXT.replace(SECOND, MENDED)
    assert bench.asked() == asked


def test_a_part_that_could_not_be_corrected_is_not_said_to_be_right(bench):
    mend(bench, SECOND, ["", " "])
    assert bench.status() == "Не проверено"
    assert bench.review.result == TEXT
    bench.service.add_replies(Reply.of_text(MENDED))
    bench.find("fix-notice-action").click()
    bench.wait(lambda: bench.review.result == TEXT.replace(SECOND, MENDED))


def test_a_part_without_mistakes_is_said_to_have_none(bench):
    mend(bench, THIRD, [THIRD])
    assert bench.status() == "Ошибок не найдено"
    assert not bench.find("fix-notice").isVisible()


def test_a_stopped_part_goes_on_as_a_part(bench, hanging):
    select(bench, SECOND)
    bench.service.add_replies(hanging("Второй абзац с ошиб"))
    bench.press(Qt.Key.Key_F7)
    bench.wait(lambda: bench.asked() == 1 and bench.review.review.changes)
    assert not bench.find("fix-pause").isVisible(), "one request is no long text"
    assert bench.status() == "Проверяю…"
    bench.find("fix-run").click()
    bench.ended()
    bench.service.add_replies(Reply.of_text(MENDED))
    bench.find("fix-pause").click()
    bench.ended()
    assert bench.review.result == TEXT.replace(SECOND, MENDED)
    assert bench.asked() == 2


def test_without_a_selection_the_key_corrects_the_whole_text(bench):
    bench.page.source.put_text(bench.sample)
    bench.press(Qt.Key.Key_F7)
    bench.ended()
    assert bench.review.result == bench.fixed
    asked = bench.asked()
    bench.press(Qt.Key.Key_F7)
    assert not bench.desk.running
    assert bench.asked() == asked, "among the changes the key means nothing"


def test_the_page_says_how_much_is_selected_as_long_as_it_is_seen(bench):
    select(bench, SECOND)
    count = bench.find("fix-card-count")
    bench.wait(lambda: count.text() == f"Выделено: 24 знака из {len(TEXT)}")
    bench.page.show_view(FixView.RESULT)
    assert "Выделено" not in count.text()
    bench.page.show_view(FixView.SOURCE)
    assert "Выделено" in count.text()
    cursor = bench.page.source.textCursor()
    cursor.clearSelection()
    bench.page.source.setTextCursor(cursor)
    assert "Выделено" not in count.text()


def test_both_menus_offer_it_where_something_is_selected(bench):
    source = bench.page.source
    for words, enabled in ((" ", False), (SECOND, True)):
        select(bench, words)
        source.customContextMenuRequested.emit(QPoint(5, 5))
        (menu,) = (one for one in bench.page.findChildren(QMenu, "fix-source-menu") if one.isVisible())
        action = menu.actions()[0]
        assert action.text() == "Исправить выделенное\tF7"
        assert action.isEnabled() is enabled
        assert len(menu.actions()) > 5, "what every text offers is there too"
        menu.close()
        QApplication.processEvents()
    bench.service.add_replies(Reply.of_text(MENDED))
    bench.choose(bench.page_menu, "fix-selected")
    bench.ended()
    assert bench.review.result == TEXT.replace(SECOND, MENDED)


def test_an_action_on_a_part_shows_its_changes_in_the_whole_text(bench):
    bench.service.add_replies(Reply.of_text("Абзац второй."))
    start = TEXT.index(SECOND)
    part = Span(start, start + len(SECOND))
    assert bench.fix.do(ActionTask("Иначе", "Скажи иначе."), TEXT, part)
    bench.ended()
    assert bench.page.source.toPlainText() == TEXT
    assert bench.review.result == TEXT.replace(SECOND, "Абзац второй.")
