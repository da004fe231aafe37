from __future__ import annotations

from yagpt_desktop.domain.change import Change, ChangeKind, Comparison, Decision
from yagpt_desktop.text.lines import LONG_LINE_CHARS
from yagpt_desktop.text.marked import Mark, MarkedParagraph, MarkSort, marked


def change(start: int, before: str, after: str, after_start: int = 0) -> Change:
    kind = ChangeKind.SPELLING
    return Change(start, start + len(before), after_start, after_start + len(after), before, after, kind)


def test_a_change_nobody_decided_shows_the_old_word_before_the_new_one() -> None:
    comparison = Comparison("саме сибя", "сами себя", (change(0, "саме", "сами"),), 9)
    (paragraph,) = marked(comparison)
    assert paragraph.text == "саме сами сибя"
    assert paragraph.marks == (Mark(0, 4, MarkSort.REMOVED, 0), Mark(5, 4, MarkSort.ADDED, 0))


def test_a_change_that_is_left_shows_the_old_word_alone() -> None:
    comparison = Comparison("саме сибя", "сами сибя", (change(0, "саме", "сами"),), 9)
    (paragraph,) = marked(comparison, {0: Decision.LEFT})
    assert paragraph.text == "саме сибя"
    assert paragraph.marks == (Mark(0, 4, MarkSort.LEFT, 0),)


def test_an_accepted_change_shows_the_new_word_alone() -> None:
    comparison = Comparison("саме сибя", "сами себя", (change(0, "саме", "сами"),), 9)
    (paragraph,) = marked(comparison, {0: Decision.ACCEPTED})
    assert paragraph.text == "сами сибя"
    assert paragraph.marks == (Mark(0, 4, MarkSort.ACCEPTED, 0),)


def test_what_is_not_reached_is_never_removed() -> None:
    first, second = marked(Comparison("раз два\nтри", "раз", (), 4))
    assert first == MarkedParagraph("раз два", (Mark(4, 3, MarkSort.UNREACHED),))
    assert second == MarkedParagraph("три", (Mark(0, 3, MarkSort.UNREACHED),))


def test_a_removed_line_break_is_a_sign_and_a_new_one_is_a_sign_and_a_break() -> None:
    joined = marked(Comparison("а\r\nб", "а б", (change(1, "\r\n", " "),), 4))
    assert [one.text for one in joined] == ["а¶ б"]
    cut = marked(Comparison("а б", "а\nб", (change(1, " ", "\n"),), 3))
    assert [one.text for one in cut] == ["а ¶", "б"]


def test_every_line_break_of_a_text_begins_a_paragraph() -> None:
    text = "а\nб\r\nв\rг\u2029д\u2028е"
    assert [one.text for one in marked(Comparison(text, text, (), len(text)))] == ["а", "б", "в", "г", "д е"]


def test_a_very_long_line_comes_in_several_paragraphs_with_all_its_marks() -> None:
    text = "слово " * 2000
    paragraphs = marked(Comparison(text, "", (), 0))
    assert "".join(one.text for one in paragraphs) == text
    assert max(len(one.text) for one in paragraphs) <= LONG_LINE_CHARS
    assert all(one.marks == (Mark(0, len(one.text), MarkSort.UNREACHED),) for one in paragraphs)


def test_harmful_signs_keep_their_place() -> None:
    (paragraph,) = marked(Comparison("а\ud800\u202eб", "", (), 4))
    assert paragraph.text == "а\ufffd\u200bб"
