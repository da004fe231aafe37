"""An answer that grows, and sometimes changes, in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from os import terminal_size

from .text_width import printable, rows


class LiveText:
    """Paints each partial over the one before: only what changed is written.

    Every partial is a whole text.  What merely got longer is continued; where a revision begins, the cursor
    goes back to the beginning of that line.  A line that has left the screen cannot be reached any more: then
    the text is written anew below.
    """

    def __init__(
        self, write: Callable[[str], None], size: Callable[[], terminal_size], *, paints: bool
    ) -> None:
        self._write = write
        self._size = size
        self._paints = paints
        self._shown = ""

    @property
    def shown(self) -> str:
        """What stands in the terminal."""
        return self._shown

    def show(self, text: str) -> None:
        """Bring the terminal to this text."""
        text = printable(text)
        if text == self._shown:
            return
        if text.startswith(self._shown):
            self._write(text[len(self._shown) :])
        else:
            self._write(self._revision(text))
        self._shown = text

    def end(self) -> None:
        """Leave the cursor at the beginning of a line."""
        if self._shown and not self._shown.endswith("\n"):
            self._write("\n")

    def _revision(self, text: str) -> str:
        old, new = self._shown.split("\n"), text.split("\n")
        same = _same_lines(old, new)
        columns, height = self._size()
        rows_up = sum(rows(line, columns) for line in old[same:]) - 1
        if not self._paints or rows_up >= height:
            return f"\n\n{text}"
        up = f"\x1b[{rows_up}A" if rows_up else ""
        rest = "\n".join(new[same:])
        return f"\r{up}\x1b[J{rest}"


def _same_lines(old: list[str], new: list[str]) -> int:
    """Count the lines at the beginning that stay; at least one is written again."""
    same = 0
    while same < min(len(old), len(new)) - 1 and old[same] == new[same]:
        same += 1
    return same
