"""Old or new, whatever happens in between; and nothing of the old afterwards."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.errors import SecretLost, SecretStoreFull, SecretTooBig, StorageError
from yagpt_desktop.storage.keyring_backend import choice_of
from yagpt_desktop.storage.keyring_door import SERVICE, KeyringDoor
from yagpt_desktop.storage.keyring_values import MOST_PARTS, KeyringValues

NAME = "a1"
SIZES = {"short": 40, "long": 2_700}
CHANGES = list(itertools.product(SIZES, SIZES))


def value_of(label: str, size: str) -> str:
    """A value each of whose pieces tells to which value it belongs."""
    return f"{label}-MADE-UP-".ljust(12, ".") * (SIZES[size] // 12)


def values(keyring) -> KeyringValues:
    """What a program that has just started sees."""
    return KeyringValues(keyring.door())


def holding(keyring, label: str) -> list[str]:
    return [name for name, entry in keyring.entries.items() if f"{label}-MADE-UP" in entry]


def steps_of(keyring, work) -> int:
    keyring.steps = 0
    work()
    return keyring.steps


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_kill_at_any_step_of_a_change_leaves_the_old_or_the_new_value(any_keyring, killed, old, new):
    before, after, third = value_of("OLD", old), value_of("NEW", new), value_of("THIRD", "short")
    outcomes = set()
    for step in itertools.count(1):
        any_keyring.works()
        values(any_keyring).erase(NAME)
        values(any_keyring).write(NAME, before)
        any_keyring.dies_at(step)
        try:
            values(any_keyring).write(NAME, after)
        except killed:
            pass
        else:
            break
        any_keyring.works()
        found = values(any_keyring).read(NAME)
        assert found in (before, after), step
        outcomes.add(found)
        values(any_keyring).write(NAME, third)
        assert values(any_keyring).read(NAME) == third
        assert not holding(any_keyring, "OLD")
        assert not holding(any_keyring, "NEW")
    assert outcomes == {before, after}
    any_keyring.works()
    assert values(any_keyring).read(NAME) == after
    assert not holding(any_keyring, "OLD")


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_failure_at_any_step_of_a_change_leaves_the_old_or_the_new_value(any_keyring, old, new, for_ever):
    before, after = value_of("OLD", old), value_of("NEW", new)
    values(any_keyring).write(NAME, before)
    for step in range(1, 1 + steps_of(any_keyring, lambda: values(any_keyring).write(NAME, after))):
        any_keyring.works()
        values(any_keyring).write(NAME, before)
        any_keyring.fails_at(step, for_ever=for_ever)
        with pytest.raises(StorageError):
            values(any_keyring).write(NAME, after)
        any_keyring.works()
        assert values(any_keyring).read(NAME) in (before, after), step
        values(any_keyring).write(NAME, after)
        assert values(any_keyring).read(NAME) == after
        assert not holding(any_keyring, "OLD")


@pytest.mark.parametrize("size", SIZES)
def test_a_kill_at_any_step_of_a_deletion_leaves_all_or_nothing(any_keyring, killed, size):
    value = value_of("OLD", size)
    values(any_keyring).write(NAME, value)
    for step in range(1, 1 + steps_of(any_keyring, lambda: values(any_keyring).erase(NAME))):
        any_keyring.works()
        values(any_keyring).write(NAME, value)
        any_keyring.dies_at(step)
        with pytest.raises(killed):
            values(any_keyring).erase(NAME)
        any_keyring.works()
        assert values(any_keyring).read(NAME) in (value, None)
        values(any_keyring).erase(NAME)
        assert any_keyring.entries == {}


def test_a_kill_in_a_deletion_does_not_bring_an_older_value_back(memory_keyring, killed):
    values(memory_keyring).write(NAME, "OLD-MADE-UP")
    older = dict(memory_keyring.entries)
    values(memory_keyring).write(NAME, "NEW-MADE-UP")
    both = {**older, **memory_keyring.entries}
    assert len(both) == 2
    for step in range(1, 1 + steps_of(memory_keyring, lambda: values(memory_keyring).erase(NAME))):
        memory_keyring.works()
        memory_keyring.entries = dict(both)
        memory_keyring.dies_at(step)
        with pytest.raises(killed):
            values(memory_keyring).erase(NAME)
        memory_keyring.works()
        assert values(memory_keyring).read(NAME) in ("NEW-MADE-UP", None)


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["short", "long", "erase", "read"]), st.integers(1, 60)), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(operations=OPERATIONS)
def test_one_kill_after_the_other_never_mixes_and_never_loses(any_keyring, killed, operations):
    any_keyring.works()
    values(any_keyring).erase(NAME)
    possible: set[str | None] = {None}
    for number, (operation, step) in enumerate(operations):
        wanted = value_of(f"V{number}", operation) if operation in SIZES else None
        any_keyring.dies_at(step)
        try:
            match operation:
                case "erase":
                    values(any_keyring).erase(NAME)
                    possible = {None}
                case "read":
                    assert values(any_keyring).read(NAME) in possible
                case _:
                    values(any_keyring).write(NAME, wanted)
                    possible = {wanted}
        except killed:
            if operation != "read":
                possible.add(wanted)
    any_keyring.works()
    assert values(any_keyring).read(NAME) in possible
    values(any_keyring).write(NAME, value_of("LAST", "long"))
    assert values(any_keyring).read(NAME) == value_of("LAST", "long")
    assert not any(holding(any_keyring, f"V{number}") for number in range(len(operations)))


def test_a_long_value_is_split_where_the_keyring_needs_it(any_keyring):
    values(any_keyring).write(NAME, value_of("NEW", "long"))
    values(any_keyring).write("short", value_of("NEW", "short"))
    split = any_keyring.choice.largest_utf16_units is not None
    assert len(any_keyring.entries) == (5 if split else 2)
    if split:
        assert max(map(len, any_keyring.entries.values())) <= 1_200


def test_the_next_reading_deletes_an_old_value_that_a_kill_left(any_keyring, killed):
    before, after = value_of("OLD", "short"), value_of("NEW", "short")
    values(any_keyring).write(NAME, before)
    for step in range(steps_of(any_keyring, lambda: values(any_keyring).write(NAME, before)), 0, -1):
        any_keyring.works()
        values(any_keyring).write(NAME, before)
        any_keyring.dies_at(step)
        with pytest.raises(killed):
            values(any_keyring).write(NAME, after)
        any_keyring.works()
        was_left = bool(holding(any_keyring, "OLD"))
        if values(any_keyring).read(NAME) == after and was_left:
            assert not holding(any_keyring, "OLD")
            break
    else:
        pytest.fail("no kill left the old value beside the new one")


def test_an_entry_of_the_first_kind_is_read_and_replaced(any_keyring):
    with any_keyring.door().open() as backend:
        backend.set_password(SERVICE, NAME, '{"kind": "api-key", "secret": "OLD-MADE-UP"}')
    assert values(any_keyring).read(NAME) == '{"kind": "api-key", "secret": "OLD-MADE-UP"}'
    values(any_keyring).write(NAME, "NEW-MADE-UP")
    assert values(any_keyring).read(NAME) == "NEW-MADE-UP"
    assert not holding(any_keyring, "OLD")


FOREIGN = [
    *("", "secret", "[]", "5", "null", '"text"', "[" * 5_000),
    *('{"generation": 1}', '{"generation": "x"}', '{"generation": 1e999, "digest": ""}'),
    *('{"generation": 2, "digest": "0", "value": "other"}', '{"generation": 2, "digest": "0", "parts": 99}'),
]


@pytest.mark.parametrize("entry", FOREIGN)
def test_what_is_not_ours_is_neither_none_nor_told_and_can_be_replaced(memory_keyring, entry):
    memory_keyring.entries[NAME] = entry
    with pytest.raises(SecretLost) as caught:
        values(memory_keyring).read(NAME)
    assert entry == "" or entry not in str(caught.value)
    values(memory_keyring).write(NAME, "NEW-MADE-UP")
    assert values(memory_keyring).read(NAME) == "NEW-MADE-UP"
    assert len(memory_keyring.entries) == 1


@pytest.mark.parametrize("entry", FOREIGN)
def test_a_damaged_entry_beside_a_whole_one_costs_nothing(memory_keyring, entry):
    values(memory_keyring).write(NAME, "OLD-MADE-UP")
    memory_keyring.entries[f"{NAME}/1"] = entry
    assert values(memory_keyring).read(NAME) == "OLD-MADE-UP"


def test_a_part_that_somebody_deleted_by_hand_makes_the_value_lost_and_still_deletable(memory_keyring):
    values(memory_keyring).write(NAME, value_of("OLD", "long"))
    del memory_keyring.entries[f"{NAME}/0/0"]
    with pytest.raises(SecretLost):
        values(memory_keyring).read(NAME)
    values(memory_keyring).erase(NAME)
    assert memory_keyring.entries == {}


def test_more_than_may_be_split_is_refused_before_anything_is_written(credential_manager):
    with pytest.raises(SecretTooBig):
        values(credential_manager).write(NAME, "x" * (1_200 * MOST_PARTS + 1))
    assert credential_manager.entries == {}
    values(credential_manager).write(NAME, "x" * 1_200 * MOST_PARTS)
    assert values(credential_manager).read(NAME) == "x" * 1_200 * MOST_PARTS


def test_windows_says_too_big_and_full_and_nothing_of_the_new_value_stays(credential_manager):
    values(credential_manager).write(NAME, value_of("OLD", "short"))
    credential_manager.LARGEST_BLOB_BYTES = 2_000
    with pytest.raises(SecretTooBig):
        values(credential_manager).write(NAME, value_of("NEW", "long"))
    credential_manager.LARGEST_BLOB_BYTES, credential_manager.most_credentials = 2_560, 3
    with pytest.raises(SecretStoreFull):
        values(credential_manager).write(NAME, value_of("NEW", "long"))
    assert values(credential_manager).read(NAME) == value_of("OLD", "short")
    assert not holding(credential_manager, "NEW")


def test_windows_keeps_no_copy_of_a_replaced_value_and_nothing_roams(credential_manager):
    others = {f"b{number}": value_of(f"B{number}", "long") for number in range(3)}
    for number in range(6):
        values(credential_manager).write(NAME, value_of(f"V{number}", "long" if number % 2 else "short"))
        for name, value in others.items():
            values(credential_manager).write(name, value)
    assert [number for number in range(6) if holding(credential_manager, f"V{number}")] == [5]
    assert all(values(credential_manager).read(name) == value for name, value in others.items())
    assert {entry["Persist"] for entry in credential_manager.credentials.values()} == {2}
    for name in (NAME, *others):
        values(credential_manager).erase(name)
    assert credential_manager.entries == {}


def test_a_keyring_that_swallows_is_found_out(memory_keyring):
    memory_keyring.set_password = lambda *_: None
    with pytest.raises(SecretLost):
        values(memory_keyring).write(NAME, "NEW-MADE-UP")


def test_a_keyring_that_gives_back_something_else_is_found_out_and_the_old_value_counts(memory_keyring):
    values(memory_keyring).write(NAME, "OLD-MADE-UP")
    keep = memory_keyring.set_password
    memory_keyring.set_password = lambda service, name, value: keep(
        service, name, value.replace("NEW", "N€W")
    )
    with pytest.raises(SecretLost):
        values(memory_keyring).write(NAME, "NEW-MADE-UP")
    assert values(memory_keyring).read(NAME) == "OLD-MADE-UP"
    assert len(memory_keyring.entries) == 1


def test_a_keyring_that_does_not_delete_is_found_out(memory_keyring):
    values(memory_keyring).write(NAME, "OLD-MADE-UP")
    memory_keyring.delete_password = lambda *_: None
    with pytest.raises(SecretLost):
        values(memory_keyring).erase(NAME)
    with pytest.raises(SecretLost):
        values(memory_keyring).write(NAME, "NEW-MADE-UP")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(st.characters(max_codepoint=126), max_size=4_000))
def test_whatever_ascii_a_value_holds_comes_back(any_keyring, value):
    any_keyring.works()
    values(any_keyring).write(NAME, value)
    assert values(any_keyring).read(NAME) == value


def test_a_real_keyring_splits_gives_back_and_forgets(keyring_bus):
    door = KeyringDoor(choice_of("linux"))
    KeyringValues(door).write(NAME, value_of("OLD", "long"))
    assert len(keyring_bus.items()) == 4
    KeyringValues(door).write(NAME, value_of("NEW", "long"))
    assert len(keyring_bus.items()) == 4
    assert KeyringValues(KeyringDoor()).read(NAME) == value_of("NEW", "long")
    KeyringValues(door).write(NAME, "short")
    assert len(keyring_bus.items()) == 1
    KeyringValues(door).erase(NAME)
    assert keyring_bus.items() == []
