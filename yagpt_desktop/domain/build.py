"""Which build of the program this is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BuildKind(StrEnum):
    """How a program came about."""

    SOURCE = "source"
    DEVELOPMENT = "development"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Build:
    """What a person may tell of the program they have.

    Attributes:
        day: Of the commit it was built from, ISO 8601; "" where that is not known.
        commit: Shortened; "" where that is not known.
        is_changed: Built with changes that are in no commit.
        libraries: Names and versions of what it stands on.
    """

    version: str
    kind: BuildKind = BuildKind.SOURCE
    day: str = ""
    commit: str = ""
    is_changed: bool = False
    libraries: tuple[tuple[str, str], ...] = ()
