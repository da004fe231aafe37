"""What a person takes for one mistake though it lies in two places: words written apart or together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from .token_diff import Hunk
from .tokens import HYPHENS, is_blank, is_word

_WIDEST_GAP: Final = 3
_LONGEST: Final = 7
_STILL_ONE: Final = 0.8
_ALIKE: Final = 0.65


def readable(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Return the hunks as a person would mark them."""
    found: list[Hunk] = []
    for index, hunk in enumerate(hunks):
        following = hunks[index + 1] if index + 1 < len(hunks) else Hunk(len(a), len(a), len(b), len(b))
        placed = _slid(hunk, a, b, found[-1].a1 if found else -1, following.a0)
        while found and (one := _one_of(found[-1], placed, a, b)):
            placed = one
            found.pop()
        found.append(placed)
    return found


def squashed(text: str) -> str:
    """Return the letters alone, as for words that are written together."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in HYPHENS).casefold()


def _slid(hunk: Hunk, a: Sequence[str], b: Sequence[str], least: int, most: int) -> Hunk:
    """Return an addition or a removal at the one of its possible places where it is a word with its blank."""
    if (hunk.a0 == hunk.a1) == (hunk.b0 == hunk.b1):
        return hunk
    places = [hunk]
    row, start, end = (b, hunk.b0, hunk.b1) if hunk.a0 == hunk.a1 else (a, hunk.a0, hunk.a1)
    # One length of it to each side is enough: from there on it only repeats.
    back = 0
    while back < end - start and hunk.a0 - back - 1 > least and start - back > 0:
        if row[start - back - 1] != row[end - back - 1]:
            break
        back += 1
        places.append(hunk.moved(-back, -back))
    on = 0
    while on < end - start and hunk.a1 + on + 1 < most and end + on < len(row):
        if row[start + on] != row[end + on]:
            break
        on += 1
        places.append(hunk.moved(on, on))
    return max(places, key=lambda place: (_neatness(place, a, b), place.a0))


def _neatness(hunk: Hunk, a: Sequence[str], b: Sequence[str]) -> int:
    part = b[hunk.b0 : hunk.b1] or a[hunk.a0 : hunk.a1]
    return 2 * (is_word(part[0]) and is_blank(part[-1])) + (is_blank(part[0]) and is_word(part[-1]))


def _one_of(first: Hunk, second: Hunk, a: Sequence[str], b: Sequence[str]) -> Hunk | None:
    """Return both with what lies between as one, if they are one mistake."""
    gap = a[first.a1 : second.a0]
    if not gap:
        return Hunk(first.a0, second.a1, first.b0, second.b1)
    whole = Hunk(first.a0, second.a1, first.b0, second.b1)
    if len(gap) > _WIDEST_GAP or max(whole.a1 - whole.a0, whole.b1 - whole.b0) > _LONGEST:
        return None
    if not any(map(is_word, gap)) and not (_stands_alone(first, a, b) and _stands_alone(second, a, b)):
        if all(is_blank(token) or token in HYPHENS for token in gap) and _is_respaced(whole, a, b):
            return _trimmed(whole, a, b)
        if _is_same_but_blanks(whole, a, b):
            return whole
    return None


def _stands_alone(hunk: Hunk, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a hunk is a mistake by itself: words that became words like them."""
    one, other = squashed("".join(a[hunk.a0 : hunk.a1])), squashed("".join(b[hunk.b0 : hunk.b1]))
    return OSA.normalized_similarity(one, other) >= _ALIKE if one and other else False


def _is_same_but_blanks(hunk: Hunk, a: Sequence[str], b: Sequence[str]) -> bool:
    before, after = a[hunk.a0 : hunk.a1], b[hunk.b0 : hunk.b1]
    return [one for one in before if not is_blank(one)] == [one for one in after if not is_blank(one)]


def _is_respaced(hunk: Hunk, a: Sequence[str], b: Sequence[str]) -> bool:
    before, after = a[hunk.a0 : hunk.a1], b[hunk.b0 : hunk.b1]
    if sum(map(is_word, before)) == sum(map(is_word, after)):
        return False
    one, other = squashed("".join(before)), squashed("".join(after))
    return one == other or OSA.normalized_similarity(one, other) >= _STILL_ONE


def _trimmed(hunk: Hunk, a: Sequence[str], b: Sequence[str]) -> Hunk:
    a0, a1, b0, b1 = hunk
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        a0, b0 = a0 + 1, b0 + 1
    return Hunk(a0, a1, b0, b1)
