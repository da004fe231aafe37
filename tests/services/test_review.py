from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.change import ChangeKind, Decision
from yagpt_desktop.services.review import Review, keyed, keyed_edit
from yagpt_desktop.text.changes import LiveComparison, compare

ORIGINAL = "Ашипки саме сибя ни исрпвят"
FIXED = "Ошибки сами себя не исправят."
WORDS = st.lists(st.sampled_from(["раз", "два", "тири", "три", "чтыре", "четыре", ",", "Пять"]), max_size=12)


def review() -> Review:
    return Review(keyed(compare(ORIGINAL, FIXED)))


def edit(one: Review, result: str) -> None:
    one.edit(keyed_edit(one.comparison, one.left(), result))


def test_what_nobody_decided_is_in_the_result() -> None:
    assert review().result() == FIXED
    assert len(review().undecided()) == 5


def test_a_change_that_is_left_keeps_the_old_word() -> None:
    one = review()
    one.decide(1, Decision.LEFT)
    assert one.result() == "Ошибки саме себя не исправят."
    assert one.undecided() == (0, 2, 3, 4)


def test_every_decision_can_be_undone_and_done_again() -> None:
    one = review()
    one.decide(0, Decision.LEFT)
    one.decide_all(Decision.ACCEPTED)
    assert not one.undecided()
    one.undo()
    assert len(one.undecided()) == 4
    one.undo()
    assert len(one.undecided()) == 5
    assert not one.can_undo
    one.redo()
    assert one.decision(0) is Decision.LEFT


def test_taking_a_decision_back_makes_it_undecided() -> None:
    one = review()
    one.decide(0, Decision.LEFT)
    one.decide(0, None)
    assert one.decision(0) is None
    assert one.result() == FIXED


def test_all_of_one_kind_are_decided_at_once() -> None:
    one = Review(keyed(compare("я знал что он тут , да", "Я знал, что он тут, да")))
    kinds = one.counts()
    assert kinds[ChangeKind.CASE] == 1
    assert one.decide_all(Decision.LEFT, ChangeKind.CASE) == 1
    assert one.result() == "я знал, что он тут, да"


def test_a_word_that_is_kept_is_left_wherever_it_stands() -> None:
    one = Review(keyed(compare("превед медвед, превед", "привет медведь, привет")))
    assert one.keep_word(0) == "превед"
    assert one.result() == "превед медведь, превед"
    one.undo()
    assert one.result() == "привет медведь, привет"
    assert Review(keyed(one.comparison), ["превед"]).result() == "превед медведь, превед"


def test_a_sign_is_no_word_to_keep() -> None:
    one = Review(keyed(compare("да нет", "да, нет")))
    assert one.keep_word(0) is None


def test_decisions_stay_with_their_changes_while_the_answer_grows() -> None:
    live = LiveComparison(ORIGINAL)
    one = Review(keyed(live.update("Ошибки сами себя ")))
    one.decide(1, Decision.LEFT)
    one.take(keyed(live.update("Ошибки сами себя не испра")))
    one.take(keyed(live.finish(FIXED)))
    assert one.result() == "Ошибки саме себя не исправят."


def test_an_edit_by_hand_is_a_change_of_its_own() -> None:
    one = review()
    one.decide(1, Decision.LEFT)
    edit(one, "Ошибки саме себя никогда не исправят.")
    assert one.result() == "Ошибки саме себя никогда не исправят."
    assert ChangeKind.OWN in one.counts()
    one.take(keyed(compare(ORIGINAL, FIXED), one.own))
    assert one.result() == "Ошибки саме себя никогда не исправят."


def test_an_edit_by_hand_can_be_undone() -> None:
    one = review()
    edit(one, "Ошибки сами себя никогда не исправят.")
    one.undo()
    assert one.result() == FIXED


@given(WORDS, WORDS, st.data())
def test_the_result_is_the_original_when_all_are_left_and_the_fixed_text_when_none_is(
    a: list[str], b: list[str], data: st.DataObject
) -> None:
    original, fixed = " ".join(a), " ".join(b)
    one = Review(keyed(compare(original, fixed)))
    assert one.result() == fixed
    some = data.draw(st.sets(st.sampled_from(range(len(one.changes)))) if one.changes else st.just(set()))
    for index in some:
        one.decide(index, Decision.LEFT)
    assert one.left() == frozenset(some)
    for _ in some:
        one.undo()
    assert one.result() == fixed
    one.decide_all(Decision.LEFT)
    assert one.result() == original


@given(WORDS, WORDS, WORDS)
def test_an_edit_by_hand_is_what_the_result_becomes(a: list[str], b: list[str], c: list[str]) -> None:
    one = Review(keyed(compare(" ".join(a), " ".join(b))))
    one.decide_all(Decision.LEFT, ChangeKind.PUNCTUATION)
    before = one.result()
    edit(one, " ".join(c))
    assert one.result() == " ".join(c)
    one.undo()
    assert one.result() == before or before == " ".join(c)
