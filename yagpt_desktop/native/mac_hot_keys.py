"""Global keys on macOS: Carbon's RegisterEventHotKey (CarbonEvents.h), which needs no permission.

Ctrl of a combination is the Command key here, as everywhere in Qt; Meta is Control.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.domain.key_combination import KeyCombination

from .double_copy import DoubleCopy
from .key_table import KEYS

_COMMAND, _SHIFT, _OPTION, _CONTROL = 0x100, 0x200, 0x800, 0x1000
_PRESSED: Final = 5
_NO_ERROR: Final = 0


def four_letters(code: str) -> int:
    """Return a four-character code as the number it is."""
    return int.from_bytes(code.encode("ascii"), "big")


class HotKeyId(ctypes.Structure):
    """EventHotKeyID."""

    _fields_ = (("signature", ctypes.c_uint32), ("number", ctypes.c_uint32))


class EventType(ctypes.Structure):
    """EventTypeSpec."""

    _fields_ = (("kind_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


EventHandler = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def declare_hot_keys(carbon: Any) -> None:
    """Tell ctypes what the functions take and give."""
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    carbon.GetApplicationEventTarget.restype = pointer
    carbon.InstallEventHandler.argtypes = (
        *(pointer, EventHandler, ctypes.c_ulong, ctypes.POINTER(EventType)),
        *(pointer, ctypes.POINTER(pointer)),
    )
    carbon.RemoveEventHandler.argtypes = (pointer,)
    carbon.RegisterEventHotKey.argtypes = (
        *(number, number, HotKeyId, pointer, number),
        ctypes.POINTER(pointer),
    )
    carbon.UnregisterEventHotKey.argtypes = (pointer,)
    carbon.GetEventParameter.argtypes = (
        *(pointer, number, number, pointer, ctypes.c_ulong, pointer),
        ctypes.POINTER(HotKeyId),
    )


class MacHotKeys:
    """Implements ``HotKeys``; keys are handed out by the application's own event loop.

    Nobody tells of a changed clipboard on macOS, so :meth:`read` has to be called often while it is followed.
    """

    def __init__(
        self, carbon: Any, clipboard_serial: Callable[[], int], is_command_held: Callable[[], bool]
    ) -> None:
        self._carbon = carbon
        self._clipboard_serial = clipboard_serial
        self._is_command_held = is_command_held
        self._keys: dict[Verb, ctypes.c_void_p] = {}
        self._double: DoubleCopy | None = None
        self._serial = 0
        self._on_pressed: Callable[[Verb], object] | None = None
        self._on_copied_twice: Callable[[], object] | None = None
        # Carbon keeps the bare address.
        self._handler = EventHandler(self._on_event)
        self._installed = ctypes.c_void_p()
        wanted = EventType(four_letters("keyb"), _PRESSED)
        carbon.InstallEventHandler(
            carbon.GetApplicationEventTarget(),
            self._handler,
            1,
            ctypes.byref(wanted),
            None,
            ctypes.byref(self._installed),
        )

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:  # noqa: ARG002
        """See the port."""
        self.give_back(verb)
        taken = ctypes.c_void_p()
        fault = self._carbon.RegisterEventHotKey(
            KEYS[keys.key].mac,
            _modifiers(keys),
            HotKeyId(four_letters("yagp"), list(Verb).index(verb) + 1),
            self._carbon.GetApplicationEventTarget(),
            0,
            ctypes.byref(taken),
        )
        if fault != _NO_ERROR:
            return Obstacle.KEY_TAKEN
        self._keys[verb] = taken
        return None

    def give_back(self, verb: Verb) -> None:
        """See the port."""
        taken = self._keys.pop(verb, None)
        if taken is not None:
            self._carbon.UnregisterEventHotKey(taken)

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """See the port."""
        self._double = DoubleCopy() if wanted else None
        self._serial = self._clipboard_serial() if wanted else 0
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
        """See the port."""
        return ()

    def read(self) -> None:
        """See the port; two copies between two calls count as two."""
        if self._double is None:
            return
        serial, before = self._clipboard_serial(), self._serial
        self._serial = serial
        if serial == before:
            return
        held = self._is_command_held()
        if self._double.is_second(0, time.monotonic(), with_control=held) and self._on_copied_twice:
            self._on_copied_twice()

    def close(self) -> None:
        """See the port."""
        for verb in list(self._keys):
            self.give_back(verb)
        self._double = self._on_pressed = self._on_copied_twice = None
        if self._installed.value:
            self._carbon.RemoveEventHandler(self._installed)
            self._installed = ctypes.c_void_p()

    def _on_event(self, _next: int, event: int, _data: int) -> int:
        found = HotKeyId()
        self._carbon.GetEventParameter(
            event,
            four_letters("----"),
            four_letters("hkid"),
            None,
            ctypes.sizeof(HotKeyId),
            None,
            ctypes.byref(found),
        )
        verbs = list(Verb)
        if self._on_pressed is not None and 1 <= found.number <= len(verbs):
            self._on_pressed(verbs[found.number - 1])
        return _NO_ERROR


def _modifiers(keys: KeyCombination) -> int:
    held = ((keys.ctrl, _COMMAND), (keys.shift, _SHIFT), (keys.alt, _OPTION), (keys.meta, _CONTROL))
    return sum(mask for down, mask in held if down)
