"""Other programs on macOS: AppKit by its C interface, keys by CGEvent (developer.apple.com)."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Final

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetWindow

_LETTER_OF: Final = {Stroke.COPY: 8, Stroke.PASTE: 9}
COMMAND: Final = 0x100000
_MODIFIERS: Final = COMMAND | 0x20000 | 0x40000 | 0x80000  # command, shift, control, option
_HID_TAP: Final = 0
_SESSION_STATE: Final = 0
_IGNORING_OTHERS: Final = 2


class ObjectiveC:
    """Sends messages to objects; ``library`` is libobjc."""

    def __init__(self, library: Any) -> None:
        self._library = library
        library.objc_getClass.restype = ctypes.c_void_p
        library.objc_getClass.argtypes = (ctypes.c_char_p,)
        library.sel_registerName.restype = ctypes.c_void_p
        library.sel_registerName.argtypes = (ctypes.c_char_p,)

    def class_named(self, name: str) -> int:
        """Return a class as the receiver of messages."""
        return int(self._library.objc_getClass(name.encode()) or 0)

    def send(self, to: int, selector: str, *given: int, gives: Any = ctypes.c_void_p) -> Any:
        """Send a message with whole numbers as arguments; nil answers None, as it does there."""
        if not to:
            return None
        kinds = (ctypes.c_void_p, ctypes.c_void_p, *(ctypes.c_long for _ in given))
        call = ctypes.cast(self._library.objc_msgSend, ctypes.CFUNCTYPE(gives, *kinds))
        return call(to, self._library.sel_registerName(selector.encode()), *given)


class MacDesk:
    """Implements ``TargetDesk``; windows are told apart by their programs alone (number = process)."""

    def __init__(self, objects: ObjectiveC, services: Any) -> None:
        self._objects = objects
        self._services = services

    def obstacle(self) -> Obstacle | None:
        """See the port: the person has to allow it in the system's settings, under Accessibility."""
        return None if self._services.AXIsProcessTrusted() else Obstacle.REFUSED

    def in_front(self) -> TargetWindow | None:
        """See the port."""
        send = self._objects.send
        workspace = send(self._objects.class_named("NSWorkspace"), "sharedWorkspace")
        program = send(workspace, "frontmostApplication")
        if not program:
            return None
        process = int(send(program, "processIdentifier", gives=ctypes.c_int))
        bundle = send(send(program, "bundleIdentifier"), "UTF8String", gives=ctypes.c_char_p)
        names = (bundle.decode().lower(),) if bundle else ()
        return TargetWindow(process, names, process == os.getpid())

    def bring_forward(self, number: int) -> None:
        """See the port."""
        send = self._objects.send
        running = self._objects.class_named("NSRunningApplication")
        program = send(running, "runningApplicationWithProcessIdentifier:", number)
        send(program, "activateWithOptions:", _IGNORING_OTHERS, gives=ctypes.c_bool)

    def keys_are_up(self) -> bool:
        """See the port."""
        return not self._held() & _MODIFIERS

    def is_command_held(self) -> bool:
        """Whether the Command key is down."""
        return bool(self._held() & COMMAND)

    def press(self, stroke: Stroke) -> Obstacle | None:
        """See the port."""
        for down in (1, 0):
            event = self._services.CGEventCreateKeyboardEvent(None, _LETTER_OF[stroke], down)
            if not event:
                return Obstacle.REFUSED
            self._services.CGEventSetFlags(event, COMMAND)
            self._services.CGEventPost(_HID_TAP, event)
            self._services.CFRelease(event)
        return None

    def clipboard_serial(self) -> int:
        """See the port."""
        send = self._objects.send
        board = send(self._objects.class_named("NSPasteboard"), "generalPasteboard")
        return int(send(board, "changeCount", gives=ctypes.c_long) or 0)

    def owns_selection(self, window: TargetWindow) -> bool:  # noqa: ARG002
        """See the port: macOS has no such selection."""
        return False

    def _held(self) -> int:
        return int(self._services.CGEventSourceFlagsState(_SESSION_STATE))


def declare_services(services: Any) -> None:
    """Tell ctypes what the functions of ApplicationServices take and give."""
    pointer = ctypes.c_void_p
    services.AXIsProcessTrusted.restype = ctypes.c_bool
    services.CGEventCreateKeyboardEvent.restype = pointer
    services.CGEventCreateKeyboardEvent.argtypes = (pointer, ctypes.c_uint16, ctypes.c_bool)
    services.CGEventSetFlags.argtypes = (pointer, ctypes.c_uint64)
    services.CGEventPost.argtypes = (ctypes.c_uint32, pointer)
    services.CGEventSourceFlagsState.restype = ctypes.c_uint64
    services.CGEventSourceFlagsState.argtypes = (ctypes.c_int32,)
    services.CFRelease.argtypes = (pointer,)
