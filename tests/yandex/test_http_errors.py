from __future__ import annotations

import json
import socket
import ssl

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain import errors
from yagpt_desktop.yandex.error_map import CallFacts, Hints, Subject
from yagpt_desktop.yandex.http_errors import (
    connect_error,
    connect_kind,
    hints_of_headers,
    http_status_error,
    is_markup,
    json_error,
    transport_error,
)

CALL = CallFacts("made-up-id")
RETRY = [
    {"@type": "type.googleapis.com/unheard.Of"},
    {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "1.5s"},
]

SHAPES = [
    # The foundation models' own.
    (
        429,
        {
            "error": {
                "grpcCode": 8,
                "httpCode": 429,
                "message": "gauge quota",
                "httpStatus": "Too Many Requests",
                "details": [],
            }
        },
        errors.QuotaExceeded,
    ),
    (
        400,
        {"error": {"grpcCode": 3, "httpCode": 400, "message": "Failed to get model", "details": []}},
        errors.ModelUnknown,
    ),
    (
        401,
        {"error": {"grpcCode": 16, "httpCode": 401, "message": "The token has expired"}},
        errors.SessionExpired,
    ),
    (403, {"error": {"grpcCode": 7, "httpCode": 403, "message": "Permission denied"}}, errors.AccessDenied),
    # A flat google.rpc.Status, as the gateways of other services write it.
    (401, {"code": 16, "message": "token is invalid", "details": []}, errors.CredentialRejected),
    (404, {"code": 5, "message": "model not found", "details": []}, errors.ModelUnknown),
    (403, {"code": 7, "message": "billing account is not active"}, errors.BillingInactive),
    (400, {"error": "folder not found", "code": 3, "message": "folder not found"}, errors.FolderUnknown),
    # The OpenAI-like one, with codes that are HTTP's, names or nothing.
    (
        400,
        {"error": {"message": "Failed to parse model URI", "type": "invalid_request_error", "code": None}},
        errors.ModelUnknown,
    ),
    (429, {"error": {"message": "slow down", "code": "rate_limit"}}, errors.QuotaExceeded),
    (401, {"error": {"message": "no", "code": 401}}, errors.CredentialRejected),
    (401, {"error": {"message": "no", "code": "401"}}, errors.CredentialRejected),
    # Texts, lists, nothing.
    (401, {"error": "Unauthorized"}, errors.CredentialRejected),
    (403, {"error_message": "no"}, errors.AccessDenied),
    (503, {"detail": "no"}, errors.ServiceBusy),
    (500, {}, errors.ServiceFault),
    (500, {"error": None}, errors.ServiceFault),
    (500, {"error": ["no"]}, errors.ServiceFault),
    (500, [], errors.ServiceFault),
    (403, "Forbidden", errors.AccessDenied),
    (429, {"error": {"grpcCode": 0, "message": "zero"}}, errors.QuotaExceeded),
    (429, {"error": {"grpcCode": "8", "message": "as a text"}}, errors.QuotaExceeded),
    (500, {"error": {"grpcCode": 99, "message": "unheard of"}}, errors.ServiceFault),
    (503, {"error": {"grpcCode": True, "message": "a truth"}}, errors.ServiceBusy),
]


@pytest.mark.parametrize(("status", "body", "kind"), SHAPES)
def test_every_shape_of_an_error_body_is_read(status, body, kind):
    assert type(http_status_error(status, json.dumps(body).encode(), CALL)) is kind


@given(st.integers(100, 599).filter(lambda status: status != 200), st.binary())
def test_any_status_and_body_have_a_class(status, body):
    assert isinstance(http_status_error(status, body, CALL), errors.YaGptError)


@given(
    st.dictionaries(
        st.sampled_from(["error", "code", "message", "grpcCode", "httpCode", "details", "detail"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(st.sampled_from(["code", "grpcCode", "message", "details", "@type"]), inner)
            ),
        ),
    )
)
def test_any_json_has_a_class(value):
    assert isinstance(json_error(value, CALL), errors.YaGptError)


def test_retry_info_in_a_body_and_a_header_before_it():
    body = json.dumps({"error": {"grpcCode": 8, "message": "q", "details": RETRY}}).encode()
    assert http_status_error(429, body, CALL).retry_after_s == 1.5
    assert http_status_error(429, body, CALL, Hints(9.0)).retry_after_s == 9.0


@pytest.mark.parametrize(
    ("headers", "delay_s"),
    [
        ({}, None),
        ({"retry-after": "5"}, 5.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Sun, 22 Nov 2026 10:01:00 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 60.0),
        ({"retry-after": "Sun, 22 Nov 2020 10:01:00 GMT"}, 0.0),
        ({"retry-after": "Sun, 22 Nov 2020 10:01:00 GMT", "date": "odd"}, 0.0),
    ],
)
def test_retry_after(headers, delay_s):
    assert hints_of_headers(headers).retry_after_s == delay_s


def test_the_servers_id_is_read_from_either_header():
    assert hints_of_headers({"x-request-id": "a", "x-server-trace-id": "b"}).server_request_id == "a"
    assert hints_of_headers({"x-server-trace-id": "b"}).server_request_id == "b"


def test_an_operation_that_is_gone():
    operation = CallFacts("id", Subject.OPERATION)
    assert type(http_status_error(404, b"", operation)) is errors.ResultExpired
    assert type(http_status_error(404, b'{"code":5,"message":"x"}', operation)) is errors.ResultExpired
    assert type(http_status_error(404, b"", CALL)) is errors.RequestRejected


@pytest.mark.parametrize("body", [b"<html>", b" \n<!DOCTYPE HTML>", b"<?xml version", b"<HEAD>"])
def test_pages_are_known_by_their_look(body):
    assert is_markup(body)
    assert not is_markup(b'{"a": "<html>"}')
    assert is_markup(b"", "Text/HTML; charset=utf-8")


def ssl_error(kind, reason):
    error = kind(1, "made up")
    error.reason = reason
    # As OpenSSL sets it: 18 is "self-signed certificate".
    error.verify_code = 18
    return error


CAUSES = [
    (socket.gaierror(-2, "unknown"), errors.HostNotFound),
    (ConnectionRefusedError(111, "refused"), errors.NotConnected),
    (OSError(101, "unreachable"), errors.NotConnected),
    (TimeoutError(110, "timed out"), errors.NotConnected),
    (ConnectionResetError(104, "reset"), errors.NotConnected),
    (ssl_error(ssl.SSLCertVerificationError, "CERTIFICATE_VERIFY_FAILED"), errors.CertificateRejected),
    (ssl_error(ssl.SSLError, "TLSV1_ALERT_INTERNAL_ERROR"), errors.CertificateRejected),
    (ssl_error(ssl.SSLError, "WRONG_VERSION_NUMBER"), errors.SignInPageSuspected),
    (ssl_error(ssl.SSLEOFError, "UNEXPECTED_EOF_WHILE_READING"), errors.NotConnected),
    (None, errors.NotConnected),
]


@pytest.mark.parametrize(("cause", "kind"), CAUSES, ids=repr)
def test_a_connection_that_does_not_come_about_is_told_by_its_type(cause, kind):
    assert connect_kind(cause) is kind
    error = transport_error(httpcore.ConnectError(), CALL, cause=cause)
    assert type(error) is kind
    if cause is not None:
        assert type(connect_error(cause, CALL)) is kind
        assert "made up" not in error.detail


@pytest.mark.parametrize(
    ("error", "cause", "kind"),
    [
        (httpcore.ReadError(), ConnectionResetError(104, ""), errors.ServiceUnreachable),
        (httpcore.ReadError(), ssl_error(ssl.SSLError, "DECRYPTION_FAILED"), errors.ServiceUnreachable),
        (httpcore.WriteError(), BrokenPipeError(32, ""), errors.ServiceUnreachable),
        (httpcore.WriteTimeout(), None, errors.ServiceUnreachable),
        (httpcore.ConnectTimeout(), None, errors.NotConnected),
        (httpcore.RemoteProtocolError(), None, errors.ServiceUnreachable),
        (httpx.DecodingError("bad gzip"), None, errors.ReplyDamaged),
    ],
    ids=repr,
)
def test_a_broken_transfer_is_told_by_its_type(error, cause, kind):
    assert type(transport_error(error, CALL, cause=cause)) is kind


def test_bytes_that_are_no_http_are_damage():
    assert type(transport_error(httpcore.RemoteProtocolError(), CALL, damaged=True)) is errors.ReplyDamaged
