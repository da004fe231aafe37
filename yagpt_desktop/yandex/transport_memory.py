"""What a session has learnt about its transports."""

from __future__ import annotations

import threading
import time
from typing import Final

SUSPICIONS: Final = 2
"""So many broken connections in a row, without one that worked before, are no accident any more."""

DEAD_END_S: Final = 20.0
"""Where REST leads nowhere either, it is not tried again for so long: every look costs the person time."""


class TransportMemory:
    """Whether this network lets gRPC through.  Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_proven = False
        self._is_over = False
        self._is_told = False
        self._suspicions = 0
        self._dead_end_until_s = 0.0

    @property
    def is_over(self) -> bool:
        """Whether REST carries everything until the session ends."""
        return self._is_over

    @property
    def is_proven(self) -> bool:
        """Whether gRPC has worked since the network was last the same."""
        return self._is_proven

    @property
    def is_dead_end(self) -> bool:
        """Whether REST has just been found to lead nowhere."""
        return time.monotonic() < self._dead_end_until_s

    def note_dead_end(self) -> None:
        """Note that REST leads nowhere."""
        self._dead_end_until_s = time.monotonic() + DEAD_END_S

    def prove(self) -> None:
        """Note that gRPC works here."""
        self._is_proven = True
        self._suspicions = 0

    def doubt(self) -> None:
        """Note that the network may be another one."""
        self._is_proven = False
        self._dead_end_until_s = 0.0
        self._suspicions = 0

    def suspect(self) -> bool:
        """Note a connection that broke; return whether that is one too many."""
        with self._lock:
            self._suspicions += 1
            return self._suspicions >= SUSPICIONS

    def go_over(self) -> None:
        """Leave gRPC for the rest of the session."""
        self._is_over = True

    def has_news(self) -> bool:
        """Return whether the change is still to be told; True once."""
        with self._lock:
            is_news = self._is_over and not self._is_told
            self._is_told = self._is_told or is_news
            return is_news

    def forget(self) -> None:
        """Begin with gRPC again: the way to the service is another."""
        with self._lock:
            self._is_over = self._is_told = False
        self.doubt()
