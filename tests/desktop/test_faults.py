"""Everything that can go wrong on the way, met in the real window: the right code, the person's text kept."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from harness.chat_window import OpenWindow
from harness.private_desktop import PrivateDesktop

from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.simulator.service import DEMO_FOLDER_ID

pytestmark = pytest.mark.desktop

# What the local service is told, the code in the strip, and whether a part of the answer stays.
FAULTS = [
    ("/quota", "E-RATE"),
    ("/quota-hour", "E-RATE-HOUR"),
    ("/busy", "E-BUSY"),
    ("/error INTERNAL", "E-FAULT"),
    ("/error INVALID_ARGUMENT number of input tokens must be no more than 32768, got 56832", "E-LONG"),
    ("/error INVALID_ARGUMENT Failed to parse model URI", "E-MODEL"),
    ("/cut", "E-CUT"),
    ("/garbage", "E-BADREPLY"),
    ("/non-utf8", "E-BADREPLY"),
    ("/noreply", "E-BADREPLY"),
]


@pytest.mark.parametrize("transport", Transport)
def test_each_fault_of_the_service_shows_its_code_and_keeps_the_question(
    transport: Transport,
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
    subtests: pytest.Subtests,
) -> None:
    window = open_window(desktop, endpoints=local_endpoints, env=let_in)
    window.press(f"transport-{transport}")
    for command, code in FAULTS:
        with subtests.test(command=command):
            window.ask(command)
            error = window.error(timeout_s=25)
            assert error.code == code
            assert error.title
            assert error.cause.endswith(".")
            assert command in window.transcript_text(), "the question is kept"
        window.until_ready()
        window.new_chat()
    window.close()


@pytest.mark.parametrize("transport", Transport)
def test_what_is_unusual_about_an_answer_is_no_error(
    transport: Transport,
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
    subtests: pytest.Subtests,
) -> None:
    window = open_window(desktop, endpoints=local_endpoints, env=let_in)
    window.press(f"transport-{transport}")
    for command in ("/truncate", "/filter", "/filter final", "/unknown-status 42", "/empty"):
        with subtests.test(command=command):
            window.ask_and_wait(f"{command}\nЧто такое радуга?")
            assert not window.has("error-banner")
            assert "Что такое радуга?" in window.messages()[0].text
            assert len(window.messages()) == 2
        window.new_chat()
    window.close()


@pytest.mark.parametrize("transport", Transport)
def test_an_answer_of_five_megabytes_arrives_or_is_refused_and_the_window_lives(
    transport: Transport,
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=local_endpoints, env=let_in)
    window.press(f"transport-{transport}")
    window.ask_and_wait("/big 5000000", timeout_s=60)
    window.new_chat()
    window.ask_and_wait("Ты ещё здесь?")
    assert not window.has("error-banner")
    window.close()


CREDENTIALS = [
    ("t1.MADE-UP-wrong-token", DEMO_FOLDER_ID, "E-KEY-WRONG"),
    ("t1.MADE-UP-expired-token", DEMO_FOLDER_ID, "E-LOGIN-EXPIRED"),
    ("t1.MADE-UP-nobilling-token", DEMO_FOLDER_ID, "E-MONEY"),
    ("t1.MADE-UP-good-token", "b1gcloud000000000001", "E-NO-ROLE"),
]


@pytest.mark.parametrize(("token", "folder", "code"), CREDENTIALS)
def test_a_credential_that_does_not_fit_is_told_apart(
    token: str,
    folder: str,
    code: str,
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
) -> None:
    env = {"YC_IAM_TOKEN": token, "YC_FOLDER_ID": folder}
    window = open_window(desktop, endpoints=local_endpoints, env=env)
    window.ask("Меня пустят?")
    error = window.error()
    assert error.code == code
    assert token not in error.details
    assert "Меня пустят?" in window.transcript_text()
    window.close()


@contextmanager
def hostile_port(says: bytes | None) -> Iterator[int]:
    """A port that answers every connection with these bytes; None for one that refuses."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if says is None:
            server.close()
            yield port
            return
        server.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    client, _ = server.accept()
                except OSError:
                    continue
                with client:
                    client.settimeout(1)
                    try:
                        client.recv(65536)
                        client.sendall(says)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, name="hostile-port")
        thread.start()
        try:
            yield port
        finally:
            over.set()
            thread.join()


PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n"
    b"<html></html>"
)


@pytest.mark.parametrize(
    ("says", "transport", "code"),
    [
        (None, Transport.GRPC, "E-OFFLINE"),
        (None, Transport.REST, "E-OFFLINE"),
        (PORTAL, Transport.GRPC, "E-PORTAL"),
        (PORTAL, Transport.REST, "E-PORTAL"),
        (b"\x16\x03\x01 garbage", Transport.REST, "E-BADREPLY"),
    ],
)
def test_what_is_not_the_service_is_told_apart(
    says: bytes | None,
    transport: Transport,
    code: str,
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    let_in: dict[str, str],
) -> None:
    with hostile_port(says) as port:
        endpoints = {"grpc": f"127.0.0.1:{port}", "rest": f"http://127.0.0.1:{port}"}
        window = open_window(desktop, endpoints=endpoints, env=let_in)
        window.press(f"transport-{transport}")
        window.ask("Есть кто-нибудь?")
        assert window.error(timeout_s=30).code == code
        assert "Есть кто-нибудь?" in window.transcript_text()
        window.close()


def test_a_certificate_of_nobody_is_refused_before_the_key_is_sent(
    desktop: PrivateDesktop, open_window: OpenWindow, let_in: dict[str, str], tls_port: int
) -> None:
    """Over REST alone: a gRPC address on this machine means no TLS."""
    endpoints = {"grpc": f"localhost:{tls_port}", "rest": f"https://localhost:{tls_port}"}
    window = open_window(desktop, endpoints=endpoints, env=let_in)
    window.press("transport-rest")
    window.ask("Это точно ты?")
    assert window.error(timeout_s=30).code == "E-CERT"
    assert "Это точно ты?" in window.transcript_text()
    window.close()


def test_a_name_that_leads_nowhere_is_told_apart(
    desktop: PrivateDesktop, open_window: OpenWindow, let_in: dict[str, str]
) -> None:
    nowhere = {"grpc": "no-such-host.invalid:443", "rest": "https://no-such-host.invalid"}
    window = open_window(desktop, endpoints=nowhere, env=let_in)
    window.press("transport-rest")
    window.ask("Есть кто-нибудь?")
    assert window.error(timeout_s=40).code == "E-DNS"
    window.close()


def test_a_service_that_falls_silent_is_given_up_and_the_part_that_arrived_stays(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
) -> None:
    impatient = "[network]\nfirst_token_timeout_s = 1\nsilence_timeout_s = 1\n"
    window = open_window(desktop, endpoints=local_endpoints, config=impatient, env=let_in)
    window.ask("/silent")
    assert window.error(timeout_s=30).code == "E-SLOW"
    window.new_chat()
    window.ask("/stall")
    assert window.error(timeout_s=30).code == "E-SLOW"
    question, answer = window.messages()
    assert question.text == "/stall"
    assert answer.text, "what had arrived is kept"
    window.close()


def test_stop_ends_the_waiting_for_another_try(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=local_endpoints, env=let_in)
    window.ask("/busy")
    assert "из 3" in window.find("chat-notice").name, "it says that it tries again"
    window.press("stop")
    window.until_ready(timeout_s=1)
    assert not window.has("error-banner")
    assert "/busy" in window.transcript_text()
    window.ask("/busy")
    window.find("chat-notice")
    assert window.close() < 5, "and closing does not wait for it either"


def test_the_retry_button_asks_again_and_the_answer_takes_the_place_of_the_error(
    desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_endpoints: Mapping[str, str],
    let_in: dict[str, str],
) -> None:
    window = open_window(desktop, endpoints=local_endpoints, env=let_in)
    window.ask("/flaky 3\nЧто такое радуга?")
    assert window.error().code == "E-BUSY"
    window.press("error-action")
    window.wait(lambda: not window.has("error-banner"), "the strip is gone")
    window.until_ready()
    assert not window.has("error-banner")
    question, answer = window.messages()
    assert "Что такое радуга?" in question.text
    assert answer.text
    window.close()


def test_a_mistake_in_the_configuration_is_told_in_a_window_and_in_the_log(
    desktop: PrivateDesktop, open_window: OpenWindow, let_in: dict[str, str]
) -> None:
    window = open_window(
        desktop, endpoints={}, config='[network]\nfirst_token_timeout_s = "long"\n', env=let_in
    )
    # Nobody reads the log that its words go to, so it tells them in a window too.
    box = window.find("start-failure", timeout_s=20)
    assert "first_token_timeout_s" in " ".join(node.name for node in box.walk() if node.showing)
    window.key("Return")
    assert window.process.wait(20) == 2
    assert "first_token_timeout_s" in window.said()
    assert "Traceback" not in window.said()
