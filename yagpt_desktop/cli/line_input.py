"""Lines from a person or a pipe."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable

_GOES_ON = "\\"


class LineInput:
    """Reads what the person writes; in a terminal with line editing where the platform has it."""

    def __init__(self) -> None:
        self.is_terminal = sys.stdin is not None and sys.stdin.isatty()
        if self.is_terminal:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401, PLC0415  to be there is all it has to do

    def read(self, prompt: str, write: Callable[[str], None]) -> str | None:
        r"""Return what was written, lines ending in ``\`` joined with the next; None at the end of input.

        Raises:
            KeyboardInterrupt: Ctrl+C.
        """
        lines: list[str] = []
        while True:
            line = self._line(prompt if not lines else "", write)
            if line is None:
                return "\n".join(lines) if lines else None
            if not line.endswith(_GOES_ON):
                return "\n".join([*lines, line])
            lines.append(line.removesuffix(_GOES_ON))

    def _line(self, prompt: str, write: Callable[[str], None]) -> str | None:
        if not self.is_terminal:
            line = "" if sys.stdin is None else sys.stdin.readline()
            return line.rstrip("\n") if line else None
        try:
            return input(prompt)
        except EOFError:
            write("\n")
            return None
