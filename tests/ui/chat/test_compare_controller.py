"""Two models answer one question; the person keeps one answer and loses none."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QSlider

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate, Usage
from yagpt_desktop.domain.errors import ServiceUnreachable
from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.chat.compare_controller import CompareController
from yagpt_desktop.ui.chat.compare_dialog import CompareDialog
from yagpt_desktop.ui.chat.spending import SpendingWatch
from yagpt_desktop.ui.transcript.foot import Action, actions_of
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.ui.widgets.fields import ComboBox


class Model:
    def __init__(self) -> None:
        self.requests = []
        self.error = None
        self.hangs = False

    def __call__(self, request, _settings):
        self.requests.append(request)

        def turn(cancel):
            if self.error is not None:
                raise self.error
            text = f"ответ {request.model}"
            yield CompletionUpdate(text)
            if self.hangs:
                wake = threading.Event()
                with cancel.aborting(wake.set):
                    wake.wait(30)
                cancel.raise_if_cancelled()
            yield CompletionUpdate(text, CompletionStatus.FINAL, Usage(1000, 250, 1250))

        return turn


@pytest.fixture
def desk(qtbot, new_desk):
    model = Model()
    desk = new_desk(model)
    desk.model, desk.talk = model, desk.chat._in_view
    desk.compare = CompareController(desk.page, desk.transcript, desk.chat.meter, desk.hub)
    with qtbot.waitSignal(desk.talk.ended):
        desk.talk.ask("Как посадить ёлку?", (), desk.hub.settings)
    yield desk
    assert desk.talk.shut_down()
    assert desk.pool.waitForDone(5000)


def opened(desk) -> CompareDialog:
    desk.transcript.act(Action.COMPARE, 1)
    return desk.page.window().findChild(CompareDialog)


def settled(qtbot, desk):
    qtbot.waitUntil(lambda: not (desk.talk.answering or desk.talk._keeping.busy or desk.talk._reading.busy))


def asked(qtbot, desk) -> CompareDialog:
    dialog = opened(desk)
    with qtbot.waitSignal(desk.talk.ended):
        dialog.findChild(QPushButton, "compare-ask").click()
    settled(qtbot, desk)
    return dialog


def label(dialog, name) -> str:
    return dialog.findChild(QLabel, name).text()


def shown(desk) -> tuple[str, int]:
    answer = desk.store.messages(desk.talk.chat.id)[1]
    return answer.text, answer.versions


def test_another_model_is_offered_first_with_the_price_of_the_question(desk):
    dialog = opened(desk)
    assert label(dialog, "compare-question") == "Как посадить ёлку?"
    assert label(dialog, "compare-old-title") == "YandexGPT 5.1 Pro"
    assert dialog.findChild(ComboBox, "model").currentText() == "YandexGPT 5 Pro"
    assert "₽" in dialog.findChild(QPushButton, "compare-ask").text()
    assert len(desk.model.requests) == 1
    dialog.reject()
    assert shown(desk) == ("ответ yandexgpt-5.1", 1)


def test_both_answers_stand_beside_each_other_with_what_they_took(qtbot, desk):
    dialog = asked(qtbot, desk)
    assert desk.model.requests[1].model == "yandexgpt-5-pro"
    assert desk.model.requests[1].messages == desk.model.requests[0].messages
    assert label(dialog, "compare-new-title") == "YandexGPT 5 Pro"
    assert "₽" in label(dialog, "compare-new-facts")
    assert "₽" in label(dialog, "compare-old-facts")
    views = [dialog.findChild(TranscriptView, f"compare-{side}-text") for side in ("old", "new")]
    for view in views:
        view.select_all()
    assert [view.selected_text().strip() for view in views] == [
        "ответ yandexgpt-5.1",
        "ответ yandexgpt-5-pro",
    ]
    assert desk.hub.settings == Settings()
    spoken = QAccessible.queryAccessibleInterface(views[0]).child(0).text(QAccessible.Text.Name)
    assert "remembers" not in spoken
    assert [actions_of(view.column.rows[0].message) for view in views] == [
        (Action.COPY, Action.COPY_MARKDOWN)
    ] * 2
    dialog.reject()
    settled(qtbot, desk)


@pytest.mark.parametrize(("side", "text"), [("old", "ответ yandexgpt-5.1"), ("new", "ответ yandexgpt-5-pro")])
def test_the_answer_that_is_kept_is_the_one_in_view(qtbot, desk, side, text):
    dialog = asked(qtbot, desk)
    dialog.findChild(QPushButton, f"compare-{side}-keep").click()
    settled(qtbot, desk)
    assert shown(desk) == (text, 2)
    assert desk.talk.messages[1].text == text


def test_a_link_is_opened_as_in_the_chat(qtbot, desk):
    dialog = opened(desk)
    told = []
    desk.transcript.link_activated.connect(lambda *what: told.append(what))
    dialog.old.link_source.link_activated.emit("https://example.com/", "ссылка")
    assert told == [("https://example.com/", "ссылка")]
    dialog.reject()


def test_closing_without_a_choice_leaves_what_was_there_and_stops(qtbot, desk):
    desk.model.hangs = True
    dialog = opened(desk)
    dialog.findChild(QPushButton, "compare-ask").click()
    qtbot.waitUntil(lambda: label(dialog, "compare-new-title") != "" and desk.talk.messages[1].text != "")
    dialog.reject()
    settled(qtbot, desk)
    assert shown(desk) == ("ответ yandexgpt-5.1", 2)
    assert desk.talk.messages[1].text == "ответ yandexgpt-5.1"


def test_the_temperature_goes_with_the_question_and_into_the_title(qtbot, desk):
    dialog = opened(desk)
    dialog.findChild(QSlider, "temperature").setValue(20)
    with qtbot.waitSignal(desk.talk.ended):
        dialog.findChild(QPushButton, "compare-ask").click()
    assert desk.model.requests[1].options.temperature == 1.0
    assert "temperature" in label(dialog, "compare-new-title")
    dialog.accept()


def test_a_failure_is_told_and_the_choice_is_offered_again(qtbot, desk):
    desk.model.error = ServiceUnreachable("made up")
    dialog = asked(qtbot, desk)
    assert label(dialog, "compare-trouble")
    desk.model.error = None
    with qtbot.waitSignal(desk.talk.ended):
        dialog.findChild(QPushButton, "compare-ask").click()
    settled(qtbot, desk)
    assert label(dialog, "compare-new-title") == "YandexGPT 5 Pro"
    dialog.reject()
    settled(qtbot, desk)
    assert desk.talk.messages[1].text == "ответ yandexgpt-5.1"


def test_the_months_limit_is_asked_about_first(qtbot, desk):
    watch = SpendingWatch(desk.store, desk.pool, desk.hub, desk.page)
    watch._sums = Spending(0, 50)
    desk.compare.watch_spending(watch)
    desk.hub.put(replace(desk.hub.settings, month_limit_roubles=50))
    dialog = opened(desk)
    dialog.findChild(QPushButton, "compare-ask").click()
    question = desk.page.findChild(QMessageBox, "spending-question")
    question.findChild(QPushButton, "spending-keep").click()
    assert len(desk.model.requests) == 1
    dialog.reject()


def test_every_part_has_a_name(qtbot, desk):
    dialog = asked(qtbot, desk)
    for side in ("old", "new"):
        keep = dialog.findChild(QPushButton, f"compare-{side}-keep")
        assert "YandexGPT" in keep.accessibleName()
        view = dialog.findChild(TranscriptView, f"compare-{side}-text")
        assert "YandexGPT" in view.accessibleName()
        assert view.focusPolicy()
    dialog.accept()
