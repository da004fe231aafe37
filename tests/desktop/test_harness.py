"""The harness proved on a window of its own, so that a red test elsewhere speaks about the program."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from pathlib import Path

import grpc
import httpx
import pytest
from harness import keyring_lock, sample_window
from harness.private_desktop import Keyring, PrivateDesktop
from harness.program import Program
from harness.recording_service import RecordingService
from harness.settled import traces_of

from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb
from yagpt_desktop.yandex.pb import text_generation_pb2_grpc as rpc

pytestmark = pytest.mark.desktop

SAMPLE = [sys.executable, str(Path(sample_window.__file__))]


def test_a_window_is_typed_into_pressed_read_and_closed(
    desktop: PrivateDesktop, start: Callable[..., Program], tmp_path: Path
) -> None:
    program = start(desktop, SAMPLE)
    program.type_text("ёж съел 12 груш, да!", into="field")
    program.wait(lambda: program.find("field").text == "ёж съел 12 груш, да!", "the letters arrived")
    answer = program.find("answer")
    program.press("send-sample")
    lengths = {len(answer.text)}
    program.wait(
        lambda: lengths.add(len(answer.text)) or answer.text.strip().endswith("да!"), "the whole answer"
    )
    assert len(lengths) > 3, "the text was seen growing"
    program.toggle("quick", on=True)
    program.choose("sample-model", "большая")
    assert program.screenshot(tmp_path / "sample.png").stat().st_size > 1000
    assert program.close() < 5


def test_the_keyring_gives_back_what_it_took(desktop: PrivateDesktop, start: Callable[..., Program]) -> None:
    program = start(desktop, SAMPLE)
    program.paste_text("field", "t1.MADE-UP-sample")
    program.press("keep")
    program.wait(lambda: program.find("answer").text == "t1.MADE-UP-sample", "the keyring answers")
    program.close()
    kept = b"".join(
        path.read_bytes() for path in Path(desktop.env["XDG_DATA_HOME"]).rglob("*") if path.is_file()
    )
    assert kept, "there is a keyring file"
    assert b"MADE-UP-sample" not in kept, "and it is encrypted"


def test_a_window_can_be_closed_as_a_task_bar_does(
    desktop: PrivateDesktop, start: Callable[..., Program]
) -> None:
    program = start(desktop, SAMPLE)
    program.close_by_message()
    assert program.ended(within_s=10) < 5


def test_a_desktop_without_a_secret_service_has_none(
    desktop_without_keyring: PrivateDesktop, start: Callable[..., Program]
) -> None:
    program = start(desktop_without_keyring, SAMPLE)
    program.paste_text("field", "t1.MADE-UP-sample")
    program.press("keep")
    program.wait(lambda: program.find("answer").text == "NoKeyringError", "the keyring is not there")
    program.close()


def test_a_keyring_locks_and_unlocks_and_a_desktop_leaves_nothing_behind() -> None:
    with PrivateDesktop(keyring=Keyring.LOCKED, screen=None, accessible=False) as desktop:
        bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
        assert keyring_lock.is_locked(bus)
        desktop.unlock_keyring()
        assert not keyring_lock.is_locked(bus)
    assert not desktop.folder.exists()
    assert not desktop.strays()


def test_a_program_that_fails_or_complains_is_noticed(
    desktop: PrivateDesktop, start: Callable[..., Program]
) -> None:
    failing = start(desktop, [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(AssertionError, match="exit code 3"):
        failing.ended(within_s=10)
    complaining = start(
        desktop,
        [sys.executable, "-c", "import sys; print('QObject::startTimer: wrong thread', file=sys.stderr)"],
    )
    with pytest.raises(AssertionError, match="startTimer"):
        complaining.ended(within_s=10)


def test_the_recording_service_answers_step_by_step_and_remembers(
    recording_service: RecordingService,
) -> None:
    answer = recording_service.will_say("раз", "раз два", stepwise=True)
    request = pb.CompletionRequest(
        model_uri="gpt://b1g-made-up/yandexgpt",
        completion_options=pb.CompletionOptions(stream=True),
        messages=[pb.Message(role="user", text="считай")],
    )
    with grpc.insecure_channel(recording_service.endpoints["grpc"]) as channel:
        call = rpc.TextGenerationServiceStub(channel).Completion(
            request, metadata=[("x-folder-id", "b1g-made-up")]
        )
        answer.gate.release()
        assert next(call).alternatives[0].message.text == "раз"
        answer.gate.release()
        assert next(call).alternatives[0].status == pb.Alternative.ALTERNATIVE_STATUS_FINAL
    recording_service.will_say("раз", "раз два")
    body = {"modelUri": "gpt://b1g-made-up/yandexgpt", "messages": [{"role": "user", "text": "считай"}]}
    reply = httpx.post(f"{recording_service.endpoints['rest']}/foundationModels/v1/completion", json=body)
    assert json.loads(reply.text)["result"]["alternatives"][0]["message"]["text"] == "раз два"
    assert [received.transport for received in recording_service.received] == [Transport.GRPC, Transport.REST]
    assert recording_service.received[0].headers["x-folder-id"] == "b1g-made-up"
    assert recording_service.received[1].texts == [("user", "считай")]


@pytest.mark.parametrize(
    "spelt",
    [
        lambda secret: secret.encode(),
        lambda secret: secret.encode("utf-16"),
        lambda secret: secret.encode().hex().encode(),
        lambda secret: base64.b64encode(f'{{"a": "{secret}"}}'.encode()),
    ],
)
def test_a_secret_is_found_in_whatever_spelling(tmp_path: Path, spelt: Callable[[str], bytes]) -> None:
    secret = "t1.MADE-UP-canary-0123456789"
    assert not traces_of(secret, [tmp_path])
    (tmp_path / "file").write_bytes(b"before " + spelt(secret) + b" after")
    assert traces_of(secret, [tmp_path])
