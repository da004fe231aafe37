"""What the palette offers, and which of it answers to what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.text.find import Match, matches, needle_of

MOST_FOUND: Final = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette.

    Attributes:
        title: What it is called, in the language of the moment; may be a chat's, so plain text.
        note: Its keys, or what kind of thing it is.
        act: What happens when it is chosen.
    """

    title: str
    note: str
    act: Callable[[], object]


def found(typed: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that have all words that were typed, the best first, in their own order within.

    Best is a title that begins with them, then one with a word that does.  Case, ё and е do not matter.
    """
    needles = [needle for word in typed.split() if (needle := needle_of(word))]
    if not needles:
        return list(entries)
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry.title, needles)) is not None]
    return [entry for _rank_of, entry in sorted(ranked, key=lambda one: one[0])][:MOST_FOUND]


def _rank(title: str, needles: Sequence[str]) -> int | None:
    places = [matches(title, needle) for needle in needles]
    if not all(places):
        return None
    if places[0][0].start == 0:
        return 0
    return 1 if all(_begins_a_word(title, found_at) for found_at in places) else 2


def _begins_a_word(title: str, found_at: Sequence[Match]) -> bool:
    return any(not title[: match.start][-1:].isalnum() for match in found_at)
