from __future__ import annotations

import pytest

from yagpt_desktop.cli.exit_code import ExitCode, exit_code_of
from yagpt_desktop.domain import errors


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.Cancelled, 130),
        (errors.SignInRequired, 3),
        (errors.CredentialMalformed, 3),
        (errors.SessionExpired, 3),
        (errors.AccessDenied, 3),
        (errors.BillingInactive, 3),
        (errors.FolderUnknown, 3),
        (errors.SecretStoreLocked, 3),
        (errors.QuotaExceeded, 4),
        (errors.HourlyQuotaExceeded, 4),
        (errors.NotConnected, 5),
        (errors.HostNotFound, 5),
        (errors.CertificateRejected, 5),
        (errors.TimedOut, 5),
        (errors.StreamCut, 5),
        (errors.RequestRejected, 6),
        (errors.ModelUnknown, 6),
        (errors.ServiceBusy, 6),
        (errors.ReplyDamaged, 6),
        (errors.UnexpectedError, 6),
        (errors.TextTooLong, 8),
        (errors.InputUnreadable, 2),
        (errors.ConfigurationInvalid, 2),
        (errors.StorageError, 2),
    ],
)
def test_every_error_has_the_contract_s_exit_code(kind: type[errors.YaGptError], code: int) -> None:
    assert exit_code_of(kind()) == code


def test_the_codes_are_the_contract_s() -> None:
    assert sorted(ExitCode) == [0, 2, 3, 4, 5, 6, 7, 8, 130]
