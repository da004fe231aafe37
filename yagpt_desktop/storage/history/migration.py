"""Carrying a database over to the schema of this version, one transaction for each step."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import apsw

from yagpt_desktop.domain.errors import HistoryForeign, HistoryNewer

from .transaction import whole

APPLICATION_ID: Final = 0x59614750
"""Stands in the file's header and tells our databases from those of other programs ("YaGP")."""


@cache
def steps() -> tuple[str, ...]:
    """Return the scripts of all versions; the first makes version 1 out of nothing."""
    folder = files(__package__).joinpath("schema")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf8") for name in names)


def version_of(connection: apsw.Connection) -> int:
    """Return the schema's version; 0 for an empty file.

    Raises:
        HistoryForeign: It is a database of another program.
        HistoryNewer: A newer version of this program made it.
    """
    version = int(connection.pragma("user_version"))
    is_empty = not connection.execute("SELECT count(*) FROM sqlite_schema").get
    if not is_empty and connection.pragma("application_id") != APPLICATION_ID:
        raise HistoryForeign("the file is a database of another program")
    if version > len(steps()):
        raise HistoryNewer(f"schema {version}, this program knows {len(steps())}")
    return version


def migrate(connection: apsw.Connection, version: int) -> None:
    """Go up step by step; a step that breaks off leaves the version before it."""
    for number, script in enumerate(steps()[version:], start=version + 1):
        with whole(connection):
            connection.execute(script)
            connection.pragma("application_id", APPLICATION_ID)
            connection.pragma("user_version", number)
