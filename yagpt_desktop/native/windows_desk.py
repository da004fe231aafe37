"""Other programs' windows on Windows (user32 and kernel32, learn.microsoft.com)."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Final

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetWindow

VK_CONTROL: Final = 0x11
# Shift, Control, Alt, both Windows keys.
_HELD: Final = (0x10, VK_CONTROL, 0x12, 0x5B, 0x5C)
_LETTER_OF: Final = {Stroke.COPY: 0x43, Stroke.PASTE: 0x56}
_INPUT_KEYBOARD: Final = 1
_KEY_UP: Final = 0x2
_QUERY_LIMITED: Final = 0x1000
_RESTORE: Final = 9
_PATH_SIGNS: Final = 1024


class KeyboardInput(ctypes.Structure):
    """KEYBDINPUT, with the room that MOUSEINPUT takes in the same union."""

    _fields_ = (
        ("virtual_key", ctypes.c_ushort),
        ("scan_code", ctypes.c_ushort),
        ("flags", ctypes.c_uint),
        ("time_ms", ctypes.c_uint),
        ("extra", ctypes.c_size_t),
        ("rest_of_union", ctypes.c_ubyte * 8),
    )


class Input(ctypes.Structure):
    """INPUT of winuser.h."""

    _fields_ = (("kind", ctypes.c_uint), ("keyboard", KeyboardInput))


def declare_desk(user32: Any, kernel32: Any) -> None:
    """Tell ctypes what the functions take and give."""
    handle, number = ctypes.c_void_p, ctypes.c_uint
    user32.GetForegroundWindow.restype = handle
    user32.SetForegroundWindow.argtypes = (handle,)
    user32.IsIconic.argtypes = (handle,)
    user32.ShowWindow.argtypes = (handle, ctypes.c_int)
    user32.GetWindowThreadProcessId.argtypes = (handle, ctypes.POINTER(number))
    user32.GetWindowThreadProcessId.restype = number
    user32.SendInput.argtypes = (number, ctypes.POINTER(Input), ctypes.c_int)
    user32.SendInput.restype = number
    user32.GetClipboardSequenceNumber.restype = number
    user32.GetAsyncKeyState.argtypes = (ctypes.c_int,)
    user32.GetAsyncKeyState.restype = ctypes.c_short
    kernel32.OpenProcess.argtypes = (number, ctypes.c_int, number)
    kernel32.OpenProcess.restype = handle
    kernel32.CloseHandle.argtypes = (handle,)
    kernel32.QueryFullProcessImageNameW.argtypes = (
        handle,
        number,
        ctypes.c_wchar_p,
        ctypes.POINTER(number),
    )


class WindowsDesk:
    """Implements ``TargetDesk``."""

    def __init__(self, user32: Any, kernel32: Any) -> None:
        self._user32 = user32
        self._kernel32 = kernel32

    def obstacle(self) -> Obstacle | None:
        """See the port."""
        return None

    def in_front(self) -> TargetWindow | None:
        """See the port."""
        window = self._user32.GetForegroundWindow()
        if not window:
            return None
        process = ctypes.c_uint(0)
        self._user32.GetWindowThreadProcessId(window, ctypes.byref(process))
        return TargetWindow(int(window), self._program(process.value), process.value == os.getpid())

    def bring_forward(self, number: int) -> None:
        """See the port; Windows obeys the program that is in front, which we are while our window is."""
        if self._user32.IsIconic(number):
            self._user32.ShowWindow(number, _RESTORE)
        self._user32.SetForegroundWindow(number)

    def keys_are_up(self) -> bool:
        """See the port."""
        return all(self._user32.GetAsyncKeyState(key) >= 0 for key in _HELD)

    def press(self, stroke: Stroke) -> Obstacle | None:
        """See the port.  Windows of a program with more rights take nothing, and no call says so."""
        letter = _LETTER_OF[stroke]
        steps = ((VK_CONTROL, 0), (letter, 0), (letter, _KEY_UP), (VK_CONTROL, _KEY_UP))
        inputs = (Input * len(steps))(
            *(Input(_INPUT_KEYBOARD, KeyboardInput(virtual_key=key, flags=flags)) for key, flags in steps)
        )
        sent = self._user32.SendInput(len(steps), inputs, ctypes.sizeof(Input))
        return None if sent == len(steps) else Obstacle.REFUSED

    def clipboard_serial(self) -> int:
        """See the port."""
        return int(self._user32.GetClipboardSequenceNumber())

    def owns_selection(self, window: TargetWindow) -> bool:  # noqa: ARG002
        """See the port: Windows has no such selection."""
        return False

    def _program(self, process: int) -> tuple[str, ...]:
        handle = self._kernel32.OpenProcess(_QUERY_LIMITED, 0, process)
        if not handle:
            return ()
        try:
            path = ctypes.create_unicode_buffer(_PATH_SIGNS)
            size = ctypes.c_uint(_PATH_SIGNS)
            if not self._kernel32.QueryFullProcessImageNameW(handle, 0, path, ctypes.byref(size)):
                return ()
            return (path.value.rpartition("\\")[2].lower(),)
        finally:
            self._kernel32.CloseHandle(handle)
