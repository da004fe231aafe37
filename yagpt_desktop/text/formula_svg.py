"""Formulas drawn by ziamath as SVG, within limits: nothing that TeX can say may hang or fill the memory.

Pure Python, on any thread but the GUI's; the only file it reads is ziamath's own font, at the import.
"""

from __future__ import annotations

import inspect
import re
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib import import_module
from types import CodeType, FrameType
from typing import Final
from xml.etree import ElementTree as ET

MOST_CHARS: Final = 2000
MOST_NESTING: Final = 40
DEADLINE_S: Final = 1.0
"""CPU time of one formula.  ziamath's grows with two to the power of the nesting."""

INK: Final = "#010203"
"""The colour of everything that has none of its own; to be replaced by that of the text."""

_SIZE = 100.0
_MOST_EMS = 400.0
_MOST_SVG_CHARS = 2_000_000
_MARGIN = 2.0
_LOOK_EVERY_CALLS = 64
_DRAWING: Final = re.compile(r"(?:^|[/\\])(?:ziamath|ziafont|latex2mathml)[/\\]")
_IMPATIENT_S = 0.0005
_UNKNOWN = re.compile(r"\\[^\W\d_]+")
_FORBIDDEN = re.compile(
    r"\\(?:def|edef|gdef|xdef|let|newcommand|renewcommand|providecommand|input|include|write|read|href|url"
    r"|includegraphics|catcode|csname|loop|repeat|DeclareMathOperator)(?![A-Za-z])|\\[^\x00-\x7f]"
)


_NOT_IN_FONT = re.compile("[\U0001f000-\U0010ffff\u0590-\u08ff\u3000-\ud7ff\ufffd]")


class Refusal(Enum):
    """Why a formula is not drawn."""

    TOO_BIG = "too-big"
    TOO_LONG = "too-long"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as a picture; lengths in ems of the text around it.

    Attributes:
        depth: So far it reaches below the base line.
    """

    svg: str
    width: float
    height: float
    depth: float


class _Late(BaseException):
    """The deadline passed.  No library catches it by accident."""


def draw(tex: str, *, is_display: bool) -> Drawing | Refusal:
    """Draw a formula; costs some milliseconds of CPU, ``DEADLINE_S`` at most."""
    if len(tex) > MOST_CHARS or _nesting(tex) > MOST_NESTING:
        return Refusal.TOO_BIG
    if _FORBIDDEN.search(tex) or _NOT_IN_FONT.search(tex):
        return Refusal.WRONG
    try:
        _load()
        return _in_time(lambda: _drawn(tex, is_display=is_display))
    except _Late:
        return Refusal.TOO_LONG
    except (RecursionError, MemoryError):
        return Refusal.TOO_BIG
    except Exception:  # noqa: BLE001  what somebody else's parser of foreign text may raise nobody can list
        return Refusal.WRONG


@lru_cache(maxsize=1)
def _load() -> None:
    """Import ziamath before the clock runs: that takes as long as many formulas."""
    before = sys.getswitchinterval()
    # An import holds Python's lock for long; the GUI thread shall have it at once where it wants it.
    sys.setswitchinterval(_IMPATIENT_S)
    try:
        with warnings.catch_warnings():
            # ziamath finds its font by a function that Python wants to be rid of.
            warnings.simplefilter("ignore", DeprecationWarning)
            import_module("ziamath")
    finally:
        sys.setswitchinterval(before)


def _drawn(tex: str, *, is_display: bool) -> Drawing | Refusal:
    from ziamath.config import config  # noqa: PLC0415  by the first formula: most conversations have none
    from ziamath.tex import tex2mml  # noqa: PLC0415
    from ziamath.zmath import Math  # noqa: PLC0415

    config.svg2 = False
    # Not foreign: latex2mathml made it, and what stood in the formula is escaped in it.
    root = ET.fromstring(tex2mml(tex, inline=not is_display))  # noqa: S314
    if any(_UNKNOWN.search(element.text or "") for element in root.iter()):
        return Refusal.WRONG
    root.set("mathcolor", INK)
    # The element and not its text: ziamath would take what was escaped for elements.
    picture = Math(root, size=_SIZE, margin=_MARGIN)
    width, height = (length / _SIZE for length in picture.getsize())
    if not (0 < width < _MOST_EMS and 0 < height < _MOST_EMS):
        return Refusal.TOO_BIG
    svg = picture.svg()
    if len(svg) > _MOST_SVG_CHARS:
        return Refusal.TOO_BIG
    side = _MARGIN / _SIZE
    return Drawing(svg, width + 2 * side, height + 2 * side, side - picture.getyofst() / _SIZE)


def _nesting(tex: str) -> int:
    depth = deepest = 0
    for sign in tex:
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    return deepest + tex.count("\\left") + tex.count("\\begin")


def _may_raise(code: CodeType) -> bool:
    """Whether what is raised in such a call reaches us.

    Nobody hears of what is raised in a generator that is just thrown away, or in whatever the collector of
    garbage calls; and after it Python would not call us again, and the formula never end.
    """
    return not code.co_flags & inspect.CO_GENERATOR and _DRAWING.search(code.co_filename) is not None


def _in_time(work: Callable[[], Drawing | Refusal]) -> Drawing | Refusal:
    """Run work that calls functions again and again; this thread's CPU time alone counts."""
    end = time.thread_time() + DEADLINE_S
    calls, is_late = 0, False

    def look(frame: FrameType, _event: str, _argument: object) -> None:
        # Of each call alone, not of its lines: nothing is returned that would follow them.
        nonlocal calls, is_late
        calls += 1
        if is_late and _may_raise(frame.f_code):
            raise _Late
        if calls % _LOOK_EVERY_CALLS == 0:
            is_late = is_late or time.thread_time() > end
            # Python's lock is let go: a GUI thread takes it a thousand times in a frame, and would
            # otherwise wait for it 5 ms each time.
            time.sleep(0)

    before = sys.gettrace()
    sys.settrace(look)
    try:
        return work()
    finally:
        sys.settrace(before)
