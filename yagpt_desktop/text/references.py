"""Links by a label: ``[text][label]`` in one unit, ``[label]: address`` in another, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference

from .display import fit
from .parser import markdown
from .unit import Resumed, Unit, UnitKind

_NO_TEXT = frozenset({UnitKind.FENCE, UnitKind.INDENTED, UnitKind.PLAIN, UnitKind.RULE, UnitKind.FORMULA})
_NO_DEFINITIONS = _NO_TEXT | {UnitKind.TABLE, UnitKind.HEADING}
_DEFINES = re.compile(r"(?:^|\n)[ \t>\-+*0-9.)]*\[(?:[^\[\]\\]|\\.)+\]:")
_MENTIONS = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]")


class Link(NamedTuple):
    """What a label stands for; ``label`` as CommonMark compares it."""

    label: str
    href: str


class References:
    """The definitions of a message's labels, kept up to date while its units change."""

    def __init__(self) -> None:
        self._found: list[tuple[int, tuple[Link, ...]]] = []
        self._meaning: dict[str, Link] = {}

    def revise(self, units: Sequence[Unit], kept: int) -> None:
        """Follow a change of the units that kept the first ``kept``; costs what is new."""
        before = len(self._found)
        while self._found and self._found[-1][0] >= kept:
            self._found.pop()
        is_changed = len(self._found) != before
        for index in range(kept, len(units)):
            # Most units say so by themselves: asking the memory costs more.
            if "]:" in units[index].source and (found := definitions_in(units[index])):
                self._found.append((index, found))
                is_changed = True
        if is_changed:
            self._meaning = {}
            for _, links in self._found:
                for link in links:
                    self._meaning.setdefault(link.label, link)

    def links_of(self, unit: Unit) -> tuple[Link, ...]:
        """Return what the labels mean that a unit mentions; equal for equal units and definitions."""
        if not self._meaning:
            return ()
        return tuple(self._meaning[label] for label in mentioned_in(unit) if label in self._meaning)


def references_of(units: Sequence[Unit]) -> References:
    """Return the definitions in units."""
    found = References()
    found.revise(units, 0)
    return found


def environment_of(links: Sequence[Link]) -> dict[str, object]:
    """Return what the parser has to know for these links."""
    if not links:
        return {}
    return {"references": {link.label: {"title": "", "href": link.href} for link in links}}


@lru_cache(maxsize=512)
def definitions_in(unit: Unit) -> tuple[Link, ...]:
    """Return the labels that a unit defines, the first definition of each."""
    is_inside = unit.resumed in {Resumed.TEXT, Resumed.CODE}
    if unit.kind in _NO_DEFINITIONS or is_inside or "]:" not in unit.source:
        return ()
    if not _DEFINES.search(unit.source):
        return ()
    environment: dict[str, dict[str, dict[str, str]]] = {}
    markdown().parse(fit(unit.head + unit.source) + "\n", environment)
    found = environment.get("references", {})
    return tuple(Link(label, meaning["href"]) for label, meaning in found.items())


@lru_cache(maxsize=2048)
def mentioned_in(unit: Unit) -> tuple[str, ...]:
    """Return every label that stands in a unit, in order."""
    if unit.kind in _NO_TEXT or "[" not in unit.source:
        return ()
    found = (normalizeReference(one) for one in _MENTIONS.findall(fit(unit.source)))
    return tuple(dict.fromkeys(found))
