"""Long texts in the page: how far they are, paused, held until something is mended, and what failed."""

from __future__ import annotations

from dataclasses import replace

import grpc
import pytest

from yagpt_desktop.domain.text_task import ChunkState, Finding
from yagpt_desktop.simulator import Reply
from yagpt_desktop.simulator.fault import Refusal
from yagpt_desktop.simulator.plan import Fail, Wait

COUNT = 3


def paragraph(number: int, word: str) -> str:
    return f"Абзац {number}: " + " ".join(f"{word} номер {at} здесь." for at in range(150)) + "\n\n"


SOURCE = "".join(paragraph(number, "слава") for number in range(COUNT)).strip()


def reply(number: int, *before: object, fail: grpc.StatusCode | None = None) -> Reply:
    end = Reply.of_text(paragraph(number, "слово").strip()).steps
    steps = (*before, *end) if fail is None else (*before, Fail(Refusal(fail, "made up")))
    return Reply(steps, match=f"Абзац {number}:")


@pytest.fixture
def long(bench):
    """A bench that asks for one part after the other."""
    bench.put_texts(requests_at_once=1)
    return bench


def test_a_long_text_says_how_far_it_is_and_can_be_paused(long):
    statuses = []
    long.review.changed.connect(lambda: statuses.append(long.status()))
    long.service.add_replies(reply(0), reply(1, Wait(0.5)), reply(2))
    long.fix.take_text(SOURCE, run=True)
    long.wait(lambda: "часть 2 из" in long.status())
    assert "%" in long.status()
    assert long.find("fix-pause").text() == "Приостановить"
    long.find("fix-pause").click()
    long.wait(lambda: long.status().startswith("Приостановлено"))
    assert long.find("fix-pause").text() == "Продолжить"
    long.wait(lambda: long.desk.last.chunks[1].state is ChunkState.DONE)
    assert long.asked() == 2
    long.find("fix-pause").click()
    long.ended()
    assert len(long.review.review.changes) == 150 * COUNT
    assert not long.find("fix-pause").isVisible()


def test_a_run_that_is_held_offers_to_go_on_when_the_key_is_mended(long):
    long.service.add_replies(reply(0), reply(1, fail=grpc.StatusCode.PERMISSION_DENIED))
    long.fix.take_text(SOURCE, run=True)
    long.wait(long.page.errors.isVisible)
    long.wait(lambda: long.status() == "Ждём вас")
    assert long.find("fix-pause").text() == "Продолжить"
    long.service.add_replies(reply(1), reply(2))
    long.find("fix-pause").click()
    assert not long.page.errors.isVisible()
    long.ended()
    assert len(long.review.review.changes) == 150 * COUNT
    assert [seen for seen in long.kept().chunks if seen.state is not ChunkState.DONE] == []


def test_a_part_that_failed_stays_as_it_was_and_is_asked_again_alone(long):
    long.service.add_replies(reply(0), reply(1, fail=grpc.StatusCode.INVALID_ARGUMENT), reply(2))
    long.fix.take_text(SOURCE, run=True)
    long.ended()
    assert len(long.review.review.changes) == 150 * 2
    assert long.find("fix-notice").text() == "1 часть текста не удалось проверить: она осталась как была."
    asked = long.asked()
    long.service.add_replies(reply(1))
    long.find("fix-notice-action").click()
    long.wait(lambda: len(long.review.review.changes) == 150 * COUNT)
    assert long.asked() == asked + 1
    assert not long.find("fix-notice").isVisible()


def test_a_text_nothing_came_of_is_not_called_free_of_mistakes(bench):
    bench.service.add_replies(Reply((Fail(Refusal(grpc.StatusCode.INVALID_ARGUMENT, "made up")),)))
    bench.fix.take_text(bench.sample, run=True)
    bench.ended()
    assert bench.status() == "Не проверено"
    assert not bench.find("fix-copy").isEnabled()
    assert bench.find("fix-notice-action").text() == "Повторить"


def test_a_rewritten_text_is_told_and_asked_again_more_strictly(bench):
    source = "Мама мыла раму, а папа читал газету у окна весь длинный вечер."
    other = "Женщина чистила стекло, пока мужчина листал журнал возле стены целый тёмный день."
    bench.fixed_text(source, other)
    assert Finding.REWRITTEN in bench.desk.last.chunks[0].findings
    assert bench.find("fix-notice-action").text() == "Спросить строже"
    before = len(bench.review.review.changes)
    bench.service.add_replies(Reply.of_text(source))
    bench.find("fix-notice-action").click()
    assert len(bench.review.review.changes) == before, "what was there stays in view until then"
    bench.wait(lambda: not bench.review.review.changes)
    assert bench.status() == "Ошибок не найдено"
    assert bench.asked() == 2


def test_an_empty_answer_leaves_the_text_as_it_was(bench):
    bench.fixed_text(bench.sample, "", " ")
    assert bench.find("fix-notice").isVisible()
    assert bench.review.result in {bench.sample, ""}
    assert not bench.review.review.changes


def test_the_words_of_the_page_follow_the_language(bench, qapp):
    bench.service.add_replies(Reply((Fail(Refusal(grpc.StatusCode.INVALID_ARGUMENT, "made up")),)))
    bench.fix.take_text(bench.sample, run=True)
    bench.ended()
    from yagpt_desktop.domain.settings import Language
    from yagpt_desktop.ui.i18n import install_language

    english = install_language(qapp, Language.ENGLISH)
    bench.fix.retranslate()
    assert bench.status() == "Not checked"
    assert bench.find("fix-notice-action").text() == "Try again"
    english.remove()


def test_reasons_are_asked_for_once_and_shown_on_the_cards(bench):
    bench.fixed_text()
    bench.choose(bench.change_menu, "fix-explain")
    bench.wait(lambda: bench.reasons.asking or bench.asked() == 2)
    bench.wait(lambda: not bench.reasons.asking)
    bench.settled()
    assert bench.asked() == 2
    cards = bench.page.changes._cards.cards
    assert any(not card.reason.startswith("Орфография:") for card in cards)
    bench.choose(bench.page_menu, "fix-explain-all")
    assert bench.status() == "5 исправлений"
    assert bench.asked() == 2, "nobody pays twice for the same reason"


def test_asking_for_reasons_can_be_stopped(bench, hanging):
    bench.fixed_text()
    bench.service.add_replies(hanging("{"))
    bench.choose(bench.page_menu, "fix-explain-all")
    bench.wait(lambda: bench.asked() == 2)
    assert bench.status() == "Спрашиваем причины…" or bench.status() == "Спрашиваю причины…"
    bench.choose(bench.change_menu, "fix-explain-stop")
    bench.wait(lambda: not bench.reasons.asking)
    assert bench.status() == "5 исправлений"


def test_reasons_that_cannot_be_had_are_told(bench):
    bench.fixed_text()
    bench.service.add_replies(Reply((Fail(Refusal(grpc.StatusCode.PERMISSION_DENIED, "made up")),)))
    bench.choose(bench.page_menu, "fix-explain-all")
    bench.wait(bench.page.errors.isVisible)
    assert bench.review.result == bench.fixed


def test_an_action_shows_its_result_as_changes(bench):
    from yagpt_desktop.domain.text_task import ActionTask

    bench.service.add_replies(Reply.of_text("Привет, мир!"))
    assert bench.fix.do(ActionTask("Восклицание", "Добавь восклицательный знак."), "Привет, мир")
    assert not bench.fix.do(ActionTask("Другое", "Нет."), "Другое"), "one at a time"
    bench.ended()
    assert bench.review.result == "Привет, мир!"
    assert bench.find("fix-copy").property("look") == "primary"
    bench.fix.show_run(replace(bench.kept(), id="again"))
    bench.ended()
    assert bench.review.result == "Привет, мир!"
