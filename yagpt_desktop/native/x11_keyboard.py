"""The keyboard of an X display: which key code stands for which of our names, and what is held down."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final

from Xlib import XK, X
from Xlib.display import Display

from yagpt_desktop.domain.key_combination import KeyCombination

from .key_table import EVDEV_TO_X, KEYS

_RELEVANT: Final = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask
_LOCKS: Final = ("Num_Lock", "Scroll_Lock")
CONTROL: Final = "Control_L"


def key_code(display: Display, keysym_name: str, evdev: int) -> int:
    """Return the code that gives a sign in any of the layouts in force, else the one at its usual place.

    So a Latin letter is believed where there is one (Dvorak), and a keyboard that is Russian alone works too.
    """
    found = display.keysym_to_keycodes(XK.string_to_keysym(keysym_name))
    codes = sorted((index, code) for code, index in found)
    return int(codes[0][1]) if codes else evdev + EVDEV_TO_X


def code_of(display: Display, keys: KeyCombination) -> int:
    """Return the code of a combination's key."""
    placed = KEYS[keys.key]
    return key_code(display, placed.keysym, placed.evdev)


def mask_of(keys: KeyCombination) -> int:
    """Return the modifiers of a combination as X masks."""
    held = (
        (keys.shift, X.ShiftMask),
        (keys.ctrl, X.ControlMask),
        (keys.alt, X.Mod1Mask),
        (keys.meta, X.Mod4Mask),
    )
    return sum(int(mask) for down, mask in held if down)


def relevant(state: int) -> int:
    """Leave of an event's state what a combination may ask for: no locks, no layout."""
    return int(state & _RELEVANT)


def lock_masks(display: Display) -> list[int]:
    """Return every sum of the modifiers that only lock: a grab must name each, or Caps Lock disables it."""
    masks = [X.LockMask]
    rows = display.get_modifier_mapping()
    for name in _LOCKS:
        code = display.keysym_to_keycode(XK.string_to_keysym(name))
        masks += [1 << place for place, codes in enumerate(rows) if code and code in codes]
    different = sorted(set(masks))
    chosen: Iterable[tuple[int, ...]] = (
        some for count in range(len(different) + 1) for some in combinations(different, count)
    )
    return [sum(some) for some in chosen]


def modifier_codes(display: Display) -> set[int]:
    """Return the codes of all keys that modify while they are held; locks are none of them."""
    locks = set()
    for name in ("Caps_Lock", *_LOCKS):
        locks.add(int(display.keysym_to_keycode(XK.string_to_keysym(name))))
    return {int(code) for row in display.get_modifier_mapping() for code in row} - locks - {0}


def held_codes(display: Display) -> set[int]:
    """Return the codes of the keys that are down at this moment."""
    rows = display.query_keymap()
    return {8 * byte + bit for byte, bits in enumerate(rows) for bit in range(8) if bits >> bit & 1}
