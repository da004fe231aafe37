"""The conversation in the real window: selected, copied elsewhere, searched, followed, read aloud."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.accessibility import Node
from harness.announcements import Announcements
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.recording_service import RecordingService

pytestmark = pytest.mark.desktop

MIXED = """# Итог

Вот **таблица** и [ссылка](https://example.com/page):

| Имя | Год |
|---|--:|
| Ёлка | 1933 |
| Сосна | 1940 |

```python
def f():
    return "ёлка"
```

- раз
- два
"""
_TARGET = Path(__file__).with_name("harness") / "paste_target.py"


@pytest.fixture
def window(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
) -> ChatWindow:
    """The window of a person whom the recording service lets in."""
    return open_window(desktop, endpoints=recording_service.endpoints, env=let_in)


@pytest.fixture
def announcements(desktop: PrivateDesktop) -> Iterator[Announcements]:
    """What is said aloud from the test's beginning on."""
    heard = Announcements(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    yield heard
    heard.close()


def pasted(desktop: PrivateDesktop) -> Any:
    """Paste into another program and return what it made of it."""
    done = subprocess.run(
        (sys.executable, str(_TARGET)), env=desktop.env, stdout=subprocess.PIPE, timeout=30, check=True
    )
    return json.loads(done.stdout)


def drag(window: ChatWindow, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag with the left button, by way of the middle."""
    middle = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2
    window.activate()
    window.mouse("mousemove", *start, "mousedown", 1, "mousemove", *middle, "mousemove", *end, "mouseup", 1)


def top_of(message: Node) -> int:
    return message.extents[1]


def middle_of(node: Node) -> tuple[int, int]:
    x, y, width, height = node.extents
    return x + width // 2, y + height // 2


def test_what_is_selected_across_messages_arrives_whole_in_another_program(
    window: ChatWindow, desktop: PrivateDesktop, recording_service: RecordingService
) -> None:
    recording_service.will_say(MIXED)
    window.ask_and_wait("Дай таблицу")
    question, answer = window.messages()
    x, y, width, _ = question.extents
    left, top, _, height = answer.extents
    drag(window, (x + width // 3, y + 4), (left + 300, top + height - 45))
    window.key("ctrl+c")
    found = pasted(desktop)
    assert found["forms"]["text/plain"].startswith("Дай таблицу\n\nИтог")
    assert "Ёлка\t1933" in found["forms"]["text/plain"]
    assert "| Ёлка | 1933 |" in found["forms"]["text/markdown"]
    assert "```python" in found["forms"]["text/markdown"]
    assert "<h1>Итог</h1>" in found["forms"]["text/html"]
    assert found["tables"] == [[["Имя", "Год"], ["Ёлка", "1933"], ["Сосна", "1940"]]]
    assert 'return "ёлка"' in found["text"]
    assert "раз" in found["text"]
    window.close()


def test_a_message_is_copied_with_its_formatting_and_as_markdown(
    window: ChatWindow, desktop: PrivateDesktop, recording_service: RecordingService
) -> None:
    recording_service.will_say(MIXED)
    window.ask_and_wait("Дай таблицу")
    answer = window.messages()[1]
    answer.do("Копировать сообщение")
    assert pasted(desktop)["tables"][0][1] == ["Ёлка", "1933"]
    answer.do("Копировать с разметкой Markdown")
    assert pasted(desktop)["forms"] == {"text/plain": MIXED}
    window.close()


def test_find_counts_walks_and_gives_the_keyboard_back(
    window: ChatWindow, recording_service: RecordingService
) -> None:
    recording_service.will_say(MIXED + "\n\nабзац" * 60 + "\n\nещё одна Елка")
    window.ask_and_wait("Какая ёлка?")
    composer = window.focus("composer")
    window.key("ctrl+f")
    line, count = window.find("find-text"), window.find("find-count")
    window.wait(lambda: line.focused, "the line has the keyboard")
    window.type_text("елка")
    window.wait(lambda: count.name.endswith(" из 4"), "everything was found")
    seen = set()
    for _ in range(4):
        window.key("Return")
        seen.add(window.wait(lambda: count.name not in seen and count.name, "the next one"))
    assert seen == {f"{place} из 4" for place in range(1, 5)}
    window.key("Return")
    window.wait(lambda: count.name == "1 из 4", "behind the last one comes the first")
    window.find("to-latest")
    before = count.name
    window.key("shift+Return")
    window.wait(lambda: count.name != before, "the one before")
    window.type_text("щ")
    window.wait(lambda: count.name == "ничего не найдено", "nothing is found")
    window.key("Escape")
    window.wait(lambda: not window.has("find-bar"), "the bar is closed")
    window.wait(lambda: composer.focused, "the composer has the keyboard again")
    window.close()


def test_a_growing_answer_is_followed_until_somebody_reads_above(
    window: ChatWindow, recording_service: RecordingService
) -> None:
    text = "\n\n".join(f"Абзац {i}. " + "Слово за словом. " * 8 for i in range(80))
    cuts = [text[: len(text) * part // 12] for part in range(1, 13)]
    answer = recording_service.will_say(*cuts, stepwise=True)
    window.ask("Расскажи длинно")
    answer.gate.release(5)
    window.until_said(cuts[4][-40:].strip()[:20])
    question, growing = window.messages()
    view = window.find("transcript").extents
    assert not window.has("to-latest"), "the end is followed"
    window.wait(lambda: top_of(question) < view[1], "the question has gone up and out")

    window.activate()
    window.mouse("mousemove", *middle_of(window.find("transcript")), "click", "--repeat", 5, 4)
    window.find("to-latest")
    window.wait(lambda: top_of(growing) == top_of(growing), "the view stands still")
    before = top_of(growing)
    height = growing.extents[3]
    answer.gate.release(4)
    window.wait(lambda: growing.extents[3] > height, "the answer goes on below")
    assert top_of(growing) == before, "what is read does not move"

    window.press("to-latest")
    window.wait(lambda: not window.has("to-latest"), "the end is in view")
    answer.gate.release(3)
    window.until_ready()
    bottom = growing.extents[1] + growing.extents[3]
    assert not window.has("to-latest"), "the end was followed again"
    assert bottom <= view[1] + view[3] + 2
    window.close()


def test_keys_lead_to_messages_links_and_back_and_a_deletion_can_be_undone(
    window: ChatWindow, recording_service: RecordingService
) -> None:
    recording_service.will_say(MIXED)
    window.ask_and_wait("Дай таблицу")
    question, answer = window.messages()
    window.focus("transcript")
    window.key("ctrl+Up")
    window.wait(lambda: answer.focused, "the answer has the keyboard")
    window.key("ctrl+Up")
    window.wait(lambda: question.focused, "the question has it")
    window.key("ctrl+Down", "Tab")
    (link,) = answer.children
    assert (link.role, link.name) == ("link", "ссылка")
    window.wait(lambda: link.focused, "the link has the keyboard")
    window.key("Return")
    window.find("link-question")
    window.key("Escape")
    window.wait(lambda: not window.has("link-question"), "nothing was opened")

    window.focus("transcript")
    window.key("ctrl+Up", "ctrl+Up", "Delete")
    window.wait(lambda: window.has("message-toast"), "it can be undone")
    assert window.find("message-toast").name == "Удалено 2 сообщения"
    window.press("message-toast-action")
    window.until_said("Сосна")
    assert len(window.messages()) == 2
    window.close()


def test_selecting_by_keys_goes_from_message_to_message(
    window: ChatWindow, desktop: PrivateDesktop, recording_service: RecordingService
) -> None:
    recording_service.will_say("Раз **два** три.")
    window.ask_and_wait("Вопрос один")
    window.focus("transcript")
    window.key("shift+ctrl+Right", "shift+ctrl+End", "ctrl+c")
    assert pasted(desktop)["forms"]["text/plain"] == "Вопрос один\n\nРаз два три."
    window.key("ctrl+Up", "ctrl+a", "ctrl+c")
    assert pasted(desktop)["forms"]["text/plain"] == "Раз два три."
    window.close()


def test_a_screen_reader_finds_every_message_and_hears_begin_and_end_alone(
    window: ChatWindow, announcements: Announcements, recording_service: RecordingService
) -> None:
    partials = [" ".join(["слово"] * count) for count in range(1, 9)]
    answer = recording_service.will_say(*partials, stepwise=True)
    window.ask("Считай")
    answer.gate.release(8)
    window.until_ready()
    said = [one for one in announcements.until("готов") if "твет" in one]
    assert len(said) == 2, said
    question, reply = window.messages()
    assert [one.role for one in (question, reply)] == ["list item"] * 2
    assert question.name == "Вы: Считай"
    assert reply.name == f"Ответ: {partials[-1]}"
    assert reply.text == partials[-1]
    assert reply.actions == [
        "Копировать сообщение",
        "Копировать с разметкой Markdown",
        "Цитировать",
        "Спросить ещё раз",
        "Сравнить с другой моделью…",
        "Изменить",
        "Новый чат отсюда",
        "Удалить",
        "SetFocus",
    ]
    window.close()
