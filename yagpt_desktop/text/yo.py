"""«ё»: put where there can be no doubt, or written as «е»."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from yagpt_desktop.domain.text_settings import YoPolicy

_HARD: Final = ("ый", "ая", "ое", "ые", "ого", "ой", "ому", "ую", "ым", "ых", "ыми", "ом")
_SOFT: Final = ("ий", "ая", "ое", "ие", "ого", "ой", "ому", "ую", "им", "их", "ими", "ом")
_NOUN: Final = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")

_HARD_STEMS: Final = "чёрн жёлт зелён тёмн твёрд тяжёл дешёв надёжн серьёзн учён звёздн подчёркнут"
_SOFT_STEMS: Final = "лёгк далёк жёстк чётк"
_NOUN_STEMS: Final = (
    "счёт учёт расчёт отчёт зачёт самолёт вертолёт полёт перелёт взлёт приём объём подъём актёр "
    "режиссёр шофёр партнёр боксёр тренажёр лётчик налёт почёт просчёт пулемёт"
)
_WORDS: Final = (
    "ещё её неё моё твоё своё чьё причём ребёнок котёнок телёнок ёлка ёлки ёлку ёлкой ёлок ёж "
    "лёд мёд шёл пришёл ушёл нашёл вошёл зашёл подошёл прошёл пошёл дошёл перешёл произошёл "
    "вёл привёл провёл ввёл перевёл нёс принёс унёс вёз привёз увёз идёт придёт уйдёт найдёт войдёт "
    "пойдёт пройдёт зайдёт дойдёт перейдёт произойдёт ведёт приведёт проведёт везёт несёт принесёт "
    "даёт отдаёт задаёт создаёт продаёт передаёт сдаёт остаётся удаётся раздаётся сдаётся продаётся "
    "создаётся встаёт достаёт перестаёт живёт поёт пьёт бьёт льёт шьёт ждёт зовёт поймёт возьмёт "
    "начнёт пришлёт найдём пойдём идём придём даём живём ждём поймём возьмём начнём идёшь придёшь "
    "найдёшь пойдёшь даёшь живёшь ждёшь поймёшь возьмёшь начнёшь трёх четырёх трём четырём тёплый "
    "тёплая тёплое тёплые тёплого тёплую тёплых тёплыми весёлый весёлая живём насчёт вдвоём втроём "
    "учёба чёткость жёсткость надёжность серьёзно серьёзность серьёзнее надёжно дёшево "
    "тяжёлый лёгкость зелёнка берёза берёзы берёзу берёзой "
    "партнёрство режиссёрский актёрский самолётный щётка щётки щётку"
)

_WORD: Final = re.compile(r"[^\W\d_]+")


def with_yo(text: str, policy: YoPolicy) -> str:
    """Return the text after the policy; "always" touches only words that are never rightly written with «е».

    «все» and «всё», «берет» and «берёт» are for a reader of the sentence to tell apart: they stay.
    """
    if policy is YoPolicy.NEVER:
        return text.replace("ё", "е").replace("Ё", "Е").replace("е\u0308", "е").replace("Е\u0308", "Е")
    if policy is YoPolicy.ALWAYS:
        return _WORD.sub(lambda found: _spelled(found.group()), text)
    return text


def _spelled(word: str) -> str:
    known = _sure_words().get(word.lower())
    if known is None or len(known) != len(word):
        return word
    return "".join(
        right.upper() if sign.isupper() else right for sign, right in zip(word, known, strict=True)
    )


@cache
def _sure_words() -> dict[str, str]:
    """Return the words that always have a «ё», under what they look like without it."""
    words = set(_WORDS.split())
    words |= {stem + end for stem in _HARD_STEMS.split() for end in _HARD}
    words |= {stem + end for stem in _SOFT_STEMS.split() for end in _SOFT}
    words |= {stem + end for stem in _NOUN_STEMS.split() for end in _NOUN}
    return {word.replace("ё", "е"): word for word in words if "ё" in word}
