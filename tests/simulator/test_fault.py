"""Refusals in all their forms."""

from __future__ import annotations

import grpc
import pytest

from yagpt_desktop.simulator.fault import Refusal, code_of

# google.rpc.Code and the HTTP status the gateway gives for it.
HTTP = {
    "CANCELLED": 499, "UNKNOWN": 500, "INVALID_ARGUMENT": 400, "DEADLINE_EXCEEDED": 504, "NOT_FOUND": 404,
    "ALREADY_EXISTS": 409, "PERMISSION_DENIED": 403, "RESOURCE_EXHAUSTED": 429, "FAILED_PRECONDITION": 400,
    "ABORTED": 409, "OUT_OF_RANGE": 400, "UNIMPLEMENTED": 501, "INTERNAL": 500, "UNAVAILABLE": 503,
    "DATA_LOSS": 500, "UNAUTHENTICATED": 401,
}  # fmt: skip


@pytest.mark.parametrize("code", [code for code in grpc.StatusCode if code is not grpc.StatusCode.OK])
def test_every_code_has_its_http_status_and_phrase(code):
    refusal = Refusal(code, "why")
    assert refusal.http_status == HTTP[code.name]
    assert refusal.http_phrase
    assert refusal.status().code == refusal.nested_body()["error"]["grpcCode"] == refusal.flat_body()["code"]


def test_a_wish_to_wait_is_in_every_form():
    refusal = Refusal(grpc.StatusCode.UNAVAILABLE, "busy", retry_after_s=0.25)
    assert refusal.headers == {"Retry-After": "1"}
    [detail] = refusal.flat_body()["details"]
    assert detail == {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.250s"}


@pytest.mark.parametrize("name", ["OK", "0", "17", "-1", "", "nothing"])
def test_what_is_no_error_has_no_code(name):
    assert code_of(name) is None
