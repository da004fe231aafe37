"""A keyring that is absent, locked, silent, late, gone or another one (F-17) never takes the window along."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness import account_form, keyring_trouble, made_up
from harness.chat_window import ChatWindow, OpenWindow
from harness.private_desktop import PrivateDesktop
from harness.responsiveness import Responsiveness

from yagpt_desktop.simulator.service import DEMO_FOLDER_ID, LocalService

pytestmark = pytest.mark.desktop

SHOWN_WITHIN_S = 6.0
ANSWERS_WITHIN_S = 1.0
ENDS_WITHIN_S = 5.0


@dataclass
class Person:
    """Somebody who entered a key yesterday.

    Attributes:
        profile: Theirs; it lies on their desktop.
    """

    desktop: PrivateDesktop
    profile: Path
    key: str
    service: LocalService
    opened: Callable[..., ChatWindow]

    @contextmanager
    def window(self, on: PrivateDesktop | None = None) -> Iterator[ChatWindow]:
        """Open the window; it shows in time, answers all the time and ends in time with code 0."""
        window = self.opened(on or self.desktop, profile=self.profile)
        assert window.window
        shown_s = time.monotonic() - window.started_s
        with Responsiveness(window) as watched:
            yield window
        ended_s = 0.0
        if window.process.poll() is None:
            began_s = time.monotonic()
            window.close_by_message()
            ended_s = window.ended(within_s=10, since_s=began_s)
        print(f"shown {shown_s:.2f} s, slowest answer {watched.slowest_s:.3f} s, ended {ended_s:.2f} s")
        assert shown_s < SHOWN_WITHIN_S
        assert watched.count
        assert watched.slowest_s < ANSWERS_WITHIN_S
        assert ended_s < ENDS_WITHIN_S

    def last_key(self) -> str:
        """The key of the last question that reached the service."""
        calls = [call for call in self.service.seen if call.call.endswith("/Completion")]
        return calls[-1].headers["authorization"].partition(" ")[2]

    def works_as_before(self) -> None:
        """The stored key is still there, and opens the service."""
        with self.window() as window:
            account_form.until_chat(window)
            window.ask_and_wait("Всё на месте?")
            assert not window.has("error-banner")
            assert self.last_key() == self.key


@pytest.fixture
def person(
    own_desktop: PrivateDesktop,
    open_window: OpenWindow,
    local_service: LocalService,
    local_endpoints: Mapping[str, str],
) -> Person:
    profile, key = own_desktop.folder / "profile", made_up.api_key()
    window = open_window(own_desktop, endpoints=local_endpoints, profile=profile)
    account_form.until_form(window)
    account_form.fill(window, key, DEMO_FOLDER_ID)
    window.press("account-save")
    account_form.until_chat(window)
    window.close()
    return Person(own_desktop, profile, key, local_service, open_window)


def refused(window: ChatWindow, code: str, *, timeout_s: float = 20) -> None:
    """Ask, and be told why the key cannot be had; the question stays."""
    account_form.until_chat(window)
    window.ask("Есть кто-нибудь?")
    window.wait(lambda: window.has("error-banner"), "it says why", timeout_s=timeout_s)
    assert window.error().code == code
    assert "Есть кто-нибудь?" in window.transcript_text()


def goes_on_for_this_session(person: Person, window: ChatWindow) -> None:
    """Take the offer to enter a key for this time only, and converse."""
    session_key = made_up.api_key("session")
    offered = [name for name in ("error-action", "error-second-action") if window.has(name)]
    offer = next(name for name in offered if "раз" in window.find(name).name)
    window.press(offer)
    window.find("account-secret")
    account_form.fill(window, session_key, DEMO_FOLDER_ID)
    window.press("account-save")
    account_form.until_chat(window)
    window.ask_and_wait("А теперь?")
    assert not window.has("error-banner")
    assert person.last_key() == session_key
    assert "закры" in window.find("account-line").name


def test_an_absent_keyring_leaves_the_conversation_to_a_key_for_this_session(
    person: Person, desktop_without_keyring: PrivateDesktop
) -> None:
    with person.window(desktop_without_keyring) as window:
        refused(window, "E-VAULT-NONE")
        goes_on_for_this_session(person, window)
    person.works_as_before()


def test_a_locked_keyring_whose_window_is_left_open_holds_up_nothing_but_the_answer(person: Person) -> None:
    person.desktop.lock_keyring()
    with person.window() as window:
        account_form.until_chat(window)
        until_password_window(person.desktop, window)
        window.ask("Есть кто-нибудь?")
        window.until_said("Есть кто-нибудь?")
        window.press("stop")
        window.until_ready(timeout_s=2)
        assert not window.has("error-banner")
        window.paste_text("composer", "Набрано при открытом окне")
        assert window.find("composer").text == "Набрано при открытом окне"
        window.press("nav-settings")
        window.find("settings-diagnosis")
    person.desktop.unlock_keyring()
    person.works_as_before()


def until_password_window(desktop: PrivateDesktop, window: ChatWindow) -> None:
    """Wait until the desktop asks for the keyring's password."""
    search = ("xdotool", "search", "--all", "--onlyvisible", "--class", "gcr-prompter")
    window.wait(lambda: desktop.output(*search).strip(), "the password window", timeout_s=15)


def test_a_refused_password_window_leaves_the_conversation_to_a_key_for_this_session(person: Person) -> None:
    person.desktop.lock_keyring()
    with person.window() as window:
        account_form.until_chat(window)
        until_password_window(person.desktop, window)
        person.desktop.run("xdotool", "key", "Escape")
        assert window.error().code == "E-VAULT-LOCKED"
        goes_on_for_this_session(person, window)
    person.desktop.unlock_keyring()
    person.works_as_before()


@pytest.mark.parametrize("held", [3.0, None], ids=["late", "never"])
def test_a_keyring_that_hangs_is_waited_for_and_then_given_up(person: Person, held: float | None) -> None:
    with keyring_trouble.held_up(person.desktop, for_s=held), person.window() as window:
        if held is None:
            refused(window, "E-VAULT-SILENT", timeout_s=30)
            goes_on_for_this_session(person, window)
        else:
            account_form.until_chat(window)
            window.ask_and_wait("Есть кто-нибудь?")
            assert not window.has("error-banner")
            assert person.last_key() == person.key
    person.works_as_before()


def test_a_keyring_that_comes_too_late_is_asked_again_by_the_button(person: Person) -> None:
    with keyring_trouble.held_up(person.desktop), person.window() as window:
        refused(window, "E-VAULT-SILENT", timeout_s=30)
        keyring_trouble.wake(person.desktop)
        window.press("error-action")
        window.wait(lambda: not window.has("error-banner"), "the strip is gone")
        window.ask_and_wait("И теперь?")
        assert not window.has("error-banner")
        assert person.last_key() == person.key


@pytest.mark.parametrize("how", ["mute", "window"])
def test_a_bad_service_in_the_keyrings_place_leaves_the_window_alive(person: Person, how: str) -> None:
    with keyring_trouble.replaced(person.desktop, how), person.window() as window:
        if how == "mute":
            refused(window, "E-VAULT-SILENT", timeout_s=30)
            goes_on_for_this_session(person, window)
        else:
            account_form.until_chat(window)
            window.ask("Есть кто-нибудь?")
            window.until_said("Есть кто-нибудь?")
            window.press("stop")
            window.until_ready(timeout_s=2)


def test_a_keyring_that_disappears_is_missed_only_when_a_key_is_to_be_kept(person: Person) -> None:
    with person.window() as window:
        account_form.until_chat(window)
        window.ask_and_wait("Раз")
        keyring_trouble.take_away(person.desktop)
        window.ask_and_wait("Два")
        assert not window.has("error-banner"), "what is open stays open"
        assert person.last_key() == person.key
        second = made_up.api_key("second")
        account_form.add_account(window)
        account_form.fill(window, second, DEMO_FOLDER_ID)
        window.press("account-save")
        account_form.until_chat(window)
        window.ask_and_wait("Три")
        assert not window.has("error-banner")
        assert person.last_key() == second
        assert "закры" in window.find("account-line").name, "it will be forgotten, and that is said"


def test_another_keyring_without_the_key_asks_for_it_and_the_first_one_keeps_it(
    person: Person, desktop: PrivateDesktop
) -> None:
    with person.window(desktop) as window:
        refused(window, "E-NO-KEY")
        assert window.find("error-action").name
    person.works_as_before()
