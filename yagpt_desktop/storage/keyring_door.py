"""The one way to the OS keyring: a call at a time, its faults by our names, and a way to give it up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from yagpt_desktop.domain.errors import SecretStoreSilent

from .keyring_backend import Backend, Choice, choice_of, open_backend
from .keyring_fault import faults_told

SERVICE = "yagpt-desktop"

_NOBODY = "look"


class KeyringDoor:
    """Opens this platform's keyring on first use and lets one call in at a time.

    Parallel calls make windows that never appear, so calls from several threads go one after the other.  No
    call has a limit of its own: whoever waits watches ``steps`` and ``may_take_long`` from another thread,
    and calls :meth:`give_up` when it waited enough.  These three never block.
    """

    def __init__(
        self, choice: Choice | None = None, opener: Callable[[Choice], Backend] = open_backend
    ) -> None:
        self._choice = choice or choice_of()
        self._opener = opener
        self._state = threading.Lock()
        self._turn = threading.Lock()
        self._term = 0
        self._steps = 0
        self._opening = False
        self._changing = False
        self._late_changes = 0
        self._opened: Backend | None = None

    @property
    def title(self) -> str:
        """The keyring's name, for the page of diagnostics."""
        return self._choice.title

    @property
    def largest_utf16_units(self) -> int | None:
        """What one entry holds; longer values are split."""
        return self._choice.largest_utf16_units

    @property
    def steps(self) -> int:
        """How many calls the keyring has answered; grows as long as it lives."""
        return self._steps

    @property
    def may_take_long(self) -> bool:
        """Whether a window of the system may be waiting for the person, or libraries are being read."""
        return self._opening or self._choice.asks_unseen or bool(getattr(self._opened, "prompting", False))

    def give_up(self) -> None:
        """Leave the call under way behind: later ones do not wait for it, and it does nothing more.

        The step that hangs cannot be ended, but whatever would follow it in its thread raises
        ``SecretStoreSilent`` instead.  Should that step write or delete, it may do so late; until then later
        calls may read but not change anything, or it would fall upon what they wrote.
        """
        with self._state:
            self._term += 1
            self._late_changes += self._changing
            self._changing = False
            self._turn = threading.Lock()
            self._opened = None
            self._opening = False

    @contextmanager
    def open(self) -> Generator[Backend]:
        """Within the block the keyring is the caller's alone.  Blocks without limit.

        Raises:
            StorageError: Whatever goes wrong in the block, by its kind.
        """
        with self._visit() as visit:
            yield visit

    def look(self) -> None:
        """Return where the keyring is there, be it locked.  Blocks without limit; opens no window.

        Raises:
            StorageError: There is none, or it cannot be found out.
        """
        with self._visit() as visit:
            visit.look(may_read=not self._choice.asks_unseen)

    def check(self, term: int) -> None:
        """Raise ``SecretStoreSilent`` where a visit was given up."""
        if term != self._term:
            raise SecretStoreSilent("given up")

    def begin_step(self, term: int, *, changes: bool) -> None:
        """Let a visitor take one step.

        Raises:
            SecretStoreSilent: The visit was given up, or an earlier one may still change something.
        """
        with self._state:
            self.check(term)
            if changes and self._late_changes:
                raise SecretStoreSilent("an earlier change hangs")
            self._changing = changes

    def end_step(self, term: int, *, changes: bool) -> None:
        """Note that the keyring lives."""
        with self._state:
            self._steps += 1
            if term == self._term:
                self._changing = False
            elif changes:
                self._late_changes -= 1

    @contextmanager
    def _visit(self) -> Generator[_Visit]:
        with self._state:
            term, turn = self._term, self._turn
        with turn, faults_told():
            yield _Visit(self, term, self._backend(term))

    def _backend(self, term: int) -> Backend:
        with self._state:
            if self._opened is not None:
                return self._opened
            self._opening = term == self._term
        opened: Backend | None = None
        try:
            opened = self._opener(self._choice)
        finally:
            with self._state:
                self._steps += 1
                if term == self._term:
                    self._opening, self._opened = False, opened
        return opened


class _Visit:
    """The backend as one visitor sees it, until the visit is given up."""

    def __init__(self, door: KeyringDoor, term: int, backend: Backend) -> None:
        self._door, self._term, self._backend = door, term, backend

    def set_password(self, service: str, username: str, password: str, /) -> None:
        with self._step(changes=True):
            self._backend.set_password(service, username, password)

    def get_password(self, service: str, username: str, /) -> str | None:
        with self._step(changes=False):
            return self._backend.get_password(service, username)

    def delete_password(self, service: str, username: str, /) -> None:
        with self._step(changes=True):
            self._backend.delete_password(service, username)

    def look(self, *, may_read: bool) -> None:
        """Ask the backend in its own way, or read an entry that is not there."""
        own_way = getattr(self._backend, "look", None)
        if own_way is not None:
            with self._step(changes=False):
                own_way()
        elif may_read:
            self.get_password(SERVICE, _NOBODY)

    @contextmanager
    def _step(self, *, changes: bool) -> Generator[None]:
        self._door.begin_step(self._term, changes=changes)
        try:
            yield
        finally:
            self._door.end_step(self._term, changes=changes)
        self._door.check(self._term)
