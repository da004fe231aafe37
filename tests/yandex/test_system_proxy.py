"""What each desktop says about proxies, read from its own words."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from yagpt_desktop.yandex import system_proxy as module
from yagpt_desktop.yandex.network import Target
from yagpt_desktop.yandex.system_proxy import (
    SystemProxy,
    address_in,
    gnome_proxy,
    is_exempt,
    kde_proxy,
    system_proxy,
)

GNOME = """org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '*.corp.invalid']
org.gnome.system.proxy mode '{mode}'
org.gnome.system.proxy use-same-proxy {same}
org.gnome.system.proxy.http host 'http.invalid'
org.gnome.system.proxy.http port 3128
org.gnome.system.proxy.https host '{host}'
org.gnome.system.proxy.https port {port}
org.gnome.system.proxy.socks host '{socks}'
org.gnome.system.proxy.socks port 1080
"""


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "socks_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)


def gnome(mode="manual", host="p.invalid", port=8080, socks="", same="false"):
    return gnome_proxy(GNOME.format(mode=mode, host=host, port=port, socks=socks, same=same))


def test_gnome():
    assert gnome().address == "http://p.invalid:8080"
    assert gnome().exempt == ("localhost", "127.0.0.0/8", "*.corp.invalid")
    assert gnome("none") == SystemProxy()
    assert gnome("auto") == SystemProxy(has_script=True)
    assert gnome(host="", socks="s.invalid").address == "socks://s.invalid:1080"
    assert gnome(port=0, same="true").address == "http://http.invalid:3128"
    assert gnome(host="") == SystemProxy()
    assert gnome_proxy("No such schema") == SystemProxy()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", SystemProxy()),
        ("[Proxy Settings]\nProxyType=0\nhttpsProxy=http://p.invalid 3128\n", SystemProxy()),
        (
            "[Proxy Settings]\nProxyType=1\nhttpsProxy=p.invalid 3128\nNoProxyFor=a.invalid .b.invalid",
            SystemProxy("http://p.invalid:3128", exempt=("a.invalid", ".b.invalid")),
        ),
        (
            "[Proxy Settings]\nProxyType=1\nsocksProxy=socks://s.invalid 1080\n",
            SystemProxy("socks://s.invalid:1080", exempt=("",)),
        ),
        ("[Proxy Settings]\nProxyType=1\nhttpsProxy=http://p.invalid x\n", SystemProxy()),
        ("[Proxy Settings]\nProxyType=2\n", SystemProxy(has_script=True)),
        ("[Proxy Settings]\nProxyType=3\n", SystemProxy(has_script=True)),
        ("[Proxy Settings\nProxyType=1", SystemProxy()),
        ("garbage", SystemProxy()),
    ],
)
def test_kde(content, found):
    assert kde_proxy(content) == found


@pytest.mark.parametrize(
    ("proxies", "address"),
    [
        ({}, ""),
        ({"https": "http://a:1", "all": "http://b:1"}, "http://a:1"),
        ({"all": "socks5://b:1"}, "socks5://b:1"),
        ({"socks": "http://s:1080"}, "socks://s:1080"),
        ({"https": "http://a:1", "socks": "http://s:1080"}, "http://a:1"),
        ({"http": "http://a:1"}, ""),
    ],
)
def test_of_several_the_one_for_tls(proxies, address):
    assert address_in(proxies) == address


@pytest.mark.parametrize(
    ("exempt", "straight"),
    [
        (("far.corp.invalid",), True),
        (("*.corp.invalid",), True),
        ((".corp.invalid",), True),
        (("FAR.corp.INVALID",), True),
        (("corp.invalid",), False),
        (("*.other.invalid", "", "*"), False),
        ((), False),
    ],
)
def test_exceptions_of_a_desktop(exempt, straight):
    assert is_exempt(Target("far.corp.invalid", 443, tls=True), exempt) is straight


def test_the_environment_comes_before_the_desktop(monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("https_proxy", "http://e.invalid:1")
    assert system_proxy() == SystemProxy("http://e.invalid:1")


def test_kde_keeps_it_in_a_file(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert system_proxy() == SystemProxy()
    (tmp_path / "kioslaverc").write_text("[Proxy Settings]\nProxyType=2\n")
    assert system_proxy() == SystemProxy(has_script=True)


def test_gnome_is_asked_by_its_own_program(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    program = tmp_path / "gsettings"
    program.write_text("#!/bin/sh\necho \"org.gnome.system.proxy mode 'auto'\"\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert system_proxy() == SystemProxy(has_script=True)
    program.write_text("#!/bin/sh\nsleep 60\n")
    monkeypatch.setattr(module, "_COMMAND_S", 0.2)
    assert system_proxy() == SystemProxy()
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert system_proxy() == SystemProxy()


def test_the_mac_says_whether_a_script_decides(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(module, "getproxies", dict)
    monkeypatch.setattr(module, "_printed_by", lambda *_: "<dictionary> {\n  ProxyAutoConfigEnable : 1\n}")
    assert system_proxy() == SystemProxy(has_script=True)


def test_windows_says_it_in_the_registry(monkeypatch):
    class Key:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    asked = []

    def open_key(root, path):
        asked.append(path)
        return Key()

    registry = SimpleNamespace(
        HKEY_CURRENT_USER=1,
        OpenKey=open_key,
        QueryValueEx=lambda _key, _name: ("http://pac.invalid/x.pac", 1),
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(module, "getproxies", lambda: {"https": "http://w.invalid:8080"})
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert system_proxy() == SystemProxy("http://w.invalid:8080", has_script=True)
    assert asked[0].endswith("Internet Settings")

    def nothing(_key, _name):
        raise FileNotFoundError

    registry.QueryValueEx = nothing
    assert system_proxy() == SystemProxy("http://w.invalid:8080")
