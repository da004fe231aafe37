"""Standard output and error as the commands use them."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import sys
from typing import TextIO

from .text_width import printable, printable_json

_NOT_A_TERMINAL = ("dumb", "")


class OutputClosed(Exception):
    """Whoever read our output has read enough."""


class OutputFailed(Exception):
    """The output takes no more; the text is the system's own."""


class Console:
    """Writes answers to ``out`` and everything else to ``err``.

    A terminal keeps its own encoding, with “?” for what it cannot show.  A file or a pipe gets UTF-8, so that
    no letter of an answer is lost, unless ``PYTHONIOENCODING`` asks for something else.
    """

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = _prepared(out)
        self._err = _prepared(err)
        self.out_is_terminal = _is_terminal(out)
        self.err_is_terminal = _is_terminal(err)
        self.paints = self.out_is_terminal and _understands_control_sequences(out)
        self._err_paints = self.err_is_terminal and (self.paints or _understands_control_sequences(err))
        self._transient = False

    @property
    def size(self) -> os.terminal_size:
        """Columns and rows of the terminal, now."""
        for stream in (self._out, self._err):
            with contextlib.suppress(OSError, ValueError):
                size = os.get_terminal_size(stream.fileno())
                if size.columns and size.lines:
                    return size
        return shutil.get_terminal_size()

    def write(self, text: str) -> None:
        """Write to standard output at once.

        Raises:
            OutputClosed: Nobody reads it any more.
            OutputFailed: It goes to a disk that is full, or broken.
        """
        self.forget_transient()
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            # Windows says EINVAL for a pipe whose reader is gone.
            if error.errno in {errno.EPIPE, errno.EINVAL}:
                raise OutputClosed from error
            raise OutputFailed(error.strerror) from error

    def write_json(self, text: str) -> None:
        """Write JSON as it is to a file or a pipe, and so that nothing is obeyed to a terminal.

        Raises:
            OutputClosed: Nobody reads it any more.
        """
        self.write(f"{printable_json(text) if self.out_is_terminal else text}\n")

    def say(self, line: str) -> None:
        """Write a line to standard error; nobody is sorry when that is closed."""
        self.forget_transient()
        if self.err_is_terminal:
            line = printable(line)
        with contextlib.suppress(OSError, ValueError):
            self._err.write(f"{line}\n")
            self._err.flush()

    def say_for_now(self, line: str) -> None:
        """Show a line in the terminal until something else is written; elsewhere say nothing."""
        if not self._err_paints:
            return
        self.forget_transient()
        with contextlib.suppress(OSError, ValueError):
            self._err.write(printable(line)[: self.size.columns - 1])
            self._err.flush()
            self._transient = True

    def forget_transient(self) -> None:
        """Take away the line that was there for now."""
        if self._transient:
            self._transient = False
            with contextlib.suppress(OSError, ValueError):
                self._err.write("\r\x1b[K")
                self._err.flush()

    def close(self) -> None:
        """Keep Python from complaining at its end about an output that is closed already."""
        for stream, number in ((self._out, 1), (self._err, 2)):
            try:
                stream.flush()
            except (OSError, ValueError):
                with contextlib.suppress(OSError):
                    nothing = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nothing, number)
                    os.close(nothing)


def open_console() -> Console:
    """Return the process's own console; a windowed start on Windows has none and gets a bottomless one."""
    return Console(sys.stdout or io.StringIO(), sys.stderr or io.StringIO())


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


def _prepared(stream: TextIO) -> TextIO:
    if isinstance(stream, io.TextIOWrapper):
        asked_for = "PYTHONIOENCODING" in os.environ or _is_terminal(stream)
        stream.reconfigure(encoding=None if asked_for else "utf-8", errors="replace")
    return stream


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _understands_control_sequences(stream: TextIO) -> bool:
        """Switch the control sequences on; consoles before Windows 10 have none."""
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
        mode = ctypes.c_uint32()
        kernel = ctypes.windll.kernel32
        if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
            return False
        return bool(kernel.SetConsoleMode(handle, mode.value | 0x0004))

else:

    def _understands_control_sequences(_stream: TextIO) -> bool:
        return os.environ.get("TERM", "") not in _NOT_A_TERMINAL
