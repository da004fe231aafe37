"""The last unit of an answer that is still being written, shown as it is going to be.

Half-written Markdown would flicker between raw signs and their meaning: what is open is read as closed,
what has only begun is not shown yet.
"""

from __future__ import annotations

import re

from .lines import fence_of
from .unit import Resumed, Unit, UnitKind

_ONLY_BEGUN = re.compile(r"(?:^|\n)[ \t>]*(?:[-+=]+|[*_]{1,3}|#{1,6}|\d{1,3}[.)]|~{1,3}|`{1,3}|\||>)[ \t]*$")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_OPEN_CODE = re.compile(r"(?<!`)(`+)(?!`)")
_RUN = re.compile(r"\\.|(\*\*\*|\*\*|\*|~~|__|_)", re.DOTALL)
_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()\s]*$")
_LINK_TEXT = re.compile(r"!?\[[^\[\]\n]{0,200}$")
_TABLE_HEAD = re.compile(r"(?:^|\n) {0,3}(\|[^\n]*)$")
_TABLE_RULE = re.compile(r"(?:^|\n) {0,3}(\|[^\n]*)\n {0,3}\|?[-:| \t]*$")


def calmed(unit: Unit) -> str:
    """Return the source of the last unit of a growing text as it is to be read.

    Signs are taken from and added to its end alone, so that places in it stay what they are.
    """
    source = unit.source
    if unit.kind in {UnitKind.FENCE, UnitKind.INDENTED} or unit.resumed is Resumed.CODE:
        return _without_begun_fence(source)
    if unit.kind in {UnitKind.PLAIN, UnitKind.RULE}:
        return source
    source = _ONLY_BEGUN.sub("", source) if unit.kind is not UnitKind.ITEM else source.rstrip()
    if unit.kind is UnitKind.TEXT and (table := _as_table(source)):
        return table
    if _has_open_fence(source):
        return source
    return _closed(source)


def _without_begun_fence(source: str) -> str:
    head, newline, last = source.rpartition("\n")
    is_begun = bool(newline) and last.strip() in {"`", "``", "~", "~~"}
    return head if is_begun else source


def _as_table(source: str) -> str:
    """A head alone, or with a delimiter half written, is read as a table already."""
    if found := _TABLE_RULE.search(source):
        return source[: found.end(1)] + "\n" + _delimiter(found[1])
    if found := _TABLE_HEAD.search(source):
        return source + "\n" + _delimiter(source[found.start(1) :])
    return ""


def _delimiter(head: str) -> str:
    bare = head.strip().removeprefix("|").removesuffix("|")
    return "|" + "---|" * (bare.count("|") - bare.count("\\|") + 1)


def _has_open_fence(source: str) -> bool:
    fences = [fence_of(line.lstrip(" >-+*0123456789.)\t")) for line in source.split("\n")]
    return len([fence for fence in fences if fence]) % 2 == 1


def _closed(source: str) -> str:
    bare = _CODE.sub(lambda found: "x" * len(found.group()), source)
    if found := _OPEN_CODE.search(bare):
        behind = source[found.end() :]
        return source + found[1] if behind.strip() else _closed(source[: found.start()].rstrip())
    if _LINK.search(source):
        return source + ")"
    if found := _LINK_TEXT.search(bare):
        # Most brackets become links: shown as its text, it only takes on a colour later.
        return source[: found.start()] + source[found.end() :] if found.end() - found.start() < 2 else source
    return _with_closed_faces(source, bare)


def _with_closed_faces(source: str, bare: str) -> str:
    stripped = source.rstrip()
    open_runs: list[str] = []
    for found in _RUN.finditer(bare):
        run = found[1]
        if run is None or _is_loose(bare, found.start(), found.end()):
            continue
        if run in open_runs:
            del open_runs[open_runs.index(run) :]
        elif not (run[0] == "_" and found.start() and bare[found.start() - 1].isalnum()):
            open_runs.append(run)
    if not open_runs:
        return source
    last = open_runs[-1]
    if stripped.endswith(last):
        # Opened, and nothing in it yet.
        return _with_closed_faces(stripped.removesuffix(last), bare[: len(stripped) - len(last)])
    if stripped.endswith(last[0]) and len(last) > 1:
        stripped = stripped[:-1]
    return stripped + "".join(reversed(open_runs))


def _is_loose(text: str, start: int, end: int) -> bool:
    """Whether blanks on both sides make the run plain signs (or a bullet)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else ""
    return before.isspace() and after.isspace()
