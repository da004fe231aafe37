"""The locked requirements as values: what is shipped, in which version, with which hashes, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).resolve().parent / "requirements.txt"
_HEAD = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^ \\]+)(?: ; (?P<marker>[^\\]+?))? \\$")
_HASH = re.compile(r"^    --hash=sha256:(?P<hash>[0-9a-f]{64})(?: \\)?$")
_ASKED = re.compile(r"^    # via (?P<names>.+)$")
_TERM = re.compile(r"(?P<name>[a-z_]+) (?P<act>==|!=|<=|>=|<|>) '(?P<value>[^']*)'")


class NotLocked(ValueError):
    """A line that is no pinned and hashed requirement."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One requirement.

    Attributes:
        marker: Where it is installed; "" for everywhere.
        hashes: SHA-256 of each of its files, in hexadecimal.
        asked_by: Who needs it.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def locked_in(text: str) -> Iterator[Locked]:
    """Yield the requirements of a lock, in its order.

    Raises:
        NotLocked: A line is anything else than a comment, or part of a pinned and hashed requirement.
    """
    head: re.Match[str] | None = None
    hashes: list[str] = []
    asked: tuple[str, ...] = ()
    for line in [*text.splitlines(), ""]:
        if found := _HASH.match(line):
            hashes.append(found["hash"])
            continue
        if found := _ASKED.match(line):
            asked = tuple(name.strip() for name in found["names"].split(","))
            continue
        if line.startswith("#"):
            continue
        if head is not None:
            yield _whole(head, hashes, asked)
        head, hashes, asked = _HEAD.match(line), [], ()
        if head is None and line:
            raise NotLocked(line)


def _whole(head: re.Match[str], hashes: list[str], asked: tuple[str, ...]) -> Locked:
    if not hashes:
        raise NotLocked(f"{head['name']} has no hash")
    return Locked(head["name"], head["version"], head["marker"] or "", tuple(hashes), asked)


def fits(marker: str, environment: Mapping[str, str]) -> bool:
    """Whether a marker as uv writes it (terms joined by "and" and "or") holds in an environment.

    Raises:
        NotLocked: It is none of those.
    """
    return not marker or any(
        all(_holds(term, environment) for term in part.split(" and ")) for part in _parts(marker)
    )


def _parts(marker: str) -> list[str]:
    return marker.replace("(", "").replace(")", "").split(" or ")


def _holds(term: str, environment: Mapping[str, str]) -> bool:
    found = _TERM.fullmatch(term.strip())
    if found is None:
        raise NotLocked(f"marker: {term}")
    here, there = environment[found["name"]], found["value"]
    if "version" in found["name"]:
        mine, others = _numbers(here), _numbers(there)
        return {"==": mine == others, "!=": mine != others, "<": mine < others, ">": mine > others,
                "<=": mine <= others, ">=": mine >= others}[found["act"]]  # fmt: skip
    return (here == there) is (found["act"] == "==")


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"[0-9]+", version)[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))
