from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import (
    SecretLost,
    SecretStoreFull,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretTooBig,
    StorageError,
)
from yagpt_desktop.storage.keyring_backend import Choice, choice_of, open_backend
from yagpt_desktop.storage.keyring_store import SERVICE, KeyringSecretStore

KEY = Credential(CredentialKind.API_KEY, "AQVN-MADE-UP-key-for-tests")
TOKEN = Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-token-for-tests." + "x" * 900)


class MemoryBackend:
    """Behaves as a keyring that works; heirs break one thing."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def store_over(backend: object, choice: Choice | None = None) -> KeyringSecretStore:
    return KeyringSecretStore(choice, lambda _: backend)  # type: ignore[arg-type, return-value]


def test_a_real_keyring_keeps_gives_back_and_forgets(keyring_bus) -> None:
    store = KeyringSecretStore()
    assert store.load("a1") is None
    store.save("a1", KEY)
    store.save("a2", TOKEN)
    assert KeyringSecretStore().load("a1") == KEY
    store.save("a1", TOKEN)
    assert KeyringSecretStore().load("a1") == TOKEN
    store.delete("a1")
    assert store.load("a1") is None
    assert store.load("a2") == TOKEN
    store.delete("a1")
    assert len(keyring_bus.items()) == 1


def test_no_file_of_the_keyring_holds_the_secret_in_clear(keyring_bus) -> None:
    KeyringSecretStore().save("a1", KEY)
    files = [path for path in keyring_bus.folder.rglob("*") if path.is_file()]
    assert files
    assert not any(KEY.secret.encode() in path.read_bytes() for path in files)


def test_a_keyring_that_nobody_opens_is_locked_and_not_empty(keyring_bus) -> None:
    store = KeyringSecretStore()
    store.save("a1", KEY)
    keyring_bus.lock_keyring()
    with pytest.raises(SecretStoreLocked):
        store.load("a1")
    with pytest.raises(SecretStoreLocked):
        store.save("a1", TOKEN)
    with pytest.raises(SecretStoreLocked):
        store.delete("a1")


def test_refused_windows_cost_no_descriptors(keyring_bus) -> None:
    store = KeyringSecretStore()
    store.save("a1", KEY)
    keyring_bus.lock_keyring()
    before = open_descriptors()
    for _ in range(20):
        with pytest.raises(SecretStoreLocked):
            store.load("a1")
    assert open_descriptors() <= before + 2


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_a_bus_without_a_secret_service_has_no_keyring(session_bus) -> None:
    store = KeyringSecretStore()
    with pytest.raises(SecretStoreMissing):
        store.load("a1")
    with pytest.raises(SecretStoreMissing):
        store.save("a1", KEY)


@pytest.mark.parametrize("address", [None, "unix:path=/gone", "nonsense", "tcp:host=127.0.0.1,port=1"])
def test_a_session_without_a_bus_has_no_keyring(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/gone")
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(SecretStoreMissing):
        KeyringSecretStore().load("a1")


def test_a_keyring_that_dies_under_us_is_missing(keyring_bus) -> None:
    store = KeyringSecretStore()
    store.save("a1", KEY)
    keyring_bus.processes[0].kill()
    keyring_bus.processes[0].wait(10)
    with pytest.raises(SecretStoreMissing):
        store.load("a1")


def test_neither_environment_nor_configuration_chooses_the_backend(tmp_path: Path) -> None:
    config = tmp_path / "python_keyring"
    config.mkdir()
    (tmp_path / "foreign_backend.py").write_text("print('FOREIGN CODE RUNS')\n")
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=foreign_backend.Keyring\nkeyring-path={tmp_path}\n"
    )
    code = (
        "import os, sys\n"
        "from yagpt_desktop.domain.errors import SecretStoreMissing\n"
        "from yagpt_desktop.storage.keyring_store import KeyringSecretStore\n"
        "try:\n"
        "    KeyringSecretStore().load('a1')\n"
        "except SecretStoreMissing:\n"
        "    left = sorted(name for name in os.environ if 'KEYRING' in name)\n"
        "    print('missing', left, 'foreign_backend' in sys.modules)\n"
    )
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "KEYRING_PROPERTY_APPID": "foreign",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/gone",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "missing [] False"


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "freebsd15"])
def test_every_platform_has_one_backend_of_our_list(platform: str) -> None:
    choice = choice_of(platform)
    assert choice.title
    assert choice.module.startswith(("yagpt_desktop.storage.", "keyring.backends."))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_platform_s_libraries_that_do_not_load_mean_no_keyring(platform: str) -> None:
    with pytest.raises(SecretStoreMissing):
        store = KeyringSecretStore(choice_of(platform), open_backend)
        store.load("a1")


def test_a_keyring_that_swallows_is_found_out() -> None:
    class Null(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(SecretLost):
        store_over(Null()).save("a1", KEY)


def test_a_keyring_that_does_not_delete_is_found_out() -> None:
    class Stubborn(MemoryBackend):
        def delete_password(self, service: str, username: str) -> None:
            pass

    store = store_over(Stubborn())
    store.save("a1", KEY)
    with pytest.raises(SecretLost):
        store.delete("a1")


@pytest.mark.parametrize("entry", ["", "secret", "[]", "5", "{}", '{"kind": "passport", "secret": "x"}'])
def test_an_entry_that_is_not_ours_is_neither_none_nor_told(entry: str) -> None:
    backend = MemoryBackend()
    backend.entries[SERVICE, "a1"] = entry
    with pytest.raises(SecretLost) as caught:
        store_over(backend).load("a1")
    assert caught.value.__cause__ is None
    assert entry == "" or entry not in str(caught.value)


def test_nothing_too_big_is_ever_sent_to_windows() -> None:
    backend = MemoryBackend()
    store = store_over(backend, choice_of("win32"))
    with pytest.raises(SecretTooBig):
        store.save("a1", Credential(CredentialKind.IAM_TOKEN, "x" * 1_200))
    assert backend.entries == {}
    store.save("a1", TOKEN)
    assert store.load("a1") == TOKEN


class FakeWin32Error(Exception):
    def __init__(self, code: int, function: str) -> None:
        super().__init__(code, function, "said by Windows")
        self.winerror, self.funcname = code, function


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (FakeWin32Error(1783, "CredWrite"), SecretTooBig),
        (FakeWin32Error(8, "CredWrite"), SecretStoreFull),
        (FakeWin32Error(1312, "CredWrite"), SecretStoreMissing),
        (FakeWin32Error(87, "CredWrite"), StorageError),
        (RuntimeError("who knows"), StorageError),
        (ConnectionResetError("bus"), SecretStoreMissing),
    ],
)
def test_every_failure_becomes_one_of_ours(failure: Exception, kind: type[StorageError]) -> None:
    class Failing(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:
            raise failure

    with pytest.raises(StorageError) as caught:
        store_over(Failing()).save("a1", KEY)
    assert type(caught.value) is kind
    assert KEY.secret not in str(caught.value)


def test_windows_forgets_the_old_secret_of_a_changed_key(monkeypatch: pytest.MonkeyPatch) -> None:
    credential_manager = windows_fake(monkeypatch)
    store = KeyringSecretStore(choice_of("win32"))
    store.save("a1", Credential(CredentialKind.API_KEY, "OLD-made-up"))
    store.save("a2", Credential(CredentialKind.API_KEY, "other-made-up"))
    store.save("a1", Credential(CredentialKind.API_KEY, "NEW-made-up"))
    assert not any("OLD-made-up" in entry["CredentialBlob"] for entry in credential_manager.values())
    assert store.load("a1") == Credential(CredentialKind.API_KEY, "NEW-made-up")
    assert store.load("a2") == Credential(CredentialKind.API_KEY, "other-made-up")
    assert {entry["Persist"] for entry in credential_manager.values()} == {2}
    store.delete("a1")
    assert not any(
        "made-up" in e["CredentialBlob"] for e in credential_manager.values() if e["UserName"] == "a1"
    )
    assert store.load("a2") is not None


def windows_fake(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    """``keyring``'s own Windows backend over a Credential Manager in memory."""
    from types import SimpleNamespace

    from keyring.backends import Windows

    entries: dict[str, dict[str, object]] = {}

    def read(Type: int, TargetName: str) -> dict[str, object]:  # noqa: N803
        if TargetName not in entries:
            raise FakeWin32Error(1168, "CredRead")
        blob = str(entries[TargetName]["CredentialBlob"]).encode("utf-16")
        return {**entries[TargetName], "CredentialBlob": blob}

    def write(credential: dict[str, object], flags: int) -> None:
        entries[str(credential["TargetName"])] = credential

    def delete(Type: int, TargetName: str) -> None:  # noqa: N803
        del entries[TargetName]

    fake = SimpleNamespace(
        CredRead=read,
        CredWrite=write,
        CredDelete=delete,
        CRED_TYPE_GENERIC=1,
        CRED_PERSIST_LOCAL_MACHINE=2,
        CRED_PERSIST_ENTERPRISE=3,
    )
    monkeypatch.setattr(Windows, "win32cred", fake, raising=False)
    monkeypatch.setattr(Windows, "pywintypes", SimpleNamespace(error=FakeWin32Error), raising=False)
    return entries


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(CredentialKind), secret=st.text(st.characters(min_codepoint=33, max_codepoint=126))
)
def test_whatever_a_credential_holds_comes_back(kind: CredentialKind, secret: str) -> None:
    store = store_over(MemoryBackend())
    store.save("a1", Credential(kind, secret))
    assert store.load("a1") == Credential(kind, secret)
