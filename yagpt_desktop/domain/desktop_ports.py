"""What the window wants of the desktop around it: keys, other programs' windows, the start of the session.

Nothing here may be had everywhere; whatever cannot be done is answered by an :class:`Obstacle`, never raised.
All of it belongs to the GUI thread and blocks for some milliseconds at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .key_combination import KeyCombination


class Obstacle(StrEnum):
    """Why something of the desktop cannot be had."""

    WAYLAND = "wayland"
    NO_PORTAL = "no-portal"
    KEY_TAKEN = "key-taken"
    KEY_UNKNOWN = "key-unknown"
    REFUSED = "refused"
    TERMINAL = "terminal"
    NOT_IN_FRONT = "not-in-front"
    KEYS_HELD = "keys-held"
    NOTHING_SELECTED = "nothing-selected"
    SELECTION_CHANGED = "selection-changed"
    NOT_READ = "not-read"
    NO_TRAY = "no-tray"
    NOT_WRITABLE = "not-writable"
    UNSUPPORTED = "unsupported"


class Verb(StrEnum):
    """What may be asked of the program from anywhere: by a key, by a command, over D-Bus, in the tray."""

    SHOW = "show"
    QUICK = "quick"
    FIX_CLIPBOARD = "fix-clipboard"
    TRANSLATE_CLIPBOARD = "translate-clipboard"


class Stroke(StrEnum):
    """What is pressed in another program's window, by the keys' places."""

    COPY = "copy"
    PASTE = "paste"


@dataclass(frozen=True, slots=True)
class TargetWindow:
    """A window of whatever program.

    Attributes:
        number: The system's own.
        program: Names the program goes by (X11: class and instance; else its file or bundle), lower case.
        is_ours: It belongs to this process.
    """

    number: int
    program: tuple[str, ...] = ()
    is_ours: bool = False


class HotKeys(Protocol):
    """Keys that are heard wherever the person is."""

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:
        """Have a combination ask for a verb, instead of the one that did so before.

        ``title`` is a sentence for the system's own window, where it asks the person.  An answer that
        comes only later (the portal's) is told through :meth:`listen`.
        """
        ...

    def give_back(self, verb: Verb) -> None:
        """Leave the verb's combination to others; no error where it has none."""
        ...

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """Notice a copy that is made twice within half a second, without taking a key from anybody."""
        ...

    def listen(
        self,
        on_pressed: Callable[[Verb], object],
        on_copied_twice: Callable[[], object],
        on_answered: Callable[[Verb, Obstacle | None], object],
    ) -> None:
        """Tell these of what happens, in the GUI thread, from :meth:`read` or from the system's own loop."""
        ...

    def descriptors(self) -> Sequence[int]:
        """Return what becomes readable when :meth:`read` has something to do; changes never."""
        ...

    def read(self) -> None:
        """Take in what has come.  Never waits."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class TargetDesk(Protocol):
    """Other programs' windows: which is in front, what is selected in it, and two strokes of keys."""

    def obstacle(self) -> Obstacle | None:
        """Say why nothing can be taken from other windows here, nor put into them; None where it can."""
        ...

    def in_front(self) -> TargetWindow | None:
        """Return the window that has the keyboard."""
        ...

    def bring_forward(self, number: int) -> None:
        """Ask for a window to come to the front; :meth:`in_front` tells whether it did."""
        ...

    def keys_are_up(self) -> bool:
        """Whether the person holds neither a modifier nor a key of ours any more."""
        ...

    def press(self, stroke: Stroke) -> Obstacle | None:
        """Press a stroke in whatever window is in front; the caller has looked which it is."""
        ...

    def clipboard_serial(self) -> int:
        """Return a number that grows whenever anybody writes to the clipboard."""
        ...

    def owns_selection(self, window: TargetWindow) -> bool:
        """Whether the PRIMARY selection, where there is one, is of this window's program."""
        ...


class Autostart(Protocol):
    """Whether the program starts with the session.  May block on disk."""

    def obstacle(self) -> Obstacle | None:
        """Say why it cannot be changed here."""
        ...

    def is_on(self) -> bool:
        """Look."""
        ...

    def put(self, *, on: bool) -> Obstacle | None:
        """Change it."""
        ...


class VerbDoor(Protocol):
    """Where other programs may ask for a verb."""

    def open(self, on_asked: Callable[[Verb], object]) -> Obstacle | None:
        """Let them ask, from now on."""
        ...

    def descriptors(self) -> Sequence[int]:
        """Return what becomes readable when :meth:`read` has something to do."""
        ...

    def read(self) -> None:
        """Answer what has come.  Never waits."""
        ...

    def close(self) -> None:
        """Answer nobody any more."""
        ...


@dataclass(frozen=True, slots=True)
class NativeParts:
    """What this desktop has.

    Attributes:
        command: What starts this program from anywhere, for the sentence that says how to bind a key to it.
    """

    keys: HotKeys
    desk: TargetDesk
    autostart: Autostart
    door: VerbDoor
    command: tuple[str, ...] = ()

    def close(self) -> None:
        """Give everything back."""
        self.keys.close()
        self.door.close()
