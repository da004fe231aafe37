from __future__ import annotations

import ssl
import sys

import certifi
import pytest

from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected, ProxyUnsupported
from yagpt_desktop.yandex import trust_roots
from yagpt_desktop.yandex.network import Target, grpc_target, rest_target
from yagpt_desktop.yandex.policy import NetworkPolicy


def route_to(target, network):
    return NetworkPolicy(network).route_to(target)


def forget_roots():
    trust_roots.roots_pem.cache_clear()
    trust_roots._given_roots.cache_clear()


FAR = Target("llm.example.invalid", 443, tls=True)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("llm.api.cloud.yandex.net:443", Target("llm.api.cloud.yandex.net", 443, tls=True)),
        ("llm.api.cloud.yandex.net", Target("llm.api.cloud.yandex.net", 443, tls=True)),
        (" 127.0.0.1:50051 ", Target("127.0.0.1", 50051, tls=False)),
        ("localhost:1", Target("localhost", 1, tls=False)),
        ("[::1]:2", Target("::1", 2, tls=False)),
        ("[2001:db8::1]:3", Target("2001:db8::1", 3, tls=True)),
        ("localhost.example.com:4", Target("localhost.example.com", 4, tls=True)),
        ("127.0.0.1.example.com:5", Target("127.0.0.1.example.com", 5, tls=True)),
        ("0.0.0.0:6", Target("0.0.0.0", 6, tls=True)),
    ],
)
def test_only_loopback_goes_without_tls(address, target):
    assert grpc_target(address) == target
    assert grpc_target(target.address) == target


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://llm.api.cloud.yandex.net", Target("llm.api.cloud.yandex.net", 443, tls=True)),
        ("https://llm.example/v1/", Target("llm.example", 443, tls=True, path="/v1")),
        ("http://127.0.0.1:8080", Target("127.0.0.1", 8080, tls=False)),
        ("http://[::1]", Target("::1", 80, tls=False)),
        ("https://localhost:1", Target("localhost", 1, tls=True)),
    ],
)
def test_a_url_says_itself_whether_it_is_encrypted(url, target):
    assert rest_target(url) == target
    assert rest_target(target.url) == target


@pytest.mark.parametrize("url", ["http://example.com", "http://localhost.example.com", "http://0.0.0.0:80"])
def test_a_url_in_clear_is_for_loopback_alone(url):
    with pytest.raises(ConfigurationInvalid) as caught:
        rest_target(url, "endpoints.iam")
    assert (caught.value.key, caught.value.expected) == ("endpoints.iam", Expected.TLS)


@pytest.mark.parametrize(
    "url",
    ["", "example.com", "ftp://x", "https://", "https://[", "https://x:y", "https://u@x", "https://x/?a"],
)
def test_what_is_no_url_is_told(url):
    with pytest.raises(ConfigurationInvalid) as caught:
        rest_target(url)
    assert caught.value.expected is Expected.URL


@pytest.mark.parametrize(
    ("environment", "setting", "expected"),
    [
        ({}, "system", None),
        ({"https_proxy": "http://p.example:3128"}, "system", "http://p.example:3128"),
        ({"HTTPS_PROXY": "http://p.example:3128"}, "system", "http://p.example:3128"),
        ({"https_proxy": "p.example:3128"}, "system", "http://p.example:3128"),
        ({"all_proxy": "http://p.example"}, "system", "http://p.example:80"),
        ({"http_proxy": "http://p.example:1"}, "system", None),
        ({"https_proxy": "http://p.example:1"}, "none", None),
        ({"https_proxy": "http://p.example:1"}, "http://q.example:2", "http://q.example:2"),
        ({"https_proxy": "http://p.example:1", "no_proxy": "llm.example.invalid"}, "system", None),
        ({"https_proxy": "http://p.example:1", "no_proxy": "*"}, "system", None),
        ({"https_proxy": "http://p.example:1", "no_proxy": "other.invalid"}, "system", "http://p.example:1"),
        ({"no_proxy": ".example.invalid"}, "http://q.example:2", None),
        ({}, "http://user@q.example:2", "http://user:@q.example:2"),
        ({}, "http://user:p%40ss@[::2]:2", "http://user:p%40ss@[::2]:2"),
    ],
)
def test_the_proxy_is_chosen_by_setting_then_system(monkeypatch, environment, setting, expected):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert route_to(FAR, Network(proxy=setting)).proxy_url == expected


@pytest.mark.parametrize("setting", ["socks5://p.example:1080", "socks4://p:1", "https://p.example:443"])
def test_kinds_of_proxy_that_grpc_cannot_speak_are_told(monkeypatch, setting):
    with pytest.raises(ProxyUnsupported):
        route_to(FAR, Network(proxy=setting))
    monkeypatch.setenv("https_proxy", setting)
    with pytest.raises(ProxyUnsupported):
        route_to(FAR, Network(proxy="system"))


@pytest.mark.parametrize("setting", ["http://", "http://p:port", "http://u:secret-word@:1", "http://["])
def test_a_proxy_address_that_cannot_be_read_is_told_without_its_password(setting):
    with pytest.raises(ConfigurationInvalid) as caught:
        route_to(FAR, Network(proxy=setting))
    assert (caught.value.key, caught.value.expected) == ("network.proxy", Expected.PROXY)
    assert "secret-word" not in repr(caught.value)


def test_a_route_shows_no_password():
    assert "secret-word" not in repr(route_to(FAR, Network(proxy="http://u:secret-word@p:1")))


def subjects(pem):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=pem.decode())
    return set(context.get_ca_certs(binary_form=True))


def test_the_roots_are_the_packaged_the_systems_and_the_administrators(certificate):
    own = certificate("company.invalid")
    packaged = subjects(certifi.contents().encode())
    plain = subjects(route_to(FAR, Network()).roots_pem)
    extended = subjects(route_to(FAR, Network(ca_file=str(own))).roots_pem)
    assert packaged <= plain
    assert {ssl.PEM_cert_to_DER_cert(own.read_text().split("-----BEGIN PRIVATE")[0])} == extended - plain
    assert b"PRIVATE KEY" not in route_to(FAR, Network(ca_file=str(own))).roots_pem


def test_a_system_bundle_is_joined_and_what_is_broken_in_it_left_out(monkeypatch, tmp_path, certificate):
    good = certificate("system.invalid").read_text().split("-----BEGIN PRIVATE")[0]
    broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    worse = "-----BEGIN CERTIFICATE-----\nж!\n-----END CERTIFICATE-----\n"
    bundle = tmp_path / "system.pem"
    bundle.write_text(broken + good + worse, encoding="utf-8")
    monkeypatch.setattr(trust_roots, "_SYSTEM_BUNDLES", (str(bundle), str(tmp_path / "missing.pem")))
    forget_roots()
    try:
        assert ssl.PEM_cert_to_DER_cert(good) in subjects(trust_roots.roots_pem(""))
    finally:
        forget_roots()


def test_the_windows_store_gives_the_roots_meant_for_servers(monkeypatch, certificate):
    ders = [
        ssl.PEM_cert_to_DER_cert(certificate(f"w{n}.invalid").read_text().split("-----BEGIN PR")[0])
        for n in range(3)
    ]
    store = [
        (ders[0], "x509_asn", True),
        (ders[1], "x509_asn", frozenset({"1.3.6.1.5.5.7.3.1"})),
        (ders[2], "x509_asn", frozenset({"1.3.6.1.5.5.7.3.4"})),
        (b"x", "pkcs_7_asn", True),
    ]
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ssl, "enum_certificates", lambda name: store, raising=False)
    assert list(trust_roots._system_roots()) == ders[:2]


def test_the_bundle_is_read_once(monkeypatch):
    first = route_to(FAR, Network()).roots_pem
    assert route_to(FAR, Network()).roots_pem is first
    assert trust_roots.tls_context(first) is trust_roots.tls_context(first)


def test_variables_of_the_environment_add_no_roots(monkeypatch, certificate):
    own = str(certificate("evil.invalid"))
    forget_roots()
    before = trust_roots.roots_pem("")
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"):
        monkeypatch.setenv(name, own)
    forget_roots()
    assert trust_roots.roots_pem("") == before


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no certificate",
        b"\xff\xfe\x00",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n\xd0\xb6\n-----END CERTIFICATE-----\n",
    ],
)
def test_a_ca_file_that_is_none_is_told(tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationInvalid) as caught:
        route_to(FAR, Network(ca_file=str(path)))
    assert (caught.value.key, caught.value.expected) == ("network.ca_file", Expected.FILE)


def test_tls_is_at_least_1_2_and_checks_names():
    context = trust_roots.tls_context(trust_roots.roots_pem(""))
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.keylog_filename is None
