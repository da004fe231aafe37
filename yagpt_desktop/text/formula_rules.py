"""Rules that make markdown-it-py see formulas."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from .formula import formula_at, lines_of_formula

INLINE, BLOCK = "formula", "formula_block"

MAY_BE_OPEN = "may-be-open"
"""Key of the parser's environment: the text breaks off in the formula that it begins with."""

_CODE_INDENT = 4
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def add_formulas(parser: MarkdownIt) -> None:
    """Teach a parser formulas, in lines and by themselves."""
    # Before escapes: they would take the backslash of «\(».
    parser.inline.ruler.before("escape", INLINE, _inline)
    parser.block.ruler.before("fence", BLOCK, _block, {"alt": _INTERRUPTS})


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


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 2] not in {"$$", "\\["} or state.sCount[start] - state.blkIndent >= _CODE_INDENT:
        return False
    may_be_open = not start and not state.level and bool(state.env.get(MAY_BE_OPEN))
    found = lines_of_formula(_lines(state, start, end), may_be_open=may_be_open)
    if found is None or not (found.is_closed or state.src[at + 2 :].strip()):
        return False
    if silent:
        return True
    token = state.push(BLOCK, "math", 0)
    token.content = state.getLines(start, start + found.size, state.sCount[start], keepLastLF=False).strip()
    token.map = [start, start + found.size]
    state.line = start + found.size
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[str]:
    # A line further out ends the item that it is asked in, and is read again outside of it.
    indent = state.blkIndent if state.sCount[start] >= state.blkIndent else 0
    for number in range(start, end):
        if state.sCount[number] < indent and not state.isEmpty(number):
            # Behind the end of the item or quote: what is open there stays so.
            yield ""
            return
        yield state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
