"""A text is corrected in the real window, with the keyboard and the accessibility tree alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from harness.chat_window import ChatWindow, OpenWindow
from harness.clipboard import Clipboard
from harness.private_desktop import PrivateDesktop

pytestmark = pytest.mark.desktop

SAMPLE = "Ашипки саме сибя ни исрпвят"
FIXED = "Ошибки сами себя не исправят"
LEFT = "Ошибки саме себя не исправят"


@pytest.fixture
def copied(own_desktop: PrivateDesktop) -> Iterator[Clipboard]:
    """What another program copies."""
    with Clipboard(own_desktop) as clipboard:
        yield clipboard


@pytest.fixture
def window(
    own_desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
) -> ChatWindow:
    """The window on the fix page, reached by its key."""
    opened = open_window(own_desktop, endpoints=local_endpoints, env=let_in)
    opened.activate()
    opened.key("ctrl+3")
    opened.wait(lambda: opened.find("fix-source").focused, "the keyboard is in the text")
    return opened


def cards(window: ChatWindow) -> list[str]:
    """What a screen reader says of the changes."""
    rows = [node.name for node in window.find("fix-changes").children]
    return [name for name in rows if " из " in name]


def status(window: ChatWindow) -> str:
    """What the line above the text says."""
    return window.find("fix-status").name


def clipboard_of(clipboard: Clipboard) -> str:
    """What another program would paste."""
    return clipboard.contents().decode("utf-8", "replace")


def test_the_official_sample_is_pasted_corrected_decided_undone_and_copied(
    window: ChatWindow, copied: Clipboard
) -> None:
    copied.put(SAMPLE)
    window.key("ctrl+v")
    window.wait(lambda: window.find("fix-source").text == SAMPLE, "the text is there")
    window.key("ctrl+Return")
    window.wait(lambda: status(window) == "5 исправлений", "it is corrected", timeout_s=15)
    told = window.wait(lambda: found if len(found := cards(window)) == 5 else None, "five changes")
    assert told[0].startswith("Замена 1 из 5: «Ашипки» на «Ошибки». Орфография")
    assert told[4].startswith("Замена 5 из 5: «исрпвят» на «исправят».")
    text = window.find("fix-marked").text.strip()
    assert text == "Ашипки Ошибки саме сами сибя себя ни не исрпвят исправят"

    window.key("ctrl+Return", "ctrl+BackSpace")
    window.wait(lambda: "ринято" in cards(window)[0], "the first is accepted")
    window.wait(
        lambda: "ставлено" in cards(window)[1] or "как было" in cards(window)[1], "the second is left"
    )
    window.key("ctrl+z")
    window.wait(lambda: cards(window)[1] == told[1], "that is undone")
    window.key("ctrl+shift+z")
    window.wait(lambda: cards(window)[1] != told[1], "and done again")

    window.press("fix-copy")
    window.wait(lambda: LEFT in clipboard_of(copied), "the result is in the clipboard")
    window.key("ctrl+shift+Return")
    window.wait(lambda: not window.find("fix-accept-all").enabled, "nothing is left to decide")
    window.press("fix-view-result")
    window.wait(lambda: window.find("fix-result").text.strip() == LEFT, "the result shows it")
    window.close()


def test_with_the_russian_layout_and_while_the_text_arrives(
    own_desktop: PrivateDesktop, window: ChatWindow, copied: Clipboard
) -> None:
    own_desktop.run("setxkbmap", "ru,us")
    source = f"{SAMPLE}. " * 20
    copied.put(source.strip())
    window.press("fix-paste")
    window.wait(lambda: window.find("fix-source").text == source.strip(), "the text is there")
    window.press("fix-run")
    first = window.wait(lambda: cards(window), "changes come while the text arrives", timeout_s=15)
    assert first[0].startswith("Замена 1 из")
    window.wait(lambda: status(window) == "100 исправлений", "all of it is there", timeout_s=20)
    window.focus("fix-marked")
    own_desktop.run("xdotool", "key", "--delay", "30", "F8", "ctrl+BackSpace")
    window.wait(lambda: cards(window)[1] != first[1], "the second is left")
    left = cards(window)[1]
    own_desktop.run("xdotool", "key", "ctrl+z")
    window.wait(lambda: cards(window)[1] != left, "undone with the Russian letter")
    window.close()


def test_a_key_corrects_what_is_selected_and_nothing_else(window: ChatWindow, copied: Clipboard) -> None:
    copied.put(f"{SAMPLE}\n{SAMPLE}")
    window.key("ctrl+v")
    window.wait(lambda: SAMPLE in window.find("fix-source").text, "the text is there")
    window.key("ctrl+Home", "shift+End")
    window.wait(lambda: window.find("fix-card-count").name == "Выделено: 27 знаков из 55", "it is counted")
    window.key("F7")
    window.wait(lambda: status(window) == "5 исправлений", "one line is corrected", timeout_s=15)
    window.press("fix-copy")
    window.wait(lambda: f"{FIXED}\n{SAMPLE}" in clipboard_of(copied), "the other is as it was")
    window.close()
