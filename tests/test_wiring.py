from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionRequest, CompletionUpdate, Message, Role, Transport
from yagpt_desktop.domain.config import Config, is_loopback
from yagpt_desktop.domain.errors import (
    ConfigurationInvalid,
    CredentialMalformed,
    SignInRequired,
    StorageError,
)
from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce, ProxyMode, ProxySource
from yagpt_desktop.wiring import GivenAccess, StartOptions, access_of_environment, open_profile
from yagpt_desktop.yandex.network import Target

REQUEST = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, "Привет"),))


def test_a_start_reads_profile_and_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[network]\nproxy = "none"\nproxi = 1\n')
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    assert wiring.config.network.proxy == "none"
    assert [unknown.key for unknown in wiring.unknown_keys] == ["network.proxi"]
    assert wiring.config_path == tmp_path / "config.toml"
    assert wiring.settings_store.load().account is None
    assert wiring.demo is None
    wiring.close()
    wiring.close()


def test_a_broken_configuration_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("network = 1")
    with pytest.raises(ConfigurationInvalid):
        open_profile(StartOptions(profile=tmp_path, demo=True), {})


@pytest.mark.parametrize("transport", list(Transport))
def test_the_demo_answers_without_an_account_and_leaves_nothing_running(
    tmp_path: Path, transport: Transport
) -> None:
    wiring = open_profile(StartOptions(profile=tmp_path, demo=True), {})
    try:
        endpoints = wiring.config.endpoints
        assert all(is_loopback(getattr(endpoints, name)) for name in endpoints.__slots__)
        connections = wiring.connections(Access(Credential(CredentialKind.API_KEY, "never-sent"), "folder"))
        *_, last = connections.client(None, transport).complete(REQUEST, CancelToken())
        assert isinstance(last, CompletionUpdate)
        assert last.status.is_final
        assert last.text
        connections.close()
    finally:
        wiring.close()


def test_without_the_demo_an_account_is_needed(tmp_path: Path) -> None:
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    with pytest.raises(SignInRequired):
        wiring.connections().client(None, Transport.GRPC)
    wiring.close()


@pytest.mark.parametrize(
    ("environ", "kind", "secret"),
    [
        ({"YC_IAM_TOKEN": "t1.made-up\n"}, CredentialKind.IAM_TOKEN, "t1.made-up"),
        ({"YC_API_KEY": "made-up", "YC_IAM_TOKEN": "t1.made-up"}, CredentialKind.API_KEY, "made-up"),
        ({"YC_API_KEY": " ", "YC_IAM_TOKEN": "t1.made-up"}, CredentialKind.IAM_TOKEN, "t1.made-up"),
    ],
)
def test_the_environment_gives_a_credential_and_a_folder(
    environ: dict[str, str], kind: CredentialKind, secret: str
) -> None:
    given = access_of_environment({**environ, "YC_FOLDER_ID": "b1gmadeup"})
    assert given.whole == Access(Credential(kind, secret), "b1gmadeup")


def test_half_an_access_is_none() -> None:
    assert access_of_environment({}) == GivenAccess()
    assert access_of_environment({"YC_FOLDER_ID": "b1gmadeup"}).whole is None
    assert access_of_environment({"YC_API_KEY": "made-up"}).whole is None
    with pytest.raises(CredentialMalformed):
        access_of_environment({"YC_API_KEY": "ключ"})


def test_a_start_without_the_demo_loads_neither_grpc_nor_the_keyring(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from yagpt_desktop.wiring import StartOptions, open_profile\n"
        "open_profile(StartOptions(profile=Path(sys.argv[1])), {}).close()\n"
        "print([name for name in ('grpc', 'httpx', 'keyring', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_defaults_lead_to_yandex_cloud() -> None:
    assert Config().endpoints.grpc == "llm.api.cloud.yandex.net:443"


def test_settings_and_password_reach_the_one_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "settings.json").write_text('{"proxy_mode": "manual", "proxy_address": "first.invalid:1"}')
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    try:
        assert wiring.network.in_force() == ProxyInForce(ProxySource.PERSON, "first.invalid:1")
        policy = wiring.network.policy()
        assert wiring.network.policy() is policy
        assert policy.aside is not None, "a slow name of a host can be given up"
        wiring.network.follow(NetworkWish(ProxyMode.MANUAL, "second.invalid:2", "user"))
        assert wiring.network.in_force() == ProxyInForce(ProxySource.PERSON, "second.invalid:2", "user")
        before = policy.generation
        with contextlib.suppress(StorageError):
            wiring.network.keep_password("second.invalid:2", "user", "hush-hush")
        assert policy.generation > before
        route = policy.route_to(Target("far.invalid", 443, tls=True))
        assert route.proxy_url == "http://user:hush-hush@second.invalid:2"
        assert "hush" not in repr(route) + "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    finally:
        wiring.close()


def test_settings_given_before_the_first_call_are_obeyed(tmp_path: Path) -> None:
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    wiring.network.renew()
    wiring.network.follow(NetworkWish(ProxyMode.MANUAL, "mine.invalid:1"))
    assert wiring.network.in_force().address == "mine.invalid:1"
    wiring.close()


def test_the_configuration_stands_above_the_settings(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[network]\nproxy = "none"\n')
    (tmp_path / "settings.json").write_text('{"proxy_mode": "manual", "proxy_address": "first.invalid:1"}')
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    assert wiring.network.in_force() == ProxyInForce(ProxySource.ADMINISTRATOR)
    wiring.close()


def test_the_network_is_watched_once_and_until_the_end(tmp_path: Path) -> None:
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    wiring.watch_network()
    first = wiring.heartbeat
    wiring.watch_network()
    assert first is not None and wiring.heartbeat is first
    wiring.close()


def test_a_file_of_certificates_is_counted(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    wiring = open_profile(StartOptions(profile=tmp_path), {})
    with pytest.raises(ConfigurationInvalid):
        wiring.network.count_certificates(str(tmp_path / "none.pem"))
    wiring.close()
