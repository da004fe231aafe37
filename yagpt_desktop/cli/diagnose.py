"""``yagpt-desktop diagnose``: the report, printed."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from yagpt_desktop.domain.diagnosis import Finding, Topic
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.ui.diagnosis.finding_words import name_of, state_of, topic_title, value_of
from yagpt_desktop.ui.words import diagnosis_words as words
from yagpt_desktop.ui.words.diagnosis_words import Heading, heading
from yagpt_desktop.ui.words.terminal_words import error_sentence
from yagpt_desktop.wiring import Wiring

from .console import Console
from .diagnosis import Diagnosis, diagnosed, saved_accounts
from .exit_code import ExitCode
from .interrupt import interruptible

_VARIABLES = ("YC_API_KEY", "YC_IAM_TOKEN", "YC_FOLDER_ID", "YAGPT_CONFIG", "YAGPT_PROFILE")
_INDENT = "  "


def diagnose(options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console) -> int:
    """Run the command; an address that cannot be reached is a finding, not a failure.

    Raises:
        Cancelled: Ctrl+C.
        OutputClosed: Nobody reads the report.
    """
    with interruptible(wiring.alarm) as cancel:
        found = diagnosed(wiring, cancel)
    if options.json:
        console.write_json(json.dumps(_as_json(found, settings, wiring), ensure_ascii=False, indent=2))
    else:
        console.write("\n".join(_lines(found, settings, wiring)) + "\n")
    return ExitCode.DONE


def _lines(found: Diagnosis, settings: Settings, wiring: Wiring) -> Iterator[str]:
    versions = found.versions.items()
    yield from _part(Heading.VERSIONS, [(words.part_name(name), told) for name, told in versions])
    yield from _part(
        Heading.PATHS,
        [
            (heading(Heading.PROFILE), str(wiring.profile.folder)),
            (heading(Heading.CONFIGURATION), str(wiring.config_path or words.no_file())),
        ],
    )
    yield from _part(Heading.KEYRING, [(found.keyring, _state(found.keyring_error, words.keyring_works()))])
    yield from _part(Heading.ACCESS, _access(settings, wiring))
    yield from _part(
        Heading.ENDPOINTS,
        [
            (f"{probe.name} {probe.value}", _state(probe.error, words.reached_in(probe.latency_ms or 0.0)))
            for probe in found.endpoints
        ],
    )
    yield from _part(topic_title(Topic.NETWORK), [(name_of(one), _said(one)) for one in found.network])


def _said(finding: Finding) -> str:
    parts = (value_of(finding), _state(finding.error, state_of(finding)))
    return f"{_INDENT}".join(part for part in parts if part)


def _part(title: Heading | str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield heading(title) if isinstance(title, Heading) else title
    rows = list(rows)
    width = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        yield f"{_INDENT}{name.ljust(width)}{_INDENT}{value}".rstrip()


def _state(error: YaGptError | None, fine: str) -> str:
    return fine if error is None else f"{error_sentence(error)} {error.code}"


def _access(settings: Settings, wiring: Wiring) -> list[tuple[str, str]]:
    rows = [(name, words.variable_set()) for name in _VARIABLES if os.environ.get(name)]
    accounts = saved_accounts(settings, wiring.config.endpoints.origin)
    rows += [(words.account_line(kind, folder, fits=fits), "") for kind, folder, fits in accounts]
    return rows or [(words.no_account(), "")]


def _as_json(found: Diagnosis, settings: Settings, wiring: Wiring) -> dict[str, Any]:
    accounts = saved_accounts(settings, wiring.config.endpoints.origin)
    return {
        "versions": found.versions,
        "paths": {
            "profile": str(wiring.profile.folder),
            "config": None if wiring.config_path is None else str(wiring.config_path),
        },
        "keyring": {"name": found.keyring, "error": _code(found.keyring_error)},
        "variables": [name for name in _VARIABLES if os.environ.get(name)],
        "accounts": [{"kind": kind, "folderId": folder, "fits": fits} for kind, folder, fits in accounts],
        "endpoints": [
            {
                "name": probe.name,
                "address": probe.value,
                "reachable": probe.error is None,
                "latencyMs": None if probe.latency_ms is None else round(probe.latency_ms, 1),
                "error": _code(probe.error),
            }
            for probe in found.endpoints
        ],
        "network": [
            {
                "name": one.name,
                "value": value_of(one) if one.value else "",
                "skewS": None if one.skew_s is None else round(one.skew_s),
                "error": _code(one.error),
            }
            for one in found.network
        ],
    }


def _code(error: YaGptError | None) -> str | None:
    return None if error is None else error.code
