"""Whatever a keyring says, in our words."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.errors import (
    SecretStoreDenied,
    SecretStoreFull,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretTooBig,
    StorageError,
)
from yagpt_desktop.storage.keyring_fault import faults_told


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1783, SecretTooBig),
        (8, SecretStoreFull),
        (1312, SecretStoreMissing),
        (5, SecretStoreDenied),
        (87, StorageError),
    ],
)
def test_windows_codes_have_names(win32_error, code: int, kind: type[StorageError]) -> None:
    with pytest.raises(StorageError) as caught, faults_told():
        raise win32_error(code, "CredWrite")
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (RuntimeError("who knows"), StorageError),
        (ConnectionResetError("bus"), SecretStoreMissing),
        (TimeoutError("prompt"), StorageError),
    ],
)
def test_other_failures_have_names(failure: Exception, kind: type[StorageError]) -> None:
    with pytest.raises(kind), faults_told():
        raise failure


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (-128, SecretStoreLocked),
        (-25293, SecretStoreDenied),
        (-67030, SecretStoreDenied),
        (-25308, SecretStoreLocked),
        (-61, SecretStoreFull),
        (-50, StorageError),
    ],
)
def test_a_keychain_that_refuses_is_not_an_empty_one(keychain, status: int, kind: type[StorageError]) -> None:
    from yagpt_desktop.storage.keyring_store import KeyringSecretStore

    errors = {-128: keychain.KeychainDenied, -25293: keychain.SecAuthFailure, -67030: keychain.SecAuthFailure}

    def refuse(*_: object) -> str:
        raise errors.get(status, keychain.Error)(status, "refused")

    keychain.find_generic_password = refuse
    with pytest.raises(StorageError) as caught:
        KeyringSecretStore(keychain.door()).load("a1")
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LimitsExceeded", SecretTooBig),
        ("AccessDenied", SecretStoreDenied),
        ("ServiceUnknown", SecretStoreMissing),
        ("UnknownProperty", StorageError),
    ],
)
def test_a_bus_s_refusals_have_names(name: str, kind: type[StorageError]) -> None:
    class Answer(Exception):
        def __init__(self) -> None:
            super().__init__()
            self.name = f"org.freedesktop.DBus.Error.{name}"

    with pytest.raises(StorageError) as caught, faults_told():
        raise Answer
    assert type(caught.value) is kind
