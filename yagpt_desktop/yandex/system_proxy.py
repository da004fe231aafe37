"""What the system says about proxies: environment variables first, then the platform's own settings."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from .network import Target

_COMMAND_S: Final = 2.0
_GNOME_LINE: Final = re.compile(r"^org\.gnome\.system\.proxy(\.https?|\.socks)? (\S+) (.*)$", re.MULTILINE)
_WINDOWS_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """What the system wants.

    Attributes:
        address: A URL, or ``host:port``; "" for the straight way.  It may hold a password.
        has_script: A script (PAC) decides, which nobody here can run.
        exempt: Hosts and ``*.suffixes`` that are reached straight; the environment's are not among them.
    """

    address: str = ""
    has_script: bool = False
    exempt: tuple[str, ...] = ()


def system_proxy() -> SystemProxy:
    """Look.  May run a short-lived process: worker threads only."""
    named = address_in(getproxies_environment())
    if named:
        return SystemProxy(named)
    if sys.platform in {"win32", "darwin"}:
        return SystemProxy(address_in(getproxies()), has_script=_has_script())
    return _desktop_proxy()


def is_exempt(target: Target, exempt: tuple[str, ...] = ()) -> bool:
    """Whether a host is reached straight, by ``no_proxy``, the platform's exceptions, or ``exempt``."""
    if proxy_bypass(target.address) or proxy_bypass(target.host):
        return True
    host = target.host.lower()
    patterns = [pattern.strip().lower().removeprefix("*") for pattern in exempt]
    return any(
        pattern and (host == pattern.removeprefix(".") or (pattern[0] == "." and host.endswith(pattern)))
        for pattern in patterns
    )


def address_in(proxies: Mapping[str, str]) -> str:
    """Return the proxy for TLS out of what ``urllib`` knows; one of the kind SOCKS is better than none."""
    socks: str = proxies.get("socks", "")
    if socks and "://" in socks:
        # urllib calls it http:// on one platform.
        socks = f"socks://{socks.partition('://')[2]}"
    return proxies.get("https") or proxies.get("all", "") or socks


def gnome_proxy(listing: str) -> SystemProxy:
    """Read what ``gsettings list-recursively org.gnome.system.proxy`` prints."""
    values: dict[str, str] = {
        f"{part}/{name}": value.strip() for part, name, value in _GNOME_LINE.findall(listing)
    }

    def text(name: str) -> str:
        return values.get(name, "").strip("'")

    if text("/mode") == "auto":
        return SystemProxy(has_script=True)
    if text("/mode") != "manual":
        return SystemProxy()
    exempt = tuple(re.findall(r"'([^']*)'", values.get("/ignore-hosts", "")))
    same = text("/use-same-proxy") == "true"
    for part, scheme in ((".https", "http"), *(((".http", "http"),) if same else ()), (".socks", "socks")):
        host, port = text(f"{part}/host"), text(f"{part}/port")
        if host and port.isdigit() and int(port):
            return SystemProxy(f"{scheme}://{host}:{port}", exempt=exempt)
    return SystemProxy()


def kde_proxy(content: str) -> SystemProxy:
    """Read KDE's ``kioslaverc``."""
    reader = configparser.RawConfigParser(strict=False)
    try:
        reader.read_string(content)
        values = dict(reader.items("Proxy Settings")) if reader.has_section("Proxy Settings") else {}
    except configparser.Error:
        return SystemProxy()
    kind = values.get("proxytype", "0")
    if kind in {"2", "3"}:
        return SystemProxy(has_script=True)
    if kind != "1":
        return SystemProxy()
    exempt = tuple(re.split(r"[,\s]+", values.get("noproxyfor", "").strip()))
    for name, scheme in (("httpsproxy", "http"), ("httpproxy", "http"), ("socksproxy", "socks")):
        # "http://proxy.example 3128" as it is written there
        host, _, port = values.get(name, "").strip().rpartition(" ")
        if host and port.isdigit() and int(port):
            return SystemProxy(f"{scheme}://{host.rpartition('//')[2]}:{port}", exempt=exempt)
    return SystemProxy()


def _desktop_proxy() -> SystemProxy:
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").upper()
    if "KDE" in desktop:
        folder = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
        try:
            return kde_proxy((Path(folder).expanduser() / "kioslaverc").read_text("utf-8", "replace"))
        except (OSError, RuntimeError):
            return SystemProxy()
    if any(name in desktop for name in ("GNOME", "UNITY", "CINNAMON", "MATE", "BUDGIE", "PANTHEON")):
        return gnome_proxy(_printed_by("gsettings", "list-recursively", "org.gnome.system.proxy"))
    return SystemProxy()


def _has_script() -> bool:
    if sys.platform == "darwin":
        return "ProxyAutoConfigEnable : 1" in _printed_by("/usr/sbin/scutil", "--proxy")
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 (there is none elsewhere)

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _WINDOWS_KEY) as key:
                return bool(winreg.QueryValueEx(key, "AutoConfigURL")[0])
        except OSError:
            return False
    return False


def _printed_by(program: str, *words: str) -> str:
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 (fixed words)
            [path, *words], capture_output=True, timeout=_COMMAND_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
