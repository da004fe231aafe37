"""The library of prompts: versions, names, files."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.saved_prompt import MOST_VERSIONS, Destination, PromptUse, SavedPrompt
from yagpt_desktop.services.own_prompts import (
    LONGEST_NAME,
    MOST_PROMPTS,
    PromptLibrary,
    PromptProblem,
    PromptUnfit,
    difference,
)
from yagpt_desktop.services.prompt_file import LARGEST_FILE_BYTES, PromptsUnreadable, exported, imported

START = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def library() -> PromptLibrary:
    return PromptLibrary().add("Кратко", "Перескажи.").add("Поэт", "Отвечай стихами.", PromptUse.ROLE)


def first(library: PromptLibrary) -> SavedPrompt:
    return library.prompts[0]


def test_roles_and_actions_live_beside_each_other(library: PromptLibrary) -> None:
    assert [one.name for one in library.of_use(PromptUse.ROLE)] == ["Поэт"]
    assert [one.name for one in library.of_use(PromptUse.ACTION)] == ["Кратко"]
    assert library.add("кратко", "Будь краток.", PromptUse.ROLE).named("КРАТКО", PromptUse.ROLE)


def test_a_change_keeps_the_old_text_and_a_roll_back_is_a_change(library: PromptLibrary) -> None:
    one = first(library)
    changed = library.change(one.id, "Перескажи в двух словах.", START).change(one.id, "Короче!", START)
    assert [version.text for version in first(changed).versions] == ["Перескажи в двух словах.", "Перескажи."]
    back = first(changed.roll_back(one.id, 1, START + timedelta(hours=1)))
    assert back.text == "Перескажи."
    assert [version.text for version in back.versions] == [
        "Короче!",
        "Перескажи в двух словах.",
        "Перескажи.",
    ]
    assert back.versions[0].saved_at == START + timedelta(hours=1)


def test_the_same_text_makes_no_version(library: PromptLibrary) -> None:
    assert library.change(first(library).id, "Перескажи.") is library


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=80))
def test_no_text_is_lost_until_the_oldest_go(said: list[str]) -> None:
    library = PromptLibrary().add("имя", "начало")
    prompt_id = first(library).id
    kept = ["начало"]
    for text in said:
        library = library.change(prompt_id, text, START)
        kept = kept if kept[0] == text else [text, *kept]
    now = first(library)
    assert [now.text, *(version.text for version in now.versions)] == kept[: MOST_VERSIONS + 1]


def test_two_versions_can_be_compared(library: PromptLibrary) -> None:
    one = first(library.change(first(library).id, "Перескажи коротко.", START))
    found = difference(one, 0)
    assert (found.original, found.corrected) == ("Перескажи.", "Перескажи коротко.")
    assert len(found.changes) == 1
    assert difference(one, 0, 0).changes == ()
    with pytest.raises(KeyError):
        difference(one, 1)


def test_what_was_removed_comes_back_with_its_versions(library: PromptLibrary) -> None:
    changed = library.change(first(library).id, "иначе", START)
    removed = changed.remove(first(changed).id)
    assert [one.name for one in removed.prompts] == ["Поэт"]
    assert removed.restore(first(changed), 0) == changed


def test_renaming_and_sending_elsewhere_make_no_version(library: PromptLibrary) -> None:
    one = first(library)
    changed = first(library.rename(one.id, "  Ещё \n короче ").send_to(one.id, Destination.CLIPBOARD))
    assert (changed.name, changed.destination, changed.versions) == ("Ещё короче", Destination.CLIPBOARD, ())


def test_a_role_saved_under_its_name_again_is_changed(library: PromptLibrary) -> None:
    (role,) = library.keep_role(" поэт", "Отвечай прозой.", START).of_use(PromptUse.ROLE)
    assert (role.name, role.text) == ("поэт", "Отвечай прозой.")
    assert [version.text for version in role.versions] == ["Отвечай стихами."]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (" \u200b", "т", PromptProblem.NAME_EMPTY),
        ("x" * (LONGEST_NAME + 1), "т", PromptProblem.NAME_LONG),
        ("КРАТКО", "т", PromptProblem.NAME_TAKEN),
        ("Имя", " \n", PromptProblem.TEXT_EMPTY),
        ("Имя", "т" * 100_001, PromptProblem.TEXT_LONG),
        ("Имя", "Стиль {style:choice один}", PromptProblem.VARIABLE_BROKEN),
        ("Имя", "Стиль {style:choice}", PromptProblem.VARIABLE_BROKEN),
    ],
)
def test_what_cannot_be_kept_is_refused(
    library: PromptLibrary, name: str, text: str, problem: PromptProblem
) -> None:
    with pytest.raises(PromptUnfit) as found:
        library.add(name, text)
    assert found.value.problem is problem


def test_a_role_may_hold_any_braces(library: PromptLibrary) -> None:
    assert library.add("JSON", 'Отвечай {"a:choice": 1} {b:choice x}', PromptUse.ROLE).named(
        "json", PromptUse.ROLE
    )


def test_an_unknown_prompt_or_version_is_an_error_of_the_caller(library: PromptLibrary) -> None:
    for wrong in (lambda: library.get("x"), lambda: library.remove("x"), lambda: library.change("x", "y")):
        with pytest.raises(KeyError):
            wrong()
    with pytest.raises(KeyError):
        library.roll_back(first(library).id, 0)


def test_a_full_library_takes_nothing_more() -> None:
    full = PromptLibrary(tuple(SavedPrompt(str(n), str(n), "т") for n in range(MOST_PROMPTS)))
    with pytest.raises(PromptUnfit) as found:
        full.add("ещё", "т")
    assert found.value.problem is PromptProblem.TOO_MANY


# files ------------------------------------------------------------------------------------------------


def test_what_was_exported_is_taken_in_elsewhere(library: PromptLibrary) -> None:
    prompts, bad = imported(exported(library.prompts).encode())
    there = PromptLibrary().take_in(prompts)
    assert bad == 0
    assert [(one.name, one.text, one.use) for one in there.prompts] == [
        (one.name, one.text, one.use) for one in library.prompts
    ]
    assert len({one.id for one in (*there.prompts, *library.prompts)}) == 4
    assert there.take_in(prompts) == there


def test_another_text_under_a_taken_name_gets_a_number(library: PromptLibrary) -> None:
    taken = library.take_in([SavedPrompt("", "Кратко", "Иначе"), SavedPrompt("", "Кратко", "Ещё иначе")])
    assert [one.name for one in taken.of_use(PromptUse.ACTION)] == ["Кратко", "Кратко (2)", "Кратко (3)"]
    long = SavedPrompt("", "x" * LONGEST_NAME, "1")
    assert (
        len(PromptLibrary((long,)).take_in([SavedPrompt("", long.name, "2")]).prompts[1].name) == LONGEST_NAME
    )


GOOD = {"name": "Имя", "text": "Текст", "use": "action", "destination": "clipboard"}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        5,
        [],
        {},
        {**GOOD, "name": 5},
        {**GOOD, "text": None},
        {**GOOD, "use": "virus"},
        {**GOOD, "name": " "},
        {**GOOD, "text": "\ud800"},
        {**GOOD, "text": "т" * 100_001},
        {**GOOD, "text": "{a:choice x}"},
    ],
)
def test_a_bad_entry_of_a_file_costs_only_itself(bad: object) -> None:
    content = json.dumps({"format": "yagpt-desktop-prompts", "version": 1, "prompts": [bad, GOOD]})
    prompts, left_out = imported(content.encode())
    assert left_out == 1
    assert prompts == (SavedPrompt("", "Имя", "Текст", PromptUse.ACTION, Destination.CLIPBOARD),)


def test_a_file_of_somebody_s_does_not_write_over_other_programs_texts() -> None:
    (one,), _ = imported(exported([SavedPrompt("", "Имя", "Т", destination=Destination.REPLACE)]).encode())
    assert one.destination is Destination.SHOW


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"prompts": []}',
        b'{"format": "yagpt-desktop-prompts", "prompts": {}}',
        b"[" * 100_000,
        b" " * (LARGEST_FILE_BYTES + 1),
    ],
)
def test_what_is_no_file_of_prompts_is_said(content: bytes) -> None:
    with pytest.raises(PromptsUnreadable):
        imported(content)


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_file_whatever_makes_the_program_fail(content: bytes) -> None:
    with pytest.raises(PromptsUnreadable):
        imported(content)


def test_more_prompts_than_are_kept_are_left_out() -> None:
    many = {"format": "yagpt-desktop-prompts", "prompts": [{**GOOD, "name": str(n)} for n in range(700)]}
    prompts, left_out = imported(json.dumps(many).encode())
    assert (len(prompts), left_out) == (MOST_PROMPTS, 200)
