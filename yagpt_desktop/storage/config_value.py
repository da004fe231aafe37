"""What each value of ``config.toml`` may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from yagpt_desktop.domain.config import is_loopback
from yagpt_desktop.domain.errors import Expected

_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+)(?::(\d{1,5}))?")
# More than any timer needs and less than any timer takes; it also keeps "inf" out.
_YEAR_S = 31_536_000
_GRPC = frozenset({"grpc", "operation_grpc"})


def checked_value(section: str, name: str, value: Any, folder: Path) -> object | Expected:
    """Return the value to be used, or what should have stood there.

    ``folder`` is what a relative path in the file is relative to.
    """
    if section == "endpoints":
        return _grpc_address(value) if name in _GRPC else _url(value)
    checks: dict[str, Callable[[Any], object | Expected]] = {
        "proxy": _proxy,
        "ca_file": lambda given: _file(given, folder),
        "data_logging": _switch,
    }
    return checks.get(name, _seconds)(value)


def _grpc_address(value: Any) -> str | Expected:
    if not isinstance(value, str):
        return Expected.TEXT
    if "://" in value:  # the gRPC address has no scheme: TLS everywhere but on this computer
        plain = urlsplit(value).scheme in {"http", "grpc", "tcp"} and not is_loopback(value)
        return Expected.TLS if plain else Expected.HOST_PORT
    found = _HOST_PORT.fullmatch(value)
    return value if found and _is_port(found[2] or "443") else Expected.HOST_PORT


def _url(value: Any) -> str | Expected:
    if not isinstance(value, str):
        return Expected.TEXT
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return Expected.URL
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or "@" in parts.netloc:
        return Expected.URL
    if parts.scheme == "http" and not is_loopback(value):
        return Expected.TLS
    return value.rstrip("/")


def _proxy(value: Any) -> str | Expected:
    if not isinstance(value, str):
        return Expected.TEXT
    if value in {"system", "none"}:
        return value
    try:
        parts = urlsplit(value)
        has_port = bool(parts.port)
    except ValueError:
        return Expected.PROXY
    # A SOCKS address is let through: the client has better words for it.
    return value if parts.scheme and parts.hostname and has_port else Expected.PROXY


def _file(value: Any, folder: Path) -> str | Expected:
    if not isinstance(value, str):
        return Expected.TEXT
    if not value:
        return value
    path = folder / Path(value).expanduser()
    return str(path) if path.is_file() else Expected.FILE


def _switch(value: Any) -> bool | Expected:
    return value if isinstance(value, bool) else Expected.SWITCH


def _seconds(value: Any) -> float | Expected:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _YEAR_S:
        return Expected.SECONDS
    return float(value)


def _is_port(digits: str) -> bool:
    return 0 < int(digits) <= 65_535
