"""Global keys on X11, by grabbing key codes; and copies made twice, by the clipboard's owners."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, ConnectionClosedError
from Xlib.ext import xfixes

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.domain.key_combination import KeyCombination

from .double_copy import DoubleCopy
from .x11_keyboard import CONTROL, code_of, held_codes, key_code, lock_masks, mask_of, relevant

log = logging.getLogger(__name__)

_CONTROL_EVDEV: Final = 29
_OWNER_CHANGED: Final = 1  # xfixesproto.txt, XFixesSetSelectionOwnerNotifyMask


def _nothing(*_told: object) -> None:
    pass


class X11HotKeys:
    """Implements ``HotKeys``; owns one connection, on which nothing else is asked.

    Attributes:
        clipboard_serial: Grows with every change of the clipboard's owner that has been read.
    """

    def __init__(self, display: Display) -> None:
        self._display = display
        self._root = display.screen().root
        self._grabs: dict[Verb, tuple[KeyCombination, int]] = {}
        self._double: DoubleCopy | None = None
        self._clipboard = display.intern_atom("CLIPBOARD")
        self.clipboard_serial = 0
        self._is_closed = False
        self._on_pressed: Callable[[Verb], object] = _nothing
        self._on_copied_twice: Callable[[], object] = _nothing
        # A window may be gone by the time it is asked about; the library's own handler writes to stderr.
        display.set_error_handler(_note)
        display.xfixes_query_version()
        display.xfixes_select_selection_input(self._root, self._clipboard, _OWNER_CHANGED)
        display.sync()

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:  # noqa: ARG002
        """See the port; answers at once."""
        self.give_back(verb)
        if self._is_closed:
            return Obstacle.UNSUPPORTED
        code = code_of(self._display, keys)
        if not self._grab(code, mask_of(keys)):
            self._ungrab(code, mask_of(keys))
            return Obstacle.KEY_TAKEN
        self._grabs[verb] = (keys, code)
        return None

    def give_back(self, verb: Verb) -> None:
        """See the port."""
        keys, code = self._grabs.pop(verb, (None, 0))
        if keys is not None and not self._is_closed:
            self._ungrab(code, mask_of(keys))

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """See the port."""
        self._double = DoubleCopy() if wanted else None
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
        return () if self._is_closed else (self._display.fileno(),)

    def key_codes(self) -> set[int]:
        """Return the codes of the keys that are taken."""
        return {code for _, code in self._grabs.values()}

    def read(self) -> None:
        """See the port."""
        try:
            while not self._is_closed and self._display.pending_events():
                self._take_in(self._display.next_event())
        except ConnectionClosedError:
            self._is_closed = True

    def close(self) -> None:
        """See the port."""
        if not self._is_closed:
            self._is_closed = True
            self._display.close()

    def _take_in(self, event: Any) -> None:
        if event.type == X.KeyPress:
            for verb, (keys, code) in list(self._grabs.items()):
                if event.detail == code and relevant(event.state) == mask_of(keys):
                    self._on_pressed(verb)
        elif event.type == X.MappingNotify:
            self._display.refresh_keyboard_mapping(event)
            self._grab_anew()
        elif isinstance(event, xfixes.SelectionNotify) and event.selection == self._clipboard:
            self.clipboard_serial += 1
            self._look_at_copy(event)

    def _look_at_copy(self, event: Any) -> None:
        if self._double is None:
            return
        control = key_code(self._display, CONTROL, _CONTROL_EVDEV)
        held = control in held_codes(self._display)
        if self._double.is_second(_number_of(event.owner), time.monotonic(), with_control=held):
            self._on_copied_twice()

    def _grab_anew(self) -> None:
        """Another keyboard or layout: the same keys may have other codes now."""
        for verb, (keys, code) in list(self._grabs.items()):
            now = code_of(self._display, keys)
            if now != code:
                self._ungrab(code, mask_of(keys))
                self._grab(now, mask_of(keys))
                self._grabs[verb] = (keys, now)

    def _grab(self, code: int, mask: int) -> bool:
        caught = CatchError(BadAccess)
        for locks in lock_masks(self._display):
            self._root.grab_key(code, mask | locks, 0, X.GrabModeAsync, X.GrabModeAsync, onerror=caught)
        self._display.sync()
        return caught.get_error() is None

    def _ungrab(self, code: int, mask: int) -> None:
        for locks in lock_masks(self._display):
            self._root.ungrab_key(code, mask | locks)
        self._display.sync()


def _number_of(owner: Any) -> int:
    return int(getattr(owner, "id", owner) or 0)


def _note(error: Any, _request: Any) -> None:
    log.debug("the X server refused: %s", type(error).__name__)
