"""A text through the page and the real protocol: asked about, compared while it arrives, reviewed, copied."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from yagpt_desktop.domain.text_task import FixMode
from yagpt_desktop.simulator import Reply
from yagpt_desktop.simulator.plan import Wait
from yagpt_desktop.text.marked import MarkSort
from yagpt_desktop.ui.fix.fix_page import FixView


def test_the_official_sample_comes_out_with_five_changes(bench):
    bench.fixed_text()
    assert bench.review.result == bench.fixed
    assert len(bench.review.review.changes) == 5
    assert bench.page.view is FixView.CHANGES
    assert bench.page.marked.toPlainText() == "Ашипки Ошибки саме сами сибя себя ни не исрпвят исправят"
    assert bench.page.changes.model().rowCount() == 5
    assert bench.status() == "5 исправлений"


def test_pasting_and_the_button_ask_about_the_text_of_the_clipboard(bench):
    QGuiApplication.clipboard().setText(bench.sample)
    bench.find("fix-paste").click()
    assert bench.page.source.toPlainText() == bench.sample
    assert bench.page.source.hasFocus()
    bench.find("fix-run").click()
    bench.ended()
    assert bench.review.result == bench.fixed


def test_a_copied_file_is_read_when_it_is_pasted(bench, tmp_path):
    file = tmp_path / "письмо.txt"
    file.write_text(bench.sample, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(data)
    bench.find("fix-paste").click()
    bench.wait(lambda: bench.page.source.toPlainText() == bench.sample)


def test_a_dropped_file_is_read_and_one_that_is_none_is_told(bench, tmp_path):
    file = tmp_path / "текст.txt"
    file.write_text(bench.sample, encoding="utf-8")
    bench.page.source.files_dropped.emit([str(file)])
    bench.wait(lambda: bench.page.source.toPlainText() == bench.sample)
    bench.page.source.files_dropped.emit([str(tmp_path / "nowhere.txt")])
    bench.wait(bench.page.errors.isVisible)
    assert bench.page.source.toPlainText() == bench.sample


def test_while_the_answer_arrives_nothing_beyond_it_is_red(bench):
    source = "Ашипки саме сибя ни исрпвят. Вторая фраза верна. Третья фраза верна."
    fixed = "Ошибки сами себя не исправят. Вторая фраза верна. Третья фраза верна."
    texts = [fixed[:end] for end in range(6, len(fixed), 6)]
    seen = []

    def look() -> None:
        comparison = bench.review.review.comparison
        if comparison.original and not bench.review.is_final:
            seen.append((comparison, bench.review.result))

    bench.review.changed.connect(look)
    steps = []
    for text in texts:
        steps += [*Reply.of_text(text, "").steps[:1], Wait(0.12)]
    bench.service.add_replies(Reply((*steps, *Reply.of_text(fixed).steps)))
    bench.fix.take_text(source, run=True)
    bench.ended()
    assert len(seen) > 2
    for comparison, result in seen:
        assert all(change.end <= comparison.reached for change in comparison.changes)
        assert all(change.after or change.end <= comparison.reached for change in comparison.changes)
        assert result.endswith(source[comparison.reached :])
    assert bench.review.result == fixed


def test_what_is_not_reached_is_grey_and_the_result_shows_it_as_it_was(bench, hanging):
    source = "Ашипки саме сибя ни исрпвят. Вторая фраза ещё не проверена."
    bench.service.add_replies(hanging("Ошибки сами себя"))
    bench.fix.take_text(source, run=True)
    bench.wait(lambda: len(bench.review.review.changes) == 2)
    bench.wait(lambda: bench.page.marked._paragraphs)
    bench.settled()
    sorts = [mark.sort for mark in bench.page.marked._paragraphs[0].marks]
    assert sorts[-1] is MarkSort.UNREACHED
    bench.page.show_view(FixView.RESULT)
    assert bench.page.result.toPlainText() == "Ошибки сами" + source[len("Ошибки сами") :]
    assert bench.page.result.isReadOnly()
    assert not bench.find("fix-copy").isEnabled()


def test_a_stop_keeps_what_has_come_and_it_can_go_on(bench, hanging):
    source = "Ашипки саме сибя ни исрпвят. Вторая фраза ещё не проверена."
    bench.service.add_replies(hanging("Ошибки сами себя"))
    bench.fix.take_text(source, run=True)
    bench.wait(lambda: len(bench.review.review.changes) == 2)
    assert bench.find("fix-run").text() == "Остановить"
    bench.press(Qt.Key.Key_Escape)
    bench.ended()
    assert bench.status() == "Остановлено · 2 исправления"
    assert len(bench.review.review.changes) == 2
    assert bench.find("fix-copy").isEnabled()
    bench.service.add_replies(Reply.of_text("Ошибки сами себя не исправят. Вторая фраза ещё не проверена."))
    bench.find("fix-pause").click()
    assert not bench.review.is_final
    bench.ended()
    assert bench.status() == "5 исправлений"
    assert not bench.find("fix-pause").isVisible()
    assert bench.kept().is_finished


def test_a_stop_before_anything_came_is_not_called_free_of_mistakes(bench, hanging):
    bench.service.add_replies(hanging())
    bench.fix.take_text(bench.sample, run=True)
    bench.wait(lambda: bench.asked() == 1)
    bench.find("fix-run").click()
    bench.ended()
    assert bench.status() == "Остановлено"
    assert not bench.find("fix-copy").isEnabled()


def test_copying_takes_the_result_with_its_hard_spaces(bench):
    bench.fixed_text("см. рис. 5", "см. рис.\u00a05")
    bench.page.show_view(FixView.RESULT)
    bench.find("fix-copy").click()
    assert QGuiApplication.clipboard().text() == "см. рис.\u00a05"


def test_a_clean_text_is_said_to_be_clean(bench):
    bench.fixed_text("Всё верно.", "Всё верно.")
    assert bench.status() == "Ошибок не найдено"
    assert not bench.page.changes.isVisible()
    assert bench.find("fix-copy").isEnabled()


def test_another_source_or_another_mode_makes_the_result_stale(bench):
    bench.fixed_text()
    copy, run = bench.find("fix-copy"), bench.find("fix-run")
    assert (copy.property("look"), run.property("look")) == ("primary", "")
    bench.page.source.setPlainText(bench.sample + "!")
    assert (copy.property("look"), run.property("look")) == ("", "primary")
    assert copy.isEnabled()
    bench.page.source.setPlainText(bench.sample)
    assert copy.property("look") == "primary"
    bench.page.mode_chosen.emit(FixMode.STYLE)
    assert (copy.property("look"), run.property("look")) == ("", "primary")


def test_another_text_while_one_runs_stops_and_keeps_that_one(bench, hanging):
    bench.service.add_replies(hanging("Первый"))
    bench.fix.take_text("Первый текст", run=True)
    bench.wait(lambda: bench.asked() == 1)
    bench.fixed_text()
    assert bench.review.result == bench.fixed
    bench.pool.waitForDone()
    assert {run.source for run in bench.store.runs()} == {"Первый текст", bench.sample}
    assert [run.source for run in bench.store.unfinished()] == ["Первый текст"]


def test_private_texts_are_not_kept_but_can_be_stopped_and_gone_on_with(bench, hanging):
    bench.put_texts(private=True)
    bench.service.add_replies(hanging("Ошибки сами"))
    bench.fix.take_text(bench.sample, run=True)
    bench.wait(lambda: bench.review.review.changes)
    bench.find("fix-run").click()
    bench.ended()
    bench.service.add_replies(Reply.of_text(bench.fixed))
    bench.find("fix-pause").click()
    bench.ended()
    assert bench.review.result == bench.fixed
    bench.pool.waitForDone()
    assert not bench.store.runs()


def test_an_edit_of_a_kept_text_is_kept_though_the_last_one_was_private(bench):
    bench.fixed_text("Первый тикст", "Первый текст")
    kept = bench.kept()
    bench.put_texts(private=True)
    bench.fixed_text()
    bench.fix.show_run(kept)
    bench.ended()
    bench.press(Qt.Key.Key_Backspace, ctrl=True)
    bench.wait(lambda: bench.kept().edited == "Первый тикст")


def test_an_edit_of_a_private_text_stays_private_though_the_last_one_was_kept(bench):
    bench.put_texts(private=True)
    bench.fixed_text()
    bench.pool.waitForDone()
    (private,) = bench.private.runs()
    bench.put_texts(private=False)
    bench.fixed_text("Другой тикст", "Другой текст")
    # Were it ever in the file, an edit of it would be written there.
    bench.store.save_run(private)
    bench.desk.keep_edit(replace(private, edited="Правлено"))
    bench.pool.waitForDone()
    assert private.private
    assert [run.edited for run in bench.private.runs()] == ["Правлено"]
    assert {run.edited for run in bench.store.runs()} == {None}


def test_a_private_text_that_was_stopped_goes_on_in_private_though_texts_are_kept_again(bench, hanging):
    bench.put_texts(private=True)
    bench.service.add_replies(hanging("Ошибки сами"))
    bench.fix.take_text(bench.sample, run=True)
    bench.wait(lambda: bench.review.review.changes)
    bench.find("fix-run").click()
    bench.ended()
    private = bench.desk.last
    bench.put_texts(private=False)
    bench.fixed_text("Другой тикст", "Другой текст")
    bench.service.add_replies(Reply.of_text(bench.fixed))
    bench.fix.show_run(private)
    bench.ended()
    assert bench.review.result == bench.fixed
    assert bench.kept().source == "Другой тикст"


def test_a_private_text_that_was_stopped_before_it_began_begins_in_private(bench):
    bench.put_texts(private=True)
    bench.fix.take_text(bench.sample, run=True)
    bench.desk.stop()
    bench.ended()
    bench.put_texts(private=False)
    bench.find("fix-pause").click()
    bench.ended()
    assert bench.review.result == bench.fixed
    bench.pool.waitForDone()
    assert not bench.store.runs()
    assert bench.private.runs()


def test_a_window_that_closes_leaves_the_run_to_be_gone_on_with(bench, hanging):
    bench.service.add_replies(hanging("Ошибки сами себя не"))
    bench.fix.take_text(bench.sample, run=True)
    bench.wait(lambda: bench.review.review.changes)
    bench.fix.shut_down()
    bench.pool.waitForDone()
    (run,) = bench.store.unfinished()
    assert run.source == bench.sample
    assert run.chunks[0].text == "Ошибки сами себя не"


def test_an_unfinished_run_of_earlier_goes_on_and_a_finished_one_is_shown(bench, hanging):
    bench.service.add_replies(hanging("Ошибки сами"))
    bench.fix.take_text(bench.sample, run=True)
    bench.wait(lambda: bench.review.review.changes)
    bench.find("fix-run").click()
    bench.ended()
    (run,) = bench.store.unfinished()
    bench.fixed_text("Другой текст.", "Другой текст.")
    bench.service.add_replies(Reply.of_text(bench.fixed))
    bench.fix.show_run(run)
    bench.ended()
    assert bench.review.result == bench.fixed
    questions = bench.asked()
    bench.fix.show_run(next(one for one in bench.store.runs() if one.source == "Другой текст."))
    bench.ended()
    assert bench.status() == "Ошибок не найдено"
    assert bench.page.source.toPlainText() == "Другой текст."
    assert bench.asked() == questions


def test_what_the_person_made_of_a_result_is_kept_and_comes_back_with_the_run(bench):
    bench.fixed_text()
    bench.press(Qt.Key.Key_Backspace, ctrl=True)
    bench.wait(lambda: bench.kept().edited == "Ашипки сами себя не исправят")
    run = bench.kept()
    bench.fixed_text("Другой текст.", "Другой текст.")
    bench.fix.show_run(run)
    bench.ended()
    assert bench.review.result == "Ашипки сами себя не исправят"
    assert bench.decided() == ["left", None, None, None, None]


def test_a_text_with_line_ends_of_another_system_is_not_called_stale(bench):
    bench.fixed_text()
    run = bench.kept()
    source = "раз\r\nдва"
    chunk = replace(run.chunks[0], start=0, end=len(source), text="раз\r\nтри")
    bench.fix.show_run(replace(run, id="windows", source=source, chunks=(chunk,)))
    bench.ended()
    assert bench.find("fix-copy").property("look") == "primary"
    bench.page.show_view(FixView.RESULT)
    bench.page.result.appendPlainText("ещё")
    bench.wait(lambda: bench.review._edits.pending)
    bench.settled()
    assert bench.review.result == "раз\r\nтри\r\nещё"


def test_changes_are_counted_in_the_language_of_the_interface(bench):
    bench.fixed_text()
    assert bench.status() == "5 исправлений"
    assert bench.find("fix-accept-all").text() == "Принять всё (5)"
    assert bench.page.changes.model().index(0, 0).data().startswith("Замена 1 из 5: «Ашипки» на «Ошибки».")
