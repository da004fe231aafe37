"""Who decides about the proxy, who may change his mind, and what is shown of it."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.errors import ConfigurationInvalid, ProxyUnsupported, SecretStoreLocked
from yagpt_desktop.domain.proxy import NetworkWish, ProxyInForce, ProxyMode, ProxySource
from yagpt_desktop.yandex.network import Target
from yagpt_desktop.yandex.policy import NetworkPolicy
from yagpt_desktop.yandex.system_proxy import SystemProxy

FAR = Target("llm.made-up.invalid", 443, tls=True)
HERE = Target("127.0.0.1", 1, tls=False)
SYSTEM = SystemProxy("http://system.invalid:1")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def manual(address="mine.invalid:2", user=""):
    return NetworkWish(ProxyMode.MANUAL, address, user)


@pytest.mark.parametrize(
    ("admin", "wish", "url", "source"),
    [
        ("", NetworkWish(), "http://system.invalid:1", ProxySource.SYSTEM),
        ("", manual(), "http://mine.invalid:2", ProxySource.PERSON),
        ("", NetworkWish(ProxyMode.NONE, "mine.invalid:2"), None, ProxySource.PERSON),
        ("http://admin.invalid:3", manual(), "http://admin.invalid:3", ProxySource.ADMINISTRATOR),
        ("none", manual(), None, ProxySource.ADMINISTRATOR),
        ("system", manual(), "http://system.invalid:1", ProxySource.SYSTEM),
    ],
)
def test_the_administrator_stands_above_the_person_and_the_person_above_the_system(admin, wish, url, source):
    policy = NetworkPolicy(Network(proxy=admin), wish, look=lambda: SYSTEM)
    assert policy.route_to(FAR).proxy_url == url
    shown = policy.proxy_in_force(FAR)
    assert shown.source is source
    assert shown.address == (url or "").removeprefix("http://")


def test_loopback_goes_straight():
    policy = NetworkPolicy(Network(proxy="http://admin.invalid:3"), manual(), look=lambda: SYSTEM)
    assert policy.route_to(HERE).proxy_url is None
    assert policy.proxy_in_force(HERE) == ProxyInForce(ProxySource.SYSTEM)


@pytest.mark.parametrize(
    ("admin", "user", "login", "asked"),
    [
        ("", "Иван И.", "%D0%98%D0%B2%D0%B0%D0%BD%20%D0%98.:p%3A%2F%40%3F@", ("mine.invalid:2", "Иван И.")),
        ("http://admin.invalid:3", "user", "user:p%3A%2F%40%3F@", ("admin.invalid:3", "user")),
        ("http://named@admin.invalid:3", "user", "named:p%3A%2F%40%3F@", ("admin.invalid:3", "named")),
        ("http://named:word@admin.invalid:3", "user", "named:word@", None),
        ("", "", "", None),
    ],
)
def test_a_name_brings_its_password_percent_encoded(admin, user, login, asked):
    heard = []

    def password_of(address, name):
        heard.append((address, name))
        return "p:/@?"

    policy = NetworkPolicy(Network(proxy=admin), manual(user=user), password_of)
    url = policy.route_to(FAR).proxy_url
    assert url.startswith(f"http://{login}")
    assert heard == ([asked] if asked else [])
    shown = repr(policy.proxy_in_force(FAR))
    assert "p:/@?" not in shown and "word" not in shown
    assert heard == ([asked] if asked else []), "what is shown asks for no password"


def test_a_keyring_that_does_not_open_is_told():
    def locked(_address, _user):
        raise SecretStoreLocked("refused")

    with pytest.raises(SecretStoreLocked):
        NetworkPolicy(None, manual(user="u"), locked).route_to(FAR)


@pytest.mark.parametrize(
    "address", ["socks5://s.invalid:1080", "https://p.invalid:1", "", "two words", "p:port"]
)
def test_what_cannot_be_used_is_shown_and_its_trouble_told(address):
    policy = NetworkPolicy(None, manual(address))
    shown = policy.proxy_in_force(FAR)
    trouble = policy.trouble_with_proxy(FAR)
    if not address:
        assert (shown.address, trouble) == ("", None)
        return
    assert shown.address
    assert isinstance(trouble, ProxyUnsupported | ConfigurationInvalid)
    with pytest.raises(type(trouble)):
        policy.route_to(FAR)


def test_a_password_in_an_address_that_cannot_be_used_is_not_shown():
    policy = NetworkPolicy(None, manual("socks5://user:secret-word@s.invalid:1"))
    assert policy.proxy_in_force(FAR).address == "socks5://s.invalid:1"
    assert "secret-word" not in repr(policy.trouble_with_proxy(FAR))


def test_other_settings_are_obeyed_at_once_and_connections_are_made_anew():
    policy = NetworkPolicy(None, manual())
    before = policy.generation
    policy.follow(manual())
    assert policy.generation == before
    policy.transports.go_over()
    policy.follow(manual("other.invalid:9"))
    assert policy.generation > before
    assert policy.route_to(FAR).proxy_url == "http://other.invalid:9"
    assert not policy.transports.is_over


def test_the_system_is_looked_at_once_in_a_while_and_after_every_move():
    looks = []

    def look():
        looks.append(1)
        return SYSTEM

    policy = NetworkPolicy(look=look)
    for _ in range(3):
        policy.route_to(FAR)
    assert len(looks) == 1
    policy.renew()
    policy.route_to(FAR)
    assert len(looks) == 2


def test_only_a_sleep_rings_the_bell():
    policy, heard = NetworkPolicy(), []
    with policy.bell.heard_by(lambda: heard.append("woken")):
        policy.renew()
        assert heard == []
        policy.renew(slept=True)
    policy.renew(slept=True)
    assert heard == ["woken"]


def test_a_move_keeps_the_transport_but_not_the_trust_in_it():
    memory = NetworkPolicy().transports
    policy = NetworkPolicy()
    policy.transports.prove()
    policy.renew()
    assert not policy.transports.is_proven
    policy.transports.go_over()
    policy.renew(slept=True)
    assert policy.transports.is_over
    assert not memory.is_over


@pytest.mark.parametrize("admin", ["", "/admin.pem"])
def test_the_administrators_roots_stand_above_the_persons(admin):
    policy = NetworkPolicy(Network(ca_file=admin), NetworkWish(ca_file="/mine.pem"))
    assert policy.ca_file == (admin or "/mine.pem")
