"""From an empty profile to the first answer with every kind of credential, and what the wrong ones meet."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from harness import account_form, drop_source, made_up
from harness.chat_window import ChatWindow, OpenWindow
from harness.clipboard import Clipboard
from harness.keyring_search import kept
from harness.private_desktop import PrivateDesktop
from harness.program import Program

from yagpt_desktop.simulator.service import DEMO_FOLDER_ID, LocalService

pytestmark = pytest.mark.desktop

OTHER_FOLDER_ID = "b1gdemo0folder000001"
CLOUD_ID = "b1gdemo0cloud0000001"


@pytest.fixture
def empty_window(
    own_desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> ChatWindow:
    """The first start on a desktop whose keyring is empty."""
    return open_window(own_desktop, endpoints=local_endpoints, profile=own_desktop.folder / "profile")


def first_answer(window: ChatWindow) -> None:
    """Ask the first question with the keyboard and see it answered."""
    window.type_text("Кто ты?", into="composer")
    window.key("Return")
    window.wait(lambda: len(window.messages()) == 2 and window.messages()[1].text, "the answer begins")
    window.until_ready()
    assert not window.has("error-banner")


def last_header(service: LocalService) -> tuple[str, str]:
    """The credential and the folder of the last question."""
    seen = [call for call in service.seen if call.call.endswith("/Completion")][-1]
    return seen.headers["authorization"], seen.headers.get("x-folder-id", "")


def test_an_api_key_reaches_the_first_answer(empty_window: ChatWindow, local_service: LocalService) -> None:
    key = made_up.api_key()
    account_form.connect(empty_window, key, DEMO_FOLDER_ID)
    first_answer(empty_window)
    assert last_header(local_service) == (f"Api-Key {key}", DEMO_FOLDER_ID)
    assert [secret for secret in kept(empty_window.desktop).values() if key in secret]
    assert empty_window.close() < 5


def test_an_iam_token_reaches_the_first_answer(empty_window: ChatWindow, local_service: LocalService) -> None:
    token = made_up.iam_token()
    account_form.until_form(empty_window)
    with Clipboard(empty_window.desktop) as clipboard:
        clipboard.put(f"\ufeff  {token[:60]}\n{token[60:]}\u200b\n")
        empty_window.key("ctrl+v", "Return")
    account_form.enter_folder(empty_window, DEMO_FOLDER_ID)
    account_form.until_chat(empty_window)
    first_answer(empty_window)
    assert last_header(local_service) == (f"Bearer {token}", DEMO_FOLDER_ID)
    assert empty_window.close() < 5


def test_an_oauth_token_finds_the_folders_and_reaches_the_first_answer(
    empty_window: ChatWindow, local_service: LocalService
) -> None:
    token = made_up.oauth_token()
    account_form.until_form(empty_window)
    empty_window.type_text(token)
    empty_window.wait(
        lambda: "checked" in empty_window.find("account-kind-oauth-token").states, "its kind is recognised"
    )
    empty_window.find("account-folder-list", timeout_s=10)
    empty_window.key("Return")
    folder = empty_window.find("account-folder")
    empty_window.wait(lambda: folder.focused, "Enter leads on to the folder")
    empty_window.key("Down")
    empty_window.wait(lambda: len(x_windows(empty_window)) == 2, "the folders are offered by name")
    empty_window.key("Down", "Down")
    empty_window.wait(lambda: "demo-" in folder.text, "a folder is marked by its name and its cloud's")
    chosen = folder.text
    empty_window.key("Tab")
    empty_window.wait(lambda: len(x_windows(empty_window)) == 1, "the list is gone")
    assert folder.text == chosen
    empty_window.focus("account-save")
    empty_window.key("space")
    account_form.until_chat(empty_window)
    first_answer(empty_window)
    scheme, _, iam_token = last_header(local_service)[0].partition(" ")
    assert scheme == "Bearer"
    assert iam_token.startswith("t1.")
    assert token not in iam_token
    assert empty_window.close() < 5


def x_windows(window: ChatWindow) -> list[str]:
    """What the program shows on the display; no pop-up of Qt's is in the accessibility tree by itself."""
    pid = str(window.process.pid)
    return window.desktop.output("xdotool", "search", "--all", "--onlyvisible", "--pid", pid, ".*").split()


def test_the_text_of_a_key_file_reaches_the_first_answer_and_a_restart_needs_no_new_token(
    empty_window: ChatWindow,
    open_window: OpenWindow,
    local_service: LocalService,
) -> None:
    file = made_up.key_file(indent=2)
    account_form.until_form(empty_window)
    with Clipboard(empty_window.desktop) as clipboard:
        clipboard.put(file)
        empty_window.key("ctrl+v")
        empty_window.wait(
            lambda: "checked" in empty_window.find("account-kind-service-account-key").states,
            "its kind is recognised",
        )
        empty_window.key("Return")
    account_form.enter_folder(empty_window, DEMO_FOLDER_ID)
    account_form.until_chat(empty_window)
    first_answer(empty_window)
    first = last_header(local_service)
    assert first[0].startswith("Bearer t1.")
    assert empty_window.close() < 5

    again = open_window(empty_window.desktop, profile=empty_window.desktop.folder / "profile")
    account_form.until_chat(again)
    first_answer(again)
    assert last_header(local_service) == first, "the token was kept in the keyring"
    assert again.close() < 5


def test_a_key_file_dropped_on_the_window_reaches_the_first_answer(
    empty_window: ChatWindow, start: Callable[..., Program], tmp_path: Path, local_service: LocalService
) -> None:
    path = tmp_path / "authorized_key.json"
    path.write_text(made_up.key_file(), encoding="utf-8")
    account_form.until_form(empty_window)
    source = start(empty_window.desktop, [sys.executable, str(drop_source.__file__), str(path)])
    _ = source.window
    drag(empty_window)
    empty_window.wait(
        lambda: "checked" in empty_window.find("account-kind-service-account-key").states,
        "the file is recognised",
    )
    source.end()
    secret = empty_window.find("account-secret")
    empty_window.focus("account-secret")
    assert secret.text, "the masked field is not empty"
    empty_window.key("Return")
    account_form.enter_folder(empty_window, DEMO_FOLDER_ID)
    account_form.until_chat(empty_window)
    first_answer(empty_window)
    assert path.exists()
    assert last_header(local_service)[0].startswith("Bearer t1.")
    assert empty_window.close() < 5


def drag(window: ChatWindow) -> None:
    """Carry what lies in the drop source's window to the middle of ours."""
    x, y, width, height = window.find("account-card").extents
    target_x, target_y = x + width // 2, y + min(height, 400) // 2
    start = str(drop_source.EDGE_PX // 2)
    steps = [
        ("mousemove", start, start),
        ("mousedown", "1"),
        *(("mousemove", str(target_x * step // 8), str(target_y * step // 8)) for step in range(3, 9)),
        ("mousemove", str(target_x + 2), str(target_y + 2)),
        ("mouseup", "1"),
    ]
    for step in steps:
        window.desktop.run("xdotool", *step)


def test_a_key_file_chosen_in_the_dialog_reaches_the_first_answer(
    empty_window: ChatWindow, tmp_path: Path, local_service: LocalService
) -> None:
    path = tmp_path / "authorized_key.json"
    path.write_text(made_up.key_file(), encoding="utf-8")
    account_form.until_form(empty_window)
    account_form.choose_kind(empty_window, "service-account-key")
    empty_window.focus("account-file")
    empty_window.key("space")
    dialog = empty_window.find("account-file-dialog", timeout_s=10)
    line = dialog.find(object_name="fileNameEdit")
    empty_window.wait(lambda: line.focused, "the dialog has the keyboard", timeout_s=10)
    empty_window.type_text(str(path))
    empty_window.wait(lambda: line.text == str(path), "the path is typed")
    empty_window.key("Return")
    empty_window.wait(lambda: not empty_window.has("account-file-dialog"), "the dialog is gone")
    empty_window.wait(lambda: empty_window.has("account-recognised"), "the file is recognised")
    empty_window.focus("account-secret")
    empty_window.key("Return")
    account_form.enter_folder(empty_window, DEMO_FOLDER_ID)
    account_form.until_chat(empty_window)
    first_answer(empty_window)
    assert last_header(local_service)[0].startswith("Bearer t1.")
    assert empty_window.close() < 5


YC = """#!/bin/sh
env > "{folder}/yc-environment"
case "$*" in
*create-token*) echo "{token}" ;;
"config get folder-id") echo "{folder_id}" ;;
*) exit 1 ;;
esac
"""


def test_yc_is_found_and_taken_over_without_typing_anything(
    own_desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    local_service: LocalService,
) -> None:
    token = made_up.iam_token()
    folder = own_desktop.folder / "bin"
    folder.mkdir()
    tool = folder / "yc"
    tool.write_text(YC.format(folder=own_desktop.folder, token=token, folder_id=DEMO_FOLDER_ID))
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    env = {"PATH": f"{folder}{os.pathsep}{own_desktop.env['PATH']}"}
    profile = own_desktop.folder / "profile"
    window = open_window(own_desktop, endpoints=local_endpoints, env=env, profile=profile)
    window.find("account-kind-yc", timeout_s=20)
    account_form.choose_kind(window, "yc")
    line = window.find("account-folder")
    assert line.text == DEMO_FOLDER_ID or "default" in line.text
    window.focus("account-save")
    window.key("space")
    account_form.until_chat(window)
    first_answer(window)
    assert last_header(local_service) == (f"Bearer {token}", DEMO_FOLDER_ID)
    assert window.close() < 5


WRONG = [
    ("api-key", made_up.api_key("wrong"), DEMO_FOLDER_ID, "E-KEY-WRONG"),
    ("api-key", made_up.api_key("expired"), DEMO_FOLDER_ID, "E-LOGIN-EXPIRED"),
    ("api-key", made_up.api_key("norole"), DEMO_FOLDER_ID, "E-NO-ROLE"),
    ("api-key", made_up.api_key("nobilling"), DEMO_FOLDER_ID, "E-MONEY"),
    ("api-key", made_up.api_key(), CLOUD_ID, "E-NO-ROLE"),
    ("api-key", made_up.api_key(), "b1gother000000000001", "E-FOLDER"),
    ("api-key", f"AQVN-MADE-UP-\u0421{'0' * 30}", DEMO_FOLDER_ID, "E-KEY-FORMAT"),
    ("iam-token", made_up.iam_token("expired"), DEMO_FOLDER_ID, "E-LOGIN-EXPIRED"),
    ("iam-token", made_up.iam_token("wrong"), DEMO_FOLDER_ID, "E-KEY-WRONG"),
    ("iam-token", made_up.iam_token("norole"), DEMO_FOLDER_ID, "E-NO-ROLE"),
    ("oauth-token", made_up.oauth_token("expired"), DEMO_FOLDER_ID, "E-KEY-WRONG"),
    ("service-account-key", made_up.key_file("wrong"), DEMO_FOLDER_ID, "E-KEY-WRONG"),
    ("service-account-key", made_up.key_file()[:-300], DEMO_FOLDER_ID, "E-KEY-FORMAT"),
]


def test_each_wrong_credential_reaches_its_sentence_and_its_button(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    subtests: pytest.Subtests,
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    account_form.until_form(window)
    for kind, secret, folder, code in WRONG:
        with subtests.test(kind=kind, secret=secret[:30], folder=folder):
            account_form.choose_kind(window, kind)
            account_form.fill(window, secret, folder)
            error = account_form.checked(window)
            assert error is not None
            assert error.code == code
            assert error.title
            assert error.cause.endswith(".")
            assert error.action, "something can be done about it"
            assert secret not in error.details
    window.close()


def test_the_buttons_under_the_errors_lead_where_they_say(
    desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    account_form.until_form(window)
    secret, folder = window.find("account-secret"), window.find("account-folder")

    account_form.fill(window, made_up.api_key(), "b1gother000000000001")
    window.focus("account-check")
    assert account_form.checked(window)
    window.press("error-action")
    window.wait(lambda: folder.focused, "the folder is to be checked")
    window.press("error-second-action")
    window.find("account-steps")

    account_form.fill(window, made_up.api_key("expired"), DEMO_FOLDER_ID)
    window.focus("account-check")
    assert account_form.checked(window)
    window.press("error-action")
    window.wait(lambda: secret.focused, "the next key is asked for")
    window.close()


def test_a_wrong_token_is_not_taken_for_the_right_one_before_it(
    desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    account_form.until_form(window)
    account_form.choose_kind(window, "oauth-token")
    account_form.fill(window, made_up.oauth_token(), DEMO_FOLDER_ID)
    assert account_form.checked(window) is None
    account_form.fill(window, made_up.oauth_token("wrong"), DEMO_FOLDER_ID)
    error = account_form.checked(window)
    assert error is not None
    assert error.code == "E-KEY-WRONG"
    assert not kept(desktop), "what was only checked is nowhere"
    window.close()


SAID_AT_ONCE = [
    ("ajemadeup0key0000001", "номер"),
    ("somebody@example.com", "почт"),
    ("AQVN*******************************0001", "звёздочк"),
    ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "открыт"),
    ("YCmadeup0static0key000001", "хранилищ"),
    ("export YC_API_KEY=<api-key>", "пример"),
]


def test_what_is_no_key_at_all_is_told_while_it_is_pasted(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    subtests: pytest.Subtests,
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    account_form.until_form(window)
    with Clipboard(desktop) as clipboard:
        for pasted, word in SAID_AT_ONCE:
            with subtests.test(pasted=pasted):
                window.focus("account-secret")
                window.key("ctrl+a", "Delete")
                clipboard.put(pasted)
                window.key("ctrl+v")
                window.wait(
                    lambda word=word: word in window.find("account-recognised").name.lower(),
                    f"it speaks of {word}…",
                )
        clipboard.put("AQVN-MADE-UP-cut-off")
        window.focus("account-secret")
        window.key("ctrl+a", "Delete", "ctrl+v")
        window.wait(lambda: "короче" in window.find("account-recognised").name, "it is shorter than usual")
        clipboard.put(f"https://console.yandex.cloud/folders/{OTHER_FOLDER_ID}/overview?section=ai")
        window.key("ctrl+a", "ctrl+v")
        window.wait(
            lambda: window.find("account-folder").text == OTHER_FOLDER_ID, "the address gives the folder"
        )
    window.close()


def test_a_clouds_number_is_named_as_one_where_the_clouds_are_known(
    desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str]
) -> None:
    window = open_window(desktop, endpoints=local_endpoints)
    account_form.until_form(window)
    window.paste_text("account-secret", made_up.oauth_token())
    window.find("account-folder-list", timeout_s=10)
    window.focus("account-folder")
    window.type_text(CLOUD_ID)
    window.wait(lambda: "demo-personal" in window.find("account-folder-hint").name, "the cloud is named")
    window.close()


def settings_of(desktop: PrivateDesktop) -> dict[str, object]:
    found: dict[str, object] = json.loads((desktop.folder / "profile" / "settings.json").read_text())
    return found


def test_two_accounts_are_switched_in_the_sidebar_and_each_chat_remembers_its_own(
    empty_window: ChatWindow, local_service: LocalService
) -> None:
    window = empty_window
    work, personal = made_up.api_key("work"), made_up.api_key("personal")
    account_form.connect(window, work, DEMO_FOLDER_ID)
    first_answer(window)
    account_form.add_account(window)
    account_form.connect(window, personal, OTHER_FOLDER_ID)
    window.new_chat()
    window.ask_and_wait("Вторая учётная запись")
    assert last_header(local_service) == (f"Api-Key {personal}", OTHER_FOLDER_ID)

    window.new_chat()
    switch_account(window)
    window.ask_and_wait("Снова первая")
    assert last_header(local_service) == (f"Api-Key {work}", DEMO_FOLDER_ID)

    window.click(window.find("chat-list").find(role="list item", name="Вторая учётная запись"))
    window.until_said("Вторая учётная запись")
    window.ask_and_wait("И ещё вопрос")
    assert last_header(local_service) == (f"Api-Key {personal}", OTHER_FOLDER_ID)
    assert window.close() < 5


def switch_account(window: ChatWindow) -> None:
    """Choose the first account in the sidebar's menu with the keyboard."""
    window.focus("account-switch")
    window.key("space")
    window.wait(lambda: len(x_windows(window)) == 2, "the accounts are offered")
    window.key("Up", "Return")
    window.wait(lambda: len(x_windows(window)) == 1, "the menu is gone")


def test_a_deleted_account_is_gone_from_the_keyring(empty_window: ChatWindow) -> None:
    window = empty_window
    file = made_up.key_file()
    account_form.until_form(window)
    window.paste_text("account-secret", file)
    window.paste_text("account-folder", DEMO_FOLDER_ID)
    window.press("account-save")
    account_form.until_chat(window)
    first_answer(window)
    assert kept(window.desktop), "the key and the token made with it are in the keyring"

    window.press("account-line")
    window.press("account-forget")
    window.find("account-secret")
    window.wait(lambda: window.has("account-toast"), "it says so")
    window.wait(lambda: not kept(window.desktop), "nothing is left in the keyring")
    window.wait(lambda: "удал" in window.root.dump().lower(), "and it says so")
    assert window.close() < 5
    assert not kept(window.desktop)
    assert not settings_of(window.desktop).get("accounts")
