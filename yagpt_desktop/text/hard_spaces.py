"""Blanks at which a Russian line must not break."""

from __future__ import annotations

import re
from typing import Final

HARD: Final = "\u00a0"

_SHORT: Final = "в|во|к|ко|с|со|у|о|об|и|а|на|за|из|от|до|по|не|ни|но|для|при|про|без|под|над"
_UNITS: Final = (
    "кг|г|мг|т|км|м|см|мм|л|мл|га|шт|руб|р|коп|тыс|млн|млрд|трлн|ч|мин|сек|с|мс|вв?|гг?|лет|года?|год[уы]|"
    "процент[аов]*|рубл[ьяейям]+|стр|с|экз|чел|Гц|кГц|МГц|ГГц|Вт|кВт|МВт|В|А|Б|КБ|МБ|ГБ|ТБ|бит|°C|°С|дн[яей]+|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_POINTERS: Final = (
    "рис|табл|гл|стр|с|п|пп|ст|ч|разд|прил|т|см|г|ул|д|кв|корп|стр|пер|просп|пл|им|проф|акад|доц"
)
_RULES: Final = (
    (re.compile(r" (?=[—–](?:\s|$))", re.MULTILINE), HARD),
    (re.compile(r"(?<=[№§]) ?(?=\d)"), HARD),
    (re.compile(r"\b([тТ])\. ?(?=[епдкно]\.)"), rf"\1.{HARD}"),
    (re.compile(r"\b(н)\. ?(?=э\.)"), rf"\1.{HARD}"),
    (re.compile(rf"\bи (?=т\.{HARD})"), f"и{HARD}"),
    (re.compile(r"\b([А-ЯЁ]\.) (?=[А-ЯЁ]\.)"), rf"\1{HARD}"),
    (re.compile(r"\b([А-ЯЁ]\.) (?=[А-ЯЁ][а-яё]+)"), rf"\1{HARD}"),
    (re.compile(r"(?<=\d) (?=[%‰₽$€°]|(?:" + _UNITS + r")(?![\w-]))"), HARD),
    (re.compile(rf"\b((?:{_POINTERS})\.) (?=\d|[А-ЯЁ][а-яё])"), rf"\1{HARD}"),
    (re.compile(rf"(?<![\w-])({_SHORT}) (?=[^\s—–])", re.IGNORECASE), rf"\1{HARD}"),
)


def with_hard_spaces(text: str) -> str:
    """Return the text with blanks made hard after short words, before dashes, at numbers and initials."""
    for pattern, made in _RULES:
        text = pattern.sub(made, text)
    return text
