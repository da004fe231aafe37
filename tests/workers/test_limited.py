"""Every call ends: with its result, its error, or silence."""

from __future__ import annotations

import threading
import time

import pytest

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import SecretStoreLocked, SecretStoreSilent, SecretTooBig
from yagpt_desktop.workers.limited import MOST_ABANDONED, PROMPT_S, SILENT_S, Limited, LimitedSecretStore

WAIT_S = 20
KEY = Credential(CredentialKind.API_KEY, "AQVN-MADE-UP-key")


class Signs:
    """What a keyring shows of its life."""

    def __init__(self) -> None:
        self.steps = 0
        self.may_take_long = False
        self.given_up = 0

    def give_up(self) -> None:
        self.given_up += 1


@pytest.fixture
def signs() -> Signs:
    return Signs()


@pytest.fixture
def hang():
    """A call that hangs until the test is over."""
    go_on = threading.Event()
    yield lambda: go_on.wait(WAIT_S)
    go_on.set()


def test_the_limits_are_those_that_were_measured() -> None:
    assert (SILENT_S, PROMPT_S, MOST_ABANDONED) == (5, 120, 2)


def test_results_and_errors_come_through(signs) -> None:
    limited = Limited(signs)
    assert limited.run(lambda: 5) == 5
    assert limited.run(lambda: None) is None
    error = SecretTooBig("said so")
    with pytest.raises(SecretTooBig) as caught:
        limited.run(lambda: (_ for _ in ()).throw(error))
    assert caught.value is error
    assert signs.given_up == 0


def test_a_result_is_not_waited_for_any_longer_than_it_takes(signs) -> None:
    began = time.monotonic()
    limited = Limited(signs)
    for _ in range(50):
        limited.run(lambda: None)
    assert time.monotonic() - began < 2


def test_each_call_runs_in_a_daemon_thread_of_its_own(signs) -> None:
    thread = Limited(signs).run(threading.current_thread)
    assert thread is not threading.current_thread()
    assert thread.daemon


def test_a_silent_call_is_left_behind_within_the_limit(signs, hang) -> None:
    limited = Limited(signs, silent_s=0.3)
    began = time.monotonic()
    with pytest.raises(SecretStoreSilent):
        limited.run(hang)
    assert 0.3 <= time.monotonic() - began < 3
    assert signs.given_up == 1
    assert limited.abandoned == 1


def test_after_two_that_hang_nothing_is_tried_any_more(signs, hang) -> None:
    limited = Limited(signs, silent_s=0.1)
    for _ in range(2):
        with pytest.raises(SecretStoreSilent):
            limited.run(hang)
    ran = []
    began = time.monotonic()
    with pytest.raises(SecretStoreSilent):
        limited.run(lambda: ran.append(1))
    assert time.monotonic() - began < 1
    assert ran == []


def test_one_that_answers_late_makes_room_again(signs) -> None:
    go_on = threading.Event()
    limited = Limited(signs, silent_s=0.1, most_abandoned=1)
    with pytest.raises(SecretStoreSilent):
        limited.run(lambda: go_on.wait(WAIT_S))
    with pytest.raises(SecretStoreSilent):
        limited.run(lambda: 5)
    go_on.set()
    limited.join_abandoned(WAIT_S)
    assert limited.run(lambda: 5) == 5


def test_a_step_forward_starts_the_silence_anew(signs) -> None:
    def steadily() -> str:
        for _ in range(10):
            threading.Event().wait(0.15)
            signs.steps += 1
        return "done"

    assert Limited(signs, silent_s=0.8).run(steadily) == "done"


def test_a_window_that_stays_open_ends_the_waiting_too(signs, hang) -> None:
    signs.may_take_long = True
    limited = Limited(signs, silent_s=0.1, prompt_s=0.6)
    began = time.monotonic()
    with pytest.raises(SecretStoreSilent):
        limited.run(hang)
    assert time.monotonic() - began >= 0.6
    with pytest.raises(SecretStoreSilent, match="window"):
        limited.run(lambda: 5)


def test_a_window_that_is_answered_is_no_silence(signs) -> None:
    def answered() -> int:
        signs.may_take_long = True
        threading.Event().wait(0.7)
        signs.may_take_long = False
        return 5

    assert Limited(signs, silent_s=0.3).run(answered) == 5


def test_calls_go_one_at_a_time_and_a_refusal_counts_for_all_who_wait(signs) -> None:
    limited = Limited(signs)
    inside, go_on = threading.Event(), threading.Event()
    asked, outcomes = [], []

    def refused() -> None:
        asked.append(1)
        inside.set()
        assert go_on.wait(WAIT_S)
        raise SecretStoreLocked("dismissed")

    def ask() -> None:
        try:
            limited.run(refused)
        except SecretStoreLocked as error:
            outcomes.append(error)

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    assert inside.wait(WAIT_S)
    while limited.waiting < 9:
        time.sleep(0.01)
    go_on.set()
    for thread in threads:
        thread.join(WAIT_S)
    assert len(outcomes) == 10
    assert asked == [1]
    assert limited.run(lambda: 5) == 5


def test_an_interrupt_in_the_waiting_thread_leaves_the_call_behind(signs, hang) -> None:
    class Interrupting(Signs):
        looks = 0

        @property
        def may_take_long(self) -> bool:
            self.looks += 1
            if self.looks == 2:
                raise KeyboardInterrupt
            return False

        @may_take_long.setter
        def may_take_long(self, value: bool) -> None:
            pass

    interrupting = Interrupting()
    limited = Limited(interrupting, silent_s=WAIT_S)
    with pytest.raises(KeyboardInterrupt):
        limited.run(hang)
    assert interrupting.given_up == 1
    assert limited.abandoned == 1


def test_a_limited_store_passes_everything_on(signs) -> None:
    class Store:
        lasting = True

        def __init__(self) -> None:
            self.kept: dict[str, Credential] = {}

        def save(self, account_id: str, credential: Credential) -> None:
            self.kept[account_id] = credential

        def load(self, account_id: str) -> Credential | None:
            return self.kept.get(account_id)

        def delete(self, account_id: str) -> None:
            self.kept.pop(account_id, None)

    inner = Store()
    store = LimitedSecretStore(inner, Limited(signs))
    assert store.lasting
    assert store.inner is inner
    store.save("a1", KEY)
    assert store.load("a1") == KEY
    store.delete("a1")
    assert store.load("a1") is None
