"""F-19: each kind of proxy works, or its exact reason is told.  The service is real and behind TLS."""

from __future__ import annotations

import base64
from types import SimpleNamespace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Credential
from yagpt_desktop.domain.completion import Transport, TransportChanged
from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.proxy import NetworkWish, ProxyMode
from yagpt_desktop.services.proxy_login import ProxyLogin
from yagpt_desktop.yandex.policy import NetworkPolicy
from yagpt_desktop.yandex.system_proxy import SystemProxy

PASSWORD = "MADE-UP пароль:@/?"
GRPC = "grpc.made-up.invalid:443"
REST = "https://rest.made-up.invalid"


class Vault:
    """A keyring in memory."""

    lasting = True

    def __init__(self):
        self.kept: dict[str, Credential] = {}
        self.reads = 0

    def save(self, account_id, credential):
        self.kept[account_id] = credential

    def load(self, account_id):
        self.reads += 1
        return self.kept.get(account_id)

    def delete(self, account_id):
        self.kept.pop(account_id, None)


@pytest.fixture
def office(connect_proxy, tls_front, certificate, service, kit):
    """A proxy that alone knows the way to the service, and the service's own certificate."""
    path = certificate("grpc.made-up.invalid", "rest.made-up.invalid")
    fronts = {
        "grpc": tls_front(path, kit.port_of(service, Transport.GRPC), ["h2"], "127.0.0.1"),
        "rest": tls_front(path, kit.port_of(service, Transport.REST), ["http/1.1"], "127.0.0.1"),
    }
    proxy = connect_proxy(**{name: front.port for name, front in fronts.items()})
    return SimpleNamespace(proxy=proxy, ca_file=str(path), fronts=fronts)


@pytest.fixture
def ask(office, clients, kit, transport):
    """Ask through what a policy decides; return how it went."""

    def run(wish=None, *, admin="", look=SystemProxy, password_of=lambda _address, _user: "", ca_file=None):
        ca_file = office.ca_file if ca_file is None else ca_file
        policy = NetworkPolicy(Network(proxy=admin, ca_file=ca_file), wish, password_of, look)
        client = clients(transport, grpc=GRPC, rest=REST, policy=policy)
        outcome = kit.Asking(client, kit.question()).ended()
        if outcome.error is not None:
            assert outcome.error.code != errors.YaGptError.code
            assert "пароль" not in outcome.error.detail and PASSWORD not in repr(outcome.error)
        return outcome

    return run


def test_a_persons_proxy(ask, office, kit):
    outcome = ask(NetworkWish(ProxyMode.MANUAL, office.proxy.address))
    assert outcome.text == kit.pieces[-1]
    assert office.proxy.heads[0].startswith(b"CONNECT ")
    assert b"authorization" not in office.proxy.heads[0].lower()


def test_the_systems_proxy(ask, office, kit):
    assert ask(look=lambda: SystemProxy(office.proxy.address)).text == kit.pieces[-1]


def test_the_environments_proxy(ask, office, kit, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://{office.proxy.address}")
    from yagpt_desktop.yandex.system_proxy import system_proxy

    assert ask(look=system_proxy).text == kit.pieces[-1]


def test_the_administrators_word_stands_above_the_persons(ask, office, kit):
    dead = NetworkWish(ProxyMode.MANUAL, "127.0.0.1:1")
    assert ask(dead, admin=f"http://{office.proxy.address}").text == kit.pieces[-1]
    assert type(ask(NetworkWish(), admin="none").error) is errors.HostNotFound


def test_no_proxy_means_none(ask, office):
    told = ask(NetworkWish(ProxyMode.NONE), look=lambda: SystemProxy(office.proxy.address))
    assert type(told.error) is errors.HostNotFound
    assert office.proxy.heads == []


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
def test_exceptions_are_obeyed(ask, office, monkeypatch, name):
    monkeypatch.setenv(name, ".made-up.invalid")
    assert type(ask(NetworkWish(ProxyMode.MANUAL, office.proxy.address)).error) is errors.HostNotFound
    system = SystemProxy(office.proxy.address, exempt=("*.made-up.invalid",))
    monkeypatch.delenv(name)
    assert type(ask(look=lambda: system).error) is errors.HostNotFound
    assert office.proxy.heads == []


def test_a_name_and_a_password_from_the_keyring(ask, office, kit):
    office.proxy.login = base64.b64encode(f"Иван:{PASSWORD}".encode())
    vault = Vault()
    ProxyLogin(vault).keep(office.proxy.address, "Иван", PASSWORD)
    wish = NetworkWish(ProxyMode.MANUAL, office.proxy.address, "Иван")
    assert ask(wish, password_of=ProxyLogin(vault).password).text == kit.pieces[-1]
    assert PASSWORD not in repr(vault.kept)


def test_a_password_goes_to_no_other_proxy(ask, office):
    office.proxy.login = b"never"
    vault = Vault()
    ProxyLogin(vault).keep("other.invalid:3128", "user", PASSWORD)
    wish = NetworkWish(ProxyMode.MANUAL, office.proxy.address, "user")
    outcome = ask(wish, password_of=ProxyLogin(vault).password)
    assert type(outcome.error) is errors.ProxyRefused
    empty = base64.b64encode(b"user:")
    assert all(empty in head for head in office.proxy.heads if b"Proxy-Auth" in head or b"proxy-auth" in head)


def test_the_keyring_is_not_asked_where_no_proxy_wants_a_name(ask, office):
    vault = Vault()
    ask(NetworkWish(ProxyMode.MANUAL, office.proxy.address), password_of=ProxyLogin(vault).password)
    assert vault.reads == 0


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password(ask, office, password):
    office.proxy.login = base64.b64encode(b"user:right")
    wish = NetworkWish(ProxyMode.MANUAL, office.proxy.address, "user")
    outcome = ask(wish, password_of=lambda _address, _user: password)
    assert (type(outcome.error), outcome.error.code) == (errors.ProxyRefused, "E-PROXY-AUTH")


@pytest.mark.parametrize(
    ("offers", "kind"),
    [
        (b"Proxy-Authenticate: NTLM\r\n", errors.ProxyUnsupported),
        (b"Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n", errors.ProxyUnsupported),
        (b"Proxy-Authenticate: Digest realm=x\r\n", errors.ProxyUnsupported),
        (b"Proxy-Authenticate: NTLM\r\nProxy-Authenticate: Basic realm=x\r\n", errors.ProxyRefused),
        (b"", errors.ProxyRefused),
    ],
)
def test_what_a_proxy_asks_for(ask, office, offers, kind):
    office.proxy.refusal = b"HTTP/1.1 407 No\r\n" + offers + b"Content-Length: 0\r\n\r\n"
    outcome = ask(NetworkWish(ProxyMode.MANUAL, office.proxy.address))
    assert type(outcome.error) is kind


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", errors.NotConnected),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", errors.NotConnected),
        (b"HTTP/1.1 302 Found\r\nLocation: http://portal.invalid\r\n\r\n", errors.SignInPageSuspected),
        (b"HTTP/1.1 511 Sign in\r\n\r\n", errors.SignInPageSuspected),
    ],
)
def test_a_proxy_that_will_not(ask, office, refusal, kind):
    office.proxy.refusal = refusal
    assert type(ask(NetworkWish(ProxyMode.MANUAL, office.proxy.address)).error) is kind


@pytest.mark.parametrize("address", ["127.0.0.1:1", "no-such-proxy.invalid:3128"])
def test_a_dead_proxy(ask, address):
    outcome = ask(NetworkWish(ProxyMode.MANUAL, address))
    assert (type(outcome.error), outcome.error.code) == (errors.ProxyUnreachable, "E-PROXY-OFF")


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1080", "socks://x:1", "https://127.0.0.1:3128"])
def test_a_proxy_of_another_kind(ask, address):
    for outcome in (ask(NetworkWish(ProxyMode.MANUAL, address)), ask(look=lambda: SystemProxy(address))):
        assert (type(outcome.error), outcome.error.code) == (errors.ProxyUnsupported, "E-PROXY-KIND")


def test_a_script_is_blamed_only_where_the_straight_way_leads_nowhere(ask, clients, service, kit, transport):
    outcome = ask(look=lambda: SystemProxy(has_script=True))
    assert type(outcome.error) is errors.ProxyUnsupported
    policy = NetworkPolicy(look=lambda: SystemProxy(has_script=True))
    straight = clients(transport, **kit.through(kit.port_of(service, transport), transport), policy=policy)
    assert kit.Asking(straight, kit.question()).ended().text == kit.pieces[-1]


# --- a box that looks into TLS ---


@pytest.fixture
def inspected(connect_proxy, tls_front, certificate, service, kit):
    """A proxy that answers for the service with a certificate of its own, and speaks HTTP/1.1 alone."""
    path = certificate("grpc.made-up.invalid", "rest.made-up.invalid")
    front = tls_front(path, kit.port_of(service, Transport.REST), ["http/1.1"], "127.0.0.1")
    return SimpleNamespace(proxy=connect_proxy(grpc=front.port, rest=front.port), path=path, front=front)


def test_an_inspecting_box_whose_root_is_not_known(ask, inspected):
    outcome = ask(NetworkWish(ProxyMode.MANUAL, inspected.proxy.address))
    assert (type(outcome.error), outcome.error.code) == (errors.CertificateRejected, "E-CERT")


@pytest.mark.parametrize("who", ["administrator", "person"])
def test_an_inspecting_box_whose_root_is_given(ask, inspected, kit, transport, who):
    ca_file = str(inspected.path)
    wish = NetworkWish(
        ProxyMode.MANUAL, inspected.proxy.address, ca_file="" if who == "administrator" else ca_file
    )
    outcome = ask(wish, ca_file=ca_file if who == "administrator" else "")
    assert outcome.text == kit.pieces[-1]
    changes = [event for event in outcome.events if isinstance(event, TransportChanged)]
    assert len(changes) == (transport is Transport.GRPC)


# --- settings that change while clients live ---


def test_another_proxy_is_used_from_the_next_question_on(office, clients, kit, transport):
    policy = NetworkPolicy(Network(ca_file=office.ca_file), NetworkWish(ProxyMode.MANUAL, "127.0.0.1:1"))
    client = clients(transport, grpc=GRPC, rest=REST, policy=policy)
    assert type(kit.Asking(client, kit.question()).ended().error) is errors.ProxyUnreachable
    policy.follow(NetworkWish(ProxyMode.MANUAL, office.proxy.address))
    assert kit.Asking(client, kit.question()).ended().text == kit.pieces[-1]
    policy.follow(NetworkWish(ProxyMode.NONE))
    assert type(kit.Asking(client, kit.question()).ended().error) is errors.HostNotFound
