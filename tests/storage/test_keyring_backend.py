"""Whose code runs when the keyring opens: ours, whatever the surroundings say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yagpt_desktop.domain.errors import SecretStoreMissing
from yagpt_desktop.storage.keyring_backend import choice_of, open_backend

FOREIGN_BACKEND = """
import pathlib
pathlib.Path({marker!r}).write_text("foreign code ran")
from keyring.backend import KeyringBackend
class Keyring(KeyringBackend):
    priority = 99
    def get_password(self, service, username): return None
    def set_password(self, service, username, password): pathlib.Path({marker!r}).write_text(password)
    def delete_password(self, service, username): pass
"""

ATTEMPT = """
import os
from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreMissing
from yagpt_desktop.storage.keyring_store import KeyringSecretStore
try:
    store = KeyringSecretStore()
    store.save("a1", Credential(CredentialKind.API_KEY, "AQVN-MADE-UP-canary"))
    print("kept", store.load("a1").secret)
except SecretStoreMissing:
    print("missing")
print(sorted(name for name in os.environ if "KEYRING_" in name))
"""


def hostile_surroundings(folder: Path) -> dict[str, str]:
    """Lay out everything that steers ``keyring`` elsewhere, and return the environment that points at it."""
    marker = str(folder / "marker")
    foreign = FOREIGN_BACKEND.format(marker=marker)
    config = folder / "config" / "python_keyring"
    config.mkdir(parents=True)
    (folder / "by_path").mkdir()
    (folder / "by_path" / "foreign_backend.py").write_text(foreign)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=foreign_backend.Keyring\nkeyring-path={folder / 'by_path'}\n"
    )
    packages = folder / "packages"
    (packages / "keyrings" / "alt").mkdir(parents=True)
    (packages / "keyrings" / "alt" / "__init__.py").write_text("")
    (packages / "keyrings" / "alt" / "file.py").write_text(foreign)
    info = packages / "keyrings_alt-9.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings.alt\nVersion: 9.9\n")
    (info / "entry_points.txt").write_text("[keyring.backends]\nfile = keyrings.alt.file\n")
    return {
        **os.environ,
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPATH": str(packages),
        "PYTHON_KEYRING_BACKEND": "keyrings.alt.file.Keyring",
        "KEYRING_PROPERTY_APPID": "foreign",
        "KEYCHAIN_PATH": str(folder / "foreign.keychain"),
    }


def attempt(environment: dict[str, str], code: str = ATTEMPT) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_with_a_keyring_it_is_ours_that_keeps_and_no_foreign_code_runs(keyring_bus, tmp_path) -> None:
    assert attempt(hostile_surroundings(tmp_path)) == ["kept AQVN-MADE-UP-canary", "[]"]
    assert not (tmp_path / "marker").exists()
    assert len(keyring_bus.items()) == 1


def test_without_a_keyring_nothing_foreign_takes_its_place(tmp_path) -> None:
    surroundings = {**hostile_surroundings(tmp_path), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/gone"}
    assert attempt(surroundings) == ["missing", "[]"]
    assert not (tmp_path / "marker").exists()


def test_those_surroundings_do_steer_the_library_itself(tmp_path) -> None:
    """Lest the two tests above prove nothing."""
    assert attempt(hostile_surroundings(tmp_path), "import keyring; keyring.get_password('s', 'u')") == []
    assert (tmp_path / "marker").exists()


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "freebsd15"])
def test_every_platform_has_one_backend_of_our_list(platform: str) -> None:
    choice = choice_of(platform)
    assert choice.title
    assert choice.module.startswith(("yagpt_desktop.storage.", "keyring.backends."))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_platform_s_libraries_that_do_not_load_mean_no_keyring(platform: str) -> None:
    from yagpt_desktop.storage.keyring_door import KeyringDoor
    from yagpt_desktop.storage.keyring_store import KeyringSecretStore

    with pytest.raises(SecretStoreMissing):
        KeyringSecretStore(KeyringDoor(choice_of(platform), open_backend)).load("a1")
