"""One hierarchy, each with a code of its own kind."""

from __future__ import annotations

import inspect

import pytest

from yagpt_desktop.domain import errors

ALL = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_has_a_code_and_stands_in_the_tree(kind):
    assert issubclass(kind, errors.YaGptError)
    assert kind.code.startswith("E-")
    assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize(
    "kind",
    [
        errors.CredentialRejected,
        errors.AccessDenied,
        errors.RequestRejected,
        errors.TimedOut,
        errors.StreamCut,
        errors.HourlyQuotaExceeded,
        errors.CertificateRejected,
        errors.Cancelled,
    ],
)
def test_what_a_retry_cannot_mend_is_not_retried(kind):
    assert not kind.retry_is_safe


@pytest.mark.parametrize("kind", [errors.ServiceBusy, errors.QuotaExceeded, errors.ServiceUnreachable])
def test_what_passes_by_itself_is_retried(kind):
    assert kind.retry_is_safe


def test_an_error_carries_its_request_and_the_servers_wish():
    error = errors.QuotaExceeded("allowed 10 requests", request_id="made-up-id", retry_after_s=2.5)
    assert (error.detail, error.request_id, error.retry_after_s) == ("allowed 10 requests", "made-up-id", 2.5)
