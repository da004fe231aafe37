"""A keyring that hangs is left behind, and what was left behind does no harm when it wakes up."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace

import pytest

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreMissing, SecretStoreSilent
from yagpt_desktop.storage.keyring_backend import choice_of
from yagpt_desktop.storage.keyring_door import SERVICE, KeyringDoor
from yagpt_desktop.storage.keyring_store import KeyringSecretStore
from yagpt_desktop.storage.token_cache import KeyringTokenCache
from yagpt_desktop.workers.limited import Limited, LimitedSecretStore

OLD = Credential(CredentialKind.API_KEY, "AQVN-OLD-MADE-UP-key")
NEW = Credential(CredentialKind.API_KEY, "AQVN-NEW-MADE-UP-key")
LATER = Credential(CredentialKind.API_KEY, "AQVN-LATER-MADE-UP-key")
WAIT_S = 20


class Hanging:
    """Lets a keyring's steps wait from a chosen one on, until it is let go."""

    def __init__(self, keyring: object) -> None:
        self.keyring = keyring
        self.hangs_at = 0
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self._step = keyring.step
        keyring.step = self.step

    def step(self) -> None:
        self._step()
        if self.hangs_at and self.keyring.steps == self.hangs_at:
            self.reached.set()
            assert self.go_on.wait(WAIT_S)

    def hang_at(self, step: int) -> None:
        self.keyring.steps, self.hangs_at = 0, step


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_a_service_that_never_answers_is_silent_and_given_up_after_two_calls(session_bus) -> None:
    session_bus.start_hanging_service("mute")
    door = KeyringDoor()
    limited = Limited(door, silent_s=0.4, prompt_s=60)
    store = LimitedSecretStore(KeyringSecretStore(door), limited)
    for left_behind in (1, 2, 2):
        with pytest.raises(SecretStoreSilent):
            store.load("a1")
        assert limited.abandoned == left_behind
    with pytest.raises(SecretStoreSilent, match="2 calls hang"):
        store.save("a1", NEW)


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_after_a_silent_service_has_gone_the_next_one_is_used(session_bus) -> None:
    session_bus.start_hanging_service("mute")
    door = KeyringDoor()
    limited = Limited(door, silent_s=3, prompt_s=60)
    store = LimitedSecretStore(KeyringSecretStore(door), limited)
    with pytest.raises(SecretStoreSilent):
        store.load("a1")
    session_bus.processes[-1].kill()
    session_bus.processes[-1].wait(10)
    session_bus.start_keyring()
    store.save("a1", NEW)
    assert store.load("a1") == NEW


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_a_window_of_the_system_is_waited_for_longer_and_never_doubled(session_bus) -> None:
    session_bus.start_hanging_service("window")
    door = KeyringDoor()
    limited = Limited(door, silent_s=0.3, prompt_s=2.5)
    store = LimitedSecretStore(KeyringSecretStore(door), limited)
    seen = []
    watcher = threading.Timer(1.5, lambda: seen.append((door.may_take_long, limited.abandoned)))
    watcher.start()
    with pytest.raises(SecretStoreSilent, match="no answer in time"):
        store.load("a1")
    watcher.join()
    assert seen == [(True, 0)]
    with pytest.raises(SecretStoreSilent, match="window"):
        store.load("a1")
    assert limited.abandoned == 1


@pytest.mark.parametrize("step", range(1, 14))
def test_a_change_left_behind_at_any_step_does_nothing_more_when_the_keyring_wakes(
    memory_keyring, step
) -> None:
    KeyringSecretStore(memory_keyring.door()).save("a1", OLD)
    hanging = Hanging(memory_keyring)
    door = memory_keyring.door()
    limited = Limited(door, silent_s=0.2)
    store = LimitedSecretStore(KeyringSecretStore(door), limited)
    hanging.hang_at(step)
    with pytest.raises(SecretStoreSilent):
        store.save("a1", NEW)
    hanging.hangs_at = 0
    assert store.load("a1") in (OLD, NEW)
    with contextlib.suppress(SecretStoreSilent):  # where it hangs in the middle of writing or deleting
        store.save("a1", LATER)
    memory_keyring.steps = 0
    hanging.go_on.set()
    limited.join_abandoned(WAIT_S)
    assert memory_keyring.steps == 0
    assert limited.abandoned == 0
    assert store.load("a1") in (OLD, NEW, LATER)
    store.save("a1", LATER)
    assert store.load("a1") == LATER
    assert not any(
        "NEW-MADE-UP" in entry or "OLD-MADE-UP" in entry for entry in memory_keyring.entries.values()
    )


def test_while_a_change_hangs_later_calls_read_and_do_not_write(memory_keyring) -> None:
    KeyringSecretStore(memory_keyring.door()).save("a1", OLD)
    KeyringSecretStore(memory_keyring.door()).save("a2", OLD)
    memory_keyring.steps = 0
    KeyringSecretStore(memory_keyring.door()).save("a2", OLD)
    changes = []
    for step in range(1, 1 + memory_keyring.steps):
        hanging = Hanging(memory_keyring)
        door = memory_keyring.door()
        limited = Limited(door, silent_s=0.1)
        store = LimitedSecretStore(KeyringSecretStore(door), limited)
        hanging.hang_at(step)
        with pytest.raises(SecretStoreSilent):
            store.save("a2", NEW)
        hanging.hangs_at = 0
        assert store.load("a1") == OLD
        try:
            store.save("a1", OLD)
        except SecretStoreSilent:
            changes.append(step)
        hanging.go_on.set()
        limited.join_abandoned(WAIT_S)
        store.save("a1", OLD)
    assert len(changes) >= 2


def test_a_keyring_that_is_slow_but_alive_is_not_silent(memory_keyring) -> None:
    pause = threading.Event()
    step = memory_keyring.step

    def slow() -> None:
        pause.wait(0.1)
        step()

    memory_keyring.step = slow
    door = memory_keyring.door()
    store = LimitedSecretStore(KeyringSecretStore(door), Limited(door, silent_s=1.0))
    store.save("a1", NEW)
    assert memory_keyring.steps > 5
    assert store.load("a1") == NEW


def test_a_token_comes_from_memory_when_the_keyring_hangs(memory_keyring) -> None:
    from yagpt_desktop.domain.iam import IamToken

    hanging = Hanging(memory_keyring)
    door = memory_keyring.door()
    limited = Limited(door, silent_s=0.2)
    tokens = KeyringTokenCache(door, limited.run)
    hanging.hang_at(1)
    tokens.save("a1", IamToken("t1.MADE-UP"))
    assert tokens.load("a1") == IamToken("t1.MADE-UP")
    assert isinstance(tokens.failure, SecretStoreSilent)
    hanging.go_on.set()


def test_without_a_limit_calls_from_many_threads_go_one_after_the_other(memory_keyring) -> None:
    inside, most = 0, 0
    lock = threading.Lock()

    def step() -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        threading.Event().wait(0.002)
        with lock:
            inside -= 1

    memory_keyring.step = step
    store = KeyringSecretStore(memory_keyring.door())
    threads = [threading.Thread(target=store.save, args=(f"a{n}", NEW)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S)
    assert most == 1
    assert all(store.load(f"a{n}") == NEW for n in range(8))


def test_a_door_that_cannot_be_opened_is_tried_anew(memory_keyring) -> None:
    attempts = []

    def opener(choice: object) -> object:
        attempts.append(door.may_take_long)
        if len(attempts) == 1:
            raise SecretStoreMissing("not there yet")
        return memory_keyring

    door = KeyringDoor(memory_keyring.choice, opener)
    with pytest.raises(SecretStoreMissing), door.open():
        pass
    assert not door.may_take_long
    with door.open() as backend:
        assert backend.get_password(SERVICE, "a1") is None
    assert attempts == [True, True]


def test_macos_may_open_a_window_at_any_call(keychain) -> None:
    assert keychain.door().may_take_long


def test_a_look_at_a_locked_keyring_finds_it_and_asks_nobody(keyring_bus) -> None:
    keyring_bus.lock_keyring()
    door = KeyringDoor()
    door.look()
    assert not door.may_take_long


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_a_look_finds_no_keyring_where_there_is_none(session_bus) -> None:
    with pytest.raises(SecretStoreMissing):
        KeyringDoor().look()


@pytest.mark.parametrize("session_bus", ["bare"], indirect=True)
def test_a_look_at_a_service_that_never_answers_does_not_wait_for_it(session_bus) -> None:
    session_bus.start_hanging_service("mute")
    KeyringDoor().look()


@pytest.mark.parametrize("asks_unseen", [False, True])
def test_a_backend_without_a_look_of_its_own_is_read_unless_that_may_ask(memory_keyring, asks_unseen) -> None:
    door = KeyringDoor(replace(choice_of("win32"), asks_unseen=asks_unseen), lambda _choice: memory_keyring)
    door.look()
    assert memory_keyring.steps == (0 if asks_unseen else 1)
    assert memory_keyring.entries == {}
