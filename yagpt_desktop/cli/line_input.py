"""Lines from a person or a pipe."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Callable

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.services.text_file import decoded

_GOES_ON = "\\"


def _take_qt_out_of_the_prompt() -> None:
    """Undo what PySide6 does at the first ``QCoreApplication``: it runs Qt's events while ``input`` waits.

    Nobody needs them here, and with them Ctrl+C does not wake the prompt (PySide6 6.11.3, Python 3.11).
    """
    ctypes.c_void_p.in_dll(ctypes.pythonapi, "PyOS_InputHook").value = None


def _text_of(line: bytes) -> str:
    """Read a line in whatever encoding it came; what fits none of them does not end the talk."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        with contextlib.suppress(InputUnreadable):
            return decoded(line, "")
        return line.decode(errors="replace")


class LineInput:
    """Reads what the person writes; in a terminal with line editing where the platform has it."""

    def __init__(self) -> None:
        self.is_terminal = sys.stdin is not None and sys.stdin.isatty()
        if self.is_terminal:
            _take_qt_out_of_the_prompt()
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
            line = b"" if sys.stdin is None else sys.stdin.buffer.readline()
            return _text_of(line).rstrip("\r\n") if line else None
        try:
            return input(prompt)
        except EOFError:
            write("\n")
            return None
