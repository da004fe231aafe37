"""Words that end with a full stop in the middle of a sentence."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RUSSIAN_BEFORE_MORE: Final = _words(
    "табл рис илл разд прил подп пп гл абз вып изд ред сост пер прим см ср напр т тт fig figs eq sec "
    "no vol mr mrs ms dr prof акад проф доц канд докт инж ген полк кап лейт гр им св бульв наб просп "
    "ул пер пл обл р-н корп стр кв оф тел факс моб доб руч ок прибл соотв соотв-но млн млрд тыс экз"
)
"""Russian words after which razdel ends a sentence before a capital or a number, and a reader does not."""

UNIT_LIKE: Final = _words("г гг в вв р руб коп к с м т ч см мм км кг мл л мин сек час шт экз чел стр")
"""After a number these end a sentence as often as not; what follows decides."""

RUSSIAN_STARTERS: Final = _words(
    "в во на с со к ко по о об из за от до для при про без под над у и а но да же он она оно "
    "они я мы ты вы это этот эта эти тот та те так там тут здесь тогда теперь потом затем после "
    "перед если когда пока хотя что чтобы как кто где куда почему зачем какой какая какие "
    "сколько его её ее их мой наш ваш свой все всё весь вся каждый один одна однако также кроме "
    "поэтому наконец сначала сейчас сегодня завтра вчера уже ещё еще только даже вот ведь или "
    "либо не ни нет можно нужно надо есть был была было были будет согласно благодаря несмотря "
    "например впрочем кстати действительно конечно возможно итак"
)
"""Words that begin a sentence rather than a name; they decide after «в 2019 г.» and the like."""

ENGLISH_BEFORE_NAME: Final = _words(
    "mr mrs ms dr prof rev hon st gen col lt sgt capt maj cmdr gov sen rep pres messrs mt ft fr sr"
)
"""Titles: a capital follows them as a matter of course."""

ENGLISH_BEFORE_NUMBER: Final = _words(
    "fig figs eq eqs sec secs no nos vol vols ch chap p pp par art tab ref refs ed eds approx ca cf "
    "al c v vs jan feb mar apr jun jul aug sep sept oct nov dec abb nr bd kap s z"
)
"""Words that point at a number or a letter."""

ENGLISH_INSIDE: Final = _words(
    "e.g i.e viz cf vs al ca approx etc resp incl excl max min u.s u.k z.b d.h u.a bzw usw"
)
"""Words that go on, unless a capital follows the last of them."""

ENGLISH_NEVER_LAST: Final = _words("e.g i.e cf viz vs z.b d.h bzw")
