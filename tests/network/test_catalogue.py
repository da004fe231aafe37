"""Every way that a call can end leads to an entry of the catalogue, and none of them to the nameless one."""

from __future__ import annotations

import errno
import socket
import ssl

import httpcore
import httpx
import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.words.error_table import ENTRIES
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.yandex import error_map, http_errors
from yagpt_desktop.yandex.answer import told
from yagpt_desktop.yandex.error_map import CallFacts, Code, Subject, build, status_error
from yagpt_desktop.yandex.tunnel import refusal_in
from yagpt_desktop.yandex.watchdog import Expiry

NAMELESS = errors.YaGptError.code


def check(error):
    """An entry of its own or of a near relative, in words, with a code; never "something went wrong"."""
    kind = next(kind for kind in type(error).__mro__ if kind in ENTRIES)
    assert kind not in {errors.YaGptError, errors.UnexpectedError}, error
    text = error_text(error)
    assert text.code == error.code != NAMELESS
    assert text.title and text.cause and text.assurance
    assert error.detail not in {text.title, text.cause}


def as_raised(kind, reason=None, verify_code=0):
    """A TLS error with what the ssl module puts on real ones."""
    error = kind(1, "x")
    error.reason, error.library = reason, "SSL"
    if kind is ssl.SSLCertVerificationError:
        error.verify_code, error.verify_message = verify_code, "words"
    return error


def kinds_in_tables():
    found = set(error_map.ERROR_OF_CODE.values())
    for table in (*error_map._REFINED.values(), error_map._BROKEN):
        found |= {kind for _, kind in table}
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", kinds_in_tables())
def test_every_class_in_the_tables_has_its_entry(kind):
    check(build(kind, "detail", CallFacts()))


@pytest.mark.parametrize("subject", list(Subject))
@pytest.mark.parametrize("code", [*(code.value for code in Code if code), 17, 99, -1])
def test_every_status_before_and_after_the_first_text(code, subject):
    error = status_error(code, "the service's words", CallFacts(subject=subject))
    check(error)
    check(after_text(error))


@pytest.mark.parametrize("status", [*range(300, 312), *range(400, 430), 431, 451, 499, *range(500, 530), 599])
@pytest.mark.parametrize("body", [b"", b"{}", b'{"error":{"message":"x"}}', b"<html>"], ids=repr)
def test_every_http_status(status, body):
    error = http_errors.http_status_error(status, body, CallFacts())
    check(error)
    check(after_text(error))


@pytest.mark.parametrize("number", [*errno.errorcode, None])
def test_every_errno_of_a_connection(number):
    cause = OSError(number, "words") if number else OSError("words")
    for raised in (
        httpcore.ConnectError(),
        httpcore.ConnectTimeout(),
        httpcore.ReadError(),
        httpcore.WriteError(),
        httpcore.ReadTimeout(),
        httpcore.RemoteProtocolError(),
        httpx.DecodingError("x"),
    ):
        error = http_errors.transport_error(raised, CallFacts(), cause=cause)
        check(error)
        check(after_text(error))


@pytest.mark.parametrize(
    "cause",
    [
        socket.gaierror(socket.EAI_NONAME, "x"),
        socket.gaierror(socket.EAI_AGAIN, "x"),
        TimeoutError(),
        ConnectionRefusedError(),
        ConnectionResetError(),
        BrokenPipeError(),
        as_raised(ssl.SSLEOFError),
        as_raised(ssl.SSLZeroReturnError),
        as_raised(ssl.SSLError, "WRONG_VERSION_NUMBER"),
        as_raised(ssl.SSLError, "TLSV1_ALERT_INTERNAL_ERROR"),
        as_raised(ssl.SSLError, None),
        as_raised(ssl.SSLCertVerificationError, "CERTIFICATE_VERIFY_FAILED", 9),
        as_raised(ssl.SSLCertVerificationError, "CERTIFICATE_VERIFY_FAILED", 10),
        as_raised(ssl.SSLCertVerificationError, "CERTIFICATE_VERIFY_FAILED", 20),
    ],
    ids=lambda cause: type(cause).__name__,
)
def test_everything_a_socket_raises(cause):
    check(http_errors.connect_error(cause, CallFacts()))


@pytest.mark.parametrize(
    "status", [b"", b"garbage", *(b"HTTP/1.1 %d x" % code for code in range(300, 600, 7)), b"HTTP/1.1 407 x"]
)
def test_everything_a_proxy_says(status):
    check(refusal_in(status + b"\r\n\r\n" if status else b""))


@pytest.mark.parametrize("expiry", list(Expiry))
def test_every_watchdog(expiry):
    check(build(expiry.error_kind, expiry.value, CallFacts()))


FAILED = "failed to connect to all addresses; last error: UNKNOWN: ipv4:1: "
GRPC_SAYS = (
    FAILED + "recvmsg:Connection reset by peer (104)",
    FAILED + "connection attempt timed out before receiving SETTINGS frame",
    FAILED + "Failed parsing HTTP/2 (Expected SETTINGS frame as the first frame, got frame type 80)",
    FAILED + "Cannot check peer: missing selected ALPN property.",
    FAILED
    + "Tls handshake failed (TSI_PROTOCOL_FAILURE): CERTIFICATE_VERIFY_FAILED: certificate is not yet valid",
    "errors resolving llm.invalid: [UNKNOWN: getaddrinfo: Name or service not known (-2)]",
    "Stream removed (GOAWAY received; Error code: 11; Debug Text: too_many_pings)",
    "Stream removed (recvmsg:Connection reset by peer (104))",
    "Received http2 header with status: 502",
    "",
)


@pytest.mark.parametrize("words", GRPC_SAYS)
@pytest.mark.parametrize("code", [Code.UNAVAILABLE, Code.INTERNAL, Code.UNKNOWN, Code.CANCELLED])
def test_what_grpc_says_of_its_own(code, words):
    error = status_error(code, words, CallFacts())
    check(error)
    check(after_text(error))


def after_text(error):
    """Return the error as it is told when text had come."""
    from yagpt_desktop.domain.cancel import CancelToken
    from yagpt_desktop.domain.completion import CompletionUpdate

    class Dog:
        has_slept = False

        def stir(self):
            pass

        settle = stir

    def pieces():
        yield CompletionUpdate("часть")
        raise error

    with pytest.raises(errors.YaGptError) as caught:
        list(told(pieces(), Dog(), CancelToken(), streaming=True))
    return caught.value
