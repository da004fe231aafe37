"""A message as units: pieces of Markdown so small that laying one out is never felt.

A unit is a top-level block, an item of a top-level list, or a piece of a long one.  Each can be parsed from
its own start once its head is put before it, so a change costs the units it touches and nothing else,
however long the block and the message.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class UnitKind(Enum):
    """What a unit is; decides how it is parsed and how far it stands from its neighbour."""

    TEXT = "text"
    HEADING = "heading"
    RULE = "rule"
    ITEM = "item"
    QUOTE = "quote"
    FENCE = "fence"
    INDENTED = "indented"
    TABLE = "table"
    FORMULA = "formula"
    PLAIN = "plain"


class Resumed(Enum):
    """Inside of what a unit begins that is not the first piece of its block."""

    NOTHING = "nothing"
    TEXT = "text"
    CODE = "code"
    TABLE = "table"
    BLOCK = "block"


class Carry(NamedTuple):
    """What a piece hands to the next one of its block.

    Attributes:
        head: Text that makes the next piece parse as it does in its place.
        fence: The backticks or tildes of the fence it is inside of.
        to_line_end: It is the rest of one line and ends with it.
    """

    kind: UnitKind
    resumed: Resumed
    head: str = ""
    fence: str = ""
    to_line_end: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a message.

    Attributes:
        start: Offset of ``source`` in the message's text.
        number: Of an item in an ordered list; counted from its first item, as CommonMark does.
        head: What is to be put before ``source`` to parse it; "" for the first piece of a block.
        after: Where the search for the next unit goes on.
        horizon: How far the text was looked at to find this unit and all before it.
    """

    start: int
    kind: UnitKind
    source: str
    head: str = ""
    resumed: Resumed = Resumed.NOTHING
    number: int = 0
    after: int = field(default=0, compare=False, repr=False)
    horizon: int = field(default=0, compare=False, repr=False)
    carry: Carry | None = field(default=None, compare=False, repr=False)

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.source)
