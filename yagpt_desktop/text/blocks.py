"""What a unit says, ready to be laid out, read aloud or copied: no Markdown and no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntFlag
from typing import TypeAlias


class Face(IntFlag):
    """How a span of text looks."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRUCK = 4
    CODE = 8
    FORMULA = 16
    DISPLAY = 32


class Align(Enum):
    """Where the text of a table's column stands."""

    START = "start"
    CENTER = "center"
    END = "end"


class Container(Enum):
    """What encloses a block."""

    ITEM = "item"
    QUOTE = "quote"


class Mark(Enum):
    """What stands before the first block of an item."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"
    OPEN_TASK = "open-task"
    DONE_TASK = "done-task"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look.

    Attributes:
        at: Offset of the text in the unit's source; negative where it stands in the unit's head.
        size: Length in the source; where it differs from the text's own, offsets inside are not known.
        href: Where a link leads, as it was written; "" for none.

    A formula is a span of its own with all its signs; one with ``Face.DISPLAY`` wants a line for itself.
    """

    text: str
    at: int
    size: int
    face: Face = Face.PLAIN
    href: str = ""

    @property
    def is_formula(self) -> bool:
        """Whether it is to be drawn."""
        return bool(self.face & Face.FORMULA)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    Attributes:
        containers: From the outermost to the innermost.
        number: For ``Mark.NUMBER``, with its stop or bracket.
    """

    containers: tuple[Container, ...] = ()
    mark: Mark = Mark.NONE
    number: str = ""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, or a heading of ``level`` 1 to 6."""

    place: Place
    spans: tuple[Span, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code.

    Attributes:
        lines: A span for each.
        is_resumed: It goes on from the piece before and has no head of its own.
    """

    place: Place
    language: str
    lines: tuple[Span, ...]
    is_resumed: bool = False

    @property
    def text(self) -> str:
        """The code."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, or rows of one.

    Attributes:
        rows: Rows of cells of spans, each with as many cells as there are ``aligns``.
        is_resumed: The rows go on from the piece before; ``head`` is known but not repeated.
    """

    place: Place
    aligns: tuple[Align, ...]
    head: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    is_resumed: bool = False


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A thematic break."""

    place: Place


Block: TypeAlias = TextBlock | CodeBlock | TableBlock | RuleBlock
