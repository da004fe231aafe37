"""Forms of Russian words that a list holds only some forms of.

The bundled list has 20,000 forms; prose needs ten times as many.  Where several forms of one word are in
the list, the rest of its paradigm is made from the endings.  What is made beyond the language's own forms
does little harm: it is only left alone where it is met.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from .language_data import language_data, words_of

_DATA: Final = language_data("russian")["forms"]
_VOWELS: Final = "аеёиоуыэюя"
_ADJECTIVE_HARD, _ADJECTIVE_VELAR, _ADJECTIVE_SOFT = (words_of(endings) for endings in _DATA["adjective"])
_ADJECTIVE_SIGNS: Final = frozenset(words_of(_DATA["adjective_signs"]))
_NOUNS: Final = tuple((frozenset(words_of(endings)), support) for endings, support in _DATA["noun"])
_NOUN_ENDINGS: Final = frozenset().union(*(endings for endings, _ in _NOUNS))
_NOUN_ENDING_MAX: Final = 4
_STEM_MIN: Final = 3
_SAFE_STEM_MIN: Final = 4
_ENDING_MAX: Final = 6
_PAST: Final = words_of(_DATA["past"])
_PASSIVE: Final = (*words_of(_DATA["passive"]), *words_of(_DATA["short_passive"]))
_ACTIVE: Final = words_of(_DATA["active"])
_FIRST: Final = words_of(_DATA["first_person_present"])
_SECOND: Final = words_of(_DATA["second_conjugation"])
_PREFIXES: Final = words_of(_DATA["prefixes"])
_ALL_PREFIXES: Final = _PREFIXES + words_of(_DATA["more_prefixes"])
_IRREGULAR_VERBS: Final = frozenset(
    prefix + verb for verb in words_of(_DATA["irregular_verbs"]) for prefix in ("", *_PREFIXES)
)
_IRREGULAR_FINITE: Final = frozenset(words_of(language_data("russian")["grammar"]["irregular_finite"]))
_FINITE: Final = re.compile(r"(?:[юу]|[еёи](?:шь|т|м|те)|[юуяа]т|л[аои]?)(?:с[ья])?\Z")
_GONE: Final = re.compile(r"ш(?:ёл|ел|ла|ло|ли)(?:с[ья])?\Z")
_PARTICIPLE: Final = re.compile(r"(?:щ|вш)[еи]м(?:ся)?\Z")


def _siblings() -> dict[str, frozenset[str]]:
    """Return, for each ending, those it takes turns with."""
    classes = [endings for endings, _ in _NOUNS]
    classes += [frozenset(("", *endings)) for endings in (_ADJECTIVE_HARD, _ADJECTIVE_VELAR, _ADJECTIVE_SOFT)]
    classes += [frozenset((*_PAST, "ть")), frozenset((*_FIRST, "у", "ю", "ут", "ют", "щий"))]
    classes += [frozenset((*_SECOND, "ят", "ат")), frozenset(_ACTIVE)]
    for vowel in "еая":
        noun = {f"{vowel}н{ending}" for ending in words_of(_DATA["verbal_noun"])}
        classes.append(frozenset({f"{vowel}н{ending}" for ending in _PASSIVE} | noun))
    siblings: dict[str, set[str]] = {}
    for endings in classes:
        for ending in endings:
            siblings.setdefault(ending, set()).update(endings - {ending})
    return {ending: frozenset(others) for ending, others in siblings.items()}


_SIBLINGS: Final = _siblings()


def more_forms(words: Collection[str]) -> set[str]:
    """Return the forms that follow from the given ones (some 150,000 from 20,000; a quarter of a second)."""
    known = words if isinstance(words, set | frozenset | dict) else set(words)
    adjectives = _adjective_stems(known)
    made = {stem + ending for stem, endings in adjectives.items() for ending in endings}
    made |= {stem + "ость" for stem in adjectives} | {stem + "ости" for stem in adjectives}
    made.update(_nouns(known, adjectives))
    made.update(_verbs(known))
    return made


def may_be_form(word: str, known: Collection[str]) -> bool:
    """Whether a known word differs from this one by an ending or a prefix alone."""
    word = word.replace("ё", "е")
    plain = word[:-2] if word.endswith(("ся", "сь")) and len(word) > _SAFE_STEM_MIN + 2 else word
    for size in range(min(_ENDING_MAX, len(plain) - _STEM_MIN) + 1):
        stem, ending = plain[: len(plain) - size], plain[len(plain) - size :]
        if len(stem) < _SAFE_STEM_MIN and (stem + "ого" in known or size == 0):
            continue
        if any(stem + other in known for other in _SIBLINGS.get(ending, ())):
            return True
    return any(word.startswith(prefix) and word[len(prefix) :] in known for prefix in _prefixes_of(word))


def _prefixes_of(word: str) -> Iterator[str]:
    return (prefix for prefix in _ALL_PREFIXES if len(word) - len(prefix) > _SAFE_STEM_MIN)


def verb_forms(infinitive: str, known: Collection[str]) -> set[str]:
    """Return the forms of one verb; ``known`` decides between conjugations that look alike."""
    reflexive = infinitive.endswith(("ться", "чься"))
    plain = infinitive[:-2] if reflexive else infinitive
    forms = set(_conjugated(plain, known))
    if reflexive:
        forms = {form + ("сь" if form[-1] in _VOWELS else "ся") for form in forms if form}
    return forms


def finite_forms(known: Collection[str]) -> frozenset[str]:
    """Return the forms of the list's verbs that have a person or a past tense."""
    made = {form for form in _verbs(known) if _FINITE.search(form) and not _PARTICIPLE.search(form)}
    gone = {word for word in known if _GONE.search(word)}
    return frozenset(made | gone | _IRREGULAR_FINITE)


def _adjective_stems(known: Collection[str]) -> dict[str, tuple[str, ...]]:
    signs: dict[str, set[str]] = {}
    for word in known:
        for size in (2, 3):
            if word[-size:] in _ADJECTIVE_SIGNS and len(word) - size >= _STEM_MIN:
                signs.setdefault(word[:-size], set()).add(word[-size:])
    return {
        stem: _endings_of(stem, found) for stem, found in signs.items() if len(found) >= 2 or "ый" in found
    }


def _endings_of(stem: str, found: set[str]) -> tuple[str, ...]:
    if stem[-1] in "кгх":
        return _ADJECTIVE_VELAR
    if stem[-1] in "жшчщ" or found & {"яя", "юю"}:
        return _ADJECTIVE_SOFT
    return _ADJECTIVE_HARD


def _nouns(known: Collection[str], adjectives: Collection[str]) -> Iterator[str]:
    found: dict[str, set[str]] = {}
    for word in known:
        for size in range(min(_NOUN_ENDING_MAX, len(word) - _STEM_MIN) + 1):
            ending = word[len(word) - size :]
            if ending in _NOUN_ENDINGS:
                found.setdefault(word[: len(word) - size], set()).add(ending)
    for stem, endings in found.items():
        if stem not in adjectives:
            for paradigm, support in _NOUNS:
                if len(endings & paradigm) >= support:
                    yield from (stem + ending for ending in paradigm)


def _verbs(known: Collection[str]) -> Iterator[str]:
    for word in known:
        if len(word) > 4 and word.endswith(("ть", "ться")):
            yield from verb_forms(word, known)


def _conjugated(infinitive: str, known: Collection[str]) -> Iterator[str]:
    if len(infinitive) < 5 or infinitive[-3] not in _VOWELS:
        return
    stem, vowel = infinitive[:-3], infinitive[-3]
    yield from (stem + vowel + ending for ending in _PAST)
    if infinitive.endswith(("овать", "евать")) and len(stem) > 3:
        soft = "у" if infinitive[-5] == "о" else "ю"
        yield from _first(stem[:-2] + soft, "ю")
    elif vowel == "и":
        if infinitive not in _IRREGULAR_VERBS:
            yield from _second(stem)
    elif infinitive.endswith("нуть"):
        yield from _first(stem, "у")
    elif vowel in "аяе":
        yield from _first_or_second(stem, vowel, known)
    if vowel in "ая":
        yield from (stem + vowel + "н" + ending for ending in _PASSIVE)


def _first(stem: str, vowel: str) -> Iterator[str]:
    """Forms of the first conjugation: ``vowel`` is that of the first person, ю or у."""
    yield from (stem + ending for ending in _FIRST)
    yield from (stem + vowel, stem + vowel + "т")
    yield from ((stem + "й", stem + "йте") if vowel == "ю" else (stem + "и", stem + "ите"))
    yield from (stem + vowel + ending for ending in _ACTIVE if vowel == "ю")
    if vowel == "ю":
        yield stem + "я"


def _second(stem: str) -> Iterator[str]:
    sibilant = stem[-1] in "жшчщ"
    soft = "а" if sibilant else "я"
    yield from (stem + ending for ending in (*_SECOND, soft, soft + "т"))
    first = _mutated(stem)
    yield first + ("у" if first[-1] in "жшчщ" else "ю")
    yield from (first + "ен" + ending for ending in _PASSIVE)
    yield from (stem + soft + ending for ending in _ACTIVE)


def _mutated(stem: str) -> str:
    for end, replacement in _DATA["mutations"].items():
        if stem.endswith(end):
            return stem[: -len(end)] + str(replacement)
    return stem


def _first_or_second(stem: str, vowel: str, known: Collection[str]) -> Iterator[str]:
    whole = stem + vowel
    if any(whole + ending in known for ending in ("ю", "ет", "ешь", "ют", "ем", "ете", "й", "йте")):
        yield from _first(whole, "ю")
    elif any(stem + ending in known for ending in ("ит", "ишь", "ят", "ат", "им", "ите")):
        yield from _second(stem)
