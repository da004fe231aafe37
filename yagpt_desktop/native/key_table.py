"""One key on four systems: by its place, so that a Russian layout changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EVDEV_TO_X: Final = 8
"""X servers with evdev keyboards number keys so much higher than the kernel."""


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """Where a key is.

    Attributes:
        evdev: Code of the Linux kernel (linux/input-event-codes.h).
        windows: Virtual key (winuser.h); letters, digits and signs as on a US keyboard.
        mac: Virtual key of Carbon (HIToolbox/Events.h); by place on that system.
        keysym: Name in X11 and in the XDG specification of shortcuts.
    """

    evdev: int
    windows: int
    mac: int
    keysym: str


_LETTERS: Final = {
    **dict(zip("QWERTYUIOP", range(16, 26), strict=True)),
    **dict(zip("ASDFGHJKL", range(30, 39), strict=True)),
    **dict(zip("ZXCVBNM", range(44, 51), strict=True)),
}
_MAC_LETTERS: Final = dict(
    zip(
        "ASDFHGZXCVBQWERYTOUIPLJKNM",
        (*range(10), *range(11, 18), 31, 32, 34, 35, 37, 38, 40, 45, 46),
        strict=True,
    )
)
_MAC_DIGITS: Final = (29, 18, 19, 20, 21, 23, 22, 26, 28, 25)
_SIGNS: Final = {
    "`": PlacedKey(41, 0xC0, 50, "grave"),
    "-": PlacedKey(12, 0xBD, 27, "minus"),
    "=": PlacedKey(13, 0xBB, 24, "equal"),
    "[": PlacedKey(26, 0xDB, 33, "bracketleft"),
    "]": PlacedKey(27, 0xDD, 30, "bracketright"),
    ";": PlacedKey(39, 0xBA, 41, "semicolon"),
    "'": PlacedKey(40, 0xDE, 39, "apostrophe"),
    ",": PlacedKey(51, 0xBC, 43, "comma"),
    ".": PlacedKey(52, 0xBE, 47, "period"),
    "/": PlacedKey(53, 0xBF, 44, "slash"),
}
_NAMED: Final = {
    "Space": PlacedKey(57, 0x20, 49, "space"),
    "Escape": PlacedKey(1, 0x1B, 53, "Escape"),
    "Tab": PlacedKey(15, 0x09, 48, "Tab"),
    "Return": PlacedKey(28, 0x0D, 36, "Return"),
    "Backspace": PlacedKey(14, 0x08, 51, "BackSpace"),
    # A Mac keyboard has Help where others have Insert.
    "Insert": PlacedKey(110, 0x2D, 114, "Insert"),
    "Delete": PlacedKey(111, 0x2E, 117, "Delete"),
    "Home": PlacedKey(102, 0x24, 115, "Home"),
    "End": PlacedKey(107, 0x23, 119, "End"),
    "PgUp": PlacedKey(104, 0x21, 116, "Prior"),
    "PgDown": PlacedKey(109, 0x22, 121, "Next"),
    "Left": PlacedKey(105, 0x25, 123, "Left"),
    "Right": PlacedKey(106, 0x27, 124, "Right"),
    "Up": PlacedKey(103, 0x26, 126, "Up"),
    "Down": PlacedKey(108, 0x28, 125, "Down"),
}
_EVDEV_F: Final = (*range(59, 69), 87, 88)
_MAC_F: Final = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111)

KEYS: Final[dict[str, PlacedKey]] = {
    **{name: PlacedKey(code, ord(name), _MAC_LETTERS[name], name.lower()) for name, code in _LETTERS.items()},
    **{
        str(digit): PlacedKey(11 if digit == 0 else digit + 1, 0x30 + digit, _MAC_DIGITS[digit], str(digit))
        for digit in range(10)
    },
    **_SIGNS,
    **_NAMED,
    **{
        f"F{place + 1}": PlacedKey(_EVDEV_F[place], 0x70 + place, _MAC_F[place], f"F{place + 1}")
        for place in range(12)
    },
}
"""Every key of ``KeyCombination``."""
