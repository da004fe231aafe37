"""The last unit of an answer that is still being written, shown as it is going to be.

Half-written Markdown would flicker between raw signs and their meaning: what is open is read as closed,
what has only begun is not shown yet.
"""

from __future__ import annotations

import re

from .formula import CLOSERS, formula_at, opener_at, reads_as_formula
from .lines import fence_of
from .unit import Resumed, Unit, UnitKind

_ONLY_BEGUN = re.compile(r"(?:^|\n)[ \t>]*(?:[-+=]+|[*_]{1,3}|#{1,6}|\d{1,3}[.)]|~{1,3}|`{1,3}|\||>)[ \t]*$")
_BEGUN_TASK = re.compile(r"(?:^|\n)[ \t>]*[-+*][ \t]+(\[[ xX]?\]?[ \t]*)$")
_BEGUN_LABEL = re.compile(r"(?:^|\n) {0,3}\[[^\[\]\n]+\]:[ \t]*$")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_OPEN_CODE = re.compile(r"(?<!`)(`+)(?!`)")
_RUN = re.compile(r"\\.|(\*\*\*|\*\*|\*|~~|__|_)", re.DOTALL)
_HALF_STRIKE = re.compile(r"(?<![~\\])~$")
_LINK = re.compile(r"!?\[[^\[\]]*\]\(([^()\s]*(?:\([^()\s]*\)?)?[^()\s]*)(\s+(?:\"[^\"]*\"?)?)?$")
_LINK_TEXT = re.compile(r"!?\[([^\[\]\n]{0,200})$")
_LINK_LABEL = re.compile(r"(?<=\])\[[^\[\]\n]*$")
_LINK_READ = re.compile(r"!?\[[^\[\]\n]{1,200}\]$")
_TABLE_HEAD = re.compile(r"(?:^|\n) {0,3}(\|[^\n]*)$")
_TABLE_RULE = re.compile(r"(?:^|\n) {0,3}(\|[^\n]*)\n {0,3}\|?[-:| \t]*$")
_FORMULA_SIGN = re.compile(r"\\.|\$\$?", re.DOTALL)
_MEANT = re.compile(r"[A-Za-z\\(]")
_INNER_START = re.compile(
    r"(?:^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+|\n[ \t>]*(?=\n)|(?:^|\n)[ \t]*(?:>[ \t]*)+"
)
_CELL_START = re.compile(r"(?<!\\)\|")


def calmed(unit: Unit) -> str:
    """Return the source of the last unit of a growing text as it is to be read.

    Signs are taken from and added to its end alone, so that places in it stay what they are.
    """
    source = unit.source
    if unit.kind in {UnitKind.FENCE, UnitKind.INDENTED} or unit.resumed is Resumed.CODE:
        return _without_begun_fence(source)
    if unit.kind is UnitKind.FORMULA:
        return source if source.strip(" $\\[\n") else ""
    if unit.kind in {UnitKind.PLAIN, UnitKind.RULE}:
        return source
    source = _without_what_only_began(unit, source)
    if unit.kind is UnitKind.TEXT and (table := _as_table(source)):
        return table
    if _has_open_fence(source):
        return _without_begun_fence(source)
    start = _inner_start(unit, source)
    return source[:start] + _closed(source[start:])


def _without_what_only_began(unit: Unit, source: str) -> str:
    if unit.kind is not UnitKind.ITEM:
        return _BEGUN_LABEL.sub("", _ONLY_BEGUN.sub("", source))
    source = source.rstrip()
    if task := _BEGUN_TASK.search(source):
        return source[: task.start(1)].rstrip()
    head, newline, last = source.rpartition("\n")
    return head if newline and _ONLY_BEGUN.match(last) and last.strip()[0] in "`~|#=" else source


def _inner_start(unit: Unit, source: str) -> int:
    """Where the text begins that goes on at the end: a sign before it is closed by its own paragraph."""
    if unit.kind is UnitKind.TABLE:
        line = source.rfind("\n") + 1
        return max((found.end() for found in _CELL_START.finditer(source, line)), default=line)
    if unit.kind in {UnitKind.ITEM, UnitKind.QUOTE}:
        return max((found.end() for found in _INNER_START.finditer(source)), default=0)
    return 0


def _without_begun_fence(source: str) -> str:
    head, newline, last = source.rpartition("\n")
    is_begun = bool(newline) and last.strip(" \t>") in {"`", "``", "~", "~~"}
    return head if is_begun else source


def _as_table(source: str) -> str:
    """A head alone, or with a delimiter half written, is read as a table already."""
    if found := _TABLE_RULE.search(source):
        return source[: found.end(1)] + "\n" + _delimiter(found[1])
    if found := _TABLE_HEAD.search(source):
        cell = max(sign.end() for sign in _CELL_START.finditer(source, found.start(1)))
        head = source[:cell] + _closed(source[cell:])
        return head + "\n" + _delimiter(head[found.start(1) :])
    return ""


def _delimiter(head: str) -> str:
    bare = head.strip().removeprefix("|").removesuffix("|")
    return "|" + "---|" * (bare.count("|") - bare.count("\\|") + 1)


def _has_open_fence(source: str) -> bool:
    fences = [fence_of(line.lstrip(" >-+*0123456789.)\t")) for line in source.split("\n")]
    return len([fence for fence in fences if fence]) % 2 == 1


def _closed(source: str) -> str:
    """Return text with everything closed that is open at its end."""
    if _ends_in_escape(source):
        source = source[:-1]
    bare = _CODE.sub(_crossed_out, source)
    bare, opened = _without_formulas(bare)
    if opened >= 0:
        return _with_closed_formula(source, opened)
    if found := _OPEN_CODE.search(bare):
        behind = source[found.end() :]
        if not behind.strip() or behind.strip("`") == "":
            return _closed(source[: found.start()].rstrip())
        return source.rstrip("`") + found[1]
    return _with_closed_link(source, bare)


def _ends_in_escape(source: str) -> bool:
    return (len(source) - len(source.rstrip("\\"))) % 2 == 1


def _crossed_out(found: re.Match[str]) -> str:
    return "x" * len(found.group())


def _without_formulas(bare: str) -> tuple[str, int]:
    """Return the text with its formulas crossed out, and where one is open at its end (-1: none is)."""
    at = 0
    while found := _FORMULA_SIGN.search(bare, at):
        at = found.end()
        opener = opener_at(bare, found.start())
        if not opener:
            continue
        if (reach := formula_at(bare, found.start())) is not None:
            at = found.start() + reach.size
            bare = bare[: found.start()] + "x" * reach.size + bare[at:]
        elif _is_open(bare, found.start(), opener):
            return bare, found.start()
    return bare, -1


def _is_open(bare: str, at: int, opener: str) -> bool:
    content = bare[at + len(opener) :]
    if not content.strip():
        return at == 0 or opener != "$" or not bare[at - 1].isalnum()
    if "`" in content or CLOSERS[opener] in content or "\n\n" in content:
        return False
    is_meant = opener != "$" or _MEANT.match(content) is not None
    return is_meant and reads_as_formula(bare, at, len(bare.rstrip("$")))


def _with_closed_formula(source: str, at: int) -> str:
    """What is in it already is shown as it is written; it is drawn once it is complete."""
    opener = opener_at(source, at)
    inside = source[at + len(opener) :].rstrip("$ \t\n") if opener[0] == "$" else source[at + 2 :].rstrip()
    if not inside.strip():
        return _closed(source[:at].rstrip())
    # Brackets inside may be open, but what was open before the formula is closed behind it.
    closed = source[: at + len(opener)] + inside + CLOSERS[opener]
    bare, _ = _without_formulas(_CODE.sub(_crossed_out, closed))
    return _with_closed_faces(closed, bare)


def _with_closed_link(source: str, bare: str) -> str:
    if found := _LINK.search(bare):
        title = found[2] or ""
        quote = '"' if title.count('"') == 1 else ""
        closers = quote + ")" * (1 + found[1].count("(") - found[1].count(")"))
        return _behind(source + closers, bare[: found.start()])
    if found := _LINK_LABEL.search(bare):
        source, bare = source[: found.start()], bare[: found.start()]
    if found := _LINK_TEXT.search(bare):
        if not found[1].strip():
            return _with_closed_faces(source[: found.start()].rstrip(), bare[: found.start()].rstrip())
        inner = _with_closed_faces(source[found.start(1) :], bare[found.start(1) :])
        return _behind(source[: found.start(1)] + inner + "](<>)", bare[: found.start()])
    if _LINK_READ.search(bare):
        # Most brackets become links: until the next sign tells, they are read as one.
        return _behind(source + "(<>)", bare[: bare.rindex("[")])
    return _with_closed_faces(source, bare)


def _behind(source: str, before: str) -> str:
    """Close behind a link what was opened before it."""
    return source + "".join(reversed(_open_runs(before)))


def _open_runs(bare: str) -> list[str]:
    open_runs: list[str] = []
    for found in _RUN.finditer(bare):
        run = found[1]
        if run is None or _is_loose(bare, found.start(), found.end()):
            continue
        if run in open_runs:
            del open_runs[open_runs.index(run) :]
        elif not (run[0] == "_" and found.start() and bare[found.start() - 1].isalnum()):
            open_runs.append(run)
    return open_runs


def _with_closed_faces(source: str, bare: str) -> str:
    if _HALF_STRIKE.search(bare):
        source, bare = source[:-1], bare[:-1]
    stripped = source.rstrip()
    open_runs = _open_runs(bare)
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
