"""Other programs' windows on X11."""

from __future__ import annotations

import os
from typing import Any, Final

from Xlib import X, error
from Xlib.display import Display
from Xlib.ext import xtest
from Xlib.protocol import event as xevent

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetWindow

from .key_table import KEYS
from .x11_hot_keys import X11HotKeys
from .x11_keyboard import CONTROL, held_codes, key_code, modifier_codes

_LETTER_OF: Final = {Stroke.COPY: "C", Stroke.PASTE: "V"}
_CONTROL_EVDEV: Final = 29
_FROM_A_PAGER: Final = 2  # EWMH: a request that the person made, so that it is obeyed


class X11Desk:
    """Implements ``TargetDesk``; owns one connection, on which nothing is listened to."""

    def __init__(self, display: Display, keys: X11HotKeys) -> None:
        self._display = display
        self._keys = keys
        self._root = display.screen().root
        display.set_error_handler(_ignore)
        atoms = ("_NET_ACTIVE_WINDOW", "_NET_SUPPORTED", "_NET_WM_PID", "WM_STATE")
        self._active, self._supported, self._pid, self._state = (display.intern_atom(name) for name in atoms)

    def obstacle(self) -> Obstacle | None:
        """See the port."""
        return None if self._display.has_extension("XTEST") else Obstacle.UNSUPPORTED

    def in_front(self) -> TargetWindow | None:
        """See the port; what the window manager names must have the keyboard too."""
        try:
            return self._found_in_front()
        except (error.XError, error.ConnectionClosedError):
            # It was closed while we looked.
            return None

    def _found_in_front(self) -> TargetWindow | None:
        focus = self._focus()
        if focus is None:
            return None
        if self._has_manager():
            number = self._number(self._root, self._active)
            window = self._display.create_resource_object("window", number) if number else None
            # A program may keep the keyboard in a helper window of its own.
            if window is None or not self._same_program(window.id, focus.id):
                return None
        else:
            window = self._top_of(focus)
        return TargetWindow(
            int(window.id), self._program(window), self._number(window, self._pid) == os.getpid()
        )

    def bring_forward(self, number: int) -> None:
        """See the port."""
        window = self._display.create_resource_object("window", number)
        if self._has_manager():
            data = (32, [_FROM_A_PAGER, X.CurrentTime, 0, 0, 0])
            message = xevent.ClientMessage(window=window, client_type=self._active, data=data)
            mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
            self._root.send_event(message, event_mask=mask)
        else:
            window.configure(stack_mode=X.Above)
            window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def keys_are_up(self) -> bool:
        """See the port."""
        return not held_codes(self._display) & (modifier_codes(self._display) | self._keys.key_codes())

    def press(self, stroke: Stroke) -> Obstacle | None:
        """See the port."""
        placed = KEYS[_LETTER_OF[stroke]]
        control = key_code(self._display, CONTROL, _CONTROL_EVDEV)
        letter = key_code(self._display, placed.keysym, placed.evdev)
        for kind, code in (
            (X.KeyPress, control),
            (X.KeyPress, letter),
            (X.KeyRelease, letter),
            (X.KeyRelease, control),
        ):
            xtest.fake_input(self._display, kind, code)
        self._display.sync()
        return None

    def clipboard_serial(self) -> int:
        """See the port."""
        self._keys.read()
        return self._keys.clipboard_serial

    def owns_selection(self, window: TargetWindow) -> bool:
        """See the port."""
        owner = self._display.get_selection_owner(self._display.intern_atom("PRIMARY"))
        number = int(getattr(owner, "id", owner) or 0)
        return bool(number) and self._same_program(number, window.number)

    def close(self) -> None:
        """Leave the display."""
        self._display.close()

    def _focus(self) -> Any | None:
        focus = self._display.get_input_focus().focus
        return None if isinstance(focus, int) or focus.id == self._root.id else focus

    def _has_manager(self) -> bool:
        known = self._root.get_full_property(self._supported, X.AnyPropertyType)
        return known is not None and self._active in known.value

    def _number(self, window: Any, atom: int) -> int:
        try:
            found = window.get_full_property(atom, X.AnyPropertyType)
        except error.BadWindow:
            return 0
        return int(found.value[0]) if found is not None and len(found.value) else 0

    def _program(self, window: Any) -> tuple[str, ...]:
        try:
            names = window.get_wm_class()
        except error.BadWindow:
            names = None
        return tuple(name.lower() for name in names or () if name)

    def _top_of(self, window: Any) -> Any:
        """Climb to the window that a person takes for the whole; the one below the root at the latest."""
        top = window
        while top.get_wm_class() is None:
            parent = top.query_tree().parent
            if isinstance(parent, int) or parent.id == self._root.id:
                break
            top = parent
        return top

    def _same_program(self, one: int, other: int) -> bool:
        """The upper bits of a number say which connection made it."""
        own_bits = int(self._display.display.info.resource_id_mask)
        return one & ~own_bits == other & ~own_bits


def _ignore(_error: Any, _request: Any) -> None:
    """A window that is gone answers nothing; whoever asked looks at what is there."""
