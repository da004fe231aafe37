from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.text.changes import (
    ChangeReason,
    LiveComparison,
    applied,
    carried,
    change_key,
    compare,
    own_changes,
    reasons_of,
    spared,
    touches_word,
    with_edit,
    with_own,
)

ORIGINAL = "Ашипки саме сибя ни исрпвят"
CORRECTED = "Ошибки сами себя не исправят."
PIECES = ["слово", "другое", "а", "б", " ", " ", ",", "\n", "👍🏽", "и\u0306", "ещё"]
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


def is_sound(comparison) -> None:
    end = after_end = -1
    for change in comparison.changes:
        assert change.start > end
        assert change.after_start > after_end
        assert comparison.original[change.start : change.end] == change.before
        assert comparison.corrected[change.after_start : change.after_end] == change.after
        end, after_end = change.end, change.after_end
    assert applied(comparison) == comparison.corrected


@settings(max_examples=1500)
@given(texts, texts, texts, texts, st.sets(st.integers(0, 20)))
def test_after_any_edit_the_result_is_what_the_person_made(original, corrected, first, second, left) -> None:
    comparison = compare(original, corrected)
    left = {index for index in left if index < len(comparison.changes)}
    for edit in (first, second):
        done = with_edit(comparison, left, edit)
        assert applied(done.comparison, done.left) == edit
        assert applied(done.comparison, range(len(done.comparison.changes))) == original
        is_sound(done.comparison)
        comparison, left = done.comparison, done.left


@settings(max_examples=800)
@given(texts, texts, texts, texts)
def test_own_changes_go_into_any_comparison_of_the_same_text(original, one, other, edit) -> None:
    own = own_changes(with_edit(compare(original, one), (), edit).comparison)
    merged = with_own(compare(original, other), own)
    is_sound(merged)
    assert [(a.start, a.end, a.after) for a in own_changes(merged)] == [
        (a.start, a.end, a.after) for a in own
    ]
    assert applied(merged, range(len(merged.changes))) == original


def test_an_edit_beside_the_changes_becomes_a_change_of_the_persons_own() -> None:
    comparison = compare("один тва три читыре", "один два три четыре")
    done = with_edit(comparison, {0}, "один тва ровно три четыре")
    assert [(one.before, one.after, one.kind) for one in done.comparison.changes] == [
        ("тва", "два", ChangeKind.SPELLING),
        ("", "ровно ", ChangeKind.OWN),
        ("читыре", "четыре", ChangeKind.SPELLING),
    ]
    assert done.left == {0}
    assert reasons_of(done.comparison.changes[1]) == (ChangeReason.OWN,)
    assert done.comparison.corrected == "один два ровно три четыре"


def test_an_edit_takes_over_the_change_it_touches() -> None:
    done = with_edit(compare(ORIGINAL, CORRECTED), {1}, "Ошибки саме себя не исправятся никогда!")
    last = done.comparison.changes[-1]
    assert (last.before, last.after, last.kind) == ("исрпвят", "исправятся никогда!", ChangeKind.OWN)
    assert done.left == {1}


def test_writing_a_word_as_it_was_leaves_its_change_undone() -> None:
    comparison = compare(ORIGINAL, CORRECTED)
    done = with_edit(comparison, {4}, "Ошибки саме себя не исрпвят")
    assert done.comparison == comparison
    assert done.left == {1, 4}


def test_writing_what_a_change_would_have_written_accepts_it() -> None:
    comparison = compare(ORIGINAL, CORRECTED)
    done = with_edit(comparison, {1, 4}, "Ошибки сами себя не исрпвят")
    assert done.comparison == comparison
    assert done.left == {4}


def test_decisions_and_own_changes_survive_while_the_correction_arrives() -> None:
    live = LiveComparison(ORIGINAL)
    first = live.update("Ошибки сами се")
    assert len(first.changes) == 2
    done = with_edit(first, {0}, applied(first, {0}).replace("сибя", "самих себя"))
    own = own_changes(done.comparison)
    assert [(one.before, one.after) for one in own] == [("сибя", "самих себя")]
    comparison, left = done.comparison, done.left
    for partial in ("Ошибки сами себя не ", CORRECTED):
        following = with_own(live.update(partial), own)
        left = carried(comparison, left, following)
        comparison = following
    whole = with_own(live.finish(CORRECTED), own)
    left = carried(comparison, left, whole)
    assert applied(whole, left) == "Ашипки сами самих себя не исправят."


def test_decisions_find_their_changes_in_an_edited_original() -> None:
    old = compare("Тут ашипка в слове. Там апять она.", "Тут ошибка в слове. Там опять она.")
    new = compare("Вот. Тут ашипка в слове. Там апять она.", "Вот. Тут ошибка в слове. Там опять она.")
    assert carried(old, {1}, new) == {1}
    assert carried(old, (), new) == frozenset()


def test_a_key_does_not_hang_on_the_place_but_on_the_words_around() -> None:
    one = compare("и вот ашипка в слове", "и вот ошибка в слове")
    later = compare("Прежде другое. И вот ашипка в слове", "Прежде другое. И вот ошибка в слове")
    elsewhere = compare("и эта ашипка без слов", "и эта ошибка без слов")
    assert change_key(one, 0) == change_key(later, 0)
    assert change_key(one, 0) != change_key(elsewhere, 0)
    assert change_key(compare("а \ud83d б", "а \ud83e б"), 0)


def test_kept_words_and_ignored_changes_are_left_from_the_start() -> None:
    comparison = compare("Йогурд и малако, ЙОГУРД да нет", "Йогурт и молоко, ЙОГУРТ, да нет")
    assert [one.before for one in comparison.changes] == ["Йогурд", "малако", "ЙОГУРД"]
    assert spared(comparison) == frozenset()
    assert spared(comparison, kept={"йогурд"}) == {0, 2}
    assert spared(comparison, ignored={change_key(comparison, 1)}) == {1}
    assert not touches_word(compare("йогурд да", "йогурд, да").changes[0], {"йогурд"})
