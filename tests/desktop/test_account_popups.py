"""What drops down on the account and chat pages: by keys alone, and as a screen reader finds it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from harness import account_form, made_up
from harness.accessibility import Node
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import PrivateDesktop

pytestmark = pytest.mark.desktop


def shown(window: ChatWindow, role: str) -> list[Node]:
    """What a walk from the root meets of a role, among what shows."""
    return [node for node in window.root.walk(hidden=False) if node.role == role]


def test_enter_on_a_folders_name_takes_the_name_and_leaves_the_form_open(
    own_desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    profile = own_desktop.folder / "profile"
    window = open_window(own_desktop, endpoints=local_endpoints, profile=profile)
    account_form.until_form(window)
    window.type_text(made_up.oauth_token())
    window.find("account-folder-list", timeout_s=10)
    window.key("Return")
    folder = window.find("account-folder")
    window.wait(lambda: folder.focused, "Enter leads on to the folder")
    window.key("Down")
    names = window.wait(
        lambda: {node.name for node in shown(window, "list item") if "demo-" in node.name},
        "the names are found from the root",
    )
    window.key("Down", "Down")
    window.wait(lambda: "demo-" in folder.text, "a name is marked")
    chosen = folder.text
    assert chosen in names | {node.name for node in shown(window, "list item")}
    window.key("Return")
    window.wait(lambda: not shown(window, "list item"), "the list is gone")
    assert folder.text == chosen
    assert window.find("account-save").enabled, "nothing is being saved"
    assert not window.has("composer")
    window.key("Return")
    account_form.until_chat(window)
    window.close()


def test_the_menu_of_models_is_found_from_the_root_while_it_is_open(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    window.find("composer", timeout_s=20)
    assert not shown(window, "menu item")
    window.activate()
    window.click(window.find("model-chip"))
    entries = window.wait(lambda: shown(window, "menu item"), "the models are found")
    assert [entry.name for entry in entries if "checked" in entry.states] == ["YandexGPT 5.1 Pro"]
    assert len({entry.name for entry in entries}) > 1
    (menu,) = shown(window, "popup menu")
    assert menu.name == window.find("model-chip").name
    window.key("Escape")
    window.wait(lambda: not shown(window, "menu item"), "the menu is gone")
    window.close()


def test_the_models_of_the_options_are_found_from_the_root(
    desktop: PrivateDesktop, open_window: OpenWindow
) -> None:
    window = open_window(desktop, "--demo")
    window.find("composer", timeout_s=20)
    if not window.has("model"):
        window.press("options-toggle")
    box = window.find("model")
    window.activate()
    box.press()
    entries = window.wait(lambda: shown(window, "list item"), "the models are found")
    assert len({entry.name for entry in entries}) > 1
    window.key("Escape")
    window.close()
