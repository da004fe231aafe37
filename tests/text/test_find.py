from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yagpt_desktop.text.find import Match, Passage, matches, needle_of, skeleton
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.shown import shown_letters, shown_texts
from yagpt_desktop.text.units import split

UNSEEN = "\u00ad\u0300\u0301\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
SIGNS = "аеёЁйи\u0306\u0308\u0301\u0327 \n\u00a0\u00adAaSsßIiİıﬁͅαάς1.*😀👨\u200d\ufe0f가각ᆨक्षÅ\u212b"
texts = st.text(st.sampled_from(SIGNS), max_size=14)


def simply_folded(text: str) -> str:
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).replace("ё", "е")
    return "".join(" " if sign.isspace() else sign for sign in folded if sign not in UNSEEN)


def is_border(text: str, at: int) -> bool:
    if at in {0, len(text)}:
        return True
    sign = text[at]
    return not (unicodedata.category(sign).startswith("M") or "\u1160" <= sign <= "\u11ff")


def slowly_found(text: str, query: str) -> list[Match]:
    """Every place is tried; of matches that overlap the first and shortest counts."""
    wanted = simply_folded(query)
    if not query.strip() or not wanted:
        return []
    borders = [at for at in range(len(text) + 1) if is_border(text, at)]
    found: list[Match] = []
    for number, start in enumerate(borders[:-1]):
        following = borders[number + 1]
        if (found and start < found[-1].end) or not simply_folded(text[start:following]):
            continue
        for end in borders[number + 1 :]:
            if simply_folded(text[start:end]) == wanted:
                found.append(Match(start, end))
                break
    return found


@settings(max_examples=2000, deadline=None)
@given(texts, st.text(st.sampled_from(SIGNS), min_size=1, max_size=4))
@example("Ёлка", "елка")
@example("зелёный", "ЕН")
@example("и\u0306од", "йод")
@example("йод", "и")
@example("за\u0301мок", "замок")
@example("ß", "s")
@example("😀а😀а", "а")
@example("aaaa", "aa")
def test_what_is_found_is_what_trying_every_place_finds(text: str, query: str) -> None:
    needle = needle_of(query)
    found = matches(text, needle)
    assert found == slowly_found(text, query)
    assert Passage.of([text]).count(needle) == len(found)
    for start, end in found:
        assert simply_folded(text[start:end]) == needle


@settings(max_examples=500, deadline=None)
@given(texts, st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    borders = [at for at in range(len(text) + 1) if is_border(text, at)]
    start = data.draw(st.sampled_from(borders))
    end = data.draw(st.sampled_from([at for at in borders if at >= start]))
    part = text[start:end]
    if part.strip() and simply_folded(part):
        assert matches(text, needle_of(part))
        assert skeleton(part) in skeleton(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(texts, max_size=5), texts)
def test_a_passage_counts_each_text_by_itself(parts: list[str], query: str) -> None:
    needle = needle_of(query)
    assert Passage.of(parts).count(needle) == sum(len(matches(part, needle)) for part in parts)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30), st.text(max_size=3))
def test_any_text_whatever_is_searched_without_harm(text: str, query: str) -> None:
    for start, end in matches(text, needle_of(query)):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("query", ["", " ", "\n\t", "\u00a0"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert needle_of(query) == ""
    assert matches("а б", needle_of(query)) == []


def test_a_space_finds_any_blank() -> None:
    assert matches("до\u00a0свидания", needle_of("до с")) == [Match(0, 4)]
    assert matches("раз\nдва", needle_of("раз два")) == [Match(0, 7)]


def test_the_skeleton_of_marked_text_holds_what_is_shown() -> None:
    assert skeleton("жирный") in skeleton("**жир**ный")
    assert skeleton("Ёлка") in skeleton("*е\u0308*лка")


def test_the_places_hold_behind_signs_of_two_units() -> None:
    text = "😀 слово 😀 Слово"
    found = matches(text, needle_of("слово"))
    assert [text[start:end] for start, end in found] == ["слово", "Слово"]
    encoded = text.encode("utf-16-le")
    units = [
        (len(text[:start].encode("utf-16-le")), len(text[:end].encode("utf-16-le"))) for start, end in found
    ]
    assert [encoded[start:end].decode("utf-16-le") for start, end in units] == ["слово", "Слово"]


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("аб *_`[](&;)#>-\n1.|xн:/"), max_size=30))
@example("[сло](а)во")
@example("[б](а(б)в)г")
@example('сло[во](а "б")')
def test_what_is_shown_can_be_found_among_the_letters_that_may_be_shown(source: str) -> None:
    letters = shown_letters(source)
    for unit in split(source):
        for text in shown_texts(blocks_of(unit)):
            assert letters is None or skeleton(text) in letters
