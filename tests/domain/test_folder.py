"""Options of a folder over the settings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.completion import ReasoningMode
from yagpt_desktop.domain.folder import OPTION_NAMES, ChatOptions, Folder, folder_name
from yagpt_desktop.domain.settings import Settings

SETTINGS = Settings(temperature=0.9, max_tokens=100, role="Пиши кратко.")
options = st.builds(
    ChatOptions,
    model=st.sampled_from([None, "yandexgpt-lite", ""]),
    temperature=st.none() | st.floats(0, 1),
    max_tokens=st.none() | st.integers(1, 32_000),
    stream=st.none() | st.booleans(),
    deferred=st.none() | st.booleans(),
    reasoning=st.none() | st.sampled_from(ReasoningMode),
)


def test_a_folder_without_options_changes_nothing():
    assert ChatOptions().is_empty
    assert ChatOptions().over(SETTINGS) is not None
    assert ChatOptions().over(SETTINGS) == SETTINGS


def test_off_and_zero_are_options_too():
    asked = ChatOptions(temperature=0.0, stream=False).over(SETTINGS)
    assert (asked.temperature, asked.stream, asked.max_tokens) == (0.0, False, 100)


@given(options, options)
def test_what_the_person_turns_is_what_is_asked_with(own, wished):
    shown = own.over(SETTINGS)
    wanted = wished.over(shown)
    assert own.after(shown, wanted).over(SETTINGS) == wanted


@given(options)
def test_what_was_not_touched_stays_as_in_the_settings(own):
    shown = own.over(SETTINGS)
    after = own.after(shown, replace(shown, temperature=0.5, role="Другая роль"))
    untouched = [name for name in OPTION_NAMES if name != "temperature"]
    assert [getattr(after, name) for name in untouched] == [getattr(own, name) for name in untouched]


def test_what_is_given_back_is_as_in_the_settings():
    shown = ChatOptions(temperature=0.1).over(SETTINGS)
    assert ChatOptions(temperature=0.1).after(shown, replace(shown, temperature=None)).is_empty


def test_a_role_of_the_chats_own_stands_above_the_folders():
    folder = Folder("f", "Работа", role_text="Пиши сухо.")
    assert folder.role_for("Пиши стихами.") == "Пиши стихами."
    assert folder.role_for(" \n") == "Пиши сухо."


def test_a_name_is_one_line():
    assert folder_name("  Работа\n и дом ") == "Работа и дом"
    assert len(folder_name("ё" * 500)) == 100
