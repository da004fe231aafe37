"""The window's door."""

from __future__ import annotations

from yagpt_desktop.wiring import StartOptions


def run_window(options: StartOptions) -> int:
    """Open the window and return the exit code when it is closed.

    Raises:
        YaGptError: Nothing could be opened (profile, configuration, credential of the environment).
    """
    # PySide6's widgets take a while to load; the terminal's commands never need them.
    from .start import run  # noqa: PLC0415

    return run(options)
