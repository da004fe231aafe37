"""Keys that are pressed together, named by their place: what a US keyboard shows on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_MODIFIERS: Final = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "shift": "shift", "meta": "meta"}
NAMED_KEYS: Final = (
    *("Space", "Escape", "Tab", "Return", "Backspace", "Insert", "Delete", "Home", "End", "PgUp", "PgDown"),
    *("Left", "Right", "Up", "Down"),
    *(f"F{number}" for number in range(1, 13)),
)
_OWN_NAMES: Final = {name.lower(): name for name in NAMED_KEYS}
_SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`-=[];',./"


@dataclass(frozen=True, slots=True)
class KeyCombination:
    """One key with its modifiers.

    Attributes:
        key: A capital Latin letter, a digit, one of the signs of the main block, or one of ``NAMED_KEYS``.
        meta: The key with the system's own sign (Windows, Command, Super).
    """

    key: str
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False

    @classmethod
    def parsed(cls, text: str) -> KeyCombination | None:
        """Read a combination as Qt writes it ("Ctrl+Alt+Space"); None where it is none that can be taken.

        A key without Ctrl, Alt or Meta would be lost to every other program: only F1 to F12 may stand so.
        """
        *modifiers, last = [part.strip() for part in text.split("+")]
        key = _OWN_NAMES.get(last.lower(), last.upper())
        held = {_MODIFIERS.get(modifier.lower(), "") for modifier in modifiers}
        known = key in NAMED_KEYS or (len(key) == 1 and key in _SIGNS)
        if not known or "" in held:
            return None
        stands_alone = len(key) > 1 and key[0] == "F" and key[1:].isdigit()
        if not held - {"shift"} and not stands_alone:
            return None
        return cls(key, "ctrl" in held, "alt" in held, "shift" in held, "meta" in held)

    def written(self) -> str:
        """Return it as :meth:`parsed` reads it."""
        held = (("Meta", self.meta), ("Ctrl", self.ctrl), ("Alt", self.alt), ("Shift", self.shift))
        return "+".join([*(name for name, down in held if down), self.key])
