"""The message by which a task bar asks a window to close (EWMH ``_NET_CLOSE_WINDOW``), sent through libX11.

The keyboard cannot do it while a password window holds it, and Debian's xdotool knows no polite closing.
"""

from __future__ import annotations

import ctypes

_CLIENT_MESSAGE = 33
_TO_THE_WINDOW_MANAGER = (1 << 19) | (1 << 20)  # SubstructureNotifyMask | SubstructureRedirectMask
_FROM_A_PAGER = 2


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest_of_the_union", ctypes.c_long * 24),
    )


def ask_to_close(display_name: str, window_id: int) -> None:
    """Ask the window manager to close a window; returns at once."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(display_name.encode()))
    if not display.value:
        raise RuntimeError(f"no display {display_name}")
    try:
        message = _ClientMessage(
            type=_CLIENT_MESSAGE,
            window=window_id,
            message_type=x11.XInternAtom(display, b"_NET_CLOSE_WINDOW", 0),
            format=32,
            data=(0, _FROM_A_PAGER, 0, 0, 0),
        )
        root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
        x11.XSendEvent(display, root, 0, ctypes.c_long(_TO_THE_WINDOW_MANAGER), ctypes.byref(message))
        x11.XFlush(display)
    finally:
        x11.XCloseDisplay(display)
