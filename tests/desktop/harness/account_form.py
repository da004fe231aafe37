"""The account page in the words of the person who fills it in with the keyboard."""

from __future__ import annotations

from harness.chat_window import ChatWindow, ShownError

_LONG_S = 20
_GOOD = "Ключ действует."


def until_form(window: ChatWindow) -> None:
    """Wait until the first field has the keyboard, as it does on the first start."""
    secret = window.find("account-secret", timeout_s=_LONG_S)
    window.activate()
    window.wait(lambda: secret.focused, "the field for the key has the keyboard at once")


def until_chat(window: ChatWindow) -> None:
    """Wait until the conversation may begin."""
    window.find("composer", timeout_s=_LONG_S)


def connect(window: ChatWindow, secret: str, folder: str) -> None:
    """Type a key and a folder and nothing else; Enter leads from one to the other and onwards."""
    until_form(window)
    window.type_text(secret)
    window.key("Return")
    enter_folder(window, folder)
    until_chat(window)


def enter_folder(window: ChatWindow, folder: str) -> None:
    """Type the folder, to which Enter has led, and press Enter."""
    line = window.find("account-folder")
    window.wait(lambda: line.focused, "Enter leads on to the folder")
    window.type_text(folder)
    window.wait(lambda: line.text == folder, "the folder is typed")
    window.key("Return")


def fill(window: ChatWindow, secret: str, folder: str) -> None:
    """Put a key and a folder into the fields at one go, whatever they held."""
    window.paste_text("account-secret", "")
    window.paste_text("account-secret", secret)
    window.paste_text("account-folder", folder)


def checked(window: ChatWindow) -> ShownError | None:
    """Press the button that checks; return the error, or None where the key works."""
    window.press("account-check")
    window.wait(
        lambda: window.has("error-banner") or _is_good(window), "what came of the check", timeout_s=_LONG_S
    )
    return window.error() if window.has("error-banner") else None


def _is_good(window: ChatWindow) -> bool:
    return window.has("account-status-text") and window.find("account-status-text").name == _GOOD


def choose_kind(window: ChatWindow, kind: str) -> None:
    """Choose the card of a kind with the keyboard."""
    window.focus(f"account-kind-{kind}")
    window.key("space")
    card = window.find(f"account-kind-{kind}")
    window.wait(lambda: "checked" in card.states, f"{kind} is chosen")


def add_account(window: ChatWindow) -> None:
    """Lead to an empty form for one more account."""
    window.press("account-line")
    window.press("account-add")
    window.wait(lambda: not window.has("account-add"), "the form is empty")
