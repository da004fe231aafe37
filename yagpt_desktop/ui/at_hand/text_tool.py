"""What the quick window asks for its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.text_task import Finding, TextTask


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What came of a task.

    Attributes:
        usable: Whether it may stand in the place of the source without a question.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    usable: bool = True


ToolEnd = ToolResult | YaGptError | None
"""None: the person stopped it."""


class TextTool(Protocol):
    """Carries out one task at a time, and keeps source and result in the history.  GUI thread."""

    @property
    def partial(self) -> SignalInstance:
        """Signal of a str: the result so far."""
        ...

    @property
    def ended(self) -> SignalInstance:
        """Signal of a ToolEnd: once for each start."""
        ...

    def start(self, task: TextTask, source: str) -> None:
        """Begin; the one before is given up without a word."""
        ...

    def stop(self) -> None:
        """Give it up; ``ended`` comes with None where one was under way."""
        ...
