from __future__ import annotations

import grpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain import errors
from yagpt_desktop.yandex.error_map import (
    ERROR_OF_CODE,
    CallFacts,
    Code,
    Hints,
    Subject,
    build,
    joined_ids,
    status_error,
)
from yagpt_desktop.yandex.grpc_errors import hints_of, retry_delay_s
from yagpt_desktop.yandex.pb import rpc_status_pb2
from yagpt_desktop.yandex.redaction import MAX_DETAIL_CHARACTERS, private_texts, redacted

CALL = CallFacts("made-up-id")

# Texts of the facts sheet's table of errors and of gRPC 1.83 and 1.85 themselves.
TEXTS = [
    (16, "Unknown api key 'AQVN...'", errors.CredentialRejected),
    (16, "The apikey has expired", errors.SessionExpired),
    (16, "The token has expired at 2026-01-01", errors.SessionExpired),
    (16, "OAuth token is invalid or expired", errors.CredentialRejected),
    (16, "token is invalid", errors.CredentialRejected),
    (7, "Permission denied", errors.AccessDenied),
    (
        7,
        "Permission to [resource-manager.folder b1g, resource-manager.cloud b1c] denied",
        errors.AccessDenied,
    ),
    (7, "Access to model art://b1g/x denied", errors.AccessDenied),
    (7, "The billing account is inactive", errors.BillingInactive),
    (7, "Folder b1gcloudid not found", errors.FolderUnknown),
    (
        3,
        "Specified folder ID 'b1ga' does not match with service account folder ID 'b1gb'",
        errors.FolderUnknown,
    ),
    (3, "invalid folder_id", errors.FolderUnknown),
    (3, "Unknown folder ID b1gcloudid", errors.FolderUnknown),
    (3, "invalid model_uri", errors.ModelUnknown),
    (3, "Failed to parse model URI", errors.ModelUnknown),
    (3, "Failed to get model", errors.ModelUnknown),
    (3, "model yandexgpt-32k is deprecated", errors.ModelUnknown),
    (3, "number of input tokens must be no more than 32768, got 56832", errors.TextTooLong),
    (3, "text length is 123456, which is outside the range (0, 100000]", errors.TextTooLong),
    (3, "text length is 0, which is outside the range (0, 100000]", errors.RequestRejected),
    (3, "maxTokens is over the maximum text generation size", errors.OptionUnsupported),
    (3, "reasoning is not supported by this model", errors.OptionUnsupported),
    (3, "something else entirely", errors.RequestRejected),
    (
        8,
        "ai.textGenerationCompletionSessionsCount.count gauge quota limit exceed: allowed 10 requests",
        errors.QuotaExceeded,
    ),
    (
        8,
        "ai.textGenerationCompletionRequestsPerHour.rate rate quota limit exceed: allowed 100 requests",
        errors.HourlyQuotaExceeded,
    ),
    (8, "CLIENT: Received message larger than max (9 vs. 4)", errors.ReplyTooBig),
    (8, "Received message larger than max (9 vs. 4)", errors.ReplyTooBig),
    (8, "CLIENT: Sent message larger than max (9 vs. 4)", errors.TextTooLong),
    (8, "SERVER: Received message larger than max (9 vs. 4)", errors.TextTooLong),
    (8, "grpc: received message larger than max (9 vs. 4)", errors.TextTooLong),
    (8, "gRPC message exceeds maximum size 4194304: 5000000", errors.TextTooLong),
    (8, "received trailing metadata size exceeds hard limit", errors.ReplyDamaged),
    (8, "Stream removed (RST_STREAM (Received RST_STREAM with error code 11))", errors.ServiceUnreachable),
    (7, "Stream removed (RST_STREAM (Received RST_STREAM with error code 12))", errors.ServiceUnreachable),
    (5, "model not found", errors.ModelUnknown),
    (5, "folder not found", errors.FolderUnknown),
    (5, "nothing here", errors.RequestRejected),
    (12, "not implemented", errors.OptionUnsupported),
    (13, "Exception deserializing response!", errors.ReplyDamaged),
    (13, "Error parsing response: invalid UTF-8", errors.ReplyDamaged),
    (13, "internal error", errors.ServiceFault),
    (2, "Failed parsing HTTP/2", errors.SignInPageSuspected),
    (2, "Stream removed (Failed parsing HTTP/2 (…))", errors.SignInPageSuspected),
    (2, "Stream removed (Data frame with END_STREAM flag received)", errors.ServiceUnreachable),
    (2, "No status received", errors.ReplyDamaged),
    (2, "surprise", errors.ServiceFault),
    (
        14,
        "errors resolving llm.invalid:443: [field:hostname lookup error:Address lookup failed]",
        errors.HostNotFound,
    ),
    (14, "DNS resolution failed for llm.invalid:443: UNKNOWN", errors.HostNotFound),
    (
        14,
        "failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:1: Connection refused",
        errors.NotConnected,
    ),
    (
        14,
        "failed to connect to all addresses; last error: …: CERTIFICATE_VERIFY_FAILED: self signed",
        errors.CertificateRejected,
    ),
    (
        14,
        "failed to connect to all addresses; …: Hostname Verification Check failed.",
        errors.CertificateRejected,
    ),
    (
        14,
        "failed to connect to all addresses; …: Cannot check peer: missing selected ALPN property.",
        errors.CertificateRejected,
    ),
    (
        14,
        "failed to connect to all addresses; …: WRONG_VERSION_NUMBER: Invalid certificate context",
        errors.SignInPageSuspected,
    ),
    (
        14,
        "failed to connect to all addresses; …: Trying to connect an http1.x server",
        errors.SignInPageSuspected,
    ),
    (14, "failed to connect to all addresses; …: HTTP proxy returned response code 407", errors.ProxyRefused),
    (14, "Socket closed", errors.ServiceUnreachable),
    (14, "recvmsg:Connection reset by peer (104)", errors.ServiceUnreachable),
    (14, "GOAWAY received; Error code: 11", errors.ServiceUnreachable),
    (14, "ping timeout", errors.ServiceUnreachable),
    (14, "upstream connect error: connection refused", errors.ServiceBusy),
    (14, "Upstream request timeout", errors.ServiceBusy),
    (4, "Stream removed (Deadline Exceeded)", errors.TimedOut),
    (1, "Stream removed (RST_STREAM)", errors.ServiceUnreachable),
    (1, "CANCELLED", errors.ServiceUnreachable),
    (42, "a code nobody has heard of", errors.ServiceFault),
]


@pytest.mark.parametrize(("code", "text", "kind"), TEXTS)
def test_code_first_and_then_text(code, text, kind):
    error = status_error(code, text, CALL)
    assert type(error) is kind
    assert error.request_id == "made-up-id"


def test_every_grpc_status_has_a_class_without_any_text():
    for status in grpc.StatusCode:
        if status is not grpc.StatusCode.OK:
            code = Code(status.value[0])
            assert code.name == status.name
            assert type(status_error(code, "", CALL)) is ERROR_OF_CODE[code]
    assert set(ERROR_OF_CODE) == set(Code) - {Code.OK}


@given(st.integers(), st.text())
def test_any_status_has_a_class(code, text):
    error = status_error(code, text, CALL)
    assert isinstance(error, errors.YaGptError)
    assert len(error.detail) <= MAX_DETAIL_CHARACTERS


@pytest.mark.parametrize("code", [3, 7, 16])
def test_what_a_retry_cannot_mend_is_never_retried(code):
    for _, text, _ in TEXTS:
        error = status_error(code, text, CALL)
        assert not error.retry_is_safe or isinstance(error, errors.ServiceUnreachable | errors.NetworkError)
    assert not status_error(code, "", CALL).retry_is_safe


def test_not_found_means_expired_for_an_operation_alone():
    operation = CallFacts("id", Subject.OPERATION)
    assert type(status_error(5, "operation not found", operation)) is errors.ResultExpired
    assert type(status_error(5, "operation not found", CALL)) is errors.RequestRejected


def test_the_numbers_of_a_too_long_text():
    error = status_error(3, "number of input tokens must be no more than 32768, got 56832", CALL)
    assert isinstance(error, errors.TextTooLong)
    assert (error.limit_tokens, error.actual_tokens) == (32768, 56832)
    # These are characters, and no tokens.
    error = status_error(3, "text length is 123456, which is outside the range (0, 100000]", CALL)
    assert isinstance(error, errors.TextTooLong)
    assert (error.limit_tokens, error.actual_tokens) == (None, None)


@pytest.mark.parametrize(
    "secret",
    [
        "AQVNmadeupmadeupmadeup",
        "t1.9euelMADEUP-madeup_madeup.MADEUPsignature==",
        "y0_MADEUPmadeupmadeup",
        "y3_MADEUPmadeupmadeup",
        "eyJmadeupmade.eyJmadeup.madeupmadeup",
        "Bearer something-made-up",
        "Api-Key something-made-up",
        "-----BEGIN PRIVATE KEY-----\nmade\nup\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nmade up and cut",
    ],
)
@pytest.mark.parametrize("around", ["{}", "a «{}» b", '{{"token":"{}"}}', "x={}&y"])
def test_what_looks_like_a_secret_is_taken_out(secret, around):
    said = redacted(around.format(secret))
    assert secret.split()[-1] not in said
    assert "[…]" in said


def test_proxy_passwords_and_control_signs_are_taken_out():
    assert redacted("http://user:word@host:1 a\x1b[31mb\u202ec\r\nd") == "http://[…]@host:1 a [31mb c d"


def test_the_used_secret_and_echoed_messages_are_taken_out_whatever_they_look_like():
    private = private_texts("odd-secret", ["первая строка письма\nкоротко", "ещё одно сообщение"])
    said = redacted("odd-secret / первая строка письма / коротко / ещё одно сообщение", private)
    assert said == "[…] / […] / коротко / […]"


def test_a_longer_line_is_taken_out_before_a_part_of_it():
    private = private_texts("s3cret-word", ["слово и дело", "слово и дело и ещё хвост"])
    assert redacted("«слово и дело и ещё хвост»", private) == "«[…]»"


def test_a_detail_is_cut():
    assert len(redacted("x" * 10_000)) == MAX_DETAIL_CHARACTERS


def test_no_repr_of_a_calls_facts_shows_what_is_private():
    assert "odd-secret" not in repr(CallFacts("id", private=("odd-secret",)))


@pytest.mark.parametrize(
    ("ours", "theirs", "joined"),
    [("a", "", "a"), ("a", "a", "a"), ("a", "b", "a / b"), ("", "b", "b"), ("a", "b\r\nc", "a / b c")],
)
def test_both_request_ids_are_kept(ours, theirs, joined):
    assert joined_ids(ours, theirs) == joined


def test_a_build_carries_delay_and_ids():
    error = build(errors.QuotaExceeded, "x", CALL, Hints(3.5, "theirs"))
    assert (error.retry_after_s, error.request_id, error.detail) == (3.5, "made-up-id / theirs", "x")


def packed(seconds=0, nanos=0, garbage=b""):
    status = rpc_status_pb2.Status(code=8)
    info = rpc_status_pb2.RetryInfo()
    info.retry_delay.seconds, info.retry_delay.nanos = seconds, nanos
    status.details.add(type_url="type.googleapis.com/unheard.Of", value=b"\xff")
    status.details.add().Pack(info)
    if garbage:
        status.details[1].value = garbage
    return status.SerializeToString()


@pytest.mark.parametrize(
    ("raw", "delay_s"),
    [
        (packed(2, 500_000_000), 2.5),
        (packed(-5), 0.0),
        (packed(garbage=b"\xff\xff"), None),
        (b"\xff\xff\xff", None),
        (b"", None),
    ],
)
def test_retry_info_is_read_and_damage_is_as_good_as_none(raw, delay_s):
    assert retry_delay_s(raw) == delay_s


@given(st.binary(max_size=60))
def test_any_packed_status_is_read_or_passed_over(raw):
    assert retry_delay_s(raw) is None or retry_delay_s(raw) >= 0


def test_metadata_is_read_in_any_case_and_kind():
    assert hints_of([("X-Request-Id", "a"), ("x-server-trace-id", "b")]) == Hints(None, "a")
    assert hints_of([("x-server-trace-id", "b")]) == Hints(None, "b")
    assert hints_of([("grpc-status-details-bin", packed(1)), ("x-request-id", b"\xff")]) == Hints(1.0, "")
