"""Rules that make markdown-it-py see formulas."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline

from .formula import formula_at, lines_of_formula

INLINE, BLOCK = "formula", "formula_block"

MAY_BE_OPEN = "may-be-open"
"""Key of the parser's environment: the text breaks off in the formula that it begins with."""

_CODE_INDENT = 4
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
_LIST_INTERRUPTS = ["paragraph", "reference", "blockquote"]

_INDENTS = "indents-around"
"""Key of the parser's environment: where the content of everything around the open lists begins."""


def add_formulas(parser: MarkdownIt) -> None:
    """Teach a parser formulas, in lines and by themselves."""
    # Before escapes: they would take the backslash of «\(».
    parser.inline.ruler.before("escape", INLINE, _inline)
    # Before tables: a bar between dollars is a sign of the formula.
    parser.block.ruler.before("table", BLOCK, _block, {"alt": _INTERRUPTS})
    parser.block.ruler.at("list", _list, {"alt": _LIST_INTERRUPTS})


def _inline(state: StateInline, silent: bool) -> bool:
    source, at = state.src, state.pos
    if source[at] not in "$\\":
        return False
    found = formula_at(source, at, state.posMax)
    if found is None:
        return _dollars(state, silent=silent)
    if not silent:
        token = state.push(INLINE, "math", 0)
        token.content = source[at : at + found.size]
    state.pos = at + found.size
    return True


def _dollars(state: StateInline, *, silent: bool) -> bool:
    """Two dollars that open nothing are two signs: the second one opens nothing either."""
    if not state.src.startswith("$$", state.pos):
        return False
    if not silent:
        state.pending += "$$"
    state.pos += 2
    return True


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list as ever; the parser itself knows where the items around it begin for two of them only."""
    if silent:
        return list_block(state, start, end, silent)
    indents = state.env.setdefault(_INDENTS, [])
    indents.append(state.blkIndent)
    try:
        return list_block(state, start, end, silent)
    finally:
        indents.pop()
        if not indents:
            del state.env[_INDENTS]


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 2] not in {"$$", "\\["}:
        return False
    indent = _home_of(state, start)
    if state.sCount[start] - indent >= _CODE_INDENT:
        return False
    may_be_open = not start and not state.level and bool(state.env.get(MAY_BE_OPEN))
    found = lines_of_formula(_lines(state, start, end, indent), may_be_open=may_be_open)
    if found is None or not (found.is_closed or state.src[at + 2 :].strip()):
        return False
    if silent:
        return True
    token = state.push(BLOCK, "math", 0)
    token.content = state.getLines(start, start + found.size, state.sCount[start], keepLastLF=False).strip()
    token.map = [start, start + found.size]
    state.line = start + found.size
    return True


def _home_of(state: StateBlock, start: int) -> int:
    """Return where the content begins of what the line belongs to.

    One further out than the item it is asked in ends that item, and is read again in the one around it that
    reaches so far: only there is it known where its formula has to end.
    """
    column = state.sCount[start]
    if column >= state.blkIndent:
        return state.blkIndent
    return next((indent for indent in reversed(state.env.get(_INDENTS, ())) if indent <= column), 0)


def _lines(state: StateBlock, start: int, end: int, indent: int) -> Iterator[str]:
    for number in range(start, end):
        if state.sCount[number] < indent and not state.isEmpty(number):
            # Behind the end of the item or quote: what is open there stays so.
            yield ""
            return
        yield state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
