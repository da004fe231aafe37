"""Decisions in the page: by key, by button, for many at once; each can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.domain.settings import Theme
from yagpt_desktop.simulator import Reply
from yagpt_desktop.text.typography import TypographyRule
from yagpt_desktop.ui.fix.fix_page import FixView

UNDO, REDO = (Qt.Key.Key_Z, False), (Qt.Key.Key_Z, True)
LAYOUTS = {
    "latin": (Qt.Key.Key_Z, 0),
    "russian by letter": (Qt.Key(0x42F), 0),
    "russian by place": (Qt.Key(0x42F), 52),
}


def test_f8_goes_from_change_to_change_round_the_end(bench):
    bench.fixed_text()
    assert bench.review.current == 0
    for wanted in (1, 2, 3, 4, 0):
        bench.press(Qt.Key.Key_F8)
        assert bench.review.current == wanted
    bench.press(Qt.Key.Key_F8, shift=True)
    assert bench.review.current == 4
    assert bench.page.changes.current == 4


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_decision_is_made_undone_and_done_again_by_keys(bench, layout):
    key, scan_code = LAYOUTS[layout]
    bench.fixed_text()
    bench.press(Qt.Key.Key_Return, ctrl=True)
    bench.press(Qt.Key.Key_Backspace, ctrl=True)
    assert bench.decided()[:3] == ["accepted", "left", None]
    assert bench.review.current == 2
    bench.press(key, ctrl=True, scan_code=scan_code)
    assert bench.decided()[:3] == ["accepted", None, None]
    assert bench.review.current == 1, "it goes where the step was made"
    bench.press(key, ctrl=True, scan_code=scan_code)
    assert bench.decided()[0] is None
    bench.press(key, ctrl=True, shift=True, scan_code=scan_code)
    bench.press(key, ctrl=True, shift=True, scan_code=scan_code)
    assert bench.decided()[:3] == ["accepted", "left", None]
    assert bench.review.result == "Ошибки саме себя не исправят"


def test_the_list_takes_enter_and_delete_too(bench):
    bench.fixed_text()
    changes = bench.page.changes
    bench.press(Qt.Key.Key_Return, on=changes)
    bench.press(Qt.Key.Key_Delete, on=changes)
    bench.press(Qt.Key.Key_Return, ctrl=True, on=changes)
    bench.press(Qt.Key.Key_Z, ctrl=True, on=changes)
    assert bench.decided()[:3] == ["accepted", "left", None]


def test_all_of_it_is_accepted_and_copied_by_one_chord(bench):
    bench.fixed_text()
    bench.press(Qt.Key.Key_Return, ctrl=True, shift=True)
    assert set(bench.decided()) == {"accepted"}
    assert QGuiApplication.clipboard().text() == bench.fixed
    assert not bench.find("fix-accept-all").isEnabled()


def test_the_buttons_of_a_card_and_of_the_page(bench):
    bench.fixed_text()
    bench.find("fix-accept").click()
    bench.find("fix-reject").click()
    assert bench.decided()[:2] == ["accepted", "left"]
    assert bench.find("fix-accept-all").text() == "Принять всё (3)"
    bench.find("fix-reject-all").click()
    assert bench.decided() == ["accepted", "left", "left", "left", "left"]
    assert bench.review.result == "Ошибки саме сибя ни исрпвят"


def test_one_kind_is_filtered_and_accepted_alone(bench):
    bench.fixed_text("я знал что ашипка тут", "Я знал, что ошибка тут")
    kinds = bench.find("fix-kinds")
    assert next(kinds.itemText(at) for at in range(kinds.count())) == "Все правки (3)"
    kinds.setCurrentIndex(kinds.findData(ChangeKind.SPELLING.value))
    kinds.activated.emit(kinds.currentIndex())
    assert bench.page.changes.model().rowCount() == 1
    bench.find("fix-accept-all").click()
    assert bench.decided() == [None, None, "accepted"]
    bench.page.marked.change_chosen.emit(0)
    assert bench.page.changes.model().rowCount() == 3, "what was pressed in the text is in view"
    assert kinds.currentIndex() == 0
    bench.choose(bench.change_menu, "fix-accept-kind")
    assert bench.decided() == ["accepted", None, "accepted"]
    bench.choose(bench.change_menu, "fix-take-back")
    assert bench.decided() == [None, None, "accepted"]


def test_a_word_that_is_never_changed_is_left_everywhere_and_told(bench):
    told = []
    bench.review.word_kept.connect(told.append)
    bench.fixed_text("Ашипки и ашипки", "Ошибки и ошибки")
    bench.choose(bench.change_menu, "fix-keep-word")
    assert told == ["ашипки"]
    assert bench.decided() == ["left", "left"]
    assert bench.review.result == "Ашипки и ашипки"
    bench.fixed_text("Ашипки снова", "Ошибки снова")
    assert bench.decided() == ["left"], "of the next text too"


def test_what_is_typed_into_the_result_is_a_change_of_its_own(bench, type_text):
    bench.fixed_text()
    bench.page.show_view(FixView.RESULT)
    result = bench.page.result
    assert not result.isReadOnly()
    result.moveCursor(result.textCursor().MoveOperation.End)
    type_text(result, " ведь")
    assert bench.review.result == f"{bench.fixed} ведь", "also before it is taken in"
    bench.settled()
    assert bench.review.review.own[0].after.endswith("ведь")
    assert bench.page.changes.model().rowCount() in {5, 6}
    bench.press(Qt.Key.Key_Z, ctrl=True)
    bench.settled()
    assert bench.review.result == bench.fixed
    assert result.toPlainText() == bench.fixed
    bench.press(Qt.Key.Key_Z, ctrl=True, shift=True)
    assert bench.review.result == f"{bench.fixed} ведь"


def test_a_decision_right_after_typing_comes_after_it(bench, type_text):
    bench.fixed_text()
    bench.page.show_view(FixView.RESULT)
    result = bench.page.result
    result.moveCursor(result.textCursor().MoveOperation.End)
    type_text(result, " и тут")
    bench.press(Qt.Key.Key_F8)
    bench.press(Qt.Key.Key_F8, shift=True)
    bench.review.leave()
    bench.settled()
    assert bench.review.result == "Ашипки сами себя не исправят и тут"
    assert result.toPlainText() == bench.review.result


def test_hard_spaces_of_the_result_survive_an_edit(bench, type_text):
    bench.fixed_text("см. рис. 5", "см. рис.\u00a05")
    bench.page.show_view(FixView.RESULT)
    bench.page.result.moveCursor(bench.page.result.textCursor().MoveOperation.End)
    type_text(bench.page.result, "а")
    bench.settled()
    assert bench.review.result == "см. рис.\u00a05а"
    bench.page.result.selectAll()
    assert bench.page.result.createMimeDataFromSelection().text() == "см. рис.\u00a05а"


def test_typography_is_switched_after_the_answer_without_a_request(bench):
    bench.put_texts(typography=())
    bench.fixed_text('Он сказал: "да"', 'Он сказал: "да"')
    assert bench.status() == "Ошибок не найдено"
    asked = bench.asked()
    bench.choose(bench.page_menu, f"typography-{TypographyRule.QUOTES.value}")
    bench.wait(lambda: bench.review.review.changes)
    assert bench.review.result == "Он сказал: «да»"
    bench.press(Qt.Key.Key_Backspace, ctrl=True)
    assert bench.review.result.count("«") + bench.review.result.count("»") < 2
    bench.choose(bench.page_menu, f"typography-{TypographyRule.QUOTES.value}")
    bench.wait(lambda: not bench.review.review.changes)
    assert bench.asked() == asked


def test_the_letter_yo_is_put_as_rejectable_changes(bench):
    bench.fixed_text("Все ещё ёлки", "Все ещё ёлки")
    bench.choose(bench.page_menu, "yo-never")
    bench.wait(lambda: len(bench.review.review.changes) == 2)
    assert bench.review.result == "Все еще елки"
    bench.find("fix-reject-all").click()
    assert bench.review.result == "Все ещё ёлки"


def test_the_views_show_the_source_the_changes_and_the_result(bench):
    bench.fixed_text()
    for view, text in (
        (FixView.SOURCE, bench.page.source),
        (FixView.CHANGES, bench.page.marked),
        (FixView.RESULT, bench.page.result),
    ):
        bench.find(f"fix-view-{view.value}").click()
        assert bench.page._card.shown is text
        assert text.isVisible()
    assert bench.page.result.toPlainText() == bench.fixed


def test_f8_in_the_source_leads_to_the_changes(bench):
    bench.fixed_text()
    bench.page.show_view(FixView.SOURCE)
    bench.page.source.setFocus()
    bench.press(Qt.Key.Key_F8)
    assert bench.page.view is FixView.CHANGES
    assert bench.page.marked.hasFocus()


def test_the_caret_chooses_the_change_it_comes_to_and_stays_where_it_is(bench):
    bench.fixed_text()
    marked = bench.page.marked
    marked.setFocus()
    for _ in range(len("Ашипки Ошибки са")):
        QTest.keyClick(marked, Qt.Key.Key_Right)
    assert bench.review.current == 1
    assert marked.textCursor().position() == len("Ашипки Ошибки са")


def test_the_chosen_change_has_a_ring_in_both_themes(bench, theming):
    bench.fixed_text()
    for theme in (Theme.LIGHT, Theme.DARK):
        theming.apply(theme, 100)
        QApplication.processEvents()
        (area,) = bench.page.marked.ring_areas()
        picture = bench.page.marked.viewport().grab().toImage()
        colours = {picture.pixelColor(x, round(area.top() + 1)).name() for x in range(*_span(area))}
        bench.press(Qt.Key.Key_F8)
        QApplication.processEvents()
        other = bench.page.marked.viewport().grab().toImage()
        assert colours != {other.pixelColor(x, round(area.top() + 1)).name() for x in range(*_span(area))}
        bench.press(Qt.Key.Key_F8, shift=True)


def _span(area) -> tuple[int, int]:
    return round(area.left() + 3), round(area.right() - 3)


def test_a_screen_reader_hears_each_change_with_its_place_and_its_state(bench):
    bench.fixed_text()
    bench.press(Qt.Key.Key_Backspace, ctrl=True)
    tree = QAccessible.queryAccessibleInterface(bench.page.changes)
    rows = [tree.child(at).text(QAccessible.Text.Name) for at in range(tree.childCount())][:5]
    assert rows[0].startswith("Замена 1 из 5: «Ашипки» на «Ошибки». Орфография")
    assert rows[0].endswith("Оставлено.") or "ставлено" in rows[0]
    assert rows[4].startswith("Замена 5 из 5")


def test_a_long_reason_is_shown_and_told_whole(bench):
    bench.fixed_text()
    reason = (
        "Безударная гласная в корне проверяется ударением, и потому здесь пишется буква «о», а не «а». " * 2
    )
    change = bench.review.review.changes[0]
    before = bench.page.changes.visualRect(bench.page.changes.model().index(0, 0)).height()
    bench.review.tell({(change.before, change.after, change.kind): reason})
    QApplication.processEvents()
    index = bench.page.changes.model().index(0, 0)
    assert reason in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert reason in str(index.data())
    assert bench.page.changes.visualRect(index).height() > before


def test_thousands_of_changes_keep_the_chosen_one_in_view(bench):
    source = " ".join(f"номир{at}." for at in range(150))
    bench.fixed_text(source, source.replace("номир", "номер"))
    assert len(bench.review.review.changes) == 150
    changes = bench.page.changes
    bench.press(Qt.Key.Key_F8, shift=True)
    QApplication.processEvents()
    assert bench.review.current == 149
    assert changes.viewport().rect().contains(changes.visualRect(changes.currentIndex()))
    assert changes.viewport().rect().contains(changes.buttons.geometry())
    bench.press(Qt.Key.Key_Return, ctrl=True)
    QApplication.processEvents()
    assert bench.review.current == 0
    assert changes.viewport().rect().contains(changes.visualRect(changes.currentIndex()))
    bench.wait(lambda: changes.model().index(149, 0).data() is not None)
    assert "150 из 150" in changes.model().index(149, 0).data()


def test_undoing_an_edit_by_hand_never_loses_the_chosen_change(bench, type_text):
    bench.fixed_text("раз два три", "раз два три")
    bench.page.show_view(FixView.RESULT)
    type_text(bench.page.result, "ноль ")
    bench.settled()
    assert bench.review.current == 0
    bench.review.undo()
    bench.settled()
    assert bench.review.current == -1
    bench.review.accept()
    bench.press(Qt.Key.Key_F8)


def test_a_partial_that_revises_its_words_keeps_the_decisions(bench):
    replies = Reply.of_text("Ошибки сам", "Ошибки сами себя", bench.fixed)
    bench.service.add_replies(replies)
    bench.fix.take_text(bench.sample, run=True)
    bench.wait(lambda: bench.review.review.changes)
    bench.review.leave()
    bench.ended()
    assert bench.decided()[0] == "left"


def test_a_key_release_alone_does_nothing(bench):
    bench.fixed_text()
    event = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(bench.page.marked, event)
    assert bench.review.current == 0


def test_what_is_switched_on_is_marked_in_the_menu(bench):
    bench.choose(bench.page_menu, "yo-always")
    bench.page_menu.show()
    actions = {one.objectName(): one for one in bench.page_menu._menu.findChildren(QAction)}
    bench.page_menu._menu.hide()
    marked = {
        name for name, action in actions.items() if name.startswith("yo-") and not action.icon().isNull()
    }
    assert marked == {"yo-always"}
    assert actions["yo-always"].isChecked()
