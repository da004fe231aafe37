"""``config.toml``: where it is looked for, what it may hold, and what is said about the rest."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

import platformdirs

from yagpt_desktop.domain.config import Config, Endpoints, Network, Privacy
from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected, InputUnreadable

from .config_value import checked_value
from .profile import APP_NAME, Profile, whole_path
from .toml_place import line_of

CONFIG_VARIABLE = "YAGPT_CONFIG"

_SECTIONS: dict[str, type[Any]] = {"endpoints": Endpoints, "network": Network, "privacy": Privacy}
_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that means nothing to this version; told to the person, never a reason to stop.

    Attributes:
        key: Its full name, as ``network.proxi``.
        line: Counted from 1.
    """

    path: str
    key: str
    line: int


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """What was found.

    Attributes:
        path: The file; None where there is none and everything is at its default.
    """

    config: Config
    path: Path | None = None
    unknown_keys: tuple[UnknownKey, ...] = ()


def system_config_files() -> tuple[Path, ...]:
    """Return where the platform's administrators may put the file, the foremost place first.

    There are several on Linux: a desktop puts a folder of its own before ``/etc/xdg``.
    """
    folders = platformdirs.site_config_dir(APP_NAME, appauthor=False, multipath=True).split(os.pathsep)
    return tuple(Path(folder, "config.toml") for folder in folders if folder)


def load_config(explicit: Path | None, environ: Mapping[str, str], profile: Profile) -> LoadedConfig:
    """Read the first file there is of: the option's, ``YAGPT_CONFIG``'s, the profile's, the system's.

    Raises:
        InputUnreadable: A file that was named is not there, or one that is there cannot be read.
        ConfigurationInvalid: It is not TOML, or a value cannot be used.
    """
    named = explicit or (Path(variable) if (variable := environ.get(CONFIG_VARIABLE)) else None)
    if named is not None:
        return _read(whole_path(named))
    for path in (profile.config_file, *system_config_files()):
        if _is_there(path):
            return _read(path)
    return LoadedConfig(Config())


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that is closed to this person
        return False


def _read(path: Path) -> LoadedConfig:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputUnreadable(f"cannot read {path}: {error.strerror}", path=str(path)) from error
    try:
        text = content.decode("utf-8-sig")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _reject(path, f"not UTF-8 in line {line}", line)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        _reject(path, f"not TOML: {error}", int(found[1]) if found else len(text.splitlines()))
    return _Reader(path, text).loaded(raw)


def _reject(path: Path, detail: str, line: int) -> NoReturn:
    raise ConfigurationInvalid(
        f"{path}: {detail}", path=str(path), line=line, expected=Expected.TOML
    ) from None


class _Reader:
    """Turns one parsed file into a config, and remembers what it did not know."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        self._unknown: list[UnknownKey] = []

    def loaded(self, raw: Mapping[str, Any]) -> LoadedConfig:
        parts = {name: self._section(name, kind, raw.get(name, {})) for name, kind in _SECTIONS.items()}
        for name in raw.keys() - _SECTIONS.keys():
            self._note((name,))
        unknown = tuple(sorted(self._unknown, key=lambda found: found.line))
        return LoadedConfig(Config(**parts), self._path, unknown)

    def _section(self, section: str, kind: type[Any], raw: object) -> Any:
        if not isinstance(raw, dict):
            raise self._invalid((section,), Expected.TABLE)
        known = {spec.name for spec in fields(kind)}
        values: dict[str, object] = {}
        for name, value in raw.items():
            if name not in known:
                self._note((section, name))
                continue
            checked = checked_value(section, name, value, self._path.parent)
            if isinstance(checked, Expected):
                raise self._invalid((section, name), checked)
            values[name] = checked
        return kind(**values)

    def _note(self, place: tuple[str, ...]) -> None:
        self._unknown.append(UnknownKey(str(self._path), ".".join(place), line_of(self._text, place)))

    def _invalid(self, place: tuple[str, ...], expected: Expected) -> ConfigurationInvalid:
        key, line = ".".join(place), line_of(self._text, place)
        detail = f"{self._path}, line {line}: {key} must be {expected.value}"
        return ConfigurationInvalid(detail, path=str(self._path), key=key, line=line, expected=expected)
