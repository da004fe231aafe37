"""The translate page in the real window, by keyboard and accessibility tree, before a real service."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.chat_window import ChatWindow, OpenWindow
from harness.clipboard import Clipboard
from harness.private_desktop import PrivateDesktop
from harness.recording_service import RecordingService

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.wiring import StartOptions, open_profile

pytestmark = pytest.mark.desktop

HAMLET = "To be, or not to be: that is the question."
HAMLET_RU = "Быть или не быть — вот в чём вопрос."


def result(window: ChatWindow) -> str:
    """What stands in the pane of the translation."""
    return window.find("translate-result").text


def focused_cell(window: ChatWindow) -> str:
    """What the cell of the glossary holds that the person is in; "" for none."""
    cells = [node for node in window.find("glossary-table").walk() if node.role == "table cell"]
    return next((cell.name for cell in cells if cell.focused), "")


def test_the_official_sample_is_pasted_translated_as_it_streams_swapped_and_copied(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
    tmp_path: Path,
) -> None:
    profile = tmp_path / "profile"
    wiring = open_profile(StartOptions(profile=profile), {})
    wiring.texts.save_glossary([GlossaryRow("1", "question", "вопрос", "en", "ru")])
    wiring.chats.close()
    wiring.close()
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in, profile=profile)
    window.find("composer", timeout_s=20)
    window.activate()
    window.key("ctrl+2")
    source = window.find("translate-source", timeout_s=10)
    window.focus("translate-source")
    with Clipboard(desktop) as clipboard:
        clipboard.put(HAMLET)
        window.press("translate-paste")
        window.wait(lambda: source.text == HAMLET, "the text is pasted")
    window.wait(lambda: "английский" in window.find("translate-from").name, "the language is found out")
    partials = ["Быть", "Быть или не быть", HAMLET_RU]
    answer = recording_service.will_say(*partials, stepwise=True)
    window.key("ctrl+Return")
    for partial in partials:
        answer.gate.release()
        window.wait(lambda partial=partial: result(window) == partial, f"{partial!r} is seen")
    window.wait(lambda: "gRPC" in window.find("translate-status").name, "the status says how it went")
    (asked,) = recording_service.received
    said = "\n".join(text for _, text in asked.texts)
    assert HAMLET in said
    assert "вопрос" in said, "the row of the glossary that occurs is sent"
    assert "1" in window.find("translate-glossary").name
    window.press("translate-copy")
    window.wait(
        lambda: HAMLET_RU.encode() in Clipboard(desktop).contents(), "the translation is in the clipboard"
    )
    window.press("translate-swap")
    window.wait(lambda: source.text == HAMLET_RU, "the translation is the text")
    assert result(window) == HAMLET
    assert window.close() < 5


def test_the_demo_obeys_the_glossary_and_shows_the_sentences_to_a_screen_reader(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    window.find("composer", timeout_s=20)
    window.activate()
    window.key("ctrl+2")
    window.press("translate-glossary")
    search = window.find("glossary-search")
    window.wait(lambda: search.focused, "the glossary has the keyboard")
    window.press("glossary-add")
    window.wait(lambda: focused_cell(window) == "нет термина", "the term can be typed")
    window.type_text("question")
    window.key("Tab")
    window.wait(lambda: focused_cell(window) == "нет перевода", "its translation can be typed")
    with Clipboard(desktop) as clipboard:
        clipboard.put("загвоздка")
        window.key("ctrl+v", "Return")
        window.wait(lambda: focused_cell(window) == "загвоздка", "it is in the table")
    window.press("glossary-close")
    window.wait(lambda: not window.has("glossary-close"), "the glossary is closed")
    window.type_text(HAMLET, into="translate-source")
    window.key("ctrl+Return")
    window.wait(lambda: "загвоздка" in result(window), "the glossary is obeyed", timeout_s=15)
    window.wait(lambda: window.find("translate-pairs").enabled, "the translation has ended")
    window.press("translate-pairs")
    table = window.find("translate-pair-table")

    def cells() -> list[str]:
        return [node.name for node in table.walk() if node.role == "table cell"]

    # The sentences are paired when the hands have rested for a moment.
    window.wait(lambda: HAMLET in cells(), "the sentence is in the table")
    assert any("загвоздка" in cell for cell in cells())
    window.close()


def test_a_missed_term_is_told_until_the_translation_has_it_and_a_key_swaps_in_the_russian_layout(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    let_in: dict[str, str],
    tmp_path: Path,
) -> None:
    profile = tmp_path / "profile"
    wiring = open_profile(StartOptions(profile=profile), {})
    wiring.texts.save_glossary([GlossaryRow("1", "question", "загвоздка", "en", "ru")])
    wiring.chats.close()
    wiring.close()
    window = open_window(desktop, endpoints=recording_service.endpoints, env=let_in, profile=profile)
    window.find("composer", timeout_s=20)
    window.activate()
    window.key("ctrl+2")
    source = window.find("translate-source", timeout_s=10)
    window.type_text(HAMLET, into="translate-source")
    recording_service.will_say(HAMLET_RU)
    window.key("ctrl+Return")
    told = "Не по глоссарию: question → загвоздка."
    window.wait(lambda: source.description == told, "the missed term is told")
    mended = HAMLET_RU.replace("вопрос", "загвоздка")
    window.paste_text("translate-result", mended)
    window.wait(lambda: result(window) == mended, "the person has put the term there")
    window.wait(lambda: not source.description, "nothing is missed any longer")
    window.focus("translate-source")
    desktop.run("setxkbmap", "ru,us")
    try:
        # The physical key of R; under this layout its letter is к.
        window.key("ctrl+27")
        window.wait(lambda: source.text == mended, "the languages are swapped")
    finally:
        desktop.run("setxkbmap", "us,ru")
    assert result(window) == HAMLET
    window.close()
