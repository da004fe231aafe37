"""A limit for calls that have none: the OS keyring may wait for a person, or for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Generic, Protocol, TypeVar

from yagpt_desktop.domain.account import Credential
from yagpt_desktop.domain.errors import SecretStoreLocked, SecretStoreSilent
from yagpt_desktop.domain.ports import SecretStore

SILENT_S: Final = 5.0
"""This long without a step forward, and nobody asked the person anything: it does not answer."""

PROMPT_S: Final = 120.0
"""How long a window of the system may wait for the person."""

MOST_ABANDONED: Final = 2

_LOOK_EVERY_S: Final = 0.1

_T = TypeVar("_T")


class LifeSigns(Protocol):
    """What shows whether the called one lives.  Nothing here blocks; any thread."""

    @property
    def steps(self) -> int:
        """Grows with every step that it finishes."""
        ...

    @property
    def may_take_long(self) -> bool:
        """Whether there is a good reason to wait: a window of the system, a library to read."""
        ...

    def give_up(self) -> None:
        """See to it that a call left behind changes nothing any more and stands in nobody's way."""
        ...


@dataclass(slots=True)
class _Call(Generic[_T]):
    """One call in a thread of its own."""

    work: Callable[[], _T]
    over: threading.Event = field(default_factory=threading.Event)
    results: list[_T] = field(default_factory=list)
    error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self.work())
        except BaseException as error:  # noqa: BLE001  a thread's last wall: the caller raises it
            self.error = error
        finally:
            self.over.set()

    def result(self) -> _T:
        error, self.error = self.error, None  # no circle of error, frame and call
        if error is not None:
            raise error
        return self.results[0]


@dataclass(frozen=True, slots=True)
class _Abandoned:
    """A call that was left behind; its thread ends when the keyring answers, or never."""

    thread: threading.Thread
    window_is_open: bool


class Limited:
    """Runs calls of one keyring, one at a time, each in a daemon thread that is left behind when it hangs.

    Blocks; worker threads only, any number of them.
    """

    def __init__(
        self,
        signs: LifeSigns,
        *,
        silent_s: float = SILENT_S,
        prompt_s: float = PROMPT_S,
        most_abandoned: int = MOST_ABANDONED,
    ) -> None:
        self._signs = signs
        self._silent_s = silent_s
        self._prompt_s = prompt_s
        self._most_abandoned = most_abandoned
        self._turn = threading.Lock()
        self._abandoned: list[_Abandoned] = []
        self._refusals = 0
        self._waiting = 0
        self._counting = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return self._waiting

    @property
    def abandoned(self) -> int:
        """How many calls hang at this moment."""
        return sum(call.thread.is_alive() for call in self._abandoned)

    def run(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, or raise what it raises.

        Raises:
            SecretStoreSilent: It took too long, or several before it still hang.
            SecretStoreLocked: The person refused while this call waited for its turn; not asked again.
        """
        with self._own_turn():
            self._refuse_if_hopeless()
            call = _Call(work)
            thread = threading.Thread(target=call.run, name="keyring", daemon=True)
            thread.start()
            hangs = True
            try:
                hangs = not self._wait(call.over)
            finally:
                if hangs:
                    self._abandoned.append(_Abandoned(thread, self._signs.may_take_long))
                    self._signs.give_up()
            if hangs:
                raise SecretStoreSilent("no answer in time")
            thread.join()
            try:
                return call.result()
            except SecretStoreLocked:
                self._refusals += 1
                raise

    def join_abandoned(self, timeout_s: float) -> None:
        """Wait until the calls that were left behind are over, for so long at most each."""
        for call in self._abandoned:
            call.thread.join(timeout_s)

    @contextmanager
    def _own_turn(self) -> Generator[None]:
        """Wait until nobody else asks: a second window of the system would never appear."""
        refusals = self._refusals
        self._count_waiting(1)
        with self._turn:
            self._count_waiting(-1)
            if refusals != self._refusals:
                raise SecretStoreLocked("refused while this call waited")
            yield

    def _count_waiting(self, change: int) -> None:
        with self._counting:
            self._waiting += change

    def _refuse_if_hopeless(self) -> None:
        self._abandoned = [call for call in self._abandoned if call.thread.is_alive()]
        if len(self._abandoned) >= self._most_abandoned:
            raise SecretStoreSilent(f"{len(self._abandoned)} calls hang")
        if any(call.window_is_open for call in self._abandoned):
            raise SecretStoreSilent("a window of the system still waits")

    def _wait(self, over: threading.Event) -> bool:
        """Return True when the call is over, False when it has taken too long."""
        began_s = quiet_since_s = time.monotonic()
        steps = self._signs.steps
        look_every_s = min(_LOOK_EVERY_S, self._silent_s / 4)
        while not over.wait(look_every_s):
            now_s = time.monotonic()
            if self._signs.may_take_long or self._signs.steps != steps:
                steps, quiet_since_s = self._signs.steps, now_s
            if now_s - began_s >= self._prompt_s or now_s - quiet_since_s >= self._silent_s:
                return over.is_set()
        return True


class LimitedSecretStore:
    """A :class:`yagpt_desktop.domain.ports.SecretStore` whose every call ends; see :class:`Limited`."""

    def __init__(self, store: SecretStore, limited: Limited) -> None:
        self._store = store
        self._limited = limited

    @property
    def inner(self) -> SecretStore:
        """The store without limits, for the page of diagnostics."""
        return self._store

    @property
    def lasting(self) -> bool:
        """Whether secrets outlive the process."""
        return self._store.lasting

    def look(self) -> None:
        """Return where a keyring is there, be it locked.

        Raises:
            StorageError: There is none, or it does not answer.
        """
        self._limited.run(self._store.look)

    def save(self, account_id: str, credential: Credential) -> None:
        """Keep a credential and read it back.

        Raises:
            StorageError: One of its ``Secret…`` kinds.
        """
        self._limited.run(lambda: self._store.save(account_id, credential))

    def load(self, account_id: str) -> Credential | None:
        """Return the credential, or None where there is none.

        Raises:
            StorageError: It cannot be read.
        """
        return self._limited.run(lambda: self._store.load(account_id))

    def delete(self, account_id: str) -> None:
        """Forget a credential; no error where there is none.

        Raises:
            StorageError: It is still there.
        """
        self._limited.run(lambda: self._store.delete(account_id))
