"""An action whose result is shown as changes, on the page that corrects."""

from __future__ import annotations

from yagpt_desktop.domain.text_task import ActionTask
from yagpt_desktop.simulator import Reply
from yagpt_desktop.ui.fix.fix_page import FixView

TASK = ActionTask("Другой тон", "Перепиши текст в другом тоне: официальный.")


def test_an_action_comes_out_as_changes_that_are_decided_one_by_one(bench):
    bench.service.add_replies(Reply.of_text("Здравствуйте, коллеги."))
    assert bench.fix.do(TASK, "Привет, коллеги.")
    bench.ended()
    assert bench.page.source.toPlainText() == "Привет, коллеги."
    assert bench.page.view is FixView.CHANGES
    assert [change.before for change in bench.review.review.changes] == ["Привет"]
    assert bench.kept().task == TASK
    assert bench.find("fix-copy").property("look") == "primary"


def test_an_action_that_changes_nothing_is_not_said_to_have_found_no_mistakes(bench):
    bench.service.add_replies(Reply.of_text("Привет."))
    bench.fix.do(TASK, "Привет.")
    bench.ended()
    assert bench.status() == "Менять нечего"


def test_while_an_answer_is_awaited_no_action_begins(bench, hanging):
    bench.service.add_replies(hanging("Ошибки"))
    bench.fix.take_text(bench.sample, run=True)
    assert not bench.fix.do(TASK, "Другой текст.")
    assert bench.page.source.toPlainText() == bench.sample
    bench.desk.stop()
    bench.ended()


def test_on_a_narrow_page_the_actions_stand_beside_the_views(bench):
    chip = bench.find("fix-actions")
    assert bench.page._head_row.indexOf(chip) > 0
    bench.page.resize(640, 500)
    bench.wait(lambda: bench.page._head_row.indexOf(chip) < 0)
    bench.wait(chip.isVisible)
    bench.page.resize(1180, 800)
    bench.wait(lambda: bench.page._head_row.indexOf(chip) > 0)
    assert chip.accessibleName() == "Действия с текстом"
