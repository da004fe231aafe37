"""Tags are short, each is there once, and however they are typed they come out alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.tag import LONGEST_TAG, MOST_TAGS, tag_key, tag_of, tags_of


def test_blanks_and_hashes_go_and_the_first_spelling_stays():
    assert tags_of(["  #Работа ", "работа", "дом,дача", "", "РАБОТА"]) == ("дом дача", "Работа")


def test_a_letter_of_two_signs_is_the_letter_itself():
    assert tags_of(["йод", "и\u0306од"]) == ("йод",)


@given(st.lists(st.text(max_size=60), max_size=40))
def test_what_was_made_a_set_of_tags_stays_as_it_is(texts):
    tags = tags_of(texts)
    assert tags_of(tags) == tags
    assert tags_of(reversed(tags)) == tags
    assert len({tag_key(tag) for tag in tags}) == len(tags) <= MOST_TAGS
    assert all(tag == tag_of(tag) and 0 < len(tag) <= LONGEST_TAG and "\n" not in tag for tag in tags)
