"""Global keys on Windows: RegisterHotKey on a window of our own that nobody sees (learn.microsoft.com)."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.domain.key_combination import KeyCombination

from .double_copy import DoubleCopy
from .key_table import KEYS

WM_HOTKEY: Final = 0x0312
WM_CLIPBOARDUPDATE: Final = 0x031D
HWND_MESSAGE: Final = -3
VK_CONTROL: Final = 0x11
_MOD_ALT, _MOD_CONTROL, _MOD_SHIFT, _MOD_WIN, _MOD_NOREPEAT = 0x1, 0x2, 0x4, 0x8, 0x4000
_CLASS: Final = "yagpt-desktop-keys"

# On 64 bits, which Qt needs, Windows knows one calling convention alone.
WindowProcedure = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_uint, ctypes.c_size_t, ctypes.c_ssize_t
)


class WindowClass(ctypes.Structure):
    """WNDCLASSEXW of winuser.h."""

    _fields_ = (
        ("size_bytes", ctypes.c_uint),
        ("style", ctypes.c_uint),
        ("procedure", WindowProcedure),
        ("class_extra", ctypes.c_int),
        ("window_extra", ctypes.c_int),
        ("instance", ctypes.c_void_p),
        ("icon", ctypes.c_void_p),
        ("cursor", ctypes.c_void_p),
        ("background", ctypes.c_void_p),
        ("menu", ctypes.c_wchar_p),
        ("name", ctypes.c_wchar_p),
        ("small_icon", ctypes.c_void_p),
    )


def declare_hot_keys(user32: Any) -> None:
    """Tell ctypes what the functions take: a handle must not be cut to 32 bits."""
    handle, number, word = ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p
    user32.RegisterClassExW.argtypes = (ctypes.POINTER(WindowClass),)
    user32.CreateWindowExW.argtypes = (
        *(ctypes.c_uint, word, word, ctypes.c_uint, number, number, number, number),
        *(handle, handle, handle, handle),
    )
    user32.CreateWindowExW.restype = handle
    user32.DefWindowProcW.argtypes = (handle, ctypes.c_uint, ctypes.c_size_t, ctypes.c_ssize_t)
    user32.DefWindowProcW.restype = ctypes.c_ssize_t
    user32.DestroyWindow.argtypes = (handle,)
    user32.RegisterHotKey.argtypes = (handle, number, ctypes.c_uint, ctypes.c_uint)
    user32.UnregisterHotKey.argtypes = (handle, number)
    user32.AddClipboardFormatListener.argtypes = (handle,)
    user32.RemoveClipboardFormatListener.argtypes = (handle,)
    user32.GetClipboardOwner.restype = handle
    user32.GetAsyncKeyState.argtypes = (number,)
    user32.GetAsyncKeyState.restype = ctypes.c_short


class WindowsHotKeys:
    """Implements ``HotKeys``; what comes is handed out by the event loop of the thread that made this."""

    def __init__(self, user32: Any) -> None:
        self._user32 = user32
        self._ids: dict[Verb, int] = {}
        self._double: DoubleCopy | None = None
        self._on_pressed: Callable[[Verb], object] | None = None
        self._on_copied_twice: Callable[[], object] | None = None
        # The system keeps the bare address: the callback must live as long as the window.
        self._procedure = WindowProcedure(self._on_message)
        self._class = WindowClass(
            size_bytes=ctypes.sizeof(WindowClass), procedure=self._procedure, name=_CLASS
        )
        user32.RegisterClassExW(ctypes.byref(self._class))
        parent = ctypes.c_void_p(HWND_MESSAGE)
        self._window = user32.CreateWindowExW(0, _CLASS, None, 0, 0, 0, 0, 0, parent, None, None, None)

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:  # noqa: ARG002
        """See the port."""
        self.give_back(verb)
        number = list(Verb).index(verb) + 1
        code = KEYS[keys.key].windows
        if not self._user32.RegisterHotKey(self._window, number, _modifiers(keys), code):
            return Obstacle.KEY_TAKEN
        self._ids[verb] = number
        return None

    def give_back(self, verb: Verb) -> None:
        """See the port."""
        number = self._ids.pop(verb, 0)
        if number:
            self._user32.UnregisterHotKey(self._window, number)

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """See the port."""
        if wanted and self._double is None:
            self._double = DoubleCopy()
            self._user32.AddClipboardFormatListener(self._window)
        elif not wanted and self._double is not None:
            self._double = None
            self._user32.RemoveClipboardFormatListener(self._window)
        return None

    def listen(
        self,
        on_pressed: Callable[[Verb], object],
        on_copied_twice: Callable[[], object],
        on_answered: Callable[[Verb, Obstacle | None], object],  # noqa: ARG002  every answer is given at once
    ) -> None:
        """See the port."""
        self._on_pressed, self._on_copied_twice = on_pressed, on_copied_twice

    def descriptors(self) -> Sequence[int]:
        """See the port: the event loop itself hands everything out."""
        return ()

    def read(self) -> None:
        """See the port."""

    def close(self) -> None:
        """See the port."""
        for verb in list(self._ids):
            self.give_back(verb)
        self.follow_double_copy(wanted=False)
        self._on_pressed = self._on_copied_twice = None
        window, self._window = self._window, None
        if window:
            self._user32.DestroyWindow(window)

    def _on_message(self, window: int, message: int, word: int, long: int) -> int:
        if message == WM_HOTKEY:
            verb = next((verb for verb, number in self._ids.items() if number == word), None)
            if verb is not None and self._on_pressed is not None:
                self._on_pressed(verb)
            return 0
        if message == WM_CLIPBOARDUPDATE:
            self._look_at_copy()
            return 0
        return int(self._user32.DefWindowProcW(window, message, word, long))

    def _look_at_copy(self) -> None:
        held = self._user32.GetAsyncKeyState(VK_CONTROL) < 0
        owner = int(self._user32.GetClipboardOwner() or 0)
        if self._double is None or self._on_copied_twice is None:
            return
        if self._double.is_second(owner, time.monotonic(), with_control=held):
            self._on_copied_twice()


def _modifiers(keys: KeyCombination) -> int:
    held = (
        (keys.alt, _MOD_ALT),
        (keys.ctrl, _MOD_CONTROL),
        (keys.shift, _MOD_SHIFT),
        (keys.meta, _MOD_WIN),
    )
    return _MOD_NOREPEAT | sum(mask for down, mask in held if down)
