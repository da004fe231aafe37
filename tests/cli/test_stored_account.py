from __future__ import annotations

import pytest

from yagpt_desktop.domain.account import Account, Credential, CredentialKind
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.storage.keyring_store import KeyringSecretStore
from yagpt_desktop.storage.settings_file import JsonSettingsStore

SECRET = "AQVN-MADE-UP-stored-key"
FOLDER = "b1gmadeupstored00000"


@pytest.fixture
def signed_in(program, keyring_bus):
    """A profile with an account whose key lies in a real keyring."""
    origin = program.service.endpoints.origin
    account = Account("a1", "Работа", CredentialKind.API_KEY, FOLDER, origin)
    JsonSettingsStore(program.profile / "settings.json").save(Settings(accounts=(account,), account_id="a1"))
    KeyringSecretStore().save("a1", Credential(CredentialKind.API_KEY, SECRET))

    def run(*arguments: str, **variables: str):
        names = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
        return program.run(*arguments, **{name: keyring_bus.environment[name] for name in names}, **variables)

    return run


def test_the_stored_key_is_used_and_is_in_no_file_of_the_profile(program, signed_in) -> None:
    done = signed_in("ask", "Привет")
    assert (done.returncode, done.stderr) == (0, "")
    headers = program.service.seen[-1].headers
    assert (headers["authorization"], headers["x-folder-id"]) == (f"Api-Key {SECRET}", FOLDER)
    files = [path for path in program.folder.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


def test_option_and_environment_beat_the_account(program, signed_in) -> None:
    signed_in("ask", "Привет", YC_IAM_TOKEN="t1.MADE-UP-token")
    headers = program.service.seen[-1].headers
    assert (headers["authorization"], headers["x-folder-id"]) == ("Bearer t1.MADE-UP-token", FOLDER)
    signed_in("ask", "Привет", "--folder-id", "b1gmadeupother000000")
    headers = program.service.seen[-1].headers
    assert (headers["authorization"], headers["x-folder-id"]) == (f"Api-Key {SECRET}", "b1gmadeupother000000")


def test_a_key_is_never_sent_to_other_addresses_than_its_own(program, signed_in) -> None:
    path = program.profile / "config.toml"
    path.write_text(path.read_text().replace("127.0.0.1", "localhost"))
    before = len(program.service.seen)
    done = signed_in("ask", "Привет")
    assert done.returncode == 3
    assert "E-NO-KEY" in done.stderr
    assert len(program.service.seen) == before


def test_a_locked_keyring_is_told_as_such(signed_in, keyring_bus) -> None:
    keyring_bus.lock_keyring()
    done = signed_in("ask", "Привет")
    assert done.returncode == 3
    assert "Хранилище паролей закрыто" in done.stderr
    assert "E-VAULT-LOCKED" in done.stderr


def test_diagnose_says_that_the_keyring_answers_and_tells_no_secret(signed_in) -> None:
    done = signed_in("diagnose")
    assert "отвечает" in done.stdout
    assert FOLDER in done.stdout
    assert SECRET not in done.stdout
