"""Credentials in real keyrings, willing and unwilling, and in those of the other platforms."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretLost, SecretStoreLocked, SecretStoreMissing, StorageError
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.storage.keyring_store import KeyringSecretStore
from yagpt_desktop.storage.token_cache import KeyringTokenCache

KEY = Credential(CredentialKind.API_KEY, "AQVN-MADE-UP-key-for-tests")
TOKEN = Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-token-for-tests." + "x" * 900)


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


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
    for _ in range(200):
        with pytest.raises(SecretStoreLocked):
            store.load("a1")
    assert open_descriptors() <= before + 10


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


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_a_service_that_goes_in_the_middle_of_a_session_is_missing(keyring_bus) -> None:
    store = KeyringSecretStore()
    store.save("a1", KEY)
    keyring_bus.processes[1].kill()
    keyring_bus.processes[1].wait(10)
    for attempt in (lambda: store.load("a1"), lambda: store.save("a1", TOKEN), lambda: store.delete("a1")):
        with pytest.raises(SecretStoreMissing):
            attempt()
    keyring_bus.start_keyring()
    assert store.load("a1") == KEY


BIG = Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-token-for-tests." + "x" * 2_400)


def test_every_platform_keeps_credentials_of_every_size_apart_and_forgets_them(any_keyring) -> None:
    store = KeyringSecretStore(any_keyring.door())
    credentials = {"a1": KEY, "a2": TOKEN, "a3": BIG}
    for account_id, credential in credentials.items():
        store.save(account_id, credential)
    for account_id, credential in credentials.items():
        assert KeyringSecretStore(any_keyring.door()).load(account_id) == credential
        store.save(account_id, BIG)
        assert store.load(account_id) == BIG
    for account_id in credentials:
        store.delete(account_id)
        store.delete(account_id)
        assert store.load(account_id) is None
    assert any_keyring.entries == {}


def test_a_new_credential_and_a_deletion_take_the_token_of_the_old_one_along(any_keyring) -> None:
    store, tokens = KeyringSecretStore(any_keyring.door()), KeyringTokenCache(any_keyring.door())
    token = IamToken("t1.MADE-UP-iam" + "y" * 2_000, datetime.now(UTC), datetime.now(UTC))
    for forget in (lambda: store.save("a1", TOKEN), lambda: store.delete("a1")):
        store.save("a1", KEY)
        tokens.save("a1", token)
        assert any("MADE-UP-iam" in entry for entry in any_keyring.entries.values())
        forget()
        assert not any("MADE-UP-iam" in entry for entry in any_keyring.entries.values())
        assert KeyringTokenCache(any_keyring.door()).load("a1") is None


@pytest.mark.parametrize("entry", ["[]", "{}", '{"kind": "passport", "secret": "MADE-UP"}', '{"kind": []}'])
def test_an_entry_that_is_not_ours_is_neither_none_nor_told(memory_keyring, entry: str) -> None:
    memory_keyring.entries["a1"] = entry
    with pytest.raises(SecretLost) as caught:
        KeyringSecretStore(memory_keyring.door()).load("a1")
    assert caught.value.__cause__ is None
    assert entry not in str(caught.value)


def test_a_failure_tells_nothing_of_the_secret(any_keyring) -> None:
    any_keyring.fails_at(1, for_ever=True)
    with pytest.raises(StorageError) as caught:
        KeyringSecretStore(any_keyring.door()).save("a1", KEY)
    assert KEY.secret not in repr(caught.value) + str(caught.value.__cause__)


def test_a_probe_writes_reads_deletes_and_leaves_nothing(any_keyring) -> None:
    KeyringSecretStore(any_keyring.door()).probe()
    assert any_keyring.steps > 5
    assert any_keyring.entries == {}


def test_a_probe_of_a_keyring_that_swallows_fails(memory_keyring) -> None:
    memory_keyring.set_password = lambda *_: None
    with pytest.raises(SecretLost):
        KeyringSecretStore(memory_keyring.door()).probe()


def test_a_probe_of_a_real_keyring_leaves_nothing(keyring_bus) -> None:
    KeyringSecretStore().probe()
    assert keyring_bus.items() == []


KILLED_CHANGES = """
import os, signal
from itertools import count
from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.storage.keyring_backend import choice_of, open_backend
from yagpt_desktop.storage.keyring_door import KeyringDoor
from yagpt_desktop.storage.keyring_store import KeyringSecretStore

OLD = Credential(CredentialKind.API_KEY, "OLD-MADE-UP-" * 120)
NEW = Credential(CredentialKind.API_KEY, "NEW-MADE-UP-" * 120)

class Deadly:
    def __init__(self, last):
        self.backend, self.left = open_backend(choice_of()), last

    def __getattr__(self, name):
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return getattr(self.backend, name)

seen = []
for step in count(1):
    KeyringSecretStore().save("a1", OLD)
    child = os.fork()
    if child == 0:
        KeyringSecretStore(KeyringDoor(opener=lambda choice: Deadly(step))).save("a1", NEW)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
    seen.append({OLD.secret: "old", NEW.secret: "new"}[KeyringSecretStore().load("a1").secret])
print(*seen)
"""


def test_a_real_kill_at_any_step_of_a_change_in_a_real_keyring_loses_nothing(keyring_bus) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_CHANGES], capture_output=True, text=True, check=True, timeout=150
    )
    seen = done.stdout.split()
    assert set(seen) == {"old", "new"}
    assert seen == sorted(seen, reverse=True)
    assert len(seen) > 10
