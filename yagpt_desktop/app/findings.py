"""Everything the page of diagnostics and ``yagpt-desktop diagnose`` look at; never a secret or a message."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from yagpt_desktop import __version__
from yagpt_desktop.domain.build import Build, BuildKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.diagnosis import Diagnosis, Finding, FindingState, Topic
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.wiring import Wiring

_PACKAGES = ("PySide6-Essentials", "grpcio", "protobuf", "httpx", "keyring")
_PROBE_ID = "diagnose"
BUILD_FACTS = "build.json"


def diagnosis_of(wiring: Wiring) -> Diagnosis:
    """Return what looks at network, keyring, versions and places of this start."""

    def look(cancel: CancelToken) -> Iterator[Finding]:
        from yagpt_desktop.yandex.findings import network_findings  # noqa: PLC0415  loads slowly
        from yagpt_desktop.yandex.policy import NetworkPolicy  # noqa: PLC0415

        config = wiring.config
        policy = NetworkPolicy(config.network) if wiring.demo else wiring.network.policy()
        yield from network_findings(config, policy, cancel)
        cancel.raise_if_cancelled()
        yield _keyring(wiring)
        for name, value in versions().items():
            yield Finding(Topic.VERSION, name, value)
        yield Finding(Topic.PATH, "profile", str(wiring.profile.folder))
        yield Finding(Topic.PATH, "configuration", str(wiring.config_path or ""))

    return look


def versions() -> dict[str, str]:
    """Return the versions that decide how the program behaves."""
    build = this_build()
    told = [build.day, build.commit, "" if build.kind is BuildKind.RELEASE else build.kind.value]
    found = {"yagpt-desktop": build.version, "build": " ".join(filter(None, told)), **dict(build.libraries)}
    libc = " ".join(part for part in platform.libc_ver() if part)
    found["system"] = " ".join(part for part in (platform.platform(), libc) if part)
    return found


def this_build() -> Build:
    """Return what a built program was told of itself; a damaged note counts as none."""
    try:
        facts = json.loads(files("yagpt_desktop").joinpath(BUILD_FACTS).read_text(encoding="utf-8"))
        kind = BuildKind.RELEASE if facts["release"] else BuildKind.DEVELOPMENT
        day, commit, is_changed = str(facts["date"]), str(facts["commit"]), bool(facts["changed"])
    except (OSError, ValueError, KeyError, TypeError):
        return Build(__version__, libraries=tuple(_libraries()))
    return Build(__version__, kind, day, commit, is_changed, tuple(_libraries()))


def _libraries() -> Iterator[tuple[str, str]]:
    yield "Python", platform.python_version()
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:  # a frozen program may leave the names of its packages behind
            yield package, "?"


def keyring_error(wiring: Wiring) -> YaGptError | None:
    """Ask the keyring for something; return why it does not answer.  Blocks as long as it may."""
    try:
        wiring.vault.keyring.load(_PROBE_ID)
    except YaGptError as error:
        return error
    return None


def _keyring(wiring: Wiring) -> Finding:
    error = keyring_error(wiring)
    state = FindingState.OK if error is None else FindingState.TROUBLE
    return Finding(Topic.KEYRING, "keyring", wiring.keyring_title, state, error=error)
