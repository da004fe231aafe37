"""The cloud's own tool, as it answers, refuses, hangs and floods."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.errors import Cancelled, ReplyDamaged, ServiceUnreachable, SignInRequired, TimedOut
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.storage.yc_tool import YcCommand

TOKEN = "t1.MADE-UP-token-for-tests." + "s" * 86
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WAIT_S = 20


@pytest.fixture
def yc(tmp_path: Path) -> Callable[..., YcCommand]:
    """Makes a tool of a shell script; ``environ`` comes on top."""

    def make(script: str, environ: dict[str, str] | None = None, **options: float) -> YcCommand:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        path = folder / "yc"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        surroundings = {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(tmp_path), **(environ or {})}
        return YcCommand(surroundings, now=lambda: NOW, **options)  # type: ignore[arg-type]

    return make


def is_running(pid_file: Path) -> bool:
    pid = int(pid_file.read_text())
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_token_comes_with_the_moment_it_came(yc) -> None:
    assert yc(f"echo {TOKEN}").token(CancelToken()) == IamToken(TOKEN, NOW, None)


@pytest.mark.parametrize(
    "script",
    [
        f'echo "A new version is there"; echo {TOKEN}',
        f'echo {TOKEN}; echo; echo "Update with: yc components update"; echo "See https://example.invalid/1"',
        f"echo notice >&2; printf '%s\\r\\n' {TOKEN}",
        f"printf '\\n%s' {TOKEN}",
    ],
)
def test_notices_around_the_token_are_no_token(yc, script: str) -> None:
    assert yc(script).token(CancelToken()).token == TOKEN


def test_the_tool_is_asked_in_its_own_words(yc, tmp_path: Path) -> None:
    script = f'echo "$@" >> {tmp_path}/asked; case "$1" in iam) echo {TOKEN};; *) echo "b1g$3";; esac'
    tool = yc(script)
    tool.token(CancelToken())
    assert tool.folder_id(CancelToken()) == "b1gfolder-id"
    assert tool.cloud_id(CancelToken()) == "b1gcloud-id"
    assert (tmp_path / "asked").read_text().splitlines() == [
        "iam create-token --no-user-output",
        "config get folder-id",
        "config get cloud-id",
    ]


@pytest.mark.parametrize(
    "script", ["true", "echo", "exit 1", "echo 'no such key' >&2; exit 1", "echo 'a<b>'"]
)
def test_a_profile_without_a_folder_has_none(yc, script: str) -> None:
    assert yc(script).folder_id(CancelToken()) == ""


def test_no_tool_is_nothing_to_sign_in_with(tmp_path: Path) -> None:
    tool = YcCommand({"PATH": str(tmp_path), "HOME": str(tmp_path)})
    assert not tool.is_found()
    with pytest.raises(SignInRequired):
        tool.token(CancelToken())
    assert tool.folder_id(CancelToken()) == ""


def test_the_installers_folder_is_looked_in_although_no_path_leads_there(tmp_path: Path) -> None:
    folder = tmp_path / "yandex-cloud" / "bin"
    folder.mkdir(parents=True)
    for name in ("yc", "yc.exe"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    assert YcCommand({"HOME": str(tmp_path)}).path() == folder / "yc"
    assert YcCommand({"USERPROFILE": str(tmp_path)}, platform="win32").path() == folder / "yc.exe"
    assert YcCommand({"PATH": f'C:\\Windows;"{folder}"'}, platform="win32").path() == folder / "yc.exe"


def test_the_current_folder_and_what_cannot_be_run_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, mode in (("here", 0o755), ("plain", 0o644)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "yc").write_text("#!/bin/sh\n")
        (tmp_path / folder / "yc").chmod(mode)
    (tmp_path / "folder" / "yc").mkdir(parents=True)
    path = f":.:here:{tmp_path / 'plain'}:{tmp_path / 'folder'}:/gone:bad\0name"
    assert not YcCommand({"PATH": path, "HOME": str(tmp_path)}).is_found()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ERROR: rpc error: code = Unauthenticated desc = The token has expired", SignInRequired),
        ("ERROR: Get credentials: run yc init", SignInRequired),
        ("", SignInRequired),
        ("ERROR: rpc error: code = Unavailable desc = dial tcp: lookup: no such host", ServiceUnreachable),
        ("ERROR: x509: certificate signed by unknown authority", ServiceUnreachable),
    ],
)
def test_a_tool_that_fails_says_why_and_nothing_it_printed_is_told(yc, said: str, kind: type) -> None:
    script = f"echo {TOKEN}; echo '{said} {TOKEN}' >&2; exit 3"
    with pytest.raises(kind) as caught:
        yc(script).token(CancelToken())
    assert "MADE-UP" not in caught.value.detail
    assert caught.value.detail


@pytest.mark.parametrize("script", ["true", "echo short", "echo 'Please sign in in the browser that opens'"])
def test_what_is_no_token_is_a_damaged_reply(yc, script: str) -> None:
    with pytest.raises(ReplyDamaged):
        yc(script).token(CancelToken())


def test_a_file_that_is_no_program_is_no_tool(yc, tmp_path: Path) -> None:
    tool = yc("")
    (tmp_path / "bin" / "yc").write_bytes(b"\x7fELF-MADE-UP")
    with pytest.raises(SignInRequired):
        tool.token(CancelToken())


def test_a_tool_that_hangs_is_ended_with_those_it_started(yc, tmp_path: Path) -> None:
    script = f"sleep 60 & echo $! > {tmp_path}/child; echo $$ > {tmp_path}/own; wait"
    with pytest.raises(TimedOut):
        yc(script, token_limit_s=0.5).token(CancelToken())
    wait_for(lambda: not is_running(tmp_path / "own") and not is_running(tmp_path / "child"))


def test_a_cancel_ends_the_tool_at_once(yc, tmp_path: Path) -> None:
    cancel = CancelToken()
    outcome: list[object] = []

    def ask() -> None:
        try:
            outcome.append(yc(f"echo $$ > {tmp_path}/own; sleep 60").token(cancel))
        except Cancelled as error:
            outcome.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    wait_for(lambda: (tmp_path / "own").exists() and bool((tmp_path / "own").read_text()))
    began = time.monotonic()
    cancel.cancel()
    thread.join(WAIT_S)
    assert time.monotonic() - began < 2
    assert isinstance(outcome[0], Cancelled)
    wait_for(lambda: not is_running(tmp_path / "own"))


def test_a_cancel_before_the_call_starts_nothing(yc, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        yc(f"touch {tmp_path}/ran").token(cancel)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("where", ["", ">&2"])
def test_a_flood_is_cut_off(yc, where: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReplyDamaged):
        yc(f"exec yes {'x' * 1_000} {where}").token(CancelToken())
    assert time.monotonic() - began < 10


def test_the_tool_can_ask_nothing_and_gets_no_secret_of_ours(yc, tmp_path: Path) -> None:
    surroundings = {
        "YC_IAM_TOKEN": "t1.MADE-UP", "YC_API_KEY": "AQVN-MADE-UP", "YC_TOKEN": "y0_MADE-UP",
        "PYTHONPATH": "x", "LD_PRELOAD": "x", "https_proxy": "http://proxy.invalid:1",
    }  # fmt: skip
    yc(f"env > {tmp_path}/environ; cat > {tmp_path}/asked; echo {TOKEN}", surroundings).token(CancelToken())
    environ = (tmp_path / "environ").read_text()
    assert "MADE-UP" not in environ
    assert "LD_PRELOAD" not in environ
    assert "PYTHONPATH" not in environ
    assert "https_proxy=http://proxy.invalid:1" in environ
    assert (tmp_path / "asked").read_text() == ""


def test_many_calls_leave_no_descriptor_open(yc) -> None:
    tool = yc(f"echo {TOKEN}")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        tool.token(CancelToken())
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_nothing_is_logged(yc, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0):
        yc(f"echo {TOKEN}").token(CancelToken())
        yc(f"exec echo {TOKEN}; exit 1").folder_id(CancelToken())
    assert "MADE-UP" not in caplog.text
