"""The credential: entered once, kept in the real keyring, found nowhere else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.recording_service import RecordingService
from harness.settled import traces_of

from yagpt_desktop.simulator.service import DEMO_FOLDER_ID

pytestmark = pytest.mark.desktop

CANARY = "t1.MADE-UP-canary-7f3a9c51d2e84b06.not-a-secret-at-all"


def enter(window: ChatWindow, secret: str, folder: str) -> None:
    """Fill the page in as a person does: paste the secret, type the folder, press the button."""
    window.find("account-secret", timeout_s=20)
    window.paste_text("account-secret", secret)
    window.paste_text("account-folder", folder)
    window.press("account-save")


def until_password_window(desktop: PrivateDesktop, window: ChatWindow) -> None:
    """Wait until the desktop asks for the keyring's password."""
    search = ("xdotool", "search", "--all", "--onlyvisible", "--class", "gcr-prompter")
    window.wait(lambda: desktop.output(*search).strip(), "the password window", timeout_s=15)


def until_chat(window: ChatWindow) -> None:
    window.find("composer", timeout_s=20)


def test_a_credential_outlives_the_program_and_is_on_no_disk_file(
    own_desktop: PrivateDesktop, open_window: OpenWindow, recording_service: RecordingService, tmp_path: Path
) -> None:
    profile = own_desktop.folder / "profile"
    window = open_window(own_desktop, endpoints=recording_service.endpoints, profile=profile)
    enter(window, CANARY, DEMO_FOLDER_ID)
    until_chat(window)
    window.ask_and_wait("первый вопрос")
    assert recording_service.received[-1].headers["authorization"] == f"Bearer {CANARY}"
    window.close()

    again = open_window(own_desktop, profile=profile)
    until_chat(again)
    assert not again.has("account-secret"), "nobody is asked again"
    again.ask_and_wait("второй вопрос")
    assert recording_service.received[-1].headers["authorization"] == f"Bearer {CANARY}"
    assert recording_service.received[-1].headers["x-folder-id"] == DEMO_FOLDER_ID
    again.close()

    found = own_desktop.run("secret-tool", "search", "--all", "--unlock", "service", "yagpt-desktop")
    assert CANARY in found, "it is in the keyring"
    assert not traces_of(CANARY, [own_desktop.folder, profile, tmp_path]), "and on no disk file"
    mode = profile.stat().st_mode & 0o777
    assert mode == 0o700
    assert {path.stat().st_mode & 0o777 for path in profile.rglob("*") if path.is_file()} <= {0o600, 0o644}


def test_a_stored_credential_is_never_sent_to_another_endpoint(
    own_desktop: PrivateDesktop,
    open_window: OpenWindow,
    recording_service: RecordingService,
    local_endpoints: Mapping[str, str],
) -> None:
    profile = own_desktop.folder / "profile"
    window = open_window(own_desktop, endpoints=local_endpoints, profile=profile)
    enter(window, CANARY, DEMO_FOLDER_ID)
    until_chat(window)
    window.close()

    again = open_window(own_desktop, endpoints=recording_service.endpoints, profile=profile)
    again.wait(
        lambda: again.has("composer") or again.has("account-secret"), "the window is there", timeout_s=20
    )
    if again.has("composer"):
        again.ask("кому это достанется?")
        assert again.error().code == "E-NO-KEY"
    assert recording_service.received == []
    again.close()


def test_without_a_keyring_the_key_lives_for_this_session_and_the_window_says_so(
    desktop_without_keyring: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    tmp_path: Path,
) -> None:
    window = open_window(desktop_without_keyring, endpoints=local_endpoints)
    enter(window, CANARY, DEMO_FOLDER_ID)
    until_chat(window)
    window.wait(lambda: "закры" in window.find("account-line").name, "it says that the key will be forgotten")
    window.ask_and_wait("вопрос")
    assert not window.has("error-banner")
    window.close()
    assert not traces_of(CANARY, [desktop_without_keyring.folder, tmp_path])

    again = open_window(desktop_without_keyring)
    again.wait(
        lambda: again.has("account-secret") or again.has("error-banner"), "the key is gone", timeout_s=20
    )
    if not again.has("account-secret"):
        again.press("error-action")
    again.find("account-secret")
    again.close()


def test_a_locked_keyring_does_not_hold_the_window_up(
    own_desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    profile = own_desktop.folder / "profile"
    window = open_window(own_desktop, endpoints=local_endpoints, profile=profile)
    enter(window, CANARY, DEMO_FOLDER_ID)
    until_chat(window)
    window.close()
    own_desktop.lock_keyring()

    began = time.monotonic()
    locked = open_window(own_desktop, profile=profile)
    until_chat(locked)
    assert time.monotonic() - began < 10
    locked.paste_text("composer", "Набрано, пока связка ключей закрыта")
    slowest_s = 0.0
    for _ in range(20):
        before = time.monotonic()
        assert locked.find("composer").text == "Набрано, пока связка ключей закрыта"
        slowest_s = max(slowest_s, time.monotonic() - before)
    assert slowest_s < 2, "the window answers all the time"
    locked.press("send")
    locked.until_said("Набрано, пока связка ключей закрыта")
    until_password_window(own_desktop, locked)
    own_desktop.run("xdotool", "type", "--delay", "10", own_desktop.password)
    own_desktop.run("xdotool", "key", "Return")
    locked.until_ready(timeout_s=20)
    assert len(locked.messages()) == 2, "the question was answered once the keyring was open"
    assert not locked.has("error-banner")
    locked.close()


def test_a_refused_password_window_is_told_and_the_program_ends_when_it_is_closed(
    own_desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    own_desktop.lock_keyring()
    window = open_window(own_desktop, endpoints=local_endpoints)
    enter(window, CANARY, DEMO_FOLDER_ID)
    until_password_window(own_desktop, window)
    status = window.find("account-status-text")
    assert status.name, "the window answers meanwhile, and says that it is saving"
    own_desktop.run("xdotool", "key", "Escape")
    assert window.error().code == "E-VAULT-LOCKED"
    assert window.close() < 5


def test_closing_while_the_password_window_waits_ends_the_process(
    own_desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    own_desktop.lock_keyring()
    window = open_window(own_desktop, endpoints=local_endpoints)
    enter(window, CANARY, DEMO_FOLDER_ID)
    until_password_window(own_desktop, window)
    began = time.monotonic()
    window.close_by_message()
    assert window.ended(within_s=10, since_s=began) < 5


def test_a_pasted_token_loses_blanks_and_line_breaks(
    own_desktop: PrivateDesktop, open_window: OpenWindow, recording_service: RecordingService
) -> None:
    window = open_window(own_desktop, endpoints=recording_service.endpoints)
    window.find("account-secret", timeout_s=20)
    enter(window, f"  {CANARY[:20]}\n{CANARY[20:]} \u200b\n", f" {DEMO_FOLDER_ID}\n")
    until_chat(window)
    window.ask_and_wait("вопрос")
    assert recording_service.received[-1].headers["authorization"] == f"Bearer {CANARY}"
    assert recording_service.received[-1].headers["x-folder-id"] == DEMO_FOLDER_ID
    window.close()


def test_a_cyrillic_letter_in_the_key_is_named_with_its_place_and_nothing_is_lost(
    desktop: PrivateDesktop, open_window: OpenWindow, recording_service: RecordingService
) -> None:
    window = open_window(desktop, endpoints=recording_service.endpoints)
    enter(window, "t1.MADE-UP-\u0441anary-token", DEMO_FOLDER_ID)
    error = window.error()
    assert error.code == "E-KEY-FORMAT"
    assert "12" in error.cause
    assert "«\u0441»" in error.cause
    assert window.find("account-folder").text == DEMO_FOLDER_ID
    assert recording_service.received == []
    window.close()


def test_an_empty_key_cannot_be_saved(
    desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    window.find("account-secret", timeout_s=20)
    window.paste_text("account-folder", DEMO_FOLDER_ID)
    assert not window.find("account-save").enabled
    window.paste_text("account-secret", "   ")
    assert not window.find("account-save").enabled
    window.close()


def test_check_tells_what_is_wrong_before_anything_is_saved(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    subtests: pytest.Subtests,
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    window.find("account-secret", timeout_s=20)
    for secret, folder, code in [
        ("t1.MADE-UP-wrong-token", DEMO_FOLDER_ID, "E-KEY-WRONG"),
        ("t1.MADE-UP-expired-token", DEMO_FOLDER_ID, "E-LOGIN-EXPIRED"),
        ("t1.MADE-UP-norole-token", DEMO_FOLDER_ID, "E-NO-ROLE"),
        ("t1.MADE-UP-good-token", "b1gcloud000000000001", "E-NO-ROLE"),
        ("t1.MADE-UP-good-token", "b1gother000000000001", "E-FOLDER"),
    ]:
        with subtests.test(secret=secret, folder=folder):
            window.paste_text("account-secret", secret)
            window.paste_text("account-folder", folder)
            window.press("account-check")
            assert window.error().code == code
            assert window.find("account-folder").text == folder, "what was filled in stays"
    window.paste_text("account-secret", "t1.MADE-UP-good-token")
    window.paste_text("account-folder", DEMO_FOLDER_ID)
    window.press("account-check")
    window.wait(lambda: window.has("account-status-text"), "it says that the key works")
    assert not window.has("error-banner")
    window.close()


def test_the_secret_is_hidden_from_eye_and_screen_reader(
    desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    line = window.find("account-secret", timeout_s=20)
    window.paste_text("account-secret", CANARY)
    assert line.role == "password text"
    assert CANARY not in line.text
    assert CANARY not in window.root.dump()
    window.close()


def test_the_welcome_page_leads_to_the_demo(desktop: PrivateDesktop, open_window: OpenWindow) -> None:
    window = open_window(desktop)
    window.find("account-demo", timeout_s=20)
    assert not window.has("composer"), "the first start is the welcome page alone"
    window.press("account-demo")
    until_chat(window)
    assert window.has("demo-strip")
    window.ask_and_wait("Что ты умеешь?")
    assert not window.has("error-banner")
    window.close()
