"""The short reasons for a change, found from its letters: a rule of thumb, at once and without a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yagpt_desktop.domain.change import Change, ChangeKind

from .change_kind import (
    DASHES,
    LOOKALIKES,
    QUOTES,
    folded,
    is_layout,
    is_slip,
    is_typography,
)
from .change_reason import ChangeReason
from .hunk_joins import squashed
from .letter_reasons import letter_reasons
from .tokens import BREAKS, HYPHENS, is_blank, is_word, tokens, words

_MOST = 3
_LONGEST_JUDGED = 5000
_ENDS = frozenset(".!?…")
_ENDING = 3


def reasons_of(change: Change, original: str = "") -> tuple[ChangeReason, ...]:
    """Return what a change mends, the weightiest first, at most three.

    The whole ``original`` tells a doubled word from a needless one.
    """
    if change.kind is ChangeKind.OWN:
        return (ChangeReason.OWN,)
    before, after = change.before[:_LONGEST_JUDGED], change.after[:_LONGEST_JUDGED]
    old, new = words(before), words(after)
    if is_typography(before, after):
        found = list(_of_shapes(before, after))
    elif not old and not new:
        found = list(_of_signs(before, after))
    elif not old or not new:
        found = [_of_lone_words(change, original)]
    else:
        found = [*_of_words(old, new), *_of_signs(before, after)]
    return tuple(dict.fromkeys(found))[:_MOST] or (ChangeReason.SIGN_SHAPE,)


def _of_lone_words(change: Change, original: str) -> ChangeReason:
    if not change.before.strip() or not words(change.before):
        return ChangeReason.WORD_MISSING
    word = [part.casefold() for part in words(change.before)]
    near = 4 * len(change.before) + 8
    back = [part.casefold() for part in words(original[max(0, change.start - near) : change.start])]
    on = [part.casefold() for part in words(original[change.end : change.end + near])]
    if word in (back[-len(word) :], on[: len(word)]):
        return ChangeReason.DOUBLED_WORD
    return ChangeReason.WORD_EXTRA


def _of_words(old: Sequence[str], new: Sequence[str]) -> Iterator[ChangeReason]:
    if len(old) != len(new) or _hyphens(old) != _hyphens(new):
        respelt = _of_spacing(old, new)
        if respelt is not None:
            yield respelt
            return
        if len(old) != len(new):
            yield ChangeReason.WORD_CHOICE
            return
    for one, other in zip(old, new, strict=True):
        if one != other:
            yield from _of_word(one, other)


def _of_spacing(old: Sequence[str], new: Sequence[str]) -> ChangeReason | None:
    one, other = squashed("".join(old)), squashed("".join(new))
    if one != other and not is_slip(one, other):
        return None
    if _hyphens(new) > _hyphens(old):
        return ChangeReason.HYPHEN
    if len(new) < len(old):
        return ChangeReason.JOINED
    if len(new) > len(old):
        return ChangeReason.SPLIT
    return ChangeReason.HYPHEN_EXTRA if _hyphens(old) > _hyphens(new) else None


def _hyphens(row: Sequence[str]) -> int:
    return sum(word.count(sign) for word in row for sign in HYPHENS)


def _of_word(old: str, new: str) -> Iterator[ChangeReason]:
    if folded(old) == folded(new):
        yield from _of_case(old, new)
        return
    if not is_slip(old, new):
        yield ChangeReason.WORD_CHOICE
        return
    if is_layout(folded(old), folded(new)):
        yield ChangeReason.KEYBOARD_LAYOUT
    elif old.translate(LOOKALIKES) == new.translate(LOOKALIKES):
        yield ChangeReason.FOREIGN_LETTER
    elif {folded(old), folded(new)} == {"не", "ни"}:
        yield ChangeReason.NOT_NI
    else:
        yield from letter_reasons(folded(old), folded(new))
    yield from _of_case(old, new)


def _of_case(old: str, new: str) -> Iterator[ChangeReason]:
    capitals = [sum(map(str.isupper, word)) for word in (old, new)]
    if capitals[0] != capitals[1]:
        yield ChangeReason.CAPITAL if capitals[1] > capitals[0] else ChangeReason.SMALL_LETTER
    if old.lower().count("ё") != new.lower().count("ё"):
        yield ChangeReason.YO


def _of_signs(before: str, after: str) -> Iterator[ChangeReason]:
    old, new = _signs(before), _signs(after)
    if old == new:
        return
    if old and new:
        yield ChangeReason.SIGN_WRONG
        return
    sign = (old or new)[0]
    is_missing = bool(new)
    if sign == ",":
        yield ChangeReason.COMMA_MISSING if is_missing else ChangeReason.COMMA_EXTRA
    elif sign in DASHES:
        yield ChangeReason.DASH_MISSING if is_missing else ChangeReason.DASH_EXTRA
    elif is_missing and sign in _ENDS:
        yield ChangeReason.FULL_STOP_MISSING
    else:
        yield ChangeReason.SIGN_MISSING if is_missing else ChangeReason.SIGN_EXTRA


def _signs(text: str) -> list[str]:
    return [token for token in tokens(text) if not is_word(token) and not is_blank(token)]


def _of_shapes(before: str, after: str) -> Iterator[ChangeReason]:
    for signs, reason in (
        (BREAKS, ChangeReason.LINE_BREAK),
        (DASHES, ChangeReason.DASH_SHAPE),
        (QUOTES, ChangeReason.QUOTES_SHAPE),
    ):
        if [sign for sign in before if sign in signs] != [sign for sign in after if sign in signs]:
            yield reason
    blanks = [[sign for sign in text if sign.isspace()] for text in (before, after)]
    if len(blanks[0]) != len(blanks[1]):
        yield ChangeReason.BLANK_EXTRA if len(blanks[0]) > len(blanks[1]) else ChangeReason.BLANK_MISSING
    elif blanks[0] != blanks[1]:
        yield ChangeReason.BLANK_SHAPE
