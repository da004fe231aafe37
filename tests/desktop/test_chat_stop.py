"""A stop before the first word: the question stays, says what became of it, and can be asked again."""

from __future__ import annotations

import pytest
from harness.chat_window import OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.recording_service import RecordingService

pytestmark = pytest.mark.desktop


def test_a_question_stopped_before_its_answer_says_so_and_is_asked_again_by_one_press(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    recording_service.will_say("никогда", stepwise=True)
    window.type_text("Вопрос без ответа", into="composer")
    window.key("Return")
    window.wait(lambda: recording_service.received, "the service was asked")
    window.key("Escape")
    window.until_ready()
    assert not window.has("error-banner")
    question, stopped = window.messages()
    assert question.name.endswith("Вопрос без ответа")
    assert "остановлено до ответа" in stopped.name
    assert not [action for action in stopped.actions if action.startswith("Копировать")]
    recording_service.will_say("Вот ответ.")
    stopped.do(stopped.actions[0])
    window.until_said("Вот ответ.")
    assert len(window.messages()) == 2
    window.close()
