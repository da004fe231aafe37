"""A conversation in the real window: what arrives, what is stopped, what the service was really sent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.recording_service import RecordingService

from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb

pytestmark = pytest.mark.desktop


@pytest.fixture
def window(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> ChatWindow:
    """The window of a person whom the recording service lets in."""
    return open_window(desktop, endpoints=recording_service.endpoints, env=let_in)


def test_the_first_start_of_the_demo_leads_to_a_corrected_sentence(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    composer = window.find("composer", timeout_s=20)
    window.wait(lambda: composer.focused, "the composer has the keyboard at once")
    assert window.find("demo-strip").showing
    window.choose("role-picker", "Корректор")
    assert "справ" in window.find("system-prompt").text
    window.type_text("Ашипки саме сибя ни исрпвят", into="composer")
    window.wait(lambda: composer.text == "Ашипки саме сибя ни исрпвят", "every letter arrived")
    window.key("Return")
    window.until_said("Ошибки сами себя не исправят")
    window.until_ready()
    assert composer.text == "", "the sent question has left the composer"
    assert [message.role for message in window.messages()], "each message is a child of the transcript"
    assert window.close() < 5


@pytest.mark.parametrize("transport", Transport)
def test_an_answer_is_seen_growing_and_a_revised_partial_replaces_the_old(
    transport: Transport, window: ChatWindow, recording_service: RecordingService
) -> None:
    window.press(f"transport-{transport}")
    partials = ["Утконос", "Утконос — птица", "Утконос — это зверь", "Утконос — это зверь с клювом."]
    answer = recording_service.will_say(*partials, stepwise=True)
    window.ask("Кто такой утконос?")
    for partial in partials:
        answer.gate.release()
        window.until_said(partial)
        assert window.has("stop") or partial is partials[-1]
    window.until_ready()
    assert "птица" not in window.transcript_text(), "a partial is replaced, not appended to"
    assert window.transcript_text().count("Утконос") == 1
    (received,) = recording_service.received
    assert received.transport is transport
    window.close()


@pytest.mark.parametrize("transport", Transport)
def test_stop_keeps_what_has_arrived_and_the_service_learns_of_it(
    transport: Transport, window: ChatWindow, recording_service: RecordingService
) -> None:
    window.press(f"transport-{transport}")
    answer = recording_service.will_say("Жили-были", "Жили-были дед и баба", "никогда", stepwise=True)
    window.ask("Расскажи сказку")
    answer.gate.release(2)
    window.until_said("Жили-были дед и баба")
    window.press("stop")
    window.until_ready(timeout_s=1)
    assert not window.has("error-banner"), "a stop is no error"
    answer.gate.release(5)
    window.ask_and_wait("А потом?")
    text = window.transcript_text()
    assert "Жили-были дед и баба" in text
    assert "никогда" not in text
    assert "Эхо: А потом?" in text
    if transport is Transport.GRPC:
        assert answer.left.wait(2), "the call was cancelled"
    window.close()


def test_escape_stops_and_the_question_can_be_asked_again(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    answer = recording_service.will_say("начало", "конец", stepwise=True)
    window.type_text("Считай до ста", into="composer")
    window.key("Return")
    answer.gate.release()
    window.until_said("начало")
    window.key("Escape")
    window.until_ready(timeout_s=1)
    window.close()


def test_every_option_reaches_the_service_as_it_was_set(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    window.ask_and_wait("раз")
    first = recording_service.received[-1]
    assert first.transport is Transport.GRPC
    assert first.request.model_uri == f"gpt://{let_in['YC_FOLDER_ID']}/yandexgpt-5.1"
    assert first.request.completion_options.stream
    assert not first.request.completion_options.HasField("temperature"), "what is not set is not sent"
    assert not first.request.completion_options.HasField("max_tokens")
    assert first.headers["authorization"] == f"Bearer {let_in['YC_IAM_TOKEN']}"
    assert first.headers["x-folder-id"] == let_in["YC_FOLDER_ID"]
    assert first.headers["x-data-logging-enabled"] == "false"
    assert first.texts == [("user", "раз")]

    window.find("temperature").set_value(16)
    window.replace_text("max-tokens-text", "1234")
    window.toggle("stream", on=False)
    window.press("transport-rest")
    window.replace_text("model-text", "yandexgpt-5-lite")
    window.key("Tab")
    window.replace_text("system-prompt", "Отвечай стихами.")
    window.ask_and_wait("два")
    second = recording_service.received[-1]
    options = second.request.completion_options
    assert second.transport is Transport.REST
    assert second.request.model_uri == f"gpt://{let_in['YC_FOLDER_ID']}/yandexgpt-5-lite"
    assert not options.stream
    assert options.temperature.value == pytest.approx(0.8)
    assert options.max_tokens.value == 1234
    assert second.headers["x-client-request-id"] != first.headers["x-client-request-id"]
    assert second.texts == [
        ("system", "Отвечай стихами."),
        ("user", "раз"),
        ("assistant", "Эхо: раз"),
        ("user", "два"),
    ]
    window.close()

    again = open_window(desktop, env=let_in)
    again.ask_and_wait("три")
    third = recording_service.received[-1]
    assert third.transport is Transport.REST, "the options have outlived the window"
    assert third.request.completion_options.temperature.value == pytest.approx(0.8)
    assert third.request.completion_options.max_tokens.value == 1234
    assert not third.request.completion_options.stream
    again.close()


def test_the_ready_role_travels_as_the_system_message_and_can_be_taken_off(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    for role in ("Переводчик", "Корректор", "Редактор", "Объяснить просто"):
        window.choose("role-picker", role)
        prompt = window.find("system-prompt").text
        window.ask_and_wait(role)
        assert recording_service.received[-1].texts[0] == ("system", prompt)
    window.choose("role-picker", "Без роли")
    window.ask_and_wait("и без неё")
    assert recording_service.received[-1].texts[0][0] == "user"
    window.close()


def test_the_status_counts_tokens_and_the_options_say_the_model_version(
    window: ChatWindow, recording_service: RecordingService
) -> None:
    answer = recording_service.will_say("раз", "раз два", "раз два три", stepwise=True)
    window.ask("считай")
    answer.gate.release(2)
    status = window.find("message-status")
    window.wait(lambda: "2" in status.name, "the tokens so far")
    assert "токен" in status.name
    answer.gate.release()
    window.until_ready()
    assert not window.has("message-status"), "nothing is being written any more"
    facts = window.find("last-answer").name
    assert "made-up-version-1" in facts
    assert "14" in facts, "eleven tokens in and three out"
    window.close()


def test_the_whole_journey_needs_no_mouse(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    composer = window.find("composer", timeout_s=20)
    window.wait(lambda: composer.focused, "the composer has the keyboard at once")
    window.activate()
    window.type_text("первая строка")
    window.key("shift+Return")
    window.type_text("вторая строка")
    # Qt tells a screen reader of a soft break by its own sign.
    both = "первая строка\u2028вторая строка"
    window.wait(lambda: composer.text == both, "Shift+Enter breaks the line")
    window.key("Return")
    window.until_said("Эхо: первая строка\nвторая строка")
    window.until_ready()
    assert composer.focused
    window.key("ctrl+n")
    window.wait(lambda: not window.transcript_text(), "a new chat")
    assert composer.focused
    seen = set()
    for _ in range(8):
        window.key("F6")
        focused = [
            node.object_name for node in window.root.walk() if "focused" in node.states and node.showing
        ]
        seen.update(focused)
    assert len(seen - {""}) >= 3, f"F6 walks through the regions, not {seen}"
    window.key("ctrl+1")
    window.wait(lambda: composer.focused, "Ctrl+1 leads back to the composer")
    window.key("ctrl+comma")
    window.wait(lambda: not composer.showing, "Ctrl+, opens the settings")
    window.key("ctrl+1")
    window.wait(lambda: composer.focused, "and back")
    window.close()


def test_shortcuts_work_in_the_russian_layout(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    window.ask_and_wait("что-нибудь")
    desktop.run("setxkbmap", "ru,us")
    try:
        window.activate()
        # The physical key of N; under this layout its letter is т.
        window.key("ctrl+57")
        window.wait(lambda: not window.transcript_text(), "a new chat")
        # The key of K, whose letter is л; what is typed then are the letters of «что-».
        window.key("ctrl+45")
        window.wait(lambda: window.has("palette-search"), "the palette")
        window.key("53", "57", "44")
        window.wait(lambda: window.find("palette-search").text == "что", "the letters arrived")
        window.key("Return")
        window.wait(lambda: "что-нибудь" in window.transcript_text(), "the chat of that name")
        assert not window.has("palette-search")
    finally:
        desktop.run("setxkbmap", "us,ru")
    window.close()


@pytest.mark.parametrize("transport", Transport)
def test_closing_while_an_answer_streams_ends_the_process_at_once(
    transport: Transport, window: ChatWindow, recording_service: RecordingService
) -> None:
    window.press(f"transport-{transport}")
    answer = recording_service.will_say("начало", "конец", stepwise=True)
    window.ask("Расскажи что-нибудь длинное")
    answer.gate.release()
    window.until_said("начало")
    assert window.close() < 5
    if transport is Transport.GRPC:
        assert answer.left.wait(5), "the call was cancelled"


def test_closing_while_a_slow_answer_of_the_demo_streams_ends_the_process_at_once(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    window.ask("/stall")
    window.wait(lambda: window.has("stop"), "it is answering")
    assert window.close() < 5


def test_a_long_answer_leaves_the_window_alive(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=local_endpoints, env=let_in)
    window.ask("/long 100000")
    window.wait(lambda: len(window.transcript_text()) > 20_000, "much of it has arrived", timeout_s=30)
    window.type_text("пока пишет", into="composer")
    window.wait(lambda: window.find("composer").text == "пока пишет", "typing goes on meanwhile")
    window.until_ready(timeout_s=60)
    window.close()


def test_a_filtered_answer_is_an_outcome_and_leaves_the_question_in_place(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    refusal = "Я не могу обсуждать эту тему. Давайте поговорим о чём-нибудь ещё."
    status = pb.Alternative.ALTERNATIVE_STATUS_CONTENT_FILTER
    recording_service.will_say("Начало ответа", refusal, status=status)
    window.ask_and_wait("Мой собственный вопрос")
    assert "Мой собственный вопрос" in window.transcript_text()
    assert not window.has("error-banner")
    assert refusal in window.transcript_text()
    assert window.find("composer").enabled
    window.close()


def test_foreign_text_is_never_markup(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in)
    hostile = '<b>жирно</b> <img src="file:///etc/passwd"> <script>alert(1)</script>'
    recording_service.will_say(hostile)
    window.ask_and_wait('<a href="file:///etc/passwd">вопрос</a>')
    text = window.transcript_text()
    assert '<a href="file:///etc/passwd">вопрос</a>' in text
    assert "<b>жирно</b>" in text
    window.close()
