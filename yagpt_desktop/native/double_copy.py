"""When a copy was made twice: judged by the clipboard alone, so that no key has to be listened to."""

from __future__ import annotations

from typing import Final

LONGEST_S: Final = 0.5
SHORTEST_S: Final = 0.05
"""Some programs write the clipboard several times for one copy; no finger is that quick."""


class DoubleCopy:
    """Takes in each change of the clipboard; belongs to one thread."""

    def __init__(self) -> None:
        self._owner = 0
        self._at_s = float("-inf")
        self._with_control = False

    def is_second(self, owner: int, at_s: float, *, with_control: bool) -> bool:
        """Whether this change is the second of two by the same owner, made by hand.

        Args:
            owner: Whoever has the clipboard now; 0 where that is not known.
            at_s: When, by a clock that only goes forward.
            with_control: Whether the key for copying was still held; one of two is enough, for programs
                may take a while to answer.
        """
        gap_s = at_s - self._at_s
        same = owner == self._owner
        if same and gap_s < SHORTEST_S:
            self._with_control = self._with_control or with_control
            return False
        found = same and gap_s <= LONGEST_S and (with_control or self._with_control)
        self._owner, self._at_s, self._with_control = owner, at_s, with_control
        if found:
            self._at_s = float("-inf")
        return found
