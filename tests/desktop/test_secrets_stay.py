"""Secrets are in the keyring and in memory, and nowhere else: not after an answer, an error, a crash."""

from __future__ import annotations

import base64
import os
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import grpc
import pytest
from harness import account_form, hostile_keyring, made_up
from harness.canary import Canaries, spellings
from harness.chat_window import ChatWindow, OpenWindow
from harness.clipboard import Clipboard
from harness.keyring_search import kept
from harness.private_desktop import PrivateDesktop
from harness.program import Program, application
from harness.settled import write_config

from yagpt_desktop.simulator.fault import Refusal
from yagpt_desktop.simulator.plan import Fail
from yagpt_desktop.simulator.script import Reply
from yagpt_desktop.simulator.service import DEMO_FOLDER_ID, LocalService

pytestmark = pytest.mark.desktop

KINDS: dict[str, Callable[[], str]] = {
    "api-key": lambda: made_up.api_key("canary"),
    "iam-token": lambda: made_up.iam_token("canary"),
    "oauth-token": lambda: made_up.oauth_token("canary"),
    "service-account-key": made_up.key_file,
}
# Cores are wanted in the current folder, as far as the program lets the system write one.
IN_FOLDER_WITH_CORES = 'cd "$0" && ulimit -c "$(ulimit -Hc)" && exec "$@"'


def of_secret(secret: str) -> Canaries:
    """Return what to look for: of a key file the private key."""
    return Canaries(made_up.private_key_of(secret) if secret.startswith("{") else secret)


@pytest.mark.parametrize("place", range(9))
def test_the_search_finds_every_spelling(place: int, tmp_path: Path) -> None:
    secret = made_up.iam_token("canary")
    canaries = Canaries(secret)
    for name, form in spellings(secret).items():
        (tmp_path / "found").write_bytes(b"#" * place + form + b"#")
        assert canaries.in_files([tmp_path]), name
    whole = base64.b64encode(b"#" * place + b"key=" + secret.encode() + b"&more")
    (tmp_path / "found").write_bytes(whole)
    assert canaries.in_files([tmp_path])
    (tmp_path / "found").write_bytes(b"t1.MADE-UP-something-else")
    assert not canaries.in_files([tmp_path])


@pytest.mark.parametrize("hostile", [False, True], ids=["ordinary", "hostile"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_leaves_no_trace_from_log_in_to_crash(
    kind: str,
    hostile: bool,
    own_desktop: PrivateDesktop,
    programs: list[Program],
    local_service: LocalService,
    local_endpoints: Mapping[str, str],
    tmp_path: Path,
) -> None:
    folder, logs = own_desktop.folder, tmp_path / "logs"
    cwd, profile = folder / "cwd", folder / "profile"
    for made in (cwd, logs):
        made.mkdir()
    env, marker = {}, folder / "absent"
    if hostile:
        env, marker = hostile_keyring.prepare(folder, Path(own_desktop.env["XDG_CONFIG_HOME"]))
    write_config(profile, local_endpoints)
    secret = KINDS[kind]()
    canaries = of_secret(secret)
    command = ["sh", "-c", IN_FOLDER_WITH_CORES, str(cwd), *application("--profile", str(profile))]
    window = ChatWindow(own_desktop, command, log=logs / "window.log", env=env)
    programs.append(window)

    account_form.until_form(window)
    account_form.fill(window, secret, DEMO_FOLDER_ID)
    assert account_form.checked(window) is None
    window.press("account-save")
    account_form.until_chat(window)
    window.ask_and_wait("Кто ты?")
    header = local_service.seen[-1].headers["authorization"].partition(" ")[2]
    canaries.add(header)
    see_an_error_that_repeats_the_header(window, local_service, header)
    window.press("error-copy")
    save_report(window, folder / "report.txt")
    save_chats(window, folder)
    assert (profile / "history.db").exists()
    with Clipboard(own_desktop) as clipboard:
        assert not canaries.in_bytes(clipboard.contents())
    assert not canaries.in_processes(own_desktop)
    assert not canaries.in_titles(own_desktop)
    assert not canaries.in_bytes(window.root.dump().encode())

    window.process.send_signal(signal.SIGABRT)
    window.process.wait(30)
    assert "Fatal Python error" in window.said()
    assert not canaries.in_files([folder, logs])
    assert not marker.exists(), "no foreign code ran"
    assert any(canaries.in_bytes(value.encode()) for value in kept(own_desktop).values()), "it is kept"


def see_an_error_that_repeats_the_header(window: ChatWindow, service: LocalService, header: str) -> None:
    """Let the service say our own secret back, in what it says of a failure."""
    refusal = Refusal(grpc.StatusCode.INTERNAL, f"internal error, got authorization: Bearer {header}")
    service.add_replies(*[Reply((Fail(refusal),), match="Повтори")] * 3)
    window.ask("Повтори заголовок")
    error = window.error()
    assert error.code == "E-FAULT"
    assert header not in error.details


def save_report(window: ChatWindow, path: Path) -> None:
    """Open the diagnostics and save the report by the keyboard."""
    window.press("nav-settings")
    window.press("settings-diagnosis")
    save = window.find("diagnosis-save")
    window.wait(lambda: save.enabled, "everything was looked at", timeout_s=60)
    save.press(wait=False)
    choose_path(window, "diagnosis-file", path)


def save_chats(window: ChatWindow, folder: Path) -> None:
    """Save all chats by the keyboard and unpack them, so that their words can be searched."""
    window.press("nav-settings")
    window.find("history-save").press(wait=False)
    choose_path(window, "archive-dialog", folder / "chats.zip")
    with zipfile.ZipFile(folder / "chats.zip") as archive:
        archive.extractall(folder / "unpacked")
    assert any("Кто ты?" in file.read_text("utf-8") for file in (folder / "unpacked").rglob("*.jsonl"))


def choose_path(window: ChatWindow, dialog_name: str, path: Path) -> None:
    dialog = window.find(dialog_name, timeout_s=10)
    line = dialog.find(object_name="fileNameEdit")
    window.wait(lambda: line.focused, "the dialog has the keyboard")
    window.key("ctrl+a")
    window.type_text(str(path))
    window.wait(lambda: line.text == str(path), "the path is typed")
    window.key("Return")
    window.wait(lambda: path.exists() and path.read_bytes(), "the file is there")
    window.wait(lambda: not window.has(dialog_name), "the dialog is gone")


@pytest.mark.parametrize("hostile", [False, True], ids=["ordinary", "hostile"])
@pytest.mark.parametrize("command", ["ask", "ask --json", "diagnose", "diagnose --json", "refused"])
@pytest.mark.parametrize(
    ("name", "kind"), [("YC_API_KEY", "api-key"), ("YC_IAM_TOKEN", "iam-token")], ids=["api-key", "iam-token"]
)
def test_a_secret_of_the_environment_leaves_no_trace_in_the_terminal(
    name: str,
    kind: str,
    command: str,
    hostile: bool,
    desktop: PrivateDesktop,
    local_endpoints: Mapping[str, str],
    local_service: LocalService,
    tmp_path: Path,
) -> None:
    env, marker = {}, tmp_path / "absent"
    if hostile:
        env, marker = hostile_keyring.prepare(tmp_path, tmp_path / "config")
        env["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    write_config(tmp_path / "profile", local_endpoints)
    secret = KINDS[kind]()
    words = command.split()
    if words[0] == "ask":
        words += ["Кто ты?"]
    elif command == "refused":
        refusal = Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"bad header: {secret}")
        local_service.add_replies(Reply((Fail(refusal),), match="Откажи"))
        words = ["ask", "Откажи"]
    done = subprocess.run(
        application("--profile", str(tmp_path / "profile"), *words),
        env={**desktop.env, **env, name: secret, "YC_FOLDER_ID": DEMO_FOLDER_ID},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode != 0) is (command == "refused"), done.stderr.decode()
    assert done.stdout or done.stderr
    canaries = Canaries(secret)
    assert not canaries.in_bytes(done.stdout)
    assert not canaries.in_bytes(done.stderr)
    assert not canaries.in_files([tmp_path, desktop.folder])
    assert not marker.exists(), "no foreign code ran"


YC = """#!/bin/sh
env > "{folder}/environment-of-yc"
tr '\\0' '\\n' < /proc/$PPID/cmdline > "{folder}/command-line-of-its-parent"
case "$*" in
*create-token*) echo "{token}" ;;
"config get folder-id") echo "{folder_id}" ;;
*) exit 1 ;;
esac
"""


def test_what_the_program_starts_is_told_no_secret(
    own_desktop: PrivateDesktop, open_window: OpenWindow, local_endpoints: Mapping[str, str], tmp_path: Path
) -> None:
    secret, token = made_up.api_key("canary"), made_up.iam_token("canary")
    folder = own_desktop.folder / "bin"
    folder.mkdir()
    tool = folder / "yc"
    tool.write_text(YC.format(folder=own_desktop.folder, token='$(cat "$0.token")', folder_id=DEMO_FOLDER_ID))
    (folder / "yc.token").write_text(token)
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    env = {"PATH": f"{folder}{os.pathsep}{own_desktop.env['PATH']}", "YC_API_KEY": secret}
    window = open_window(
        own_desktop, endpoints=local_endpoints, env=env, profile=own_desktop.folder / "profile"
    )
    window.find("account-kind-yc", timeout_s=20)
    account_form.choose_kind(window, "yc")
    window.press("account-save")
    account_form.until_chat(window)
    window.ask_and_wait("Кто ты?")
    assert not window.has("error-banner")
    assert window.close() < 5
    assert (own_desktop.folder / "environment-of-yc").read_text()
    (folder / "yc.token").unlink()
    assert not Canaries(secret, token).in_files([own_desktop.folder, tmp_path])


@pytest.mark.parametrize("how", ["--api-key", "--iam-token"])
def test_a_secret_on_the_command_line_is_warned_of(
    how: str, desktop: PrivateDesktop, local_endpoints: Mapping[str, str], tmp_path: Path
) -> None:
    write_config(tmp_path / "profile", local_endpoints)
    secret = KINDS[how.removeprefix("--")]()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "yagpt_desktop", "--profile", str(tmp_path / "profile")),
            *("ask", how, secret, "--folder-id", DEMO_FOLDER_ID, "Кто ты?"),
        ],
        env=desktop.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "видн" in done.stderr.decode() or "видят" in done.stderr.decode()
    canaries = Canaries(secret)
    assert not canaries.in_bytes(done.stdout + done.stderr)
    assert not canaries.in_files([tmp_path, desktop.folder])
